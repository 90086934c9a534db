"""Sessions that were sent are known again, by every process."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from ltx_desktop.store.database import open_database
from ltx_desktop.store.errors import StoreUnavailable
from ltx_desktop.store.sent_log import KEPT_FOR, SentLog

SESSION = "5" * 32
OTHER = "6" * 32
MINUTE = timedelta(minutes=1)


@pytest.fixture
def connection(database_path: Path, now: datetime) -> Iterator[sqlite3.Connection]:
    with closing(open_database(database_path, now).connection) as connection:
        yield connection


@pytest.fixture
def beside(
    connection: sqlite3.Connection, database_path: Path, now: datetime
) -> Iterator[sqlite3.Connection]:
    """As another process has it."""
    with closing(open_database(database_path, now).connection) as other:
        yield other


def test_the_first_claim_wins_in_every_process(
    connection: sqlite3.Connection, beside: sqlite3.Connection, now: datetime
) -> None:
    ours, theirs = SentLog(connection), SentLog(beside)
    assert ours.claim(SESSION, now) is None
    assert theirs.claim(SESSION, now + MINUTE) == now
    assert ours.claim(SESSION, now + 2 * MINUTE) == now
    assert theirs.sent_at(SESSION) == now
    assert theirs.sent_at(OTHER) is None
    assert theirs.claim(OTHER, now) is None


def test_what_was_not_used_can_be_claimed_again(
    connection: sqlite3.Connection, now: datetime
) -> None:
    log = SentLog(connection)
    log.claim(SESSION, now)
    log.clear(SESSION)
    assert log.sent_at(SESSION) is None
    assert log.claim(SESSION, now + MINUTE) is None


def test_a_session_may_be_sent_again_knowingly(
    connection: sqlite3.Connection, now: datetime
) -> None:
    log = SentLog(connection)
    log.claim(SESSION, now)
    log.claim_again(SESSION, now + MINUTE)
    assert log.claim(SESSION, now + 2 * MINUTE) == now + MINUTE


def test_it_outlives_the_app_and_is_forgotten_when_no_session_lives_so_long(
    connection: sqlite3.Connection, now: datetime
) -> None:
    SentLog(connection).claim(SESSION, now)
    SentLog(connection).claim(OTHER, now + KEPT_FOR)
    assert SentLog(connection).sent_at(SESSION) == now
    SentLog(connection).claim("7" * 32, now + KEPT_FOR + MINUTE)
    assert SentLog(connection).sent_at(SESSION) is None


@pytest.mark.parametrize("again", [False, True])
def test_what_cannot_be_written_holds_for_this_run(
    connection: sqlite3.Connection, now: datetime, again: bool
) -> None:
    log = SentLog(connection)
    connection.execute("PRAGMA query_only = ON")
    with pytest.raises(StoreUnavailable):
        log.claim_again(SESSION, now) if again else log.claim(SESSION, now)
    assert log.sent_at(SESSION) == now
    assert log.claim(SESSION, now + MINUTE) == now


def test_a_known_mark_counts_where_nothing_can_be_written(
    connection: sqlite3.Connection, now: datetime
) -> None:
    SentLog(connection).claim(SESSION, now)
    connection.execute("PRAGMA query_only = ON")
    assert SentLog(connection).claim(SESSION, now + MINUTE) == now


def test_without_a_file_it_holds_for_this_run(now: datetime) -> None:
    log = SentLog(None)
    assert log.claim(SESSION, now) is None
    assert log.claim(SESSION, now + MINUTE) == now
    log.claim_again(SESSION, now + MINUTE)
    assert log.sent_at(SESSION) == now + MINUTE
    log.clear(SESSION)
    assert log.sent_at(SESSION) is None


def test_a_table_that_cannot_be_read_knows_of_no_session(
    connection: sqlite3.Connection, now: datetime
) -> None:
    log = SentLog(connection)
    log.claim(SESSION, now)
    connection.execute("DROP TABLE sent")
    assert log.sent_at(SESSION) is None
    with pytest.raises(StoreUnavailable):
        log.clear(SESSION)
