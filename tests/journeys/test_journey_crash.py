"""What nobody expected is seen, can be copied without secrets, and is survived."""

import asyncio
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from harness.journey import user_at_window
from harness.paths import paths_in
from harness.waiting import until
from PySide6.QtCore import QTimer
from PySide6.QtGui import QGuiApplication, QPaintEvent
from PySide6.QtWidgets import QApplication, QMainWindow, QPlainTextEdit, QWidget

from ltx_desktop.demo.server import DemoServer
from ltx_desktop.domain.secret import Secret

CANARY = Secret("CANARY-refresh-token-value")


@pytest.fixture
def service() -> Iterator[DemoServer]:
    with DemoServer() as server:
        yield server


def odd_value() -> None:
    raise ValueError(f"odd value {CANARY.reveal()}")


class FailingOnce(QWidget):
    """In painting itself."""

    painted = False

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        if not self.painted:
            self.painted = True
            odd_value()


def in_a_slot(_window: QMainWindow) -> None:
    QTimer.singleShot(0, odd_value)


def in_a_callback_of_the_loop(_window: QMainWindow) -> None:
    asyncio.get_running_loop().call_soon(odd_value)


def in_painting(window: QMainWindow) -> None:
    FailingOnce(window).show()


@pytest.mark.logs_expected("something failed that should not")
@pytest.mark.parametrize("fail", [in_a_slot, in_a_callback_of_the_loop, in_painting])
async def test_t4_a_failure_is_told_and_can_be_copied_and_the_app_goes_on(
    qapp: QApplication,
    tmp_path: Path,
    service: DemoServer,
    fail: Callable[[QMainWindow], None],
) -> None:
    async with user_at_window(tmp_path, service.base_url, service.token) as user:
        await user.until_refreshed()
        fail(user.window)
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


async def test_the_log_can_be_read_and_copied(
    qapp: QApplication, tmp_path: Path, service: DemoServer
) -> None:
    log = paths_in(tmp_path).log
    log.parent.mkdir(parents=True)
    log.with_name(f"{log.name}.1").write_text("the line before\n")
    log.write_bytes(b"the last line \xff\n")
    async with user_at_window(tmp_path, service.base_url, service.token) as user:
        await user.until_refreshed()
        user.choose("Show log")
        await user.until_dialog_says(f"Its files are in {log.parent}.")
        report = user.find(QPlainTextEdit, "Report").toPlainText()
        assert report == "the line before\nthe last line \ufffd\n"
        user.click("Copy")
        assert QGuiApplication.clipboard().text() == report
        user.click("Close")
        await user.until_no_dialog()


async def test_a_log_that_cannot_be_read_is_said(
    qapp: QApplication, tmp_path: Path, service: DemoServer
) -> None:
    async with user_at_window(tmp_path, service.base_url, service.token) as user:
        await user.until_refreshed()
        user.choose("Show log")
        await user.until_dialog_says("Nothing was logged, or the log cannot be read.")
        user.click("Close")


@pytest.mark.logs_expected("something failed that should not")
async def test_t4_a_task_that_fails_is_told(
    qapp: QApplication, tmp_path: Path, service: DemoServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with user_at_window(tmp_path, service.base_url, service.token) as user:
        await user.until_refreshed()
        monkeypatch.setattr(user.window.accounts, "show_capacities", None)
        user.choose("Refresh")
        await user.until_says("Something went wrong inside the app (TypeError).")


@pytest.mark.logs_expected("a thread failed")
async def test_t4_a_thread_that_fails_is_logged_without_its_secrets(
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
