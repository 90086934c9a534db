"""What PySide6 says of itself is the same with and without what is compiled only when wanted."""

import subprocess
import sys

ASKED = """
from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QLabel
for wrong in (lambda: QObject().setObjectName([]), lambda: QTimer().start("soon")):
    try:
        wrong()
    except TypeError as error:
        print(error)
print(QLabel.setText.__doc__)
import shibokensupport.signature.lib.pyi_generator as generator
from PySide6.support.signature.mapping import typing
print(generator.generate_pyi.__name__, typing.List)
try:
    generator.nothing
except AttributeError as error:
    print(error)
"""

LEAN = "import ltx_desktop.app.lean_qt as lean_qt\n"

AT_ONCE = """
from PySide6.QtWidgets import QApplication, QLabel
application = QApplication([])
QLabel("x").show()
print(*sorted(lean_qt._sources), __import__)
"""


def said(script: str) -> str:
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, timeout=60, check=True
    )
    assert not done.stderr
    return done.stdout


def test_errors_help_and_stubs_are_what_pyside_makes_them() -> None:
    plain = said(ASKED)
    assert "setObjectName(name: str, /)" in plain
    assert said(LEAN + ASKED) == plain


def test_a_window_needs_none_of_it() -> None:
    waiting = said(LEAN + AT_ONCE)
    for name in ("layout", "mapping", "parser", "lib/enum_sig", "lib/pyi_generator"):
        assert f"shibokensupport/signature/{name}.py" in waiting, (
            "PySide6 changed how it loads its support: look at `lean_qt` again"
        )
    assert "feature_import" not in waiting


def test_what_errors_take_is_loaded_before_there_are_any() -> None:
    loaded = LEAN + "lean_qt.load_for_errors()\n"
    waiting = said(loaded + "print(*lean_qt._sources)").split()
    assert waiting
    assert all("/lib/" in name for name in waiting)
    assert said(loaded + ASKED) == said(ASKED)
