"""The edit dialog on its own: what a paste does to the fields, and what is left behind."""

import asyncio
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from fakes import TOKEN_VALUE, Clock
from harness.journey import cookie
from harness.waiting import until
from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtGui import QGuiApplication, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton, QSpinBox

from ltx_desktop.app.paths import resources_folder
from ltx_desktop.domain.account import Account, AccountRecord
from ltx_desktop.domain.draft import Draft
from ltx_desktop.domain.paste.read import MAX_PASTE_LENGTH
from ltx_desktop.services.draft_session import DraftSession
from ltx_desktop.services.outcomes import NotConfirmed, SubmitOutcome, TookTooLong
from ltx_desktop.store.accounts import AccountStore
from ltx_desktop.ui.edit.edit_dialog import EditDialog
from ltx_desktop.ui.edit.paste_box import PasteBox
from ltx_desktop.ui.loop.tasks import TaskScope
from ltx_desktop.ui.style.icons import Icons

NOW = datetime(2027, 1, 1, tzinfo=UTC)
EMAIL = "a@synthetic.example"
PASTED = cookie(EMAIL)


class Service:
    """Takes what is sent; answers when it is let go."""

    def __init__(self) -> None:
        self.sent: list[tuple[dict[str, str], int]] = []
        self.answer = asyncio.Event()
        self.outcome: SubmitOutcome = NotConfirmed(TookTooLong())
        self.bug: Exception | None = None

    async def __call__(
        self, draft: Draft, max_jobs: int, _seen: AccountRecord | None
    ) -> SubmitOutcome:
        self.sent.append(({name: one.reveal() for name, one in draft.values.items()}, max_jobs))
        await self.answer.wait()
        if self.bug:
            raise self.bug
        return self.outcome


@pytest.fixture
def service() -> Service:
    return Service()


@pytest.fixture
def store() -> AccountStore:
    return AccountStore.in_memory()


@pytest.fixture
def bugs() -> Iterator[list[BaseException]]:
    """What was reported as a failure of the app itself; a test takes out what it expects."""
    reported: list[BaseException] = []
    yield reported
    assert not reported


@pytest.fixture
def make(
    qapp: QApplication, service: Service, store: AccountStore, bugs: list[BaseException]
) -> Iterator[Callable[..., EditDialog]]:
    dialogs: list[EditDialog] = []
    clock = Clock(NOW)

    def build(renewing: AccountRecord | None = None) -> EditDialog:
        scope = TaskScope(bugs.append)
        icons = Icons(resources_folder() / "icons")
        dialogs.append(
            EditDialog(
                send=service,
                draft=DraftSession(store, clock),
                scope=scope,
                now=clock,
                icons=icons,
                renewing=renewing,
            )
        )
        dialogs[-1].open()
        return dialogs[-1]

    yield build
    for dialog in dialogs:
        dialog.close()
        dialog.deleteLater()


def line(dialog: EditDialog, name: str) -> QLineEdit:
    return next(one for one in dialog.findChildren(QLineEdit) if one.accessibleName() == name)


def box(dialog: EditDialog) -> PasteBox:
    found = dialog.findChild(PasteBox)
    assert isinstance(found, PasteBox)
    return found


def said(dialog: EditDialog) -> str:
    return "\n".join(one.text() for one in dialog.findChildren(QLabel) if one.isVisible())


async def paste(dialog: EditDialog, text: str) -> None:
    QGuiApplication.clipboard().setText(text)
    box(dialog).selectAll()
    QTest.keySequence(box(dialog), QKeySequence(QKeySequence.StandardKey.Paste))
    await until(lambda: not dialog._reading.is_running, "the paste to be read")


async def test_a_paste_fills_the_fields_and_max_jobs(make: Callable[..., EditDialog]) -> None:
    dialog = make()
    await paste(dialog, f'{{"cookie": "{PASTED}; _ga=1", "maxJobs": 7}}')
    assert "JSON body for the API: 3 of 3 cookies, 1 other ignored." in said(dialog)
    assert line(dialog, "lt_id").text() == "synthetic-user"
    spin = dialog.findChild(QSpinBox)
    assert isinstance(spin, QSpinBox)
    assert spin.value() == 7


def test_an_empty_dialog_blames_nobody(make: Callable[..., EditDialog]) -> None:
    assert "missing" not in said(make())


def test_submitting_an_empty_dialog_says_what_to_do_and_sends_nothing(
    make: Callable[..., EditDialog], service: Service
) -> None:
    dialog = make()
    dialog.submit()
    assert "Paste the cookies here first." in said(dialog)
    assert service.sent == []


