"""The three cookies that make an LTX Studio session, and what is wrong with a value."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from ltx_desktop.domain.evidence import why_asked, why_refused
from ltx_desktop.domain.jwt import Wholeness, read_claims, wholeness
from ltx_desktop.domain.problem import Problem, ProblemCode, Severity
from ltx_desktop.domain.secret import Secret

LT_ID = "lt_id"
LT_TOKEN = "lt_token"  # noqa: S105 - a cookie's name
LT_REFRESH_TOKEN = "lt_refresh_token"  # noqa: S105 - a cookie's name
COOKIE_NAMES = (LT_ID, LT_TOKEN, LT_REFRESH_TOKEN)

MAX_VALUE_LENGTH = 4096
"""Characters; browsers keep no longer cookie (RFC 6265bis 5.6)."""

MAX_HEADER_LENGTH = 8192
"""Characters of the three together: what servers commonly take in a header."""

_QUOTATION_MARKS = frozenset('"“”„«»')
_OCTETS = re.compile(r"[!#-+\--:<-\[\]-~]+")
"""RFC 6265 4.1.1: visible ASCII without the double quote, comma, semicolon, backslash."""

_MASK = re.compile(r"(…|\.{3})(secured|redacted)(…|\.{3})")


@dataclass(frozen=True, slots=True)
class SessionCookies:
    """Three cookies that `check_session` found nothing to refuse in."""

    lt_id: Secret
    lt_token: Secret
    lt_refresh_token: Secret

    @classmethod
    def from_values(cls, values: Mapping[str, Secret]) -> "SessionCookies":
        """Take the three out of `values`; ValueError where one must be refused."""
        refused = [
            f"{problem.field}: {problem.code}"
            for name in COOKIE_NAMES
            if (problem := check_value(name, values.get(name)))
        ]
        if refused:
            raise ValueError(", ".join(refused))
        return cls(*(values[name] for name in COOKIE_NAMES))

    def header(self) -> Secret:
        """`lt_id=…; lt_token=…; lt_refresh_token=…`: exactly what the service gets."""
        pairs = zip(COOKIE_NAMES, self.values(), strict=True)
        return Secret("; ".join(f"{name}={value.reveal()}" for name, value in pairs))

    def values(self) -> tuple[Secret, Secret, Secret]:
        """In the order of `COOKIE_NAMES`."""
        return self.lt_id, self.lt_token, self.lt_refresh_token


def check_value(name: str, value: Secret | None) -> Problem | None:
    """Why the value of a cookie must be refused, if it must."""
    text = value.reveal() if value else ""
    code: ProblemCode | None = None
    if not text:
        code = ProblemCode.MISSING
    elif is_masked(text):
        code = ProblemCode.MASKED
    elif text.endswith(("…", "...")):
        code = ProblemCode.TRUNCATED
    elif "\n" in text or "\r" in text:
        code = ProblemCode.LINE_BREAK
    elif refusal := why_refused(text):
        code = refusal
    elif not _OCTETS.fullmatch(text):
        code = _code_of({character for character in text if not _OCTETS.fullmatch(character)})
    elif len(text) > MAX_VALUE_LENGTH:
        code = ProblemCode.TOO_LONG
    elif name == LT_TOKEN and value and wholeness(value) is Wholeness.DAMAGED:
        code = ProblemCode.DAMAGED_TOKEN
    return Problem(code, name) if code else None


def check_session(values: Mapping[str, Secret], now: datetime | None = None) -> tuple[Problem, ...]:
    """All that is wrong with the three cookies; past dates are looked for only with `now`."""
    found = [problem for name in COOKIE_NAMES if (problem := check_value(name, values.get(name)))]
    found += _doubts(values, {problem.field for problem in found})
    token = values.get(LT_TOKEN)
    if token and all(problem.field != LT_TOKEN or problem.is_doubt for problem in found):
        claims = read_claims(token)
        if claims is None:
            found.append(Problem(ProblemCode.NOT_A_JWT, LT_TOKEN))
        elif now and claims.expiry and claims.expiry <= now:
            found.append(Problem(ProblemCode.ACCESS_TOKEN_EXPIRED, LT_TOKEN))
    if sum(len(values.get(name) or "") for name in COOKIE_NAMES) > MAX_HEADER_LENGTH - 64:
        found.append(Problem(ProblemCode.TOO_LONG_TOGETHER))
    return tuple(found)


def _doubts(values: Mapping[str, Secret], told: set[str | None]) -> Iterator[Problem]:
    for name in COOKIE_NAMES:
        if name in values and name not in told and (code := why_asked(values[name].reveal())):
            yield Problem(code, name)


def refused(problems: tuple[Problem, ...]) -> bool:
    """Whether any of the problems forbids to send the cookies."""
    return any(problem.severity is Severity.REFUSE for problem in problems)


def is_doubtful(problems: tuple[Problem, ...]) -> bool:
    """Whether a person has to confirm the values first."""
    return any(problem.is_doubt for problem in problems)


def is_masked(value: Secret | str) -> bool:
    """Whether a text has the dots that useapi.net puts in the place of a value."""
    text = value.reveal() if isinstance(value, Secret) else value
    return _MASK.search(text) is not None


def _code_of(odd: set[str]) -> ProblemCode:
    """Which octets no cookie can have, and how they probably got there."""
    if odd <= _QUOTATION_MARKS:
        return ProblemCode.QUOTATION_MARK
    if "\\" in odd:
        return ProblemCode.ESCAPE_LEFT
    if all(character.isprintable() for character in odd):
        return ProblemCode.URL_DECODED
    return ProblemCode.ILLEGAL_CHARACTER
