"""Sessions, and all writers of sessions: whatever these write has to be read back."""

import json
import string
from collections.abc import Callable

from harness import browser_menus as menus
from harness import cookie_exports as exports
from harness.browser_menus import Choose, Pairs
from hypothesis import strategies as st

from ltx_desktop.domain.cookies import COOKIE_NAMES
from ltx_desktop.domain.paste import PasteFormat

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
    """The three cookies among others, in any order, all with different names."""
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


Writer = Callable[[Pairs, Choose], str]

WRITERS: dict[Writer, set[PasteFormat]] = {
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


def is_told_apart(write: Writer, jar: Pairs) -> bool:
    """Whether the text that is written of a jar has one meaning; some formats quote nothing."""
    # A quotation mark at either end would be read as one around the whole.
    if jar[0][0].startswith("'"):
        return False
    if write is menus.firefox_curl_posix:
        # Until 2025 Firefox wrote `^&` for `&`, which is far more common in a value.
        return not any("^&" in name + value for name, value in jar)
    if write is exports.equal_lines:
        # Scripts and .env files, which look the same, quote values and names; and behind one of
        # ours, a name with an empty value is the padding of a value that was broken.
        return not any(
            _is_quoted(name) or _is_quoted(value) or not value.strip("=") for name, value in jar
        )
    return True


def _is_quoted(text: str) -> bool:
    return len(text) > 1 and text[0] == text[-1] == "'"
