"""What every way of telling promises, and how the best one that is there is found."""

import sys
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

import pytest
from fakes import Clock
from harness.notification_daemons import Daemon, FakeDaemon
from harness.session_bus import private_bus
from harness.trays import Panel
from harness.waiting import until
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QWidget

from ltx_desktop.app.paths import resources_folder
from ltx_desktop.ui.loop.tasks import TaskScope
from ltx_desktop.ui.notifications import tray_messages
from ltx_desktop.ui.notifications.desktop import DesktopNotifications
from ltx_desktop.ui.notifications.in_window import InWindow
from ltx_desktop.ui.notifications.notification import Carrier, Notification
from ltx_desktop.ui.notifications.notifier import Notifier, carriers_of_system
from ltx_desktop.ui.notifications.tray_messages import TrayMessages
from ltx_desktop.ui.style.icons import Icons
from ltx_desktop.ui.tray.tray import Tray
from ltx_desktop.ui.widgets.notice_bar import NoticeBar

ICONS = resources_folder() / "icons"
REMINDER = Notification("2 accounts to renew", ("a@synthetic.example",), "Renew", "Later")
OTHER = Notification("3 accounts to renew", ("b@synthetic.example",), "Renew", "Later")


@pytest.fixture
def scope() -> TaskScope:
    def fail(error: BaseException) -> None:
        raise error

    return TaskScope(fail)


@pytest.fixture
def tray(qapp: QApplication) -> Iterator[Tray]:
    one = Tray(Icons(ICONS), Clock())
    yield one
    one.close()
    one.deleteLater()


@pytest.fixture
def bar(qapp: QApplication) -> Iterator[NoticeBar]:
    one = NoticeBar(Icons(ICONS))
    yield one
    one.close()
    one.deleteLater()


@dataclass
class Stage:
    """One carrier with what a person sees and does there; `dismiss` is None where nobody tells."""

    carrier: Carrier
    start: Callable[[], Awaitable[None]]
    stop: Callable[[], Awaitable[None]]
    count: Callable[[], int]
    click: Callable[[], Awaitable[None]]
    dismiss: Callable[[], Awaitable[None]] | None = None
    snooze: Callable[[], Awaitable[None]] | None = None
    heard: list[str] = field(default_factory=list)


async def nothing() -> None:
    pass


def desktop_stage(daemon: Daemon, scope: TaskScope) -> Stage:
    carrier = DesktopNotifications(scope, ICONS / "ltx-accounts.svg", "ltx-accounts")

    async def snooze() -> None:
        await daemon.choose("Later")

    return Stage(
        carrier, daemon.start, daemon.die, daemon.count, daemon.click, daemon.dismiss, snooze
    )


def tray_stage(panel: Panel, tray: Tray) -> Stage:
    async def start() -> None:
        panel.start()
        await until(tray.is_available, "the tray")
        await until(lambda: on_screen("QSystemTrayIconSys"), "the icon to be docked")

    async def click() -> None:
        balloon = on_screen("QBalloonTip")
        if balloon:
            QTest.mouseClick(balloon, Qt.MouseButton.LeftButton)

    tray.start()
    return Stage(
        TrayMessages(tray), start, nothing, lambda: 1 if on_screen("QBalloonTip") else 0, click
    )


def window_stage(bar: NoticeBar) -> Stage:
    renew, snooze = bar._buttons

    def ended_by(button: QAbstractButton) -> Callable[[], Awaitable[None]]:
        async def do() -> None:
            button.click()

        return do

    return Stage(
        InWindow(bar),
        start=nothing,
        stop=nothing,
        count=lambda: int(bar.isVisible()),
        click=ended_by(renew),
        dismiss=ended_by(bar._dismiss),
        snooze=ended_by(snooze),
    )


def on_screen(kind: str) -> QWidget | None:
    found = (one for one in QApplication.topLevelWidgets() if one.isVisible())
    return next((one for one in found if one.metaObject().className() == kind), None)


@pytest.fixture(params=["dunst", "fake", "tray", "window"])
def stage(request: pytest.FixtureRequest, scope: TaskScope, qapp: QApplication) -> Iterator[Stage]:
    match request.param:
        case "tray":
            one = tray_stage(request.getfixturevalue("panel"), request.getfixturevalue("tray"))
        case "window":
            one = window_stage(request.getfixturevalue("bar"))
        case kind:
            one = desktop_stage(request.getfixturevalue(f"{kind}_daemon"), scope)
    one.carrier.activated.connect(lambda _token: one.heard.append("activated"))
    one.carrier.snoozed.connect(lambda: one.heard.append("snoozed"))
    one.carrier.closed.connect(lambda: one.heard.append("closed"))
    yield one
    one.carrier.deleteLater()


@asynccontextmanager
async def started(stage: Stage, scope: TaskScope) -> AsyncIterator[None]:
    await stage.start()
    try:
        yield
    finally:
        await stage.carrier.aclose()
        await scope.aclose()
        await stage.stop()


