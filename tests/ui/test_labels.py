"""Names and notes in the window: given, shown, searched for, forgotten."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from harness.journey import User, user_at_window
from harness.waiting import until
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit

from ltx_desktop.app.clock import now
from ltx_desktop.demo.server import DemoServer
from ltx_desktop.domain.account import Label
from ltx_desktop.domain.history import Entry, Kind
from ltx_desktop.ui.accounts.account_filter import AccountFilter
from ltx_desktop.ui.accounts.columns import Column

STUDIO = "studio@northlight.example"


@pytest.fixture
def service() -> Iterator[DemoServer]:
    with DemoServer() as server:
        yield server


async def name(user: User, called: str, note: str = "") -> None:
    await user.select(STUDIO)
    user.choose("Name and note")
    await user.until_dialog()
    user.find(QLineEdit, "Name").setText(called)
    user.find(QPlainTextEdit, "Note").setPlainText(note)
    user.click("Save")


async def test_a_name_is_shown_and_found_with_its_note(
    qapp: QApplication, tmp_path: Path, service: DemoServer
) -> None:
    async with user_at_window(tmp_path, service.base_url, service.token) as user:
        await user.until_rows(5)
        await user.until_refreshed()
        await name(user, "Client A", "second floor")
        await user.until_no_dialog()
        row = user.rows()[STUDIO]
        assert row[Column.EMAIL] == f"Client A ({STUDIO})"
        for words in ("client", "FLOOR second", "studio"):
            user.window.accounts.filter(AccountFilter(words))
            assert [*user.rows()] == [STUDIO]
        user.window.accounts.filter(AccountFilter())
        await until(lambda: not user.controllers.dialogs.is_open, "the dialog to be over")
        await user.open_renewal(STUDIO)
        await user.until_dialog_says(f"Renew Client A ({STUDIO})")
    async with user_at_window(tmp_path, service.base_url, service.token) as user:
        await user.until_rows(5)
        assert user.rows()[STUDIO][Column.EMAIL] == f"Client A ({STUDIO})"


async def test_what_cannot_be_kept_is_said_and_stays(
    qapp: QApplication, tmp_path: Path, service: DemoServer
) -> None:
    async with user_at_window(tmp_path, service.base_url, service.token) as user:
        await user.until_rows(5)
        await user.until_refreshed()
        await name(user, "x" * 81)
        await user.until_dialog_says("A name has at most 80 characters.")
        assert user.field("Name").text() == "x" * 81
        user.click("Cancel")
        await user.until_no_dialog()
        assert user.rows()[STUDIO][Column.EMAIL] == STUDIO


async def test_forgetting_is_asked_about_and_leaves_the_account(
    qapp: QApplication, tmp_path: Path, service: DemoServer
) -> None:
    async with user_at_window(tmp_path, service.base_url, service.token) as user:
        await user.until_rows(5)
        await user.until_refreshed()
        records = user.window.records
        await name(user, "Client A")
        await user.until_no_dialog()
        records.history.append([Entry(STUDIO, now(), Kind.ACCEPTED)])
        user.choose("Forget this account")
        await user.until_dialog()
        user.click("Cancel")
        await user.until_no_dialog()
        assert records.history.entries(STUDIO)
        user.choose("Forget this account")
        await user.until_dialog()
        user.click("Forget")
        await user.until_says(f"The history, name and note of {STUDIO} are forgotten.")
        assert records.history.entries(STUDIO) == ()
        assert records.labels.of(STUDIO) == Label()
        await until(lambda: user.rows()[STUDIO][Column.EMAIL] == STUDIO, "the email alone")
