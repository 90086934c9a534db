"""Table, summary, timeline, tray, notification and command say the same at the same moment."""

import json
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from harness.journey import Clocks, user_at_window
from harness.nine_accounts import nine_accounts
from harness.notification_daemons import FakeDaemon, running
from harness.paths import paths_in
from harness.trays import Panel
from harness.waiting import until
from PySide6.QtWidgets import QApplication

from ltx_desktop.app.clock import now
from ltx_desktop.app.wiring.commands import UserProfile
from ltx_desktop.cli import check, list_accounts
from ltx_desktop.demo.server import DemoServer
from ltx_desktop.domain.urgency import DUE_STATES
from ltx_desktop.ui.accounts.columns import Column
from ltx_desktop.wording.states import deadline_text, state_word

EXPECTED = {
    "error": "Needs attention",
    "expired": "Expired",
    "thirty-seconds": "Urgent",
    "fifty-minutes": "Urgent",
    "forty-hours": "Urgent",
    "six-days": "Renew soon",
    "unknown": "Unknown",
    "twenty-days": "Healthy",
    "contradictory": "Healthy",
}
"""Most urgent first."""

DUE = [name for name, word in EXPECTED.items() if word in map(state_word, DUE_STATES)]


class StandingClocks(Clocks):
    """It is always the same moment."""

    def __init__(self) -> None:
        super().__init__()
        self._moment = now().replace(microsecond=0)

    def system(self) -> datetime:
        return self._moment

    def monotonic(self) -> float:
        return 0.0


class ProfileAtThatMoment(UserProfile):
    def __init__(self, folder: Path, clocks: Clocks) -> None:
        super().__init__(paths_in(folder), "")
        self._now = clocks.system


@pytest.fixture
def clocks() -> StandingClocks:
    return StandingClocks()


@pytest.fixture
def service(clocks: StandingClocks) -> Iterator[DemoServer]:
    with DemoServer(accounts=nine_accounts(clocks.timestamp()), clock=clocks.timestamp) as server:
        yield server


def name_of(email: str) -> str:
    return email.removesuffix("@northlight.example")


async def test_all_say_the_same(
    qapp: QApplication,
    tmp_path: Path,
    clocks: StandingClocks,
    service: DemoServer,
    fake_daemon: FakeDaemon,
    panel: Panel,
    capsys: pytest.CaptureFixture[str],
) -> None:
    panel.start()
    async with (
        running(fake_daemon),
        user_at_window(tmp_path, service.base_url, service.token, clocks=clocks) as user,
    ):
        await user.until_refreshed()
        await until(lambda: fake_daemon.count() == 1, "the notification")
        page, watching = user.window.accounts, user.controllers.watching
        rows = user.rows()

        # The table
        table = {name_of(email): row[Column.STATE] for email, row in rows.items()}
        assert list(table.items()) == list(EXPECTED.items())
        marked = [name_of(row.email) for row in page.model.rows() if row.expiry.marks]
        assert marked == ["contradictory"]

        # The summary
        assert user.summary() == (
            "5 of 9 accounts need you now\n"
            "Next: thirty-seconds@northlight.example in 1 min · 140 of 180 jobs usable\n"
            "All: 9 · Needs attention: 1 · Expired: 1 · Urgent: 3 · Renew soon: 1 · "
            "Unknown: 1 · Healthy: 2"
        )
        assert page.headline.button.text() == f"Renew {len(DUE)} due…"

        # The axis
        content = page.axis.content
        drawn = {name_of(bar.judged.email): bar for bar in content.bars}
        assert {name: state_word(bar.judged.expiry.state) for name, bar in drawn.items()} == table
        assert list(drawn) == list(table)
        countdowns = {name_of(email): row[Column.DEADLINE] for email, row in rows.items()}
        assert {
            name: deadline_text(bar.judged.expiry, content.now) for name, bar in drawn.items()
        } == countdowns
        assert (content.pool.usable, content.pool.all) == (140, 180)
        assert [name_of(step.ended[0]) for step in content.pool.steps] == [
            "thirty-seconds", "fifty-minutes", "forty-hours",
            "six-days", "twenty-days", "contradictory",
        ]  # fmt: skip

        # The tray
        assert watching.tray.is_available()
        watching.tray.menu_opening.emit()
        entries = [one.text() for one in watching.tray._menu.actions() if one.isVisible()]
        assert entries[0].startswith("Accounts: 9 · Needs attention: 1 · Expired: 1 · Urgent: 3")
        listed = [one for one in watching.tray._menu.actions() if isinstance(one.data(), str)]
        shown = [one for one in listed if one.isVisible()]
        assert [name_of(one.data()) for one in shown] == list(EXPECTED)[: len(shown)]
        for action in shown:
            name = name_of(action.data())
            assert (table[name] if name == "error" else countdowns[name]) in action.text()
        assert any(f"({len(DUE)})" in text or f" {len(DUE)} " in text for text in entries)

        # The notification
        notification = fake_daemon.newest()
        assert notification.title == f"{len(DUE)} accounts need renewing"
        told = [line.partition("@")[0] for line in notification.body.splitlines()]
        assert told[:5] == DUE[:5]
        assert told[5:] == ["and 1 more"]

        # The commands
        profile = ProfileAtThatMoment(tmp_path, clocks)
        assert list_accounts.run(["--offline", "--json"], profile) == 0
        accounts = json.loads(capsys.readouterr().out)["accounts"]
        assert [name_of(one["email"]) for one in accounts] == list(EXPECTED)
        states = {row.email: row.expiry.state.value for row in page.model.rows()}
        assert {one["email"]: one["state"] for one in accounts} == states
        assert check.run(["--offline", "--within", "14d", "--json"], profile) == 1
        checked = json.loads(capsys.readouterr().out)
        ending = [name_of(one["email"]) for one in checked["accounts"] if one["ends_within"]]
        assert ending == DUE
