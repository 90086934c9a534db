"""Everything that the demo service can be told to do wrong.

A fault is written `[METHOD:]NAME[=VALUE][*COUNT]`: `401`, `POST:delay=5`, `GET:429=30*2`.
"""

import re
import threading
from collections.abc import Iterable
from dataclasses import dataclass, replace

LOAD = {
    "delay": "wait VALUE seconds (5) before anything is done",
    "late-answer": "do it, then wait VALUE seconds (5) before answering",
    "lost-answer": "do it, then cut the connection instead of answering",
    "reset": "cut the connection before anything is done",
    "cut-body": "answer, but cut the connection half-way through the body",
}

STATUSES = {
    "400": "the cookie fields lt_token and lt_refresh_token are missing",
    "401": "Unauthorized: the API token",
    "402": "Subscription required",
    "429": "too many requests, with Retry-After: VALUE seconds (30)",
    "429-date": "the same, with Retry-After as a date",
    "429-body": "the same, only with retryAfter in the body",
    "500": "internal error, JSON",
    "502": "bad gateway, HTML",
    "522": "the CDN's time-out, HTML",
    "596": "an account in error state",
    "410": "the API is gone",
    "retired": "404 and HTML for everything",
    "html": "200 and HTML, as the sign-in page of a network",
    "empty": "200 and nothing",
    "redirect": "302 to VALUE",
    "400-no-code": "400 without the field code",
    "error-object": "400 with an object for error",
}

SHAPES = {
    "june": "answers as of June 2025: ISO times only, no refresh fields",
    "get-without-refresh": "refresh fields in POST answers only",
    "incoherent": "the placeholder dates of the documentation",
    "seconds": "times in seconds",
    "email-only": "nothing but the email of each account",
    "mask-lt-id": "lt_id masked like the others",
    "post-201": "201 after a POST",
    "delete-200": "200 and JSON after a DELETE",
    "none-map": "an empty list is 200 {}",
    "none-text": "an empty list is 404 and text",
    "none-json": "an empty list is 404 and JSON",
    "dead-session-error": "accounts whose session has ended get an error",
    "old-session": "a submit is taken, but the refresh token ends when it did before",
    "clock-ahead": "the Date header is VALUE seconds (7200) ahead; -VALUE is behind",
    "single-use-cookie": "a cookie that is sent twice fails at its next renewal",
}

LOGIN = {
    "login-slow": "the log-in page answers after VALUE seconds (5)",
    "login-session-only": "a log-in sets lt_refresh_token for one visit only",
    "login-incomplete": "a log-in leaves out lt_token",
    "login-old-session": "a log-in sets the cookies of the account's log-in before",
}

ALL = {**LOAD, **STATUSES, **SHAPES, **LOGIN}

_DEFAULTS = {
    "delay": "5",
    "late-answer": "5",
    "429": "30",
    "429-date": "30",
    "429-body": "30",
    "clock-ahead": "7200",
    "login-slow": "5",
}
_METHODS = frozenset({"GET", "POST", "DELETE"})
_WRITTEN = re.compile(
    r"(?:(?P<method>[A-Za-z]+):)?(?P<name>[\w-]+)(?:=(?P<value>[^*]+))?(?:\*(?P<count>[0-9]{1,9}))?"
)

_ADDRESS = re.compile(r"[!-~]+")
_LONGEST = 1e9


class FaultError(ValueError):
    """What is wrong with a written fault, as a sentence."""


@dataclass(frozen=True, slots=True)
class Fault:
    """`method` None: any; `left` is how many more requests it applies to, None: all."""

    name: str
    value: str = ""
    method: str | None = None
    left: int | None = None

    @property
    def seconds(self) -> float:
        return float(self.value)

    def __str__(self) -> str:
        method = f"{self.method}:" if self.method else ""
        value = f"={self.value}" if self.value else ""
        count = "" if self.left is None else f"*{self.left}"
        return f"{method}{self.name}{value}{count}"


def read_fault(text: str) -> Fault:
    """Read a written fault; raises FaultError."""
    found = _WRITTEN.fullmatch(text.strip())
    name = found["name"] if found else ""
    if found is None or name not in ALL:
        raise FaultError(f"There is no fault {text!r}. Known: {', '.join(ALL)}.")
    method = found["method"].upper() if found["method"] else None
    if method is not None and method not in _METHODS:
        raise FaultError(f"{text!r}: the method is one of {', '.join(sorted(_METHODS))}.")
    value = found["value"] or _DEFAULTS.get(name, "")
    if value and name not in {*_DEFAULTS, "redirect"}:
        raise FaultError(f"{text!r}: {name} takes no value; a count is written {name}*3.")
    span = value.removeprefix("-") if name == "clock-ahead" else value
    if name in _DEFAULTS and not _is_span(span):
        raise FaultError(f"{text!r}: {value!r} is no number of seconds.")
    if name == "redirect" and not _ADDRESS.fullmatch(value):
        raise FaultError("redirect needs an address: redirect=https://elsewhere.example/.")
    count = found["count"]
    return Fault(name, value, method, None if count is None else int(count))


def help_text() -> str:
    """All faults, one a line."""
    return "\n".join(f"  {name:<20} {what}" for name, what in ALL.items())


class FaultBoard:
    """The faults in force; may be turned from any thread."""

    def __init__(self, faults: Iterable[Fault] = ()) -> None:
        self._lock = threading.Lock()
        self._faults = list(faults)

    def add(self, fault: Fault | str) -> None:
        with self._lock:
            self._faults.append(read_fault(fault) if isinstance(fault, str) else fault)

    def replace(self, faults: Iterable[Fault]) -> None:
        with self._lock:
            self._faults = list(faults)

    def active(self) -> list[Fault]:
        with self._lock:
            return [*self._faults]

    def take(self, method: str, *, at_login: bool = False) -> dict[str, Fault]:
        """The faults for one request, by name; those with a count are used up by one."""
        with self._lock:
            taken = {}
            kept = []
            for fault in self._faults:
                is_for_it = (fault.name in LOGIN) == at_login
                applies = is_for_it and fault.method in {None, method} and fault.left != 0
                if applies:
                    taken[fault.name] = fault
                    if fault.left is not None:
                        fault = replace(fault, left=fault.left - 1)  # noqa: PLW2901 - used up
                if fault.left != 0:
                    kept.append(fault)
            self._faults = kept
            return taken


def _is_span(value: str) -> bool:
    try:
        return 0 <= float(value) <= _LONGEST
    except ValueError:
        return False
