"""Watching at the real window: time that passes, clocks that are set, reminders, refreshes."""

import json
import re
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from harness.journey import Clocks, User, cookie, user_at_window
from harness.nine_accounts import nine_accounts
from harness.notification_daemons import Daemon, FakeDaemon, running
from harness.platforms import not_on_windows
from harness.trays import Panel
from harness.waiting import until
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QDoubleSpinBox, QLineEdit

from ltx_desktop.app.clock import now
from ltx_desktop.demo.accounts import DemoAccount
from ltx_desktop.demo.server import DemoServer
from ltx_desktop.ui.accounts.columns import Column

HOUR = timedelta(hours=1)
DAY = timedelta(days=1)
MINUTE = timedelta(minutes=1)


def email(name: str) -> str:
    return f"{name}@northlight.example"


def lasting(days: float) -> DemoAccount:
    moment = now().timestamp()
    return DemoAccount(email("studio"), moment, moment + 40_000, moment + days * 86400)


@pytest.fixture
def clocks() -> Clocks:
    """The service's clock and this machine's."""
    return Clocks()


@pytest.fixture
def service(clocks: Clocks) -> Iterator[DemoServer]:
    accounts = nine_accounts(clocks.timestamp())
    with DemoServer(accounts=accounts, clock=clocks.timestamp) as server:
        yield server


@pytest.fixture
def healthy(clocks: Clocks) -> Iterator[DemoServer]:
    """One account that lasts for 80 days and a bit."""
    with DemoServer(accounts=[lasting(80.01)], clock=clocks.timestamp) as server:
        yield server


def renew_from_reminder(user: User) -> None:
    buttons = user.window.reminder.findChildren(QAbstractButton)
    next(one for one in buttons if one.text().startswith("Renew")).click()


def reading(service: DemoServer) -> int:
    """How often the list was read."""
    return [path for _method, path in service.requests].count("/v1/ltxstudio/accounts")


async def until_reads(service: DemoServer, count: int) -> None:
    await until(lambda: reading(service) == count, lambda: f"{count} reads: {reading(service)}")


# Time
async def test_t1_a_clock_that_is_set_forward_is_right_within_a_second_and_back_again(
    qapp: QApplication, tmp_path: Path, healthy: DemoServer, clocks: Clocks
) -> None:
    async with user_at_window(tmp_path, healthy.base_url, healthy.token, clocks=clocks) as user:
        await user.until_refreshed()
        healthy.faults.add("reset")  # nothing of the service may help
        clocks.set(79 * DAY)
        await until(
            lambda: user.rows()[email("studio")][Column.STATE] == "Urgent", lambda: str(user.rows())
        )
        assert user.rows()[email("studio")][Column.DEADLINE].startswith("1 d")
        assert "Urgent: 1" in user.summary()
        clocks.set(-79 * DAY)
        await until(lambda: user.rows()[email("studio")][Column.STATE] == "Healthy")


async def test_seconds_run_only_under_an_hour(
    qapp: QApplication, tmp_path: Path, service: DemoServer
) -> None:
    async with user_at_window(tmp_path, service.base_url, service.token) as user:
        await user.until_rows(9)
        rows = user.rows()
        assert rows[email("forty-hours")][Column.DEADLINE].endswith((" h", " min"))
        await until(lambda: user.rows()[email("fifty-minutes")][Column.DEADLINE].endswith(" s"))
        before = rows[email("thirty-seconds")][Column.DEADLINE]
        await until(lambda: user.rows()[email("thirty-seconds")][Column.DEADLINE] != before)


async def test_t2_an_account_that_expires_while_it_is_watched_says_so_everywhere(
    qapp: QApplication, tmp_path: Path, service: DemoServer, clocks: Clocks
) -> None:
    async with user_at_window(tmp_path, service.base_url, service.token, clocks=clocks) as user:
        await user.until_rows(9)
        assert "Expired: 1" in user.summary()
        clocks.run(31 * timedelta(seconds=1))
        name = email("thirty-seconds")
        await until(lambda: user.rows()[name][Column.STATE] == "Expired")
        assert "Expired: 2" in user.summary()
        assert user.rows()[name][Column.DEADLINE].startswith("expired")


