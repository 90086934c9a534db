"""Everything that can be done from the menus, the toolbar and the keyboard."""

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction, QKeySequence, QPalette
from PySide6.QtWidgets import QLineEdit, QMainWindow, QSizePolicy, QToolBar, QWidget

from ltx_desktop.ui.icons import Icons
from ltx_desktop.wording.translation import _

_Shortcut = QKeySequence | QKeySequence.StandardKey | str


class Actions:
    """Makes the actions and places them in the window's menus and toolbar."""

    def __init__(self, window: QMainWindow, icons: Icons) -> None:
        self._window = window
        self._icons = icons
        self.add = self._action(_("&Add account…"), "add", QKeySequence.StandardKey.New)
        self.paste = self._action(_("&Paste cookies"), "paste", QKeySequence.StandardKey.Paste)
        self.renew = self._action(_("&Renew…"), "renew", "Ctrl+R")
        self.remove = self._action(_("Re&move…"), "remove", QKeySequence.StandardKey.Delete)
        self.refresh = self._action(_("Re&fresh"), "refresh", QKeySequence.StandardKey.Refresh)
        self.find = self._action(_("&Search"), "search", QKeySequence.StandardKey.Find)
        # Linux has no standard shortcut for these two.
        self.settings = self._action(_("&Settings…"), "settings", "Ctrl+,")
        self.quit = self._action(_("&Quit"), "close", "Ctrl+Q")
        self.settings.setMenuRole(QAction.MenuRole.PreferencesRole)
        self.quit.setMenuRole(QAction.MenuRole.QuitRole)
        self.of_accounts = (self.paste, self.add, self.refresh, self.find)
        self.search = QLineEdit()
        self.toolbar = QToolBar(_("Accounts"))
        self._place_menus()
        self._place_toolbar()
        self.draw_icons()

    def draw_icons(self) -> None:
        """In the colours of the palette in force."""
        palette: QPalette = self._window.palette()
        for action in self._window.findChildren(QAction):
            if name := action.property("icon_name"):
                action.setIcon(self._icons.icon(name, palette))

    def connect(self, wiring: dict[QAction, Callable[[], None]]) -> None:
        for action, slot in wiring.items():
            action.triggered.connect(slot)

    def _action(self, text: str, icon: str, shortcut: _Shortcut) -> QAction:
        action = QAction(text, self._window)
        action.setProperty("icon_name", icon)
        action.setShortcut(QKeySequence(shortcut))
        plain = text.replace("&", "").rstrip("…")
        keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
        action.setToolTip(f"{plain} ({keys})")
        return action

    def _place_menus(self) -> None:
        bar = self._window.menuBar()
        app = bar.addMenu(_("&File"))
        app.addAction(self.settings)
        app.addSeparator()
        app.addAction(self.quit)
        accounts = bar.addMenu(_("&Accounts"))
        accounts.addActions([self.paste, self.add, self.renew, self.remove])
        accounts.addSeparator()
        accounts.addActions([self.refresh, self.find])

    def _place_toolbar(self) -> None:
        self.toolbar.setObjectName("accounts toolbar")
        self.toolbar.setMovable(False)
        self.toolbar.setIconSize(QSize(16, 16))
        self.toolbar.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.toolbar.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)
        self.toolbar.addActions([self.add, self.renew, self.remove, self.refresh])
        gap = QWidget()
        gap.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.toolbar.addWidget(gap)
        self.search.setPlaceholderText(_("Search accounts"))
        self.search.setAccessibleName(_("Search accounts"))
        self.search.setClearButtonEnabled(True)
        self.search.setMaximumWidth(240)
        self.toolbar.addWidget(self.search)
        self._window.addToolBar(self.toolbar)
