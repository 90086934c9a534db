"""The edit dialog and its paste: offers, warnings, long texts, files, and what is read out."""

import asyncio
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any, NamedTuple, NoReturn

import pytest
from fakes import (
    EMAIL,
    HEADER,
    ID_VALUE,
    NOW,
    REFRESH_VALUE,
    TOKEN_VALUE,
    Clock,
    make_account,
    make_jwt,
    make_record,
)
from harness.browser_menus import chrome_curl_cmd
from harness.large_har import large_har
from harness.pasted import pasted
from harness.waiting import until
from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QTabWidget, QToolButton

from ltx_desktop.app.paths import resources_folder
from ltx_desktop.domain.account import AccountRecord, Submission
from ltx_desktop.domain.draft import Draft
from ltx_desktop.domain.paste import read as readers
from ltx_desktop.domain.secret import Secret
from ltx_desktop.services.draft_session import DraftSession
from ltx_desktop.services.outcomes import NotConfirmed, SubmitOutcome, TookTooLong
from ltx_desktop.store.accounts import AccountStore
from ltx_desktop.ui.edit.edit_dialog import EditDialog
from ltx_desktop.ui.edit.paste_box import SHOWN_LENGTH, PasteBox
from ltx_desktop.ui.loop.tasks import TaskScope
from ltx_desktop.ui.style.icons import Icons
from ltx_desktop.ui.widgets import announce
from ltx_desktop.wording.browser_steps import Browser, browser_steps

OTHER = "b@synthetic.example"
OF_OTHER = HEADER.replace(TOKEN_VALUE, make_jwt(email=OTHER))
OF_NEW = HEADER.replace(TOKEN_VALUE, make_jwt(email="new@synthetic.example"))
KNOWN = make_record()
KNOWN_OTHER = make_record(make_account(OTHER, max_jobs=33))


class Opened(NamedTuple):
    """A dialog, and what it would have sent."""

    dialog: EditDialog
    sent: list[dict[str, str]]

    def paste(self, text: str) -> None:
        self.dialog.paste(pasted(text, NOW))

    def says(self) -> str:
        labels = self.dialog.findChildren(QLabel)
        return "\n".join(label.text() for label in labels if label.isVisible())

    def button(self, text: str) -> QPushButton:
        buttons = self.dialog.findChildren(QPushButton)
        return next(one for one in buttons if text in one.text() and one.isVisible())

    def value(self, name: str) -> str:
        rows = self.dialog.form.rows
        return next(row.field.text() for row in rows if row.name == name)

    def box(self) -> PasteBox:
        return self.dialog.form.paste_box


@pytest.fixture
def store() -> AccountStore:
    store = AccountStore.in_memory()
    store.put([KNOWN, KNOWN_OTHER])
    return store


@pytest.fixture
def renewing(qapp: QApplication, store: AccountStore) -> Iterator[Opened]:
    yield from _opened(store, KNOWN)


@pytest.fixture
def adding(qapp: QApplication, store: AccountStore) -> Iterator[Opened]:
    yield from _opened(store, None)


def _opened(
    store: AccountStore, record: AccountRecord | None, draft: DraftSession | None = None
) -> Iterator[Opened]:
    sent: list[dict[str, str]] = []

    async def send(draft: Draft, _max_jobs: int, _seen: AccountRecord | None) -> SubmitOutcome:
        sent.append({name: value.reveal() for name, value in draft.values.items()})
        return NotConfirmed(TookTooLong())

    scope = TaskScope(lambda error: pytest.fail(repr(error)))
    icons = Icons(resources_folder() / "icons")
    clock = Clock()
    draft = draft or DraftSession(store, clock)
    dialog = EditDialog(
        send=send, draft=draft, scope=scope, now=clock, icons=icons, renewing=record
    )
    dialog.open()
    yield Opened(dialog, sent)
    dialog.close()
    dialog.deleteLater()


def as_mime(text: str) -> QMimeData:
    mime = QMimeData()
    mime.setText(text)
    return mime


# Whose session


def test_another_account_s_session_is_asked_about_and_not_sent_before(renewing: Opened) -> None:
    renewing.paste(OF_OTHER)
    assert f"session of {OTHER}. You are renewing {EMAIL}." in renewing.says()
    assert not renewing.button("Renew").isEnabled() or renewing.dialog.form.owner_bar.text()
    renewing.dialog.submit()
    assert renewing.sent == []
    renewing.button(f"Renew {OTHER} instead").click()
    assert f"Renew {OTHER}" in renewing.says()
    assert "You are renewing" not in renewing.says()
    assert renewing.dialog.meant == KNOWN_OTHER
    assert renewing.dialog.form.max_jobs.value() == 33
    assert renewing.dialog.form.submit_button.isEnabled()


