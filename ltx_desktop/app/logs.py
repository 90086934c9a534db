"""The log file: rotated, readable by its owner only, and free of secrets."""

import logging
import re
import sys
from io import TextIOWrapper
from logging.handlers import RotatingFileHandler
from pathlib import Path
from types import TracebackType

from ltx_desktop.domain.secret import Secret

_MOST_BYTES = 1_000_000
_OLD_FILES = 3

_SECRETS = re.compile(
    r"""(?P<name>\b(?:lt_id|lt_token|lt_refresh_token|authorization|cookie|set-cookie)\b
          ["']?\s*[=:]\s*)[^\n]+          # the rest of the line may belong to the value
      | \bBearer\s+\S+
      | \buser:\d+-\w+
      | \beyJ[\w-]+\.[\w-]*\.?[\w-]*      # a JSON Web Token
    """,
    re.IGNORECASE | re.VERBOSE,
)


class RedactingFormatter(logging.Formatter):
    """Takes cookies and tokens out of messages and tracebacks alike."""

    def format(self, record: logging.LogRecord) -> str:
        return redacted(super().format(record))


def redacted(text: str) -> str:
    """Without what this process knows to be a secret, and without what looks like one."""
    return _SECRETS.sub(lambda found: f"{found['name'] or ''}[redacted]", Secret.redacted(text))


class _PrivateFileHandler(RotatingFileHandler):
    """Whose files only their owner can read, also those after the first."""

    def _open(self) -> TextIOWrapper:
        opened = super()._open()
        Path(self.baseFilename).chmod(0o600)
        return opened


def start_logging(path: Path) -> None:
    """Log to a file; where it cannot be written, to nowhere: the app runs all the same."""
    root = logging.getLogger()
    root.setLevel(logging.INFO)
    # These two write whole addresses and cookies below this level.
    logging.getLogger("httpx").setLevel(logging.WARNING)
    logging.getLogger("httpcore").setLevel(logging.WARNING)
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        path.parent.chmod(0o700)
        handler: logging.Handler = _PrivateFileHandler(
            path, maxBytes=_MOST_BYTES, backupCount=_OLD_FILES, encoding="utf-8"
        )
    except OSError:
        handler = logging.NullHandler()
    handler.setFormatter(RedactingFormatter("%(asctime)s %(levelname)s %(name)s %(message)s"))
    root.addHandler(handler)
    sys.excepthook = _log_uncaught


def stop_logging() -> None:
    """Close the log file."""
    root = logging.getLogger()
    for handler in [*root.handlers]:
        if isinstance(handler.formatter, RedactingFormatter):
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
