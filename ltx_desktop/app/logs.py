"""The log file: rotated, readable by its owner only, and free of secrets."""

import logging
import re
import sys
from functools import cached_property
from pathlib import Path
from types import TracebackType

from ltx_desktop.domain.secret import REDACTED

_HEADERS = re.compile(
    r"(?P<name>\b(?:lt_id|lt_token|lt_refresh_token|authorization|cookie|set-cookie)\b"
    r"""["']?\s*[=:]\s*|\bBearer\s+)[^\n]+""",
    re.IGNORECASE,
)
"""The rest of the line may belong to the value."""


class RedactingFormatter(logging.Formatter):
    """Takes cookies and tokens out of messages and tracebacks alike."""

    def format(self, record: logging.LogRecord) -> str:
        return without_secrets(super().format(record))


def without_secrets(text: str) -> str:
    """As `redacted`, and without whole headers: nobody has chosen the words of a traceback."""
    from ltx_desktop.domain.redaction import redacted  # after the first frame

    return redacted(_HEADERS.sub(rf"\g<name>{REDACTED}", text))


class LogFile(logging.Handler):
    """Opened with the first line: what rotates it is not loaded before the first frame.

    Where it cannot be written the lines go nowhere: the app runs all the same.
    """

    def __init__(self, path: Path) -> None:
        super().__init__()
        self._path = path
        self.setFormatter(RedactingFormatter("%(asctime)s %(levelname)s %(name)s %(message)s"))

    @cached_property
    def opened(self) -> logging.Handler:
        from ltx_desktop.app.rotated_file import rotated_file

        try:
            handler = rotated_file(self._path)
        except (OSError, ValueError):  # a path that no system takes is a ValueError
            handler = logging.NullHandler()
        handler.setFormatter(self.formatter)
        return handler

    def emit(self, record: logging.LogRecord) -> None:
        self.opened.handle(record)

    def close(self) -> None:
        if "opened" in vars(self):
            self.opened.close()
        super().close()


def start_logging(path: Path) -> None:
    """Log to a file."""
    root = logging.getLogger()
    root.setLevel(logging.INFO)
    # These two write whole addresses and cookies below this level.
    logging.getLogger("httpx").setLevel(logging.WARNING)
    logging.getLogger("httpcore").setLevel(logging.WARNING)
    root.addHandler(LogFile(path))
    sys.excepthook = _log_uncaught


def stop_logging() -> None:
    """Close the log file."""
    root = logging.getLogger()
    for handler in [*root.handlers]:
        if isinstance(handler, LogFile):
            root.removeHandler(handler)
            handler.close()
    sys.excepthook = sys.__excepthook__


def _log_uncaught(
    kind: type[BaseException], error: BaseException, trace: TracebackType | None
) -> None:
    """Before there is a window, and after (`app.crash_report`)."""
    if issubclass(kind, KeyboardInterrupt):
        return
    logging.getLogger(__name__).error("uncaught", exc_info=(kind, error, trace))