async def test_n17_a_clock_that_disagrees_with_the_services_is_said_and_the_better_one_used(
    qapp: QApplication, tmp_path: Path, healthy: DemoServer, clocks: Clocks
) -> None:
    clocks = Clocks()
    clocks.set(-50 * DAY)
    with DemoServer(accounts=[lasting(80.01)]) as other:
        async with user_at_window(tmp_path, other.base_url, other.token, clocks=clocks) as user:
            await user.until_says("This computer's clock is 50 d behind the service's.")
            assert user.rows()[email("studio")][Column.DEADLINE] == "80 d"
            clocks.set(50 * DAY)
            await until(lambda: "clock" not in user.says(), "the clock to be right")
            assert user.rows()[email("studio")][Column.DEADLINE] == "80 d"


# Refreshing
async def test_the_list_is_read_at_the_interval_and_on_resume(
    qapp: QApplication, tmp_path: Path, healthy: DemoServer, clocks: Clocks
) -> None:
    async with user_at_window(tmp_path, healthy.base_url, healthy.token, clocks=clocks) as user:
        await user.until_refreshed()
        assert reading(healthy) == 1
        clocks.run(13 * MINUTE)
        await until(lambda: "13 min ago" in user.says())
        assert reading(healthy) == 1
        clocks.run(4 * MINUTE)
        await until_reads(healthy, 2)
        await user.until_refreshed()
        clocks.set(8 * HOUR)
        await until_reads(healthy, 3)


async def test_hidden_it_asks_only_while_something_is_due(
    qapp: QApplication, tmp_path: Path, healthy: DemoServer, clocks: Clocks
) -> None:
    async with user_at_window(tmp_path, healthy.base_url, healthy.token, clocks=clocks) as user:
        await user.until_refreshed()
        user.window.hide()
        clocks.run(20 * MINUTE)
        user.controllers.watching._heartbeat._beat()
        assert user.window.actions_.refresh.isEnabled()
        user.window.show()
        await until_reads(healthy, 2)
        await user.until_refreshed()
        healthy.accounts[email("studio")].error = "session lost"
        user.choose("Refresh")
        await user.until_says("needs attention")
        await user.until_refreshed()
        user.window.hide()
        clocks.run(20 * MINUTE)
        user.controllers.watching._heartbeat._beat()
        await until_reads(healthy, 4)


async def test_n3_a_refused_token_is_not_asked_with_again(
    qapp: QApplication, tmp_path: Path, healthy: DemoServer, clocks: Clocks
) -> None:
    async with user_at_window(tmp_path, healthy.base_url, healthy.token, clocks=clocks) as user:
        await user.until_refreshed()
        healthy.faults.add("401")
        user.choose("Refresh")
        await user.until_says("The API token was refused.")
        clocks.run(5 * HOUR)
        clocks.set(5 * HOUR)
        await until(lambda: "10 h" in user.says(), user.says)
        assert reading(healthy) == 2


async def test_the_interval_can_be_changed_and_turned_off(
    qapp: QApplication, tmp_path: Path, healthy: DemoServer, clocks: Clocks
) -> None:
    async with user_at_window(tmp_path, healthy.base_url, healthy.token, clocks=clocks) as user:
        await user.until_refreshed()
        user.choose("Settings")
        await user.until_dialog()
        user.turn_to("Watching")
        user.click("Refresh every")
        user.click("Save")
        await user.until_no_dialog()
        clocks.run(2 * HOUR)
        await until(lambda: "2 h ago" in user.says())
        assert reading(healthy) == 1
    saved = json.loads((tmp_path / "config" / "settings.json").read_text())
    assert saved["refresh_minutes"] is None


