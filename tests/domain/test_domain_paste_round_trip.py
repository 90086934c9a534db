"""What is written in a format is read back from it, whatever the values are made of."""

import json
import string
from collections.abc import Callable

import pytest
from harness import browser_menus as menus
from harness import cookie_exports as exports
from harness.browser_menus import Choose, Pairs
from hypothesis import assume, given
from hypothesis import strategies as st

from ltx_desktop.domain.cookies import COOKIE_NAMES, refused
from ltx_desktop.domain.paste import PasteFormat, read_paste
from ltx_desktop.domain.problem import ProblemCode

# RFC 6265 4.1.1 again: all of printable ASCII without space, `"`, `,`, `;` and `\`.
AWKWARD = "".join(map(chr, range(0x21, 0x7F))).translate(dict.fromkeys(map(ord, '",;\\')))

values = st.text(alphabet=AWKWARD, min_size=1, max_size=60)
names = st.text(alphabet=string.ascii_letters + string.digits + "!#$%&'*+-.^_`|~", min_size=1)
sessions = st.tuples(values, values, values).map(
    lambda three: list(zip(COOKIE_NAMES, three, strict=True))
)
other_cookies = st.lists(st.tuples(names.filter(lambda name: name not in COOKIE_NAMES), values))


@st.composite
def jars(draw: st.DrawFn) -> Pairs:
    """The three among others, in any order, all with different names."""
    jar = dict(draw(other_cookies)) | dict(draw(sessions))
    return draw(st.permutations(list(jar.items())))


def written(pairs: Pairs, separator: str = "; ") -> str:
    return separator.join(f"{name}={value}" for name, value in pairs)


def as_header_value(pairs: Pairs, choose: Choose) -> str:
    separator = choose(["; ", ";", " ; ", ";\n", ";\r\n "])
    text = written(pairs, separator) + choose(["", ";", "; ", "\n"])
    quote = choose(["", '"', "'"])
    return f"{choose(['', chr(0xFEFF)])}{quote}{text}{quote}"


def as_cookie_line(pairs: Pairs, choose: Choose) -> str:
    name = choose(["Cookie", "cookie", "COOKIE"]) + choose([": ", ":", ":\t", ":  "])
    if choose(["one", "many"]) == "one":
        return name + written(pairs)
    return "\n".join(f"{name}{key}={value}" for key, value in pairs)


def as_request_headers(pairs: Pairs, choose: Choose) -> str:
    lines = [
        "GET /api/me?x=1:2 HTTP/2",
        "Host: app.ltx.studio",
        "Accept: */*",
        "User-Agent: Mozilla/5.0 (Synthetic; rv:1.0)",
        "Referer: https://app.ltx.studio/me",
        f"Cookie: {written(pairs)}",
        "Priority: u=0",
    ]
    start = int(choose(["0", "1", "2"]))
    return choose(["\n", "\r\n"]).join(lines[start:]) + choose(["", "\r\n\r\n"])


def as_headers_pane(pairs: Pairs, choose: Choose) -> str:
    colon = choose(["", ":"])
    headers = [
        (":authority", "app.ltx.studio"),
        ("accept", "*/*"),
        ("cookie", written(pairs)),
        ("referer", "https://app.ltx.studio/"),
        ("sec-ch-ua", '"Synthetic";v="1"'),
        ("user-agent", "Mozilla/5.0 (Synthetic; rv:1.0)"),
    ]
    return "\n".join(f"{name}{colon}\n{value}" for name, value in headers)


def as_api_body(pairs: Pairs, choose: Choose) -> str:
    body = {"cookie": written(pairs, choose(["; ", ";"])), "maxJobs": 7}
    if choose(["as it is", "reversed"]) == "reversed":
        body = dict(reversed(body.items()))
    text = json.dumps(body, indent=int(choose(["0", "2"])), ensure_ascii=choose(["", "1"]) == "1")
    return text if choose(["", ","]) == "" else f"{text[:-1].rstrip()},\n}}"


