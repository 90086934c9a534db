"""How long the event loop is held up at the longest, in frames of a screen at 60 Hz."""

import asyncio
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

from bench_profile import demo_service
from bench_window import body_of, on_loop, window
from fakes import HEADER
from figure import Bar, Figure, figure_of
from harness.large_har import large_har
from harness.waiting import until
from PySide6.QtWidgets import QPlainTextEdit
from table import seen, shows

from ltx_desktop.app.wiring.services import build_services
from ltx_desktop.services.outcomes import Looked

FRAME = 1000 / 60
LOOK = 0.002
"""Seconds between two looks at the clock."""


class Stall:
    """`longest` is what came on top of the pause between two looks, in milliseconds."""

    longest = 0.0


@asynccontextmanager
async def watching() -> AsyncIterator[Stall]:
    stall = Stall()

    async def look() -> None:
        before = time.perf_counter()
        while True:
            await asyncio.sleep(LOOK)
            now = time.perf_counter()
            stall.longest = max(stall.longest, (now - before - LOOK) * 1000)
            before = now

    looking = asyncio.get_running_loop().create_task(look())
    try:
        yield stall
        await asyncio.sleep(0.05)
    finally:
        looking.cancel()


async def stalls(name: str, frames: float, runs: int, act: Callable[[], Awaitable[None]]) -> Figure:
    await act()
    pairs = []
    for _ in range(runs):
        await asyncio.sleep(0.2)
        async with watching() as stall:
            await act()
        pairs.append((FRAME, stall.longest))
    return figure_of(Bar(f"longest stall: {name}", frames), pairs)


def of_refresh(count: int, frames: float, runs: int) -> Figure:
    async def work() -> Figure:
        async with window(count) as (user, service):
            later = 0
            bodies = [body_of(count, days) for days in range(1, runs + 3)]

            async def act() -> None:
                nonlocal later
                service.body = bodies[later]
                later += 1
                user.choose("Refresh")
                await until(shows(user, later), "the rows", 60)
                await until(user.window.actions_.refresh.isEnabled, "its end", 60)
                seen(user)

            return await stalls(f"refresh of {count:,} accounts", frames, runs, act)

    return on_loop(work)


def refresh_1000(runs: int) -> Figure:
    return of_refresh(1000, 1, runs)


def refresh_10000(runs: int) -> Figure:
    return of_refresh(10_000, 2, runs)


def tick(runs: int) -> Figure:
    async def work() -> Figure:
        async with window(100_000) as (user, _):

            async def act() -> None:
                user.window.accounts.table.tick()
                await asyncio.sleep(0.1)
                seen(user)

            return await stalls("tick at 100,000 rows", 2, runs, act)

    return on_loop(work)


def typing(runs: int) -> Figure:
    async def work() -> Figure:
        async with window(100_000) as (user, _):
            search = user.window.actions_.search

            async def act() -> None:
                for text in ("a", "ac", "acc", "account-0", "account-04", "account-042", ""):
                    search.setText(text)
                    await asyncio.sleep(0.02)
                await until(lambda: user.window.accounts.model.rowCount() == 100_000, "all")
                seen(user)

            return await stalls("typing a filter at 100,000 rows", 2, runs, act)

    return on_loop(work)


def har(runs: int) -> Figure:
    async def work() -> Figure:
        archive = large_har(HEADER, 5_000_000)
        async with window(30) as (user, _):

            async def act() -> None:
                await user.open_adding()
                box = user.find(QPlainTextEdit, "Pasted cookies")
                user.paste(archive, box)
                await user.until_dialog_says("HAR: 3 of 3 cookies")
                dialog = user.dialog()
                assert dialog
                dialog.reject()
                await user.until_no_dialog()

            return await stalls("paste of a 5 MB HAR", 2, runs, act)

    return on_loop(work)


def requests(runs: int) -> Figure:
    async def work(base_url: str) -> Figure:
        async with window(100, base_url) as (user, _):
            look = build_services(user.profile).look
            emails = [record.email for record in user.profile.store.records()]

            async def act() -> None:
                outcome = await look(emails)
                assert outcome == Looked(100, (), None)

            return await stalls("100 accounts looked at, a request each", 2, runs, act)

    with demo_service(100) as base_url:
        return on_loop(lambda: work(base_url))
