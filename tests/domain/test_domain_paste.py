"""Pastes as people make them, one by one (paste-formats P1, P2, P30)."""

import json

import pytest
from fakes import HEADER, ID_VALUE, REFRESH_VALUE, TOKEN_VALUE
from harness.any_paste import any_paste
from harness.paste_invariants import read_soundly
from hypothesis import given

from ltx_desktop.domain.cookies import COOKIE_NAMES, refused
from ltx_desktop.domain.paste import Paste, PasteFormat, read_paste
from ltx_desktop.domain.paste.read import MAX_LINES_LENGTH, MAX_PASTE_LENGTH
from ltx_desktop.domain.problem import Problem, ProblemCode

ALL_THREE = {"lt_id": ID_VALUE, "lt_token": TOKEN_VALUE, "lt_refresh_token": REFRESH_VALUE}
OTHERS = "_ga=GA1.1.11.22; OptanonConsent=isGpcEnabled=0&datestamp=Sun+Mar+01; _gid=GA1.2"
BODY = json.dumps({"cookie": HEADER, "maxJobs": 20})
FIREFOX = (
    "GET /api/user HTTP/2",
    "Host: app.ltx.studio",
    "User-Agent: Mozilla/5.0 (X11; Linux x86_64; rv:144.0) Gecko/20100101 Firefox/144.0",
    "Accept: */*",
    "Accept-Encoding: gzip, deflate, br, zstd",
    "Referer: https://app.ltx.studio/me",
    f"Cookie: {HEADER}",
    "Priority: u=0",
    "TE: trailers",
)
CHROME_PANE = (
    ":authority",
    "app.ltx.studio",
    ":method",
    "GET",
    ":path",
    "/api/me?x=1",
    ":scheme",
    "https",
    "accept",
    "application/json, text/plain, */*",
    "accept-encoding",
    "gzip, deflate, br, zstd",
    "cookie",
    HEADER,
    "dnt",
    "1",
    "priority",
    "u=1, i",
    "referer",
    "https://app.ltx.studio/me",
    "sec-ch-ua",
    '"Chromium";v="142", "Not_A Brand";v="99"',
    "sec-fetch-site",
    "same-origin",
    "user-agent",
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64)",
)
PANE_WITH_COLONS = tuple(
    f"{line}:" if place % 2 == 0 else line for place, line in enumerate(CHROME_PANE)
)


def revealed(paste: Paste) -> dict[str, str]:
    return {name: value.reveal() for name, value in paste.cookies.items()}


def codes(paste: Paste) -> list[tuple[str, str | None]]:
    return [(problem.code.value, problem.field) for problem in paste.problems]


