"""A line for a secret: hidden as it is typed, shown while the eye is pressed in."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QAction, QContextMenuEvent, QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QToolButton, QWidget

from ltx_desktop.ui.style.icons import Icons
from ltx_desktop.ui.style.metrics import TIGHT
from ltx_desktop.ui.widgets.clipboard import concealed, keep_out_of_selection
from ltx_desktop.ui.widgets.drops import CopiesOnly
from ltx_desktop.wording.translation import _

_NO_HINTS = (
    Qt.InputMethodHint.ImhSensitiveData
    | Qt.InputMethodHint.ImhNoPredictiveText
    | Qt.InputMethodHint.ImhNoAutoUppercase
)


class _SecretLine(QLineEdit):
    """Its revealed text is copied by command alone, with the wish that nobody records it."""

    def __init__(self) -> None:
        super().__init__()
        QGuiApplication.clipboard().selectionChanged.connect(self._keep_selected)
        self._own: dict[str, tuple[QKeySequence.StandardKey, Callable[[], None]]] = {
            "edit-copy": (QKeySequence.StandardKey.Copy, self._copy),
            "edit-cut": (QKeySequence.StandardKey.Cut, self._cut),
        }
        CopiesOnly(self, self.event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        for key, act in self._own.values():
            if event.matches(key):
                act()
                return
        super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        menu = self.createStandardContextMenu()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for name, (_key, act) in self._own.items():
            entry = menu.findChild(QAction, name)
            if entry is not None:
                entry.triggered.disconnect()
                entry.triggered.connect(act)
        menu.popup(event.globalPos())

    def _keep_selected(self) -> None:
        keep_out_of_selection(self.selectedText())

    def _copy(self) -> None:
        if self.hasSelectedText() and self.echoMode() is QLineEdit.EchoMode.Normal:
            QGuiApplication.clipboard().setMimeData(concealed(self.selectedText()))

    def _cut(self) -> None:
        self._copy()
        if self.echoMode() is QLineEdit.EchoMode.Normal and not self.isReadOnly():
            self.insert("")


class SecretField(QWidget):
    """A password line with a button that reveals it."""

    text_changed = Signal()
    entered = Signal()

    def __init__(self, icons: Icons, name: str) -> None:
        super().__init__()
        self._icons = icons
        self._line = _SecretLine()
        self._reveal = QToolButton()
        self._place(name)
        self._line.textChanged.connect(self.text_changed)
        self._line.returnPressed.connect(self.entered)
        self._reveal.toggled.connect(self._show)

    def text(self) -> str:
        return self._line.text()

    def set_text(self, text: str) -> None:
        """Fill the line; it then no longer counts as typed."""
        if text != self._line.text():
            self._line.setText(text)
            self._line.setCursorPosition(0)

    def was_typed(self) -> bool:
        """Whether what stands there was last changed by hand."""
        return self._line.isModified()

    def clear(self) -> None:
        """Empty the line, and its undo history, which Qt's own `clear` would add to."""
        self._line.setText("")

    def focus(self) -> None:
        self._line.setFocus(Qt.FocusReason.OtherFocusReason)
        self._line.selectAll()

    def set_read_only(self, read_only: bool) -> None:
        self._line.setReadOnly(read_only)

    def setPlaceholderText(self, text: str) -> None:
        self._line.setPlaceholderText(text)

    def describe(self, text: str) -> None:
        """What a screen reader adds to the name: the verdict on what stands there."""
        self._line.setAccessibleDescription(text)

    def line(self) -> QLineEdit:
        """The line itself, as the buddy of a label."""
        return self._line

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.PaletteChange:
            self._reveal.setIcon(self._icons.icon("reveal", self.palette()))

    def _show(self, revealed: bool) -> None:
        self._line.setEchoMode(
            QLineEdit.EchoMode.Normal if revealed else QLineEdit.EchoMode.Password
        )

    def _place(self, name: str) -> None:
        self._line.setEchoMode(QLineEdit.EchoMode.Password)
        self._line.setAccessibleName(name)
        self._line.setInputMethodHints(_NO_HINTS)
        self._reveal.setCheckable(True)
        self._reveal.setIcon(self._icons.icon("reveal", self.palette()))
        self._reveal.setAccessibleName(_("Show {name}").format(name=name))
        self._reveal.setToolTip(_("Show or hide the value"))
        self.setFocusProxy(self._line)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(TIGHT)
        layout.addWidget(self._line, stretch=1)
        layout.addWidget(self._reveal)
