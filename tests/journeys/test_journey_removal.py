"""A removal that can be taken back: nothing is sent for five seconds, whatever happens."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from harness.journey import Clocks, User, user_at_window
from harness.waiting import until
from PySide6.QtWidgets import QApplication

from ltx_desktop.demo.server import DemoServer

STUDIO = "studio@northlight.example"
SOON = timedelta(seconds=5)


@pytest.fixture
def service() -> Iterator[DemoServer]:
    with DemoServer() as server:
        yield server


def deletes(service: DemoServer) -> int:
    return sum(1 for method, _path in service.requests if method == "DELETE")


async def remove_studio(user: User) -> None:
    """Nobody is asked, and it is gone from the window."""
    await user.until_rows(5)
    await user.until_refreshed()
    await user.select(STUDIO)
    user.choose("Remove")
    assert user.dialog() is None
    await user.until_rows(4)


async def test_it_is_gone_at_once_and_sent_after_five_seconds(
    qapp: QApplication, tmp_path: Path, service: DemoServer
) -> None:
    clocks = Clocks()
    async with user_at_window(tmp_path, service.base_url, service.token, clocks=clocks) as user:
        await remove_studio(user)
        assert STUDIO not in user.summary()
        await user.until_says(f"{STUDIO} was removed.")
        assert deletes(service) == 0
        clocks.run(SOON)
        await until(lambda: STUDIO not in service.accounts, "the removal")
        await user.until_rows(4)


async def test_undo_takes_it_back(qapp: QApplication, tmp_path: Path, service: DemoServer) -> None:
    clocks = Clocks()
    async with user_at_window(tmp_path, service.base_url, service.token, clocks=clocks) as user:
        await remove_studio(user)
        user.click("Undo")
        await user.until_rows(5)
        await user.until_says(f"{STUDIO} was not removed.")
        clocks.run(SOON)
        user.choose("Refresh")
        await user.until_refreshed()
        assert deletes(service) == 0
        assert STUDIO in user.rows()


async def test_a_refresh_meanwhile_does_not_bring_it_back(
    qapp: QApplication, tmp_path: Path, service: DemoServer
) -> None:
    async with user_at_window(tmp_path, service.base_url, service.token) as user:
        await remove_studio(user)
        user.choose("Refresh")
        await user.until_refreshed()
        assert len(user.rows()) == 4


async def test_several_go_together_and_the_next_removal_sends_the_first(
    qapp: QApplication, tmp_path: Path, service: DemoServer
) -> None:
    clocks = Clocks()
    async with user_at_window(tmp_path, service.base_url, service.token, clocks=clocks) as user:
        await remove_studio(user)
        user.window.accounts.table.selectAll()
        user.choose("Remove")
        await user.until_rows(0)
        await until(lambda: STUDIO not in service.accounts, "the first removal")
        assert deletes(service) == 1
        clocks.run(SOON)
        await until(lambda: not service.accounts, "the others")


async def test_quitting_within_five_seconds_removes_nothing_and_the_next_start_says_so(
    qapp: QApplication, tmp_path: Path, service: DemoServer
) -> None:
    async with user_at_window(tmp_path, service.base_url, service.token) as user:
        await remove_studio(user)
    assert STUDIO in service.accounts
    async with user_at_window(tmp_path, service.base_url, service.token) as user:
        await user.until_rows(5)
        await user.until_says(f"Not removed: {STUDIO}.")
    async with user_at_window(tmp_path, service.base_url, service.token) as user:
        await user.until_refreshed()
        assert "Not removed" not in user.says()


@pytest.mark.parametrize("fault", ["DELETE:500", "DELETE:401", "DELETE:402", "offline"])
async def test_what_cannot_be_removed_is_shown_again(
    qapp: QApplication, tmp_path: Path, service: DemoServer, fault: str
) -> None:
    clocks = Clocks()
    async with user_at_window(tmp_path, service.base_url, service.token, clocks=clocks) as user:
        await user.until_rows(5)
        await user.until_refreshed()
        if fault == "offline":
            service.stop()
        else:
            service.faults.add(fault)
        user.window.accounts.table.selectAll()
        user.choose("Remove")
        await user.until_rows(0)
        clocks.run(SOON)
        await user.until_rows(5)
    assert len(service.accounts) == 5