# Reminders
async def test_t2_what_is_due_is_told_once_and_never_again_after_a_restart(
    qapp: QApplication, tmp_path: Path, service: DemoServer
) -> None:
    async with user_at_window(tmp_path, service.base_url, service.token) as user:
        await user.until_says("6 accounts need renewing.")
        user.click("Dismiss")
        await until(lambda: not user.window.reminder.isVisible(), "the reminder to go")
    async with user_at_window(tmp_path, service.base_url, service.token) as user:
        await user.until_refreshed()
        assert "need renewing" not in user.says()


async def test_a_reminder_opens_the_renewal(
    qapp: QApplication, tmp_path: Path, service: DemoServer
) -> None:
    async with user_at_window(tmp_path, service.base_url, service.token) as user:
        await user.until_says("6 accounts need renewing.")
        user.click("Renew them")
        await user.until_dialog_says("Account 1 of 6")


async def test_a_reminder_of_one_account_opens_the_renewal_of_all_that_are_due(
    qapp: QApplication, tmp_path: Path, service: DemoServer
) -> None:
    async with user_at_window(tmp_path, service.base_url, service.token) as user:
        await user.until_says("6 accounts need renewing.")
        user.click("Dismiss")
        await until(lambda: not user.window.reminder.isVisible(), "the reminder to go")
        service.accounts[email("twenty-days")].error = "session lost"
        user.choose("Refresh")
        await user.until_says(f"{email('twenty-days')} needs attention")
        renew_from_reminder(user)
        await user.until_dialog_says("Account 1 of 7")


async def test_a_reminder_opens_the_only_account_that_is_due(
    qapp: QApplication, tmp_path: Path, clocks: Clocks
) -> None:
    with DemoServer(accounts=[lasting(2)], clock=clocks.timestamp) as service:
        async with user_at_window(tmp_path, service.base_url, service.token) as user:
            await user.until_says(f"{email('studio')} expires in")
            renew_from_reminder(user)
            await user.until_dialog_says(f"Renew {email('studio')}")
            assert "Account 1 of" not in user.says(user.dialog())


async def test_a_snoozed_reminder_comes_back_without_what_was_renewed_meanwhile(
    qapp: QApplication, tmp_path: Path, service: DemoServer, clocks: Clocks
) -> None:
    async with user_at_window(tmp_path, service.base_url, service.token, clocks=clocks) as user:
        await user.until_says("6 accounts need renewing.")
        user.click("Remind me in 1 h")
        await until(lambda: not user.window.reminder.isVisible(), "the reminder to go")
        service.accounts[email("error")].error = None
        clocks.run(61 * MINUTE)
        await user.until_says("5 accounts need renewing.")


async def test_a_reminder_in_the_window_follows_what_is_renewed_meanwhile(
    qapp: QApplication, tmp_path: Path, service: DemoServer
) -> None:
    async with user_at_window(tmp_path, service.base_url, service.token) as user:
        await user.until_says("6 accounts need renewing.")
        await user.open_renewal(email("expired"))
        await user.paste_cookies(cookie(email("expired")))
        user.click("Renew")
        await user.until_says("5 accounts need renewing.")
        del service.accounts[email("unknown")]
        for account in service.accounts.values():
            account.error = None
            account.refresh_expire += 90 * 86400
        user.choose("Refresh")
        await until(lambda: not user.window.reminder.isVisible(), "the reminder to go")


async def test_what_becomes_due_while_a_reminder_is_up_joins_it(
    qapp: QApplication, tmp_path: Path, service: DemoServer, fake_daemon: FakeDaemon
) -> None:
    async with (
        running(fake_daemon),
        user_at_window(tmp_path, service.base_url, service.token) as user,
    ):
        await until(lambda: fake_daemon.count() == 1, "the notification")
        assert fake_daemon.newest().title == "6 accounts need renewing"
        service.accounts[email("twenty-days")].error = "session lost"
        await user.until_refreshed()
        user.choose("Refresh")
        await until(lambda: fake_daemon.newest().title == "7 accounts need renewing")
        assert fake_daemon.count() == 1