WRITERS: dict[Callable[[Pairs, Choose], str], set[PasteFormat]] = {
    as_header_value: {PasteFormat.HEADER_VALUE},
    as_cookie_line: {PasteFormat.COOKIE_LINE},
    as_request_headers: {PasteFormat.REQUEST_HEADERS},
    as_headers_pane: {PasteFormat.REQUEST_HEADERS},
    as_api_body: {PasteFormat.API_BODY},
    menus.chrome_curl_bash: {PasteFormat.CURL_BASH},
    menus.chrome_curl_bash_until_2024: {PasteFormat.CURL_BASH},
    menus.chrome_curl_cmd: {PasteFormat.CURL_CMD},
    menus.chrome_curl_cmd_until_2024: {PasteFormat.CURL_CMD},
    menus.firefox_curl_posix: {PasteFormat.CURL_BASH},
    menus.firefox_curl_windows: {PasteFormat.CURL_CMD},
    menus.powershell: {PasteFormat.POWERSHELL},
    menus.node_fetch: {PasteFormat.NODE_FETCH},
    exports.har: {PasteFormat.HAR},
    exports.set_cookie: {PasteFormat.SET_COOKIE},
    exports.cookie_editor: {PasteFormat.COOKIE_LIST},
    exports.get_cookies_txt_json: {PasteFormat.COOKIE_LIST},
    exports.edit_this_cookie: {PasteFormat.COOKIE_LIST},
    exports.j2team: {PasteFormat.COOKIE_LIST},
    exports.cookie_manager: {PasteFormat.COOKIE_LIST},
    exports.cookie_quick_manager: {PasteFormat.COOKIE_LIST},
    exports.storage_state: {PasteFormat.COOKIE_LIST},
    exports.devtools_protocol: {PasteFormat.COOKIE_LIST},
    exports.selenium: {PasteFormat.COOKIE_LIST},
    exports.netscape: {PasteFormat.NETSCAPE},
    exports.lwp: {PasteFormat.LWP},
    exports.semicolon_pairs: {PasteFormat.HEADER_VALUE},
    exports.quoted_pairs: {PasteFormat.NAME_VALUE_LINES},
    exports.equal_lines: {PasteFormat.NAME_VALUE_LINES},
    exports.chrome_table: {PasteFormat.CHROME_TABLE},
    exports.safari_table: {PasteFormat.SAFARI_TABLE},
    exports.firefox_cookies: {PasteFormat.FIREFOX_COOKIES},
    exports.firefox_answer_cookies: {PasteFormat.FIREFOX_COOKIES},
    exports.python_jar: {PasteFormat.PYTHON_JAR},
    exports.python_jar_repr: {PasteFormat.PYTHON_JAR},
    exports.python_dict: {PasteFormat.JSON_OBJECT},
    exports.json_object: {PasteFormat.JSON_OBJECT},
    exports.curl_snippet: {PasteFormat.API_SNIPPET},
    exports.javascript_snippet: {PasteFormat.API_SNIPPET},
    exports.python_snippet: {PasteFormat.API_SNIPPET},
}
WITH_EXPIRIES = {
    PasteFormat.HAR,
    PasteFormat.SET_COOKIE,
    PasteFormat.COOKIE_LIST,
    PasteFormat.NETSCAPE,
    PasteFormat.LWP,
    PasteFormat.CHROME_TABLE,
}
WITH_MAX_JOBS = {PasteFormat.API_BODY, PasteFormat.API_SNIPPET}
writers = pytest.mark.parametrize(
    ("write", "formats"), WRITERS.items(), ids=[write.__name__ for write in WRITERS]
)


@writers
@given(jar=jars(), data=st.data())
def test_every_cookie_comes_back_as_it_was(
    write: Callable[[Pairs, Choose], str],
    formats: set[PasteFormat],
    jar: Pairs,
    data: st.DataObject,
) -> None:
    # A quotation mark at either end would be read as one around the whole.
    assume(not jar[0][0].startswith("'"))
    # Behind one of ours this is the padding of a value that was broken.
    assume(write is not exports.equal_lines or all(value.strip("=") for _name, value in jar))
    text = write(jar, lambda choices: data.draw(st.sampled_from(choices)))
    paste = read_paste(text)
    assert paste.format in formats, text
    found = {name: value.reveal() for name, value in paste.cookies.items()}
    assert {name: found.get(name) for name, _value in jar} == dict(jar), text
    assert paste.max_jobs == (7 if paste.format in WITH_MAX_JOBS else None)
    if paste.format in WITH_EXPIRIES:
        assert {paste.expiries[name] for name in COOKIE_NAMES} == {exports.EXPIRY}, text


def firsts(choices: list[str]) -> str:
    return choices[0]


@writers
@given(data=st.data())
def test_a_value_broken_over_lines_is_refused_and_never_joined(
    write: Callable[[Pairs, Choose], str],
    formats: set[PasteFormat],
    data: st.DataObject,
) -> None:
    token_like = st.from_regex(r"[A-Za-z0-9._+/%-]{2,40}={0,2}", fullmatch=True)
    session = [(name, data.draw(token_like)) for name in COOKIE_NAMES]
    place = data.draw(st.integers(0, 2))
    name, value = session[place]
    cut = data.draw(st.integers(1, len(value) - 1))
    line_break = data.draw(
        st.sampled_from(["\n", "\r\n", "\r", "\n    ", "\n\n", "\x0b", "\x85", "\u2028"])
    )
    session[place] = (name, value[:cut] + line_break + value[cut:])
    paste = read_paste(write(session, firsts))
    assert refused(paste.problems)
    if name in paste.cookies:
        assert value != paste.cookies[name].reveal()


def wraps(text: str, width: int) -> str:
    return "\n".join(text[start : start + width] for start in range(0, len(text), width))


@pytest.mark.parametrize("width", [20, 72, 80])
@pytest.mark.parametrize("before", ["", "Cookie: "])
def test_a_paste_wrapped_by_a_terminal_is_told_by_its_name(before: str, width: int) -> None:
    text = before + written([(name, "SYNTHETIC" * 20) for name in COOKIE_NAMES])
    problems = read_paste(wraps(text, width)).problems
    assert ProblemCode.LINE_BREAK in {problem.code for problem in problems} or refused(problems)
