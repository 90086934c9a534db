"""The viewport of a scroll area, made in Python."""

from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QAbstractScrollArea, QWidget


def give_viewport(area: QAbstractScrollArea) -> None:
    """One like Qt's own, in its place.

    To hand out a widget that Qt has made, PySide6 has to find out what it is, and loads the
    classes of all widgets that there are for that: 10 ms, before the first frame.
    """
    viewport = QWidget()
    viewport.setBackgroundRole(QPalette.ColorRole.Base)
    viewport.setAutoFillBackground(True)
    area.setViewport(viewport)
