"""Accounts as text for elsewhere: lines, CSV or JSON; never with secrets, never as a formula."""

import csv
import io
import json
from collections.abc import Iterable
from datetime import datetime

from ltx_desktop.domain.account import Mark
from ltx_desktop.domain.urgency import Judged
from ltx_desktop.wording.plain import plain
from ltx_desktop.wording.states import access_text, deadline_text, state_word

_FORMULA_STARTS = ("=", "+", "-", "@")


def as_lines(accounts: Iterable[Judged], now: datetime) -> str:
    """A line an account, its columns apart by tabs: email, state, countdown, access token."""
    return "\n".join(
        "\t".join(
            map(
                _harmless,
                (
                    plain(one.email),
                    state_word(one.expiry.state),
                    deadline_text(one.expiry, now),
                    access_text(one.expiry, now),
                ),
            )
        )
        for one in accounts
    )


def as_csv(accounts: Iterable[Judged], now: datetime) -> str:
    """RFC 4180, with a first line of names; moments are ISO 8601 in UTC."""
    fields = [account_fields(one, now) for one in accounts]
    text = io.StringIO()
    writer = csv.DictWriter(text, list(fields[0]) if fields else [])
    writer.writeheader()
    for one in fields:
        writer.writerow({name: _csv_cell(value) for name, value in one.items()})
    return text.getvalue()


def as_json(accounts: Iterable[Judged], now: datetime) -> str:
    """A list of objects, as `account_fields` describes them."""
    fields = [account_fields(one, now) for one in accounts]
    return json.dumps(fields, indent=2, ensure_ascii=False) + "\n"


def account_fields(judged: Judged, now: datetime) -> dict[str, object]:
    """What is known of an account, for other programs; moments are ISO 8601 in UTC.

    `seconds_left` is negative once the deadline has passed; `running` and `free` are absent
    where the service did not tell.
    """
    account, expiry = judged.record.account, judged.expiry
    left = expiry.deadline - now if expiry.deadline else None
    return {
        "email": account.email,
        "state": expiry.state.value,
        "deadline": _iso(expiry.deadline),
        "deadline_estimate": Mark.ESTIMATE in expiry.marks,
        "seconds_left": round(left.total_seconds()) if left is not None else None,
        "access_expiry": _iso(expiry.access),
        "max_jobs": account.max_jobs,
        "balance": account.balance,
        "updated": _iso(account.updated),
        "error": account.error,
        "marks": sorted(mark.value for mark in expiry.marks),
    }


def _csv_cell(value: object) -> object:
    if isinstance(value, list):
        return " ".join(value)
    return _harmless(plain(value, len(value))) if isinstance(value, str) else value


def _harmless(text: str) -> str:
    """A spreadsheet would calculate what begins like a formula."""
    return f"'{text}" if text.lstrip().startswith(_FORMULA_STARTS) else text


def _iso(instant: datetime | None) -> str | None:
    return instant.isoformat(timespec="seconds").replace("+00:00", "Z") if instant else None