async def test_the_next_span_is_told_when_it_begins(
    qapp: QApplication, tmp_path: Path, clocks: Clocks
) -> None:
    with DemoServer(accounts=[lasting(14.02)], clock=clocks.timestamp) as service:
        async with user_at_window(tmp_path, service.base_url, service.token, clocks=clocks) as user:
            await user.until_refreshed()
            assert "expires in" not in user.says()
            clocks.run(HOUR)
            await user.until_says(f"{email('studio')} expires in 13 d 23 h.")
            user.click("Dismiss")
            await user.until_refreshed()
            clocks.run(7 * DAY)
            await user.until_says(f"{email('studio')} expires in 6 d 23 h.")


async def test_quiet_hours_and_days_are_chosen_in_the_settings(
    qapp: QApplication, tmp_path: Path, service: DemoServer
) -> None:
    async with user_at_window(tmp_path, service.base_url, service.token) as user:
        await user.until_refreshed()
        user.choose("Settings")
        await user.until_dialog()
        user.turn_to("Watching")
        days = user.find(QLineEdit, "Days before")
        save = user.find(QAbstractButton, "Save")
        days.setText("soon")
        assert not save.isEnabled()
        await user.until_dialog_says("Reminders are numbers of days from 0 to 3650")
        days.setText("30, 2")
        await user.until_dialog_says("You are told 30 d and 2 d before an account ends.")
        user.click("Save")
        await user.until_no_dialog()
        # Twenty days and thirty are, and forty hours are under the new two days.
        user.click("Dismiss")
        await user.until_says("3 accounts need renewing.")


async def test_thresholds_are_chosen_in_the_settings_and_hold_at_once(
    qapp: QApplication, tmp_path: Path, service: DemoServer
) -> None:
    async with user_at_window(tmp_path, service.base_url, service.token) as user:
        await user.until_refreshed()
        user.choose("Settings")
        await user.until_dialog()
        user.turn_to("Watching")
        urgent = user.find(QDoubleSpinBox, "Days before the end that are urgent")
        soon = user.find(QDoubleSpinBox, "Days before the end to renew soon in")
        urgent.setValue(30)
        await user.until_dialog_says("needs to be at most as many days")
        assert not user.find(QAbstractButton, "Save").isEnabled()
        urgent.setValue(7)
        soon.setValue(25)
        user.click("Save")
        await user.until_no_dialog()
        await until(lambda: user.rows()[email("six-days")][Column.STATE] == "Urgent")
        assert user.rows()[email("twenty-days")][Column.STATE] == "Renew soon"
        assert "Renew soon: 2" not in user.summary()
        assert "Urgent: 4 · Renew soon: 1" in user.summary()


# The table
async def test_a_part_of_the_summary_shows_its_accounts_alone(
    qapp: QApplication, tmp_path: Path, service: DemoServer
) -> None:
    async with user_at_window(tmp_path, service.base_url, service.token) as user:
        await user.until_rows(9)
        user.click("Expired: 1")
        assert [*user.rows()] == [email("expired")]
        user.click("Expired: 1")
        assert len(user.rows()) == 9
        user.click("Urgent: 3")
        search = user.find(QLineEdit, "Search accounts")
        search.setText("seconds")
        assert [*user.rows()] == [email("thirty-seconds")]
        user.click("All: 9")
        assert [*user.rows()] == [email("thirty-seconds")]
        search.clear()
        assert len(user.rows()) == 9


