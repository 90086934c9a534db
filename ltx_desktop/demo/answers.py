"""The JSON of the service, key by key as its documentation shows it."""

import re
from collections.abc import Collection
from datetime import UTC, datetime
from typing import Any

from ltx_desktop.demo.accounts import DemoAccount
from ltx_desktop.demo.clock import iso, milliseconds

MASK = "…secured…"
_TOKEN_NUMBER = re.compile(r"user:([0-9]{1,15})-")

UNAUTHORIZED = {"error": "Unauthorized", "code": 401}
SUBSCRIPTION_REQUIRED = {"error": "Subscription required", "code": 402}
NOT_FOUND = {"error": "Not Found", "code": 404}


def error(text: str, code: int) -> dict[str, Any]:
    return {"error": text, "code": code}


def account(held: DemoAccount, shapes: Collection[str], *, posted: bool) -> dict[str, Any]:
    """One account; `shapes` are the names of active shape faults, `posted` a POST's answer."""
    if "email-only" in shapes:
        return {"email": held.email}
    told: dict[str, Any] = {
        "email": held.email,
        "cookie": _masked(held.cookies, mask_id="mask-lt-id" in shapes),
        "maxJobs": held.max_jobs,
        **_times(held, shapes, posted=posted),
    }
    if held.error:
        told["error"] = held.error
    return told


def with_balance(told: dict[str, Any], held: DemoAccount) -> dict[str, Any]:
    """What is only told of one account that was asked for."""
    return told | {
        "balance": {"LTXStudio_token": held.balance},
        "latestCreatedAtMs": {"LTXStudio_token": milliseconds(held.updated)},
    }


def job_id(held: DemoAccount, number: int) -> str:
    return f"email:{held.email}:00000000-0000-4000-8000-{number:012}-type:video"


def jobs(held: DemoAccount, now: float) -> list[dict[str, Any]]:
    return [
        {
            "jobId": job_id(held, number),
            "email": held.email,
            "started": iso(now - 60 * number),
            "elapsed": f"{number:02}:00",
            "replyUrl": "",
            "replyRef": "",
        }
        for number in held.job_numbers()
    ]


def availability(held: DemoAccount) -> dict[str, Any]:
    return {
        "email": held.email,
        "maxJobs": held.max_jobs,
        "executing": held.running,
        "available": max(0, held.max_jobs - held.running),
    }


def subscription(token: str, held: Collection[DemoAccount], now: float) -> dict[str, Any]:
    """`GET /v2/account`: the owner of the token."""
    broken = sum(1 for one in held if one.error)
    number = _TOKEN_NUMBER.match(token)
    return {
        "id": int(number[1]) if number else 0,
        "email": "demo@useapi.example",
        "created": "2025-06-03T12:13:14.000Z",
        "subscriptionIsActive": True,
        "subscriptions": 2,
        "maxAccountsPerAPI": 6,
        "accounts": {
            "LTX Studio API": {
                "total": len(held),
                "active": len(held) - broken,
                "error": broken,
            }
        },
        "sub": f"{datetime.fromtimestamp(now, UTC):%y%m%d}",
    }


def _masked(cookies: dict[str, str], *, mask_id: bool) -> dict[str, str]:
    clear = set() if mask_id else {"lt_id"}
    names = dict.fromkeys(["lt_id", "lt_token", "lt_refresh_token", *cookies])
    return {name: cookies.get(name, "") if name in clear else MASK for name in names}


def _times(held: DemoAccount, shapes: Collection[str], *, posted: bool) -> dict[str, Any]:
    times = {"updated": held.updated, "tokenExpire": held.access_expire}
    if (
        held.tells_refresh
        and "june" not in shapes
        and (posted or "get-without-refresh" not in shapes)
    ):
        times["refreshTokenExpire"] = held.refresh_expire
    if "incoherent" in shapes:
        times = {
            "updated": 1678886400.0,
            "tokenExpire": 1756197420.0,
            "refreshTokenExpire": 1694774400.0,
        }
    told: dict[str, Any] = {}
    for name, seconds in times.items():
        if "june" not in shapes:
            told[name] = round(seconds) if "seconds" in shapes else milliseconds(seconds)
        told[f"{name}UTC"] = iso(seconds)
    return told
