"""Which profile of a browser belongs to which account, for every process."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import datetime
from pathlib import Path

import pytest

from ltx_desktop.store.accounts import AccountStore
from ltx_desktop.store.database import open_database
from ltx_desktop.store.errors import StoreUnavailable
from ltx_desktop.store.log_in_profiles import LogInProfiles

ONE, OTHER = "1" * 32, "2" * 32
EMAIL, ELSE = "studio@synthetic.example", "else@synthetic.example"


@pytest.fixture
def connection(database_path: Path, now: datetime) -> Iterator[sqlite3.Connection]:
    with closing(open_database(database_path, now).connection) as connection:
        yield connection


def test_what_one_process_binds_another_finds(
    connection: sqlite3.Connection, database_path: Path, now: datetime
) -> None:
    ours = LogInProfiles(connection)
    with closing(open_database(database_path, now).connection) as beside:
        theirs = LogInProfiles(beside)
        ours.bind(ONE, EMAIL, "chrome")
        assert theirs.find(EMAIL, "chrome") == ONE
        assert theirs.find(EMAIL, "firefox") is None
        assert theirs.of(EMAIL) == theirs.ids() == {ONE}
        assert theirs.emails() == {EMAIL}
        assert ours.is_kept


def test_an_account_has_one_profile_in_a_browser(connection: sqlite3.Connection) -> None:
    profiles = LogInProfiles(connection)
    profiles.bind(ONE, EMAIL, "chrome")
    profiles.bind(OTHER, EMAIL, "chrome")
    assert profiles.ids() == {OTHER}
    profiles.bind(ONE, EMAIL, "firefox")
    assert profiles.of(EMAIL) == {ONE, OTHER}
    profiles.release([ONE, OTHER])
    assert profiles.ids() == frozenset()


def test_a_profile_has_one_account(connection: sqlite3.Connection) -> None:
    profiles = LogInProfiles(connection)
    profiles.bind(ONE, EMAIL, "chrome")
    profiles.bind(ONE, ELSE, "chrome")
    assert profiles.find(EMAIL, "chrome") is None
    assert profiles.find(ELSE, "chrome") == ONE


def test_without_a_file_it_holds_for_this_run() -> None:
    profiles = AccountStore.in_memory().log_in_profiles
    profiles.bind(ONE, EMAIL, "chrome")
    profiles.bind(ONE, ELSE, "chrome")
    assert profiles.ids() == {ONE}
    assert profiles.emails() == {ELSE}
    assert not profiles.is_kept
    profiles.release([ONE])
    assert profiles.ids() == frozenset()


def test_what_cannot_be_written_is_said_and_holds_for_this_run(
    connection: sqlite3.Connection,
) -> None:
    profiles = LogInProfiles(connection)
    connection.execute("PRAGMA query_only = ON")
    with pytest.raises(StoreUnavailable):
        profiles.bind(ONE, EMAIL, "chrome")
    assert profiles.find(EMAIL, "chrome") == ONE
    with pytest.raises(StoreUnavailable):
        profiles.release([ONE])
    assert profiles.ids() == frozenset()


def test_what_cannot_be_read_is_said(connection: sqlite3.Connection) -> None:
    profiles = LogInProfiles(connection)
    connection.execute("DROP TABLE log_in_profile")
    with pytest.raises(StoreUnavailable):
        profiles.ids()


def test_it_is_in_the_file_of_the_accounts(reopen: Callable[[], AccountStore]) -> None:
    reopen().log_in_profiles.bind(ONE, EMAIL, "chrome")
    assert reopen().log_in_profiles.find(EMAIL, "chrome") == ONE
