"""What the desktop's notifications promise, with the real dunst and a fake that can do more."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from harness.notification_daemons import Daemon, Dunst, FakeDaemon, running
from harness.waiting import until
from jeepney import new_method_return
from PySide6.QtWidgets import QApplication

from ltx_desktop.ui.loop.tasks import TaskScope
from ltx_desktop.ui.notifications.desktop import DesktopNotifications
from ltx_desktop.ui.notifications.notification import Notification

ICON = Path(__file__).parents[2] / "resources" / "icons" / "ltx-accounts.svg"
REMINDER = Notification("2 accounts to renew", ("a@synthetic.example in 2 d",), "Renew", "Later")
OTHER = Notification("3 accounts to renew", ("b@synthetic.example",), "Renew", "Later")


class Desktop:
    """The carrier, and the signals that it gave."""

    def __init__(self, scope: TaskScope, patience: float) -> None:
        self.carrier = DesktopNotifications(scope, ICON, "ltx-accounts", patience)
        self.heard: list[str] = []
        self.carrier.activated.connect(lambda token: self.heard.append(f"activated {token}"))
        self.carrier.snoozed.connect(lambda: self.heard.append("snoozed"))
        self.carrier.closed.connect(lambda: self.heard.append("closed"))
        self.carrier.lost.connect(lambda: self.heard.append("lost"))

    async def until_heard(self, *signals: str) -> None:
        await until(lambda: self.heard == [*signals], lambda: f"{signals}, got {self.heard}")
        assert not self.carrier.is_up

    async def ask_again(self) -> None:
        """The bus keeps the order: what was sent before has been heard when this is done."""
        assert await self.carrier.show(OTHER)
        await self.carrier.withdraw()


def fail(error: BaseException) -> None:
    raise error


@asynccontextmanager
async def desktop(patience: float = 3) -> AsyncIterator[Desktop]:
    scope = TaskScope(fail)
    one = Desktop(scope, patience)
    try:
        yield one
    finally:
        await one.carrier.aclose()
        await scope.aclose()
        one.carrier.deleteLater()


async def test_it_is_shown_and_up(qapp: QApplication, any_daemon: Daemon) -> None:
    async with running(any_daemon), desktop() as one:
        assert await one.carrier.show(REMINDER)
        assert one.carrier.is_up
        await until(lambda: any_daemon.count() == 1)
        await any_daemon.dismiss()
        await one.until_heard("closed")
        assert any_daemon.newest().title == REMINDER.title
        assert any_daemon.newest().body == REMINDER.body


async def test_a_click_renews_once_and_takes_it_away(
    qapp: QApplication, any_daemon: Daemon
) -> None:
    async with running(any_daemon), desktop() as one:
        await one.carrier.show(REMINDER)
        await any_daemon.click()
        await one.until_heard("activated ")
        await until(lambda: any_daemon.count() == 0)
        await one.ask_again()
        assert one.heard == ["activated "]


@pytest.mark.parametrize(("label", "signal"), [("Renew", "activated "), ("Later", "snoozed")])
async def test_its_buttons_do_what_they_say(
    qapp: QApplication, any_daemon: Daemon, label: str, signal: str
) -> None:
    async with running(any_daemon), desktop() as one:
        await one.carrier.show(REMINDER)
        await any_daemon.choose(label)
        await one.until_heard(signal)
        await until(lambda: any_daemon.count() == 0)


async def test_a_new_one_takes_the_place_of_the_old_silently(
    qapp: QApplication, any_daemon: Daemon
) -> None:
    async with running(any_daemon), desktop() as one:
        assert await one.carrier.show(REMINDER)
        assert await one.carrier.show(OTHER)
        assert any_daemon.count() == 1
        await any_daemon.dismiss()
        await one.until_heard("closed")
        assert any_daemon.newest().title == OTHER.title


async def test_withdrawn_it_goes_silently(qapp: QApplication, any_daemon: Daemon) -> None:
    async with running(any_daemon), desktop() as one:
        await one.carrier.show(REMINDER)
        await one.carrier.withdraw()
        assert not one.carrier.is_up
        await until(lambda: any_daemon.count() == 0)
        await one.ask_again()
        assert one.heard == []


async def test_the_end_of_the_app_takes_it_away(qapp: QApplication, any_daemon: Daemon) -> None:
    async with running(any_daemon):
        async with desktop() as one:
            await one.carrier.show(REMINDER)
            await until(lambda: any_daemon.count() == 1)
        await until(lambda: any_daemon.count() == 0)


async def test_p3_hostile_text_is_read_as_it_is(qapp: QApplication, any_daemon: Daemon) -> None:
    hostile = Notification(
        "<b>x</b>\n&amp;\u202eevil",
        ("<i>a</i>@x\nb@x is fine", "<img src='file:///etc/passwd'/> & \u2066y"),
        "Renew",
        "Later",
    )
    async with running(any_daemon), desktop() as one:
        assert await one.carrier.show(hostile)
        await any_daemon.dismiss()
        await one.until_heard("closed")
        shown = any_daemon.newest()
        assert shown.body == "<i>a</i>@x b@x is fine\n<img src='file:///etc/passwd'/> &  y"
        assert "\n" not in shown.title
        assert "\u202e" not in shown.title


async def test_a_dunst_that_nobody_configured_follows_no_tags(
    qapp: QApplication, bus_without_secret_service: str, tmp_path: Path
) -> None:
    """Version 1.9 follows markup, and says that it does not."""
    dunst = Dunst(tmp_path, markup="")
    async with running(dunst), desktop() as one:
        await one.carrier.show(Notification("<b>t</b>", ("<i>a</i> & b",), "Renew", "Later"))
        await dunst.dismiss()
        await one.until_heard("closed")
        assert dunst.newest().title == "<b>t</b>"
        assert dunst.newest().body.replace("\u2039", "<") == "<i>a</i> & b"


async def test_a_daemon_that_dies_takes_its_notification_along(
    qapp: QApplication, any_daemon: Daemon
) -> None:
    async with running(any_daemon), desktop() as one:
        await one.carrier.show(REMINDER)
        await any_daemon.die()
        await one.until_heard("lost")
        assert not await one.carrier.show(REMINDER)
        assert not one.carrier.is_up


async def test_a_daemon_that_comes_back_is_used_again(
    qapp: QApplication, any_daemon: Daemon
) -> None:
    async with desktop() as one:
        assert not await one.carrier.show(REMINDER)
        async with running(any_daemon):
            assert await one.carrier.show(REMINDER)
        await one.until_heard("lost")
        async with running(any_daemon):
            assert await one.carrier.show(OTHER)
            assert any_daemon.count() == 1


async def test_t5_without_a_bus_nothing_is_shown(qapp: QApplication) -> None:
    async with desktop() as one:
        assert not await one.carrier.show(REMINDER)
        await one.carrier.withdraw()
        assert one.heard == []


async def test_a_connection_that_breaks_is_told_and_made_again(
    qapp: QApplication, fake_daemon: FakeDaemon
) -> None:
    async with running(fake_daemon), desktop() as one:
        assert await one.carrier.show(REMINDER)
        writer = one.carrier._bus._writer
        assert writer
        writer.transport.abort()
        await one.until_heard("lost")
        assert await one.carrier.show(OTHER)
        assert one.carrier.is_up


async def test_a_connection_that_breaks_while_asking_ends_the_asking(
    qapp: QApplication, fake_daemon: FakeDaemon
) -> None:
    fake_daemon.hangs_at_notify = True
    async with running(fake_daemon), desktop(patience=600) as one:
        showing = asyncio.get_running_loop().create_task(one.carrier.show(REMINDER))
        await until(lambda: fake_daemon.unanswered)
        writer = one.carrier._bus._writer
        assert writer
        writer.transport.abort()
        assert not await showing


async def test_a_reply_that_comes_as_its_caller_goes_is_taken_back(
    qapp: QApplication, fake_daemon: FakeDaemon
) -> None:
    fake_daemon.hangs_at_notify = True
    async with running(fake_daemon), desktop() as one:
        showing = asyncio.get_running_loop().create_task(one.carrier.show(REMINDER))
        await until(lambda: fake_daemon.unanswered)
        # It goes in the next turn of the loop; the reply is read before that.
        showing.cancel()
        one.carrier._bus._dispatch(new_method_return(fake_daemon.unanswered[0], "u", (7,)))
        assert not one.carrier.is_up
        with pytest.raises(asyncio.CancelledError):
            await showing
        await fake_daemon.wake()


@pytest.mark.parametrize("address", ["", "nonsense", "tcp:host=localhost,port=1", "unix:path=/"])
async def test_an_odd_address_of_the_bus_is_no_bus(
    qapp: QApplication, monkeypatch: pytest.MonkeyPatch, address: str
) -> None:
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", address)
    async with desktop() as one:
        assert not await one.carrier.show(REMINDER)


@pytest.mark.usefixtures("qapp")
class TestWithADaemonThatMisbehaves:
    async def test_what_is_asked_of_it(self, fake_daemon: FakeDaemon) -> None:
        async with running(fake_daemon), desktop() as one:
            await one.carrier.show(REMINDER)
            shown = fake_daemon.all[-1]
            assert shown.icon == ICON.as_uri()
            assert shown.actions == ["default", "Renew", "renew", "Renew", "snooze", "Later"]
            assert shown.hints == {
                "desktop-entry": ("s", "ltx-accounts"),
                "urgency": ("y", 1),
                "suppress-sound": ("b", True),
            }
            assert shown.expires == -1
            dead = Notification("1 expired", (), "Renew", "Later", stays=True)
            await one.carrier.show(dead)
            assert fake_daemon.all[-1].expires == 0

    async def test_it_is_given_only_what_it_can_do(self, fake_daemon: FakeDaemon) -> None:
        fake_daemon.capabilities = ["body"]
        async with running(fake_daemon), desktop() as one:
            await one.carrier.show(Notification("t", ("<a> & b",), "Renew", "Later"))
            assert fake_daemon.all[-1].actions == []
            assert fake_daemon.all[-1].body == "\u2039a> & b"
            fake_daemon.capabilities.append("body-markup")
            await one.carrier.show(Notification("t", ("<a> & b",), "Renew", "Later"))
            assert fake_daemon.all[-1].body == "&lt;a&gt; &amp; b"

    async def test_its_activation_token_is_passed_on_once(self, fake_daemon: FakeDaemon) -> None:
        async with running(fake_daemon), desktop() as one:
            fake_daemon.token = "token-1"
            await one.carrier.show(REMINDER)
            await fake_daemon.click()
            await one.until_heard("activated token-1")
            fake_daemon.token = ""
            await one.carrier.show(REMINDER)
            await fake_daemon.click()
            await one.until_heard("activated token-1", "activated ")

    async def test_one_that_hangs_is_given_up_and_what_it_shows_later_is_taken_back(
        self, fake_daemon: FakeDaemon
    ) -> None:
        async with running(fake_daemon), desktop(patience=0.2) as one:
            fake_daemon.hangs = True
            assert not await one.carrier.show(REMINDER)
            fake_daemon.unanswered.clear()
            fake_daemon.hangs = False
            assert await one.carrier.show(REMINDER)
            fake_daemon.hangs = True
            assert not await one.carrier.show(OTHER)
            assert not one.carrier.is_up
            await until(lambda: len(fake_daemon.unanswered) == 2, "the question and the farewell")
            await fake_daemon.wake()
            await until(lambda: fake_daemon.count() == 0)
            assert one.heard == []

    async def test_a_notification_that_hung_is_closed_when_it_comes_after_all(
        self, fake_daemon: FakeDaemon
    ) -> None:
        async with running(fake_daemon), desktop(patience=0.3) as one:
            assert await one.carrier.show(REMINDER)
            await one.carrier.withdraw()
            await until(lambda: fake_daemon.count() == 0)
            fake_daemon.hangs_at_notify = True
            assert not await one.carrier.show(OTHER)
            await fake_daemon.wake()
            await until(lambda: len(fake_daemon.all) == 2)
            await until(lambda: fake_daemon.count() == 0)
            assert one.heard == []

    @pytest.mark.parametrize("method", ["GetCapabilities", "Notify"])
    async def test_one_that_refuses_is_passed_over(
        self, fake_daemon: FakeDaemon, method: str
    ) -> None:
        fake_daemon.answer[method] = None
        async with running(fake_daemon), desktop() as one:
            assert not await one.carrier.show(REMINDER)
            assert not one.carrier.is_up

    @pytest.mark.parametrize(
        ("signature", "body"), [("", ()), ("s", ("seven",)), ("uu", (1, 2)), ("as", ([],))]
    )
    async def test_nonsense_is_passed_over(
        self,
        fake_daemon: FakeDaemon,
        signature: str,
        body: tuple[object, ...],
    ) -> None:
        fake_daemon.answer["Notify"] = signature, body
        async with running(fake_daemon), desktop() as one:
            assert not await one.carrier.show(REMINDER)
            assert not one.carrier.is_up

    async def test_one_that_does_not_say_what_it_can_do_gets_plain_text(
        self, fake_daemon: FakeDaemon
    ) -> None:
        fake_daemon.answer["GetCapabilities"] = "u", (7,)
        async with running(fake_daemon), desktop() as one:
            assert await one.carrier.show(REMINDER)
            assert fake_daemon.all[-1].actions == []

    async def test_what_is_said_of_other_notifications_is_not_ours(
        self, fake_daemon: FakeDaemon
    ) -> None:
        async with running(fake_daemon), desktop() as one:
            await one.carrier.show(REMINDER)
            await fake_daemon.emit("NotificationClosed", "uu", (99, 1))
            await fake_daemon.emit("ActionInvoked", "us", (99, "renew"))
            await fake_daemon.emit("ActionInvoked", "uu", (1, 1))
            await fake_daemon.emit("SomethingNew", "", ())
            assert await one.carrier.show(OTHER)
            assert one.carrier.is_up
            assert one.heard == []

    async def test_closed_in_the_moment_that_it_is_shown_it_is_not_up(
        self, fake_daemon: FakeDaemon
    ) -> None:
        fake_daemon.closes_at_once = True
        async with running(fake_daemon), desktop() as one:
            assert await one.carrier.show(REMINDER)
            await one.until_heard("closed")

    async def test_an_action_that_nobody_offered_only_closes(self, fake_daemon: FakeDaemon) -> None:
        async with running(fake_daemon), desktop() as one:
            await one.carrier.show(REMINDER)
            await fake_daemon.act("launch-missiles")
            await one.until_heard("closed")
