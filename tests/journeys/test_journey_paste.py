"""From whatever the browser copied to a proof that it worked, at the real window."""

import asyncio
import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from fakes import make_jwt
from harness import browser_menus as menus
from harness.journey import User, cookie, in_front, user_at_window
from harness.waiting import until
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from ltx_desktop.demo.accounts import DemoAccount
from ltx_desktop.demo.server import DemoServer
from ltx_desktop.ui.accounts.columns import Column
from ltx_desktop.ui.widgets.notice_bar import Tone

STUDIO = "studio@northlight.example"
MAYA = "maya@northlight.example"
ARCHIVE = "archive@northlight.example"


@pytest.fixture
def service() -> Iterator[DemoServer]:
    with DemoServer() as server:
        yield server


def pairs(email: str) -> menus.Pairs:
    return [(name, value) for name, _equals, value in (
        part.partition("=") for part in cookie(email).split("; ")
    )]  # fmt: skip


def copied_as_curl(email: str) -> str:
    return menus.chrome_curl_cmd(pairs(email), lambda choices: choices[-1])


async def paste_into_window(user: User, text: str) -> None:
    await in_front(user.window)
    user.paste(text, user.window.accounts.table)


async def renew(user: User, email: str, text: str) -> None:
    await user.until_rows(5)
    await user.open_renewal(email)
    await user.paste_cookies(text)
    user.click("Renew")


# Pasting into the window


async def test_a_paste_opens_the_account_that_it_belongs_to(
    qapp: QApplication, tmp_path: Path, service: DemoServer
) -> None:
    async with user_at_window(tmp_path, service.base_url, service.token) as user:
        await user.until_rows(5)
        await user.select(MAYA)
        await paste_into_window(user, copied_as_curl(STUDIO))
        await user.until_dialog()
        assert f"Renew {STUDIO}" in user.says(user.dialog())
        assert "“Copy as cURL (cmd)”: 3 of 3 cookies, 2 others ignored." in user.says(user.dialog())
        user.key(Qt.Key.Key_Return)
        await user.until_no_dialog()
        await user.until_says(f"{STUDIO} was renewed. Refresh token: 9 d ")
        assert user.window.accounts.notice.tone is Tone.OK


async def test_a_paste_of_nobody_known_adds_an_account(
    qapp: QApplication, tmp_path: Path, service: DemoServer
) -> None:
    async with user_at_window(tmp_path, service.base_url, service.token) as user:
        await user.until_rows(5)
        await paste_into_window(user, cookie("sixth@northlight.example"))
        await user.until_dialog()
        user.click("Add account")
        await user.until_rows(6)
        await user.until_says("sixth@northlight.example was added. Refresh token: 90 d.")


async def test_a_paste_that_names_nobody_is_for_the_selected_account(
    qapp: QApplication, tmp_path: Path, service: DemoServer
) -> None:
    async with user_at_window(tmp_path, service.base_url, service.token) as user:
        await user.until_rows(5)
        await user.select(MAYA)
        await paste_into_window(user, "lt_id=a; lt_token=SYNTHETIC-opaque; lt_refresh_token=c")
        await user.until_dialog()
        assert f"Renew {MAYA}" in user.says(user.dialog())


async def test_a_paste_without_cookies_is_explained_in_the_window(
    qapp: QApplication, tmp_path: Path, service: DemoServer
) -> None:
    async with user_at_window(tmp_path, service.base_url, service.token) as user:
        await user.until_rows(5)
        await paste_into_window(user, menus.fetch([], lambda choices: choices[0]))
        await user.until_says("“Copy as fetch” leaves cookies out.")
        assert user.dialog() is None


async def test_a_paste_into_the_search_is_a_search(
    qapp: QApplication, tmp_path: Path, service: DemoServer
) -> None:
    async with user_at_window(tmp_path, service.base_url, service.token) as user:
        await user.until_rows(5)
        search = user.window.actions_.search
        search.setFocus()
        QGuiApplication.clipboard().setText("maya")
        QTest.keySequence(search, QKeySequence(QKeySequence.StandardKey.Paste))
        await user.until_rows(1)
        assert user.dialog() is None


