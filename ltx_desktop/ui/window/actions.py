"""Everything that can be done from the menus, the toolbar and the keyboard."""

import sys
from collections.abc import Callable, Iterable

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence, QPalette
from PySide6.QtWidgets import (
    QMainWindow,
    QMenu,
    QSizePolicy,
    QToolBar,
    QToolButton,
    QWidget,
)

from ltx_desktop.ui.style.icons import Icons
from ltx_desktop.ui.style.metrics import FAR, ICON, characters
from ltx_desktop.ui.widgets.search_field import SearchField
from ltx_desktop.wording.api_call import Language
from ltx_desktop.wording.translation import _

_Shortcut = QKeySequence | QKeySequence.StandardKey | str


class Actions:
    """Makes the actions and places them in the window's menus and toolbar."""

    def __init__(self, window: QMainWindow, icons: Icons) -> None:
        self._window = window
        self._icons = icons
        self._icon_names: dict[QAction, str] = {}
        self._make_view_actions()
        self.add = self._action(_("&Add account…"), "add", QKeySequence.StandardKey.New)
        self.paste = self._action(_("&Paste cookies"), "paste", QKeySequence.StandardKey.Paste)
        self.renew = self._action(_("&Renew…"), "renew", "Ctrl+R")
        self.renew_due = self._action(_("Renew all &due…"), "run", "Ctrl+Shift+R")
        self.remove = self._action(_("Re&move"), "remove", QKeySequence.StandardKey.Delete)
        self.look = self._action(_("Check li&ve"), "look", "Ctrl+L")
        self.browser = self._action(_("&Browser for renewals…"))
        self.label = self._action(_("&Name and note…"))
        self.forget = self._action(_("F&orget this account…"))
        # On GNOME, Xfce and macOS the standard key for it is Ctrl+R, which renews here.
        self.refresh = self._action(_("Re&fresh"), "refresh", "F5")
        self.find = self._action(_("S&earch"), "search", QKeySequence.StandardKey.Find)
        self.copy_text = self._action(_("&Copy"), "copy", QKeySequence.StandardKey.Copy)
        self.copy_csv = self._action(_("Copy as C&SV"))
        self.copy_json = self._action(_("Copy as &JSON"))
        self.copy_calls = {language: self._action(language.value) for language in Language}
        # Linux has no standard shortcut for these two.
        self.settings = self._action(_("&Settings…"), "settings", "Ctrl+,")
        self.help = self._action(_("&Help"), shortcut=QKeySequence.StandardKey.HelpContents)
        self.keys = self._action(_("&Keys"), shortcut="?")
        self.show_log = self._action(_("Show &log…"))
        self.look_for_updates = self._action(_("Look for new &versions now…"))
        self.about = self._action(_("&About LTX Accounts…"))
        self.quit = self._action(_("&Quit"), "close", "Ctrl+Q")
        self.open_menu = self._action(_("Open the &menu"), "menu", "F10")
        self.settings.setMenuRole(QAction.MenuRole.PreferencesRole)
        self.quit.setMenuRole(QAction.MenuRole.QuitRole)
        self.about.setMenuRole(QAction.MenuRole.AboutRole)
        self.of_app = (
            self.settings,
            self.help,
            self.keys,
            self.show_log,
            self.look_for_updates,
            self.about,
        )
        self.of_accounts = (
            *(self.paste, self.add, self.renew_due, self.refresh, self.find),
            *(self.export_table, self.export_calendar, self.export_timeline),
            *(self.sort, self.columns, self.compact, self.details, self.capacity, self.back),
            *(self.zoom_in, self.zoom_out, self.zoom_reset),
        )
        self.of_selection = (
            *(self.renew, self.remove, self.look),
            *(self.copy_text, self.copy_csv, self.copy_json, *self.copy_calls.values()),
        )
        self._is_refreshing = False
        self.search = SearchField()
        self.toolbar = QToolBar(_("Accounts"))
        self.context_menu = QMenu(window)
        self.context_menu.setAccessibleName(_("Selected accounts"))
        self.menu = QToolButton()
        self.app_menu = QMenu(_("Menu"), window)
        self.menu.setVisible(not _has_system_bar())
        self._place_menus()
        self._place_context_menu()
        self._place_toolbar()
        self._draw_icons_of(self.toolbar.actions())
        self._width_with_texts = self.toolbar.sizeHint().width()

    def _make_view_actions(self) -> None:
        self.compact = self._action(_("Co&mpact list"), shortcut="Ctrl+T")
        self.details = self._action(_("&Details"), shortcut="Ctrl+I")
        self.capacity = self._action(_("&Usable jobs"))
        for action in (self.compact, self.details, self.capacity):
            action.setCheckable(True)
        self.zoom_in = self._action(_("Zoom &in"), shortcut=QKeySequence.StandardKey.ZoomIn)
        self.zoom_out = self._action(_("Zoom &out"), shortcut=QKeySequence.StandardKey.ZoomOut)
        self.zoom_reset = self._action(_("&Whole time axis"), shortcut="Ctrl+0")
        self.back = self._action(_("Show all accounts"), shortcut="Esc")
        self.sort = self._action(_("&Sort by…"))
        self.columns = self._action(_("&Columns…"))
        self.export_table = self._action(_("&Export accounts…"))
        self.export_calendar = self._action(_("Export &calendar…"))
        self.export_timeline = self._action(_("Export &timeline…"))

    def enable(self, complete: bool, ready: bool, accounts: int, selected: int) -> None:
        """`ready`: the accounts are shown; `accounts` are there, `selected` of them selected.

        Until the window is `complete` nothing of it can be used.
        """
        for action in self.of_app:
            action.setEnabled(complete)
        for action in self.of_accounts:
            action.setEnabled(ready and not (self._is_refreshing and action is self.refresh))
        self.renew_due.setEnabled(ready and accounts > 0)
        for action in self.of_selection:
            action.setEnabled(selected > 0)
        for action in (self.browser, self.label, self.forget):
            action.setEnabled(selected == 1)

    def show_view(self, compact: bool, details: bool, capacity: bool) -> None:
        """Tick what is shown, without choosing it."""
        for action, on in (
            (self.compact, compact),
            (self.details, details),
            (self.capacity, capacity),
        ):
            action.blockSignals(True)
            action.setChecked(on)
            action.blockSignals(False)

    def set_refreshing(self, on: bool) -> None:
        """While the accounts are being read they cannot be read once more."""
        self._is_refreshing = on
        self.refresh.setEnabled(not on)

    def fit_toolbar(self, width: int) -> None:
        """Icons alone where the texts would push something out of the window."""
        style = Qt.ToolButtonStyle
        fits = self._width_with_texts <= width
        self.toolbar.setToolButtonStyle(
            style.ToolButtonTextBesideIcon if fits else style.ToolButtonIconOnly
        )

    def focus_search(self) -> None:
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def draw_icons(self) -> None:
        """In the colours of the palette in force."""
        self._draw_icons_of(self._icon_names)

    def complete(self) -> None:
        """What nobody sees in the first frame."""
        self.draw_icons()
        self.search.setClearButtonEnabled(True)
        for button in self.search.findChildren(QToolButton):
            button.setAccessibleName(_("Clear the search"))
        own = Qt.FindChildOption.FindDirectChildrenOnly
        for button in self.toolbar.findChildren(QToolButton, options=own):
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            if button.objectName() == "qt_toolbar_ext_button":
                button.setAccessibleName(_("More"))

    def _draw_icons_of(self, actions: Iterable[QAction]) -> None:
        palette: QPalette = self._window.palette()
        self.menu.setIcon(self._icons.icon("menu", palette))
        for action in actions:
            if name := self._icon_names.get(action):
                action.setIcon(self._icons.icon(name, palette))

    def shortcuts(self) -> list[tuple[str, str]]:
        """What can be done by the keyboard: the keys, and what they do."""
        return [
            (_native(action.shortcut()), _plain(action))
            for action in self._window.findChildren(QAction)
            if not action.shortcut().isEmpty()
        ]

    def connect(self, wiring: dict[QAction, Callable[[], None]]) -> None:
        for action, slot in wiring.items():
            action.triggered.connect(slot)

    def _action(self, text: str, icon: str = "", shortcut: _Shortcut = "") -> QAction:
        action = QAction(text, self._window)
        if icon:
            self._icon_names[action] = icon
        plain = _plain(action)
        if shortcut:
            action.setShortcut(QKeySequence(shortcut))
            plain = f"{plain} ({_native(action.shortcut())})"
        action.setToolTip(plain)
        return action

    def _place_menus(self) -> None:
        """In a menu bar; where that is the window's own, a button opens it."""
        bar = self._window.menuBar()
        app = bar.addMenu(_("&File"))
        app.addActions([self.export_table, self.export_calendar, self.export_timeline])
        app.addSeparator()
        app.addAction(self.settings)
        app.addSeparator()
        app.addAction(self.quit)
        accounts = bar.addMenu(_("&Accounts"))
        accounts.addActions([self.paste, self.add, self.renew, self.renew_due, self.remove])
        accounts.addSeparator()
        accounts.addActions([self.look, self.browser, self.label, self.forget])
        accounts.addSeparator()
        accounts.addActions([self.copy_text, self.copy_csv, self.copy_json])
        accounts.addMenu(self._call_menu())
        accounts.addSeparator()
        accounts.addActions([self.refresh, self.find])
        view = bar.addMenu(_("&View"))
        view.addActions([self.compact, self.details, self.capacity])
        view.addSeparator()
        view.addActions([self.zoom_in, self.zoom_out, self.zoom_reset])
        view.addSeparator()
        view.addActions([self.sort, self.columns, self.back])
        more = bar.addMenu(_("&Help"))
        more.addActions([self.help, self.keys, self.show_log, self.look_for_updates])
        more.addSeparator()
        more.addAction(self.about)
        if not _has_system_bar():
            # It is not seen; keys and assistive technology find it all the same.
            bar.setFixedHeight(0)
            self._place_menu_button([app, accounts, view, more])

    def _place_menu_button(self, menus: Iterable[QMenu]) -> None:
        for menu in menus:
            self.app_menu.addMenu(menu)
        self.menu.clicked.connect(self._show_menu)
        self.open_menu.triggered.connect(self._show_menu)
        self._window.addAction(self.open_menu)
        self.menu.setIconSize(ICON)
        self.menu.setToolTip(_("Menu (F10)"))
        self.menu.setAccessibleName(_("Menu"))

    def _show_menu(self) -> None:
        """Qt's own way, a menu of the button, runs a loop inside of the loop."""
        self.app_menu.popup(self.menu.mapToGlobal(self.menu.rect().bottomLeft()))

    def _place_context_menu(self) -> None:
        menu = self.context_menu
        menu.addActions([self.renew, self.look, self.browser, self.label])
        menu.addSeparator()
        menu.addActions([self.copy_text, self.copy_csv, self.copy_json])
        menu.addMenu(self._call_menu())
        menu.addSeparator()
        menu.addActions([self.forget, self.remove])

    def _call_menu(self) -> QMenu:
        menu = QMenu(_("Copy API ca&ll"), self._window)
        menu.addActions([*self.copy_calls.values()])
        return menu

    def _place_toolbar(self) -> None:
        self.toolbar.setObjectName("accounts toolbar")
        self.toolbar.setMovable(False)
        self.toolbar.setIconSize(ICON)
        self.toolbar.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.toolbar.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)
        self.toolbar.addActions([self.add, self.paste, self.refresh])
        gap = QWidget()
        gap.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.toolbar.addWidget(gap)
        self.search.setPlaceholderText(_("Search accounts"))
        self.search.setAccessibleName(_("Search accounts"))
        self.search.setMinimumWidth(characters(self.search, 20) + FAR)
        self.search.setMaximumWidth(max(280, characters(self.search, 30)))
        self.toolbar.addWidget(self.search)
        self.toolbar.addWidget(self.menu)
        self._window.addToolBar(self.toolbar)


def _plain(action: QAction) -> str:
    return action.text().replace("&", "").rstrip("…")


def _native(keys: QKeySequence) -> str:
    return keys.toString(QKeySequence.SequenceFormat.NativeText)


def _has_system_bar() -> bool:
    return sys.platform == "darwin"
