"""What a reader finds in a paste, and what `read_paste` makes of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum, unique

from ltx_desktop.domain.paste.defect import ReaderDefect
from ltx_desktop.domain.paste.sightings import Ending
from ltx_desktop.domain.problem import Problem
from ltx_desktop.domain.secret import Secret


@unique
class PasteFormat(StrEnum):
    """Stable ids: scripts and translations refer to them."""

    HEADER_VALUE = "header-value"
    COOKIE_LINE = "cookie-line"
    REQUEST_HEADERS = "request-headers"
    SET_COOKIE = "set-cookie"
    CURL_BASH = "curl-bash"
    CURL_CMD = "curl-cmd"
    POWERSHELL = "powershell"
    FETCH = "fetch"
    NODE_FETCH = "node-fetch"
    HAR = "har"
    SANITISED_HAR = "sanitised-har"
    CHROME_TABLE = "chrome-table"
    SAFARI_TABLE = "safari-table"
    LONE_VALUE = "lone-value"
    FIREFOX_COOKIES = "firefox-cookies"
    COOKIE_LIST = "cookie-list"
    NETSCAPE = "netscape"
    LWP = "lwp"
    PYTHON_JAR = "python-jar"
    NAME_VALUE_LINES = "name-value-lines"
    JSON_OBJECT = "json-object"
    API_BODY = "api-body"
    API_SNIPPET = "api-snippet"
    MASKED_ANSWER = "masked-answer"
    ENCRYPTED_EXPORT = "encrypted-export"
    WEB_PAGE = "web-page"
    BY_NAME = "by-name"
    LOG_IN = "log-in"
    UNRECOGNISED = "unrecognised"


@dataclass(frozen=True, slots=True)
class PastedCookie:
    """One cookie as a paste tells of it; what it does not tell is None.

    `host` is the cookie's domain, or the host of the request it was sent with. `max_age` is in
    seconds from the moment it was set, and goes before `expiry` (RFC 6265 5.3).
    """

    name: str = field(repr=False)
    value: Secret
    host: str | None = None
    expiry: datetime | None = None
    max_age: int | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """A reader's result: `cookies` in the order of the paste, names as they stand there.

    `verbatim` where the format escapes nothing, so that the leftovers of another format's
    escapes (carets of cmd) can be told from the value. `offered` is what only a person can know.
    """

    format: PasteFormat
    cookies: tuple[PastedCookie, ...] = ()
    max_jobs: int | None = None
    problems: tuple[Problem, ...] = ()
    verbatim: bool = False
    offered: Mapping[str, Secret] = field(default_factory=dict, repr=False)
    endings: Mapping[str, Ending] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Paste:
    """A paste, read.

    `cookies` are those of ltx.studio or of a host that is not told, `expiries` their ends where
    the paste knows them, and `ignored` counts those of other hosts. `offered` are values that a
    person may agree to: without the line breaks that they were pasted with, or without a name.
    `endings` are what proves that the values are whole.
    `problems` are all that need no clock to be seen. `defects` are the bugs that its readers
    met; where there are any, `READER_DEFECT` is among the problems. No repr shows the names either:
    in a torn paste, a name may be a piece of a value.
    """

    format: PasteFormat
    cookies: Mapping[str, Secret] = field(default_factory=dict, repr=False)
    max_jobs: int | None = None
    problems: tuple[Problem, ...] = ()
    expiries: Mapping[str, datetime] = field(default_factory=dict, repr=False)
    ignored: int = 0
    offered: Mapping[str, Secret] = field(default_factory=dict, repr=False)
    defects: tuple[ReaderDefect, ...] = ()
    endings: Mapping[str, Ending] = field(default_factory=dict)
