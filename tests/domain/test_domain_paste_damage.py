"""What is wrong with a paste, found before anything is sent; and what is no paste of cookies."""

import json
from datetime import timedelta

import pytest
from fakes import DAY, HEADER, NOW, REFRESH_VALUE, TOKEN_VALUE, cookie_values, make_jwt
from harness import browser_menus as menus
from harness import cookie_exports as exports

from ltx_desktop.domain.cookies import COOKIE_NAMES, refused
from ltx_desktop.domain.paste import Paste, PasteFormat, check_fields, read_paste
from ltx_desktop.domain.paste.octets import text_of
from ltx_desktop.domain.problem import Problem, ProblemCode, Severity
from ltx_desktop.domain.secret import Secret

URL = "https://app.ltx.studio/"
PAIRS = [tuple(part.split("=", 1)) for part in HEADER.split("; ")]
FETCH = menus.fetch([], lambda choices: choices[0])
SANITISED = exports.sanitised_har([], lambda choices: choices[0])


def codes(paste: Paste) -> list[tuple[str, str | None]]:
    return [(problem.code.value, problem.field) for problem in paste.problems]


@pytest.mark.parametrize(
    ("text", "paste_format", "code"),
    [
        (FETCH, PasteFormat.FETCH, "fetch-without-cookies"),
        (f"await {FETCH}", PasteFormat.FETCH, "fetch-without-cookies"),
        (f"{FETCH} ;\n{FETCH}", PasteFormat.FETCH, "fetch-without-cookies"),
        (SANITISED, PasteFormat.SANITISED_HAR, "sanitised-har"),
        (
            json.dumps({"a@b.example": {"cookie": {"lt_id": "u", "lt_token": "…secured…"}}}),
            PasteFormat.MASKED_ANSWER,
            "masked-answer",
        ),
        (
            json.dumps({"email": "a@b.example", "cookie": {"lt_token": "eyJ…secured…x"}}),
            PasteFormat.MASKED_ANSWER,
            "masked-answer",
        ),
        (
            '{ "email": "a", "cookie": { "lt_id": "…" "lt_token": "…secured…" } }',
            PasteFormat.MASKED_ANSWER,
            "masked-answer",
        ),
        ("U2FsdGVkX1" + "A" * 80, PasteFormat.ENCRYPTED_EXPORT, "encrypted-export"),
        (
            json.dumps({"url": "https://app.ltx.studio", "data": "U2FsdGVkX1" + "A" * 40}),
            PasteFormat.ENCRYPTED_EXPORT,
            "encrypted-export",
        ),
        (
            json.dumps({"ct": "A" * 80, "iv": "0" * 32, "s": "0" * 16}),
            PasteFormat.ENCRYPTED_EXPORT,
            "encrypted-export",
        ),
        ("<!DOCTYPE html><html>lt_id=1; lt_token=2</html>", PasteFormat.WEB_PAGE, "web-page"),
        ("<div class=x>lt_id=a</div>", PasteFormat.WEB_PAGE, "web-page"),
        (TOKEN_VALUE, PasteFormat.LONE_VALUE, "lone-value"),
        ("SYN-refresh/abc+123456==", PasteFormat.LONE_VALUE, "lone-value"),
        ("curl 'https://app.ltx.studio/'", PasteFormat.CURL_BASH, "no-cookies"),
        ("GET / HTTP/2\r\nHost: ltx.studio\r\n\r\n", PasteFormat.REQUEST_HEADERS, "no-cookies"),
        ('curl ^"https://app.ltx.studio/^"', PasteFormat.CURL_CMD, "no-cookies"),
        ('curl \'https://app.ltx.studio/ -b "a=b"', PasteFormat.CURL_BASH, "incomplete"),
        (f'curl ^"{URL}^" -b ^"{HEADER}', PasteFormat.CURL_CMD, "incomplete"),
        (f'fetch("{URL}", {{"headers": {{"cookie": "lt_id=', PasteFormat.FETCH, "incomplete"),
        (f"curl 'https://www.example.com/' -b '{HEADER}'", PasteFormat.CURL_BASH, "other-hosts"),
        (
            f"Host: ltx.studio.example.com\nCookie: {HEADER}",
            PasteFormat.REQUEST_HEADERS,
            "other-hosts",
        ),
        ("notltx.studio\tTRUE\t/\tTRUE\t0\tlt_id\tx", PasteFormat.NETSCAPE, "other-hosts"),
    ],
    ids=lambda value: ascii(value)[:40],
)
def test_what_has_no_cookies_is_recognised_and_explained(
    text: str, paste_format: PasteFormat, code: str
) -> None:
    paste = read_paste(text)
    assert (paste.format, codes(paste)) == (paste_format, [(code, None)])
    assert paste.cookies == {}
    assert refused(paste.problems)


