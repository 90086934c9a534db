"""What each cell of the accounts table shows, says and sorts under."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from PySide6.QtCore import QLocale, Qt
from PySide6.QtGui import QBrush, QIcon, QPalette

from ltx_desktop.domain.account import CONTRADICTIONS, Capacity
from ltx_desktop.domain.expiry import Expiry, State, life_left
from ltx_desktop.domain.urgency import Judged
from ltx_desktop.ui.accounts.columns import Column
from ltx_desktop.ui.style.colours import state_colour
from ltx_desktop.ui.style.icons import Icons
from ltx_desktop.ui.widgets.account_tooltip import tooltip
from ltx_desktop.wording.called import called
from ltx_desktop.wording.durations import age
from ltx_desktop.wording.plain import plain
from ltx_desktop.wording.states import access_text, deadline_text, explanation, state_word
from ltx_desktop.wording.translation import _

_DISPLAY = Qt.ItemDataRole.DisplayRole
_DECORATION = Qt.ItemDataRole.DecorationRole
_TOOLTIP = Qt.ItemDataRole.ToolTipRole
_ALIGNMENT = Qt.ItemDataRole.TextAlignmentRole
_SPOKEN = frozenset({Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.AccessibleDescriptionRole})
_FOREGROUND = Qt.ItemDataRole.ForegroundRole

_CENTRE = int(Qt.AlignmentFlag.AlignCenter)
_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
_CENTRED = frozenset({Column.MAX_JOBS, Column.RUNNING, Column.BALANCE})
_HOUR = timedelta(hours=1)

NONE = "–"
"""Stands where there is no value."""

_SECOND = timedelta(seconds=1)


@dataclass(frozen=True, slots=True)
class Look:
    """Icons and colours of the states, for the palette in force."""

    icons: dict[State, QIcon]
    colours: dict[State, QBrush]
    contradiction: QIcon

    @classmethod
    def of(cls, icons: Icons, palette: QPalette) -> "Look":
        return cls(
            {state: icons.state(state, palette) for state in State},
            {state: QBrush(state_colour(state, palette)) for state in State},
            icons.tone("warning", palette),
        )


def header(column: Column, role: int) -> object:
    if role == _DISPLAY:
        return title(column)
    if role == _ALIGNMENT:
        return _CENTRE if column in _CENTRED else _LEFT
    if role == _TOOLTIP:
        return _header_tooltip(column)
    return None


def title(column: Column) -> str:
    match column:
        case Column.STATE:
            return _("State")
        case Column.EMAIL:
            return _("Account")
        case Column.DEADLINE:
            return _("Renew within")
        case Column.ACCESS:
            return _("Access token")
        case Column.MAX_JOBS:
            return _("Max jobs")
        case Column.RUNNING:
            return _("Running / free")
        case Column.BALANCE:
            return _("Balance")
        case Column.UPDATED:
            return _("Updated")


def _header_tooltip(column: Column) -> str | None:
    match column:
        case Column.DEADLINE:
            return _("The moment when a person has to act; ~ marks an estimate.")
        case Column.ACCESS:
            return _("The access token lives for a day or so; the service renews it by itself.")
        case Column.RUNNING:
            return _("Jobs that ran, and that were free, when the list was last read.")
        case Column.BALANCE:
            return _("LTX Studio tokens, as of the last time this account was looked at alone.")
        case _:
            return None


def cell(
    column: Column, row: Judged, role: int, now: datetime, look: Look, capacity: Capacity | None
) -> object:
    """The value of a cell for a Qt role; None where it has none."""
    if role == _DISPLAY:
        return cell_text(column, row, now, capacity)
    if role in _SPOKEN:
        return _spoken(column, row, role, now, capacity)
    if role == _TOOLTIP:
        return tooltip(row)
    if role == _ALIGNMENT:
        return _CENTRE if column in _CENTRED else _LEFT
    if role == _DECORATION:
        return _decoration(column, row, look)
    if column is Column.STATE and role == _FOREGROUND:
        return look.colours[row.expiry.state]
    return None


def cell_text(column: Column, row: Judged, now: datetime, capacity: Capacity | None) -> str:
    account = row.record.account
    match column:
        case Column.STATE:
            return state_word(row.expiry.state)
        case Column.EMAIL:
            return called(row.record, 200)
        case Column.DEADLINE:
            return deadline_text(row.expiry, now)
        case Column.ACCESS:
            return access_text(row.expiry, now)
        case Column.MAX_JOBS:
            return NONE if account.max_jobs is None else str(account.max_jobs)
        case Column.RUNNING:
            return _running(capacity)
        case Column.BALANCE:
            return NONE if account.balance is None else QLocale().toString(account.balance, "f", 0)
        case Column.UPDATED:
            return NONE if account.updated is None else age(account.updated, now)


def _spoken(
    column: Column, row: Judged, role: int, now: datetime, capacity: Capacity | None
) -> str:
    """What a screen reader says of a cell: all that is seen there, also as icon, colour and bar.

    The description says whose account it is and how it fares.
    """
    if role == Qt.ItemDataRole.AccessibleTextRole:
        return _spoken_text(column, row, now, capacity)
    if column is Column.STATE:
        return plain(" ".join(explanation(row.record.account, row.expiry).splitlines()), 1000)
    account = _("{email}: {state}").format(
        email=called(row.record, 200), state=state_word(row.expiry.state)
    )
    life = life_left(row.record, row.expiry, now) if column is Column.DEADLINE else None
    if life is None:
        return account
    left = _("{percent} % of its life is left").format(percent=round(life * 100))
    return f"{account}. {left}."


def _spoken_text(column: Column, row: Judged, now: datetime, capacity: Capacity | None) -> str:
    text = cell_text(column, row, now, capacity)
    if column is Column.DEADLINE and row.expiry.marks & CONTRADICTIONS:
        return _("{text}, contradictory").format(text=text)
    if column is Column.RUNNING and capacity and capacity.executing is not None:
        free = _("unknown") if capacity.available is None else capacity.available
        return _("{running} running, {free} free").format(running=capacity.executing, free=free)
    return _("unknown") if text == NONE else text


def _decoration(column: Column, row: Judged, look: Look) -> QIcon | None:
    if column is Column.STATE:
        return look.icons[row.expiry.state]
    if column is Column.DEADLINE and row.expiry.marks & CONTRADICTIONS:
        return look.contradiction
    return None


def _running(capacity: Capacity | None) -> str:
    if capacity is None or capacity.executing is None:
        return NONE
    free = NONE if capacity.available is None else str(capacity.available)
    return f"{capacity.executing} / {free}"


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
