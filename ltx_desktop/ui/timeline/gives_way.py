"""What is left out where there is little room."""

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtWidgets import QAbstractScrollArea, QSplitter


class GivesWay(QAbstractScrollArea):
    """In a splitter, it is only seen where there is room for the others, too.

    `came_back` tells that there is room again: what it shows may be out of date.
    """

    came_back = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._is_wanted = True

    def setVisible(self, visible: bool) -> None:
        self._is_wanted = visible
        super().setVisible(visible and self._has_room())

    def event(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.ParentChange and (parent := self.parentWidget()):
            parent.installEventFilter(self)
        return super().event(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Resize and self.isHidden() == (
            self._is_wanted and self._has_room()
        ):
            super().setVisible(self.isHidden())
            if not self.isHidden():
                self.came_back.emit()
        return super().eventFilter(watched, event)

    def _has_room(self) -> bool:
        splitter = self.parentWidget()
        if not isinstance(splitter, QSplitter):
            return True
        others = [
            part
            for number in range(splitter.count())
            if (part := splitter.widget(number)) and part is not self
        ]
        least = sum(one.minimumSizeHint().height() + splitter.handleWidth() for one in others)
        return splitter.height() >= least + self.minimumSizeHint().height()
