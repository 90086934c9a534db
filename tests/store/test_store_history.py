"""The history in the database: appended, read, learned from, pruned, forgotten."""

import gc
import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from ltx_desktop.domain.account import Account, AccountRecord, Label, Learned
from ltx_desktop.domain.history import Entry, Kind, Lengths
from ltx_desktop.store.accounts import AccountStore
from ltx_desktop.store.errors import StoreUnavailable
from ltx_desktop.store.history import HistoryStore

DAY = timedelta(days=1)
AT = datetime(2026, 1, 2, 3, 4, 5, 678901, tzinfo=UTC)
EMAIL = "a@example.com"
OTHER = "b@example.com"

Reopen = Callable[[], AccountStore]


def entry(kind: Kind, days: float = 0, email: str = EMAIL, **more: object) -> Entry:
    return Entry(email, AT + days * DAY, kind, **more)  # type: ignore[arg-type]


FULL = entry(
    Kind.ACCEPTED,
    words="curl-bash",
    ends_before=AT,
    ends_after=AT + 90 * DAY,
    jobs_before=1,
    jobs_after=2,
    lengths=Lengths(9, 800, 40),
)


@pytest.fixture
def store(reopen: Reopen) -> AccountStore:
    store = reopen()
    store.put([AccountRecord(Account(EMAIL), AT), AccountRecord(Account(OTHER), AT)])
    return store


def test_an_entry_comes_back_as_it_was(store: AccountStore, reopen: Reopen) -> None:
    assert store.history.append([FULL]).entries == (FULL,)
    assert reopen().history.entries() == (FULL,)


def test_entries_are_in_the_order_of_their_moments(store: AccountStore) -> None:
    late, early = entry(Kind.VANISHED, 2), entry(Kind.ACCEPTED, 1, OTHER)
    store.history.append([late])
    store.history.append([early])
    assert store.history.entries() == (early, late)
    assert store.history.entries(EMAIL) == (late,)
    assert store.history.entries("nobody@example.com") == ()


def test_what_was_learned_is_found_at_the_next_start_without_the_history(
    store: AccountStore, reopen: Reopen, database_path: Path
) -> None:
    ended = entry(Kind.EXPIRED, 30, ends_before=AT + 30 * DAY)
    again = entry(Kind.ACCEPTED, 31)
    appended = store.history.append([entry(Kind.ACCEPTED), ended, again])
    learned = Learned((30 * DAY,), AT + 31 * DAY)
    assert appended.learned == {EMAIL: learned}
    with closing(sqlite3.connect(database_path, isolation_level=None)) as other:
        other.execute("DROP TABLE history")
        other.execute("CREATE TABLE history (id)")
    store.close()
    with closing(sqlite3.connect(database_path, isolation_level=None)) as other:
        record = AccountStore(other).get(EMAIL)
        assert record
        assert record.learned == learned


def test_an_account_read_again_keeps_what_was_learned(store: AccountStore, reopen: Reopen) -> None:
    store.history.append([entry(Kind.ACCEPTED)])
    stale = AccountRecord(Account(EMAIL, max_jobs=5), AT)
    store.put([stale])
    record = reopen().get(EMAIL)
    assert record
    assert (record.account.max_jobs, record.learned.renewed_at) == (5, AT)


def test_another_process_sees_it_when_it_catches_up(store: AccountStore, reopen: Reopen) -> None:
    del reopen
    path = store._path
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        command = AccountStore(connection)
        command.history.append([entry(Kind.ACCEPTED)])
        command.labels.write(EMAIL, Label("Client", "a note"))
    store.catch_up()
    record = store.get(EMAIL)
    assert record
    assert (record.learned.renewed_at, record.label.name) == (AT, "Client")


def test_what_another_process_has_noted_is_not_noted_again(store: AccountStore) -> None:
    came = entry(Kind.ERROR_CAME)
    assert store.history.append([came]).entries == (came,)
    assert store.history.append([entry(Kind.ERROR_CAME, 0.001)]).entries == ()
    went, again = entry(Kind.ERROR_WENT, 1), entry(Kind.ERROR_CAME, 2)
    assert store.history.append([went, again]).entries == (went, again)
    twice = entry(Kind.REFUSED, 3)
    assert store.history.append([twice, twice]).entries == (twice, twice)