async def test_running_and_free_jobs_and_the_balance_are_shown_where_they_are_told(
    qapp: QApplication, tmp_path: Path, service: DemoServer
) -> None:
    async with user_at_window(tmp_path, service.base_url, service.token) as user:
        await user.until_refreshed()
        name = email("six-days")
        assert user.rows()[name][Column.RUNNING] == "3 / 17"
        assert user.rows()[name][Column.BALANCE] == "–"
        await user.select(name)
        user.choose("Check live")
        await user.until_says("1 account was checked live.")
        assert user.rows()[name][Column.BALANCE] == "150"
        await user.until_says("150 tokens")


async def test_what_is_selected_is_copied_without_secrets(
    qapp: QApplication, tmp_path: Path, service: DemoServer
) -> None:
    async with user_at_window(tmp_path, service.base_url, service.token) as user:
        await user.until_rows(9)
        user.window.accounts.table.selectAll()
        clipboard = QGuiApplication.clipboard()
        for choice in ("Copy as CSV", "Copy as JSON", "Copy", "curl", "JavaScript", "Python"):
            user.choose(choice)
            for name in user.rows():
                assert name in clipboard.text().replace("%40", "@")
            assert service.token not in clipboard.text()


async def test_accounts_are_saved_as_a_file_and_trouble_is_said(
    qapp: QApplication, tmp_path: Path, service: DemoServer
) -> None:
    async with user_at_window(tmp_path, service.base_url, service.token) as user:
        await user.until_rows(9)
        for name in ("accounts.json", "accounts.csv"):
            await save_as(user, "Export accounts", tmp_path / name)
            await user.until_says(f"Saved as {tmp_path / name}.")
        assert len(json.loads((tmp_path / "accounts.json").read_text())) == 9
        text = (tmp_path / "accounts.csv").read_text("utf-8-sig")
        assert len(text.splitlines()) == 10
        folder = tmp_path / "gone"
        folder.mkdir()
        path = folder / "accounts.csv"
        await save_as(user, "Export accounts", path, before=folder.rmdir)
        await user.until_says(f"{path} could not be saved")


async def test_columns_order_and_place_are_as_they_were_left(
    qapp: QApplication, tmp_path: Path, service: DemoServer
) -> None:
    async with user_at_window(tmp_path, service.base_url, service.token) as user:
        await user.until_rows(9)
        table = user.window.accounts.table
        user.choose("Compact list")
        table.setColumnHidden(Column.ACCESS, True)
        table.setColumnWidth(Column.STATE, 234)
        table.sortByColumn(Column.EMAIL, Qt.SortOrder.DescendingOrder)
        user.window.resize(900, 555)
    async with user_at_window(tmp_path, service.base_url, service.token) as user:
        await user.until_rows(9)
        table = user.window.accounts.table
        assert table.isColumnHidden(Column.ACCESS)
        assert table.columnWidth(Column.STATE) == 234
        assert [*user.rows()] == sorted(user.rows(), reverse=True)
        assert (user.window.width(), user.window.height()) == (900, 555)


async def test_the_context_menu_opens_at_the_row_for_the_keyboard(
    qapp: QApplication, tmp_path: Path, service: DemoServer
) -> None:
    async with user_at_window(tmp_path, service.base_url, service.token) as user:
        await user.until_rows(9)
        await user.select(email("expired"))
        viewport = user.window.accounts.table.viewport()
        place = viewport.mapToGlobal(QPoint(0, 0))
        asked = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, QPoint(0, 0), place)
        QApplication.sendEvent(viewport, asked)
        menu = user.window.actions_.context_menu
        await until(menu.isVisible, "the menu")
        menu.hide()


async def save_as(
    user: User, choice: str, path: Path, before: Callable[[], None] = lambda: None
) -> None:
    line = await user.enter_file(choice, path)
    before()
    QTest.keyClick(line, Qt.Key.Key_Return)
    await user.until_no_dialog()