class TestEveryCarrier:
    async def test_shows_one_at_a_time(self, stage: Stage, scope: TaskScope) -> None:
        async with started(stage, scope):
            assert await stage.carrier.show(REMINDER)
            assert await stage.carrier.show(OTHER)
            assert stage.carrier.is_up
            await until(lambda: stage.count() == 1)
            assert stage.heard == []

    async def test_a_click_activates_once(self, stage: Stage, scope: TaskScope) -> None:
        async with started(stage, scope):
            assert await stage.carrier.show(REMINDER)
            await until(lambda: stage.count() == 1)
            await stage.click()
            await until(lambda: stage.heard == ["activated"])
            assert not stage.carrier.is_up
            await until(lambda: stage.count() == 0)

    async def test_a_dismissal_and_a_snooze_are_told(self, stage: Stage, scope: TaskScope) -> None:
        async with started(stage, scope):
            for act, signal in ((stage.dismiss, "closed"), (stage.snooze, "snoozed")):
                if act is None:
                    continue
                assert await stage.carrier.show(REMINDER)
                await until(lambda: stage.count() == 1)
                await act()
                await until(lambda: bool(stage.heard))
                assert stage.heard == [signal]
                assert not stage.carrier.is_up
                stage.heard.clear()

    async def test_withdrawn_it_is_gone_silently(self, stage: Stage, scope: TaskScope) -> None:
        async with started(stage, scope):
            await stage.carrier.withdraw()
            assert await stage.carrier.show(REMINDER)
            await until(lambda: stage.count() == 1)
            await stage.carrier.withdraw()
            assert not stage.carrier.is_up
            await until(lambda: stage.count() == 0)
            assert await stage.carrier.show(OTHER)
            assert stage.heard == []

    async def test_closing_takes_it_away(self, stage: Stage, scope: TaskScope) -> None:
        async with started(stage, scope):
            assert await stage.carrier.show(REMINDER)
            await until(lambda: stage.count() == 1)
            await stage.carrier.aclose()
            await until(lambda: stage.count() == 0)
            assert not stage.carrier.is_up
            await stage.carrier.aclose()
            assert stage.heard == []


