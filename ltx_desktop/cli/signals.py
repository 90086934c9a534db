"""The signals that ask a program to end."""

import signal
import sys


def heard_signals_to_end() -> list[signal.Signals]:
    """All but those that were ignored at the start, as under nohup: they stay ignored."""
    if sys.platform == "win32":
        ends = [signal.SIGINT, signal.SIGBREAK]
    else:
        ends = [signal.SIGINT, signal.SIGTERM, signal.SIGHUP]
    return [one for one in ends if signal.getsignal(one) is not signal.SIG_IGN]
