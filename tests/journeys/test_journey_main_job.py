"""The main job as a user does it, in a real window, against the demo service over a socket."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from harness.journey import cookie, user_at_window
from harness.paths import paths_in
from harness.waiting import until
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton

from ltx_desktop.demo.server import DemoServer
from ltx_desktop.domain.base_url import BaseUrl
from ltx_desktop.domain.secret import Secret
from ltx_desktop.domain.token import ApiToken
from ltx_desktop.store.secrets import TokenVault
from ltx_desktop.ui.accounts.columns import Column

NEW = "new@synthetic.example"
STUDIO = "studio@northlight.example"


@pytest.fixture
def service() -> Iterator[DemoServer]:
    with DemoServer() as server:
        yield server


@pytest.mark.filterwarnings("ignore:unclosed <socket:ResourceWarning")
async def test_from_the_first_start_to_the_first_account(
    qapp: QApplication, tmp_path: Path, secret_service: object
) -> None:
    vault = TokenVault("LTX Accounts journey")
    with DemoServer(accounts=[]) as service:
        async with user_at_window(tmp_path, service.base_url, vault=vault) as user:
            await user.until_says("Paste your useapi.net API token to begin.")
            user.paste(f"Bearer {service.token}\n", user.find(QLineEdit, "API token"))
            user.click("Continue")
            await user.until_says("No accounts yet.")
            assert not user.window.actions_.renew_due.isEnabled()
            user.click("Add account…")
            await user.until_dialog()
            await user.paste_cookies(cookie(NEW))
            user.click("Add account")
            await user.until_rows(1)
            assert user.window.actions_.renew_due.isEnabled()
            row = user.rows()[NEW]
            assert row[Column.STATE] == "Healthy"
            assert row[Column.DEADLINE] in {"90 d", "89 d 23 h"}
            await user.until_says(f"{NEW} was added.")
        kept = await vault.load("https://other.synthetic.example")
        origin = BaseUrl.parse(service.base_url).origin
        assert kept == ApiToken(Secret(service.token), origin)
        assert ("POST", "/v1/ltxstudio/accounts") in service.requests
    stored = b"".join(one.read_bytes() for one in (tmp_path / "data").iterdir())
    assert b"SYNTHETIC" not in stored
    assert service.token.encode() not in stored


async def test_a_renewal_moves_the_date_and_says_so(
    qapp: QApplication, tmp_path: Path, service: DemoServer
) -> None:
    async with user_at_window(tmp_path, service.base_url, service.token) as user:
        await user.until_rows(5)
        assert user.rows()[STUDIO][Column.STATE] == "Renew soon"
        await user.open_renewal(STUDIO)
        await user.paste_cookies(cookie(STUDIO))
        assert "Cookie header value: 3 of 3 cookies." in user.says(user.dialog())
        assert f"session of {STUDIO}" in user.says(user.dialog())
        user.click("Renew")
        await user.until_no_dialog()
        await user.until_says(f"{STUDIO} was renewed. Refresh token: 9 d ")
        assert user.rows()[STUDIO][Column.STATE] == "Healthy"
        assert user.window.accounts.table.selected_emails() == [STUDIO]


async def test_the_whole_renewal_by_keyboard(
    qapp: QApplication, tmp_path: Path, service: DemoServer
) -> None:
    async with user_at_window(tmp_path, service.base_url, service.token) as user:
        await user.until_rows(5)
        await user.select(STUDIO)
        user.window.accounts.table.setFocus()
        QTest.keyClick(user.window.accounts.table, Qt.Key.Key_Return)
        await user.until_dialog()
        await until(lambda: user.paste_box().hasFocus(), "the paste box to have the focus")
        await user.paste_cookies(cookie(STUDIO))
        button = user.find(QPushButton, "Renew")
        await until(button.hasFocus, "the button to have the focus")
        QTest.keyClick(button, Qt.Key.Key_Return)
        await user.until_says(f"{STUDIO} was renewed.")


async def test_return_right_behind_the_paste_renews(
    qapp: QApplication, tmp_path: Path, service: DemoServer
) -> None:
    async with user_at_window(tmp_path, service.base_url, service.token) as user:
        await user.until_rows(5)
        await user.open_renewal(STUDIO)
        box = user.paste_box()
        user.paste(cookie(STUDIO), box)
        QTest.keyClick(box, Qt.Key.Key_Return)
        await user.until_says(f"{STUDIO} was renewed.")


async def test_what_was_seen_is_still_there_offline(
    qapp: QApplication, tmp_path: Path, service: DemoServer
) -> None:
    async with user_at_window(tmp_path, service.base_url, service.token) as user:
        await user.until_rows(5)
        await user.open_adding()
        await user.paste_cookies(cookie(NEW))
        user.click("Add account")
        await user.until_rows(6)
    address = service.base_url
    service.stop()
    async with user_at_window(tmp_path, address, service.token) as user:
        assert len(user.rows()) == 6
        await user.until_says("The service cannot be reached.")
        assert "Shown as of" in user.says()
        assert user.rows()[NEW][Column.DEADLINE] in {"90 d", "89 d 23 h"}


async def test_the_search_narrows_the_table_and_says_when_nothing_fits(
    qapp: QApplication, tmp_path: Path, service: DemoServer
) -> None:
    async with user_at_window(tmp_path, service.base_url, service.token) as user:
        await user.until_rows(5)
        user.paste("expired", user.find(QLineEdit, "Search accounts"))
        await user.until_rows(1)
        user.paste(" nobody", user.find(QLineEdit, "Search accounts"))
        await user.until_says("No account matches “expired nobody”.")
        user.click("Show all accounts")
        await user.until_rows(5)


async def test_settings_are_tried_saved_and_used(
    qapp: QApplication, tmp_path: Path, service: DemoServer
) -> None:
    with DemoServer(accounts=[]) as other:
        async with user_at_window(tmp_path, service.base_url, service.token) as user:
            await user.until_rows(5)
            user.choose("Settings")
            await user.until_dialog()
            address = user.find(QLineEdit, "Address of the service")
            address.setText("http://elsewhere.example/v1")
            assert "https://" in user.says(user.dialog())
            address.setText(other.base_url)
            user.paste("user:0-wrong", user.find(QLineEdit, "API token"))
            user.click("Test the connection")
            await user.until_dialog_says("The API token was refused.")
            user.find(QLineEdit, "API token").clear()
            user.paste(other.token, user.find(QLineEdit, "API token"))
            user.click("Test the connection")
            await user.until_dialog_says("The token works: 0 accounts.")
            user.click("Save")
            await user.until_says("No accounts yet.")
        assert other.base_url in paths_in(tmp_path).settings.read_text()
        assert other.token not in paths_in(tmp_path).settings.read_text()
