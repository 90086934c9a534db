"""The app has its own button in Windows' taskbar, also when the user's Python runs it."""

import ctypes
import sys
from types import SimpleNamespace

import pytest

from ltx_desktop.app.startup import _be_more_than_python


@pytest.mark.parametrize("is_frozen", [False, True])
def test_python_lends_it_no_icon(monkeypatch: pytest.MonkeyPatch, is_frozen: bool) -> None:
    """The frozen app has its own icon already, and its installer's shortcut has no id."""
    given: list[str] = []
    shell32 = SimpleNamespace(SetCurrentProcessExplicitAppUserModelID=given.append)
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setattr(sys, "frozen", is_frozen, raising=False)
    monkeypatch.setattr(ctypes, "windll", SimpleNamespace(shell32=shell32), raising=False)
    _be_more_than_python()
    assert given == ([] if is_frozen else ["LTXAccounts.Window"])
