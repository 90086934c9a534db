"""A dialog that makes room for what it has to say."""

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QDialog


class GrowingDialog(QDialog):
    """Grows when its wrapped texts need more lines; Qt alone would cut them off."""

    def event(self, event: QEvent) -> bool:
        if event.type() is not QEvent.Type.LayoutRequest:
            return super().event(event)
        handled = super().event(event)
        if layout := self.layout():
            needed = layout.totalHeightForWidth(self.width())
            if needed > self.height():
                self.resize(self.width(), needed)
        return handled
