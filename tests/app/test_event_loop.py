"""The loop of Qt and asyncio: what it adds to qasync's."""

import asyncio
import gc
import socket
import threading
from contextvars import ContextVar, copy_context

from ltx_desktop.app.application import Application
from ltx_desktop.app.event_loop import EventLoop


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
    both = [asyncio.create_task(asyncio.to_thread(one.wait, 10)) for one in (first, second)]
    await asyncio.to_thread(lambda: None)
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


def _report(seen: "asyncio.Future[str]", where: ContextVar[str]) -> None:
    if not seen.done():
        seen.set_result(where.get())
