"""Any text that could be pasted, for hypothesis: nonsense, all formats in one, damaged ones."""

from pathlib import Path

from fakes import HEADER
from harness.written_pastes import WRITERS, jars
from hypothesis import strategies as st

from ltx_desktop.domain.paste.octets import text_of

CORPUS = Path(__file__).resolve().parent.parent / "corpus"
FRAGMENTS = [
    *HEADER.split("; "),
    "Cookie",
    "cookie:",
    "authorization",
    "GET / HTTP/2",
    "curl 'https://app.ltx.studio/' -b '",
    'curl ^"https://app.ltx.studio/^" -b ^"',
    "$'",
    '^"',
    '$session.Cookies.Add((New-Object System.Net.Cookie("',
    'fetch("https://app.ltx.studio/", {"headers": {"cookie": "',
    '{"log": {"entries": [{"request": {"headers": [',
    '[{"name": "lt_id", "value": "',
    '{"lt_id": "',
    "{'lt_id': '",
    "Set-Cookie: ",
    "Set-Cookie3: ",
    "#HttpOnly_",
    "app.ltx.studio\tTRUE\t/\tTRUE\t0\t",
    "\tapp.ltx.studio\t/\tSession\t12\t",
    "<Cookie lt_id=",
    "Cookie(version=0, name='lt_id', value='",
    "https://api.useapi.net/v1/ltxstudio/accounts",
    "`",
    "^",
    "$",
    '{"cookie":"',
    '"}',
    "maxJobs",
    "…",
    "\ufeff",
    "\x00",
    "\ud800",
    "\u2028",
    "\x85",
    "\udc00",
    "Cookie(version=",
    "name='",
    "value='",
    "domain='.ltx.studio', ",
    "expires=",
    "Expires=",
    "Max-Age=",
    "['",
    "{'a': ",
    "[[1]: 2]",
    "None",
    "-1",
    "0x1",
    "1if",
    "1e999",
    "nan",
    "99999999999999999999",
    "\u0663",
    "\\d",
    "\\x",
    "\\777",
    "\\N{",
    "\\ud800",
    "0001-01-01T00:00:00+23:59",
    "9999-12-31T23:59:59-23:59",
    "2026-03-01 00:00:00Z",
    "Fri, 31 Dec 9999 23:59:59 -2359",
    "Sun, 01 Mar 26 24:61:61 +9999",
    "http://[::1",
    "http://a\u2100b",
    "$([char]99999)",
    "U2FsdGVkX1",
    "```",
]
"""Fragments of all formats, and of what their parts may contain."""

fragments = (
    st.sampled_from(FRAGMENTS)
    | st.sampled_from(list(" =;:,\"'{}[]()\n\r\t\\"))
    | st.sampled_from("[{(-").map(lambda one: one * 2000)
    | st.text(max_size=5)
)
soup = st.lists(fragments).map("".join)


@st.composite
def written(draw: st.DrawFn) -> str:
    """What one of the writers makes of a session."""
    write = draw(st.sampled_from(list(WRITERS)))
    return write(draw(jars()), lambda choices: draw(st.sampled_from(choices)))


samples = st.sampled_from(
    [
        text
        for path in sorted(CORPUS.iterdir())
        if path.is_file() and isinstance(text := text_of(path.read_bytes()), str)
    ]
)


@st.composite
def damaged(draw: st.DrawFn) -> str:
    """The beginning of one paste and the end of another, with fragments in it."""
    first, second = draw(written() | samples), draw(written() | samples)
    text = first[: draw(places(first))] + second[draw(places(second)) :]
    for fragment in draw(st.lists(fragments, max_size=5)):
        begin = draw(places(text))
        end = begin + draw(st.integers(0, 10))
        text = text[:begin] + fragment + text[end:]
    return text


def places(text: str) -> st.SearchStrategy[int]:
    return st.integers(0, len(text))


any_paste = st.text() | soup | damaged()