def test_a_session_of_nobody_here_can_be_added(renewing: Opened) -> None:
    renewing.paste(OF_NEW)
    assert not renewing.dialog.form.submit_button.isEnabled()
    renewing.button("Add new@synthetic.example as a new account").click()
    assert renewing.dialog.meant is None
    assert renewing.button("Add account").isEnabled()


def test_pasting_the_right_session_takes_the_question_away(renewing: Opened) -> None:
    renewing.paste(OF_OTHER)
    renewing.paste(HEADER)
    assert "You are renewing" not in renewing.says()
    assert renewing.dialog.form.submit_button.isEnabled()
    assert renewing.dialog.focusWidget() is renewing.dialog.form.submit_button


def test_adding_a_known_account_says_that_it_will_be_renewed(adding: Opened) -> None:
    adding.paste(HEADER)
    assert "It is in the list already" in adding.says()
    assert adding.button("Add account").isEnabled()


async def test_the_session_of_last_time_is_asked_about_and_not_sent_before(
    qapp: QApplication, renewing: Opened, store: AccountStore
) -> None:
    session = store.fingerprints.of("lt_refresh_token", Secret(REFRESH_VALUE))
    store.put([make_record(submission=Submission(NOW, session=session))])
    renewing.paste(HEADER)
    assert "This is the session that was sent last time." in renewing.says()
    assert not renewing.dialog.form.submit_button.isEnabled()
    renewing.dialog.submit()
    assert renewing.sent == []
    renewing.dialog.form.doubt_bar.answered.emit()
    await until(lambda: renewing.sent, "it to be sent")


class CountedDrafts(DraftSession):
    made = 0

    def __call__(self, *arguments: Any, **named: Any) -> Draft:
        self.made += 1
        return super().__call__(*arguments, **named)


async def test_the_cookies_are_checked_once_for_a_paste_and_once_before_they_are_sent(
    qapp: QApplication, store: AccountStore
) -> None:
    drafts = CountedDrafts(store, Clock())
    for opened in _opened(store, KNOWN, drafts):
        drafts.made = 0
        opened.paste(HEADER)
        assert drafts.made == 1
        opened.dialog.submit()
        await until(lambda: opened.sent, "the submit")  # noqa: B023 - there is one
        assert drafts.made == 2


# A paste that a reader failed on


