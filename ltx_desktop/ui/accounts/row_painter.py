"""The rows of the list: each cell in two lines, or in one."""

from dataclasses import replace
from datetime import datetime

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QPainter

from ltx_desktop.domain.account import CONTRADICTIONS
from ltx_desktop.domain.expiry import State
from ltx_desktop.domain.urgency import DEAD_STATES, DUE_STATES, Judged
from ltx_desktop.ui.accounts import cells
from ltx_desktop.ui.accounts.columns import Column
from ltx_desktop.ui.accounts.groups import Group, group_title
from ltx_desktop.ui.accounts.row_look import MARK, Letters, RowLook
from ltx_desktop.ui.accounts.table_model import AccountsTableModel
from ltx_desktop.ui.style.metrics import CONTROL_RADIUS, ICON, NEAR, TIGHT
from ltx_desktop.ui.timeline.axis import TimeAxis
from ltx_desktop.ui.timeline.content import Bar
from ltx_desktop.ui.timeline.life import life_place, paint_access, paint_life
from ltx_desktop.ui.timeline.scale import TimeScale
from ltx_desktop.wording.dates import short_date
from ltx_desktop.wording.plain import plain
from ltx_desktop.wording.translation import _

_MIDDLE = Qt.AlignmentFlag.AlignVCenter
_LEFT, _RIGHT = Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignRight
_CENTRE = Qt.AlignmentFlag.AlignCenter
_THICK, _THIN = 8, 6
_EDGE = 3
_BUTTON = QSize(10, 4)
"""Around a button's word."""

_LONGEST_NOTE = 200
_CENTRED = frozenset({Column.MAX_JOBS, Column.RUNNING, Column.BALANCE})