def test_a_lone_token_is_offered_and_another_lone_value_is_not() -> None:
    assert read_paste(TOKEN_VALUE).offered == {"lt_token": Secret(TOKEN_VALUE)}
    assert read_paste("SYN-refresh/abc+123456==").offered == {}


OTHER = HEADER.replace("user123", "user456").replace(REFRESH_VALUE, "SYN-other")
OTHER_TOKEN = HEADER.replace(TOKEN_VALUE, make_jwt(email="b@synthetic.example"))


@pytest.mark.parametrize(
    ("first", "second", "mixed"),
    [
        (HEADER, OTHER, True),
        (HEADER, OTHER_TOKEN, True),
        (HEADER, HEADER, False),
        (HEADER, "lt_id=another", False),
        (HEADER, HEADER.replace(REFRESH_VALUE, "SYN-newer"), False),
        (HEADER, "_ga=1", False),
    ],
)
def test_two_logins_in_one_paste_are_refused_and_a_newer_value_of_one_is_not(
    first: str, second: str, *, mixed: bool
) -> None:
    pairs = (part.split("=", 1) for part in f"{first}; {second}".split("; "))
    for text in (
        f"{first}; {second}",
        f"Cookie: {first}\nCookie: {second}",
        f"curl 'https://app.ltx.studio/' -b '{first}' ;\ncurl 'https://ltx.studio' -b '{second}'",
        json.dumps([{"name": name, "value": value} for name, value in pairs]),
    ):
        paste = read_paste(text)
        assert (("mixed-sessions", None) in codes(paste)) is mixed, text
        assert refused(paste.problems) is mixed


def test_the_size_column_proves_that_a_value_was_cut() -> None:
    def table(cut: int, *after: str) -> str:
        return "\n".join(
            "\t".join([name, value[: len(value) - cut], "app.ltx.studio", "/", exports.ISO, *after])
            for name, value in PAIRS
        )

    sizes = {name: str(len(name) + len(value)) for name, value in PAIRS}
    rows = "\n".join(
        "\t".join([name, value[:-1], "app.ltx.studio", "/", exports.ISO, sizes[name], "✓"])
        for name, value in PAIRS
    )
    assert {one for one in codes(read_paste(rows)) if one[0] == "truncated"} == {
        ("truncated", name) for name in COOKIE_NAMES
    }
    assert not refused(read_paste(table(0)).problems)
    assert not refused(read_paste(table(0, "", "", "", "", "", "", "65000")).problems)


@pytest.mark.parametrize("value", ["SYN^%^2Babc", "SYN%^2B", "SYN^%2B", '^"SYN', "SYN^"], ids=ascii)
def test_carets_that_cmd_left_behind_are_told(value: str) -> None:
    text = HEADER.replace(REFRESH_VALUE, value)
    assert ("stray-caret", "lt_refresh_token") in codes(read_paste(text))
    assert ("stray-caret", "lt_refresh_token") in codes(read_paste(f"Cookie: {text}"))
    values = cookie_values(lt_refresh_token=value)
    assert Problem(ProblemCode.STRAY_CARET, "lt_refresh_token") in check_fields(values, None, NOW)


