"""What stands around the list: headline, chips, details, and the strip of jobs below it."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from fakes import make_account, make_record
from harness.journey import User, user_at_window
from harness.waiting import until
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QToolButton

from ltx_desktop.app.clock import now
from ltx_desktop.demo.server import DemoServer
from ltx_desktop.domain.account import AccountRecord, Label
from ltx_desktop.domain.history import Entry, Kind
from ltx_desktop.ui.accounts.accounts_page import AccountsPage
from ltx_desktop.ui.accounts.capacity_strip import CapacityStrip
from ltx_desktop.ui.accounts.columns import Column
from ltx_desktop.ui.accounts.details_pane import DetailsPane

pytestmark = pytest.mark.usefixtures("qapp")

STUDIO = "studio@northlight.example"


def record(email: str, days: float, label: Label | None = None) -> AccountRecord:
    moment = now()
    account = make_account(
        email,
        updated=moment - timedelta(days=1),
        refresh_expiry=moment + timedelta(days=days, minutes=1),
        access_expiry=moment + min(timedelta(hours=9), timedelta(days=days)),
        max_jobs=20,
    )
    one = make_record(account, seen=moment)
    return replace(one, label=label) if label else one


@asynccontextmanager
async def at_window(tmp_path: Path) -> AsyncIterator[User]:
    """With three accounts, after the refresh, which finds none at the service."""
    with DemoServer(accounts=[]) as server:
        async with user_at_window(tmp_path, server.base_url, server.token) as user:
            await until(lambda: "just now" in user.window._age.text(), "the refresh")
            user.window.resize(1180, 800)
            user.window.records.put(
                [
                    record(STUDIO, 9, Label("Studio", "Client X")),
                    record("dead@northlight.example", -2),
                    record("fine@northlight.example", 80),
                ]
            )
            await until(lambda: user.window.width() == 1180, "the window")
            yield user


def parts(user: User) -> tuple[AccountsPage, DetailsPane, CapacityStrip]:
    page = user.window.accounts
    assert page.details
    assert page.capacity
    return page, page.details, page.capacity


async def test_the_headline_counts_what_needs_somebody_and_has_the_one_button(
    tmp_path: Path,
) -> None:
    async with at_window(tmp_path) as user:
        headline = user.window.accounts.headline
        assert headline.text().startswith("1 of 3 accounts needs you now\nNext: Studio in 9 d")
        assert headline.button.text() == "Renew 2 due…"
        headline.button.setFocus()
        QTest.keyClick(headline.button, Qt.Key.Key_Return)
        await user.until_dialog_says("Account 1 of 2")


async def test_without_anything_due_there_is_no_button(tmp_path: Path) -> None:
    async with at_window(tmp_path) as user:
        user.window.records.remove([STUDIO, "dead@northlight.example"])
        headline = user.window.accounts.headline
        assert headline.text().startswith("Your account is fine until ")
        assert headline.button.isHidden()


async def test_a_chip_shows_its_accounts_alone_and_pressed_again_all(tmp_path: Path) -> None:
    async with at_window(tmp_path) as user:
        page = user.window.accounts
        assert page.chips.text() == "All: 3 · Expired: 1 · Renew soon: 1 · Healthy: 1"
        user.click("Renew soon: 1")
        assert [one.email for one in page.model.rows()] == [STUDIO]
        user.click("Renew soon: 1")
        assert page.model.accounts == len(page.model.rows()) == 3
        user.click("Expired: 1")
        user.click("All: 3")
        assert len(page.model.rows()) == 3


async def test_the_details_are_those_of_the_selected_account(tmp_path: Path) -> None:
    async with at_window(tmp_path) as user:
        page, details, _capacity = parts(user)
        moment = now()
        user.window.records.history.append(
            [Entry(STUDIO, moment, Kind.MOVED, "", moment, moment + timedelta(days=90))]
        )
        await user.select(STUDIO)
        said = details.text()
        for words in ("Studio", STUDIO, "Renew soon", "20 at most", "Client X", "renewed, 90 d"):
            assert words in said
        (copy,) = (one for one in details.findChildren(QToolButton) if one.isVisible())
        copy.click()
        assert QGuiApplication.clipboard().text() == STUDIO
        page.table.selectAll()
        assert details.text().startswith("3 accounts selected")


async def test_a_renewed_account_is_described_anew(tmp_path: Path) -> None:
    async with at_window(tmp_path) as user:
        _page, details, _capacity = parts(user)
        await user.select(STUDIO)
        assert "Renew soon" in details.text()
        user.window.records.put([record(STUDIO, 90, Label("Studio", "Client X"))])
        assert "Healthy" in details.text()


async def test_the_details_move_below_the_list_and_then_give_way(tmp_path: Path) -> None:
    async with at_window(tmp_path) as user:
        page, details, _capacity = parts(user)
        assert details.mapTo(page, QPoint()).x() > page.table.mapTo(page, QPoint()).x()
        user.window.resize(800, 900)
        await until(lambda: page.parts.orientation() is Qt.Orientation.Vertical, "the turn")
        await until(
            lambda: details.mapTo(page, QPoint()).y() > page.table.mapTo(page, QPoint()).y(),
            "the details below",
        )
        user.window.resize(800, user.window.minimumSizeHint().height())
        await until(details.isHidden, "the details to give way")
        user.window.resize(1180, 800)
        await until(details.isVisible, "the details to come back")
        user.choose("Details")
        assert details.isHidden()


async def test_the_strip_names_the_next_loss_below_the_lists_own_axis(tmp_path: Path) -> None:
    async with at_window(tmp_path) as user:
        page, _details, capacity = parts(user)
        said = capacity.text()
        assert said.startswith("40 of 60 now In 9 d you lose 20 jobs. Renew Studio by then;")
        chart, table = capacity._chart, page.table

        def lined_up() -> bool:
            left = table.viewport().mapTo(page, QPoint()).x()
            left += table.columnViewportPosition(Column.LIFE)
            place = chart.mapTo(page, QPoint()).x(), chart.width()
            return place == (left, table.columnWidth(Column.LIFE))

        await until(lined_up, "the chart to stand below the axis")
        user.window.resize(1000, 800)
        await until(lined_up, "the chart to follow")
        assert "From " in chart.accessibleDescription()
        assert chart.text_at(0).startswith("40 of 60 jobs can be used.")
        assert chart.text_at(chart.width()).endswith("jobs, when fine@northlight.example ends.")
        user.choose("Usable jobs")
        assert capacity.isHidden()
