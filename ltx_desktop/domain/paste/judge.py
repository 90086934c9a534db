"""What holds for every format: which cookies count, and what is wrong with them."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta

from ltx_desktop.domain.cookies import (
    COOKIE_NAMES,
    LT_ID,
    LT_REFRESH_TOKEN,
    LT_TOKEN,
    check_session,
    check_value,
    refused,
)
from ltx_desktop.domain.jwt import read_claims
from ltx_desktop.domain.paste.hosts import is_ltx_studio
from ltx_desktop.domain.paste.result import Finding, Paste, PastedCookie
from ltx_desktop.domain.problem import Problem, ProblemCode, Severity
from ltx_desktop.domain.secret import Secret

_SURELY_STRAY = re.compile(r"%\^[0-9A-Fa-f]{2}")
_STRAY_CARET = re.compile(r"%\^[0-9A-Fa-f]{2}|\^%\^|\^%(?=[0-9A-Fa-f]{2})|\^\"|\^\Z")
_BREAK = re.compile(r"\s*[\r\n\x0b\x0c\x85\u2028\u2029]\s*")
_QUOTING = (">", "|")
"""What mail programs put in front of a line that they quote."""


def judge(finding: Finding, now: datetime | None) -> Paste:
    """Make a reader's finding a paste, with all problems that need no clock."""
    ours = [cookie for cookie in finding.cookies if _is_ours(cookie)]
    others = {(cookie.host, cookie.name) for cookie in finding.cookies if not _is_ours(cookie)}
    # An empty value takes a cookie away, often in passing, for a domain that it is not set for.
    ours.sort(key=lambda cookie: bool(cookie.value.reveal()))
    cookies = {cookie.name: cookie.value for cookie in ours}
    return Paste(
        finding.format,
        cookies,
        finding.max_jobs,
        tuple(dict.fromkeys(_problems(finding, ours, cookies, ignored=len(others)))),
        _expiries(ours, cookies, now),
        len(others),
        finding.offered or _joined(cookies),
    )


def check_fields(
    values: Mapping[str, Secret], paste: Paste | None, now: datetime
) -> tuple[Problem, ...]:
    """All that is wrong with what stands in three fields, some of it perhaps from a paste.

    What the paste proved of a value (that it was cut) holds while the value stands there; one
    that was typed may have carets left. A bug that a reader met makes all of its values doubtful.
    """
    found: list[Problem] = []
    defect = Problem(ProblemCode.READER_DEFECT)
    if paste and defect in paste.problems and _is_any_from(paste, values):
        found.append(defect)
    for name in COOKIE_NAMES:
        value = values.get(name)
        if paste and value is not None and paste.cookies.get(name) == value:
            found += (one for one in paste.problems if one.field == name)
            if (expiry := paste.expiries.get(name)) and name == LT_REFRESH_TOKEN and expiry <= now:
                found.append(Problem(ProblemCode.REFRESH_COOKIE_EXPIRED, name))
        elif caret := _caret(_STRAY_CARET, name, value):
            found.append(caret)
    return tuple(dict.fromkeys([*found, *check_session(values, now)]))


def _is_any_from(paste: Paste, values: Mapping[str, Secret]) -> bool:
    return any(
        value in (paste.cookies.get(name), paste.offered.get(name))
        for name, value in values.items()
    )


def _caret(pattern: re.Pattern[str], name: str, value: Secret | None) -> Problem | None:
    """Whether a value still has the carets of a cmd command."""
    if value and pattern.search(value.reveal()):
        return Problem(ProblemCode.STRAY_CARET, name)
    return None


def _is_ours(cookie: PastedCookie) -> bool:
    return cookie.host is None or is_ltx_studio(cookie.host)


def _problems(
    finding: Finding, ours: list[PastedCookie], cookies: Mapping[str, Secret], *, ignored: int
) -> Iterable[Problem]:
    yield from finding.problems
    if not cookies:
        if ignored:
            yield Problem(ProblemCode.OTHER_HOSTS)
        elif not refused(finding.problems):
            yield Problem(ProblemCode.NO_COOKIES)
        return
    yield from _several(ours)
    pattern = _STRAY_CARET if finding.verbatim else _SURELY_STRAY
    yield from filter(None, (_caret(pattern, name, cookies.get(name)) for name in COOKIE_NAMES))
    told = {one.field for one in finding.problems if one.severity is Severity.REFUSE}
    for problem in check_session(cookies):
        if problem.field not in told:
            yield problem


def _several(ours: list[PastedCookie]) -> Iterable[Problem]:
    """Two sessions in one paste, or merely an older value beside a newer one."""
    values: dict[str, set[Secret]] = defaultdict(set)
    for cookie in ours:
        if cookie.value.reveal():
            values[cookie.name].add(cookie.value)
    several = [name for name in COOKIE_NAMES if len(values[name]) > 1]
    two_ids = LT_ID in several and (LT_TOKEN in several or LT_REFRESH_TOKEN in several)
    if two_ids or len(_owners(values[LT_TOKEN])) > 1:
        yield Problem(ProblemCode.MIXED_SESSIONS)
        return
    for name in several:
        yield Problem(ProblemCode.DUPLICATE_NAME, name)


def _owners(tokens: Iterable[Secret]) -> set[str]:
    """Whom the tokens say that they belong to."""
    claims = [read_claims(token) for token in tokens]
    return {owner for one in claims if one and (owner := one.email or one.subject)}


def _expiries(
    ours: list[PastedCookie], cookies: Mapping[str, Secret], now: datetime | None
) -> dict[str, datetime]:
    """When the cookies that count end; any mention of the same value will do."""
    expiries: dict[str, datetime] = {}
    for cookie in ours:
        if cookie.value == cookies[cookie.name]:
            if cookie.max_age is not None:
                if now:
                    expiries[cookie.name] = now + timedelta(seconds=cookie.max_age)
            elif cookie.expiry:
                expiries[cookie.name] = cookie.expiry
    return expiries


def _joined(cookies: Mapping[str, Secret]) -> dict[str, Secret]:
    """The values that are whole without their line breaks, which no cookie can have."""
    joined = {}
    for name in COOKIE_NAMES:
        lines = _BREAK.split(cookies[name].reveal()) if name in cookies else []
        if len(lines) > 1 and not any(line.startswith(_QUOTING) for line in lines[1:]):
            value = Secret("".join(lines))
            if check_value(name, value) is None:
                joined[name] = value
    return joined
