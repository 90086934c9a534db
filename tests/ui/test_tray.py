from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import timedelta
from itertools import combinations

import pytest
from fakes import DAY, NOW, Clock, make_account, make_record
from harness.contrast import TEXT, contrast
from harness.trays import Panel
from harness.waiting import until
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction, QColor, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QSystemTrayIcon, QWidget

from ltx_desktop.app.paths import resources_folder
from ltx_desktop.domain.account import Label
from ltx_desktop.domain.expiry import DEFAULT_THRESHOLDS, State
from ltx_desktop.domain.urgency import Judged, judge
from ltx_desktop.ui.style.icons import Icons
from ltx_desktop.ui.tray import tray as tray_module
from ltx_desktop.ui.tray.tray import Tray
from ltx_desktop.ui.tray.tray_icon import tray_icon

HOUR = timedelta(hours=1)


def accounts(**left: timedelta) -> list[Judged]:
    """Accounts by name, each with a time left."""
    records = [
        make_record(
            make_account(
                f"{name}@synthetic.example", refresh_expiry=NOW + span, access_expiry=NOW - 3 * DAY
            )
        )
        for name, span in left.items()
    ]
    return judge(records, NOW, DEFAULT_THRESHOLDS)


SOME = accounts(healthy=60 * DAY, soon=10 * DAY, urgent=40 * HOUR, dead=-2 * DAY)


@pytest.fixture
def icons() -> Icons:
    return Icons(resources_folder() / "icons")


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def tray(
    qapp: QApplication, icons: Icons, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Tray]:
    monkeypatch.setattr(tray_module, "_LOOK_EVERY", 20)
    one = Tray(icons, clock)
    yield one
    one.close()
    one.deleteLater()


@asynccontextmanager
async def at(panel: Panel, tray: Tray) -> AsyncIterator[None]:
    """With the icon at its place in the panel."""
    panel.start()
    tray.start()
    await until(lambda: _on_screen("QSystemTrayIconSys"), "the icon to be docked")
    yield


def _on_screen(kind: str) -> QWidget | None:
    found = (one for one in QApplication.topLevelWidgets() if one.isVisible())
    return next((one for one in found if one.metaObject().className() == kind), None)


def menu_of(tray: Tray) -> QMenu:
    icon = tray.findChild(QSystemTrayIcon)
    assert icon
    return icon.contextMenu()


def entries(tray: Tray) -> list[str]:
    """What a person would read, opening the menu."""
    menu = menu_of(tray)
    menu.aboutToShow.emit()
    return [one.text() for one in menu.actions() if one.isVisible() and one.text()]


def entry(tray: Tray, text: str) -> QAction:
    return next(one for one in menu_of(tray).actions() if one.text().startswith(text))


class TestThePlace:
    async def test_without_a_tray_it_is_not_available(self, tray: Tray) -> None:
        tray.start()
        assert not tray.is_available()
        tray.show_accounts(SOME, "4 accounts")
        assert not tray.show_message("title", "body", 1000)
        tray.hide_message()

    async def test_it_notices_that_a_tray_comes_and_goes(self, tray: Tray, panel: Panel) -> None:
        heard: list[bool] = []
        tray.came_or_went.connect(heard.append)
        tray.start()
        panel.start()
        await until(lambda: heard == [True])
        assert tray.is_available()
        await until(lambda: _on_screen("QSystemTrayIconSys"), "the icon to be docked")
        panel.die()
        await until(lambda: heard == [True, False])
        assert not tray.is_available()
        panel.start()
        await until(lambda: heard == [True, False, True])
        await until(lambda: _on_screen("QSystemTrayIconSys"), "the icon to be docked")

    async def test_it_asks_when_it_is_asked(self, tray: Tray, panel: Panel) -> None:
        async with at(panel, tray):
            tray._looking.setInterval(3_600_000)
            assert tray.is_available()
            panel.die()
            await until(lambda: not QSystemTrayIcon.isSystemTrayAvailable())
            assert not tray.is_available()

    async def test_closed_it_leaves_the_panel(self, tray: Tray, panel: Panel) -> None:
        async with at(panel, tray):
            tray.close()
            await until(lambda: not _on_screen("QSystemTrayIconSys"))
            assert not tray.is_available()

    async def test_a_click_opens_the_window(self, tray: Tray, panel: Panel) -> None:
        heard: list[str] = []
        tray.open_requested.connect(lambda: heard.append("open"))
        async with at(panel, tray):
            icon = _on_screen("QSystemTrayIconSys")
            assert icon
            QTest.mouseClick(icon, Qt.MouseButton.LeftButton)
            await until(lambda: heard == ["open"])


