"""Accounts that the service lists no more: what only this machine knows of them is kept a while."""

from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from ltx_desktop.domain.account import Account, AccountRecord, Submission
from ltx_desktop.store.accounts import VANISHED_KEPT_FOR, AccountStore
from ltx_desktop.store.errors import StoreUnavailable

DAY = timedelta(days=1)
EMAIL = "a@synthetic.example"


@pytest.fixture
def record(now: datetime) -> AccountRecord:
    submission = Submission(now, now, now + 90 * DAY, "identity", "session")
    return AccountRecord(Account(EMAIL, balance=75.0), now, submission)


def test_they_are_kept_for_thirty_days_and_over_starts(
    reopen: Callable[[], AccountStore], record: AccountRecord, now: datetime
) -> None:
    store = reopen()
    store.replace_all([record], read_at=now)
    store.replace_all([], read_at=now + DAY)
    assert store.records() == ()
    assert store.vanished() == reopen().vanished() == (record,)
    store = reopen()
    store.replace_all([], read_at=now + DAY + VANISHED_KEPT_FOR)
    assert store.vanished() == (record,)
    store.replace_all([], read_at=now + 2 * DAY + VANISHED_KEPT_FOR)
    assert store.vanished() == reopen().vanished() == ()


def test_what_comes_back_has_not_vanished(
    reopen: Callable[[], AccountStore], record: AccountRecord, now: datetime
) -> None:
    store = reopen()
    store.replace_all([record], read_at=now)
    store.replace_all([], read_at=now + DAY)
    store.replace_all([record], read_at=now + 2 * DAY)
    assert store.vanished() == reopen().vanished() == ()
    assert reopen().records() == (record,)


@pytest.mark.parametrize("vanished_before", [False, True])
def test_what_a_person_removed_is_forgotten_for_good(
    reopen: Callable[[], AccountStore],
    record: AccountRecord,
    now: datetime,
    vanished_before: bool,
) -> None:
    store = reopen()
    store.replace_all([record], read_at=now)
    if vanished_before:
        store.replace_all([], read_at=now + DAY)
    store.remove([EMAIL])
    assert store.vanished() == reopen().vanished() == ()


def test_a_file_that_was_behind_has_them_too(
    reopen: Callable[[], AccountStore], record: AccountRecord, now: datetime, database_path: Path
) -> None:
    store = reopen()
    store.replace_all([record], read_at=now)
    assert store._connection
    store._connection.execute("PRAGMA query_only = ON")
    with pytest.raises(StoreUnavailable):
        store.replace_all([], read_at=now + DAY)
    store._connection.execute("PRAGMA query_only = OFF")
    store.put([])
    assert store.saved
    assert reopen().vanished() == (record,)


def test_since_when_the_list_is_empty_outlives_the_app_until_it_is_not(
    reopen: Callable[[], AccountStore], record: AccountRecord, now: datetime
) -> None:
    store = reopen()
    store.replace_all([record], read_at=now)
    assert store.empty_since(now + DAY) == now + DAY
    assert reopen().empty_since(now + 2 * DAY) == now + DAY
    assert reopen().empty_since(now) == now, "a clock that ran ahead was set right"
    store = reopen()
    store.replace_all([record], read_at=now + 3 * DAY)
    assert reopen().empty_since(now + 4 * DAY) == now + 4 * DAY