@pytest.mark.parametrize("kept", [730, 30])
def test_what_is_too_old_goes_with_what_comes(store: AccountStore, kept: int) -> None:
    if kept != 730:
        store.keep_history_for(lambda: kept * DAY)
    store.history.append([entry(Kind.REFUSED), entry(Kind.REFUSED, 1)])
    store.history.append([entry(Kind.REFUSED, kept + 0.5)])
    assert [one.at for one in store.history.entries()] == [AT + DAY, AT + (kept + 0.5) * DAY]


def test_a_forgotten_account_has_no_history(store: AccountStore, reopen: Reopen) -> None:
    store.history.append([entry(Kind.ACCEPTED), entry(Kind.ACCEPTED, email=OTHER)])
    store.history.forget(EMAIL)
    again = reopen()
    assert [one.email for one in again.history.entries()] == [OTHER]
    record = again.get(EMAIL)
    assert record
    assert record.learned == Learned()


def test_forgotten_words_are_gone_from_the_file(store: AccountStore, database_path: Path) -> None:
    store.history.append([entry(Kind.NAMED, words="SYNTHETIC-canary")])
    store.history.forget(EMAIL)
    store.back_up()
    store.close()
    left = [one for one in database_path.parent.iterdir() if not one.name.endswith("-wal")]
    assert not any(b"SYNTHETIC-canary" in one.read_bytes() for one in left)


def test_kinds_of_a_later_version_are_left_out(store: AccountStore, database_path: Path) -> None:
    store.history.append([FULL])
    with closing(sqlite3.connect(database_path, isolation_level=None)) as other:
        other.execute("UPDATE history SET kind = 'from-the-future'")
    assert store.history.entries() == ()


def test_what_cannot_be_written_is_written_with_the_next(store: AccountStore) -> None:
    path = store._path
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreUnavailable):
            store.history.append([FULL])
        other.execute("ROLLBACK")
    last = entry(Kind.VANISHED, 1)
    assert store.history.append([last]).entries == (FULL, last)
    assert store.history.append([]).entries == ()


def test_a_damaged_history_is_said_by_whoever_reads_it(
    store: AccountStore, database_path: Path
) -> None:
    with closing(sqlite3.connect(database_path, isolation_level=None)) as other:
        other.execute("DROP TABLE history")
    for use in (
        store.history.entries,
        lambda: store.history.forget(EMAIL),
    ):
        with pytest.raises(StoreUnavailable):
            use()


def test_without_a_file_it_lasts_for_this_run() -> None:
    store = AccountStore.in_memory()
    assert store.history.append([FULL]).learned == {EMAIL: Learned((), AT)}
    assert store.history.entries() == (FULL,)


class TestLabels:
    def test_a_label_comes_back_with_the_account(self, store: AccountStore, reopen: Reopen) -> None:
        store.labels.write(EMAIL, Label("Client", "line\nline"))
        again = reopen()
        record = again.get(EMAIL)
        assert record
        assert record.label == Label("Client", "line\nline") == again.labels.of(EMAIL)
        again.labels.write(EMAIL, Label())
        record = reopen().get(EMAIL)
        assert record
        assert record.label == Label()

    def test_it_outlives_a_removal(self, store: AccountStore, reopen: Reopen) -> None:
        store.labels.write(EMAIL, Label("Client"))
        store.remove([EMAIL])
        assert reopen().labels.of(EMAIL) == Label("Client")

    def test_vanished_accounts_have_theirs(self, store: AccountStore, reopen: Reopen) -> None:
        store.labels.write(EMAIL, Label("Client"))
        store.replace_all([], read_at=AT)
        assert [one.label for one in reopen().vanished() if one.email == EMAIL] == [Label("Client")]

    def test_what_cannot_be_written_holds_for_this_run(self, store: AccountStore) -> None:
        with closing(sqlite3.connect(store._path, isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            with pytest.raises(StoreUnavailable):
                store.labels.write(EMAIL, Label("Client"))
            other.execute("ROLLBACK")
        assert store.labels.of(EMAIL) == Label("Client")

    def test_without_a_file_it_lasts_for_this_run(self) -> None:
        store = AccountStore.in_memory()
        store.labels.write(EMAIL, Label("Client"))
        store.labels.read()
        assert store.labels.of(EMAIL) == Label("Client")


def test_what_is_kept_in_memory_is_closed_with_its_store() -> None:
    """Python 3.13 warns of a database that is left open."""
    history = HistoryStore(None, lambda: 730 * DAY)
    history.append([entry(Kind.EXPIRED)])
    connection = history._connection
    del history
    gc.collect()
    with pytest.raises(sqlite3.ProgrammingError, match="closed"):
        connection.execute("SELECT 1")