async def test_cookies_pasted_into_the_search_are_not_shown_but_taken(
    qapp: QApplication, tmp_path: Path, service: DemoServer
) -> None:
    async with user_at_window(tmp_path, service.base_url, service.token) as user:
        await user.until_rows(5)
        search = user.window.actions_.search
        search.setFocus()
        QGuiApplication.clipboard().setText(cookie("studio@northlight.example"))
        QTest.keySequence(search, QKeySequence(QKeySequence.StandardKey.Paste))
        await user.until_dialog_says("3 of 3 cookies")
        assert search.text() == ""
        assert not search.isUndoAvailable()
        assert len(user.rows()) == 5


# Qt 6.12 wants the place in another type, which 6.11 does not take.
@pytest.mark.filterwarnings("ignore:.*QDragEnterEvent:DeprecationWarning")
async def test_a_file_dropped_on_the_window_opens_its_account(
    qapp: QApplication, tmp_path: Path, service: DemoServer
) -> None:
    file = tmp_path / "export.json"
    objects = [
        {"name": name, "value": value, "domain": ".ltx.studio"} for name, value in pairs(STUDIO)
    ]
    file.write_text(json.dumps([*objects, {"name": "a", "value": "b", "domain": "x.example"}]))
    async with user_at_window(tmp_path / "app", service.base_url, service.token) as user:
        await user.until_rows(5)
        drop(user, file)
        await user.until_dialog()
        await user.until_dialog_says("Cookie export (JSON): 3 of 3 cookies, 1 other ignored.")
        assert f"Renew {STUDIO}" in user.says(user.dialog())
        user.key(Qt.Key.Key_Escape)
        await user.until_no_dialog()
        drop(user, tmp_path)
        await user.until_says("The file cannot be read.")
        drop(user, file, tmp_path, tmp_path)
        await user.until_dialog_says(
            "3 of 3 cookies, 1 other ignored. Only “export.json” was taken"
        )
        await user.until_dialog_says("2 other files were left out.")
        user.paste_box().selectAll()
        await user.paste_cookies(cookie(STUDIO))
        await user.until_dialog_says("3 of 3 cookies.")
        assert "left out" not in user.says(user.dialog())
        user.key(Qt.Key.Key_Escape)
        await user.until_no_dialog()
        drop(user, tmp_path, file)
        await user.until_says("1 other file was left out.")
        text = QMimeData()
        text.setText("studio")
        assert dropped(text, user.window.actions_.search) is Qt.DropAction.CopyAction
        assert [*user.rows()] == [STUDIO]


def drop(user: User, *files: Path) -> None:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(file)) for file in files])
    assert dropped(mime, user.window) is Qt.DropAction.CopyAction


def dropped(mime: QMimeData, widget: QWidget) -> Qt.DropAction:
    """How it was taken what was proposed as a move."""
    both = Qt.DropAction.CopyAction | Qt.DropAction.MoveAction
    held, place = (Qt.MouseButton.LeftButton, Qt.KeyboardModifier.ShiftModifier), QPointF(20, 20)
    entering = QDragEnterEvent(place.toPoint(), both, mime, *held)
    QApplication.sendEvent(widget, entering)
    assert entering.isAccepted()
    event = QDropEvent(place, both, mime, *held)
    QApplication.sendEvent(widget, event)
    return event.dropAction()


# Whose session


async def test_the_wrong_row_is_noticed_and_the_right_one_renewed(
    qapp: QApplication, tmp_path: Path, service: DemoServer
) -> None:
    async with user_at_window(tmp_path, service.base_url, service.token) as user:
        await user.until_rows(5)
        await user.open_renewal(MAYA)
        await user.paste_cookies(copied_as_curl(STUDIO))
        assert f"session of {STUDIO}. You are renewing {MAYA}." in user.says(user.dialog())
        user.key(Qt.Key.Key_Return)
        assert "POST" not in [method for method, _path in service.requests]
        user.click(f"Renew {STUDIO} instead")
        user.key(Qt.Key.Key_Return)
        await user.until_no_dialog()
        await user.until_says(f"{STUDIO} was renewed.")
        assert user.window.accounts.table.selected_emails() == [STUDIO]


