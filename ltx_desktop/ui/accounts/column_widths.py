"""How wide the columns are: sizing to contents would look at every row at every tick."""

from datetime import UTC, datetime, timedelta

from PySide6.QtCore import QRect

from ltx_desktop.domain.expiry import Expiry, State
from ltx_desktop.ui.accounts.columns import Column
from ltx_desktop.ui.accounts.row_look import RowLook
from ltx_desktop.ui.accounts.row_painter import RowPainter
from ltx_desktop.ui.style.metrics import ICON, NEAR
from ltx_desktop.wording.durations import age, countdown
from ltx_desktop.wording.states import access_text, state_word
from ltx_desktop.wording.translation import _

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

_BESIDE = ICON.width() + 3 * NEAR
"""Pixels for an icon and the margins of a cell."""

_THEN = datetime(2000, 1, 1, tzinfo=UTC)
_NOW = _THEN + timedelta(days=89, hours=23, minutes=59)


COMPACT_LIFE = 200
"""Pixels that the axis begins with in a compact list."""


def comfortable_widths(rows: RowPainter) -> dict[Column, int]:
    """All but the account's and the axis's, which share the rest."""
    look = rows.look
    button = rows.button(QRect(0, 0, 400, look.comfortable_height), rtl=False)
    return {
        Column.DEADLINE: max(look.figure.width(text) for text in _countdowns()) + 3 * NEAR,
        Column.MAX_JOBS: look.plain.width(_jobs()) + 2 * NEAR,
        Column.RENEW: button.width() + 3 * NEAR,
    }


def _countdowns() -> list[str]:
    return [countdown(_THEN, _NOW), countdown(_NOW, _THEN)]


def _jobs() -> str:
    return _("{running} of {most}").format(running=100, most=100)


def compact_widths(look: RowLook) -> dict[Column, int]:
    """Room for what usually stands there, and for the longest that the language has to say."""
    letters = look.state
    return {
        column: max(
            characters * letters.metrics.averageCharWidth(),
            *(letters.width(text) + _BESIDE for text in _longest(column)),
        )
        for column, characters in _IN_CHARACTERS.items()
    }


def _longest(column: Column) -> list[str]:
    match column:
        case Column.STATE:
            return [state_word(state) for state in State]
        case Column.DEADLINE:
            return _countdowns()
        case Column.ACCESS:
            return [access_text(Expiry(State.UNKNOWN, access=_THEN), _NOW)]
        case Column.UPDATED:
            return [age(_THEN, _NOW)]
        case _:
            return [""]