async def test_a_notification_of_the_desktop_opens_the_renewal(
    qapp: QApplication, tmp_path: Path, service: DemoServer, any_daemon: Daemon
) -> None:
    async with (
        running(any_daemon),
        user_at_window(tmp_path, service.base_url, service.token) as user,
    ):
        await until(lambda: any_daemon.count() == 1, "the notification")
        assert not user.window.reminder.isVisible()
        user.window.hide()
        await any_daemon.click()
        await user.until_dialog_says("Account 1 of 6")
        assert user.window.isVisible()
        assert any_daemon.newest().title == "6 accounts need renewing"


async def test_in_front_the_window_itself_reminds_of_what_is_left(
    qapp: QApplication, tmp_path: Path, service: DemoServer, any_daemon: Daemon
) -> None:
    is_there = False
    async with (
        running(any_daemon),
        user_at_window(
            tmp_path, service.base_url, service.token, is_in_front=lambda: is_there
        ) as user,
    ):
        await until(lambda: any_daemon.count() == 1, "the notification")
        user.window.hide()
        is_there = True
        user.window.come_to_front()
        await until(user.window.reminder.isVisible, "the reminder in the window")
        await until(lambda: any_daemon.count() == 0, "the notification to go")
        assert "6 accounts need renewing" in user.says(user.window.reminder)


async def test_what_a_daemon_takes_along_is_said_in_the_window(
    qapp: QApplication, tmp_path: Path, service: DemoServer, any_daemon: Daemon
) -> None:
    async with (
        running(any_daemon),
        user_at_window(tmp_path, service.base_url, service.token) as user,
    ):
        await until(lambda: any_daemon.count() == 1, "the notification")
        await any_daemon.die()
        await until(user.window.reminder.isVisible, "the reminder in the window")
        user.click("Renew them…")
        await user.until_dialog_says("Account 1 of 6")


async def test_a_notification_does_not_close_a_dialog_in_which_something_was_pasted(
    qapp: QApplication, tmp_path: Path, service: DemoServer, fake_daemon: FakeDaemon
) -> None:
    async with (
        running(fake_daemon),
        user_at_window(tmp_path, service.base_url, service.token) as user,
    ):
        await until(lambda: fake_daemon.count() == 1, "the notification")
        await user.open_adding()
        await user.paste_cookies("half of something")
        await fake_daemon.click()
        await until(lambda: not user.controllers.watching.reminding.is_up, "the click to arrive")
        user.controllers.watching.tray.renew_run_requested.emit()
        user.controllers.watching.tray.renew_requested.emit(email("expired"))
        assert user.paste_box().toPlainText() == "half of something"


async def test_a_message_of_the_tray_is_used_where_there_is_no_daemon(
    qapp: QApplication, tmp_path: Path, service: DemoServer, panel: Panel
) -> None:
    panel.start()
    async with user_at_window(tmp_path, service.base_url, service.token) as user:
        await user.until_refreshed()
        tray = user.controllers.watching.tray
        await until(lambda: user.controllers.watching.reminding.is_up, "the message")
        assert not user.window.reminder.isVisible()
        tray.message_clicked.emit()
        await user.until_dialog_says("Account 1 of 6")


@not_on_windows("there, a process keeps the zone that it began with")
async def test_a_change_of_the_time_zone_shows_in_what_hovering_tells(
    qapp: QApplication, tmp_path: Path, healthy: DemoServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    def told() -> str:
        model = user.window.accounts.model
        return str(model.data(model.index(0, 0), Qt.ItemDataRole.ToolTipRole))

    async with user_at_window(tmp_path, healthy.base_url, healthy.token) as user:
        await user.until_refreshed()
        monkeypatch.setenv("TZ", "UTC0")
        before = told()
        monkeypatch.setenv("TZ", "XST-5:30")
        after = told()
        assert before != after
        utc = [re.findall(r"\((.*?) UTC\)", text) for text in (before, after)]
        assert utc[0] == utc[1] != []
