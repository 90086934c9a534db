"""Writing on whatever standard output and standard error are."""

import os
import sys
from io import TextIOWrapper
from typing import TextIO

from ltx_desktop.wording.translation import _

EXIT_CANNOT_WRITE = 2


def be_lenient() -> None:
    """Let characters that a stream cannot write (`…` in ASCII) become `?`."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")


def say(text: str) -> None:
    """Write lines on standard output. A reader that has gone, as in `| head`, is well."""
    try:
        _write(sys.stdout, text)
    except BrokenPipeError:
        _give_up(sys.stdout)
    except OSError as error:
        _give_up(sys.stdout)
        complain(_("The output cannot be written: {reason}.").format(reason=error.strerror))
        raise SystemExit(EXIT_CANNOT_WRITE) from None


def complain(text: str) -> None:
    """Write lines on standard error, where anybody reads it."""
    try:
        _write(sys.stderr, text)
    except OSError:
        _give_up(sys.stderr)


def _write(stream: TextIO | None, text: str) -> None:
    """A stream is None where the caller closed it."""
    if stream is not None:
        stream.write(f"{text}\n")
        stream.flush()


def _give_up(stream: TextIO) -> None:
    """Lead the rest nowhere: Python writes what is left once more when it ends."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, stream.fileno())
    os.close(nowhere)
