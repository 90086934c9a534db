"""A walk through all that the window can show, whatever its language."""

from collections.abc import AsyncIterator

from harness.journey import User, cookie
from harness.pasted import pasted
from harness.waiting import until
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QDialog, QMenu, QTabWidget, QToolButton, QWidget

from ltx_desktop.ui.edit.edit_dialog import EditDialog
from ltx_desktop.ui.edit.help_panel import HelpPanel

Screen = tuple[str, QWidget]
_CUT = "curl 'https://app.ltx.studio/api/me' -H 'cookie: lt_id=abc; lt_token=ey"


async def screens(user: User) -> AsyncIterator[Screen]:
    """A name and the widget that shows it; an account in trouble is there to be renewed."""
    window = user.window
    await user.until_refreshed()
    yield "accounts", window
    for menu in window.findChildren(QMenu):
        yield f"menu-{menu.title().replace('&', '') or 'context'}", menu
    window.accounts.chips._chips[1].click()
    yield "accounts-filtered", window
    window.accounts.chips._chips[1].click()
    window.actions_.search.setText("nobody at all")
    yield "accounts-none", window
    window.actions_.search.clear()
    window.actions_.compact.trigger()
    yield "accounts-compact", window
    window.actions_.compact.trigger()
    window.actions_.details.trigger()
    yield "accounts-without-details", window
    window.actions_.details.trigger()
    async for screen in _edits(user):
        yield screen
    async for screen in _others(user):
        yield screen


async def _edits(user: User) -> AsyncIterator[Screen]:
    dialog = await opened(user, user.window.actions_.add)
    assert isinstance(dialog, EditDialog)
    yield "add", dialog
    (help_button,) = (
        one for one in dialog.findChildren(QToolButton) if one.isCheckable() and one.text()
    )
    help_button.click()
    (panel,) = dialog.findChildren(HelpPanel)
    for number in range(panel.count()):
        panel.setCurrentIndex(number)
        yield f"help-{panel.tabText(number)}", dialog
    help_button.click()
    dialog.paste(pasted(cookie("somebody@northlight.example")))
    await until(dialog.form.forecast.text, "a forecast")
    yield "add-pasted", dialog
    await _closed(user, dialog)
    await user.select("expired@northlight.example")
    dialog = await opened(user, user.window.actions_.renew)
    assert isinstance(dialog, EditDialog)
    dialog.paste(pasted(cookie("somebody@northlight.example")))
    await until(dialog.form.owner_bar.text, "the question whose session it is")
    yield "renew-somebody-else", dialog
    before = dialog.form._recognition.text()
    dialog.paste(pasted(_CUT))
    await until(lambda: dialog.form._recognition.text() != before, "the paste to be read")
    yield "renew-cut", dialog
    await _closed(user, dialog)


async def _others(user: User) -> AsyncIterator[Screen]:
    actions = user.window.actions_
    dialog = await opened(user, actions.settings)
    (tabs,) = dialog.findChildren(QTabWidget)
    for number in range(tabs.count()):
        tabs.setCurrentIndex(number)
        yield f"settings-{number}", dialog
    await _closed(user, dialog)
    dialog = await opened(user, actions.renew_due)
    yield "run", dialog
    await _closed(user, dialog)
    yield "run-stopped", user.window
    await user.select("expired@northlight.example")
    for name, action in (
        ("browser", actions.browser),
        ("label", actions.label),
        ("forget", actions.forget),
    ):
        dialog = await opened(user, action)
        yield name, dialog
        await _closed(user, dialog)
    dialog = await opened(user, actions.show_log)
    yield "log", dialog
    await _closed(user, dialog)
    actions.help.trigger()
    await until(user.help_window, "the help to open")
    window = user.help_window()
    assert window
    for number in range(window.topics.count()):
        window.topics.setCurrentRow(number)
        yield f"help-{number}", window
    window.reject()
    await until(lambda: user.help_window() is None, "the help to close")
    dialog = await opened(user, actions.about)
    yield "about", dialog
    await _closed(user, dialog)
    user.controllers.updating._ask()
    yield "update-question", user.window
    user.window.report(ValueError("for the picture"), "a report")
    user.window.notice._buttons[0].click()
    await user.until_dialog()
    crash = user.dialog()
    assert crash
    yield "crash", crash
    crash.reject()
    await user.until_no_dialog()


async def opened(user: User, action: QAction) -> QDialog:
    await until(action.isEnabled, f"{action.text()} to be possible")
    action.trigger()
    await user.until_dialog()
    dialog = user.dialog()
    assert dialog
    return dialog


async def _closed(user: User, dialog: QDialog) -> None:
    dialog.reject()
    await until(lambda: not user.controllers.dialogs.is_open, "the dialog to be done")
