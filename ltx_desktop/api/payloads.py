"""The wire model: the one place that knows the JSON names (api-contract 2.2 to 2.7, 5.1).

Every field is optional and may hold any JSON type; what cannot be read is left out, field by
field. The cookies of an answer are not read at all.
"""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

import msgspec

from ltx_desktop.api.errors import BrokenAnswer
from ltx_desktop.api.loose_json import decode_as, decode_loosely
from ltx_desktop.api.loose_values import number, whole, words
from ltx_desktop.api.remote_text import MAX_EMAIL_LENGTH, tidy
from ltx_desktop.domain.account import Account, Capacity, Mark
from ltx_desktop.domain.cookies import SessionCookies
from ltx_desktop.domain.instant import agreed_instant, read_instant
from ltx_desktop.domain.subscription import Subscription

_MOST_JOBS = 10_000
_MOST_ACCOUNTS = 1_000_000
_NONE: frozenset[Mark] = frozenset()
_ENVELOPE = frozenset({"error", "errorDetails", "code", "message", "status"})


class AccountPayload(
    msgspec.Struct,
    gc=False,
    rename={
        "max_jobs": "maxJobs",
        "updated_utc": "updatedUTC",
        "token_expire": "tokenExpire",
        "token_expire_utc": "tokenExpireUTC",
        "refresh_token_expire": "refreshTokenExpire",
        "refresh_token_expire_utc": "refreshTokenExpireUTC",
    },
):
    """One account; times are epoch milliseconds (or seconds) with an ISO 8601 twin."""

    email: Any = None
    max_jobs: Any = None
    updated: Any = None
    updated_utc: Any = None
    token_expire: Any = None
    token_expire_utc: Any = None
    refresh_token_expire: Any = None
    refresh_token_expire_utc: Any = None
    balance: Any = None
    error: Any = None


_account_map = msgspec.json.Decoder(dict[str, AccountPayload])
_one_account = msgspec.json.Decoder(AccountPayload)


def encode_submit(cookies: SessionCookies, max_jobs: int) -> bytes:
    """The JSON body of `POST /accounts`."""
    return msgspec.json.encode({"cookie": cookies.header().reveal(), "maxJobs": max_jobs})


def submit_form(cookies: SessionCookies, max_jobs: int) -> dict[str, tuple[None, str]]:
    """The same as the parts of a multipart form, in httpx' shape for parts without a file."""
    return {"cookie": (None, cookies.header().reveal()), "maxJobs": (None, str(max_jobs))}


def read_accounts(body: bytes) -> tuple[Account, ...]:
    """The accounts of a map by email or of an array; BrokenAnswer where it is neither.

    The key is the account's identity. Something that holds entries but no account is not an
    empty list: it would make the app forget the accounts it knows.
    """
    entries = decode_as(_account_map, body)
    if entries is not None and _ENVELOPE.isdisjoint(entries):
        accounts = {
            account.email: account
            for account in (_account(p, e) for e, p in entries.items() if _names(e, p))
            if account.email
        }
        is_empty = not entries
    else:
        document = decode_loosely(body)
        accounts = {a.email: a for a in _loose_accounts(document)}
        is_empty = document in ({}, [])
    if not accounts and not is_empty:
        raise BrokenAnswer(read_words(body) or "")
    return tuple(accounts.values())


def read_account(body: bytes, email: str = "") -> Account:
    """One account; `email` is its identity where it is known already.

    BrokenAnswer where there is no object, or no identity.
    """
    payload = decode_as(_one_account, body)
    if payload is None:
        payload = msgspec.convert(_object(body), AccountPayload)
    account = _account(payload, email)
    if not account.email:
        raise BrokenAnswer(account.error or "")
    return account


def check_removal(body: bytes) -> None:
    """BrokenAnswer where a success of `DELETE` has a body that is no JSON (api-contract 2.5)."""
    if body:
        decode_loosely(body)


