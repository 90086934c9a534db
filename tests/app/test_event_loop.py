"""The loop of Qt and asyncio: what it adds to qasync's."""

import ast
import asyncio
import gc
import signal
import socket
import sys
import threading
from collections.abc import AsyncIterator
from contextvars import ContextVar, copy_context
from pathlib import Path

import pytest
import qasync
from harness.platforms import not_on_windows
from harness.waiting import until

from ltx_desktop.app.application import Application
from ltx_desktop.app.event_loop import EventLoop, _on_signals


async def test_no_garbage_is_looked_for_while_a_thread_works(qapp: Application) -> None:
    loop = asyncio.get_running_loop()
    assert isinstance(loop, EventLoop)
    assert gc.isenabled()
    assert await asyncio.to_thread(gc.isenabled) is False
    assert gc.isenabled()


async def test_what_is_off_already_stays_off(qapp: Application) -> None:
    gc.disable()
    try:
        await asyncio.to_thread(gc.isenabled)
        assert not gc.isenabled()
    finally:
        gc.enable()


async def test_several_threads_share_the_rest(qapp: Application) -> None:
    first, second = threading.Event(), threading.Event()
    begun: list[threading.Event] = []

    def work(end: threading.Event) -> None:
        begun.append(end)
        end.wait(10)

    both = [asyncio.create_task(asyncio.to_thread(work, one)) for one in (first, second)]
    await until(lambda: len(begun) == len(both), "both threads to be at work")
    first.set()
    await both[0]
    assert not gc.isenabled()
    second.set()
    await both[1]
    assert gc.isenabled()


async def test_callbacks_of_sockets_run_in_the_context_they_are_given(qapp: Application) -> None:
    loop = asyncio.get_running_loop()
    assert isinstance(loop, EventLoop)
    where = ContextVar("where", default="outside")
    inside = copy_context()
    inside.run(where.set, "inside")
    ours, theirs = socket.socketpair()
    with ours, theirs:
        theirs.send(b"x")
        for add, remove in (
            (loop._add_reader, loop._remove_reader),
            (loop._add_writer, loop._remove_writer),
        ):
            for context, expected in ((None, "outside"), (inside, "inside")):
                seen: asyncio.Future[str] = loop.create_future()
                add(ours, _report, seen, where, context=context)
                assert await seen == expected
                remove(ours)


@not_on_windows("another signal stands in for Ctrl+Break, which Windows has itself")
async def test_on_windows_ctrl_c_and_ctrl_break_end_it(
    qapp: Application, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setattr(signal, "SIGBREAK", signal.SIGUSR1, raising=False)
    keys = (signal.SIGINT, signal.SIGUSR1)
    before = {key: signal.getsignal(key) for key in keys}
    for key in keys:
        stop = asyncio.Event()
        try:
            with _on_signals(stop):
                signal.raise_signal(key)
                await asyncio.wait_for(stop.wait(), 10)
            signal.raise_signal(key)
        finally:
            for number, handler in before.items():
                signal.signal(number, handler)


async def test_a_generator_that_is_left_before_its_end_is_closed_on_the_loop(
    qapp: Application,
) -> None:
    closed: asyncio.Future[bool] = asyncio.get_running_loop().create_future()

    async def numbers() -> AsyncIterator[int]:
        try:
            while True:
                yield 1
        finally:
            await asyncio.sleep(0)
            closed.set_result(True)

    async for _number in numbers():
        break
    assert await asyncio.wait_for(closed, 10)


async def test_generators_that_are_still_held_are_closed_with_the_loop(qapp: Application) -> None:
    closed = []

    async def numbers() -> AsyncIterator[int]:
        try:
            yield 1
        finally:
            await asyncio.sleep(0)
            closed.append(True)

    held = numbers()
    async for _number in held:
        break
    await asyncio.get_running_loop().shutdown_asyncgens()
    assert closed


def test_what_it_extends_is_in_the_part_of_qasync_that_windows_has_too() -> None:
    """On Windows it stands on asyncio's proactor, elsewhere on a selector."""
    extended = vars(EventLoop).keys() & set(dir(asyncio.SelectorEventLoop))
    everywhere = set(dir(asyncio.BaseEventLoop)) | vars(qasync._QEventLoop).keys()
    assert {"_add_reader", "shutdown_asyncgens"} <= extended
    assert extended <= everywhere


def test_windows_proactor_is_still_what_qasync_extends() -> None:
    """Every Python contains the proactor's source, also on other systems.

    A thread of qasync's waits on Windows' completion port: each method that submits to the port
    has to take its lock. A method that a new Python adds would not.
    """
    proactor = _class(Path(asyncio.__file__).with_name("windows_events.py"), "IocpProactor")
    extending = _class(Path(qasync.__file__).with_name("_windows.py"), "_IocpProactor")
    submitting = {
        name
        for name, method in proactor.items()
        if {"_register", "_wait_for_handle"} & _attributes(method)
    }
    waiting = {"wait_for_handle", "_wait_cancel"}
    assert submitting - waiting <= extending.keys()
    assert {"_poll", "_wait_for_handle"} <= proactor.keys()
    known = set[str]().union(*map(_attributes, proactor.values()))
    assert {"_iocp", "_cache", "_unregistered", "_stopped_serving"} <= known


def _class(path: Path, name: str) -> dict[str, ast.FunctionDef]:
    """The methods of a class in a file that cannot be imported here."""
    tree = ast.parse(path.read_text("utf-8"))
    (found,) = (one for one in tree.body if isinstance(one, ast.ClassDef) and one.name == name)
    return {one.name: one for one in found.body if isinstance(one, ast.FunctionDef)}


def _attributes(method: ast.FunctionDef) -> set[str]:
    """The attributes of `self` that it uses."""
    return {
        node.attr
        for node in ast.walk(method)
        if isinstance(node, ast.Attribute)
        and isinstance(node.value, ast.Name)
        and node.value.id == "self"
    }


def _report(seen: "asyncio.Future[str]", where: ContextVar[str]) -> None:
    if not seen.done():
        seen.set_result(where.get())
