"""What a start does to be the only one for its data, without a window: it is ready sooner.

It logs what the app logs, and a signal ends it in order.
"""

import signal
import sys

from PySide6.QtCore import QCoreApplication, QTimer

from ltx_desktop.app.paths import Paths
from ltx_desktop.app.single_instance import SingleInstance


def main() -> int:
    paths = Paths.of_demo()
    application = QCoreApplication([])
    instance = SingleInstance(paths.database.parent)
    if not instance.becomes_first():
        return 0
    paths.log.parent.mkdir(parents=True, exist_ok=True)
    with paths.log.open("a", buffering=1) as log:
        instance.listen(lambda _token: print("another start asks for the window", file=log))
        signal.signal(signal.SIGTERM, lambda _number, _frame: application.quit())
        # Python hears of signals between two of its own steps.
        turn = QTimer(interval=20)
        turn.timeout.connect(lambda: None)
        turn.start()
        print("the window is made", file=log)
        code = application.exec()
    instance.close()
    return code


if __name__ == "__main__":
    sys.exit(main())
