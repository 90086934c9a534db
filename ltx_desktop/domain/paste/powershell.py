"""*Copy as PowerShell* of Chrome, Edge and Firefox.

One `New-Object System.Net.Cookie("name", "value", "path", "domain")` a cookie; in front of
`` ` ``, `$` and `"` stands a backtick, and characters outside ASCII are `$([char]233)`, in
UTF-16 (devtools-frontend, `NetworkLogView.ts`; PowerShell's about_Special_Characters). Until
2021 Chrome wrote the cookies into `-Headers` instead.
"""

import re
from itertools import pairwise

from ltx_desktop.domain.paste.header_value import split_pairs
from ltx_desktop.domain.paste.hosts import host_of
from ltx_desktop.domain.paste.result import Finding, PastedCookie, PasteFormat
from ltx_desktop.domain.problem import Problem, ProblemCode
from ltx_desktop.domain.secret import Secret

_STRING = r'"((?:[^"`]|`[\s\S]|"")*)"'
_BEGIN = re.compile(
    r"New-Object\s+System\.Net\.Cookie\(|^[ \t]*(?:Invoke-WebRequest|Invoke-RestMethod|iwr)\s",
    re.MULTILINE,
)
_COOKIE = re.compile(
    rf"System\.Net\.Cookie\(\s*{_STRING}\s*,\s*{_STRING}(?:\s*,\s*{_STRING})?(?:\s*,\s*{_STRING})?\s*\)"
)
_CONSTRUCTOR = "System.Net.Cookie("
_REQUEST = re.compile(rf"-Uri\s+{_STRING}")
_HEADER = re.compile(rf'"cookie"\s*=\s*{_STRING}', re.IGNORECASE)
_AUTHORIZATION = re.compile(r'"authorization"\s*=', re.IGNORECASE)
_ESCAPE = re.compile(r'`([\s\S])|\$\(\[char\](\d{1,5})\)|""')
_LETTERS = {"0": "\0", "a": "\a", "b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t", "v": "\v"}


def read(text: str) -> Finding | None:
    if not _BEGIN.search(text):
        return None
    cookies = [
        PastedCookie(_plain(name), Secret(_plain(value)), _plain(domain) if domain else None)
        for name, value, _path, domain in _COOKIE.findall(text)
    ]
    problems = []
    if len(cookies) < text.count(_CONSTRUCTOR):
        problems.append(Problem(ProblemCode.INCOMPLETE))
    if _AUTHORIZATION.search(text):
        problems.append(Problem(ProblemCode.API_TOKEN_DROPPED))
    cookies += _in_headers(text)
    return Finding(PasteFormat.POWERSHELL, tuple(cookies), problems=tuple(problems))


def _in_headers(text: str) -> list[PastedCookie]:
    """The cookies of each command's `-Headers`, with the host of its `-Uri`."""
    found: list[PastedCookie] = []
    begins = [match.start() for match in _REQUEST.finditer(text)]
    for begin, end in pairwise([*begins, len(text)]):
        command = text[begin:end]
        uri, header = _REQUEST.match(command), _HEADER.search(command)
        if uri and header:
            found += split_pairs(_plain(header[1]), host_of(_plain(uri[1]))) or ()
    return found


def _plain(string: str) -> str:
    units = _ESCAPE.sub(_character, string)
    return units.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _character(escape: re.Match[str]) -> str:
    letter, number = escape.groups()
    if number:
        return chr(min(int(number), 0xFFFF))
    return _LETTERS.get(letter, letter) if letter else '"'
