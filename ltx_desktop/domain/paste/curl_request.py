"""What curl commands ask for: URL, cookies, body (curl(1))."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from ltx_desktop.domain.paste.api_body import read_body
from ltx_desktop.domain.paste.header_value import split_pairs
from ltx_desktop.domain.paste.hosts import host_of
from ltx_desktop.domain.paste.result import Finding, PastedCookie, PasteFormat
from ltx_desktop.domain.paste.shell_words import UnclosedQuote
from ltx_desktop.domain.problem import Problem, ProblemCode

_COMMAND = re.compile(
    r"^[ \t]*(?:[$>][ \t]+)?(?P<curl>curl(?:\.exe)?[^\S\t])", re.MULTILINE | re.IGNORECASE
)
"""A tab after it comes from a table with a cookie of that name."""

_PROMPTS = ("$", ">")
_SHORT_WITH_VALUE = frozenset("AbcCdDeEFHKmoPQrtTuUwxXyYz")
_LONG_WITH_VALUE = frozenset(
    {
        "--cacert",
        "--cert",
        "--connect-timeout",
        "--cookie",
        "--cookie-jar",
        "--data",
        "--data-ascii",
        "--data-binary",
        "--data-raw",
        "--data-urlencode",
        "--form",
        "--header",
        "--json",
        "--key",
        "--max-time",
        "--output",
        "--proxy",
        "--range",
        "--referer",
        "--request",
        "--resolve",
        "--retry",
        "--upload-file",
        "--url",
        "--user",
        "--user-agent",
        "--write-out",
    }
)
_COOKIE = ("-b", "--cookie")
_HEADER = ("-H", "--header")
_DATA = ("-d", "--data", "--data-raw", "--data-binary", "--data-ascii", "--json")
_URL = ("", "--url")
_TAKE_COOKIES = (*_COOKIE, *_HEADER)
_ADDRESS = re.compile(r"https?://|[\w-]+(?:\.[\w-]+)+(?:[:/?]|\Z)|localhost|\Z", re.ASCII)


@dataclass(slots=True)
class CurlRequest:
    """`cookies` are the texts of `Cookie` headers."""

    url: str | None = None
    cookies: list[str] = field(default_factory=list)
    bodies: list[str] = field(default_factory=list)
    authorised: bool = False
    has_cookie_file: bool = False
    is_torn: bool = False

    @classmethod
    def from_words(cls, words: Sequence[str]) -> "CurlRequest | None":
        """Read a command; None where it is not curl's."""
        if words[0] in _PROMPTS:
            words = words[1:]
        if not words or words[0].lower() not in ("curl", "curl.exe"):
            return None
        request = cls()
        before = ""
        for option, value in _options(words[1:]):
            # What is no address behind the cookies is their rest, in quotation marks of its own.
            request.is_torn |= before in _TAKE_COOKIES and not option and not _ADDRESS.match(value)
            before = option
            if option in _COOKIE:
                if "=" in value:
                    request.cookies.append(value)
                else:
                    request.has_cookie_file |= bool(value.strip())
            elif option in _HEADER:
                name, _colon, text = value.partition(":")
                if name.strip().lower() == "cookie":
                    request.cookies.append(text)
                request.authorised |= name.strip().lower() == "authorization"
            elif option in _DATA:
                request.bodies.append(value)
            elif option in _URL and (request.url is None or "://" not in request.url):
                request.url = value
        return request


def curl_commands(text: str) -> str | None:
    """The text from its first curl command on; None where there is none."""
    begin = _COMMAND.search(text)
    return text[begin.start("curl") :] if begin else None


def read_requests(
    commands: str, split: Callable[[str], Iterable[Sequence[str]]], paste_format: PasteFormat
) -> Finding:
    """All the cookies of curl commands, which `split` cuts into words."""
    try:
        found = [CurlRequest.from_words(words) for words in split(commands)]
    except UnclosedQuote:
        return Finding(paste_format, problems=(Problem(ProblemCode.INCOMPLETE),))
    return _finding([request for request in found if request], paste_format)


def _finding(requests: Sequence[CurlRequest], paste_format: PasteFormat) -> Finding:
    """The cookies of the headers, or those in a body for the API."""
    problems = (
        (Problem(ProblemCode.API_TOKEN_DROPPED),)
        if any(request.authorised for request in requests)
        else ()
    )
    cookies: list[PastedCookie] = []
    bodies = [found for one in requests for body in one.bodies if (found := read_body(body))]
    if bodies:
        in_bodies = tuple(cookie for found in bodies for cookie in found.cookies)
        return Finding(PasteFormat.API_SNIPPET, in_bodies, bodies[-1].max_jobs, problems)
    for request in requests:
        for text in request.cookies:
            cookies += split_pairs(text, host_of(request.url)) or ()
    if any(request.is_torn and request.cookies for request in requests):
        problems = (*problems, Problem(ProblemCode.INCOMPLETE))
    if not cookies and any(request.has_cookie_file for request in requests):
        problems = (*problems, Problem(ProblemCode.COOKIE_FILE))
    return Finding(paste_format, tuple(cookies), problems=problems)


def _options(words: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Each option with its value, empty where it takes none; "" with an argument."""
    remaining = iter(words)
    for written in remaining:
        word = written.lstrip()  # a page that loses line breaks makes `\\ -H` of `\\` and `-H`
        if word.startswith("--"):
            name, equals, value = word.partition("=")
            takes_next = not equals and name in _LONG_WITH_VALUE
            yield name, next(remaining, "") if takes_next else value
        elif word.startswith("-"):
            yield _short(word, remaining)
        else:
            yield "", word


def _short(word: str, remaining: Iterator[str]) -> tuple[str, str]:
    """`-sb value` and `-bvalue`: letters that take no value may stand before one that does."""
    for place, letter in enumerate(word[1:], start=2):
        if letter in _SHORT_WITH_VALUE:
            return f"-{letter}", word[place:] or next(remaining, "")
    return word, ""
