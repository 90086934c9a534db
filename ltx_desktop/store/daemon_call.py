"""Blocking calls that may hang for ever, awaited for a while, in a thread that holds up no exit."""

import asyncio
import contextlib
from collections.abc import Callable
from threading import Thread
from typing import TypeVar

T = TypeVar("T")


async def in_daemon_thread(call: Callable[[], T], timeout: float, name: str) -> T:  # noqa: ASYNC109 - the keyring is not ours
    """What `call` returns; TimeoutError after `timeout` seconds, and then the thread is left alone.

    `call` must not raise: it returns its failures.
    """
    loop = asyncio.get_running_loop()
    future: asyncio.Future[T] = loop.create_future()

    def deliver(result: T) -> None:
        if not future.done():
            future.set_result(result)

    def work() -> None:
        result = call()
        # Long after a time-out the loop may be closed: nobody waits for the result then.
        with contextlib.suppress(RuntimeError):
            loop.call_soon_threadsafe(deliver, result)

    Thread(target=work, name=name, daemon=True).start()
    async with asyncio.timeout(timeout):
        return await future
