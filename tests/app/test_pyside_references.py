"""The gate for lifting PySide6's ceiling: 6.12.0 on Python 3.11 drops references and aborts.

Each loop ends the process (`none_dealloc` and the like) where a call or signal loses a reference
to None or True; it needs about 5,000 calls or 570 emits.
"""

import subprocess
import sys

import pytest

SET_TEXT = """
from PySide6.QtWidgets import QApplication, QLabel
application = QApplication([])
label = QLabel()
for number in range(200_000):
    label.setText("x")
"""

EMIT = """
from PySide6.QtCore import QObject, Signal
class Emitter(QObject):
    happened = Signal()
emitter = Emitter()
for number in range(20_000):
    emitter.happened.emit()
"""


@pytest.mark.parametrize("loop", [SET_TEXT, EMIT], ids=["setText", "emit"])
def test_many_calls_leave_the_process_alive(loop: str) -> None:
    ended = subprocess.run(
        [sys.executable, "-c", loop], capture_output=True, text=True, timeout=120, check=False
    )
    assert (ended.returncode, ended.stderr) == (0, "")
