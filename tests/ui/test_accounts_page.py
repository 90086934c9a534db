"""The table and the timeline below it, which follows a moment later."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path

import pytest
from fakes import make_account, make_record
from harness.journey import User, user_at_window
from harness.waiting import until
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication

from ltx_desktop.app.clock import now
from ltx_desktop.demo.server import DemoServer
from ltx_desktop.domain.account import AccountRecord
from ltx_desktop.services.ports import RecordsPort
from ltx_desktop.ui.accounts.accounts_page import AccountsPage

pytestmark = pytest.mark.usefixtures("qapp")


def record(number: int) -> AccountRecord:
    moment = now()
    return make_record(
        make_account(
            f"a{number:03}@northlight.example",
            updated=moment - timedelta(days=1),
            refresh_expiry=moment + timedelta(days=20, minutes=number),
            access_expiry=moment + timedelta(hours=9),
        ),
        seen=moment,
    )


@asynccontextmanager
async def at_window(tmp_path: Path, count: int) -> AsyncIterator[User]:
    """With so many accounts, after the refresh, which finds none at the service."""
    with DemoServer(accounts=[]) as server:
        async with user_at_window(tmp_path, server.base_url, server.token) as user:
            await until(lambda: "just now" in user.window._age.text(), "the refresh")
            records_of(user).put([record(number) for number in range(count)])
            page = user.window.accounts
            await until(lambda: len(page.timeline.content.bars) == count, "the timeline")
            yield user


def records_of(user: User) -> RecordsPort:
    return user.window.records


class Paints(QObject):
    """How many rows the timeline had at each of its paintings."""

    def __init__(self, page: AccountsPage) -> None:
        super().__init__(page)
        self._page = page
        self.rows: list[int] = []
        page.timeline.viewport().installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's
        if event.type() is QEvent.Type.Paint:
            self.rows.append(len(self._page.timeline.content.bars))
        return False


async def test_changes_without_a_pause_do_not_hold_up_the_timeline(tmp_path: Path) -> None:
    async with at_window(tmp_path, 1) as user:
        page = user.window.accounts
        number = 1

        def another() -> bool:
            nonlocal number
            records_of(user).put([record(number)])
            number += 1
            return len(page.timeline.content.bars) > 2

        await until(another, "the timeline to follow")
        assert number < 100


async def test_an_account_that_has_just_come_is_found_in_the_timeline(tmp_path: Path) -> None:
    async with at_window(tmp_path, 100) as user:
        page = user.window.accounts
        records_of(user).put([record(500)])
        page.table.select_email("a500@northlight.example")
        bar = page.timeline.verticalScrollBar()
        assert bar.value() > 0
        assert len(page.timeline.content.bars) == 101


async def test_accounts_that_are_gone_are_not_drawn_again(tmp_path: Path) -> None:
    async with at_window(tmp_path, 30) as user:
        page = user.window.accounts
        records_of(user).remove([f"a{number:03}@northlight.example" for number in range(30)])
        await until(page.timeline.isHidden, "the timeline to go")
        paints = Paints(page)
        records_of(user).put([record(700)])
        await until(lambda: paints.rows, "the timeline to come")
        assert set(paints.rows) == {1}


@pytest.mark.parametrize("event", [QEvent.Type.WindowDeactivate, QEvent.Type.EnabledChange])
async def test_the_timeline_takes_the_colours_of_now(
    qapp: QApplication, tmp_path: Path, event: QEvent.Type
) -> None:
    async with at_window(tmp_path, 1) as user:
        timeline = user.window.accounts.timeline
        before = timeline.look
        if event is QEvent.Type.EnabledChange:
            timeline.setEnabled(False)
        else:
            qapp.sendEvent(timeline, QEvent(event))
        assert timeline.look is not before
        assert timeline.look.palette == timeline.palette()


async def test_a_timeline_that_had_no_room_is_up_to_date_when_it_comes_back(tmp_path: Path) -> None:
    async with at_window(tmp_path, 3) as user:
        window, page = user.window, user.window.accounts
        page.parts.setFixedHeight(page.table.minimumSizeHint().height() + 20)
        await until(page.timeline.isHidden, "the timeline to give way")
        records_of(user).put([record(7)])
        await until(lambda: page.model.accounts == 4, "the account")
        page.parts.setMaximumHeight(window.height())
        page.parts.setMinimumHeight(300)
        await until(lambda: page.timeline.isVisible() and len(page.timeline.content.bars) == 4)
