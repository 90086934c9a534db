"""States in words and sentences, for every state there is."""

from datetime import datetime, timedelta

import pytest
from fakes import DAY, NOW, make_account, make_record

from ltx_desktop.domain.account import Mark, Submission
from ltx_desktop.domain.expiry import DEFAULT_THRESHOLDS, Expiry, State, expiry_of
from ltx_desktop.domain.urgency import judge
from ltx_desktop.wording.state_news import state_news
from ltx_desktop.wording.states import (
    access_text,
    deadline_text,
    explanation,
    mark_sentence,
    state_word,
)

WORDS = {
    State.NEEDS_ATTENTION: "Needs attention",
    State.EXPIRED: "Expired",
    State.URGENT: "Urgent",
    State.RENEW_SOON: "Renew soon",
    State.UNKNOWN: "Unknown",
    State.HEALTHY: "Healthy",
}


HYPHENATED = [one.value for kind in (State, Mark) for one in kind if "-" in one.value]


@pytest.mark.parametrize("state", State)
def test_every_state_has_the_word_that_the_product_gives_it(state: State) -> None:
    assert state_word(state) == WORDS[state]


@pytest.mark.parametrize("mark", Mark)
def test_every_mark_has_a_sentence_of_its_own(mark: Mark) -> None:
    sentence = mark_sentence(mark)
    assert sentence.endswith(".")
    assert "-" not in mark.value or mark.value not in sentence
    assert [other for other in Mark if mark_sentence(other) == sentence] == [mark]


@pytest.mark.parametrize("state", State)
@pytest.mark.parametrize("refresh", [NOW + DAY, None])
def test_every_state_is_explained_with_and_without_a_known_end(
    state: State, refresh: datetime | None
) -> None:
    account = make_account(error="SYNTHETIC words" if state is State.NEEDS_ATTENTION else None)
    expiry = Expiry(state, NOW + DAY, NOW + DAY, refresh, frozenset(Mark))
    lines = explanation(account, expiry).splitlines()
    assert len(lines) >= 1 + len(Mark)
    assert all(line.endswith((".", "words")) for line in lines)
    text = "\n".join(lines)
    for raw in ("{", "}", "None", "State", "Mark", state.name, *HYPHENATED):
        assert raw not in text


def test_news_name_the_first_and_count_the_others() -> None:
    records = [
        make_record(make_account(f"{days}@x", refresh_expiry=NOW + days * DAY, access_expiry=None))
        for days in (1, 2, 10, 11, 12)
    ]
    news = judge(records, NOW, DEFAULT_THRESHOLDS)
    assert state_news(news[:1], NOW) == "1@x: Urgent, 1 d"
    assert state_news(news, NOW) == (
        "1@x: Urgent, 1 d. 2@x: Urgent, 2 d. 10@x: Renew soon, 10 d. and 2 more"
    )
    assert state_news([], NOW) == ""


def test_the_services_own_words_stand_in_the_explanation() -> None:
    account = make_account(error="SYNTHETIC: refresh token rejected")
    text = explanation(account, expiry_of(make_record(account), NOW))
    assert "SYNTHETIC: refresh token rejected" in text
    assert "fresh cookie" in text


def test_an_end_of_which_only_the_access_tokens_is_known_says_so() -> None:
    account = make_account(refresh_expiry=None, access_expiry=NOW + DAY)
    text = explanation(account, expiry_of(make_record(account), NOW))
    assert text.startswith("Only the access token's end is known.")


@pytest.mark.parametrize(
    ("deadline", "marks", "text"),
    [
        (None, frozenset(), "unknown"),
        (NOW + 2 * DAY, frozenset(), "2 d"),
        (NOW + 2 * DAY, frozenset({Mark.ESTIMATE}), "~ 2 d"),
        (NOW - 2 * DAY, frozenset(), "expired 2 d ago"),
        (NOW - 2 * DAY, frozenset({Mark.ESTIMATE}), "~ expired 2 d ago"),
        (NOW + 2 * DAY, frozenset({Mark.TWINS_DISAGREE}), "2 d"),
    ],
)
def test_a_deadline_is_counted_down_and_an_estimate_is_seen_as_one(
    deadline: datetime | None, marks: frozenset[Mark], text: str
) -> None:
    expiry = Expiry(State.HEALTHY, deadline, marks=marks)
    assert deadline_text(expiry, NOW) == text


@pytest.mark.parametrize(
    ("access", "deadline", "text"),
    [
        (None, None, "–"),
        (None, NOW + DAY, "–"),
        (NOW + timedelta(hours=4, minutes=12), NOW + DAY, "4 h 12 min"),
        (NOW, NOW + DAY, "being renewed"),
        (NOW - 40 * DAY, NOW + DAY, "being renewed"),
        (NOW - 2 * DAY, NOW - DAY, "ended 2 d ago"),
        (NOW - 2 * DAY, None, "ended 2 d ago"),
    ],
)
def test_the_access_token_is_counted_down_and_renewed_while_the_session_lives(
    access: datetime | None, deadline: datetime | None, text: str
) -> None:
    assert access_text(Expiry(State.HEALTHY, deadline, access), NOW) == text


def test_what_needs_attention_needs_it_now() -> None:
    expiry = Expiry(State.NEEDS_ATTENTION, NOW + 80 * DAY, marks=frozenset({Mark.ESTIMATE}))
    assert deadline_text(expiry, NOW) == "now"


@pytest.mark.parametrize(
    "error",
    ["{x} <b>&amp;</b>", "SYN\u202eCITEHT\u2066", "SYN\r\n\x00\x1bTHETIC", "SYNTHETIC " * 9999],
    ids=lambda it: ascii(it)[:20],
)
def test_hostile_words_of_the_service_are_shown_as_text_and_bounded(error: str) -> None:
    account = make_account(error=error)
    text = explanation(account, expiry_of(make_record(account), NOW))
    assert not set("\r\x00\x1b\u202e\u2066") & set(text)
    assert text.count("\n") == 1
    assert error[:3] in text
    assert len(text) < 1000


def test_an_estimate_is_seen_from_the_record_to_the_cell() -> None:
    record = make_record(
        make_account(refresh_expiry=None, access_expiry=None), submission=Submission(NOW - 30 * DAY)
    )
    assert deadline_text(expiry_of(record, NOW), NOW) == "~ 60 d"