@pytest.fixture
def failing_reader(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(text: str) -> NoReturn:
        raise RuntimeError(text)

    monkeypatch.setattr(readers, "LINE_READERS", (fail, *readers.LINE_READERS))


FAILED = "A part of the app failed while it read this"
QUESTION = "Are these the values that the browser shows?"
failed_reader_is_logged = pytest.mark.logs_expected(
    "the paste reader test_edit_dialog_paste failed"
)


@failed_reader_is_logged
async def test_what_a_reader_failed_on_is_asked_about_and_not_sent_before(
    renewing: Opened, failing_reader: None
) -> None:
    renewing.paste(HEADER)
    assert FAILED in renewing.says()
    assert QUESTION in renewing.says()
    assert not renewing.dialog.form.submit_button.isEnabled()
    QTest.keyClick(renewing.dialog, Qt.Key.Key_Return)
    renewing.dialog.submit()
    assert renewing.sent == []
    renewing.button("Yes, use them").click()
    assert QUESTION not in renewing.says()
    assert renewing.says().count(FAILED) == 1
    assert renewing.dialog.focusWidget() is renewing.dialog.form.submit_button
    QTest.keyClick(renewing.dialog, Qt.Key.Key_Return)
    await until(lambda: renewing.sent, "the submit")


@failed_reader_is_logged
def test_a_question_that_stays_open_keeps_the_keyboard(
    renewing: Opened, failing_reader: None
) -> None:
    renewing.paste(HEADER)
    answer = renewing.button("Yes, use them")
    assert renewing.dialog.focusWidget() is answer
    renewing.dialog._check()
    assert renewing.dialog.focusWidget() is answer


@failed_reader_is_logged
def test_each_paste_that_a_reader_failed_on_is_asked_about(
    renewing: Opened, failing_reader: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    renewing.paste(HEADER)
    renewing.button("Yes, use them").click()
    renewing.paste(HEADER.replace("abc+", "abd+"))
    assert QUESTION in renewing.says()
    monkeypatch.undo()
    renewing.paste(HEADER)
    assert QUESTION not in renewing.says()
    assert renewing.dialog.form.submit_button.isEnabled()


@failed_reader_is_logged
def test_after_the_question_whose_session_it_is_comes_the_one_about_the_values(
    renewing: Opened, failing_reader: None
) -> None:
    renewing.paste(OF_OTHER)
    assert QUESTION not in renewing.says()
    renewing.button(f"Renew {OTHER} instead").click()
    assert QUESTION in renewing.says()
    assert not renewing.dialog.form.submit_button.isEnabled()


# Verdicts and offers


async def test_a_whole_session_takes_the_place_of_the_paste_before(renewing: Opened) -> None:
    box = renewing.dialog.form.paste_box
    for text in (HEADER, OF_OTHER):
        box.insertFromMimeData(as_mime(text))
    assert box.toPlainText() == OF_OTHER
    await until(lambda: not renewing.dialog._reading.is_running)


async def test_a_piece_of_one_is_added_to_the_paste_before(renewing: Opened) -> None:
    box = renewing.dialog.form.paste_box
    for text in HEADER.split(" "):
        box.insertFromMimeData(as_mime(text))
    assert box.toPlainText() == HEADER.replace(" ", "")
    await until(lambda: not renewing.dialog._reading.is_running)


@pytest.mark.parametrize(("length", "said"), [(27, False), (19, True)])
def test_a_length_is_compared_with_the_one_that_was_accepted_last(
    store: AccountStore, renewing: Opened, length: int, *, said: bool
) -> None:
    assert len(REFRESH_VALUE) == 27
    lengths = (len(ID_VALUE), len(TOKEN_VALUE), length)
    renewing.dialog.meant = make_record(submission=Submission(NOW, lengths=lengths))
    renewing.paste(HEADER)
    assert "Nothing proves that lt_refresh_token is whole" in renewing.says()
    assert (f"last accepted for this account had {length}." in renewing.says()) is said


def test_two_logins_fill_nothing(renewing: Opened) -> None:
    renewing.paste(f"{HEADER}; {OF_OTHER.replace('user123', 'user456')}")
    assert "two different logins" in renewing.says()
    assert renewing.value("lt_token") == ""


def test_lines_are_joined_when_that_is_agreed_to(renewing: Opened) -> None:
    renewing.paste(HEADER.replace("abc+", "abc\n   +"))
    assert "lt_refresh_token is broken over several lines." in renewing.says()
    renewing.dialog.submit()
    assert renewing.sent == []
    renewing.button("Join the lines").click()
    assert renewing.value("lt_refresh_token") == REFRESH_VALUE
    assert "broken over several lines" not in renewing.says()
    assert renewing.dialog.focusWidget() is renewing.dialog.form.submit_button


def test_a_lone_token_is_taken_only_when_that_is_agreed_to(renewing: Opened) -> None:
    renewing.paste(TOKEN_VALUE)
    assert "one value without its name" in renewing.says()
    assert renewing.value("lt_token") == ""
    renewing.button("Use it as lt_token").click()
    assert renewing.value("lt_token") == TOKEN_VALUE


def test_a_value_that_was_cut_stays_refused_whatever_is_pasted_after_it(
    renewing: Opened,
) -> None:
    rows = [part.split("=", 1) for part in HEADER.split("; ")]
    table = "\n".join(
        f"{name}\t{value}\tapp.ltx.studio\t/\t\t{len(name) + len(value) + (name == 'lt_token')}"
        for name, value in rows
    )
    renewing.paste(table)
    assert "lt_token was cut off" in renewing.says()
    renewing.paste("Dear support, it does not work")
    renewing.dialog.submit()
    assert renewing.sent == []
    renewing.paste(HEADER.replace("abc+", "abd+"))
    assert "was cut off" not in renewing.says()


def test_a_refused_paste_says_that_the_fields_hold_an_earlier_one(renewing: Opened) -> None:
    kept = "The fields keep what they held before."
    renewing.paste("Dear support, it does not work")
    assert kept not in renewing.says()
    renewing.paste(HEADER)
    assert kept not in renewing.says()
    renewing.paste("Dear support, it does not work")
    assert kept in renewing.says()
    assert renewing.value("lt_refresh_token") == REFRESH_VALUE


async def test_a_typed_value_is_judged_after_a_pause(renewing: Opened) -> None:
    line = renewing.dialog.form.rows[0].field.line()
    QTest.keyClicks(line, "SYN THETIC")
    assert "decoded" not in renewing.says()
    await until(lambda: "lt_id has a character in it" in renewing.says(), "the verdict")


# Long texts and files


async def test_p6_of_a_large_archive_only_our_cookies_are_kept_and_the_others_counted(
    renewing: Opened,
) -> None:
    archive = await asyncio.to_thread(large_har, HEADER, 5_000_000)
    renewing.box().insertFromMimeData(as_mime(archive))
    assert renewing.box().toPlainText() == ""
    await until(lambda: "HAR: 3 of 3 cookies, 2 others ignored." in renewing.says(), "the HAR")
    assert renewing.value("lt_refresh_token") == REFRESH_VALUE
    assert renewing.box().toPlainText() == ""


async def test_closing_stops_the_reading_of_a_long_text(renewing: Opened) -> None:
    renewing.box().insertFromMimeData(as_mime(HEADER + ";" * SHOWN_LENGTH))
    assert "Reading…" in renewing.says()
    renewing.dialog.reject()
    assert renewing.value("lt_id") == ""


async def test_a_dropped_file_is_read(renewing: Opened, tmp_path: Path) -> None:
    file = tmp_path / "cookies.txt"
    file.write_text(chrome_curl_cmd([("lt_id", "dropped")], lambda choices: choices[0]))
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(file))])
    assert renewing.box().canInsertFromMimeData(mime)
    renewing.box().insertFromMimeData(mime)
    await until(lambda: renewing.value("lt_id") == "dropped", "the file's cookie")
    mime.setUrls([QUrl.fromLocalFile(str(tmp_path))])
    renewing.box().insertFromMimeData(mime)
    await until(lambda: "The file cannot be read." in renewing.says(), "the refusal")


