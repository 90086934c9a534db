"""The one answer to whether cookies may be sent for an account."""

from dataclasses import replace
from datetime import timedelta

import pytest
from fakes import (
    DAY,
    EMAIL,
    ID_VALUE,
    NOW,
    REFRESH_VALUE,
    cookie_values,
    make_account,
    make_jwt,
    make_record,
)

from ltx_desktop.domain.account import Submission
from ltx_desktop.domain.cookies import LT_ID, LT_REFRESH_TOKEN
from ltx_desktop.domain.draft import (
    Draft,
    Known,
    Question,
    Target,
    draft_of,
    draft_of_paste,
)
from ltx_desktop.domain.fingerprint import Fingerprints
from ltx_desktop.domain.paste import Paste, PasteFormat, read_paste
from ltx_desktop.domain.problem import Problem, ProblemCode
from ltx_desktop.domain.secret import Secret

FINGERPRINTS = Fingerprints(b"SYNTHETIC")
OTHER = "other@synthetic.example"
RECORD = make_record()
OF_OTHER = make_record(make_account(OTHER))
KNOWN = Known((RECORD, OF_OTHER), (), FINGERPRINTS)
VALUES = cookie_values()
OF_NOBODY = cookie_values(lt_token="SYNTHETIC-opaque")
DEFECT = Problem(ProblemCode.READER_DEFECT)


def draft(target: Target = None, values: dict[str, Secret] = VALUES, known: Known = KNOWN) -> Draft:
    return draft_of(values, None, target, known, NOW)


def submitted_with(email: str, lt_id: str, refresh: str) -> Known:
    """What is known once a session was sent for an account."""
    submission = Submission(
        NOW,
        identity=FINGERPRINTS.of(LT_ID, Secret(lt_id)),
        session=FINGERPRINTS.of(LT_REFRESH_TOKEN, Secret(refresh)),
    )
    record = make_record(make_account(email), submission=submission)
    return replace(KNOWN, records=(record, make_record(make_account("third@synthetic.example"))))


def test_a_session_of_the_account_that_is_meant_may_be_sent() -> None:
    for target in (None, RECORD, EMAIL, EMAIL.upper()):
        assert draft(target).may_be_sent


@pytest.mark.parametrize("target", [OF_OTHER, OTHER, "new@synthetic.example"])
def test_one_of_another_account_is_asked_about(target: Target) -> None:
    made = draft(target)
    assert (made.question, made.may_be_sent) == (Question.OTHER_OWNER, False)
    assert made.owner.record == RECORD


def test_one_that_names_nobody_may_be_anybodys_until_its_id_was_sent() -> None:
    made = draft("new@synthetic.example", OF_NOBODY)
    assert made.question is Question.DOUBT, "a token that is no JWT"
    assert draft_of(OF_NOBODY, None, made.target, KNOWN, NOW, made.agreed()).may_be_sent
    known = submitted_with(OTHER, ID_VALUE, "SYNTHETIC-older")
    made = draft("new@synthetic.example", OF_NOBODY, known)
    assert made.question is Question.OTHER_OWNER


def test_what_must_be_refused_asks_nothing() -> None:
    made = draft(OF_OTHER, cookie_values(lt_id=None))
    assert (made.is_refused, made.question, made.may_be_sent) == (True, None, False)
    assert Problem(ProblemCode.MISSING, LT_ID) in made.problems


@pytest.mark.parametrize(
    ("known", "code"),
    [
        (submitted_with(EMAIL, ID_VALUE, REFRESH_VALUE), ProblemCode.SAME_SESSION),
        (replace(KNOWN, was_sent=True), ProblemCode.ALREADY_SENT),
        (
            replace(submitted_with(EMAIL, ID_VALUE, REFRESH_VALUE), was_sent=True),
            ProblemCode.SAME_SESSION,
        ),
    ],
)
def test_a_session_that_was_sent_is_asked_about_and_a_yes_is_for_it_alone(
    known: Known, code: ProblemCode
) -> None:
    made = draft(None, VALUES, known)
    assert (made.question, made.sent_before) == (Question.SENT_BEFORE, Problem(code))
    assert made.warnings == ()
    answers = made.agreed()
    again = draft_of(VALUES, None, None, known, NOW, answers)
    assert (again.may_be_sent, again.is_again) == (True, True)
    other = cookie_values(lt_refresh_token="SYNTHETIC-another")
    assert not draft_of(other, None, None, known, NOW, answers).is_again


