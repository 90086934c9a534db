"""A command beside the open window: two stores on one file."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from fakes import DAY, EMAIL, NOW, Clock, FakeService, connected, make_account, make_record

from ltx_desktop.domain.account import Submission
from ltx_desktop.domain.changes import Change, Inserted, Replaced
from ltx_desktop.services.clock import Clock as ServiceClock
from ltx_desktop.services.refresh import RefreshAccounts
from ltx_desktop.store.accounts import AccountStore
from ltx_desktop.store.database import open_database
from ltx_desktop.store.errors import StoreUnavailable

BEFORE = make_record(submission=Submission(NOW - 50 * DAY, identity="old"))
RENEWED = make_record(seen=NOW, submission=Submission(NOW, identity="new", session="new"))


@pytest.fixture
def stores(database_path: Path, now: datetime) -> Iterator[tuple[AccountStore, AccountStore]]:
    """The window's, which has read one account, and a command's, opened after it."""
    window = AccountStore(open_database(database_path, now).connection)
    window.put([BEFORE])
    command = AccountStore(open_database(database_path, now).connection)
    yield window, command
    window.close()
    command.close()


def reread(path: Path, now: datetime) -> tuple[Submission | None, ...]:
    with closing(open_database(path, now).connection) as connection:
        return tuple(one.submission for one in AccountStore(connection).records())


async def test_a_refresh_of_the_window_keeps_what_a_command_submitted(
    stores: tuple[AccountStore, AccountStore], database_path: Path, now: datetime
) -> None:
    window, command = stores
    command.put([RENEWED, make_record(make_account("b@x.example"), submission=Submission(NOW))])
    listed = {email: make_account(email, refresh_expiry=None) for email in (EMAIL, "b@x.example")}
    service = FakeService(listed=listed)
    await RefreshAccounts(connected(service), window, ServiceClock(Clock()))()
    kept = (Submission(NOW, identity="new", session="new"), Submission(NOW))
    assert tuple(one.submission for one in reversed(window.records())) == kept
    assert tuple(reversed(reread(database_path, now))) == kept


def test_who_watches_is_told_of_what_was_taken_over(
    stores: tuple[AccountStore, AccountStore],
) -> None:
    window, command = stores
    added = make_record(make_account("b@x.example"), submission=Submission(NOW))
    command.put([RENEWED, added])
    heard: list[Change] = []
    window.subscribe(heard.append)
    window.catch_up()
    assert heard == [Replaced((RENEWED,)), Inserted((added,))]
    window.catch_up()
    assert len(heard) == 2


def test_an_older_submission_and_none_are_not_taken_over(
    stores: tuple[AccountStore, AccountStore],
) -> None:
    window, command = stores
    window.put([RENEWED])
    older = Submission(NOW - timedelta(seconds=1))
    command.put([replace(BEFORE, submission=older), make_record(make_account("b@x.example"))])
    window.catch_up()
    assert window.records() == (RENEWED,)


def test_in_memory_there_is_nobody_to_catch_up_with() -> None:
    store = AccountStore.in_memory()
    store.put([BEFORE])
    store.catch_up()
    assert store.records() == (BEFORE,)


def test_a_file_that_cannot_be_read_is_told(
    stores: tuple[AccountStore, AccountStore], database_path: Path
) -> None:
    window, _command = stores
    with closing(sqlite3.connect(database_path, isolation_level=None)) as other:
        other.execute("ALTER TABLE account RENAME TO elsewhere")
    with pytest.raises(StoreUnavailable):
        window.catch_up()