@pytest.mark.parametrize(
    ("text", "paste_format"),
    [
        (HEADER, PasteFormat.HEADER_VALUE),
        (HEADER.replace("; ", ";"), PasteFormat.HEADER_VALUE),
        (f"{HEADER};", PasteFormat.HEADER_VALUE),
        (f"{HEADER.replace('; ', ';')}; ", PasteFormat.HEADER_VALUE),
        (f"  {HEADER}\r\n", PasteFormat.HEADER_VALUE),
        (f'"{HEADER}"', PasteFormat.HEADER_VALUE),
        (f"'{HEADER}'", PasteFormat.HEADER_VALUE),
        (f"\ufeff{HEADER}", PasteFormat.HEADER_VALUE),
        (HEADER.replace("; ", ";\n"), PasteFormat.HEADER_VALUE),
        (HEADER.replace("; ", " ;\r\n\t"), PasteFormat.HEADER_VALUE),
        (HEADER.replace("=", " = ", 1), PasteFormat.HEADER_VALUE),
        (f"; ;{HEADER};;", PasteFormat.HEADER_VALUE),
        (f"nameless-value; {HEADER}", PasteFormat.HEADER_VALUE),
        (f"=nameless; {HEADER}", PasteFormat.HEADER_VALUE),
        (f"Cookie: {HEADER}", PasteFormat.COOKIE_LINE),
        (f"cookie: {HEADER}\n", PasteFormat.COOKIE_LINE),
        (f"COOKIE:\t{HEADER}", PasteFormat.COOKIE_LINE),
        (f"Cookie:{HEADER}", PasteFormat.COOKIE_LINE),
        (f'"Cookie: {HEADER}"', PasteFormat.COOKIE_LINE),
        (f"Cookie: {HEADER.replace('; ', chr(10) + 'Cookie: ')}", PasteFormat.COOKIE_LINE),
        ("\n".join(FIREFOX), PasteFormat.REQUEST_HEADERS),
        ("\r\n".join(FIREFOX) + "\r\n\r\n", PasteFormat.REQUEST_HEADERS),
        ("\n".join(FIREFOX[1:7]), PasteFormat.REQUEST_HEADERS),
        ("\n".join(reversed(FIREFOX)), PasteFormat.REQUEST_HEADERS),
        (f"Cookie:\n{HEADER}", PasteFormat.REQUEST_HEADERS),
        (f"cookie\n{HEADER}", PasteFormat.REQUEST_HEADERS),
        ("\n".join(CHROME_PANE), PasteFormat.REQUEST_HEADERS),
        ("\n".join(PANE_WITH_COLONS), PasteFormat.REQUEST_HEADERS),
        (BODY, PasteFormat.API_BODY),
        (json.dumps({"cookie": HEADER}), PasteFormat.API_BODY),
        (
            json.dumps({"maxJobs": 20, "cookie": HEADER, "other": [1]}, indent=4),
            PasteFormat.API_BODY,
        ),
        (f"\n{BODY[:-1]},\n}}\n", PasteFormat.API_BODY),
        (f"'{BODY}'", PasteFormat.API_BODY),
        (f"\ufeff{BODY}", PasteFormat.API_BODY),
    ],
    ids=lambda value: ascii(value)[:30],
)
def test_a_whole_session_is_found_without_a_word_of_complaint(
    text: str, paste_format: PasteFormat
) -> None:
    paste = read_paste(text)
    assert revealed(paste) == ALL_THREE
    assert paste.problems == ()
    assert paste.format is paste_format


def test_other_cookies_are_found_too_and_left_to_the_reader() -> None:
    paste = read_paste(f"{OTHERS}; {HEADER}; intercom-id=x")
    assert paste.problems == ()
    assert revealed(paste) == {
        **ALL_THREE,
        "_ga": "GA1.1.11.22",
        "OptanonConsent": "isGpcEnabled=0&datestamp=Sun+Mar+01",
        "_gid": "GA1.2",
        "intercom-id": "x",
    }


@pytest.mark.parametrize("odd", ["prefs[theme]=dark", "consent:v2=1", "a/b@c=1", "größe=1"])
def test_an_odd_name_of_another_product_does_not_spoil_the_paste(odd: str) -> None:
    for text in (f"{odd}; {HEADER}", f"Cookie: {HEADER}; {odd}"):
        assert revealed(read_paste(text)).items() >= ALL_THREE.items()


def test_cookies_split_over_several_lines_are_merged() -> None:
    lid, token, refresh = HEADER.split("; ")
    paste = read_paste(
        f"GET / HTTP/2\ncookie: {lid}\nhost: app.ltx.studio\ncookie: {token}; {refresh}"
    )
    assert revealed(paste) == ALL_THREE


@pytest.mark.parametrize(
    ("jobs", "expected"),
    [
        (1, 1),
        (20, 20),
        (100, 100),
        (0, None),
        (101, None),
        (-5, None),
        ("20", None),
        (True, None),
        (2.5, None),
        (None, None),
        ([20], None),
    ],
)
def test_a_body_fills_in_max_jobs_where_it_is_one(jobs: object, expected: int | None) -> None:
    paste = read_paste(json.dumps({"cookie": HEADER, "maxJobs": jobs}))
    assert (paste.format, paste.max_jobs, paste.problems) == (PasteFormat.API_BODY, expected, ())


