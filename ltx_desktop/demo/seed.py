"""The accounts that a demo begins with: five in every state, or those of a seed file."""

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeGuard

from ltx_desktop.demo.accounts import DEFAULT_MAX_JOBS, DemoAccount
from ltx_desktop.demo.clock import ACCESS_LIFE, DAY, HOUR, MINUTE, REFRESH_LIFE, iso

_UNITS = {"d": DAY, "h": HOUR, "min": MINUTE, "s": 1.0}
_SPAN = re.compile(r"(-?)((?:\d+(?:d|h|min|s))+)")
_LONGEST_SPAN = 1e9
_MOST_RUNNING = 1000
_KEYS = frozenset(
    {"email", "maxJobs", "refreshIn", "accessIn", "updatedAgo", "error", "running", "tellsRefresh"}
)


class SeedError(ValueError):
    """What is wrong with a seed file, as a sentence."""


def demo_accounts(now: float) -> list[DemoAccount]:
    """Healthy, renew soon, expired, in need of attention, and one that is urgent.

    Of the urgent one clients learn the access token's end only. When that has passed, they cannot
    know how it fares until they read again: the sixth state.
    """
    failed = iso(now - 5 * HOUR)
    return [
        _account("maya@northlight.example", now, 83 * DAY + 5 * HOUR),
        _account("studio@northlight.example", now, 9 * DAY + 6 * HOUR),
        _account(
            "renders@northlight.example", now, 30 * DAY, access=3 * MINUTE, tells_refresh=False
        ),
        _account("ads@northlight.example", now, -2 * DAY - 3 * HOUR, access=-2 * DAY - 3 * HOUR),
        _account(
            "archive@northlight.example",
            now,
            41 * DAY,
            error=f"Session refresh failed {failed}, manual update required",
        ),
    ]


def load_seed(path: Path, now: float) -> list[DemoAccount]:
    """`{"accounts": [{"email": …, "maxJobs"?, "refreshIn"?, "accessIn"?, "updatedAgo"?, …}]}`.

    Spans are seconds or text such as `9d6h`, `50min`, `-2d`; `error` (text), `running` (a number
    of jobs) and `tellsRefresh` may be given, too. Raises SeedError.
    """
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise SeedError(f"The seed file {path} cannot be read: {error.strerror}.") from error
    except (ValueError, RecursionError) as error:
        raise SeedError(f"The seed file {path} is no JSON: {error}.") from error
    entries = content.get("accounts") if isinstance(content, dict) else None
    if not isinstance(entries, list):
        raise SeedError(f'The seed file {path} has no list "accounts".')
    accounts: dict[str, DemoAccount] = {}
    for number, entry in enumerate(entries, 1):
        account = _from_entry(entry, number, now)
        if account.email in accounts:
            raise SeedError(
                f"Account {number} of the seed file: {account.email} stands there twice."
            )
        accounts[account.email] = account
    return [*accounts.values()]


def _account(
    email: str,
    now: float,
    refresh: float,
    *,
    access: float = 20 * HOUR,
    error: str | None = None,
    tells_refresh: bool = True,
) -> DemoAccount:
    return DemoAccount(
        email=email,
        updated=now + refresh - REFRESH_LIFE if tells_refresh else now - 60 * DAY,
        access_expire=now + access,
        refresh_expire=now + refresh,
        cookies={"lt_id": email.partition("@")[0]},
        error=error,
        tells_refresh=tells_refresh,
    )


def _from_entry(entry: object, number: int, now: float) -> DemoAccount:
    def complain(what: str) -> SeedError:
        return SeedError(f"Account {number} of the seed file: {what}.")

    if not isinstance(entry, dict):
        raise complain("not an object")
    if unknown := sorted(set(entry) - _KEYS):
        raise complain(f"unknown {', '.join(unknown)}")
    email = entry.get("email")
    if not _is_text(email) or not email:
        raise complain("no email")

    def get(key: str, default: Any, fits: Callable[[Any], bool]) -> Any:
        value = entry.get(key, default)
        if not fits(value):
            raise complain(f"{key} is {value!r}")
        return value

    def span(key: str, default: float) -> float:
        try:
            return _seconds(entry.get(key, default))
        except (ValueError, OverflowError):
            raise complain(f"{key} is no span of time such as 9d6h") from None

    return DemoAccount(
        email=email,
        updated=now - span("updatedAgo", 0),
        access_expire=now + span("accessIn", ACCESS_LIFE),
        refresh_expire=now + span("refreshIn", REFRESH_LIFE),
        cookies={"lt_id": email.partition("@")[0]},
        max_jobs=get("maxJobs", DEFAULT_MAX_JOBS, lambda v: _is_int(v) and 1 <= v <= 100),
        error=get("error", None, lambda v: v is None or _is_text(v)),
        running=get("running", 0, lambda v: _is_int(v) and 0 <= v <= _MOST_RUNNING),
        tells_refresh=get("tellsRefresh", default=True, fits=lambda v: isinstance(v, bool)),
    )


def _is_int(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _is_text(value: object) -> TypeGuard[str]:
    """Half of a character pair is none: no answer could tell it."""
    try:
        return isinstance(value, str) and value.encode("utf-8") is not None
    except UnicodeEncodeError:
        return False


def _seconds(value: object) -> float:
    if isinstance(value, int | float) and not isinstance(value, bool):
        if not abs(value) <= _LONGEST_SPAN:
            raise ValueError(value)
        return float(value)
    found = _SPAN.fullmatch(value) if isinstance(value, str) else None
    if found is None:
        raise ValueError(value)
    parts = re.findall(r"(\d+)(d|h|min|s)", found[2])
    total = sum(int(count) * _UNITS[unit] for count, unit in parts)
    return _seconds(-total if found[1] else total)