async def test_the_account_that_the_service_renewed_is_told_where_another_was_meant(
    qapp: QApplication, tmp_path: Path, service: DemoServer
) -> None:
    """A token without an email names nobody before it is sent."""
    token = make_jwt(exp=4_000_000_000)
    async with user_at_window(tmp_path, service.base_url, service.token) as user:
        await renew(user, MAYA, f"lt_id=opaque; lt_token={token}; lt_refresh_token=SYNTHETIC")
        await user.until_says(f"{MAYA} was not renewed: this was the session of opaque@")
        assert user.window.accounts.notice.tone is Tone.WARNING


async def test_n14_the_same_session_again_is_asked_about(
    qapp: QApplication, tmp_path: Path, service: DemoServer
) -> None:
    service.faults.add("single-use-cookie")
    async with user_at_window(tmp_path, service.base_url, service.token) as user:
        await renew(user, STUDIO, cookie(STUDIO))
        await user.until_says(f"{STUDIO} was renewed.")
        await user.open_renewal(STUDIO)
        await user.paste_cookies(cookie(STUDIO))
        await user.until_dialog_says("This is the session that was sent last time.")
        sent = [one for one in service.requests if one[0] == "POST"]
        assert len(sent) == 1
        user.click("Send it again")
        await user.until_says("the cookie was accepted, but the date did not move.")


# Proof


async def test_a_date_that_did_not_move_is_told_with_the_next_step(
    qapp: QApplication, tmp_path: Path, service: DemoServer
) -> None:
    service.faults.add("POST:old-session")
    async with user_at_window(tmp_path, service.base_url, service.token) as user:
        await renew(user, STUDIO, cookie(STUDIO))
        await user.until_says("the cookie was accepted, but the date did not move.")
        assert "Refresh token: still 9 d" in user.says()
        user.click("Renew again")
        await user.until_dialog()
        assert f"Renew {STUDIO}" in user.says(user.dialog())


async def test_an_account_that_cannot_be_read_back_is_told_as_not_made_sure_of(
    qapp: QApplication, tmp_path: Path, service: DemoServer
) -> None:
    async with user_at_window(tmp_path, service.base_url, service.token) as user:
        await user.until_rows(5)
        service.faults.add("GET:410")
        await renew(user, STUDIO, cookie(STUDIO))
        await user.until_says("Reading the account back did not work: refresh the list")
        assert "Refresh token: 9 d" in user.says()
        service.faults.replace([])
        user.click("Refresh")
        await until(lambda: user.rows()[STUDIO][Column.STATE] == "Healthy", "the healthy row")


async def test_a_time_out_after_the_cookie_was_taken_is_told_as_the_success_that_it_is(
    qapp: QApplication, tmp_path: Path, service: DemoServer
) -> None:
    service.faults.add("POST:lost-answer")
    async with user_at_window(tmp_path, service.base_url, service.token) as user:
        await renew(user, STUDIO, cookie(STUDIO))
        await user.until_says("The answer was lost, but the account shows the new cookie.")
        assert "Refresh token: 9 d" in user.says()


async def test_n13_a_time_out_before_it_was_taken_is_told_as_uncertain_and_the_paste_stays(
    qapp: QApplication, tmp_path: Path, service: DemoServer
) -> None:
    service.faults.add("POST:reset")
    async with user_at_window(tmp_path, service.base_url, service.token) as user:
        await renew(user, STUDIO, cookie(STUDIO))
        await user.until_dialog_says("It is not certain that the cookie arrived.")
        assert user.field("lt_refresh_token").text()
        assert user.rows()[STUDIO][Column.STATE] == "Renew soon"


