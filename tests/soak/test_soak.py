"""Thirty days in minutes: `pytest -m soak -s -o faulthandler_timeout=0`; prints its figures."""

import asyncio
import gc
import random
import sys
from collections import Counter
from collections.abc import Iterable
from datetime import timedelta
from pathlib import Path

import pytest
from harness.journey import Clocks, User, user_at_window
from harness.platforms import linux_only
from harness.waiting import until
from PySide6.QtWidgets import QApplication

from ltx_desktop.demo.accounts import DemoAccount
from ltx_desktop.demo.server import DemoServer
from ltx_desktop.domain.expiry import expiry_of
from ltx_desktop.domain.reminders import Reminded
from ltx_desktop.services.reminders import Reminders
from ltx_desktop.ui.accounts.columns import Column
from ltx_desktop.wording.states import deadline_text

STEP = timedelta(minutes=30)
STEPS = 30 * 48
WARM = 3 * 48
FAULTS = ("500*1", "reset*1", "html*1", "cut-body*1", "GET:522*1", "empty*1")
LIVES = {"two": 2.1, "five": 5.3, "nine": 9.7, "fifteen": 15.2, "twenty": 20.9, "long": 80.0}
SPANS = (14, 7, 3, 1, 0)

pytestmark = [
    pytest.mark.soak,
    linux_only("memory and handles are read from /proc"),
]


def email(name: str) -> str:
    return f"{name}@northlight.example"


def accounts(now: float) -> list[DemoAccount]:
    """Both tokens end together, so that there is one deadline to know beforehand."""
    return [
        DemoAccount(email(name), now, now + days * 86400, now + days * 86400)
        for name, days in LIVES.items()
    ]


def expected_reminders() -> Counter[tuple[str, int]]:
    """At the start the span that an account is in, then each span as it begins."""
    told: Counter[tuple[str, int]] = Counter()
    for name, days in LIVES.items():
        first = min((span for span in SPANS if days <= span), default=None)
        later = [span for span in SPANS if days > span and days - span <= 30]
        told.update((email(name), span) for span in [*([first] if first else []), *later])
    return told


def handles() -> int:
    return len([*Path("/proc/self/fd").iterdir()])


def memory() -> int:
    """Resident, in kB."""
    status = Path("/proc/self/status").read_text()
    return int(status.partition("VmRSS:")[2].split()[0])


async def one_step(user: User, clocks: Clocks) -> None:
    clocks.run(STEP)
    user.controllers.watching._heartbeat._beat()
    await until(user.window.actions_.refresh.isEnabled, "the refresh to end", timeout=60)
    if user.window.reminder.isVisible():
        user.window.reminder._dismiss.click()
    await asyncio.sleep(0)


async def test_thirty_days_leave_nothing_behind_and_forget_nothing(
    qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    chance = random.Random(30)
    clocks = Clocks()
    told: list[Reminded] = []
    take_due = Reminders.take_due

    def noted(self: Reminders) -> object:
        before = dict(self._log.told)
        due = take_due(self)
        told.extend(one for key, one in self._log.told.items() if before.get(key) != one)
        return due

    monkeypatch.setattr(Reminders, "take_due", noted)
    warm: tuple[int, int, int, int] | None = None
    reads = faults = 0
    with DemoServer(accounts=accounts(clocks.timestamp()), clock=clocks.timestamp) as service:
        async with user_at_window(tmp_path, service.base_url, service.token, clocks=clocks) as user:
            await user.until_refreshed()
            for step in range(STEPS):
                if chance.random() < 0.03:
                    faults += 1
                    service.faults.replace([])
                    service.faults.add(chance.choice(FAULTS))
                await one_step(user, clocks)
                if step == WARM:
                    gc.collect()
                    warm = memory(), handles(), len(asyncio.all_tasks()), len(qapp.allWidgets())
            service.faults.replace([])
            await user.until_refreshed()
            user.choose("Refresh")
            await user.until_refreshed()
            gc.collect()
            end = memory(), handles(), len(asyncio.all_tasks()), len(qapp.allWidgets())
            reads = len(service.requests)
            check_countdowns(user, clocks)
    assert warm is not None
    seen = counted(told)
    sys.stdout.write(
        f"\n{STEPS} steps, {reads} requests, {faults} faults; "
        f"(kB, handles, tasks, widgets) after 3 days {warm}, at the end {end}; "
        f"{sum(seen.values())} reminders\n"
    )
    assert seen == expected_reminders()
    assert end[0] - warm[0] < 15_000, "memory"
    assert end[1] - warm[1] <= 3, "handles"
    assert end[2] - warm[2] <= 1, "tasks"
    assert end[3] == warm[3], "widgets"


def counted(told: Iterable[Reminded]) -> Counter[tuple[str, int]]:
    return Counter(
        (one.email, round(one.before / timedelta(days=1))) for one in told if one.before is not None
    )


def check_countdowns(user: User, clocks: Clocks) -> None:
    """What is shown is what the rule says of this very moment."""
    user.window.accounts.table.tick()
    now = clocks.system()
    for row in user.window.accounts.model.rows():
        shown = user.rows()[row.email][Column.DEADLINE]
        moments = (now - timedelta(seconds=2), now)
        assert shown in {deadline_text(expiry_of(row.record, one), one) for one in moments}