class TestTheMenu:
    async def test_it_says_how_it_stands_and_lists_the_most_urgent_first(
        self, tray: Tray, panel: Panel
    ) -> None:
        async with at(panel, tray):
            tray.show_accounts(SOME, "4 accounts · 1 expired")
            assert entries(tray) == [
                "4 accounts · 1 expired",
                "dead@synthetic.example · expired 2 d ago",
                "urgent@synthetic.example · Urgent · 1 d 16 h",
                "soon@synthetic.example · Renew soon · 10 d",
                "healthy@synthetic.example · Healthy · 60 d",
                "Open LTX Accounts",
                "Renew all due… (3)",
                "Refresh",
                "Quit",
            ]
            assert not entry(tray, "4 accounts").isEnabled()
            assert all(not entry(tray, one.email).icon().isNull() for one in SOME)

    async def test_states_without_a_date_are_said_by_their_word(
        self, tray: Tray, panel: Panel
    ) -> None:
        refused = make_record(make_account("a@synthetic.example", error="refused"))
        unknown = make_record(
            make_account("b@synthetic.example", refresh_expiry=None, access_expiry=None)
        )
        async with at(panel, tray):
            tray.show_accounts(judge([refused, unknown], NOW, DEFAULT_THRESHOLDS), "2 accounts")
            shown = entries(tray)
            assert "a@synthetic.example · Needs attention" in shown
            assert "b@synthetic.example · Unknown" in shown

    async def test_its_countdowns_are_of_the_moment_it_opens(
        self, tray: Tray, panel: Panel, clock: Clock
    ) -> None:
        async with at(panel, tray):
            tray.show_accounts(SOME, "4 accounts")
            clock.now += HOUR
            assert entry(tray, "urgent@").text() == "urgent@synthetic.example · Urgent · 1 d 16 h"
            assert "urgent@synthetic.example · Urgent · 1 d 15 h" in entries(tray)

    async def test_what_comes_as_it_opens_is_shown(self, tray: Tray, panel: Panel) -> None:
        tray.menu_opening.connect(lambda: tray.show_accounts(SOME[:1], "newest"))
        async with at(panel, tray):
            tray.show_accounts(SOME, "older")
            assert entries(tray)[:2] == ["newest", "dead@synthetic.example · expired 2 d ago"]
            assert "Renew all due… (1)" in entries(tray)

    async def test_a_change_of_state_does_not_wait_for_its_opening(
        self, tray: Tray, panel: Panel
    ) -> None:
        async with at(panel, tray):
            tray.show_accounts(SOME, "4 accounts")
            tray.show_accounts(SOME[:1], "1 account")
            assert entry(tray, "1 account").isVisible()
            assert not entry(tray, "urgent@").isVisible()

    async def test_a_new_name_does_not_wait_for_its_opening(self, tray: Tray, panel: Panel) -> None:
        (one,) = SOME[:1]
        named = replace(one, record=replace(one.record, label=Label("Client A")))
        async with at(panel, tray):
            tray.show_accounts([one], "1 account")
            tray.show_accounts([named], "1 account")
            assert entry(tray, "Client A (dead@synthetic.example)").isVisible()

    async def test_eight_accounts_are_listed_and_the_rest_counted(
        self, tray: Tray, panel: Panel
    ) -> None:
        async with at(panel, tray):
            many = accounts(**{f"n{number}": number * DAY for number in range(1, 11)})
            tray.show_accounts(many, "10 accounts")
            listed = [one for one in entries(tray) if "@" in one]
            assert [one.partition("@")[0] for one in listed] == [f"n{n}" for n in range(1, 9)]
            assert "2 more accounts…" in entries(tray)
            tray.show_accounts(many[:9], "9 accounts")
            assert "1 more account…" in entries(tray)
            tray.show_accounts(many[:8], "8 accounts")
            assert not any("more" in one for one in entries(tray))

    async def test_with_nothing_due_there_is_nothing_to_renew(
        self, tray: Tray, panel: Panel
    ) -> None:
        async with at(panel, tray):
            tray.show_accounts(accounts(healthy=60 * DAY), "1 account")
            assert not entry(tray, "Renew all due…").isEnabled()
            tray.show_accounts((), "no accounts")
            assert not entry(tray, "Renew all due…").isEnabled()
            tray.show_accounts(SOME, "4 accounts")
            assert entry(tray, "Renew all due… (3)").isEnabled()

    async def test_every_entry_does_what_it_says(self, tray: Tray, panel: Panel) -> None:
        heard: list[str] = []
        tray.open_requested.connect(lambda: heard.append("open"))
        tray.renew_requested.connect(lambda email: heard.append(f"renew {email}"))
        tray.renew_run_requested.connect(lambda: heard.append("run"))
        tray.refresh_requested.connect(lambda: heard.append("refresh"))
        tray.quit_requested.connect(lambda: heard.append("quit"))
        async with at(panel, tray):
            many = accounts(**{f"n{number}": number * DAY for number in range(1, 11)})
            tray.show_accounts(many, "10 accounts")
            for text in ("n2@", "2 more", "Open", "Renew all", "Refresh", "Quit"):
                entry(tray, text).trigger()
        assert heard == ["renew n2@synthetic.example", "open", "open", "run", "refresh", "quit"]

    async def test_p3_hostile_text_is_plain(self, tray: Tray, panel: Panel) -> None:
        hostile = make_record(make_account("a&b\u202e_<b>\n@x", refresh_expiry=NOW + DAY))
        heard: list[str] = []
        tray.renew_requested.connect(heard.append)
        async with at(panel, tray):
            tray.show_accounts(judge([hostile], NOW, DEFAULT_THRESHOLDS), "A & B\n<b>bold</b>")
            assert entries(tray)[:2] == ["A && B <b>bold</b>", "a&&b _<b> @x · Urgent · 1 d"]
            icon = tray.findChild(QSystemTrayIcon)
            assert icon
            assert "<" not in icon.toolTip()
            entry(tray, "a&&b").trigger()
            assert heard == [hostile.email]


