"""The app as a screen reader has it: over the accessibility bus, from a process of its own."""

import asyncio
import json
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from harness import window_program
from harness.display import another_display
from harness.session_bus import daemon, private_bus
from harness.system_tools import need, skip_for_want_of
from harness.waiting import until

_LAUNCHER = "/usr/libexec/at-spi-bus-launcher"
_PYTHON = "/usr/bin/python3"
"""The distribution's, which has the bindings."""

_BINDINGS = "import gi; gi.require_version('Atspi', '2.0')"
_TESTS = Path(window_program.__file__).parent.parent
_CLIENT = _TESTS / "harness" / "screen_reader_client.py"


@dataclass(frozen=True)
class Node:
    path: list[int]
    name: str
    role: str
    description: str
    states: frozenset[str]
    children: list["Node"]

    @classmethod
    def of(cls, told: dict[str, Any]) -> "Node":
        children = [cls.of(child) for child in told["children"]]
        return cls(**(told | {"states": frozenset(told["states"]), "children": children}))

    def all(self) -> Iterator["Node"]:
        """This and everything inside."""
        yield self
        for child in self.children:
            yield from child.all()

    @property
    def is_seen(self) -> bool:
        return "showing" in self.states


class ScreenReader:
    """Sees all windows of the app, and acts on what is in them."""

    def __init__(self, client: "subprocess.Popen[str]", app: "subprocess.Popen[str]") -> None:
        self._client = client
        self._app = app
        self._heard: list[tuple[str, str]] = []

    # Seeing

    def screen(self) -> list[Node]:
        """All that is shown, of the main window first."""
        windows = map(Node.of, self._ask("windows"))
        return [node for window in windows for node in window.all() if node.is_seen]

    async def until_seen(self, role: str, name: str = "", state: str = "showing") -> Node:
        """The first of this role whose name begins so."""
        found: list[Node] = []
        others: list[str] = []

        def look() -> bool:
            screen = self.screen()
            others[:] = [f"{one.role} {one.name!r}" for one in screen if one.name]
            found[:] = [one for one in called(screen, role, name) if state in one.states]
            return bool(found)

        await self._until(look, lambda: f"{state} {role} {name!r} among {others}")
        return found[0]

    async def until_windows(self, count: int) -> None:
        await self._until(lambda: self._ask("count") == count, f"{count} windows")

    def heard(self) -> list[tuple[str, str]]:
        """All events so far: what happened, and the announcement or whose it was."""
        self._heard += map(tuple, self._ask("heard"))
        return self._heard

    def announced(self) -> list[str]:
        return [text for kind, text in self.heard() if kind == "object:announcement"]

    async def until_announced(self, text: str) -> None:
        await self._until(
            lambda: any(text in one for one in self.announced()),
            lambda: f"{text!r} among {self.announced()}",
        )

    def forget(self) -> None:
        """What was heard so far."""
        self.heard()
        self._heard.clear()

    # Doing

    def do(self, node: Node, action: str = "Press") -> None:
        assert self._ask("act", node.path, action)

    async def act(self, role: str, name: str, action: str = "Press") -> None:
        """As soon as it can be used."""
        self.do(await self.until_seen(role, name, "sensitive"), action)

    async def choose(self, name: str) -> None:
        """An entry of the menus, which need not be opened for that, as soon as it can be used."""
        await self._until(lambda: self._ask("choose", name), f"{name} to be possible")

    def write(self, node: Node, text: str) -> None:
        assert self._ask("write", node.path, text)

    def run_clocks(self, seconds: float) -> None:
        """Let that span pass for the app and its service."""
        assert self._app.stdin
        self._app.stdin.write(f"{seconds}\n")
        self._app.stdin.flush()

    async def _until(self, condition: Callable[[], object], what: str | Callable[[], str]) -> None:
        # To ask holds up the loop, whose steps are watched: each look is one.
        await asyncio.sleep(0)
        await until(condition, what)

    def _ask(self, *command: object) -> Any:
        assert self._client.stdin
        assert self._client.stdout
        self._client.stdin.write(json.dumps(command) + "\n")
        self._client.stdin.flush()
        line = self._client.stdout.readline()
        assert line, f"{_CLIENT.name} has ended"
        told = json.loads(line)
        if "error" in told:
            raise AssertionError(f"{command[0]}: {told['error']}")
        return told["answer"]


def called(nodes: Iterable[Node], role: str, name: str = "") -> list[Node]:
    return [one for one in nodes if one.role == role and one.name.startswith(name)]


def need_screen_reader_bus() -> None:
    need(_LAUNCHER)
    tried = subprocess.run([need(_PYTHON), "-c", _BINDINGS], capture_output=True, check=False)
    if tried.returncode:
        skip_for_want_of("python3-gi with Atspi")


@contextmanager
def screen_reader(
    monkeypatch: pytest.MonkeyPatch,
    folder: Path,
    seed: Sequence[dict[str, object]],
    *,
    token: str,
    starts_with_it: bool,
) -> Iterator[ScreenReader]:
    """The app on a service with these accounts, on a private bus of a private desktop."""
    need_screen_reader_bus()
    (folder / "seed.json").write_text(json.dumps({"accounts": seed}))
    monkeypatch.setenv("QT_LINUX_ACCESSIBILITY_ALWAYS_ON", "1")
    monkeypatch.setenv("GSETTINGS_BACKEND", "memory")
    monkeypatch.setenv("PYTHONPATH", f"{_TESTS}:{_TESTS.parent}")
    with ExitStack() as stack:
        stack.enter_context(private_bus(monkeypatch))
        # On that of the tests, the clipboard is owned by who waits here.
        monkeypatch.setenv("DISPLAY", stack.enter_context(another_display()))
        stack.enter_context(daemon(_LAUNCHER, "--launch-immediately"))
        client = stack.enter_context(daemon(_PYTHON, str(_CLIENT)))
        words = [str(folder), token, *(["--with-token"] if starts_with_it else [])]
        app = stack.enter_context(daemon(sys.executable, window_program.__file__, *words))
        yield ScreenReader(client, app)
