"""What each cell of the accounts table shows, says and sorts under."""

import html
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from PySide6.QtCore import QDateTime, QLocale, Qt
from PySide6.QtGui import QBrush, QIcon, QPalette

from ltx_desktop.domain.account import AccountRecord, Mark
from ltx_desktop.domain.expiry import Expiry, State
from ltx_desktop.ui.icons import Icons, state_colour
from ltx_desktop.wording.durations import age
from ltx_desktop.wording.plain import plain
from ltx_desktop.wording.states import access_text, deadline_text, explanation, state_word
from ltx_desktop.wording.translation import _

_DISPLAY = Qt.ItemDataRole.DisplayRole
_DECORATION = Qt.ItemDataRole.DecorationRole
_TOOLTIP = Qt.ItemDataRole.ToolTipRole
_ALIGNMENT = Qt.ItemDataRole.TextAlignmentRole
_ACCESSIBLE = Qt.ItemDataRole.AccessibleTextRole
_FOREGROUND = Qt.ItemDataRole.ForegroundRole

_CENTRE = int(Qt.AlignmentFlag.AlignCenter)
_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
_CENTRED = frozenset({"MAX_JOBS"})
_HOUR = timedelta(hours=1)
_SECOND = timedelta(seconds=1)


@dataclass(frozen=True, slots=True)
class Look:
    """Icons and colours of the states, for the palette in force."""

    icons: dict[State, QIcon]
    colours: dict[State, QBrush]

    @classmethod
    def of(cls, icons: Icons, palette: QPalette) -> "Look":
        return cls(
            {state: icons.state(state, palette) for state in State},
            {state: QBrush(state_colour(state, palette)) for state in State},
        )


def header(column: str, role: int) -> object:
    if role == _DISPLAY:
        return _titles()[column]
    if role == _ALIGNMENT:
        return _CENTRE if column in _CENTRED else _LEFT
    if role == _TOOLTIP and column == "ACCESS":
        return _("The access token lives for a day or so; the service renews it by itself.")
    return None


def _titles() -> dict[str, str]:
    return {
        "STATE": _("State"),
        "EMAIL": _("Account"),
        "DEADLINE": _("Renew within"),
        "ACCESS": _("Access token"),
        "MAX_JOBS": _("Max jobs"),
        "UPDATED": _("Updated"),
    }


def cell(
    column: str, record: AccountRecord, expiry: Expiry, role: int, now: datetime, look: Look
) -> object:
    """The value of a cell for a Qt role; None where it has none."""
    if role in {_DISPLAY, _ACCESSIBLE}:
        return _TEXTS[column](record, expiry, now)
    if role == _TOOLTIP:
        return _tooltip(record, expiry)
    if role == _ALIGNMENT:
        return _CENTRE if column in _CENTRED else _LEFT
    if column == "STATE" and role == _DECORATION:
        return look.icons[expiry.state]
    if column == "STATE" and role == _FOREGROUND:
        return look.colours[expiry.state]
    return None


def _max_jobs(record: AccountRecord, _expiry: Expiry, _now: datetime) -> str:
    jobs = record.account.max_jobs
    return "–" if jobs is None else str(jobs)


def _updated(record: AccountRecord, _expiry: Expiry, now: datetime) -> str:
    updated = record.account.updated
    return "–" if updated is None else age(updated, now)


_TEXTS: dict[str, Callable[[AccountRecord, Expiry, datetime], str]] = {
    "STATE": lambda _record, expiry, _now: state_word(expiry.state),
    "EMAIL": lambda record, _expiry, _now: plain(record.email),
    "DEADLINE": lambda _record, expiry, now: deadline_text(expiry, now),
    "ACCESS": lambda _record, expiry, now: access_text(expiry, now),
    "MAX_JOBS": _max_jobs,
    "UPDATED": _updated,
}


def searchable(record: AccountRecord, expiry: Expiry) -> str:
    """What the search box looks through."""
    return f"{record.email} {state_word(expiry.state)}".casefold()


def stays_right_for(expiry: Expiry, now: datetime) -> timedelta:
    """How long the countdowns of a row show the right text."""
    longest = timedelta(minutes=1)
    for moment in (expiry.deadline, expiry.access):
        if moment is None:
            continue
        left = moment - now
        if abs(left) <= _HOUR:
            return _SECOND
        if left > _HOUR:
            longest = min(longest, left - _HOUR)
    return longest


def _tooltip(record: AccountRecord, expiry: Expiry) -> str:
    """Exact local time and UTC of both ends, and why the account is in its state."""
    lines = [plain(line) for line in explanation(record.account, expiry).splitlines()]
    if expiry.deadline:
        name = _("Ends (estimate)") if Mark.ESTIMATE in expiry.marks else _("Ends")
        lines.append(_moment(name, expiry.deadline))
    if expiry.access:
        lines.append(_moment(_("Access token"), expiry.access))
    # Qt guesses whether a tooltip is HTML; said plainly and escaped, there is nothing to guess.
    return "<qt>{}</qt>".format("<br>".join(map(html.escape, lines)))


def _moment(name: str, instant: datetime) -> str:
    local = QDateTime.fromSecsSinceEpoch(int(instant.timestamp()))
    return _("{name}: {local} ({utc} UTC)").format(
        name=name,
        local=QLocale().toString(local, QLocale.FormatType.ShortFormat),
        utc=f"{instant:%Y-%m-%d %H:%M}",
    )