def drawn(icons: Icons, state: State | None, size: int) -> QImage:
    return tray_icon(icons, state).pixmap(QSize(size, size), 1.0).toImage()


def outline(image: QImage) -> set[tuple[int, int]]:
    """Where the icon is; the clear rim around a badge shows its shape."""
    places = ((x, y) for x in range(image.width()) for y in range(image.height()))
    return {(x, y) for x, y in places if image.pixelColor(x, y).alpha() > 128}


BADGED = tuple(state for state in State if state is not State.HEALTHY)


@pytest.mark.usefixtures("qapp")
class TestTheIcon:
    async def test_it_follows_the_worst_state(self, tray: Tray, panel: Panel) -> None:
        async with at(panel, tray):
            icon = tray.findChild(QSystemTrayIcon)
            assert icon
            seen = set()
            for judged in (SOME, SOME[1:], SOME[2:], SOME[3:]):
                tray.show_accounts(judged, f"{len(judged)} accounts")
                assert icon.toolTip() == f"{len(judged)} accounts"
                seen.add(bytes(icon.icon().pixmap(24).toImage().constBits()))
            assert len(seen) == 4

    @pytest.mark.parametrize("size", [16, 22, 24])
    def test_badges_differ_by_their_shape(self, icons: Icons, size: int) -> None:
        outlines = {state: outline(drawn(icons, state, size)) for state in BADGED}
        for one, other in combinations(BADGED, 2):
            assert len(outlines[one] ^ outlines[other]) >= size / 2, (one, other)

    @pytest.mark.parametrize("background", ["#f2f2f2", "#1d1f21"])
    def test_badges_stand_out_of_light_and_dark_panels(self, icons: Icons, background: str) -> None:
        ground = QColor(background)
        for state in BADGED:
            image = drawn(icons, state, 16)
            colours = [image.pixelColor(x, y) for x in range(7, 16) for y in range(7, 16)]
            seen = [one for one in colours if one.alpha() > 200]
            strong = [one for one in seen if _apart(one, ground) > 90]
            assert len(strong) > 12, state

    @pytest.mark.parametrize("size", [16, 22, 24, 32])
    @pytest.mark.parametrize("background", ["#ffffff", "#f2f2f2", "#1d1f21", "#000000"])
    def test_it_is_monochrome_and_reads_on_light_and_dark_panels(
        self, icons: Icons, size: int, background: str
    ) -> None:
        image = drawn(icons, State.HEALTHY, size)
        seen = [image.pixelColor(x, y) for x, y in outline(image)]
        assert all(one.saturation() < 50 for one in seen)
        clear = [one for one in seen if contrast(one, QColor(background)) >= TEXT]
        assert len(clear) > size * size / 10

    def test_where_all_is_well_there_is_no_badge(self, icons: Icons) -> None:
        plain = icons.tray().pixmap(QSize(24, 24), 1.0).toImage()
        assert drawn(icons, State.HEALTHY, 24) == plain
        assert drawn(icons, None, 24) == plain


def _apart(one: QColor, other: QColor) -> int:
    return max(
        abs(one.red() - other.red()),
        abs(one.green() - other.green()),
        abs(one.blue() - other.blue()),
    )
