"""With a tray: the window is closed into it, comes back from it, and never gets lost."""

import asyncio
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest
from harness.journey import User, user_at_window
from harness.nine_accounts import nine_accounts
from harness.platforms import linux_only
from harness.trays import Panel
from harness.waiting import until
from PySide6.QtWidgets import QApplication

from ltx_desktop.app.clock import now
from ltx_desktop.app.wiring.services import build_services
from ltx_desktop.demo.server import DemoServer


@pytest.fixture
def service() -> Iterator[DemoServer]:
    with DemoServer(accounts=nine_accounts(now().timestamp())) as server:
        yield server


def close_to_tray(user: User) -> None:
    preferences = user.profile.preferences
    preferences.use(replace(preferences.settings, close_to_tray=True))


async def test_closed_into_the_tray_the_app_goes_on_and_comes_back(
    qapp: QApplication, tmp_path: Path, service: DemoServer, panel: Panel
) -> None:
    panel.start()
    async with user_at_window(tmp_path, service.base_url, service.token) as user:
        await user.until_refreshed()
        close_to_tray(user)
        tray = user.controllers.watching.tray
        await until(tray.is_available, "the tray")
        user.window.close()
        assert not user.window.isVisible()
        assert not user.living.done()
        tray.renew_requested.emit("expired@northlight.example")
        await user.until_dialog_says("Renew expired@northlight.example")
        assert user.window.isVisible()
        user.window.hide()
        tray.quit_requested.emit()
        assert await user.living == 0


async def test_a_tray_that_goes_away_brings_the_hidden_window_back(
    qapp: QApplication, tmp_path: Path, service: DemoServer, panel: Panel
) -> None:
    panel.start()
    async with user_at_window(tmp_path, service.base_url, service.token) as user:
        await user.until_refreshed()
        close_to_tray(user)
        await until(user.controllers.watching.tray.is_available, "the tray")
        user.window.close()
        assert not user.window.isVisible()
        panel.die()
        await until(lambda: not user.controllers.watching.tray.is_available(), "the tray to go")
        assert user.window.isVisible()


async def test_t5_without_a_tray_closing_ends_the_app_whatever_was_chosen(
    qapp: QApplication, tmp_path: Path, service: DemoServer
) -> None:
    async with user_at_window(tmp_path, service.base_url, service.token) as user:
        await user.until_refreshed()
        close_to_tray(user)
        async with asyncio.timeout(5):
            assert await user.close() == 0


def starts_at_login(user: User, expected: bool) -> bool:
    """Whether starting with the session is on, or off, as expected."""
    return build_services(user.profile).start_at_login.is_on() is expected


@linux_only("elsewhere it would be chosen for whoever runs the tests")
async def test_starting_with_the_session_is_chosen_in_the_settings(
    qapp: QApplication, tmp_path: Path, service: DemoServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "xdg"))
    entry = tmp_path / "xdg" / "autostart" / "ltx-accounts.desktop"
    async with user_at_window(tmp_path, service.base_url, service.token) as user:
        await user.until_refreshed()
        for expected in (True, False):
            user.choose("Settings")
            await user.until_dialog()
            user.turn_to("Watching")
            user.click("Start with the session")
            user.click("Save")
            await user.until_no_dialog()
            await until(partial(starts_at_login, user, expected))
            assert not expected or "--hidden" in entry.read_text()
