"""Dates, hours and spans of time as each language writes them."""

import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from harness.platforms import skip_on_windows

from ltx_desktop.wording import translation
from ltx_desktop.wording.dates import (
    date_time,
    day,
    month_of_year,
    short_date,
    time_of_day,
    utc_date_time,
)
from ltx_desktop.wording.durations import age, countdown, duration

MOMENT = datetime(2026, 12, 8, 13, 5, tzinfo=UTC)
NIGHT = datetime(2026, 3, 1, 0, 7, tzinfo=UTC)


@pytest.fixture(params=["en", "en_US", "de", "es"])
def language(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    name = str(request.param)
    monkeypatch.setattr(translation, "catalogue", translation.catalogue_of(name))
    return name


@pytest.fixture
def an_hour_ahead(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    skip_on_windows("there, a process keeps the zone that it began with")
    monkeypatch.setenv("TZ", "CET-1CEST,M3.5.0,M10.5.0/3")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


@pytest.mark.usefixtures("an_hour_ahead")
def test_a_moment_is_local_and_written_as_the_language_does(language: str) -> None:
    wanted = {
        "en": "8 Dec 2026, 14:05",
        "en_US": "Dec 8, 2026, 2:05 PM",
        "de": "8. Dez. 2026, 14:05",
        "es": "8 dic 2026, 14:05",
    }
    assert date_time(MOMENT) == wanted[language]
    assert short_date(MOMENT) == wanted[language].partition(" 2026")[0].removesuffix(",")


def test_utc_says_that_it_is_utc(language: str) -> None:
    wanted = {
        "en": "1 Mar 2026, 00:07 UTC",
        "en_US": "Mar 1, 2026, 12:07 AM UTC",
        "de": "1. März 2026, 00:07 UTC",
        "es": "1 mar 2026, 0:07 UTC",
    }
    assert utc_date_time(NIGHT) == wanted[language]


def test_the_marks_of_an_axis_are_days_months_and_hours(language: str) -> None:
    wanted = {
        "en": ("8 Dec", "Dec 2026", "13:05"),
        "en_US": ("Dec 8", "Dec 2026", "1:05 PM"),
        "de": ("8. Dez.", "Dez. 2026", "13:05"),
        "es": ("8 dic", "dic 2026", "13:05"),
    }
    said = day(MOMENT), month_of_year(MOMENT), time_of_day(MOMENT)
    assert said == wanted[language]


def test_all_months_have_names_of_their_own(language: str) -> None:
    assert len({month_of_year(MOMENT.replace(month=number)) for number in range(1, 13)}) == 12


def test_spans_are_written_as_the_language_does(language: str) -> None:
    span = timedelta(days=2, hours=4)
    english = ("2 d 4 h", "expired 2 d ago", "3 min ago")
    wanted = {
        "en": english,
        "en_US": english,
        "de": ("2 T 4 Std", "vor 2 T abgelaufen", "vor 3 Min"),
        "es": ("2 d 4 h", "caducó hace 2 d", "hace 3 min"),
    }
    now = MOMENT + span
    said = duration(span), countdown(MOMENT, now), age(now - timedelta(minutes=3), now)
    assert said == wanted[language]
