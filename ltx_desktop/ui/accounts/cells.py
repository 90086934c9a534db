"""What each cell of the accounts table shows, says and sorts under."""

from datetime import datetime, timedelta

from PySide6.QtCore import QLocale, Qt

from ltx_desktop.domain.account import CONTRADICTIONS, Capacity
from ltx_desktop.domain.expiry import Expiry, life_left
from ltx_desktop.domain.urgency import Judged
from ltx_desktop.ui.accounts.columns import Column
from ltx_desktop.ui.widgets.account_tooltip import tooltip
from ltx_desktop.wording.called import called
from ltx_desktop.wording.durations import age
from ltx_desktop.wording.plain import plain
from ltx_desktop.wording.states import access_text, deadline_text, explanation, state_word
from ltx_desktop.wording.translation import _

_DISPLAY = Qt.ItemDataRole.DisplayRole
_TOOLTIP = Qt.ItemDataRole.ToolTipRole
_SPOKEN = frozenset({Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.AccessibleDescriptionRole})

_HOUR = timedelta(hours=1)

NONE = "–"
"""Stands where there is no value."""

_SECOND = timedelta(seconds=1)


def header(column: Column, role: int) -> object:
    if role == _DISPLAY:
        return title(column)
    if role == _TOOLTIP:
        return _header_tooltip(column)
    return None


def title(column: Column) -> str:
    match column:
        case Column.STATE:
            return _("State")
        case Column.EMAIL:
            return _("Account")
        case Column.LIFE:
            return _("Life")
        case Column.DEADLINE:
            return _("Time left")
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
        case Column.RENEW:
            return _("Renew")


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
    column: Column, row: Judged, role: int, now: datetime, capacity: Capacity | None
) -> object:
    """The value of a cell for a Qt role; None where it has none."""
    if role == _DISPLAY:
        return cell_text(column, row, now, capacity)
    if role in _SPOKEN:
        return _spoken(column, row, role, now, capacity)
    if role == _TOOLTIP:
        return tooltip(row)
    return None


def cell_text(column: Column, row: Judged, now: datetime, capacity: Capacity | None) -> str:
    account = row.record.account
    match column:
        case Column.STATE:
            return state_word(row.expiry.state)
        case Column.EMAIL:
            return called(row.record, 200)
        case Column.LIFE:
            return _life(row, now)
        case Column.DEADLINE:
            return deadline_text(row.expiry, now)
        case Column.ACCESS:
            return access_text(row.expiry, now)
        case Column.MAX_JOBS:
            return NONE if account.max_jobs is None else str(account.max_jobs)
        case Column.RUNNING:
            return _running(capacity, account.max_jobs)
        case Column.BALANCE:
            return NONE if account.balance is None else QLocale().toString(account.balance, "f", 0)
        case Column.UPDATED:
            return NONE if account.updated is None else age(account.updated, now)
        case Column.RENEW:
            return _("Renew")


def _life(row: Judged, now: datetime) -> str:
    left = life_left(row.record, row.expiry, now)
    return NONE if left is None else _("{percent} %").format(percent=round(left * 100))


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
    return _("{email}: {state}").format(
        email=called(row.record, 200), state=state_word(row.expiry.state)
    )


def _spoken_text(column: Column, row: Judged, now: datetime, capacity: Capacity | None) -> str:
    text = cell_text(column, row, now, capacity)
    if column is Column.EMAIL:
        # A comfortable row has its state as a mark alone.
        return _("{email}: {state}").format(email=text, state=state_word(row.expiry.state))
    if column is Column.LIFE and text != NONE:
        return _("{life} of its life is left").format(life=text)
    if column is Column.DEADLINE and row.expiry.marks & CONTRADICTIONS:
        return _("{text}, contradictory").format(text=text)
    if column is Column.RUNNING and capacity and capacity.executing is not None:
        free = _("unknown") if capacity.available is None else capacity.available
        return _("{running} running, {free} free").format(running=capacity.executing, free=free)
    return _("unknown") if text == NONE else text


def _running(capacity: Capacity | None, max_jobs: int | None) -> str:
    if capacity is None or capacity.executing is None:
        return NONE
    free = NONE if capacity.available is None else str(capacity.available)
    if capacity.max_jobs is not None and capacity.max_jobs != max_jobs:
        # What was free is of the time before the limit changed.
        free = NONE
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
