"""Windows: only the program that was clicked last may bring a window to the front."""

import ctypes
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest
from PySide6.QtWidgets import QApplication

from ltx_desktop.app.single_instance import SingleInstance


def test_k7_a_second_start_passes_its_right_on_to_the_first(
    qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    allowed: list[int] = []
    user32 = SimpleNamespace(AllowSetForegroundWindow=allowed.append)
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setattr(ctypes, "windll", SimpleNamespace(user32=user32), raising=False)
    assert SingleInstance(tmp_path).raise_first(0) is None
    assert allowed == [-1]
