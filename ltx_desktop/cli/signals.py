"""The signals that ask a program to end."""

import signal
import sys

_NAMES = ("SIGINT", "SIGBREAK") if sys.platform == "win32" else ("SIGINT", "SIGTERM", "SIGHUP")


def heard_signals_to_end() -> list[signal.Signals]:
    """All but those that were ignored at the start, as under nohup: they stay ignored."""
    numbers = (signal.Signals[name] for name in _NAMES)
    return [one for one in numbers if signal.getsignal(one) is not signal.SIG_IGN]
