"""A computer with a real browser, a command that opens it, and a person at a screen."""

import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from harness.command_line import DAY, account
from harness.person import Person
from harness.processes import kill
from harness.system_tools import skip_for_want_of

import ltx_desktop
from ltx_desktop.app.main import TOKEN_VARIABLE
from ltx_desktop.browsers.find import Browser, System, find_browsers
from ltx_desktop.browsers.known import Family
from ltx_desktop.demo.server import DemoServer

ROOT = Path(ltx_desktop.__file__).parent.parent
PATIENCE = 90
_ENDS_WITHIN = 20
"""Seconds."""

WRAPPER = '#!/bin/sh\nexec {program} --no-sandbox "$@"\n'


def installed(family: Family) -> Browser:
    for one in find_browsers(System.this()):
        if one.family is family and one.sandbox is None:
            return one
    return skip_for_want_of(f"a {family} that is neither Snap nor Flatpak")


@dataclass
class Command:
    """A command at work; its words go into files, so that nobody has to read along."""

    process: "subprocess.Popen[bytes]"
    folder: Path

    @property
    def err(self) -> str:
        return (self.folder / "err").read_text()

    @property
    def out(self) -> str:
        return (self.folder / "out").read_text()

    def until_said(self, words: str, patience: float = PATIENCE) -> None:
        until = time.monotonic() + patience
        while words not in self.err:
            assert time.monotonic() < until, self.err
            assert self.process.poll() is None, self.err + self.out
            time.sleep(0.05)

    def end(self, patience: float = PATIENCE) -> int:
        code = self.process.wait(patience)
        return int(code)


@dataclass
class Computer:
    """A home folder, a demo service, one browser, and whoever sits there."""

    home: Path
    server: DemoServer
    browser: Browser
    person: Person
    commands: list[Command] = field(default_factory=list)

    def __post_init__(self) -> None:
        settings = self.home / "config" / "ltx-accounts" / "settings.json"
        settings.parent.mkdir(parents=True)
        settings.write_text(json.dumps({"base_url": self.server.base_url}))
        programs = self.home / "bin"
        programs.mkdir()
        wrapper = programs / self.browser.program.name
        if self.browser.family is Family.CHROMIUM and os.geteuid() == 0:
            # Root is meant here; without this Chromium refuses to start.
            wrapper.write_text(WRAPPER.format(program=self.browser.program))
            wrapper.chmod(0o755)
        else:
            wrapper.symlink_to(self.browser.program)

    @property
    def profiles(self) -> Path:
        return self.home / "data" / "ltx-accounts" / "browsers"

    @property
    def environment(self) -> dict[str, str]:
        return {
            "HOME": str(self.home),
            "XDG_DATA_HOME": str(self.home / "data"),
            "XDG_CONFIG_HOME": str(self.home / "config"),
            "XDG_STATE_HOME": str(self.home / "state"),
            "XDG_CACHE_HOME": str(self.home / "cache"),
            "XDG_DATA_DIRS": "/nonexistent",
            "PATH": f"{self.home / 'bin'}:/usr/bin:/bin",
            "DISPLAY": self.person.display,
            "LC_ALL": "C.UTF-8",
            TOKEN_VARIABLE: self.server.token,
            "PYTHONPATH": str(ROOT / "tests"),
        }

    def start(self, *arguments: str) -> Command:
        folder = self.home / f"command-{len(self.commands)}"
        folder.mkdir()
        with (folder / "out").open("wb") as out, (folder / "err").open("wb") as err:
            process = subprocess.Popen(
                [
                    *(sys.executable, "-W", "error", "-m", "harness.log_in_program", "log-in"),
                    *(*arguments, "--browser", self.browser.id, "--page", self.server.login_page),
                ],
                env=self.environment,
                cwd=ROOT,
                stdin=subprocess.DEVNULL,
                stdout=out,
                stderr=err,
            )
        self.commands.append(Command(process, folder))
        return self.commands[-1]

    def log_in(self, email: str, *arguments: str) -> Command:
        """From the command to the closed window, as a person does it."""
        command = self.start(*arguments)
        self.person.log_in(email)
        self.person.close("^Logged in")
        return command

    def age(self, email: str) -> None:
        """The account is due: its date can move."""
        self.server.accounts[email] = account(email, 3 * DAY)


@contextmanager
def computer_with(family: Family, folder: Path, person: Person) -> Iterator[Computer]:
    """What it runs is ended with it."""
    browser = installed(family)
    with DemoServer() as server:
        computer = Computer(folder, server, browser, person)
        try:
            yield computer
        finally:
            for command in computer.commands:
                command.process.kill()
                command.process.wait()
            until = time.monotonic() + _ENDS_WITHIN
            while (left := _named_in_arguments(folder)) and time.monotonic() < until:
                for number in left:
                    kill(number)
                time.sleep(0.05)
    shutil.rmtree(folder, ignore_errors=True)


def _named_in_arguments(folder: Path) -> list[int]:
    """Processes that have a folder in their arguments."""
    found = []
    for process in Path("/proc").iterdir():
        if process.name.isdecimal() and int(process.name) != os.getpid():
            try:
                words = (process / "cmdline").read_bytes()
            except OSError:
                continue
            if str(folder).encode() in words:
                found.append(int(process.name))
    return found
