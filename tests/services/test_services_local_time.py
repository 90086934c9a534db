"""The clock on the wall, in whatever zone the system is in at the moment."""

import os
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from fakes import NOW

from ltx_desktop.services.local_time import from_local, to_local

HOUR = timedelta(hours=1)
ON_THE_WALL = NOW.replace(tzinfo=None)

SetZone = Callable[[str], None]


@pytest.mark.parametrize(
    ("instant", "local"),
    [
        ("2026-03-29T00:59:59+00:00", "2026-03-29T01:59:59"),
        ("2026-03-29T01:00:00+00:00", "2026-03-29T03:00:00"),
        ("2026-10-25T00:30:00+00:00", "2026-10-25T02:30:00"),
    ],
)
def test_t1_summer_time_is_kept(set_zone: SetZone, instant: str, local: str) -> None:
    set_zone("CET-1CEST,M3.5.0,M10.5.0/3")
    assert to_local(datetime.fromisoformat(instant)) == datetime.fromisoformat(local)
    assert from_local(datetime.fromisoformat(local)) == datetime.fromisoformat(instant)


def test_an_hour_that_the_clock_shows_twice_is_its_first(set_zone: SetZone) -> None:
    set_zone("CET-1CEST,M3.5.0,M10.5.0/3")
    first = datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
    assert to_local(first) == to_local(first + HOUR)
    assert from_local(to_local(first + HOUR)) == first


def test_a_zone_that_changed_counts_from_the_next_look(set_zone: SetZone) -> None:
    set_zone("UTC")
    assert to_local(NOW) == ON_THE_WALL
    os.environ["TZ"] = "EST5"
    assert to_local(NOW) == ON_THE_WALL - 5 * HOUR


def test_a_system_that_cannot_read_its_zone_again_shows_its_time_too(
    set_zone: SetZone, monkeypatch: pytest.MonkeyPatch
) -> None:
    set_zone("EST5")
    monkeypatch.delattr(time, "tzset")
    assert to_local(NOW) == ON_THE_WALL - 5 * HOUR
