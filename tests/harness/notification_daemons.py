"""Notification daemons on a private bus: the real dunst, and one that does what a test says."""

import asyncio
import html
import re
import subprocess
from collections.abc import AsyncIterator, Iterator
from contextlib import ExitStack, asynccontextmanager, closing, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from harness.session_bus import daemon, private_bus
from harness.system_tools import need
from harness.waiting import until
from jeepney import (
    DBusAddress,
    HeaderFields,
    Message,
    MessageType,
    message_bus,
    new_error,
    new_method_call,
    new_method_return,
    new_signal,
)
from jeepney.io.asyncio import DBusConnection, open_dbus_connection
from jeepney.io.blocking import open_dbus_connection as open_blocking

NAME = "org.freedesktop.Notifications"
PLACE = DBusAddress("/org/freedesktop/Notifications", bus_name=NAME, interface=NAME)


@dataclass
class Shown:
    """As it was asked for; of dunst `title` and `body` only, as they are read on the screen."""

    title: str
    body: str
    icon: str = ""
    actions: list[str] = field(default_factory=list)
    hints: dict[str, tuple[str, object]] = field(default_factory=dict)
    expires: int = -1


class Daemon:
    """What a person can do with any daemon, and see of it."""

    async def start(self) -> None:
        raise NotImplementedError

    async def die(self) -> None:
        raise NotImplementedError

    def count(self) -> int:
        """How many are on the screen."""
        raise NotImplementedError

    def newest(self) -> Shown:
        """The one that was shown last; with dunst it must have been closed since."""
        raise NotImplementedError

    async def click(self) -> None:
        raise NotImplementedError

    async def choose(self, label: str) -> None:
        raise NotImplementedError

    async def dismiss(self) -> None:
        raise NotImplementedError


class Dunst(Daemon):
    """Driven by dunstctl; its menu is "shown" by a script that chooses what a file says."""

    def __init__(self, folder: Path, markup: str = "markup = full") -> None:
        for program in ("dunst", "dunstctl", "dbus-send"):
            need(program)
        self._folder = folder
        self._running = ExitStack()
        script = folder / "menu.sh"
        script.write_text(f"#!/bin/sh\ngrep -F -f '{folder}/wanted' | head -n 1\n")
        script.chmod(0o700)
        self._settings = folder / "dunstrc"
        self._settings.write_text(f"[global]\ndmenu = {script}\n{markup}\n")

    async def start(self) -> None:
        self._running.enter_context(daemon("dunst", "-conf", str(self._settings)))
        await until(lambda: _has_owner(NAME), "dunst to appear on the bus")

    async def die(self) -> None:
        self._running.close()

    def count(self) -> int:
        return int(self._control("count", "displayed"))

    def newest(self) -> Shown:
        listed = self._history()[0]
        title, _, body = listed["message"][1].partition("\n")
        return Shown(_as_read(title.removeprefix("<b>").removesuffix("</b>")), _as_read(body))

    async def click(self) -> None:
        self._control("action", "0")

    async def choose(self, label: str) -> None:
        (self._folder / "wanted").write_text(f"{label}\n")
        self._control("context")

    async def dismiss(self) -> None:
        self._control("close")

    def _control(self, *words: str) -> str:
        done = subprocess.run(
            ["dunstctl", *words], capture_output=True, text=True, timeout=10, check=True
        )
        return done.stdout

    def _history(self) -> list[dict[str, tuple[str, Any]]]:
        """As `dunstctl history` would print it with systemd's busctl, which may not be there."""
        cmd = PLACE.with_interface("org.dunstproject.cmd0")
        with closing(open_blocking()) as bus:
            reply = bus.send_and_get_reply(new_method_call(cmd, "NotificationListHistory"))
        history: list[dict[str, tuple[str, Any]]] = reply.body[0]
        return history


