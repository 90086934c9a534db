"""The jobs that can be used, now and after each end that lies ahead, on the list's axis."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QHelpEvent, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QSizePolicy,
    QToolTip,
    QVBoxLayout,
    QWidget,
)

from ltx_desktop.ui.accounts import accessible  # noqa: F401 - Qt is told
from ltx_desktop.ui.style.metrics import APART, NEAR
from ltx_desktop.ui.style.sheet import mark_card, mark_muted
from ltx_desktop.ui.style.tokens import tokens
from ltx_desktop.ui.timeline.axis import TimeAxis
from ltx_desktop.ui.timeline.said import jobs_at
from ltx_desktop.ui.timeline.scale import TimeScale
from ltx_desktop.wording.capacity import next_loss, spoken_next_loss, usable_now, what_keeps_them
from ltx_desktop.wording.dates import date_time
from ltx_desktop.wording.timeline import pool_sentence
from ltx_desktop.wording.translation import _

_HEIGHT, _LINES = 72, 3
"""Pixels at 100 %, and room for lines of any letters: two of them for the advice."""

_LEAST_STEP = 0.5
"""Pixels; what is closer together cannot be told apart."""


class CapacityStrip(QFrame):
    """`name` gives what an account is called."""

    def __init__(self, axis: TimeAxis, name: Callable[[str], str]) -> None:
        super().__init__()
        self._axis = axis
        self._name = name
        self._title = QLabel(_("Usable jobs"))
        self._now = QLabel()
        self._loss = QLabel()
        self._advice = QLabel()
        self._chart = CapacityChart(axis)
        self._left = QWidget()
        self._place()
        axis.changed.connect(self._show)

    def line_up(self, left: int, width: int) -> None:
        """Put the chart where the list has its axis; `width` 0: there is none."""
        self._chart.setVisible(width > 0)
        self._chart.setFixedWidth(max(1, width))
        self._left.setFixedWidth(max(self._left.minimumSizeHint().width(), left))

    def text(self) -> str:
        return f"{self._now.text()} {self._loss.text()} {self._advice.text()}".strip()

    def _show(self) -> None:
        pool, now = self._axis.content.pool, self._axis.content.now
        self._now.setText(usable_now(pool))
        loss, advice = next_loss(pool, now), what_keeps_them(pool, self._name)
        spoken_loss = spoken_next_loss(pool)
        if spoken_loss != self._loss.accessibleName():
            self._loss.setAccessibleName(spoken_loss)
        self._loss.setText(loss)
        self._loss.setVisible(bool(loss))
        self._advice.setText(advice)
        spoken = pool_sentence(pool, date_time)
        if spoken != self._chart.accessibleDescription():
            self._chart.setAccessibleDescription(spoken)
        self._chart.update()

    def _place(self) -> None:
        mark_card(self)
        self.setAccessibleName(_("Usable jobs"))
        self._chart.setAccessibleName(_("Usable jobs"))
        for label in (self._title, self._loss):
            font = label.font()
            font.setBold(True)
            label.setFont(font)
        for label in (self._now, self._advice):
            mark_muted(label)
        for label in (self._loss, self._advice):
            # The window does not grow for it.
            label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
            label.setTextFormat(Qt.TextFormat.PlainText)
        self._advice.setWordWrap(True)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, APART, 0)
        row.setSpacing(0)
        left = QVBoxLayout(self._left)
        left.setContentsMargins(APART, NEAR, 0, NEAR)
        left.setSpacing(2)
        left.addStretch()
        left.addWidget(self._title)
        left.addWidget(self._now)
        left.addStretch()
        right = QVBoxLayout()
        right.setContentsMargins(APART, NEAR, 0, NEAR)
        right.setSpacing(2)
        right.addStretch()
        right.addWidget(self._loss)
        right.addWidget(self._advice)
        right.addStretch()
        row.addWidget(self._left)
        row.addWidget(self._chart)
        row.addLayout(right, stretch=1)
        self.setFixedHeight(max(_HEIGHT, _LINES * self.fontMetrics().height() + 2 * NEAR + 4))


class CapacityChart(QWidget):
    def __init__(self, axis: TimeAxis) -> None:
        super().__init__()
        self._axis = axis
        # Time goes to the right, whichever way a language is read.
        self.setLayoutDirection(Qt.LayoutDirection.LeftToRight)

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() is QEvent.Type.ToolTip:
            QToolTip.showText(event.globalPos(), self.text_at(event.pos().x()), self)
            return True
        return super().event(event)

    def text_at(self, x: float) -> str:
        """What hovering there tells."""
        return jobs_at(self._axis.content, self._scale().moment(x))

    def _scale(self) -> TimeScale:
        return self._axis.scale(NEAR, max(1, self.width() - 2 * NEAR))

    def paintEvent(self, _event: QPaintEvent) -> None:
        pool, now = self._axis.content.pool, self._axis.content.now
        scale = self._scale()
        colours, metrics = tokens(self.palette()), self.fontMetrics()
        area = QRectF(self.rect()).adjusted(0, metrics.height() + 6, 0, -NEAR)

        def y(jobs: int) -> float:
            return area.bottom() - area.height() * jobs / max(pool.all, 1)

        last = scale.x(now)
        line = QPainterPath(QPointF(last, y(pool.usable)))
        for step in pool.steps:
            x = scale.x(step.moment)
            if x - last >= _LEAST_STEP:
                line.lineTo(x, line.currentPosition().y())
                last = x
            line.lineTo(last, y(step.jobs))
        line.lineTo(max(area.right(), last), line.currentPosition().y())
        fill = QPainterPath(line)
        fill.lineTo(fill.currentPosition().x(), area.bottom())
        fill.lineTo(scale.x(now), area.bottom())
        painter = QPainter(self)
        painter.fillPath(fill, QColor(colours.pool_area))
        painter.setPen(QPen(QColor(colours.pool_line), 1.5))
        painter.drawPath(line)
        painter.setPen(QColor(colours.ink))
        free_from = 0.0
        for moment, jobs in [(now, pool.usable), *((one.moment, one.jobs) for one in pool.steps)]:
            x = scale.x(moment)
            # Of many, most have no room; to ask for their widths would take long.
            if x + 4 < free_from or x > self.width():
                continue
            width = metrics.horizontalAdvance(str(jobs))
            x = min(x + 4, self.width() - width - 1.0)
            if x >= free_from:
                painter.drawText(QPointF(x, y(jobs) - 4), str(jobs))
                free_from = x + width + NEAR
