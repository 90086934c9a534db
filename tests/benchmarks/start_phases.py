"""Where the time until the first frame goes: of the floor, and of the app's window.

    uv run python tests/benchmarks/start_phases.py [RUNS]

The steps are those of `app.startup` without lock and log, one after the other in a process of
their own; Qt's classes that the window is made of are loaded before our own modules, to be told
apart.
"""

import gc
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from statistics import median

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

QT = {
    "QtCore": "QEvent QObject QTimer QAbstractTableModel QLocale",
    "QtGui": "QAction QColor QFont QIcon QKeySequence QPainter QPalette QPixmap",
    "QtWidgets": """QApplication QLabel QLineEdit QMainWindow QMenu QPushButton QSizePolicy
        QSplitter QStyledItemDelegate QStyleOptionViewItem QTableView QToolBar QToolButton""",
}

Step = tuple[str, float]


def floor() -> Iterator[str]:
    import PySide6.QtCore

    yield "PySide6 and Qt's core"
    import PySide6.QtGui
    import PySide6.QtWidgets  # noqa: F401 - it is the import that counts

    yield "Qt's other libraries"
    from PySide6.QtGui import QStandardItem, QStandardItemModel
    from PySide6.QtWidgets import QApplication, QMainWindow, QTableView

    application = QApplication([])
    yield "the application"
    window = QMainWindow()
    window.resize(1180, 760)
    model = QStandardItemModel(30, 8)
    for row in range(30):
        for column in range(8):
            model.setItem(row, column, QStandardItem(f"{row} {column}"))
    table = QTableView()
    table.setModel(model)
    window.setCentralWidget(table)
    yield "the window"
    window.show()
    application.processEvents()
    yield "its first frame"


def ours() -> Iterator[str]:
    gc.disable()
    import ltx_desktop.app.lean_qt  # noqa: F401 - it is the import that counts

    yield "PySide6 and Qt's core"
    import PySide6.QtGui
    import PySide6.QtWidgets

    yield "Qt's other libraries"
    _ = PySide6.QtCore.Qt
    yield "the enumerations of `Qt`, which come all at once"
    for module, names in QT.items():
        for name in names.split():
            getattr(getattr(PySide6, module), name)
    yield "Qt's classes that the window is made of"
    from ltx_desktop.app import startup

    yield "our modules"
    from ltx_desktop.app.paths import Paths, resources_folder
    from ltx_desktop.app.wiring.profile import open_profile_of_user
    from ltx_desktop.app.wiring.window import make_window
    from ltx_desktop.ui.style.icons import Icons

    wired = open_profile_of_user(Paths.of_user())
    yield "settings and database"
    application = startup.make_application()
    yield "the application"
    icons = Icons(resources_folder() / "icons")
    application.setWindowIcon(icons.application())
    window = make_window(wired, icons, is_demo=False)
    yield "the window"
    window.show()
    application.processEvents()
    yield "its first frame"


def child(which: str) -> None:
    from first_frame import say

    begun = time.perf_counter()
    for name in {"floor": floor, "ours": ours}[which]():
        now = time.perf_counter()
        say(f"{name}\t{(now - begun) * 1000}")
        begun = time.perf_counter()
    sys.stdout.flush()
    # What is open ends with the process.
    import os

    os._exit(0)


def steps(which: str, environment: dict[str, str]) -> list[Step]:
    done = subprocess.run(
        [sys.executable, str(Path(__file__).resolve()), which],
        env=environment,
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    lines = [line.split("\t") for line in done.stdout.splitlines()]
    return [(name, float(taken)) for name, taken in lines]


def main(runs: int) -> None:
    from bench_profile import profile
    from run import private_display

    with private_display() as name, tempfile.TemporaryDirectory() as folder:
        environment = profile(Path(folder), 30) | {"DISPLAY": name, "QT_QPA_PLATFORM": "xcb"}
        for which in ("floor", "ours"):
            several = [steps(which, environment) for _ in range(runs + 1)][1:]
            whole = [sum(taken for _name, taken in one) for one in several]
            print(f"{which}: {median(whole):.0f} ms")
            for step in zip(*several, strict=True):
                print(f"  {median(taken for _name, taken in step):6.1f}  {step[0][0]}")


if __name__ == "__main__":
    words = sys.argv[1:]
    if words and not words[0].isdecimal():
        child(words[0])
    else:
        main(int(words[0]) if words else 11)
