"""What a person was told of outlives the app."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from ltx_desktop.domain.reminders import Reminded
from ltx_desktop.store.database import open_database
from ltx_desktop.store.errors import StoreUnavailable
from ltx_desktop.store.reminder_log import ReminderLog

DAY = timedelta(days=1)


def reminders(now: datetime) -> list[Reminded]:
    return [
        Reminded("a@synthetic.example", 7 * DAY, now + 7 * DAY, now),
        Reminded("a@synthetic.example", None, None, now, again_at=now + DAY),
        Reminded("b@synthetic.example", timedelta(0), None, now),
    ]


@pytest.fixture
def connection(database_path: Path, now: datetime) -> Iterator[sqlite3.Connection]:
    with closing(open_database(database_path, now).connection) as connection:
        yield connection


def test_what_was_told_comes_back_at_the_next_start(
    connection: sqlite3.Connection, now: datetime
) -> None:
    told = reminders(now)
    ReminderLog(connection).write(told)
    assert ReminderLog(connection).told == {one.key: one for one in told}


def test_one_of_a_kind_replaces_the_last(connection: sqlite3.Connection, now: datetime) -> None:
    log = ReminderLog(connection)
    log.write(reminders(now))
    newer = Reminded("a@synthetic.example", 1 * DAY, now + 7 * DAY, now + 6 * DAY)
    log.write([newer])
    assert log.told[newer.key] == newer
    assert ReminderLog(connection).told == log.told
    assert len(log.told) == 3


def test_what_is_forgotten_is_gone_for_good(connection: sqlite3.Connection, now: datetime) -> None:
    log = ReminderLog(connection)
    log.write(reminders(now))
    log.write([], [("a@synthetic.example", True), ("nobody@synthetic.example", False)])
    assert set(log.told) == {
        ("a@synthetic.example", False),
        ("b@synthetic.example", False),
    }
    assert ReminderLog(connection).told == log.told


def test_what_cannot_be_written_holds_for_this_run(
    connection: sqlite3.Connection, now: datetime
) -> None:
    log = ReminderLog(connection)
    connection.execute("PRAGMA query_only = ON")
    with pytest.raises(StoreUnavailable):
        log.write(reminders(now))
    assert len(log.told) == 3


def test_without_a_file_it_holds_for_this_run(now: datetime) -> None:
    log = ReminderLog(None)
    log.write(reminders(now))
    assert len(log.told) == 3
