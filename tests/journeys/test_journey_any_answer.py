"""Whatever the service answers, the window shows it: every value, role, menu and picture of it."""

import json
import unicodedata
from datetime import timedelta
from pathlib import Path
from typing import Any

from harness.any_json import accounts
from harness.journey import User, user_at_window
from hypothesis import example, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from ltx_desktop.api.payloads import read_accounts
from ltx_desktop.api.remote_text import tidy_words
from ltx_desktop.app.clock import now
from ltx_desktop.demo.server import DemoServer
from ltx_desktop.domain.account import AccountRecord
from ltx_desktop.services.outcomes import Rejected
from ltx_desktop.store.accounts import AccountStore
from ltx_desktop.ui.widgets.notice_bar import Tone
from ltx_desktop.wording.failures import failure_notice

HOSTILE = [
    "<b>bold</b><img src=x onerror=alert(1)>",
    "\u202egnp.exe\u2066\u200f",
    "a\0b\x1b[31m\r\n",
    '=HYPERLINK("http://x")',
    "@SUM(1+1)*cmd|' /C calc'!A0",
    "&Quit",
    "%s%n{0}{email}",
    "\U0001f468\u200d\U0001f469\u200d\U0001f467" * 50,
    "\u0301" * 500,
    "x" * 1_000_000,
    "\ud800",
]
ROLES = [
    Qt.ItemDataRole.DisplayRole,
    Qt.ItemDataRole.ToolTipRole,
    Qt.ItemDataRole.AccessibleTextRole,
    Qt.ItemDataRole.AccessibleDescriptionRole,
]
hostile = st.sampled_from(HOSTILE)
emails = hostile | st.text(max_size=30)


async def test_n18_any_account_is_shown(qapp: QApplication, tmp_path: Path) -> None:
    with DemoServer() as service:
        async with user_at_window(tmp_path, service.base_url, service.token) as user:
            await user.until_refreshed()

            @given(emails, accounts, accounts, hostile)
            @example("&Quit", {}, {}, HOSTILE[0])
            @settings(max_examples=120, deadline=None)
            def show(email: str, one: Any, other: Any, error: str) -> None:
                body = json.dumps({email: one, "other@x": other, "b@x": {"error": error}})
                look_at_everything(user, body.encode())

            show()


async def test_p3_any_words_of_the_service_are_plain_text(
    qapp: QApplication, tmp_path: Path
) -> None:
    with DemoServer() as service:
        async with user_at_window(tmp_path, service.base_url, service.token) as user:
            await user.until_refreshed()

            @given(hostile | st.text())
            @settings(max_examples=60, deadline=None)
            def say(words: str) -> None:
                notice = failure_notice(Rejected(tidy_words(words)))
                user.window.accounts.say(notice, Tone.ERROR)
                user.window.grab()
                assert_plain(user.says())

            say()


def look_at_everything(user: User, body: bytes) -> None:
    window = user.window
    records = user.window.records
    assert isinstance(records, AccountStore)
    read = read_accounts(body)
    records.replace_all([AccountRecord(account, now()) for account in read])
    model = window.accounts.model
    assert model.rowCount() == len({account.email for account in read})
    for row in range(model.rowCount()):
        for column in range(model.columnCount()):
            shown = [model.data(model.index(row, column), role) for role in ROLES]
            assert_plain("".join(map(str, shown)))
    for column in range(model.columnCount()):
        window.accounts.table.sortByColumn(column, Qt.SortOrder.DescendingOrder)
    window.accounts.search("other")
    window.accounts.search("")
    window.accounts.table.selectAll()
    window.grab()
    user.controllers.watching.tray.menu_opening.emit()
    assert_plain(user.says())
    for choice in ("Copy as CSV", "Copy as JSON", "curl", "Python", "JavaScript"):
        user.choose(choice)
        assert QGuiApplication.clipboard().text()
    window.accounts.verdicts.judged  # noqa: B018 - judged anew, later as well
    window._clock.learn(timedelta(days=400))
    window.grab()
    window._clock.forget()


def assert_plain(text: str) -> None:
    """No character that commands or hides, and no lone surrogate."""
    bad = {one for one in text if unicodedata.category(one) in {"Cc", "Cs"} and one not in "\n\t"}
    assert bad == set()
    assert not {*"\u202a\u202b\u202d\u202e"} & {*text}