def test_other_formats_say_nothing_about_max_jobs() -> None:
    assert read_paste(HEADER).max_jobs is None
    assert read_paste("\n".join(FIREFOX)).max_jobs is None


def test_an_authorization_header_is_dropped_and_said() -> None:
    for text in (
        f"Authorization: Bearer user:00000-SYNTHETIC\nCookie: {HEADER}",
        f"Cookie: {HEADER}\nauthorization:\nBearer user:00000-SYNTHETIC",
        f"authorization\nBearer user:00000-SYNTHETIC\ncookie\n{HEADER}",
    ):
        paste = read_paste(text)
        assert revealed(paste) == ALL_THREE
        assert paste.problems == (Problem(ProblemCode.API_TOKEN_DROPPED),)
        assert "user:00000" not in "".join(revealed(paste).values())


@pytest.mark.parametrize(
    ("text", "problems", "kept"),
    [
        (f"{HEADER}; lt_id=second", [("several-values", "lt_id")], "second"),
        (f"lt_id=first; {HEADER}", [("several-values", "lt_id")], ID_VALUE),
        (f"{HEADER}; lt_id={ID_VALUE}", [], ID_VALUE),
        (f"{HEADER}; _ga=1; _ga=2", [], ID_VALUE),
        (f"Cookie: {HEADER}\nCookie: lt_id=second", [("several-values", "lt_id")], "second"),
    ],
)
def test_of_several_cookies_with_one_name_the_last_counts_and_that_is_asked(
    text: str, problems: list[tuple[str, str | None]], kept: str
) -> None:
    paste = read_paste(text)
    assert codes(paste) == problems
    assert paste.cookies["lt_id"].reveal() == kept


@pytest.mark.parametrize(
    ("text", "problems"),
    [
        ("lt_id=x", [("missing", "lt_token"), ("missing", "lt_refresh_token")]),
        ("a=b", [("missing", name) for name in COOKIE_NAMES]),
        (HEADER.replace(REFRESH_VALUE, ""), [("missing", "lt_refresh_token")]),
        (HEADER.replace(TOKEN_VALUE, "…secured…"), [("masked", "lt_token")]),
        (HEADER.replace(REFRESH_VALUE, "SYNTH…"), [("truncated", "lt_refresh_token")]),
        (HEADER.replace(REFRESH_VALUE, "SYN THETIC"), [("url-decoded", "lt_refresh_token")]),
        (HEADER.replace(REFRESH_VALUE, '"SYN"'), [("quotation-mark", "lt_refresh_token")]),
        (HEADER.replace(REFRESH_VALUE, "SYN\x00"), [("illegal-character", "lt_refresh_token")]),
        (HEADER.replace(REFRESH_VALUE, "x" * 5000), [("too-long", "lt_refresh_token")]),
        (HEADER.replace(TOKEN_VALUE, "SYNTHETIC"), [("not-a-jwt", "lt_token")]),
        (HEADER.replace("T", "T\n", 1), [("line-break", "lt_id")]),
    ],
    ids=lambda value: ascii(value)[:40],
)
def test_what_is_wrong_with_a_cookie_is_said_by_its_code_and_field(
    text: str, problems: list[tuple[str, str | None]]
) -> None:
    assert codes(read_paste(text)) == problems
    assert codes(read_paste(json.dumps({"cookie": text}))) == problems


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "empty-paste"),
        (" \r\n\t\u2003", "empty-paste"),
        ("x" * (MAX_PASTE_LENGTH + 1), "paste-too-large"),
        (HEADER + " " * MAX_PASTE_LENGTH, "paste-too-large"),
        ("hello", "unrecognised"),
        ("Dear team; see below = thanks", "unrecognised"),
        ("https://app.ltx.studio/?lt_id=1", "unrecognised"),
        ("{}", "unrecognised"),
        ("[]", "unrecognised"),
        ('{"cookie": ""}', "unrecognised"),
        ('{"cookie": 5}', "unrecognised"),
        ("{" * 100_000, "unrecognised"),
        ("[" * 100_000, "unrecognised"),
        ('{"a":' * 100_000, "unrecognised"),
        ('{"maxJobs":' + "9" * 5000 + "}", "unrecognised"),
        ("Set-Cookie: session", "unrecognised"),
        ("\x00\x01\x02\ud800", "unrecognised"),
        ("\ufeff", "unrecognised"),
        (";;;;", "unrecognised"),
        ("====", "unrecognised"),
    ],
    ids=lambda value: ascii(value)[:40],
)
def test_what_holds_no_cookies_is_refused_by_name(text: str, code: str) -> None:
    paste = read_paste(text)
    assert codes(paste) == [(code, None)]
    assert (paste.format, paste.cookies) == (PasteFormat.UNRECOGNISED, {})
    assert refused(paste.problems)


