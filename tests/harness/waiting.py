"""Waiting in async tests for something to become true; the one place that polls."""

import asyncio
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