class RowPainter:
    """Paints with one look, for one width of the axis."""

    def __init__(self, model: AccountsTableModel, axis: TimeAxis, look: RowLook) -> None:
        self._model = model
        self._axis = axis
        self.look = look

    # Where things are

    def scale(self, left: int, width: int) -> TimeScale:
        return self._axis.scale(left + NEAR, max(1, width - 2 * NEAR))

    def button(self, cell: QRect, *, rtl: bool) -> QRect:
        """Where *Renew* is in its cell."""
        letters = self.look.plain
        width = letters.width(_("Renew")) + 2 * _BUTTON.width() + 2
        height = letters.height + 2 * _BUTTON.height() + 2
        place = QRect(0, 0, min(width, cell.width() - TIGHT), min(height, cell.height()))
        place.moveCenter(cell.center())
        if rtl:
            place.moveLeft(cell.left() + NEAR)
        else:
            place.moveRight(cell.right() - NEAR)
        return place

    # Ground and grid

    def paint_ground(
        self, painter: QPainter, cell: QRect, *, selected: bool, hovered: bool
    ) -> None:
        look = self.look
        if selected:
            painter.fillRect(cell, look.selection)
        elif hovered:
            painter.fillRect(cell, look.hover)

    def paint_light(self, painter: QPainter, cell: QRect, brightness: float) -> None:
        """Over the ground of a row whose account was renewed just now."""
        painter.save()
        painter.setOpacity(brightness)
        painter.fillRect(cell, self.look.light)
        painter.restore()

    def paint_edge(self, painter: QPainter, cell: QRect, *, rtl: bool, focused: bool) -> None:
        """A selected row has it; it is quieter where the keys act on something else."""
        left = cell.right() - _EDGE + 1 if rtl else cell.left()
        colour = self.look.edge if focused else self.look.rest
        painter.fillRect(QRect(left, cell.top(), _EDGE, cell.height()), colour)

    def paint_focus(self, painter: QPainter, cell: QRect) -> None:
        """Mark the row that the keys act on."""
        for top in (cell.top(), cell.bottom()):
            painter.fillRect(QRect(cell.left(), top, cell.width(), 1), self.look.edge)

    def paint_lines(self, painter: QPainter, cell: QRect) -> None:
        """Now and the thresholds, through all rows."""
        scale, content = self.scale(cell.left(), cell.width()), self._axis.content
        top, bottom = cell.top(), cell.bottom() + 1
        painter.save()
        painter.setClipRect(cell, Qt.ClipOperation.IntersectClip)
        painter.setPen(self.look.line)
        for tick in scale.ticks():
            painter.drawLine(round(tick.x), top, round(tick.x), bottom)
        now = scale.x(content.now)
        for span in (content.thresholds.urgent, content.thresholds.renew_soon):
            x = round(scale.x(content.now + span))
            painter.drawLine(x, top, x, bottom)
        painter.setPen(self.look.now)
        painter.drawLine(round(now), top, round(now), bottom)
        painter.restore()

    def paint_group(self, painter: QPainter, head: QRect, group: Group, *, rtl: bool) -> None:
        title = group_title(group, self._axis.content.thresholds)
        inside = head.adjusted(NEAR + TIGHT, 6, -NEAR - TIGHT, 0)
        side = _RIGHT if rtl else _LEFT
        self._write(painter, inside, title, self.look.group, side)

    # Cells

    def paint_life(
        self,
        painter: QPainter,
        cell: QRect,
        judged: Judged,
        end: datetime | None,
        *,
        compact: bool,
    ) -> None:
        look, content = self.look, self._axis.content
        scale = self.scale(cell.left(), cell.width())
        bar = replace(Bar.of(judged, content.now), end=end)
        place = life_place(QRectF(cell), bar, scale, _THIN if compact else _THICK)
        now = scale.x(content.now)
        painter.save()
        painter.setClipRect(cell, Qt.ClipOperation.IntersectClip)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colour = look.colours[judged.expiry.state]
        paint_life(painter, place, bar, now, colour, edged=look.is_high_contrast)
        paint_access(painter, place, bar, scale, now, look.surface)
        painter.restore()

    def paint_account(self, painter: QPainter, cell: QRect, judged: Judged, *, rtl: bool) -> None:
        """The mark, the name, and the email and note below it."""
        look, label = self.look, judged.record.label
        mark = QRect(0, 0, MARK, MARK)
        mark.moveCenter(cell.center())
        inside = cell.adjusted(NEAR + TIGHT, 0, -NEAR, 0)
        text = inside.adjusted(MARK + NEAR + TIGHT, 0, 0, 0)
        if rtl:
            inside = cell.adjusted(NEAR, 0, -NEAR - TIGHT, 0)
            text = inside.adjusted(0, 0, -MARK - NEAR - TIGHT, 0)
            mark.moveRight(inside.right())
        else:
            mark.moveLeft(inside.left())
        look.icons.state(judged.expiry.state, look.palette).paint(painter, mark)
        email = plain(judged.email)
        below = " · ".join(filter(None, [email if label.name else "", _one_line(label.note)]))
        self._write_lines(painter, text, plain(label.name) or email, below, rtl=rtl)

    def paint_deadline(
        self, painter: QPainter, cell: QRect, judged: Judged, now: datetime, *, rtl: bool
    ) -> None:
        """The time left, and the date below it."""
        look, expiry = self.look, judged.expiry
        inside = cell.adjusted(NEAR, 0, -NEAR, 0)
        text = cells.cell_text(Column.DEADLINE, judged, now, None)
        healthy = expiry.state in {State.HEALTHY, State.UNKNOWN}
        painter.setPen(look.ink if healthy else look.colours[expiry.state])
        date = short_date(expiry.deadline) if expiry.deadline else ""
        if expiry.state is State.NEEDS_ATTENTION:
            date = ""
        side = _LEFT if rtl else _RIGHT
        above, below = _halves(inside, look.figure, look.small, two=bool(date))
        painter.setFont(look.figure.font)
        painter.drawText(above, side | _MIDDLE, text)
        if expiry.marks & CONTRADICTIONS:
            width = look.figure.width(text) + TIGHT
            place = QRect(0, 0, ICON.width(), ICON.height())
            place.moveCenter(above.center())
            place.moveRight(above.right() - width)
            look.icons.tone("warning", look.palette).paint(painter, place)
        if date:
            painter.setPen(look.muted)
            painter.setFont(look.small.font)
            painter.drawText(below, side | _MIDDLE, date)

    def paint_jobs(self, painter: QPainter, cell: QRect, judged: Judged, *, rtl: bool) -> None:
        """`11 of 20`."""
        capacity = self._model.capacity_of(judged.email)
        dead = judged.expiry.state in DEAD_STATES
        running = capacity.executing if capacity and not dead else None
        most = judged.record.account.max_jobs
        text = _("{running} of {most}").format(
            running=cells.NONE if running is None else running,
            most=cells.NONE if most is None else most,
        )
        painter.setPen(self.look.muted)
        side = _LEFT if rtl else _RIGHT
        self._write(painter, cell.adjusted(NEAR, 0, -NEAR, 0), text, self.look.plain, side)

    def paint_button(
        self, painter: QPainter, cell: QRect, *, rtl: bool, hovered: bool, pressed: bool
    ) -> None:
        look, place = self.look, self.button(cell, rtl=rtl)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(look.line)
        painter.setBrush(look.selection if pressed else look.hover if hovered else look.surface)
        painter.drawRoundedRect(
            QRectF(place).adjusted(0.5, 0.5, -0.5, -0.5), CONTROL_RADIUS, CONTROL_RADIUS
        )
        painter.restore()
        painter.setPen(look.ink)
        self._write(painter, place, _("Renew"), look.plain, _CENTRE)

    def paint_plain(
        self,
        painter: QPainter,
        cell: QRect,
        column: Column,
        judged: Judged,
        now: datetime,
        *,
        rtl: bool,
    ) -> None:
        """One line: the state's mark and word, or a text."""
        look = self.look
        inside = cell.adjusted(NEAR, 0, -NEAR, 0)
        text = cells.cell_text(column, judged, now, self._model.capacity_of(judged.email))
        letters, side = look.plain, _RIGHT if rtl else _LEFT
        painter.setPen(look.muted if column is Column.UPDATED else look.ink)
        if column is Column.STATE:
            painter.setPen(look.colours[judged.expiry.state])
            letters = look.state
            inside = self._mark(
                painter, inside, look.icons.state(judged.expiry.state, look.palette), rtl=rtl
            )
        elif column is Column.DEADLINE:
            if judged.expiry.state in DUE_STATES:
                painter.setPen(look.colours[judged.expiry.state])
            letters = look.state
            if judged.expiry.marks & CONTRADICTIONS:
                tone = look.icons.tone("warning", look.palette)
                inside = self._mark(painter, inside, tone, rtl=rtl)
        elif column in _CENTRED:
            side = _CENTRE
        self._write(painter, inside, text, letters, side)

    def _mark(self, painter: QPainter, inside: QRect, icon: QIcon, *, rtl: bool) -> QRect:
        """Paint an icon at the begin of a cell; what is left of the cell."""
        place = QRect(0, 0, ICON.width(), ICON.height())
        place.moveCenter(inside.center())
        wide = ICON.width() + NEAR
        if rtl:
            place.moveRight(inside.right())
            rest = inside.adjusted(0, 0, -wide, 0)
        else:
            place.moveLeft(inside.left())
            rest = inside.adjusted(wide, 0, 0, 0)
        icon.paint(painter, place)
        return rest

    def _write_lines(
        self, painter: QPainter, inside: QRect, text: str, below: str, *, rtl: bool
    ) -> None:
        look, side = self.look, _RIGHT if rtl else _LEFT
        upper, lower = _halves(inside, look.name, look.small, two=bool(below))
        painter.setPen(look.ink)
        self._write(painter, upper, text, look.name, side)
        if below:
            painter.setPen(look.muted)
            self._write(painter, lower, below, look.small, side)

    def _write(
        self, painter: QPainter, place: QRect, text: str, letters: Letters, side: Qt.AlignmentFlag
    ) -> None:
        painter.setFont(letters.font)
        elided = letters.metrics.elidedText(text, Qt.TextElideMode.ElideRight, place.width())
        painter.drawText(place, side | _MIDDLE, elided)


def _halves(inside: QRect, upper: Letters, lower: Letters, *, two: bool) -> tuple[QRect, QRect]:
    """Two lines in the middle of a cell, or one."""
    above = upper.height
    below = lower.height if two else 0
    top = inside.top() + (inside.height() - above - below) // 2
    return (
        QRect(inside.left(), top, inside.width(), above),
        QRect(inside.left(), top + above, inside.width(), below),
    )


def _one_line(note: str) -> str:
    return plain(" ".join(note.split()), _LONGEST_NOTE)