class FakeDaemon(Daemon):
    """Answers on the test's own loop.

    `hangs` lets it answer nothing, `hangs_at_notify` no notification; `answer` replaces the reply
    to a method, by name, by a signature and a body, or by an error where it is None.
    """

    def __init__(self) -> None:
        self.capabilities = ["actions", "body", "body-markup"]
        self.on_screen: dict[int, Shown] = {}
        self.all: list[Shown] = []
        self.hangs = False
        self.hangs_at_notify = False
        self.closes_at_once = False
        self.answer: dict[str, tuple[str, tuple[object, ...]] | None] = {}
        self.token = ""
        self.unanswered: list[Message] = []
        self._number = 0
        self._connection: DBusConnection | None = None
        self._task: asyncio.Task[None] | None = None

    async def start(self) -> None:
        self._connection = await open_dbus_connection()
        self._task = asyncio.get_running_loop().create_task(self._serve(self._connection))
        await self._connection.send(message_bus.RequestName(NAME))
        await until(lambda: _has_owner(NAME), "the fake daemon to appear on the bus")

    async def die(self) -> None:
        self.on_screen.clear()
        connection, self._connection = self._connection, None
        task, self._task = self._task, None
        if task and connection:
            task.cancel()
            with suppress(asyncio.CancelledError, ConnectionError, EOFError):
                await task
            with suppress(ConnectionError):
                await connection.close()

    def count(self) -> int:
        return len(self.on_screen)

    def newest(self) -> Shown:
        shown = self.all[-1]
        return Shown(shown.title, _as_read(shown.body), shown.icon, shown.actions)

    async def click(self) -> None:
        await self.act("default")

    async def choose(self, label: str) -> None:
        actions = self.all[-1].actions
        await self.act(actions[actions.index(label, 2) - 1])

    async def dismiss(self) -> None:
        for number in list(self.on_screen):
            await self.close(number, 2)

    async def act(self, action: str, number: int | None = None) -> None:
        number = number or max(self.on_screen)
        if self.token:
            await self.emit("ActivationToken", "us", (number, self.token))
        await self.emit("ActionInvoked", "us", (number, action))

    async def close(self, number: int, reason: int) -> None:
        if self.on_screen.pop(number, None):
            await self.emit("NotificationClosed", "uu", (number, reason))

    async def emit(self, name: str, signature: str, body: tuple[object, ...]) -> None:
        assert self._connection
        await self._connection.send(new_signal(PLACE, name, signature, body))

    async def wake(self) -> None:
        """Answer what came while it hung."""
        self.hangs = self.hangs_at_notify = False
        waiting, self.unanswered = self.unanswered, []
        for message in waiting:
            await self._answer(message)

    async def _serve(self, connection: DBusConnection) -> None:
        while True:
            message = await connection.receive()
            if message.header.message_type is not MessageType.method_call:
                continue
            name = message.header.fields[HeaderFields.member]
            if self.hangs or (self.hangs_at_notify and name == "Notify"):
                self.unanswered.append(message)
            else:
                await self._answer(message)

    async def _answer(self, message: Message) -> None:
        assert self._connection
        name = message.header.fields[HeaderFields.member]
        signature, body = self._do(name, message.body)
        if name in self.answer:
            changed = self.answer[name]
            if changed is None:
                await self._connection.send(new_error(message, f"{NAME}.Refused"))
                return
            signature, body = changed
        await self._connection.send(new_method_return(message, signature, body))
        if name == "Notify" and self.closes_at_once:
            await self.close(self._number, 2)
        if name == "CloseNotification":
            await self.close(message.body[0], 3)

    def _do(self, name: str, body: tuple[Any, ...]) -> tuple[str, tuple[object, ...]]:
        if name == "GetCapabilities":
            return "as", (self.capabilities,)
        if name == "Notify":
            _app, replaced, icon, title, text, actions, hints, expires = body
            self._number = replaced or self._number + 1
            self.all.append(Shown(title, text, icon, actions, hints, expires))
            self.on_screen[self._number] = self.all[-1]
            return "u", (self._number,)
        return "", ()


@pytest.fixture
def dunst_daemon(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Dunst]:
    """Not started, on a bus of its own."""
    with private_bus(monkeypatch):
        yield Dunst(tmp_path)


@pytest.fixture
def fake_daemon(monkeypatch: pytest.MonkeyPatch) -> Iterator[FakeDaemon]:
    """Not started, on a bus of its own."""
    with private_bus(monkeypatch):
        yield FakeDaemon()


@pytest.fixture(params=["dunst", "fake"])
def any_daemon(request: pytest.FixtureRequest) -> Daemon:
    """Not started, on a bus of its own."""
    one: Daemon = request.getfixturevalue(f"{request.param}_daemon")
    return one


@asynccontextmanager
async def running(one: Daemon) -> AsyncIterator[None]:
    await one.start()
    try:
        yield
    finally:
        await one.die()


def _as_read(markup: str) -> str:
    """A tag that takes effect is shown as what it is not: text."""
    return html.unescape(re.sub(r"<[^>]*>", "(a tag!)", markup))


def _has_owner(name: str) -> bool:
    with closing(open_blocking()) as bus:
        return bool(bus.send_and_get_reply(message_bus.NameHasOwner(name)).body[0])
