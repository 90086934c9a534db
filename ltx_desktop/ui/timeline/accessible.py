"""What the timeline is to assistive technology: a chart, where Qt would tell of a mere filler."""

from PySide6.QtCore import QObject
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QAccessibleWidget, QWidget


def _as_chart(name: str, thing: QObject) -> QAccessibleInterface | None:
    """Qt asks of every object, once for each class that it is of."""
    if name == "TimelineView" and isinstance(thing, QWidget):
        return QAccessibleWidget(thing, QAccessible.Role.Chart)
    return None


QAccessible.installFactory(_as_chart)