async def test_a_second_paste_is_never_mixed_with_the_first(
    make: Callable[..., EditDialog],
) -> None:
    dialog = make()
    await paste(dialog, PASTED)
    await paste(dialog, "lt_id=another-user; lt_token=SYNTHETIC-other")
    assert line(dialog, "lt_id").text() == "another-user"
    assert line(dialog, "lt_refresh_token").text() == ""
    assert "lt_refresh_token is missing." in said(dialog)


async def test_a_field_that_was_typed_survives_a_paste_without_it(
    make: Callable[..., EditDialog],
) -> None:
    dialog = make()
    QTest.keyClicks(line(dialog, "lt_refresh_token"), "SYN-typed")
    await paste(dialog, "lt_id=u; lt_token=SYNTHETIC")
    assert line(dialog, "lt_refresh_token").text() == "SYN-typed"


async def test_a_field_may_be_pasted_with_its_name(
    make: Callable[..., EditDialog], service: Service
) -> None:
    dialog = make()
    for name, value in [
        ("lt_id", "lt_id=u;"),
        ("lt_token", TOKEN_VALUE),
        ("lt_refresh_token", " SYN== "),
    ]:
        line(dialog, name).setText(value)
    dialog.submit()
    await until(lambda: service.sent, "the submit")
    expected = {"lt_id": "u", "lt_token": TOKEN_VALUE, "lt_refresh_token": "SYN=="}
    assert service.sent == [(expected, 20)]
    service.answer.set()
    await until(lambda: "not certain" in said(dialog), "the outcome")


async def test_something_unrecognised_leaves_the_fields_alone(
    make: Callable[..., EditDialog],
) -> None:
    dialog = make()
    await paste(dialog, PASTED)
    await paste(dialog, "Dear support, my cookies do not work")
    assert "No cookies found in this." in said(dialog)
    assert line(dialog, "lt_id").text() == "synthetic-user"


async def test_p2_a_huge_paste_is_refused_and_the_fields_stay(
    make: Callable[..., EditDialog],
) -> None:
    dialog = make()
    await paste(dialog, PASTED)
    mime = QMimeData()
    mime.setText("x" * (MAX_PASTE_LENGTH + 1))
    box(dialog).insertFromMimeData(mime)
    await until(lambda: "more text than" in said(dialog), "the refusal")
    assert line(dialog, "lt_id").text() == "synthetic-user"


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("lt_token=…secured…", "masked copy"),
        ("lt_token=SYNTHETIC…", "was cut off"),
        ("lt_token=SYN THETIC", "it was decoded"),
        ("lt_token=SYN\nTHETIC", "broken over several lines"),
        ("lt_token=SYNTHETIC", "does not look like an access token"),
        ("lt_id=a; lt_id=b", "stands there with several values"),
    ],
)
async def test_every_verdict_has_its_sentence(
    make: Callable[..., EditDialog], text: str, sentence: str
) -> None:
    dialog = make()
    await paste(dialog, text)
    assert sentence in said(dialog)


async def test_after_a_good_paste_the_next_key_is_return(make: Callable[..., EditDialog]) -> None:
    dialog = make()
    button = next(one for one in dialog.findChildren(QPushButton) if "Add" in one.text())
    assert button.isDefault()
    await paste(dialog, "lt_id=only")
    assert dialog.focusWidget() is not button
    await paste(dialog, PASTED)
    assert dialog.focusWidget() is button


def test_renewing_starts_with_the_account_s_own_max_jobs(
    make: Callable[..., EditDialog],
) -> None:
    dialog = make(AccountRecord(Account(EMAIL, max_jobs=42), NOW))
    spin = dialog.findChild(QSpinBox)
    assert isinstance(spin, QSpinBox)
    assert spin.value() == 42
    assert f"Renew {EMAIL}" in said(dialog)


async def read(dialog: EditDialog) -> None:
    await until(lambda: not dialog._reading.is_running, "the paste to be read")
    await asyncio.sleep(0)


def put(dialog: EditDialog, text: str) -> None:
    """Ctrl+V over everything, without waiting for what it is."""
    mime = QMimeData()
    mime.setText(text)
    box(dialog).selectAll()
    box(dialog).insertFromMimeData(mime)


async def test_return_while_a_paste_is_read_sends_it(
    make: Callable[..., EditDialog], service: Service
) -> None:
    dialog = make()
    put(dialog, PASTED)
    QTest.keyClick(box(dialog), Qt.Key.Key_Return)
    await until(lambda: service.sent, "the submit")
    assert box(dialog).toPlainText() == PASTED
    service.answer.set()
    await until(lambda: "not certain" in said(dialog), "the outcome")