def read_capacity(body: bytes) -> tuple[Capacity, ...]:
    """Of `GET /scheduler/available`; entries without an email are left out."""
    entries = _object(body).get("available")
    return tuple(
        Capacity(
            email=email,
            max_jobs=whole(entry.get("maxJobs"), 0, _MOST_JOBS),
            executing=whole(entry.get("executing"), 0, _MOST_JOBS),
            available=whole(entry.get("available"), 0, _MOST_JOBS),
        )
        for entry in (entries if isinstance(entries, list) else ())
        if isinstance(entry, dict) and (email := _email(entry.get("email")))
    )


def read_subscription(body: bytes) -> Subscription:
    """Of `GET /v2/account`."""
    document = _object(body)
    active = document.get("subscriptionIsActive")
    return Subscription(
        email=_email(document.get("email")) or None,
        active=active if isinstance(active, bool) else None,
        max_accounts=whole(document.get("maxAccountsPerAPI"), 0, _MOST_ACCOUNTS),
    )


def read_words(body: bytes) -> str | None:
    """What an answer that is no success says in its JSON; None where it is no JSON."""
    try:
        document = decode_loosely(body)
    except BrokenAnswer:
        return None
    if not isinstance(document, dict):
        return words(document)
    said = (words(document.get(name)) for name in ("error", "message", "errorDetails"))
    return next(filter(None, said), "")


def read_retry_after(body: bytes) -> Any:
    """The `retryAfter` of a 429: ISO 8601 text as documented, but of any type; None without."""
    try:
        document = decode_loosely(body)
    except BrokenAnswer:
        return None
    return document.get("retryAfter") if isinstance(document, dict) else None


def _loose_accounts(document: Any) -> Iterator[Account]:
    if isinstance(document, dict):
        if "error" in document and _ENVELOPE.issuperset(document):
            return
        entries: list[tuple[str, Any]] = list(document.items())
    else:
        entries = [("", entry) for entry in document] if isinstance(document, list) else []
    for key, entry in entries:
        if isinstance(entry, dict):
            payload = msgspec.convert(entry, AccountPayload)
            account = _account(payload, key)
            if account.email and _names(key, payload):
                yield account
        elif "@" in key:
            # The service has an account of this name, whatever it wanted to say about it.
            yield Account(_email(key))


def _names(key: str, payload: AccountPayload) -> bool:
    """Whether an entry is an account's: answers of another shape hold objects, too."""
    return "@" in key or "@" in _email(payload.email)


def _account(payload: AccountPayload, email: str) -> Account:
    updated = agreed_instant(payload.updated, payload.updated_utc)
    access = agreed_instant(payload.token_expire, payload.token_expire_utc)
    refresh = agreed_instant(payload.refresh_token_expire, payload.refresh_token_expire_utc)
    marks = _NONE
    if not (updated and access and refresh):
        updated, access, refresh, marks = _read_instants(payload)
    return Account(
        _email(email) or _email(payload.email),
        whole(payload.max_jobs, 0, _MOST_JOBS),
        updated,
        access,
        refresh,
        (words(payload.error) or None) if payload.error else None,
        None if payload.balance is None else _balance(payload.balance),
        marks,
    )


def _read_instants(
    payload: AccountPayload,
) -> tuple[datetime | None, datetime | None, datetime | None, frozenset[Mark]]:
    """Those of which at least one is missing or odd, and what is odd about them."""
    readings = (
        read_instant(payload.updated, payload.updated_utc),
        read_instant(payload.token_expire, payload.token_expire_utc),
        read_instant(payload.refresh_token_expire, payload.refresh_token_expire_utc),
    )
    marks = _NONE
    for _instant, unreadable, twins_disagree in readings:
        if twins_disagree:
            marks |= {Mark.TWINS_DISAGREE}
        if unreadable:
            marks |= {Mark.UNREADABLE_TIME}
    updated, access, refresh = readings
    return updated.instant, access.instant, refresh.instant, marks


def _balance(value: Any) -> float | None:
    return number(value.get("LTXStudio_token") if isinstance(value, dict) else value)


def _email(value: Any) -> str:
    text = tidy(value, MAX_EMAIL_LENGTH) if isinstance(value, str) else ""
    return "" if text.isspace() else text


def _object(body: bytes) -> dict[str, Any]:
    document = decode_loosely(body)
    if not isinstance(document, dict):
        raise BrokenAnswer(words(document))
    return document
