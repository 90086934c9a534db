"""The table: a tick, a refresh, sorting and filtering, each seen on the screen."""

import json
import time
from collections.abc import Callable
from datetime import timedelta

from bench_window import body_of, on_loop, window
from figure import Bar, Figure, figure_of, in_turns
from harness.journey import User
from harness.waiting import until

from ltx_desktop.app.clock import now
from ltx_desktop.ui.accounts.account_filter import AccountFilter
from ltx_desktop.ui.accounts.columns import Column, sort_keys

MANY = 100_000


def milliseconds(act: Callable[[], object]) -> float:
    begun = time.perf_counter()
    act()
    return (time.perf_counter() - begun) * 1000


def seen(user: User) -> None:
    """Have the table painted now, and see that it shows its accounts."""
    table = user.window.accounts.table
    table.viewport().repaint()
    index = table.indexAt(table.viewport().rect().center() / 2)
    assert index.isValid()
    assert "northlight" in str(index.siblingAtColumn(Column.EMAIL).data())


def tick(runs: int) -> Figure:
    def ticked(user: User) -> float:
        table = user.window.accounts.table

        def act() -> None:
            table.tick()
            table.viewport().repaint()

        cost = min(milliseconds(act) for _ in range(5))
        seen(user)
        return cost

    async def work() -> Figure:
        bar = Bar("one tick at 100,000 rows, against 30", 1.5)
        async with window(30) as (few, _), window(MANY) as (many, _):
            return in_turns(bar, runs, lambda: ticked(few), lambda: ticked(many))

    return on_loop(work)


def refresh(runs: int) -> Figure:
    """From the body received to the rows painted; every account has another date each time."""
    count = 10_000

    async def work() -> Figure:
        pairs = []
        async with window(count) as (user, service):
            for run in range(runs + 1):
                service.body = body_of(count, days_later=run + 1)
                floor = milliseconds(lambda: json.loads(service.body))
                user.choose("Refresh")
                await until(shows(user, run + 1), "the rows", 60)
                seen(user)
                pairs.append((floor, (time.perf_counter() - service.at) * 1000))
                await until(user.window.actions_.refresh.isEnabled, "its end", 60)
        return figure_of(
            Bar("refresh of 10,000 accounts, body to rows, / json.loads", 6), pairs[1:]
        )

    return on_loop(work)


def shows(user: User, days_later: float) -> Callable[[], bool]:
    """Whether the table has what `body_of` tells, all renewed some days later."""
    model = user.window.accounts.model
    moment = now() + timedelta(days=2 + days_later)

    def are_there() -> bool:
        first = model.rows()[0].record.account.refresh_expiry
        return first is not None and first > moment

    return are_there


def sort(runs: int) -> Figure:
    async def work() -> Figure:
        async with window(MANY) as (user, _):
            model = user.window.accounts.model
            model.sort(Column.DEADLINE)
            keys = sort_keys(Column.EMAIL, model.rows(), {})

            def ours() -> float:
                model.sort(Column.DEADLINE)
                cost = milliseconds(lambda: model.sort(Column.EMAIL))
                assert "000000" in model.row_at(0).email
                assert "099999" in model.row_at(MANY - 1).email
                seen(user)
                return cost

            def floor() -> float:
                return milliseconds(lambda: sorted(keys))

            return in_turns(Bar("sort of 100,000 rows, / sorted", 2), runs, floor, ours)

    return on_loop(work)


def filtering(runs: int) -> Figure:
    async def work() -> Figure:
        async with window(MANY) as (user, _):
            page = user.window.accounts
            keys = [row.email.casefold() for row in page.model.rows()]
            texts = ["7", "9"]

            def ours() -> float:
                texts.reverse()
                wanted = AccountFilter(texts[0])
                cost = milliseconds(lambda: page.model.set_filter(wanted))
                assert page.model.rowCount() == 40_951
                seen(user)
                return cost

            def floor() -> float:
                return milliseconds(lambda: [key for key in keys if texts[0] in key])

            bar = Bar("filter of 100,000 rows, / a list comprehension", 2)
            return in_turns(bar, runs, floor, ours)

    return on_loop(work)
