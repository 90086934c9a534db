"""Which cookie values are refused or warned of, and what exactly is sent."""

import re
from datetime import timedelta

import pytest
from fakes import (
    HEADER,
    ID_VALUE,
    NOW,
    REFRESH_VALUE,
    TOKEN_VALUE,
    cookie_values,
    make_jwt,
)
from hypothesis import given
from hypothesis import strategies as st

from ltx_desktop.domain.cookies import (
    COOKIE_NAMES,
    LT_ID,
    LT_REFRESH_TOKEN,
    LT_TOKEN,
    MAX_VALUE_LENGTH,
    SessionCookies,
    check_session,
    check_value,
    refused,
)
from ltx_desktop.domain.problem import Problem, ProblemCode, Severity
from ltx_desktop.domain.secret import Secret

# RFC 6265 4.1.1: %x21 / %x23-2B / %x2D-3A / %x3C-5B / %x5D-7E
COOKIE_OCTETS = re.compile(r"[\x21\x23-\x2B\x2D-\x3A\x3C-\x5B\x5D-\x7E]+")


@pytest.mark.parametrize(
    ("value", "code"),
    [
        (None, ProblemCode.MISSING),
        ("", ProblemCode.MISSING),
        ("…secured…", ProblemCode.MASKED),
        ("...secured...", ProblemCode.MASKED),
        ("abc…secured…xyz", ProblemCode.MASKED),
        ("eyJ…redacted…zmQ", ProblemCode.MASKED),
        ("SYNTHETIC…", ProblemCode.TRUNCATED),
        ("SYNTHETIC...", ProblemCode.TRUNCATED),
        ("SYN\nTHETIC", ProblemCode.LINE_BREAK),
        ("SYN\r\nTHETIC", ProblemCode.LINE_BREAK),
        ("SYN\rTHETIC", ProblemCode.LINE_BREAK),
        ("SYN THETIC", ProblemCode.URL_DECODED),
        ('"SYNTHETIC"', ProblemCode.QUOTATION_MARK),
        ("“SYNTHETIC”", ProblemCode.QUOTATION_MARK),
        ("SYNéTHETIC", ProblemCode.URL_DECODED),
        ("SYN THE\tTIC", ProblemCode.ILLEGAL_CHARACTER),
        ("SYN;THETIC", ProblemCode.URL_DECODED),
        ("SYN,THETIC", ProblemCode.URL_DECODED),
        ("SYN\\THETIC", ProblemCode.ESCAPE_LEFT),
        ("SYN\x00THETIC", ProblemCode.ILLEGAL_CHARACTER),
        ("SYN\x7fTHETIC", ProblemCode.ILLEGAL_CHARACTER),
        ("SYN\u202eTHETIC", ProblemCode.ILLEGAL_CHARACTER),
        ("SYN\u2028THETIC", ProblemCode.ILLEGAL_CHARACTER),
        ("SYN\ud800THETIC", ProblemCode.ILLEGAL_CHARACTER),
        ("SYN…THETIC", ProblemCode.SHORTENED),
        ("x" * (MAX_VALUE_LENGTH + 1), ProblemCode.TOO_LONG),
        ("x" * 1_000_000, ProblemCode.TOO_LONG),
        ("x" * MAX_VALUE_LENGTH, None),
        ("x", None),
        ("secured", None),
        ("SYN.THETIC", None),
        ("SYN..THETIC", None),
        ("SYN%3D%3D", None),
        ("SYN/abc+123==", None),
        ("'SYN`^|~{}[]()<>@?!#$&*", None),
    ],
    ids=lambda value: ascii(value)[:40],
)
def test_a_value_is_refused_for_one_reason_or_taken(
    value: str | None, code: ProblemCode | None
) -> None:
    secret = None if value is None else Secret(value)
    for name in COOKIE_NAMES:
        assert check_value(name, secret) == (Problem(code, name) if code else None)


@pytest.mark.parametrize("place", [0, 4, 7])
def test_p1_every_octet_that_no_cookie_can_have_is_refused(place: int) -> None:
    odd = [*range(0x300), 0x2028, 0x2029, 0x202E, 0x2066, 0xD800, 0xDFFF, 0xFEFF, 0xFFFF, 0x10FFFF]
    for character in map(chr, odd):
        value = Secret("SYNTHETIC"[:place] + character + "SYNTHETIC"[place:])
        taken = check_value(LT_TOKEN, value) is None
        assert taken is bool(COOKIE_OCTETS.fullmatch(character)), ascii(character)


@given(st.text(min_size=1))
def test_what_is_taken_consists_of_cookie_octets_only(text: str) -> None:
    if check_value(LT_ID, Secret(text)) is None:
        assert COOKIE_OCTETS.fullmatch(text)


hostile = st.text() | st.text(alphabet='ab=;, \r\n\x00"\\…%+', max_size=8)