@pytest.mark.parametrize("value", ["a^b", "^a", "a^^b", "%5E", "a^=="])
def test_a_caret_of_its_own_is_a_caret(value: str) -> None:
    text = HEADER.replace(REFRESH_VALUE, value)
    assert not refused(read_paste(text).problems)
    # What a format escapes is known to be right, unless it can only be a leftover.
    body = json.dumps({"cookie": HEADER.replace(REFRESH_VALUE, "a^%2B^")})
    assert not refused(read_paste(body).problems)
    body = json.dumps({"cookie": HEADER.replace(REFRESH_VALUE, "a%^2B")})
    assert codes(read_paste(body)) == [("stray-caret", "lt_refresh_token")]


@pytest.mark.parametrize("line_break", ["\n", "\r\n", "\n    ", "\u2028"])
def test_lines_can_be_joined_where_that_makes_a_value_whole(line_break: str) -> None:
    broken = HEADER.replace("abc+", f"abc{line_break}+").replace(".SYN", f"{line_break}.SYN")
    paste = read_paste(broken)
    assert refused(paste.problems)
    assert {name: value.reveal() for name, value in paste.offered.items()} == {
        "lt_token": TOKEN_VALUE,
        "lt_refresh_token": REFRESH_VALUE,
    }


def test_lines_that_a_mail_program_quoted_are_not_joined() -> None:
    assert read_paste(HEADER.replace("abc+", "abc\n> +")).offered == {}
    assert read_paste(HEADER.replace("abc+", "abc\n| +")).offered == {}


def test_a_proof_of_the_paste_holds_while_its_value_stands_in_the_field() -> None:
    text = "\n".join(
        f"{name}\t{value[:-1]}\tapp.ltx.studio\t/\t\t{len(name) + len(value)}"
        for name, value in PAIRS
    )
    paste = read_paste(text)
    cut = Problem(ProblemCode.TRUNCATED, "lt_refresh_token")
    assert cut in check_fields(paste.cookies, paste, NOW)
    assert cut not in check_fields(cookie_values(), paste, NOW)


def test_a_cookie_past_its_own_date_is_warned_of() -> None:
    ended = Problem(ProblemCode.REFRESH_COOKIE_EXPIRED, "lt_refresh_token")
    assert ended.severity is Severity.WARN
    for left in (-DAY, timedelta(0), DAY):
        paste = Paste(PasteFormat.HAR, cookie_values(), expiries={"lt_refresh_token": NOW + left})
        assert (ended in check_fields(cookie_values(), paste, NOW)) is (left <= timedelta(0))


def test_a_max_age_counts_from_now_and_before_the_date() -> None:
    text = "\n".join(
        f"Set-Cookie: {name}={value}; Max-Age=86400; Expires=Sun, 01 Mar 2026 00:00:00 GMT"
        for name, value in PAIRS
    )
    assert set(read_paste(text, NOW).expiries.values()) == {NOW + DAY}
    assert read_paste(text).expiries == {}


def test_three_long_cookies_are_too_long_together() -> None:
    values = cookie_values(lt_id="x" * 4000, lt_refresh_token="y" * 4000)
    assert Problem(ProblemCode.TOO_LONG_TOGETHER) in check_fields(values, None, NOW)


@pytest.mark.parametrize(
    ("octets", "text"),
    [
        (b"lt_id=a", "lt_id=a"),
        ("\ufefflt_id=ä".encode(), "lt_id=ä"),
        ("lt_id=ä".encode("utf-16"), "lt_id=ä"),
        ("\ufefflt_id=a".encode("utf-16-be"), "lt_id=a"),
        ("lt_id=ä".encode("latin-1"), "lt_id=ä"),
        (b"", ""),
        (b"\x89PNG\r\n\x1a\n\0\0", Problem(ProblemCode.NOT_TEXT)),
        (b"SQLite format 3\0", Problem(ProblemCode.NOT_TEXT)),
    ],
)
def test_a_file_is_text_or_is_told_not_to_be(octets: bytes, text: str | Problem) -> None:
    assert text_of(octets) == text
