"""What happened, in sentences: one for each kind of entry, and what sessions teach."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest
from fakes import DAY, EMAIL, NOW, make_account, make_record

from ltx_desktop.domain.account import AccountRecord, Learned, Submission
from ltx_desktop.domain.expiry import DEFAULT_THRESHOLDS
from ltx_desktop.domain.history import ESTIMATE, Entry, Kind, Lengths
from ltx_desktop.domain.urgency import judge
from ltx_desktop.wording.history import died_early_notice, entry_sentence, history_fields
from ltx_desktop.wording.lifetimes import account_lines

HOSTILE = "a\n<b>\u202e{0}"


def entries() -> Iterator[Entry]:
    """Each kind with nothing but what every entry has, and with all that it may have."""
    for kind in Kind:
        yield Entry(EMAIL, NOW, kind)
        yield Entry(EMAIL, NOW, kind, HOSTILE, NOW, NOW + 9 * DAY, 1, 2, Lengths(17, 868, 44))
        yield Entry(EMAIL, NOW, kind, ESTIMATE, NOW + 9 * DAY, NOW)


@pytest.mark.parametrize("entry", [*entries()], ids=lambda one: one.kind)
def test_every_entry_is_a_sentence_in_one_line(entry: Entry) -> None:
    sentence = entry_sentence(entry)
    assert sentence[0].isupper()
    assert sentence.endswith(".") or entry.words
    assert sentence.isprintable()


def test_no_two_kinds_are_said_alike() -> None:
    sentences = {entry_sentence(one) for one in map(whole, Kind)}
    assert len(sentences) == len(Kind)


def whole(kind: Kind) -> Entry:
    return Entry(EMAIL, NOW, kind, "", NOW, NOW + 9 * DAY, 1, 2)


@pytest.mark.parametrize(
    ("entry", "sentence"),
    [
        (whole(Kind.MOVED), "by 9 d to"),
        (replace(whole(Kind.MOVED_ELSEWHERE), ends_after=NOW - DAY), "back by 1 d to"),
        (Entry(EMAIL, NOW, Kind.SUBMITTED, "curl-bash", lengths=Lengths(1, 2, 3)), "1, 2, 3"),
        (Entry(EMAIL, NOW, Kind.SUBMITTED), "(values typed by hand)"),
        (Entry(EMAIL, NOW, Kind.DIED, "", NOW + 60 * DAY, NOW), "died 60 d before its date."),
        (Entry(EMAIL, NOW, Kind.EXPIRED, ESTIMATE), "estimated end"),
        (Entry(EMAIL, NOW, Kind.REFUSED, "too old"), "refused the cookies: too old"),
    ],
)
def test_what_is_told_of_it(entry: Entry, sentence: str) -> None:
    assert sentence in entry_sentence(entry)


def test_moments_are_in_utc_for_other_programs() -> None:
    fields = history_fields(replace(whole(Kind.ACCEPTED), lengths=Lengths(1, 2, 3)))
    assert fields["ends_after"] == f"{NOW + 9 * DAY:%Y-%m-%dT%H:%M:%SZ}"
    assert fields["lt_refresh_token_length"] == 3


def test_a_session_that_died_early_is_reported_with_how_early() -> None:
    notice = died_early_notice([Entry(EMAIL, NOW, Kind.DIED, "", NOW + 60 * DAY, NOW)])
    assert notice.headline == f"The session of {EMAIL} ended 60 d before its date."


class TestAccount:
    def test_an_estimate_tells_its_ground(self) -> None:
        assert "estimate: 90 days" in said(estimated(()))
        assert "estimated from 1 earlier session." in said(estimated((60 * DAY,)))
        lives = (60 * DAY, 30 * DAY, 45 * DAY)
        assert "estimated from 3 earlier sessions." in said(estimated(lives))

    def test_a_shorter_life_of_another_account_is_a_hint(self) -> None:
        mine, other = estimated(()), estimated((30 * DAY,), "other@synthetic.example")
        assert "Sessions of another account lasted only 30 d" in said(mine, other)
        assert "another account" not in said(other, mine)

    def test_where_the_service_tells_the_end_nobody_guesses(self) -> None:
        other = estimated((30 * DAY,), "other@synthetic.example")
        assert "another account" not in said(make_record(), other)


def estimated(lives: tuple[timedelta, ...], email: str = EMAIL) -> AccountRecord:
    account = make_account(email, refresh_expiry=None, updated=NOW)
    return replace(make_record(account, submission=Submission(NOW, NOW)), learned=Learned(lives))


def said(record: AccountRecord, *others: AccountRecord) -> str:
    (judged,) = judge([record], NOW, DEFAULT_THRESHOLDS)
    return "\n".join(account_lines(judged, [record, *others], NOW))
