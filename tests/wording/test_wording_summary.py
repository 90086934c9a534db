"""The one line that answers "am I fine?"."""

from collections import Counter

import pytest
from fakes import DAY, NOW, make_account, make_record

from ltx_desktop.domain.expiry import DEFAULT_THRESHOLDS, State
from ltx_desktop.domain.summary import Summary, summarise
from ltx_desktop.domain.urgency import judge
from ltx_desktop.wording.summary import SummaryPart, summary_line, summary_parts


def line(*fleet: tuple[str, float | None], jobs: int = 20) -> str:
    records = [
        make_record(
            make_account(
                f"{name}@synthetic.example",
                refresh_expiry=None if days is None else NOW + days * DAY,
                access_expiry=None,
                max_jobs=jobs,
            )
        )
        for name, days in fleet
    ]
    return summary_line(summarise(judge(records, NOW, DEFAULT_THRESHOLDS)), NOW)


@pytest.mark.parametrize(
    ("shown", "text"),
    [
        (line(), "0 accounts · 0 of 0 jobs usable"),
        (
            line(("a", 80)),
            "1 account · 1 healthy · next: a@synthetic.example in 80 d · 20 of 20 jobs usable",
        ),
        (
            line(("a", 80), ("b", -1), ("c", 2 + 4 / 24), ("d", 10), ("e", None)),
            (
                "5 accounts · 1 expired · 1 urgent · 1 to renew soon · 1 unknown · 1 healthy · "
                "next: c@synthetic.example in 2 d 4 h · 80 of 100 jobs usable"
            ),
        ),
        (line(("a", -1), ("b", -3)), "2 accounts · 2 expired · 0 of 40 jobs usable"),
    ],
)
def test_the_line_answers_the_question(shown: str, text: str) -> None:
    assert shown == text


@pytest.mark.parametrize("state", State)
def test_every_state_is_counted(state: State) -> None:
    text = summary_line(Summary(7, Counter({state: 7}), None, None, 0, 0), NOW)
    assert text.count("7 ") == 2
    assert "{" not in text
    assert state.value not in text or "-" not in state.value


def test_a_next_date_that_has_just_passed_is_not_negative() -> None:
    summary = Summary(1, Counter(), "a@synthetic.example", NOW, 0, 0)
    assert "in 0 s" in summary_line(summary, NOW + DAY)


@pytest.mark.parametrize("email", ["\u202egro.live@x", "a\nb@x", "<b>@x", "{count}@x", "x" * 5000])
def test_a_hostile_email_is_shown_as_text(email: str) -> None:
    text = summary_line(Summary(1, Counter(), email, NOW + DAY, 0, 0), NOW)
    assert "\u202e" not in text
    assert "\n" not in text
    assert len(text) < 400
    assert email[-2:] in text


def test_each_part_names_the_accounts_that_it_is_about() -> None:
    summary = Summary(3, Counter({State.EXPIRED: 1, State.URGENT: 2}), "a@x", NOW + DAY, 40, 60)
    everything, expired, urgent, next_one, jobs = summary_parts(summary, NOW)
    assert everything == SummaryPart("3 accounts")
    assert expired == SummaryPart("1 expired", frozenset({State.EXPIRED}))
    assert urgent.states == {State.URGENT}
    assert next_one.email == "a@x"
    assert next_one.spoken == "next: a@x, 2 Mar 2026, 12:00"
    assert jobs.states == set(State) - {State.EXPIRED, State.NEEDS_ATTENTION}