async def test_ctrl_v_after_a_paste_replaces_it_where_a_button_has_the_focus(
    make: Callable[..., EditDialog], service: Service
) -> None:
    dialog = make()
    await paste(dialog, PASTED)
    button = dialog.focusWidget()
    assert isinstance(button, QPushButton)
    newer = cookie(EMAIL, "newer")
    QGuiApplication.clipboard().setText(newer)
    QTest.keySequence(button, QKeySequence(QKeySequence.StandardKey.Paste))
    QTest.keyClick(button, Qt.Key.Key_Return)
    await until(lambda: service.sent, "the submit")
    assert newer.endswith(service.sent[0][0]["lt_refresh_token"])
    service.answer.set()
    await until(lambda: "not certain" in said(dialog), "the outcome")


@pytest.mark.parametrize("between", ["another paste", "nothing is left", "a field", "a file"])
async def test_return_for_one_paste_sends_no_other(
    make: Callable[..., EditDialog], service: Service, tmp_path: Path, between: str
) -> None:
    dialog = make()
    put(dialog, PASTED)
    dialog.submit()
    match between:
        case "nothing is left":
            box(dialog).clear()
        case "a field":
            QTest.keyClicks(line(dialog, "lt_id"), "typed")
        case "a file":
            mime = QMimeData()
            mime.setUrls([QUrl.fromLocalFile(str(tmp_path))])
            box(dialog).insertFromMimeData(mime)
            await until(lambda: "cannot be read" in said(dialog), "the refusal")
        case _:
            pass
    put(dialog, cookie("other@synthetic.example"))
    await read(dialog)
    assert line(dialog, "lt_refresh_token").text()
    assert (service.sent, dialog.is_sending) == ([], False)


async def test_return_while_a_file_is_read_that_cannot_be_read_sends_nothing_later(
    make: Callable[..., EditDialog], service: Service, tmp_path: Path
) -> None:
    dialog = make()
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(tmp_path))])
    box(dialog).insertFromMimeData(mime)
    dialog.submit()
    await until(lambda: "cannot be read" in said(dialog), "the refusal")
    await paste(dialog, PASTED)
    assert (service.sent, dialog.is_sending) == ([], False)


async def test_while_sending_nothing_can_be_changed_and_a_second_submit_is_ignored(
    make: Callable[..., EditDialog], service: Service
) -> None:
    dialog = make()
    await paste(dialog, PASTED)
    dialog.submit()
    dialog.submit()
    await until(lambda: service.sent, "the submit")
    assert box(dialog).isReadOnly()
    assert line(dialog, "lt_id").isReadOnly()
    assert "Sending to the service…" in said(dialog)
    service.answer.set()
    await until(lambda: "not certain" in said(dialog), "the outcome")
    assert len(service.sent) == 1
    assert not box(dialog).isReadOnly()
    assert box(dialog).toPlainText() == PASTED


async def test_after_a_bug_while_sending_everything_can_be_changed_and_sent_again(
    make: Callable[..., EditDialog], service: Service, bugs: list[BaseException]
) -> None:
    service.bug = ValueError("odd")
    service.answer.set()
    dialog = make()
    await paste(dialog, PASTED)
    dialog.submit()
    await until(lambda: bugs == [service.bug], "the report")
    bugs.clear()
    assert not box(dialog).isReadOnly()
    assert not line(dialog, "lt_id").isReadOnly()
    assert "Sending to the service…" not in said(dialog)
    assert box(dialog).toPlainText() == PASTED
    service.bug = None
    dialog.submit()
    await until(lambda: "not certain" in said(dialog), "the outcome")
    assert len(service.sent) == 2


async def test_closing_leaves_no_cookie_in_any_widget(
    make: Callable[..., EditDialog], service: Service
) -> None:
    dialog = make()
    await paste(dialog, PASTED)
    dialog.reject()
    assert box(dialog).toPlainText() == ""
    assert not box(dialog).document().isUndoAvailable()
    box(dialog).undo()
    lines = dialog.findChildren(QLineEdit)
    texts = [one.text() for one in lines]
    for one in lines:
        # A hidden line has no history as long as it is hidden.
        one.setEchoMode(QLineEdit.EchoMode.Normal)
        one.undo()
    texts += [one.text() for one in lines]
    assert not any("SYN" in text for text in [*texts, box(dialog).toPlainText()])
