"""K3: what cannot be written is refused with a reason, and the app goes on in memory."""

import sqlite3
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from ltx_desktop.domain.account import Account, AccountRecord
from ltx_desktop.domain.changes import Change, Inserted, Removed
from ltx_desktop.store.accounts import AccountStore
from ltx_desktop.store.database import open_database
from ltx_desktop.store.errors import Reason, StoreUnavailable

SEEN = datetime(2026, 1, 2, tzinfo=UTC)
A = AccountRecord(Account("a@example.com"), SEEN)
B = AccountRecord(Account("b@example.com"), SEEN)
LARGE = AccountRecord(Account("large@example.com", error="x" * 100_000), SEEN)


@pytest.fixture
def connection(database_path: Path, now: datetime) -> sqlite3.Connection:
    return open_database(database_path, now).connection


@pytest.fixture
def store(connection: sqlite3.Connection) -> AccountStore:
    store = AccountStore(connection)
    store.put([A])
    return store


def fill_disk(connection: sqlite3.Connection) -> None:
    (pages,) = connection.execute("PRAGMA page_count").fetchone()
    connection.execute(f"PRAGMA max_page_count = {pages}")


def make_room(connection: sqlite3.Connection) -> None:
    connection.execute("PRAGMA max_page_count = 1000000")


def forbid_writing(connection: sqlite3.Connection) -> None:
    connection.execute("PRAGMA query_only = ON")


def test_disk_full_keeps_the_change_in_memory_and_says_so(
    store: AccountStore, connection: sqlite3.Connection, database_path: Path
) -> None:
    heard: list[Change] = []
    store.subscribe(heard.append)
    fill_disk(connection)
    with pytest.raises(StoreUnavailable) as caught:
        store.put([LARGE])
    assert (caught.value.path, caught.value.reason) == (database_path, Reason.DISK_FULL)
    assert store.records() == (A, LARGE)
    assert heard == [Inserted((LARGE,))]
    assert not store.saved
    store.close()


def test_the_file_stays_as_it_was(
    store: AccountStore, connection: sqlite3.Connection, reopen: Callable[[], AccountStore]
) -> None:
    fill_disk(connection)
    with pytest.raises(StoreUnavailable):
        store.replace_all([B, LARGE], read_at=SEEN)
    store.close()
    again = reopen()
    assert (again.records(), again.last_refresh) == ((A,), None)


def test_k3_read_only_is_told_from_disk_full(
    store: AccountStore, connection: sqlite3.Connection
) -> None:
    heard: list[Change] = []
    store.subscribe(heard.append)
    forbid_writing(connection)
    with pytest.raises(StoreUnavailable) as caught:
        store.remove([A.email])
    assert caught.value.reason is Reason.READ_ONLY
    assert store.records() == ()
    assert heard == [Removed((A.email,))]
    store.close()


def test_locked_is_told_after_a_short_wait(
    store: AccountStore, connection: sqlite3.Connection, database_path: Path
) -> None:
    assert connection.execute("PRAGMA busy_timeout").fetchone() == (250,)
    with closing(sqlite3.connect(database_path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreUnavailable) as caught:
            store.put([B])
        assert caught.value.reason is Reason.LOCKED
    store.put([])
    assert store.saved
    store.close()


def test_the_next_change_that_can_be_written_brings_everything(
    store: AccountStore, connection: sqlite3.Connection, reopen: Callable[[], AccountStore]
) -> None:
    fill_disk(connection)
    with pytest.raises(StoreUnavailable):
        store.replace_all([B, LARGE], read_at=SEEN)
    with pytest.raises(StoreUnavailable):
        store.put([])
    make_room(connection)
    store.put([A])
    assert store.saved
    store.close()
    again = reopen()
    assert (again.records(), again.last_refresh) == ((A, B, LARGE), SEEN)


def test_what_was_removed_meanwhile_goes_with_the_next_change(
    store: AccountStore, connection: sqlite3.Connection, reopen: Callable[[], AccountStore]
) -> None:
    connection.execute("PRAGMA query_only = ON")
    with pytest.raises(StoreUnavailable):
        store.remove([A.email])
    connection.execute("PRAGMA query_only = OFF")
    store.put([B])
    store.close()
    assert reopen().records() == (B,)


def test_a_file_damaged_meanwhile_is_called_that(
    store: AccountStore, database_path: Path, now: datetime
) -> None:
    store.close()
    connection = open_database(database_path, now).connection
    store = AccountStore(connection)
    content = bytearray(database_path.read_bytes())
    content[4096:] = b"\xff" * (len(content) - 4096)
    database_path.write_bytes(content)
    connection.execute("PRAGMA shrink_memory")
    with pytest.raises(StoreUnavailable) as caught:
        AccountStore(connection)
    assert caught.value.reason is Reason.DAMAGED
    store.close()


def test_after_closing_changes_stay_in_memory(store: AccountStore) -> None:
    store.close()
    store.close()
    store.put([B])
    assert store.records() == (A, B)
    assert not store.saved


def test_what_is_taken_over_is_told_at_once_and_written_by_another_thread(
    store: AccountStore, reopen: Callable[[], AccountStore]
) -> None:
    heard: list[Change] = []
    store.subscribe(heard.append)
    store.take_over(store.compare([B]), read_at=SEEN)
    assert store.records() == (B,)
    assert heard == [Removed((A.email,)), Inserted((B,))]
    assert reopen().records() == (A,)
    in_thread(store.catch_file_up)
    assert store.saved
    again = reopen()
    assert (again.records(), again.last_refresh) == ((B,), SEEN)
    store.close()


def test_a_change_before_the_file_has_caught_up_writes_everything_once(
    store: AccountStore, connection: sqlite3.Connection, reopen: Callable[[], AccountStore]
) -> None:
    store.take_over(store.compare([B]), read_at=SEEN)
    newer = replace(B, seen=SEEN + timedelta(days=1))
    store.put([newer])
    assert store.saved
    written: list[str] = []
    connection.set_trace_callback(written.append)
    in_thread(store.catch_file_up)
    assert written == []
    again = reopen()
    assert (again.records(), again.last_refresh) == ((newer,), SEEN)
    store.close()


def test_a_file_that_was_behind_already_gets_everything(
    store: AccountStore, connection: sqlite3.Connection, reopen: Callable[[], AccountStore]
) -> None:
    fill_disk(connection)
    with pytest.raises(StoreUnavailable):
        store.put([LARGE])
    store.take_over(store.compare([B, LARGE]), read_at=SEEN)
    with pytest.raises(StoreUnavailable) as caught:
        in_thread(store.catch_file_up)
    assert caught.value.reason is Reason.DISK_FULL
    make_room(connection)
    in_thread(store.catch_file_up)
    assert reopen().records() == (B, LARGE)
    store.close()


def test_closing_waits_for_what_is_being_written(
    store: AccountStore, connection: sqlite3.Connection, reopen: Callable[[], AccountStore]
) -> None:
    store.take_over(store.compare([B]), read_at=SEEN)
    began, closed = threading.Event(), threading.Event()

    def close() -> None:
        assert began.wait(timeout=30)
        store.close()
        closed.set()

    def hold_up() -> int:
        began.set()
        assert not closed.wait(timeout=0.005)
        return 0

    connection.set_progress_handler(hold_up, 1)
    with ThreadPoolExecutor() as threads:
        writing, ending = threads.submit(store.catch_file_up), threads.submit(close)
        writing.result()
        ending.result()
    assert reopen().records() == (B,)


def in_thread(call: Callable[[], None]) -> None:
    with ThreadPoolExecutor() as threads:
        threads.submit(call).result()
