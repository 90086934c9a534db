"""What a screen reader says of each cell: all that is seen there, also as icon, colour and bar."""

from datetime import datetime

from PySide6.QtCore import Qt

from ltx_desktop.domain.account import Capacity
from ltx_desktop.domain.expiry import life_left
from ltx_desktop.domain.urgency import Judged
from ltx_desktop.ui.accounts.cells import CONTRADICTIONS, NONE, cell_text
from ltx_desktop.ui.accounts.columns import Column
from ltx_desktop.wording.plain import plain
from ltx_desktop.wording.states import explanation, state_word
from ltx_desktop.wording.translation import _


def spoken(column: Column, row: Judged, role: int, now: datetime, capacity: Capacity | None) -> str:
    """The cell's own text; as its description, whose it is and how that account fares."""
    if role == Qt.ItemDataRole.AccessibleTextRole:
        return _text(column, row, now, capacity)
    if column is Column.STATE:
        return plain(" ".join(explanation(row.record.account, row.expiry).splitlines()), 1000)
    account = _("{email}: {state}").format(
        email=plain(row.email), state=state_word(row.expiry.state)
    )
    life = life_left(row.record, row.expiry, now) if column is Column.DEADLINE else None
    if life is None:
        return account
    left = _("{percent} % of its life is left").format(percent=round(life * 100))
    return f"{account}. {left}."


def _text(column: Column, row: Judged, now: datetime, capacity: Capacity | None) -> str:
    text = cell_text(column, row, now, capacity)
    if column is Column.DEADLINE and row.expiry.marks & CONTRADICTIONS:
        return _("{text}, contradictory").format(text=text)
    if column is Column.RUNNING and capacity and capacity.executing is not None:
        free = _("unknown") if capacity.available is None else capacity.available
        return _("{running} running, {free} free").format(running=capacity.executing, free=free)
    return _("unknown") if text == NONE else text
