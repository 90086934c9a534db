"""The headline that answers "am I fine?", and the accounts counted below it."""

from collections import Counter
from dataclasses import replace

import pytest
from fakes import DAY, NOW, make_account, make_record

from ltx_desktop.domain.account import Label
from ltx_desktop.domain.expiry import DEFAULT_THRESHOLDS, State
from ltx_desktop.domain.summary import Summary, summarise
from ltx_desktop.domain.urgency import Judged, judge
from ltx_desktop.wording.summary import (
    StateCount,
    headline,
    headline_detail,
    renew_due_label,
    spoken_headline_detail,
    state_chips,
    state_counts,
)


def judged(*fleet: tuple[str, float | None], name: str = "") -> list[Judged]:
    records = [
        replace(
            make_record(
                make_account(
                    f"{one}@synthetic.example",
                    refresh_expiry=None if days is None else NOW + days * DAY,
                    access_expiry=None,
                    max_jobs=20,
                )
            ),
            label=Label(name),
        )
        for one, days in fleet
    ]
    return judge(records, NOW, DEFAULT_THRESHOLDS)


@pytest.mark.parametrize(
    ("fleet", "title", "detail"),
    [
        ([], "", ""),
        (
            [("a", 80)],
            "Your account is fine until 20 May",
            "Next: a@synthetic.example in 80 d · 20 of 20 jobs usable",
        ),
        (
            [("a", 80), ("b", 10)],
            "All 2 accounts are fine until 11 March",
            "Next: b@synthetic.example in 10 d · 40 of 40 jobs usable",
        ),
        (
            [("a", 80), ("b", -1), ("c", 2 + 4 / 24), ("d", 10), ("e", None)],
            "2 of 5 accounts need you now",
            "Next: c@synthetic.example in 2 d 4 h · 80 of 100 jobs usable",
        ),
        ([("a", -1), ("b", 60)], "1 of 2 accounts needs you now", None),
        ([("a", -1), ("b", -3)], "2 of 2 accounts need you now", "0 of 40 jobs usable"),
        ([("a", None)], "The end of 1 session is not known", "20 of 20 jobs usable"),
    ],
)
def test_the_headline_answers_the_question(
    fleet: list[tuple[str, float | None]], title: str, detail: str | None
) -> None:
    accounts = judged(*fleet)
    summary = summarise(accounts)
    upcoming = next((one for one in accounts if one.email == summary.next_email), None)
    assert headline(summary) == title
    if detail is not None:
        assert headline_detail(summary, upcoming, NOW) == detail


def test_the_name_goes_before_the_email_and_what_is_read_out_stands_still() -> None:
    (one,) = judged(("a", 80), name="Client X")
    summary = summarise([one])
    assert headline_detail(summary, one, NOW).startswith("Next: Client X in 80 d")
    spoken = spoken_headline_detail(summary, one)
    assert spoken == "Next: Client X, 20 May 2026, 12:00 · 20 of 20 jobs usable"


def test_a_next_date_that_has_just_passed_is_not_negative() -> None:
    (one,) = judged(("a", 1))
    summary = summarise([one])
    assert "in 1 min" in headline_detail(summary, one, NOW + 2 * DAY)


@pytest.mark.parametrize("email", ["\u202egro.live@x", "a\nb@x", "<b>@x", "{count}@x", "x" * 5000])
def test_a_hostile_email_is_shown_as_text(email: str) -> None:
    account = make_account(email, refresh_expiry=NOW + DAY)
    (one,) = judge([make_record(account)], NOW, DEFAULT_THRESHOLDS)
    text = headline_detail(summarise([one]), one, NOW)
    assert "\u202e" not in text
    assert "\n" not in text
    assert len(text) < 400


def test_all_accounts_and_each_state_that_occurs_are_counted() -> None:
    summary = summarise(judged(("a", 80), ("b", -1), ("c", -2)))
    assert state_chips(summary) == [
        StateCount("All", 3),
        StateCount("Expired", 2, frozenset({State.EXPIRED})),
        StateCount("Healthy", 1, frozenset({State.HEALTHY})),
    ]
    assert state_counts(summary) == "Accounts: 3 · Expired: 2 · Healthy: 1"
    assert renew_due_label(2) == "Renew 2 due…"


@pytest.mark.parametrize("state", State)
def test_every_state_has_a_word(state: State) -> None:
    text = state_counts(Summary(7, Counter({state: 7}), None, None, 0, 0))
    assert text.count(": 7") == 2
    assert "{" not in text
