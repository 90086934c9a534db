"""What the drawing of jobs is to assistive technology: a chart, where Qt would report a filler."""

from PySide6.QtCore import QObject
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QAccessibleWidget, QWidget


def _as_chart(name: str, thing: QObject) -> QAccessibleInterface | None:
    """Qt asks about every object, once for each class that it belongs to."""
    if name == "CapacityChart" and isinstance(thing, QWidget):
        return QAccessibleWidget(thing, QAccessible.Role.Chart)
    return None


QAccessible.installFactory(_as_chart)
