"""Python's parser of arguments, also for a start without standard streams."""

from argparse import ArgumentParser
from contextlib import suppress
from typing import Any, NoReturn

from ltx_desktop.cli.terminal import complain
from ltx_desktop.wording.translation import _

EXIT_WRONG_USAGE = 2


class Parser(ArgumentParser):
    def _print_message(self, message: str, file: Any = None) -> None:
        """Debian 12's Python fails on a missing stream; later ones write nothing."""
        with suppress(AttributeError):
            super()._print_message(message, file)


class CommandParser(Parser):
    def error(self, message: str) -> NoReturn:
        """One line, without the usage."""
        text = _("{program}: error: {message}\n").format(program=self.prog, message=message)
        complain(text.rstrip("\n"))
        raise SystemExit(EXIT_WRONG_USAGE)
