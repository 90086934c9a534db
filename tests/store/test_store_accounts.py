import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from typing import cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ltx_desktop.domain.account import Account, AccountRecord, Learned, Mark, Submission
from ltx_desktop.domain.changes import Change, Inserted, Removed, Replaced, Reset
from ltx_desktop.domain.secret import Secret
from ltx_desktop.store.accounts import RESET_ABOVE, AccountStore
from ltx_desktop.store.migrations import migrate
from ltx_desktop.store.rows import COLUMNS

SEEN = datetime(2026, 1, 2, 3, 4, 5, 678901, tzinfo=UTC)
LATER = SEEN + timedelta(minutes=5)

Reopen = Callable[[], AccountStore]


def record(name: str, *, jobs: int = 20, seen: datetime = SEEN) -> AccountRecord:
    return AccountRecord(Account(f"{name}@example.com", max_jobs=jobs), seen)


A, B, C = record("a"), record("b"), record("c")


@pytest.fixture
def heard() -> list[Change]:
    return []


@pytest.fixture
def store(reopen: Reopen, heard: list[Change]) -> AccountStore:
    """With A and B in it, watched from then on."""
    store = reopen()
    store.put([A, B])
    store.subscribe(heard.append)
    return store


instants = st.datetimes(
    min_value=datetime(1900, 1, 1),  # noqa: DTZ001 - hypothesis adds the zone
    max_value=datetime(2300, 1, 1),  # noqa: DTZ001
    timezones=st.sampled_from([UTC, timezone(timedelta(hours=-9, minutes=-30))]),
)
maybe_instants = st.none() | instants
submissions = st.builds(
    Submission, at=instants, updated=maybe_instants, refresh_expiry=maybe_instants
)
accounts = st.builds(
    Account,
    email=st.text(min_size=1),
    max_jobs=st.none() | st.integers(-(2**63) + 1, 2**63 - 1),
    updated=maybe_instants,
    access_expiry=maybe_instants,
    refresh_expiry=maybe_instants,
    error=st.none() | st.text(),
    balance=st.none() | st.floats(allow_nan=False),
    marks=st.frozensets(st.sampled_from(Mark)),
)
learned = st.builds(
    Learned,
    lives=st.lists(
        st.integers(1, 10**9).map(lambda count: timedelta(seconds=count)), max_size=3
    ).map(tuple),
    renewed_at=maybe_instants,
    error_since=maybe_instants,
    unconfirmed_at=maybe_instants,
)
records = st.builds(
    AccountRecord,
    account=accounts,
    seen=instants,
    submission=st.none() | submissions,
    learned=learned,
)


class TestRoundTrip:
    @given(wanted=st.lists(records, max_size=5, unique_by=lambda record: record.email))
    def test_every_field_and_every_subset_come_back(self, wanted: list[AccountRecord]) -> None:
        with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
            migrate(connection)
            AccountStore(connection).put(wanted)
            again = AccountStore(connection)
            assert again.saved
            assert again.records() == tuple(sorted(wanted, key=lambda record: record.email))

    def test_every_field_of_the_domain_has_its_columns(self) -> None:
        fields = {*Account.__dataclass_fields__, "seen", "submitted_at"}
        fields |= {f"submitted_{name}" for name in Submission.__dataclass_fields__ if name != "at"}
        fields |= {*Learned._fields}
        assert fields == set(COLUMNS)
        assert set(AccountRecord.__dataclass_fields__) == {
            *("account", "seen", "submission", "label", "learned")
        }

    def test_what_no_database_can_hold_is_left_out_or_replaced(self, reopen: Reopen) -> None:
        odd = AccountRecord(
            Account("a@example.com", max_jobs=10**30, error="\ud800 no", balance=float("nan")),
            SEEN,
        )
        reopen().put([odd])
        plain = Account("a@example.com", error="? no")
        assert reopen().records() == (AccountRecord(plain, SEEN),)

    def test_marks_of_a_later_version_are_ignored(
        self, reopen: Reopen, database_path: Path
    ) -> None:
        reopen().put([A])
        with closing(sqlite3.connect(database_path, isolation_level=None)) as other:
            other.execute("UPDATE account SET marks = 'estimate from-the-future'")
        (known,) = reopen().records()
        assert known.account.marks == {Mark.ESTIMATE}

    def test_a_naive_moment_is_a_bug_found_before_anything_changes(
        self, store: AccountStore, heard: list[Change]
    ) -> None:
        naive = SEEN.replace(tzinfo=None)
        with pytest.raises(TypeError):
            store.put([record("c", seen=naive)])
        with pytest.raises(TypeError):
            store.replace_all([], read_at=naive)
        assert (store.records(), store.last_refresh, heard) == ((A, B), None, [])

    def test_last_refresh_comes_back(self, reopen: Reopen) -> None:
        store = reopen()
        assert store.last_refresh is None
        store.replace_all([], read_at=SEEN)
        store.replace_all([A])
        assert store.last_refresh == SEEN
        store = reopen()
        assert store.last_refresh == SEEN
        store.replace_all([A], read_at=LATER)
        assert reopen().last_refresh == LATER


