"""Foreign text without a space makes no window wider than it was, wherever it is shown."""

import json
from pathlib import Path

import pytest
from harness.journey import User, cookie, user_at_window
from harness.raw_service import RawService, json_reply
from harness.waiting import until
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from ltx_desktop.ui.widgets.plain_label import PlainLabel, breakable
from ltx_desktop.wording.labels import forget_question

WORD = "W" * 500
EMAIL = f"{'w' * 60}@{'w' * 120}.example"
SMALL = (640, 460)


def assert_small(window: QWidget) -> None:
    assert window.minimumSizeHint().width() <= SMALL[0], window.windowTitle()
    assert window.width() <= SMALL[0], window.windowTitle()


async def refused(user: User) -> None:
    """Send cookies that the service refuses with a very long word."""
    await user.open_adding()
    await user.paste_cookies(cookie("new@synthetic.example"))
    user.click("Add")
    await user.until_dialog_says("WWWW")


async def test_f4_nothing_the_service_says_widens_window_or_dialog(
    qapp: QApplication, tmp_path: Path
) -> None:
    accounts = json_reply(200, {EMAIL: {"error": WORD}, "short@synthetic.example": {}})
    free = json_reply(200, {"available": []})
    refusal = json_reply(400, {"error": WORD})
    async with (
        RawService(accounts, free, refusal) as service,
        user_at_window(tmp_path, service.base_url.text, "SYNTHETIC") as user,
    ):
        user.window.resize(*SMALL)
        await user.until_rows(2)
        await user.until_refreshed()
        assert_small(user.window)
        await refused(user)
        dialog = user.dialog()
        assert dialog
        assert dialog.minimumSizeHint().width() <= SMALL[0]
        dialog.reject()
        await user.until_no_dialog()
        assert_small(user.window)
        user.choose("Refresh")
        await user.until_says("WWWW")
        assert_small(user.window)
        await user.select(EMAIL)
        assert_small(user.window)
        await question_fits(user)


async def question_fits(user: User) -> None:
    user.choose("Forget this account")
    await until(user.dialog, "the question")
    box = user.dialog()
    assert box
    assert box.width() <= SMALL[0] + 100
    assert forget_question(EMAIL).headline in user.says(box)
    box.reject()
    await user.until_no_dialog()


def test_a_label_is_no_wider_than_a_piece_of_its_longest_word(qapp: QApplication) -> None:
    label = PlainLabel(WORD)
    assert label.minimumSizeHint().width() < label.fontMetrics().horizontalAdvance("W" * 22)
    label.setText(f"{WORD} {WORD}")
    assert label.minimumSizeHint().width() < label.fontMetrics().horizontalAdvance("W" * 22)


@pytest.mark.parametrize(
    "text", ["", "ordinary words", "somebody.with.a.name@northlight.example", "W" * 40]
)
def test_ordinary_words_are_left_as_they_are(text: str) -> None:
    assert breakable(text) == text


def test_what_is_copied_is_what_was_given(qtbot: QtBot) -> None:
    label = PlainLabel(WORD)
    qtbot.addWidget(label)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByKeyboard)
    label.show()
    label.setSelection(0, 100)
    QTest.keySequence(label, QKeySequence(QKeySequence.StandardKey.Copy))
    copied = QGuiApplication.clipboard().text()
    assert label.text() == WORD
    assert copied == "W" * len(copied)
    assert len(copied) > 90


def test_nothing_is_lost_in_breaking() -> None:
    text = json.dumps({"a": WORD, EMAIL: "b"})
    assert breakable(text).replace("\u200b", "") == text
