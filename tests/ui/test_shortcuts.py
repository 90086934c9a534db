"""Each key does one thing, whatever the desktop's standard keys are."""

from collections import Counter

import pytest
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QApplication, QMainWindow

from ltx_desktop.app.paths import resources_folder
from ltx_desktop.ui.style.icons import Icons
from ltx_desktop.ui.window import actions

_Key = QKeySequence.StandardKey

ELSEWHERE = {
    "GNOME": {_Key.Refresh: "Ctrl+R", _Key.Preferences: "", _Key.Quit: "Ctrl+Q"},
    "macOS": {
        _Key.Refresh: "Ctrl+R",
        _Key.HelpContents: "Ctrl+?",
        _Key.Preferences: "Ctrl+,",
        _Key.Quit: "Ctrl+Q",
        _Key.Delete: "Del",
    },
    "here": {},
}
"""Standard keys that differ there in Qt's table (qplatformtheme.cpp); Ctrl is ⌘ on a Mac."""


@pytest.mark.parametrize("desktop", ELSEWHERE)
def test_no_key_does_two_things(
    qapp: QApplication, monkeypatch: pytest.MonkeyPatch, desktop: str
) -> None:
    class Sequence(QKeySequence):
        def __init__(self, keys: QKeySequence | QKeySequence.StandardKey | str) -> None:
            if isinstance(keys, _Key) and keys in ELSEWHERE[desktop]:
                keys = ELSEWHERE[desktop][keys]
            super().__init__(keys)

    monkeypatch.setattr(actions, "QKeySequence", Sequence)
    window = QMainWindow()
    actions.Actions(window, Icons(resources_folder() / "icons"))
    keys = Counter(
        action.shortcut().toString()
        for action in window.findChildren(QAction)
        if not action.shortcut().isEmpty()
    )
    assert keys["F5"] == keys["Ctrl+R"] == 1
    assert [key for key, times in keys.items() if times > 1] == []
    window.deleteLater()
