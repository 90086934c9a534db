"""The lines of the details pane, and history in a few words."""

from dataclasses import replace
from datetime import timedelta

import pytest
from fakes import DAY, EMAIL, NOW, make_account, make_record

from ltx_desktop.domain.account import Account, Capacity
from ltx_desktop.domain.expiry import DEFAULT_THRESHOLDS
from ltx_desktop.domain.history import Entry, Kind
from ltx_desktop.domain.settings import Settings
from ltx_desktop.domain.urgency import Judged, judge
from ltx_desktop.wording import details
from ltx_desktop.wording.details import Line
from ltx_desktop.wording.history import brief_history


def one(**changed: object) -> Judged:
    account: Account = make_account(
        refresh_expiry=NOW + 9 * DAY,
        access_expiry=NOW + timedelta(hours=20),
        updated=NOW - 80 * DAY,
    )
    account = replace(account, **changed)  # type: ignore[arg-type]
    (judged,) = judge([make_record(account)], NOW, DEFAULT_THRESHOLDS)
    return judged


def test_an_account_is_described_line_by_line() -> None:
    judged = one(balance=150.0, max_jobs=20)
    assert details.state_line(judged) == Line("State", "Renew soon")
    reason = details.reason_line(judged)
    assert reason
    assert reason.text.startswith("The session ends soon.")
    assert details.deadline_line(judged) == Line("Good until", "10 Mar 2026, 12:00\n12:00 UTC")
    assert details.access_line(judged, NOW) == Line(
        "Access token", "renewed by the service, next 2 Mar 2026, 08:00"
    )
    busy = Capacity(EMAIL, 20, 11, 9)
    assert details.jobs_line(judged, busy) == Line("Jobs", "20 at most, 11 running")
    assert details.balance_line(judged) == Line("Balance", "150 tokens")
    assert details.updated_line(judged) == Line("Updated", "11 Dec 2025, 12:00")


def test_what_nobody_knows_is_not_made_up() -> None:
    judged = one(refresh_expiry=None, access_expiry=None, max_jobs=None, updated=None)
    assert details.deadline_line(judged).text == "not known"
    assert details.access_line(judged, NOW).text == "not known"
    assert details.jobs_line(judged, None).text == "not known"
    assert details.balance_line(judged) is None
    assert details.updated_line(judged) is None


def test_the_services_error_is_there_in_full() -> None:
    error = "Session refresh failed " + "x" * 300
    reason = details.reason_line(one(error=error))
    assert reason
    assert error in reason.text


def test_a_healthy_account_needs_no_reason_and_a_past_access_token_has_its_moment() -> None:
    judged = one(refresh_expiry=NOW + 80 * DAY, access_expiry=NOW - DAY)
    assert details.reason_line(judged) is None
    assert details.access_line(judged, NOW).text == "ended 28 Feb 2026, 12:00"


@pytest.mark.parametrize(
    ("settings", "text"),
    [
        (Settings(), "the system's"),
        (Settings(log_in_browsers={EMAIL: "chromium"}), "chromium"),
        (Settings(browsers={EMAIL: "firefox -P x"}), "a command of its own"),
    ],
)
def test_the_browser_of_an_account(settings: Settings, text: str) -> None:
    assert details.browser_text(settings, EMAIL) == text


def entry(kind: Kind, days: float = 0, **more: object) -> Entry:
    return Entry(EMAIL, NOW + days * DAY, kind, **more)  # type: ignore[arg-type]


def test_history_in_a_few_words_is_newest_first_and_leaves_out_what_goes_without_saying() -> None:
    entries = [
        entry(Kind.SUBMITTED, -3),
        entry(Kind.ACCEPTED, -3),
        entry(Kind.MOVED, -3, ends_before=NOW, ends_after=NOW + 87 * DAY),
        entry(Kind.MOVED_ELSEWHERE, -2, ends_before=NOW, ends_after=NOW + 28 * DAY),
        entry(Kind.MAX_JOBS, -1, jobs_before=5, jobs_after=15),
        entry(Kind.DIED, 0, ends_before=NOW + 12 * DAY, ends_after=NOW),
        entry(Kind.NAMED, 0, words="Client X"),
    ]
    assert brief_history(entries, 9) == [
        ("1 Mar 2026", "ended 12 d early"),
        ("28 Feb 2026", "max jobs 5 to 15"),
        ("27 Feb 2026", "renewed elsewhere, 30 d"),
        ("26 Feb 2026", "renewed, 90 d"),
    ]
    assert len(brief_history(entries, 2)) == 2


@pytest.mark.parametrize("kind", Kind)
def test_each_kind_has_words_or_needs_none(kind: Kind) -> None:
    told = brief_history([entry(kind)], 1)
    silent = {
        *(Kind.SUBMITTED, Kind.ACCEPTED, Kind.NAMED, Kind.REMOVED, Kind.NOT_SENT),
        *(Kind.ARRIVED, Kind.NOT_ARRIVED, Kind.ERROR_WENT, Kind.MOVED, Kind.MOVED_ELSEWHERE),
    }
    assert bool(told) is (kind not in silent)
