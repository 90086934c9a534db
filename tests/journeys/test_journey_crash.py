"""What nobody expected is seen, can be copied without secrets, and is survived."""

import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from harness.journey import user_at_window
from harness.waiting import until
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QPlainTextEdit

from ltx_desktop.demo.server import DemoServer
from ltx_desktop.domain.secret import Secret

CANARY = Secret("CANARY-refresh-token-value")


@pytest.fixture
def service() -> Iterator[DemoServer]:
    with DemoServer() as server:
        yield server


def fail() -> None:
    """As a slot or an event handler fails: Qt hands it to the hook."""
    error = ValueError(f"odd value {CANARY.reveal()}")
    sys.excepthook(ValueError, error, None)


@pytest.mark.logs_expected("something failed that should not")
async def test_a_failure_in_a_slot_is_told_and_can_be_copied_and_the_app_goes_on(
    qapp: QApplication, tmp_path: Path, service: DemoServer
) -> None:
    async with user_at_window(tmp_path, service.base_url, service.token) as user:
        await user.until_refreshed()
        fail()
        await user.until_says("Something went wrong inside the app (ValueError).")
        user.click("Details")
        await user.until_dialog()
        report = user.find(QPlainTextEdit, "Report").toPlainText()
        assert "LTX Accounts" in report
        assert "ValueError: odd value [redacted]" in report
        user.click("Copy")
        assert QGuiApplication.clipboard().text() == report
        user.click("Close")
        await user.until_no_dialog()
        user.choose("Refresh")
        await user.until_refreshed()


@pytest.mark.logs_expected("something failed that should not")
async def test_a_task_that_fails_is_told(
    qapp: QApplication, tmp_path: Path, service: DemoServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with user_at_window(tmp_path, service.base_url, service.token) as user:
        await user.until_refreshed()
        monkeypatch.setattr(user.window.accounts, "show_capacities", None)
        user.choose("Refresh")
        await user.until_says("Something went wrong inside the app (TypeError).")


@pytest.mark.logs_expected("a thread failed")
async def test_a_thread_that_fails_is_logged_without_its_secrets(
    qapp: QApplication, tmp_path: Path, service: DemoServer, caplog: pytest.LogCaptureFixture
) -> None:
    def work() -> None:
        raise ValueError("in a thread")

    async with user_at_window(tmp_path, service.base_url, service.token) as user:
        await user.until_refreshed()
        thread = threading.Thread(target=work)
        thread.start()
        thread.join()
        await until(lambda: "a thread failed" in caplog.text)