@given(hostile, hostile, hostile)
def test_a_header_that_is_sent_holds_three_pairs_and_nothing_else(
    lt_id: str, lt_token: str, lt_refresh_token: str
) -> None:
    values = {
        LT_ID: Secret(lt_id),
        LT_TOKEN: Secret(lt_token),
        LT_REFRESH_TOKEN: Secret(lt_refresh_token),
    }
    if refused(check_session(values)):
        with pytest.raises(ValueError, match="lt_"):
            SessionCookies.from_values(values)
        return
    header = SessionCookies.from_values(values).header().reveal()
    pairs = [part.partition("=") for part in header.split("; ")]
    assert [(name, value) for name, _equals, value in pairs] == [
        ("lt_id", lt_id),
        ("lt_token", lt_token),
        ("lt_refresh_token", lt_refresh_token),
    ]
    assert all(" " <= character <= "~" for character in header)


def test_the_header_is_exactly_what_the_contract_says() -> None:
    values = cookie_values(_ga="GA1.1.SYNTHETIC", lt_id=ID_VALUE)
    assert SessionCookies.from_values(values).header() == Secret(HEADER)
    assert f"lt_id={ID_VALUE}; lt_token={TOKEN_VALUE}; lt_refresh_token={REFRESH_VALUE}" == HEADER


@pytest.mark.parametrize("name", COOKIE_NAMES)
def test_a_session_without_one_of_the_three_cannot_be_made(name: str) -> None:
    with pytest.raises(ValueError, match=f"^{name}: missing$"):
        SessionCookies.from_values(cookie_values(**{name: None}))


def test_the_error_of_a_session_that_cannot_be_made_holds_no_value() -> None:
    with pytest.raises(ValueError, match="lt_token") as caught:
        SessionCookies.from_values(cookie_values(lt_token="SYNTHETIC value"))
    assert "SYNTHETIC" not in str(caught.value)


def test_a_good_session_has_no_problems() -> None:
    assert check_session(cookie_values(), NOW) == ()


def test_problems_come_in_the_order_of_the_fields() -> None:
    values = cookie_values(lt_id=None, lt_token="…secured…", lt_refresh_token="SYN THETIC")
    assert check_session(values, NOW) == (
        Problem(ProblemCode.MISSING, LT_ID),
        Problem(ProblemCode.MASKED, LT_TOKEN),
        Problem(ProblemCode.URL_DECODED, LT_REFRESH_TOKEN),
    )


def test_a_token_that_is_no_jwt_is_warned_of_and_may_be_sent() -> None:
    problems = check_session(cookie_values(lt_token="SYNTHETIC-opaque"), NOW)
    assert problems == (Problem(ProblemCode.NOT_A_JWT, LT_TOKEN),)
    assert not refused(problems)


@pytest.mark.parametrize(("ahead", "ended"), [(-1, True), (0, True), (1, False)])
def test_a_token_past_its_end_is_warned_of_and_may_be_sent(ahead: int, *, ended: bool) -> None:
    expiry = NOW + timedelta(seconds=ahead)
    values = cookie_values(lt_token=make_jwt(exp=int(expiry.timestamp())))
    problems = check_session(values, NOW)
    assert problems == ((Problem(ProblemCode.ACCESS_TOKEN_EXPIRED, LT_TOKEN),) if ended else ())
    assert not refused(problems)
    assert check_session(values) == ()


DOUBTS = {
    ProblemCode.SEVERAL_VALUES,
    ProblemCode.MAYBE_OTHER_SITE,
    ProblemCode.ENCODED_TWICE,
    ProblemCode.MARK_AT_END,
    ProblemCode.MAYBE_WRAPPED,
    ProblemCode.TEXT_BEHIND,
    ProblemCode.NOT_A_JWT,
}


@pytest.mark.parametrize("code", ProblemCode)
def test_every_problem_is_refused_warned_of_or_noted_as_the_catalogue_says(
    code: ProblemCode,
) -> None:
    expected = {
        ProblemCode.READER_DEFECT: Severity.WARN,
        **dict.fromkeys(DOUBTS, Severity.WARN),
        ProblemCode.MAYBE_DECODED: Severity.WARN,
        ProblemCode.ACCESS_TOKEN_EXPIRED: Severity.WARN,
        ProblemCode.REFRESH_COOKIE_EXPIRED: Severity.WARN,
        ProblemCode.SAME_SESSION: Severity.WARN,
        ProblemCode.ALREADY_SENT: Severity.WARN,
        ProblemCode.TWO_OWNERS: Severity.WARN,
        ProblemCode.DUPLICATE_NAME: Severity.NOTE,
        ProblemCode.API_TOKEN_DROPPED: Severity.NOTE,
    }.get(code, Severity.REFUSE)
    problem = Problem(code)
    assert problem.severity is expected
    assert refused((problem,)) is (expected is Severity.REFUSE)
    assert problem.is_doubt is (code in DOUBTS)


def test_the_codes_are_stable() -> None:
    """Scripts and translations refer to them: new ones may join, none may change."""
    assert {code.value for code in ProblemCode} >= {
        "empty-paste",
        "paste-too-large",
        "unrecognised",
        "missing",
        "masked",
        "truncated",
        "line-break",
        "illegal-character",
        "too-long",
        "not-a-jwt",
        "access-token-expired",
        "duplicate-name",
        "api-token-dropped",
    }
