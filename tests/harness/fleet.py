"""A window with some accounts, put into its store: the service knows none of them."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path

from fakes import make_account, make_record
from harness.journey import User, user_at_window
from harness.waiting import until
from PySide6.QtCore import QModelIndex

from ltx_desktop.app.clock import now
from ltx_desktop.demo.server import DemoServer
from ltx_desktop.domain.account import AccountRecord


def record(name: str, days: float) -> AccountRecord:
    moment = now()
    return make_record(
        make_account(
            f"{name}@northlight.example",
            updated=moment - timedelta(days=1),
            refresh_expiry=moment + timedelta(days=days, minutes=1),
            access_expiry=moment + min(timedelta(hours=9), timedelta(days=days)),
        ),
        seen=moment,
    )


FLEET = [("ended", -2.0), ("urgent", 1.0), ("soon", 9.0), ("later", 12.0), ("fine", 80.0)]


@asynccontextmanager
async def at_window(
    tmp_path: Path, *fleet: tuple[str, float], width: int = 1180
) -> AsyncIterator[User]:
    """With these accounts, after the refresh, which finds none at the service."""
    with DemoServer(accounts=[]) as server:
        async with user_at_window(tmp_path, server.base_url, server.token) as user:
            await until(lambda: "just now" in user.window._age.text(), "the refresh")
            user.window.resize(width, 800)
            user.window.records.put([record(*one) for one in fleet or FLEET])
            table = user.window.accounts.table
            count = len(fleet or FLEET)
            await until(lambda: table.accounts.rowCount(QModelIndex()) == count, "the accounts")
            await until(lambda: user.window.width() == width, "the window")
            yield user
