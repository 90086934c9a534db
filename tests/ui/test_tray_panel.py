"""The tray in a panel that draws icon and menu by itself, as most desktops' panels do."""

import asyncio
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from typing import Any

import pytest
from harness import tray_program
from harness.platforms import linux_only
from harness.session_bus import private_bus
from harness.system_tools import need_display
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

WATCHER = DBusAddress(
    "/StatusNotifierWatcher", "org.kde.StatusNotifierWatcher", "org.kde.StatusNotifierWatcher"
)
ITEM = "org.kde.StatusNotifierItem"
MENU = "com.canonical.dbusmenu"

pytestmark = linux_only("such panels are Linux's")


class Panel:
    """A StatusNotifierWatcher, as far as Qt looks at one, that can ask the item things."""

    def __init__(self, *, has_host: bool = True) -> None:
        self.has_host = has_host
        self.item: asyncio.Future[str] = asyncio.get_running_loop().create_future()
        self._replies: dict[int, asyncio.Future[Message]] = {}
        self._connection: DBusConnection | None = None
        self._task: asyncio.Task[None] | None = None

    async def start(self) -> None:
        self._connection = await open_dbus_connection()
        self._task = asyncio.get_running_loop().create_task(self._serve(self._connection))
        # One that runs already is replaced, and may be itself.
        await self._connection.send(message_bus.RequestName(WATCHER.bus_name or "", 0b011))

    async def die(self) -> None:
        if self._connection and self._task:
            self._task.cancel()
            with suppress(asyncio.CancelledError):
                await self._task
            await self._connection.close()

    async def property(self, name: str) -> Any:
        where = DBusAddress("/StatusNotifierItem", await self.item, ITEM)
        (_signature, value), *_ = await self.ask(
            where.with_interface("org.freedesktop.DBus.Properties"), "Get", "ss", (ITEM, name)
        )
        return value

    async def menu(self) -> dict[str, int]:
        """Numbers of the entries that are seen, by their text as dbusmenu has it."""
        where = DBusAddress(await self.property("Menu"), await self.item, MENU)
        await self.ask(where, "AboutToShow", "i", (0,))
        _revision, (_number, _properties, children) = await self.ask(
            where, "GetLayout", "iias", (0, -1, [])
        )
        entries = [child for _signature, child in children]
        return {
            properties["label"][1]: number
            for number, properties, _ in entries
            if "label" in properties and properties.get("visible", ("b", True))[1]
        }

    async def choose(self, number: int) -> None:
        where = DBusAddress(await self.property("Menu"), await self.item, MENU)
        await self.ask(where, "Event", "isvu", (number, "clicked", ("i", 0), 0))

    async def ask(
        self, where: DBusAddress, method: str, signature: str, body: tuple[object, ...]
    ) -> Any:
        assert self._connection
        serial = next(self._connection.outgoing_serial)
        self._replies[serial] = asyncio.get_running_loop().create_future()
        await self._connection.send(new_method_call(where, method, signature, body), serial=serial)
        reply = await self._replies[serial]
        assert reply.header.message_type is MessageType.method_return, reply.body
        return reply.body

    async def _serve(self, connection: DBusConnection) -> None:
        while True:
            message = await connection.receive()
            fields = message.header.fields
            if message.header.message_type is not MessageType.method_call:
                future = self._replies.get(fields.get(HeaderFields.reply_serial, 0))
                if future:
                    future.set_result(message)
                continue
            await connection.send(self._answer(message))
            if fields[HeaderFields.member] == "RegisterStatusNotifierItem":
                name = message.body[0]
                if self.item.done():
                    self.item = asyncio.get_running_loop().create_future()
                self.item.set_result(name)
                await connection.send(
                    new_signal(WATCHER, "StatusNotifierItemRegistered", "s", (name,))
                )

    def _answer(self, message: Message) -> Message:
        match message.header.fields[HeaderFields.member], message.body:
            case "RegisterStatusNotifierItem", _:
                return new_method_return(message)
            case "Get", (_, "IsStatusNotifierHostRegistered"):
                return new_method_return(message, "v", (("b", self.has_host),))
            case "GetAll", _:
                here = {"IsStatusNotifierHostRegistered": ("b", self.has_host)}
                return new_method_return(message, "a{sv}", (here,))
            case _:
                return new_error(message, "org.freedesktop.DBus.Error.UnknownMethod")


@asynccontextmanager
async def program() -> AsyncIterator["asyncio.StreamReader"]:
    """The app with its icon, until it is told to quit; its lines can be read."""
    need_display()
    tests = Path(tray_program.__file__).parent.parent
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-c",
        f"import sys, runpy; sys.path[:0] = {[str(tests), str(tests.parent)]!r}; "
        "runpy.run_module('harness.tray_program', run_name='__main__')",
        stdout=asyncio.subprocess.PIPE,
    )
    assert process.stdout
    try:
        yield process.stdout
    except BaseException:
        process.kill()
        await process.wait()
        raise
    assert await process.wait() == 0


async def line(said: asyncio.StreamReader) -> str:
    async with asyncio.timeout(20):
        return (await said.readline()).decode().strip()


async def test_it_waits_for_the_panel_and_works_in_it(monkeypatch: pytest.MonkeyPatch) -> None:
    with private_bus(monkeypatch):
        async with program() as said:
            assert await line(said) == "started"
            panel = Panel()
            await panel.start()
            assert await line(said) == "there"

            sizes = {(width, height) for width, height, _ in await panel.property("IconPixmap")}
            assert {(16, 16), (22, 22), (24, 24)} <= sizes
            assert (await panel.property("ToolTip"))[2] == "1 account_s & more"

            entries = await panel.menu()
            # There `_` is what `&` is in Qt, and Qt turns the first of its own into one.
            account = "a_&b__c__d@synthetic.example · Urgent · 1 d"
            assert list(entries)[:2] == ["1 account__s _& more", account]
            assert await line(said) == "opening False", "a message could not be seen"

            await panel.choose(entries[account])
            assert await line(said) == "renew a&b_c_d@synthetic.example"
            await panel.choose(entries["Open LTX Accounts"])
            assert await line(said) == "open"

            await panel.die()
            assert await line(said) == "gone"
            panel = Panel()
            await panel.start()
            assert await line(said) == "there"
            await panel.choose((await panel.menu())["Quit"])
            assert await line(said) == "opening False"
            assert await line(said) == ""
            await panel.die()


async def test_one_that_takes_the_place_of_another_gets_the_icon(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with private_bus(monkeypatch):
        old, new = Panel(), Panel()
        await old.start()
        async with program() as said:
            assert [await line(said), await line(said)] == ["there", "started"]
            await old.item
            await new.start()
            assert await line(said) == "there"
            await new.choose((await new.menu())["Quit"])
            assert await line(said) == "opening False"
            assert await line(said) == ""
        await old.die()
        await new.die()


async def test_a_list_of_icons_that_nothing_shows_is_no_tray(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """KDE's panel crashes alone, or has no place for icons."""
    with private_bus(monkeypatch):
        panel = Panel(has_host=False)
        await panel.start()
        async with program() as said:
            assert await line(said) == "started"
            panel.has_host = True
            assert await line(said) == "there"
            panel.has_host = False
            assert await line(said) == "gone"
            # The icon of before has gone with it.
            panel.item = asyncio.get_running_loop().create_future()
            panel.has_host = True
            assert await line(said) == "there"
            await panel.choose((await panel.menu())["Quit"])
            assert await line(said) == "opening False"
            assert await line(said) == ""
        await panel.die()
