"""The window in other languages: all of it is translated, mirrored where due, and fits."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from harness.fitting import cut_off
from harness.journey import user_at_window
from harness.languages import spoken
from harness.nine_accounts import nine_accounts
from harness.screens import screens
from harness.situations import situations
from harness.waiting import until
from PySide6.QtCore import QLocale, QPoint, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QDialogButtonBox,
    QLabel,
    QMenu,
    QTabBar,
    QTimeEdit,
    QWidget,
)

from ltx_desktop.app.clock import now
from ltx_desktop.demo.accounts import DemoAccount
from ltx_desktop.demo.server import DemoServer
from ltx_desktop.ui.accounts.account_list import AccountList
from ltx_desktop.ui.accounts.columns import Column
from ltx_desktop.ui.welcome.welcome_page import WelcomePage
from ltx_desktop.ui.window.main_window import MainWindow


@pytest.fixture
def service() -> Iterator[DemoServer]:
    with DemoServer(accounts=nine_accounts(now().timestamp())) as server:
        yield server


def letters(widget: QWidget) -> list[str]:
    """What is underlined in a menu, or on a screen."""
    texts = [one.text() for one in widget.actions()] if isinstance(widget, QMenu) else []
    for one in widget.findChildren(QWidget) if widget.isVisible() else ():
        if one.isVisible() and one.window() is widget.window():
            if isinstance(one, QAbstractButton) or (
                isinstance(one, QLabel) and one.buddy() is not None
            ):
                texts.append(one.text())
            elif isinstance(one, QTabBar):
                texts += [one.tabText(number) for number in range(one.count())]
    plain = [text.replace("&&", "") for text in texts]
    return [text.partition("&")[2][:1].casefold() for text in plain if "&" in text]


async def until_all_fits(name: str, widget: QWidget) -> None:
    """A layout takes its turn after its texts have changed."""
    await until(lambda: not cut_off(widget), lambda: f"{name} to fit: {cut_off(widget)}")


async def until_three_rows_are_seen(window: MainWindow) -> None:
    table = window.accounts.table
    await until(
        lambda: table.rowAt(table.viewport().height() - 1) >= 2,
        lambda: f"three rows in {table.viewport().height()} of {window.height()} pixels",
    )


@pytest.mark.parametrize("language", ["en", "de", "es", "long", "rtl"])
async def test_no_text_is_cut_off_on_any_screen(
    qapp: QApplication, tmp_path: Path, service: DemoServer, language: str
) -> None:
    seen = []
    with spoken(qapp, language):
        async with user_at_window(tmp_path / "new", service.base_url) as user:
            await until(
                lambda: any(one.isVisible() for one in user.window.findChildren(WelcomePage))
            )
            await until_all_fits("welcome", user.window)
        async with user_at_window(tmp_path, service.base_url, service.token) as user:
            user.window.resize(1100, 700)
            async for name, widget in screens(user):
                seen.append(name)
                twice = [one for one, count in Counter(letters(widget)).items() if count > 1]
                assert (name, twice) == (name, [])
                if not isinstance(widget, QMenu):
                    await until_all_fits(name, widget)
            menu = user.window.actions_.app_menu
            assert all(letters(menu))
    assert len(seen) > 25


async def test_long_words_fit_a_small_window_in_all_situations(
    qapp: QApplication, tmp_path: Path
) -> None:
    seen = []
    with spoken(qapp, "long"):
        async for user, (name, widget) in situations(tmp_path):
            seen.append(name)
            user.window.resize(640, 460)
            if not isinstance(widget, QMenu):
                await until_all_fits(name, widget)
                assert user.window.width() < 700, f"{name}: something cannot be broken"
                if name in {"long", "many-selected"}:
                    await until_three_rows_are_seen(user.window)
    assert len(seen) > 25


@pytest.mark.parametrize(
    ("language", "headings", "soon", "save"),
    [
        ("de", ["Zustand", "Konto", "Zugriffstoken"], "20 T", "Speichern"),
        ("es", ["Estado", "Cuenta", "Token de acceso"], "20 d", "Guardar"),
    ],
)
async def test_the_window_speaks_the_language_and_so_do_qts_own_buttons(
    qapp: QApplication,
    tmp_path: Path,
    service: DemoServer,
    language: str,
    headings: list[str],
    soon: str,
    save: str,
) -> None:
    with spoken(qapp, language):
        async with user_at_window(tmp_path, service.base_url, service.token) as user:
            await user.until_refreshed()
            model = user.window.accounts.model
            told = [
                model.headerData(column, Qt.Orientation.Horizontal)
                for column in (Column.STATE, Column.EMAIL, Column.ACCESS)
            ]
            assert told == headings
            updated = user.rows()["twenty-days@northlight.example"][Column.UPDATED]
            assert updated in {f"vor {soon}", f"hace {soon}"}
            user.window.actions_.settings.trigger()
            await user.until_dialog()
            dialog = user.dialog()
            assert dialog
            (box,) = dialog.findChildren(QDialogButtonBox)
            button = box.button(QDialogButtonBox.StandardButton.Save)
            assert button.text().replace("&", "") == save
            dialog.reject()
            await user.until_no_dialog()
        assert QLocale().toString(1234.5, "f", 1) in {"1.234,5", "1234,5"}


async def test_from_right_to_left_all_is_mirrored_but_the_time(
    qapp: QApplication, tmp_path: Path, service: DemoServer
) -> None:
    with spoken(qapp, "rtl"):
        async with user_at_window(tmp_path, service.base_url, service.token) as user:
            await user.until_refreshed()
            page = user.window.accounts
            assert page.table.isRightToLeft()
            first, second = page.chips._chips[:2]
            assert first.mapTo(page, QPoint()).x() > second.mapTo(page, QPoint()).x()
            table = page.table
            account, deadline = (
                table.visualRect(page.model.index(0, column)).center().x()
                for column in (Column.EMAIL, Column.DEADLINE)
            )
            assert account > deadline
            # Time goes to the right, whichever way a language is read.
            place = table.visualRect(page.model.index(0, Column.LIFE))
            scale = table.painter.scale(place.left(), place.width())
            assert scale.x(scale.begin) < scale.x(scale.end)


async def test_from_right_to_left_emails_and_times_stay_as_they_are_written(
    qapp: QApplication, tmp_path: Path
) -> None:
    def ink(table: AccountList) -> list[bool]:
        """Which columns of pixels have something of the email, from its own first one on."""
        place = table.visualRect(table.model().index(0, Column.EMAIL))
        image = table.viewport().grab(place).toImage()
        inked = [
            any(image.pixel(x, y) != image.pixel(0, 0) for y in range(image.height()))
            for x in range(image.width())
        ]
        return inked[inked.index(True) :][:20]

    at = now().timestamp()
    account = DemoAccount("1-six@northlight.example", at, at + 40_000, at + 40 * 86400)
    with DemoServer(accounts=[account]) as service, spoken(qapp, "rtl"):
        async with user_at_window(tmp_path, service.base_url, service.token) as user:
            await user.until_refreshed()
            user.window.actions_.settings.trigger()
            await user.until_dialog()
            dialog = user.dialog()
            assert dialog
            times = [one.text() for one in dialog.findChildren(QTimeEdit)]
            assert [time.lstrip("0") for time in times] == ["22:00", "7:00"]
            dialog.reject()
            await user.until_no_dialog()
            table = user.window.accounts.table
            mirrored = ink(table)
            table.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
            assert ink(table) == mirrored