class TestAnnouncements:
    def test_of_put_tell_new_from_replaced(
        self, store: AccountStore, heard: list[Change], reopen: Reopen
    ) -> None:
        changed = record("a", jobs=5)
        store.put([changed, B, C])
        assert heard == [Replaced((changed,)), Inserted((C,))]
        assert store.records() == (changed, B, C) == reopen().records()

    def test_of_a_record_seen_later_are_one_replaced(
        self, store: AccountStore, heard: list[Change], reopen: Reopen
    ) -> None:
        later = [replace(A, seen=LATER), replace(B, seen=LATER)]
        store.put(later)
        assert heard == [Replaced(tuple(later))]
        assert reopen().records() == tuple(later)

    def test_of_nothing_new_are_none(self, store: AccountStore, heard: list[Change]) -> None:
        store.put([replace(A)])
        store.put([])
        store.remove([])
        store.remove(["unknown@example.com"])
        store.replace_all([B, A])
        assert heard == []

    def test_of_the_same_account_twice_tell_the_last(
        self, store: AccountStore, heard: list[Change], reopen: Reopen
    ) -> None:
        last = record("c", jobs=2)
        store.put([C, last])
        assert heard == [Inserted((last,))]
        assert reopen().get(last.email) == last

    def test_of_remove_name_the_known_once(
        self, store: AccountStore, heard: list[Change], reopen: Reopen
    ) -> None:
        store.remove([B.email, "unknown@example.com", A.email, B.email])
        assert heard == [Removed((A.email, B.email))]
        assert store.records() == () == reopen().records()

    def test_of_replace_all_come_as_removed_replaced_inserted(
        self, store: AccountStore, heard: list[Change], reopen: Reopen
    ) -> None:
        changed = record("b", jobs=3)
        store.replace_all([changed, C])
        assert heard == [Removed((A.email,)), Replaced((changed,)), Inserted((C,))]
        assert store.records() == (changed, C) == reopen().records()

    def test_of_a_large_difference_are_one_reset(
        self, store: AccountStore, heard: list[Change], reopen: Reopen
    ) -> None:
        many = [record(f"{n:04}") for n in range(RESET_ABOVE - 1)]
        store.replace_all(many)
        assert heard == [Reset(tuple(many))]
        assert reopen().records() == tuple(many)

    def test_up_to_there_are_single(self, store: AccountStore, heard: list[Change]) -> None:
        many = [record(f"{n:04}") for n in range(RESET_ABOVE - 2)]
        store.replace_all(many)
        assert heard == [Removed((A.email, B.email)), Inserted(tuple(many))]

    def test_of_many_seen_later_are_no_reset(
        self, store: AccountStore, heard: list[Change]
    ) -> None:
        many = [record(f"{n:04}") for n in range(RESET_ABOVE + 1)]
        store.put(many)
        assert heard == [Inserted(tuple(many))]
        heard.clear()
        later = [replace(each, seen=LATER) for each in (*many, A, B)]
        store.replace_all(later)
        assert heard == [Replaced(tuple(later))]

    def test_come_when_the_store_is_in_its_final_state(self, store: AccountStore) -> None:
        found: list[tuple[AccountRecord, ...]] = []
        store.subscribe(lambda _change: found.append(store.records()))
        store.replace_all([C])
        assert found == [(C,), (C,)]

    def test_can_be_replayed_to_the_same_records(self, store: AccountStore) -> None:
        mirror = {known.email: known for known in store.records()}

        def follow(change: Change) -> None:
            match change:
                case Removed(emails):
                    for email in emails:
                        del mirror[email]
                case Inserted(new):
                    assert not mirror.keys() & {each.email for each in new}
                    mirror.update({each.email: each for each in new})
                case Replaced(new):
                    assert mirror.keys() >= {each.email for each in new}
                    mirror.update({each.email: each for each in new})
                case Reset(everything):
                    mirror.clear()
                    mirror.update({each.email: each for each in everything})

        store.subscribe(follow)
        store.put([C, record("a", jobs=1)])
        store.replace_all([record(str(n)) for n in range(RESET_ABOVE + 5)])
        store.replace_all([record("1", jobs=9), A])
        store.remove([A.email])
        assert tuple(mirror.values()) == store.records()


