"""Waiting in tests for something to become true; the one place that polls."""

import asyncio
import subprocess
import time
from collections.abc import Callable

_EVERY = 0.005


async def until(
    condition: Callable[[], object],
    what: str | Callable[[], str] = "it",
    timeout: float = 10,  # noqa: ASYNC109
) -> None:
    """Give the loop its turns until the condition holds; fails after `timeout` seconds."""
    try:
        async with asyncio.timeout(timeout):
            while not condition():  # noqa: ASYNC110 - this is where polling is kept
                await asyncio.sleep(_EVERY)
    except TimeoutError:
        told = what if isinstance(what, str) else what()
        raise AssertionError(f"waited {timeout} s in vain for: {told}") from None


def hold_until(
    condition: Callable[[], object],
    what: str,
    process: "subprocess.Popen[str] | None" = None,
    timeout: float = 60,
) -> None:
    """The same without a loop, for what a process or another thread does.

    It sleeps between, as a busy wait takes the time of those it waits for. Fails at once where
    `process` has ended.
    """
    deadline = time.monotonic() + timeout
    while not condition():
        assert process is None or process.poll() is None, process.communicate()
        assert time.monotonic() < deadline, f"waited {timeout} s in vain for: {what}"
        time.sleep(_EVERY)
