"""Accounts as text for elsewhere: lines, CSV or JSON; never with secrets, never as a formula."""

import csv
import io
import json
import re
from collections.abc import Iterable
from datetime import datetime

from ltx_desktop.domain.urgency import Judged
from ltx_desktop.wording.account_fields import account_fields
from ltx_desktop.wording.called import called
from ltx_desktop.wording.plain import plain
from ltx_desktop.wording.states import access_text, deadline_text, state_word

_FORMULA_STARTS = re.compile(
    r"""(?:^|(?<=[;,|\t]))(?=[\s"]*[=+\-@＝＋－＠])"""  # noqa: RUF001 - East Asian ones count, too
)
"""At the beginning, and where a spreadsheet set to another separator would begin a cell."""


def as_lines(accounts: Iterable[Judged], now: datetime) -> str:
    """A line an account, its columns apart by tabs: email, state, countdown, access token."""
    return "\n".join(
        "\t".join(
            map(
                _harmless,
                (
                    called(one.record),
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
    writer = csv.DictWriter(text, list(fields[0]) if fields else [], quoting=csv.QUOTE_ALL)
    writer.writeheader()
    for one in fields:
        writer.writerow({name: csv_cell(value) for name, value in one.items()})
    return text.getvalue()


def as_json(accounts: Iterable[Judged], now: datetime) -> str:
    """A list of objects, as `account_fields` describes them."""
    fields = [account_fields(one, now) for one in accounts]
    return json.dumps(fields, indent=2, ensure_ascii=False) + "\n"


def csv_cell(value: object) -> object:
    """A cell that no spreadsheet calculates."""
    if isinstance(value, list):
        return " ".join(map(str, value))
    return _harmless(plain(value, len(value))) if isinstance(value, str) else value


def _harmless(text: str) -> str:
    """A spreadsheet would calculate what begins like a formula."""
    return _FORMULA_STARTS.sub("'", text)
