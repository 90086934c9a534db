"""What the window shows when it has little to show, a lot, or something that fails."""

from collections.abc import AsyncIterator, Iterable
from pathlib import Path

from harness.journey import User, cookie, user_at_window
from harness.nine_accounts import nine_accounts
from harness.pasted import pasted
from harness.screens import Screen
from harness.waiting import until
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QMenu

from ltx_desktop.app.clock import now
from ltx_desktop.demo.accounts import DemoAccount
from ltx_desktop.demo.seed import demo_accounts
from ltx_desktop.demo.server import DemoServer
from ltx_desktop.ui.accounts.list_menus import show_column_menu
from ltx_desktop.ui.edit.edit_dialog import EditDialog
from ltx_desktop.ui.widgets.notice_bar import Tone
from ltx_desktop.wording.notice import Notice

_LONG = "{}-and-everything-that-comes-after-the-first-forty-characters-of-it@render-farm.example"
_FAILING = ("401", "402", "429=30", "retired", "html", "reset")
_FAILING_WITHOUT_ACCOUNTS = ("402", "retired")


async def situations(folder: Path) -> AsyncIterator[tuple[User, Screen]]:
    """Each in a window of its own, with the user at it; files are kept in `folder`."""
    with DemoServer(accounts=()) as service:
        async with user_at_window(folder / "new", service.base_url) as user:
            await until(lambda: user.window.pages.currentIndex() == 1, "the welcome")
            yield user, ("welcome", user.window)
            user.controllers.welcome.say("x" * 60)
            yield user, ("welcome-answered", user.window)
        async with user_at_window(folder / "none", service.base_url, service.token) as user:
            await until(user.window.actions_.refresh.isEnabled, "a refresh")
            yield user, ("none", user.window)
        for fault in _FAILING_WITHOUT_ACCOUNTS:
            service.faults.replace(())
            service.faults.add(fault)
            name = f"none-{fault}"
            async with user_at_window(folder / name, service.base_url, service.token) as user:
                await until(user.window.actions_.refresh.isEnabled, "a refresh")
                yield user, (name, user.window)
    at = now().timestamp()
    for name, accounts in (
        ("one", demo_accounts(at)[:1]),
        ("healthy", [_healthy(number, at) for number in range(3)]),
        ("long", [_long(one, number) for number, one in enumerate(nine_accounts(at))]),
        ("many", [_healthy(number, at) for number in range(200)]),
    ):
        async for one in _window(folder / name, name, accounts):
            yield one
    with DemoServer() as service:
        async with user_at_window(folder / "five", service.base_url, service.token) as user:
            await user.until_refreshed()
            async for screen in _failing(user, service):
                yield user, screen
            async for screen in _asked(user):
                yield user, screen
            async for screen in _sending(user, service):
                yield user, screen


def _healthy(number: int, at: float) -> DemoAccount:
    left = (5 + number * 7 % 80) * 86400
    return DemoAccount(f"team-{number:03}@northlight.example", at - 86400, at + 40000, at + left)


def _long(account: DemoAccount, number: int) -> DemoAccount:
    account.email = _LONG.format(f"{number}-{account.email.partition('@')[0]}")
    return account


async def _window(
    folder: Path, name: str, accounts: Iterable[DemoAccount]
) -> AsyncIterator[tuple[User, Screen]]:
    with DemoServer(accounts=accounts) as service:
        async with user_at_window(folder, service.base_url, service.token) as user:
            await user.until_refreshed()
            yield user, (name, user.window)
            await user.select(next(iter(user.rows())))
            yield user, (f"{name}-selected", user.window)
            user.window.actions_.renew.trigger()
            await user.until_dialog()
            dialog = user.dialog()
            assert dialog
            yield user, (f"{name}-renew", dialog)
            dialog.reject()
            await user.until_no_dialog()


async def _failing(user: User, service: DemoServer) -> AsyncIterator[Screen]:
    """With accounts in the table, which stay."""
    window = user.window
    for fault in _FAILING:
        service.faults.replace(())
        service.faults.add(fault)
        window.accounts.notice.clear()
        user.controllers.refreshing.start_again()
        await until(window.accounts.notice.text, f"what is said of {fault}")
        yield f"five-{fault.partition('=')[0]}", window
    service.faults.replace(())
    user.controllers.refreshing.start_again()
    await until(lambda: not window.accounts.notice.text(), "it to be well again")
    for tone in Tone:
        window.notice.show_notice(
            Notice(f"This is {tone}.", "It goes on for a while, and then for a while more."),
            tone,
            ("Do it", window.notice.clear),
        )
        yield f"notice-{tone}", window
    window.notice.clear()


async def _asked(user: User) -> AsyncIterator[Screen]:
    """Menus that are not in the menu bar."""
    window = user.window
    show_column_menu(window.accounts.table, QPoint(0, 0))
    (columns,) = window.accounts.table.findChildren(QMenu)
    yield "menu-columns", columns
    columns.close()
    menu = user.controllers.watching.tray._menu
    menu.aboutToShow.emit()
    yield "menu-tray", menu


async def _sending(user: User, service: DemoServer) -> AsyncIterator[Screen]:
    await user.select("ads@northlight.example")
    user.window.actions_.renew.trigger()
    await user.until_dialog()
    dialog = user.dialog()
    assert isinstance(dialog, EditDialog)
    dialog.paste(pasted(cookie("ads@northlight.example")))
    await until(dialog.form.forecast.text, "a forecast")
    service.faults.add("POST:400*1")
    dialog.submit()
    await until(lambda: not dialog.form._notice.isHidden(), "the refusal")
    yield "renew-refused", dialog
    service.faults.add("POST:delay=5*1")
    dialog.submit()
    yield "renew-sending", dialog
    dialog.form.cancel_button.click()
    await until(dialog.form.submit_button.isEnabled, "it to have stopped")
    yield "renew-stopped", dialog
    service.faults.replace(())
    dialog.reject()
    await user.until_no_dialog()
