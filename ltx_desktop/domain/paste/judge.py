"""What holds for every format: which cookies count, and what is wrong with them."""

import re
from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta

from ltx_desktop.domain.cookies import (
    COOKIE_NAMES,
    LT_REFRESH_TOKEN,
    check_session,
    check_value,
    refused,
)
from ltx_desktop.domain.evidence import why_asked
from ltx_desktop.domain.paste.hosts import is_ltx_studio
from ltx_desktop.domain.paste.result import Finding, Paste, PastedCookie
from ltx_desktop.domain.paste.sightings import Settled, settle
from ltx_desktop.domain.problem import Problem, ProblemCode, Severity
from ltx_desktop.domain.secret import Secret

_SURELY_STRAY = re.compile(r"%\^[0-9A-Fa-f]{2}")
_STRAY_CARET = re.compile(r"%\^[0-9A-Fa-f]{2}|\^%\^|\^%(?=[0-9A-Fa-f]{2})|\^\"|\^\Z")
_BREAK = re.compile(r"\s*[\r\n\x0b\x0c\x85\u2028\u2029]\s*")
_WORD = re.compile(r"[A-Za-z]{1,15}[.!?]?")
"""More likely what somebody wrote below than the rest of a value."""

_QUOTING = (">", "|")
"""What mail programs put in front of a line that they quote."""


def judge(finding: Finding, now: datetime | None) -> Paste:
    """Make a reader's finding a paste, with all problems that need no clock."""
    ours = [cookie for cookie in finding.cookies if _is_ours(cookie)]
    others = {(cookie.host, cookie.name) for cookie in finding.cookies if not _is_ours(cookie)}
    # An empty value takes a cookie away, often in passing, for a domain that it is not set for.
    if emptied := {cookie.name for cookie in ours if cookie.value.reveal()}:
        ours = [one for one in ours if one.value.reveal() or one.name not in emptied]
    settled = settle([(cookie.name, cookie.value) for cookie in ours])
    cookies = settled.values
    return Paste(
        finding.format,
        cookies,
        finding.max_jobs,
        _once(_problems(finding, cookies, settled, ignored=len(others))),
        _expiries(ours, cookies, now),
        len(others),
        finding.offered or _joined(cookies),
        endings=finding.endings,
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
    if paste and _is_any_from(paste, values):
        whole = (one for one in paste.problems if one.field is None)
        found += (one for one in whole if one == defect or one.is_doubt)
    for name in COOKIE_NAMES:
        value = values.get(name)
        if paste and value is not None and paste.cookies.get(name) == value:
            found += (one for one in paste.problems if one.field == name)
            if (expiry := paste.expiries.get(name)) and name == LT_REFRESH_TOKEN and expiry <= now:
                found.append(Problem(ProblemCode.REFRESH_COOKIE_EXPIRED, name))
        elif caret := _caret(_STRAY_CARET, name, value):
            found.append(caret)
    return _once([*found, *check_session(values, now)])


def _once(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Each problem once, and no doubt of a value that must be refused anyway."""
    different = dict.fromkeys(problems)
    hopeless = {one.field for one in different if one.severity is Severity.REFUSE}
    return tuple(one for one in different if not (one.is_doubt and one.field in hopeless))


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
    finding: Finding, cookies: Mapping[str, Secret], settled: Settled, *, ignored: int
) -> Iterable[Problem]:
    yield from finding.problems
    if not cookies:
        if ignored:
            yield Problem(ProblemCode.OTHER_HOSTS)
        elif not refused(finding.problems):
            yield Problem(ProblemCode.NO_COOKIES)
        return
    yield from settled.problems
    pattern = _STRAY_CARET if finding.verbatim else _SURELY_STRAY
    yield from filter(None, (_caret(pattern, name, cookies.get(name)) for name in COOKIE_NAMES))
    told = {one.field for one in finding.problems if one.severity is Severity.REFUSE}
    for problem in check_session(cookies):
        if problem.field not in told:
            yield problem


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
            if _is_whole(name, value) and not any(map(_WORD.fullmatch, lines[1:])):
                joined[name] = value
    return joined


def _is_whole(name: str, value: Secret) -> bool:
    return check_value(name, value) is None and why_asked(value.reveal()) is None