async def test_an_account_with_an_error_is_healed(
    qapp: QApplication, tmp_path: Path, service: DemoServer
) -> None:
    async with user_at_window(tmp_path, service.base_url, service.token) as user:
        await user.until_rows(5)
        assert user.rows()[ARCHIVE][Column.STATE] == "Needs attention"
        await renew(user, ARCHIVE, cookie(ARCHIVE))
        await user.until_says("The service's error about it is gone.")
        assert user.rows()[ARCHIVE][Column.STATE] == "Healthy"


async def test_an_error_that_stays_is_told(
    qapp: QApplication, tmp_path: Path, service: DemoServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    def still_broken(self: DemoAccount, _now: float) -> None:
        self.error = "Session refresh failed"

    async with user_at_window(tmp_path, service.base_url, service.token) as user:
        await user.until_rows(5)
        monkeypatch.setattr(DemoAccount, "live_until", still_broken)
        await renew(user, STUDIO, cookie(STUDIO))
        await user.until_says("the cookie was accepted, but the account still has an error.")
        assert "The service reports: Session refresh failed" in user.says()


# The clipboard


async def test_the_clipboard_is_cleared_when_asked(
    qapp: QApplication, tmp_path: Path, service: DemoServer
) -> None:
    async with user_at_window(tmp_path, service.base_url, service.token) as user:
        await renew(user, STUDIO, copied_as_curl(STUDIO))
        await user.until_says(f"{STUDIO} was renewed.")
        user.click("Clear the clipboard")
        assert QGuiApplication.clipboard().text() == ""
        await user.until_says("The clipboard was cleared.")


async def test_a_changed_clipboard_is_left_alone(
    qapp: QApplication, tmp_path: Path, service: DemoServer
) -> None:
    clipboard = QGuiApplication.clipboard()
    async with user_at_window(tmp_path, service.base_url, service.token) as user:
        await renew(user, STUDIO, copied_as_curl(STUDIO))
        await user.until_says(f"{STUDIO} was renewed.")
        clipboard.setText("SYNTHETIC something else")
        user.click("Clear the clipboard")
        await user.until_says("There is something else in the clipboard by now")
        assert clipboard.text() == "SYNTHETIC something else"


# Every verdict


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("lt_id=a; lt_token=b", "lt_refresh_token is missing."),
        ("lt_id=a; lt_token=…secured…; lt_refresh_token=c", "lt_token is useapi.net's masked"),
        ("lt_id=a; lt_token=b; lt_refresh_token=SYN…", "lt_refresh_token was cut off"),
        ("lt_id=a; lt_token=b; lt_refresh_token=S N", "lt_refresh_token has a character in it"),
        ("lt_id=a; lt_token=b; lt_refresh_token=S%^2B", "lt_refresh_token still has carets"),
        ("lt_id=a; lt_token=b; lt_refresh_token=SYN\nX", "lt_refresh_token is broken over"),
        ('lt_id="a"; lt_token=b; lt_refresh_token=c', "lt_id has quotation marks in it"),
        ("lt_id=a\x07; lt_token=b; lt_refresh_token=c", "lt_id has an invisible control"),
        (f"lt_id={'a' * 5000}; lt_token=b; lt_refresh_token=c", "lt_id is longer than any cookie"),
        ("lt_id=a; lt_token=b; lt_refresh_token=c", "lt_token does not look like an access token"),
        ("Host: x.example\nCookie: lt_id=a", "All the cookies in this belong to other sites."),
    ],
    ids=lambda value: ascii(value)[:30],
)
async def test_every_verdict_is_seen_before_anything_is_sent(
    qapp: QApplication, tmp_path: Path, service: DemoServer, text: str, verdict: str
) -> None:
    async with user_at_window(tmp_path, service.base_url, service.token) as user:
        await user.until_rows(5)
        await user.open_renewal(STUDIO)
        await user.paste_cookies(text)
        dialog = user.dialog()
        assert dialog
        assert verdict in user.says(dialog)
        for label in dialog.findChildren(QLabel):
            assert label.textFormat() is Qt.TextFormat.PlainText or not label.text().startswith("<")
        await asyncio.sleep(0)
        assert "POST" not in [method for method, _path in service.requests]
