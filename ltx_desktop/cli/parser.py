"""Python's parser of arguments, also for a start without standard streams."""

from argparse import ArgumentParser
from typing import Any, NoReturn

from ltx_desktop.cli.terminal import complain, say
from ltx_desktop.wording.translation import _

EXIT_WRONG_USAGE = 2


class Parser(ArgumentParser):
    def _print_message(self, message: str, file: Any = None) -> None:
        """Help and version: argparse fails on a full disk, on Debian 12 on a closed stream too."""
        del file
        say(message.rstrip("\n"))

    def exit(self, status: int = 0, message: str | None = None) -> NoReturn:
        if message:
            complain(message)
        raise SystemExit(status)

    def error(self, message: str) -> NoReturn:
        complain(self.format_usage().rstrip("\n"))
        self._refuse(message)

    def _refuse(self, message: str) -> NoReturn:
        text = _("{program}: error: {message}\n").format(program=self.prog, message=message)
        self.exit(EXIT_WRONG_USAGE, text.rstrip("\n"))


class CommandParser(Parser):
    def error(self, message: str) -> NoReturn:
        """One line, without the usage."""
        self._refuse(message)