def test_the_values_that_a_reader_failed_on_are_confirmed_once_for_each_paste() -> None:
    paste = Paste(PasteFormat.HEADER_VALUE, VALUES, problems=(DEFECT,))
    made = draft_of(VALUES, paste, OF_OTHER, KNOWN, NOW)
    assert made.question is Question.OTHER_OWNER, "first whose it is"
    made = draft_of(VALUES, paste, RECORD, KNOWN, NOW)
    assert made.question is Question.READER_DEFECT
    answers = made.agreed()
    assert draft_of(VALUES, paste, RECORD, KNOWN, NOW, answers).may_be_sent
    another = Paste(PasteFormat.HEADER_VALUE, VALUES, problems=(DEFECT,))
    made = draft_of(VALUES, another, RECORD, KNOWN, NOW, answers)
    assert made.question is Question.READER_DEFECT


def test_a_doubt_is_asked_for_these_values_alone_and_after_whose_they_are() -> None:
    values = cookie_values(lt_refresh_token="SYN-refresh.")
    doubt = Problem(ProblemCode.MARK_AT_END, "lt_refresh_token")
    assert draft(OF_OTHER, values).question is Question.OTHER_OWNER
    made = draft(RECORD, values)
    assert (made.question, made.doubts, made.is_refused) == (Question.DOUBT, (doubt,), False)
    answers = made.agreed()
    assert draft_of(values, None, RECORD, KNOWN, NOW, answers).may_be_sent
    other = cookie_values(lt_refresh_token="SYN-other.")
    assert draft_of(other, None, RECORD, KNOWN, NOW, answers).question is Question.DOUBT


def test_a_doubt_of_the_whole_paste_is_asked_and_is_no_mere_warning() -> None:
    doubt = Problem(ProblemCode.MAYBE_OTHER_SITE)
    paste = Paste(PasteFormat.BY_NAME, VALUES, problems=(doubt,))
    made = draft_of(VALUES, paste, RECORD, KNOWN, NOW)
    assert (made.question, made.warnings) == (Question.DOUBT, ())


def test_what_is_wrong_with_all_of_it_is_a_warning() -> None:
    values = cookie_values(lt_refresh_token="S" * 4000, lt_token=f"{'a' * 4000}.SYN.THETIC")
    values[LT_ID] = Secret("i" * 1000)
    assert [one.code for one in draft(None, values).warnings] == [ProblemCode.TOO_LONG_TOGETHER]


@pytest.mark.parametrize(
    ("pasted", "target", "jobs"),
    [
        (7, make_record(make_account(max_jobs=33)), 7),
        (None, make_record(make_account(max_jobs=33)), 33),
        (None, make_record(make_account(max_jobs=None)), 20),
        (None, EMAIL, 20),
        (None, None, 20),
    ],
)
def test_max_jobs_are_the_pastes_then_the_accounts(
    pasted: int | None, target: Target, jobs: int
) -> None:
    paste = Paste(PasteFormat.API_BODY, VALUES, max_jobs=pasted)
    assert draft_of(VALUES, paste, target, KNOWN, NOW).max_jobs == jobs


def test_a_paste_by_itself_is_refused_for_what_is_wrong_with_all_of_it() -> None:
    header = "; ".join(f"{name}={value.reveal()}" for name, value in VALUES.items())
    assert draft_of_paste(read_paste(header), NOW).may_be_sent
    assert draft_of_paste(read_paste("Dear support"), NOW).is_refused
    token = make_jwt(email=OTHER)
    mixed = draft_of_paste(read_paste(f"{header}; lt_id=other; lt_token={token}"), NOW)
    assert (mixed.is_refused, mixed.question) == (True, None)


class TestForecast:
    def test_the_access_tokens_end_is_told_while_it_lies_ahead(self) -> None:
        assert draft().forecast.access_ends == NOW + DAY
        ended = cookie_values(lt_token=make_jwt(exp=int((NOW - DAY).timestamp())))
        for values in (ended, OF_NOBODY, {}):
            assert draft(None, values).forecast.access_ends is None

    def test_adding_what_is_there_renews_it(self) -> None:
        assert draft().forecast.is_known
        assert not draft(RECORD).forecast.is_known
        assert not draft(None, OF_NOBODY).forecast.is_known

    @pytest.mark.parametrize(
        ("paste_format", "left", "told"),
        [
            (PasteFormat.HAR, 89 * DAY, True),
            (PasteFormat.NETSCAPE, 89 * DAY, True),
            (PasteFormat.NETSCAPE, timedelta(hours=24), False),
            (PasteFormat.HAR, timedelta(hours=24), True),
            (PasteFormat.HAR, -DAY, False),
        ],
    )
    def test_the_cookies_own_end_is_told_where_it_is_real(
        self, paste_format: PasteFormat, left: timedelta, *, told: bool
    ) -> None:
        paste = Paste(paste_format, VALUES, expiries={LT_REFRESH_TOKEN: NOW + left})
        ends = draft_of(VALUES, paste, None, KNOWN, NOW).forecast.cookie_ends
        assert ends == (NOW + left if told else None)
        typed = cookie_values(lt_refresh_token="SYNTHETIC-typed")
        assert draft_of(typed, paste, None, KNOWN, NOW).forecast.cookie_ends is None
