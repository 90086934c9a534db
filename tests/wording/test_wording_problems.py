"""Problems in sentences that name the field and say what to do."""

import pytest
from fakes import HEADER

from ltx_desktop.domain.cookies import COOKIE_NAMES
from ltx_desktop.domain.paste import Paste, PasteFormat, read_paste
from ltx_desktop.domain.problem import Problem, ProblemCode
from ltx_desktop.wording.problems import problem_sentence, service_misses
from ltx_desktop.wording.recognition import format_name, recognition

OF_ONE_COOKIE = {
    ProblemCode.MISSING,
    ProblemCode.MASKED,
    ProblemCode.TRUNCATED,
    ProblemCode.LINE_BREAK,
    ProblemCode.STRAY_CARET,
    ProblemCode.QUOTATION_MARK,
    ProblemCode.URL_DECODED,
    ProblemCode.ILLEGAL_CHARACTER,
    ProblemCode.TOO_LONG,
    ProblemCode.NOT_A_JWT,
    ProblemCode.MAYBE_DECODED,
    ProblemCode.ACCESS_TOKEN_EXPIRED,
    ProblemCode.REFRESH_COOKIE_EXPIRED,
    ProblemCode.TWO_OWNERS,
    ProblemCode.DUPLICATE_NAME,
    ProblemCode.SHORTENED,
    ProblemCode.STAND_IN,
    ProblemCode.ESCAPE_LEFT,
    ProblemCode.CUT_ESCAPE,
    ProblemCode.ENCODED_TWICE,
    ProblemCode.MARK_AT_END,
    ProblemCode.MAYBE_WRAPPED,
    ProblemCode.TEXT_BEHIND,
    ProblemCode.DAMAGED_TOKEN,
    ProblemCode.UNREADABLE_PLACE,
    ProblemCode.SEVERAL_VALUES,
}


@pytest.mark.parametrize("name", COOKIE_NAMES)
@pytest.mark.parametrize("code", ProblemCode)
def test_every_problem_has_a_sentence_that_names_its_field(code: ProblemCode, name: str) -> None:
    sentence = problem_sentence(Problem(code, name if code in OF_ONE_COOKIE else None))
    assert sentence[-1] == "."
    assert (name in sentence) is (
        code in OF_ONE_COOKIE or (code, name) == (ProblemCode.TWO_OWNERS, "lt_token")
    )
    for raw in ("{", "}", "None", "Problem", code.name):
        assert raw not in sentence
    assert "-" not in code.value or code.value not in sentence


def test_no_two_problems_share_a_sentence() -> None:
    sentences = {problem_sentence(Problem(code, "lt_token")) for code in ProblemCode}
    assert len(sentences) == len(ProblemCode)


@pytest.mark.parametrize("paste_format", PasteFormat)
def test_every_format_has_a_name_of_its_own(paste_format: PasteFormat) -> None:
    name = format_name(paste_format)
    assert name
    assert name != paste_format.value
    assert [other for other in PasteFormat if format_name(other) == name] == [paste_format]


def test_a_field_that_the_service_misses_is_named() -> None:
    assert "lt_token" in service_misses("lt_token")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (f"{HEADER};", "Cookie header value: 3 of 3 cookies."),
        (
            HEADER,
            (
                "Cookie header value: 3 of 3 cookies. Nothing proves that lt_refresh_token is "
                "whole: compare its end, “…==”, and its length, 27 characters."
            ),
        ),
        (f"{HEADER}; _ga=1", "Cookie header value: 3 of 3 cookies, 1 other ignored."),
        (f"{HEADER}; a=1; b=2", "Cookie header value: 3 of 3 cookies, 2 others ignored."),
        ("lt_id=x", "Cookie header value: 1 of 3 cookies."),
        (f"Cookie: {HEADER}; a=1", "Cookie header line: 3 of 3 cookies, 1 other ignored."),
        (f"Cookie: {HEADER}\nHost: app.ltx.studio", "Request headers: 3 of 3 cookies."),
        ('{"cookie": "a=1; b=2"}', "JSON body for the API: 0 of 3 cookies, 2 others ignored."),
    ],
)
def test_a_paste_is_told_as_what_it_was_recognised(text: str, said: str) -> None:
    assert recognition(read_paste(text)) == said


def test_a_length_unlike_the_one_last_accepted_is_said() -> None:
    paste = read_paste(HEADER)
    last = recognition(paste, {"lt_refresh_token": 31})
    assert last.endswith("The one that was last accepted for this account had 31.")
    assert recognition(paste, {"lt_refresh_token": 27}) == recognition(paste)


def test_a_dropped_api_token_is_said_with_it() -> None:
    said = recognition(read_paste(f"Cookie: {HEADER}\nAuthorization: Bearer SYNTHETIC"))
    assert said.endswith(problem_sentence(Problem(ProblemCode.API_TOKEN_DROPPED)))


@pytest.mark.parametrize("text", ["", "hello", "hello " * 2_000_000])
def test_a_paste_that_is_not_recognised_is_explained(text: str) -> None:
    paste = read_paste(text)
    assert recognition(paste) == problem_sentence(paste.problems[0])


def test_names_of_pasted_cookies_are_counted_and_never_repeated() -> None:
    hostile = Paste(PasteFormat.HEADER_VALUE, read_paste("<b>SYNTHETIC</b>=1; a=2").cookies)
    assert "SYNTHETIC" not in recognition(hostile)