@pytest.mark.parametrize("length", [0, SHOWN_LENGTH], ids=["shown", "too long to be shown"])
async def test_of_several_dropped_files_the_first_is_read_and_the_others_are_counted(
    renewing: Opened, tmp_path: Path, length: int
) -> None:
    file, other = tmp_path / "cookies.txt", tmp_path / "other.txt"
    file.write_text(HEADER + "; a=b" * (length // 5))
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(one)) for one in (file, other)])
    renewing.box().insertFromMimeData(mime)
    said = "Only “cookies.txt” was taken; 1 other file was left out."
    await until(lambda: said in renewing.says(), "the file that was not read")
    assert renewing.value("lt_refresh_token") == REFRESH_VALUE
    renewing.paste(HEADER)
    assert said not in renewing.says()
    mime.setUrls([QUrl.fromLocalFile(str(one)) for one in (other, file)])
    renewing.box().insertFromMimeData(mime)
    await until(lambda: "The file cannot be read." in renewing.says(), "the refusal")
    assert "Only “other.txt” was taken; 1 other file was left out." in renewing.says()


def test_p2_a_picture_in_the_clipboard_is_told_to_be_no_text(renewing: Opened) -> None:
    renewing.paste(HEADER)
    mime = QMimeData()
    mime.setImageData(QImage(4, 4, QImage.Format.Format_RGB32))
    renewing.box().selectAll()
    renewing.box().insertFromMimeData(mime)
    assert "There is no text in the clipboard." in renewing.says()
    assert renewing.box().toPlainText() == HEADER


def test_p5_a_text_with_an_api_token_is_not_kept(renewing: Opened) -> None:
    renewing.paste(f"Authorization: Bearer user:00000-SYNTHETIC\nCookie: {HEADER}")
    assert "It was dropped." in renewing.says()
    assert renewing.box().toPlainText() == ""
    assert not renewing.box().document().isUndoAvailable()
    assert renewing.value("lt_refresh_token") == REFRESH_VALUE


# Help, and what is read out


def test_the_steps_of_four_browsers_can_be_shown(adding: Opened) -> None:
    help_button = next(
        one for one in adding.dialog.findChildren(QToolButton) if "How do I" in one.text()
    )
    tabs = adding.dialog.findChild(QTabWidget)
    assert isinstance(tabs, QTabWidget)
    assert not tabs.isVisible()
    height = adding.dialog.height()
    help_button.click()
    assert [tabs.tabText(place) for place in range(tabs.count())] == [*Browser]
    for place, browser in enumerate(Browser):
        tabs.setCurrentIndex(place)
        assert all(step in adding.says() for step in browser_steps(browser, "Ctrl+V"))
    QApplication.sendPostedEvents()
    assert adding.dialog.height() > height
    help_button.click()
    assert not tabs.isVisible()
    assert adding.dialog.height() == height, "it gives back the room that it took"


def test_what_changes_elsewhere_is_read_out(
    renewing: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    heard: list[str] = []

    def hear(event: QAccessibleAnnouncementEvent) -> None:
        heard.append(event.message())

    reader = SimpleNamespace(updateAccessibility=hear)
    monkeypatch.setattr("ltx_desktop.ui.widgets.announce.QAccessible", reader)
    renewing.paste(HEADER)
    assert heard[0].startswith("Cookie header value: 3 of 3 cookies. Nothing proves")
    assert any(one.endswith("characters") for one in heard)
    heard.clear()
    renewing.paste(OF_OTHER)
    assert any("You are renewing" in one for one in heard)
    heard.clear()
    renewing.paste("lt_id=a; lt_token=…secured…")
    assert any("masked copy" in one for one in heard)


def test_an_announcement_is_one_of_qt_s_own(renewing: Opened) -> None:
    """Qt takes the event: a wrong type would raise."""
    announce.announce(renewing.box(), "SYNTHETIC")
    assert QAccessible.queryAccessibleInterface(renewing.box()) is not None