def test_the_longest_paste_is_read() -> None:
    filled = f"{HEADER}; filler={'x' * MAX_LINES_LENGTH}"[:MAX_LINES_LENGTH]
    assert revealed(read_paste(filled)).items() >= ALL_THREE.items()
    body = json.dumps({"cookie": HEADER, "filler": ""})
    body = body.replace('""', f'"{"x" * (MAX_PASTE_LENGTH - len(body))}"')
    assert revealed(read_paste(body)) == ALL_THREE


@pytest.mark.parametrize(
    "unit",
    [
        "a=b;",
        "Cookie: a=b\n",
        ": ",
        "{,",
        ", ",
        "\n",
        "=",
        ";",
        "cookie:",
        "curl ",
        "curl 'a' ",
        "curl -b $'\\'",
        'curl ^"^\\^\\',
        'curl "^\\^\\',
        'System.Net.Cookie("`a',
        'fetch("a", {',
        "useapi.net cookie=",
        "<Cookie a=",
        "Cookie(version=0, name='",
        "Set-Cookie3: a=",
        "Set-Cookie: a=b;",
        "a\t",
        "a\tb\n",
        "lt_id\t\n",
        ".a TRUE / FALSE 0 b c\n",
        "a=b\n",
        "<a",
        '{"a":[',
        "['",
        "eyJ.",
    ],
)
def test_no_repetition_takes_long(unit: str) -> None:
    """The whole suite's time-out is the limit; a quadratic reader would take hours."""
    assert read_paste(unit * (MAX_LINES_LENGTH // 8 // len(unit))).problems


@pytest.mark.parametrize(
    ("before", "unit", "after"),
    [
        ("a", "\n", "b"),
        ("Set-Cookie3: a=b; ", "9", " x"),
        ("Set-Cookie3: a=b; a", " ", "x"),
        (".a TRUE / FALSE 0 b c\n", "d\n", ""),
        ("lt_id\tb\tc\nlt_id\t", "d\n", ""),
        ("lt_id=", "d\n", "lt_token="),
        ("['", "\\'", "]"),
    ],
)
def test_no_repetition_inside_of_something_takes_long(before: str, unit: str, after: str) -> None:
    assert read_paste(before + unit * (MAX_LINES_LENGTH // 8 // len(unit)) + after).problems


def test_a_repr_of_a_paste_shows_no_value() -> None:
    assert "SYNTHETIC" not in repr(read_paste(HEADER))


def test_a_repr_of_a_torn_paste_does_not_show_what_became_of_a_name() -> None:
    torn = f"Set-Cookie: {REFRESH_VALUE}; Domain=.ltx.studio\nSet-Cookie: lt_token={REFRESH_VALUE}"
    assert REFRESH_VALUE.split("=")[0] not in repr(read_paste(torn))


@given(any_paste)
def test_any_text_can_be_read(text: str) -> None:
    read_soundly(text)


def test_the_formats_are_stable() -> None:
    """Scripts and translations refer to them: new ones may join, none may change."""
    assert {paste_format.value for paste_format in PasteFormat} >= {
        "header-value",
        "cookie-line",
        "request-headers",
        "api-body",
        "unrecognised",
    }
