"""Help > Help: a window beside the others, with a page for each topic."""

from collections.abc import Iterable, Sequence
from typing import assert_never

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from ltx_desktop.ui.edit.help_panel import HelpPanel
from ltx_desktop.ui.style.icons import Icons
from ltx_desktop.ui.style.metrics import APART, HEADING, NEAR, TIGHT
from ltx_desktop.ui.widgets.plain_label import PlainLabel
from ltx_desktop.ui.widgets.steps import numbered
from ltx_desktop.wording.help import Block, Part, Row, Steps, Table, Topic
from ltx_desktop.wording.translation import _

_MARK = QSize(16, 16)


class HelpWindow(QDialog):
    """Has no parent: it stays usable while a dialog of the main window is open."""

    def __init__(self, topics: Sequence[Topic], icons: Icons) -> None:
        super().__init__()
        self._icons = icons
        self.topics = QListWidget()
        self.pages = QStackedWidget()
        for topic in topics:
            self.topics.addItem(topic.title)
            self.pages.addWidget(self._page(topic))
        self.topics.currentRowChanged.connect(self.pages.setCurrentIndex)
        self._place()
        self.topics.setCurrentRow(0)

    def show_last(self) -> None:
        """The keys."""
        self.topics.setCurrentRow(self.topics.count() - 1)

    def _place(self) -> None:
        self.setWindowTitle(_("Help – LTX Accounts"))
        self.setWindowIcon(self._icons.application())
        self.resize(860, 600)
        self.topics.setAccessibleName(_("Topics"))
        self.topics.setFrameShape(QFrame.Shape.NoFrame)
        self.topics.setSpacing(TIGHT)
        width = self.topics.sizeHintForColumn(0) + 2 * _MARK.width()
        self.topics.setFixedWidth(max(width, 160))
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        row = QHBoxLayout()
        row.setSpacing(NEAR)
        row.addWidget(self.topics)
        row.addWidget(self.pages, stretch=1)
        column = QVBoxLayout(self)
        column.addLayout(row)
        column.addWidget(buttons)

    def _page(self, topic: Topic) -> QScrollArea:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(APART, TIGHT, APART, APART)
        column.setSpacing(APART)
        column.addWidget(PlainLabel(topic.title, larger=HEADING))
        for block in topic.blocks:
            self._add(column, block)
        column.addStretch()
        area = QScrollArea()
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setAccessibleName(topic.title)
        area.setWidget(page)
        return area

    def _add(self, column: QVBoxLayout, block: Block) -> None:
        match block:
            case str():
                column.addWidget(PlainLabel(block))
            case Steps():
                column.addLayout(numbered(block.steps))
            case Table():
                column.addLayout(self._table(block.rows))
            case Part.BROWSER_STEPS:
                column.addWidget(HelpPanel())
            case _:
                assert_never(block)

    def _table(self, rows: Iterable[Row]) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(APART)
        grid.setVerticalSpacing(NEAR)
        grid.setColumnStretch(1, 1)
        for number, row in enumerate(rows):
            place = Qt.AlignmentFlag.AlignVCenter if row.is_path else Qt.AlignmentFlag.AlignTop
            grid.addLayout(self._term(row), number, 0, place)
            grid.addWidget(_meaning(row), number, 1, Qt.AlignmentFlag.AlignTop)
        return grid

    def _term(self, row: Row) -> QHBoxLayout:
        term = QLabel(row.term)
        term.setTextFormat(Qt.TextFormat.PlainText)
        font = term.font()
        font.setBold(True)
        term.setFont(font)
        line = QHBoxLayout()
        line.setSpacing(NEAR)
        if row.state:
            mark = QLabel()
            icon = self._icons.state(row.state, self.palette())
            mark.setPixmap(icon.pixmap(_MARK, self.devicePixelRatio()))
            line.addWidget(mark)
        line.addWidget(term)
        line.addStretch()
        return line


def _meaning(row: Row) -> QWidget:
    if not row.is_path:
        return PlainLabel(row.meaning)
    # To be copied, and of any length.
    path = QLineEdit(row.meaning)
    path.setReadOnly(True)
    path.setAccessibleName(row.term)
    path.setCursorPosition(0)
    return path