class TestTrayMessages:
    async def test_hostile_text_is_shown_as_it_is(self, tray: Tray, panel: Panel) -> None:
        stage = tray_stage(panel, tray)
        await stage.start()
        await stage.carrier.show(Notification("<b>t</b>", ("<i>a</i>\n&amp;",), "Renew", "Later"))
        balloon = on_screen("QBalloonTip")
        assert balloon
        labels = [one for one in balloon.findChildren(QLabel) if one.text()]
        assert [one.text() for one in labels] == ["<b>t</b>", "<i>a</i> &amp;"]
        assert all(one.textFormat() is Qt.TextFormat.PlainText for one in labels)
        await stage.carrier.aclose()

    async def test_after_its_time_it_counts_as_closed(
        self, tray: Tray, panel: Panel, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(tray_messages, "_SHOWN_FOR", 50)
        stage = tray_stage(panel, tray)
        stage.carrier.closed.connect(lambda: stage.heard.append("closed"))
        await stage.start()
        await stage.carrier.show(REMINDER)
        await until(lambda: stage.heard == ["closed"])
        assert not stage.carrier.is_up

    async def test_a_click_on_somebody_elses_message_is_not_ours(
        self, tray: Tray, panel: Panel
    ) -> None:
        stage = tray_stage(panel, tray)
        stage.carrier.activated.connect(lambda _token: stage.heard.append("activated"))
        await stage.start()
        assert tray.show_message("the window is still here", "", 5000)
        await stage.click()
        await until(lambda: stage.count() == 0)
        assert stage.heard == []


@dataclass
class Told:
    """A notifier on a fake daemon, a real tray and a window, and its signals."""

    notifier: Notifier
    carriers: tuple[DesktopNotifications, TrayMessages, InWindow]
    heard: list[str]
    is_in_front: bool = False

    def up_on(self) -> list[str]:
        return [type(one).__name__ for one in self.carriers if one.is_up]


@asynccontextmanager
async def told(tray: Tray, scope: TaskScope, bar: NoticeBar) -> AsyncIterator[Told]:
    icon = ICONS / "ltx-accounts.svg"
    carriers = (
        DesktopNotifications(scope, icon, "ltx-accounts", patience=0.3),
        TrayMessages(tray),
        InWindow(bar),
    )
    notifier = Notifier(carriers, lambda: one.is_in_front)
    one = Told(notifier, carriers, [])
    one.notifier.activated.connect(lambda token: one.heard.append(f"activated {token}"))
    one.notifier.snoozed.connect(lambda: one.heard.append("snoozed"))
    one.notifier.closed.connect(lambda: one.heard.append("closed"))
    tray.start()
    try:
        yield one
    finally:
        await one.notifier.aclose()
        await scope.aclose()
        for carrier in carriers:
            carrier.deleteLater()
        one.notifier.deleteLater()


@pytest.mark.usefixtures("qapp")
class TestTheNotifier:
    async def test_it_takes_the_best_that_is_there(
        self, fake_daemon: FakeDaemon, panel: Panel, tray: Tray, scope: TaskScope, bar: NoticeBar
    ) -> None:
        async with told(tray, scope, bar) as one:
            assert await one.notifier.show(REMINDER)
            assert one.up_on() == ["InWindow"]
            panel.start()
            await until(tray.is_available)
            assert await one.notifier.show(REMINDER)
            assert one.up_on() == ["TrayMessages"]
            await fake_daemon.start()
            assert await one.notifier.show(REMINDER)
            assert one.up_on() == ["DesktopNotifications"]
            fake_daemon.hangs = True
            assert await one.notifier.show(OTHER)
            assert one.up_on() == ["TrayMessages"]
            await fake_daemon.die()
            assert await one.notifier.show(OTHER)
            assert one.up_on() == ["TrayMessages"]
            panel.die()
            await until(lambda: not tray.is_available())
            assert await one.notifier.show(OTHER)
            assert one.up_on() == ["InWindow"]
            assert one.heard == []

    async def test_in_front_the_window_is_the_best(
        self, fake_daemon: FakeDaemon, tray: Tray, scope: TaskScope, bar: NoticeBar
    ) -> None:
        async with told(tray, scope, bar) as one:
            await fake_daemon.start()
            assert await one.notifier.show(REMINDER)
            assert one.up_on() == ["DesktopNotifications"]
            one.is_in_front = True
            assert await one.notifier.show(REMINDER)
            assert one.up_on() == ["InWindow"]
            await until(lambda: fake_daemon.count() == 0)
            await fake_daemon.die()

    async def test_it_passes_on_how_it_ended(
        self, fake_daemon: FakeDaemon, tray: Tray, scope: TaskScope, bar: NoticeBar
    ) -> None:
        async with told(tray, scope, bar) as one:
            await one.notifier.show(REMINDER)
            one.carriers[2]._snooze()
            await fake_daemon.start()
            fake_daemon.token = "token-1"
            await one.notifier.show(REMINDER)
            await fake_daemon.click()
            await until(lambda: len(one.heard) == 2)
            await one.notifier.show(REMINDER)
            await fake_daemon.dismiss()
            await until(lambda: len(one.heard) == 3)
            assert one.heard == ["snoozed", "activated token-1", "closed"]
            assert not one.notifier.is_up
            await fake_daemon.die()

    async def test_withdrawing_takes_away_what_is_up(
        self, tray: Tray, scope: TaskScope, bar: NoticeBar
    ) -> None:
        async with told(tray, scope, bar) as one:
            await one.notifier.withdraw()
            await one.notifier.show(REMINDER)
            await one.notifier.withdraw()
            assert not one.notifier.is_up
            assert one.heard == []

    async def test_a_bus_that_breaks_takes_it_away(
        self, monkeypatch: pytest.MonkeyPatch, scope: TaskScope
    ) -> None:
        heard: list[str] = []
        carrier = DesktopNotifications(scope, ICONS / "ltx-accounts.svg", "ltx-accounts")
        carrier.lost.connect(lambda: heard.append("lost"))
        with private_bus(monkeypatch):
            fake = FakeDaemon()
            await fake.start()
            assert await carrier.show(REMINDER)
        await until(lambda: heard == ["lost"])
        assert not carrier.is_up
        assert not await carrier.show(REMINDER)
        await fake.die()
        await carrier.aclose()
        await scope.aclose()
        carrier.deleteLater()


def test_texts_are_lines_without_tricks() -> None:
    one = Notification("a\nb\u202e", ("x\r\ny", "\u2066z" + "w" * 300), "Re\x00new", "La\tter")
    assert (one.title, one.renew_label, one.snooze_label) == ("a b ", "Re new", "La ter")
    assert one.lines[0] == "x  y"
    assert len(one.lines[1]) == 200
    assert one.body.count("\n") == 1


@pytest.mark.parametrize(
    ("platform", "expected"),
    [
        ("linux", ["DesktopNotifications", "TrayMessages", "InWindow"]),
        ("darwin", ["TrayMessages", "InWindow"]),
        ("win32", ["TrayMessages", "InWindow"]),
    ],
)
async def test_each_system_has_its_own_ways(
    monkeypatch: pytest.MonkeyPatch,
    tray: Tray,
    scope: TaskScope,
    bar: NoticeBar,
    platform: str,
    expected: list[str],
) -> None:
    icon = ICONS / "ltx-accounts.svg"
    assert icon.is_file()
    monkeypatch.setattr(sys, "platform", platform)
    carriers = carriers_of_system(scope, tray, InWindow(bar), icon, "ltx-accounts")
    assert [type(one).__name__ for one in carriers] == expected
    for one in carriers:
        one.deleteLater()