class TestObservers:
    def test_are_told_until_they_unsubscribe(self, store: AccountStore) -> None:
        first: list[Change] = []
        second: list[Change] = []
        end = store.subscribe(first.append)
        store.subscribe(second.append)
        store.put([C])
        end()
        end()
        store.remove([C.email])
        assert first == [Inserted((C,))]
        assert second == [Inserted((C,)), Removed((C.email,))]

    def test_that_raise_do_so_after_all_were_told(
        self, store: AccountStore, reopen: Reopen
    ) -> None:
        def fail(_change: Change) -> None:
            raise LookupError("a bug")

        told: list[Change] = []
        store.subscribe(fail)
        store.subscribe(told.append)
        with pytest.raises(LookupError, match="a bug"):
            store.put([C])
        assert told == [Inserted((C,))]
        store.subscribe(fail)
        with pytest.raises(ExceptionGroup) as caught:
            store.remove([C.email])
        assert len(caught.value.exceptions) == 2
        assert told[1:] == [Removed((C.email,))]
        assert reopen().records() == (A, B)

    def test_that_change_the_store_are_heard_by_all_in_order(self, store: AccountStore) -> None:
        def react(change: Change) -> None:
            if change == Inserted((C,)):
                store.remove([A.email])

        after: list[Change] = []
        store.subscribe(react)
        store.subscribe(after.append)
        store.put([C])
        assert after == [Inserted((C,)), Removed((A.email,))]

    def test_that_were_ended_by_another_hear_nothing_more(self, store: AccountStore) -> None:
        told: list[Change] = []
        store.subscribe(lambda _change: end())
        end = store.subscribe(told.append)
        store.put([C])
        assert told == []


def test_a_store_in_memory_keeps_accounts_for_this_run_only() -> None:
    store, heard = AccountStore.in_memory(), cast("list[Change]", [])
    store.subscribe(heard.append)
    store.replace_all([A, B], read_at=SEEN)
    store.remove([B.email])
    assert store.records() == (A,)
    assert store.get(A.email) is A
    assert store.last_refresh == SEEN
    assert not store.saved
    assert heard == [Inserted((A, B)), Removed((B.email,))]
    store.close()


def test_fingerprints_stay_the_same_from_run_to_run(reopen: Callable[[], AccountStore]) -> None:
    secret = Secret("SYNTHETIC")
    first = reopen().fingerprints.of("lt_id", secret)
    assert reopen().fingerprints.of("lt_id", secret) == first
    assert AccountStore.in_memory().fingerprints.of("lt_id", secret) != first
