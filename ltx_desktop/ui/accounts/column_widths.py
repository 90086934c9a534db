"""How wide the columns begin: sizing to contents would look at every row at every tick."""

from datetime import UTC, datetime, timedelta

from PySide6.QtGui import QFontMetrics

from ltx_desktop.domain.expiry import Expiry, State
from ltx_desktop.ui.accounts.columns import Column
from ltx_desktop.ui.style.metrics import ICON, NEAR
from ltx_desktop.wording.durations import age, countdown
from ltx_desktop.wording.states import access_text, state_word

_IN_CHARACTERS = {
    Column.STATE: 18,
    Column.DEADLINE: 20,
    Column.ACCESS: 18,
    Column.MAX_JOBS: 10,
    Column.RUNNING: 12,
    Column.BALANCE: 10,
    Column.UPDATED: 14,
}
"""The email takes what is left."""

_BESIDE = ICON.width() + 2 * NEAR
"""Pixels for an icon and the margins of a cell."""

_THEN = datetime(2000, 1, 1, tzinfo=UTC)
_NOW = _THEN + timedelta(days=89, hours=23, minutes=59)


def beginning_widths(metrics: QFontMetrics) -> dict[Column, int]:
    """Room for what usually stands there, and for the longest that the language has to say."""
    return {
        column: max(
            characters * metrics.averageCharWidth(),
            *(metrics.horizontalAdvance(text) + _BESIDE for text in _longest(column)),
        )
        for column, characters in _IN_CHARACTERS.items()
    }


def _longest(column: Column) -> list[str]:
    match column:
        case Column.STATE:
            return [state_word(state) for state in State]
        case Column.DEADLINE:
            return [countdown(_THEN, _NOW)]
        case Column.ACCESS:
            return [access_text(Expiry(State.UNKNOWN, access=_THEN), _NOW)]
        case Column.UPDATED:
            return [age(_THEN, _NOW)]
        case Column.EMAIL | Column.MAX_JOBS | Column.RUNNING | Column.BALANCE:
            return [""]
