"""Parts that Qt makes by itself, made in Python and put in their place.

To hand out a widget that Qt has made, PySide6 has to find out what it is, and loads the classes of
all widgets that there are for that: 10 to 30 ms, before the first frame.
"""

from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QAbstractScrollArea, QMainWindow, QStatusBar, QWidget


def give_viewport(area: QAbstractScrollArea) -> None:
    viewport = QWidget()
    viewport.setBackgroundRole(QPalette.ColorRole.Base)
    viewport.setAutoFillBackground(True)
    area.setViewport(viewport)


def give_status_bar(window: QMainWindow) -> QStatusBar:
    bar = QStatusBar()
    window.setStatusBar(bar)
    return bar
