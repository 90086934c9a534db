"""The clock that shows a sleep by standing still in it."""

import ctypes
import inspect
import sys
import time
from types import SimpleNamespace
from typing import Any

import pytest

from ltx_desktop.app.clock import awake
from ltx_desktop.app.wiring.window import make_window


def test_on_windows_it_is_the_one_that_leaves_out_sleep(monkeypatch: pytest.MonkeyPatch) -> None:
    def query(pointer: Any) -> int:
        pointer._obj.value = 36_000_000_001
        return 1

    kernel = SimpleNamespace(QueryUnbiasedInterruptTime=query)
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setattr(ctypes, "windll", SimpleNamespace(kernel32=kernel), raising=False)
    assert awake() == 3600.0000001


def test_elsewhere_it_is_pythons() -> None:
    before = time.monotonic()
    assert before <= awake() <= time.monotonic()


def test_t1_the_window_goes_by_it() -> None:
    assert inspect.signature(make_window).parameters["monotonic"].default is awake
