"""The main job, once, by itself: what `--demo` does where there is no display.

A cookie is pasted into the real edit dialog, submitted to the demo service over HTTP, and the
result is looked at in the window.
"""

import asyncio
import base64
import json
import secrets
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex

from ltx_desktop.app.clock import now
from ltx_desktop.cli.terminal import say
from ltx_desktop.domain.account import AccountRecord
from ltx_desktop.domain.expiry import expiry_of
from ltx_desktop.services.reading import read_text
from ltx_desktop.ui.edit.edit_dialog import EditDialog
from ltx_desktop.ui.edit.paste_reading import Pasted
from ltx_desktop.ui.window.main_window import MainWindow
from ltx_desktop.wording.plain import plain
from ltx_desktop.wording.states import deadline_text, state_word
from ltx_desktop.wording.translation import _

if TYPE_CHECKING:  # loaded after the first frame
    from ltx_desktop.ui.controllers.controllers import Controllers

EMAIL = "new@northlight.example"

_PATIENCE = 60
"""Seconds for the whole walk."""

_ACCESS_LIFE = 24 * 3600
"""Seconds."""


async def walk(picture: Path, controllers: "Controllers") -> int:
    """Add an account by pasting, save a picture of the window, tell it all; the exit code."""
    window, records = controllers.window, controllers.window.records
    try:
        async with asyncio.timeout(_PATIENCE):
            await _until(lambda: records.last_refresh is not None)
            say(
                _("The window lists {count} accounts of the demo service.").format(
                    count=len(records.records())
                )
            )
            await _paste_and_submit(window)
            await _until(lambda: records.get(EMAIL) is not None and not _dialog(window))
    except TimeoutError:
        say(_("The demo service did not get that far in a minute."))
        return 1
    say(_("A pasted cookie was submitted over HTTP; the table now reads:"))
    model = window.accounts.model
    for row in range(model.rowCount(QModelIndex())):
        say(_line(model.row_at(row).record))
    if not window.grab().save(str(picture)):
        say(_("The picture could not be saved as {path}.").format(path=picture))
        return 1
    say(_("A picture of the window was saved as {path}.").format(path=picture))
    return 0


def synthetic_cookie(email: str, login: str = "token") -> str:
    """A well-formed cookie that belongs to nobody; only the demo service accepts it."""
    claims = {"email": email, "exp": int(now().timestamp()) + _ACCESS_LIFE}
    token = ".".join([_base64({"alg": "none", "typ": "JWT"}), _base64(claims), "SYNTHETIC"])
    return f"lt_id=demo-user; lt_token={token}; lt_refresh_token=SYNTHETIC-refresh-{login}"


async def _paste_and_submit(window: MainWindow) -> None:
    window.actions_.add.trigger()
    await _until(lambda: _dialog(window) is not None)
    dialog = _dialog(window)
    if dialog is not None:
        text = synthetic_cookie(EMAIL, secrets.token_hex(8))
        dialog.paste(Pasted(text, read_text(text, now())))
        dialog.submit()


def _dialog(window: MainWindow) -> EditDialog | None:
    dialog: EditDialog | None = window.findChild(EditDialog)
    return dialog


def _line(record: AccountRecord) -> str:
    expiry = expiry_of(record, now())
    return (
        f"  {state_word(expiry.state):<16} {plain(record.email):<32} {deadline_text(expiry, now())}"
    )


async def _until(condition: Callable[[], bool]) -> None:
    while not condition():  # noqa: ASYNC110 - what is waited for has no one event
        await asyncio.sleep(0.02)


def _base64(value: dict[str, object]) -> str:
    return base64.urlsafe_b64encode(json.dumps(value).encode()).rstrip(b"=").decode()
