"""A renewal is seen: the row glides to its place, then its bar grows; nothing else moves."""

from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from harness.fleet import at_window, record
from harness.journey import User
from harness.portal import Settings, portal
from harness.session_bus import private_bus
from harness.waiting import until
from PySide6.QtWidgets import QApplication

from ltx_desktop.domain.urgency import Judged
from ltx_desktop.ui.accounts.list_motion import ListMotion
from ltx_desktop.ui.loop.tasks import TaskScope
from ltx_desktop.ui.style.motion import Motion

pytestmark = pytest.mark.usefixtures("qapp")

ENDED = "ended@northlight.example"
NO_REDUCTION = ("org.freedesktop.appearance", "reduced-motion"), ("u", 0)


@asynccontextmanager
async def moving(tmp_path: Path, *, wanted: bool = True) -> AsyncIterator[tuple[User, ListMotion]]:
    async with at_window(tmp_path) as user:
        table = user.window.accounts.table
        motion = table.motion = ListMotion(table, lambda: wanted)
        yield user, motion


def shown(user: User, email: str) -> Judged:
    table = user.window.accounts.table
    row = table.accounts.row_of(email)
    assert row is not None
    return table.accounts.row_at(row)


def renew(user: User, days: float = 89) -> None:
    user.window.records.put([record("ended", days)])


async def test_without_a_word_nothing_moves(tmp_path: Path) -> None:
    async with at_window(tmp_path) as user:
        assert user.window.accounts.table.motion is None


async def test_the_row_glides_then_the_bar_grows_and_the_light_goes_out(tmp_path: Path) -> None:
    async with moving(tmp_path) as (user, motion):
        before = shown(user, ENDED).expiry.deadline
        assert before
        renew(user)
        after = shown(user, ENDED)
        assert after.expiry.deadline
        assert motion._overlay.isVisible()
        assert (motion.end_of(after), motion.lit(ENDED)) == (before, 1.0)
        await until(motion._overlay.isHidden, "the row to be there")
        ends, lights = [], []
        while motion.is_running:
            end = motion.end_of(after)
            assert end
            ends.append(end)
            lights.append(motion.lit(ENDED))
            await until(lambda: not motion.is_running or motion.lit(ENDED) < lights[-1], "a frame")
        assert len(ends) > 5
        assert [*ends] == sorted(ends)
        assert ends[0] < after.expiry.deadline == ends[-1]
        assert lights == sorted(lights, reverse=True)
        assert (motion.end_of(after), motion.lit(ENDED)) == (after.expiry.deadline, 0.0)


async def test_a_renewed_row_leaves_the_others_where_they_end(tmp_path: Path) -> None:
    async with moving(tmp_path) as (user, motion):
        table = user.window.accounts.table
        renew(user)
        strips = motion._overlay._strips
        tops = {table.rowViewportPosition(row) for row in range(table.accounts.rowCount())}
        assert {one.end for one in strips} == tops
        assert strips[-1].begin == 0
        assert strips[-1].end == max(tops)


async def test_what_settings_or_system_keep_still_does_not_move(tmp_path: Path) -> None:
    async with moving(tmp_path, wanted=False) as (user, motion):
        renew(user)
        assert not motion.is_running
        assert motion._overlay.isHidden()


@pytest.mark.parametrize("days", [-1.9, -2.5])
async def test_what_is_no_renewal_does_not_move(tmp_path: Path, days: float) -> None:
    async with moving(tmp_path) as (user, motion):
        renew(user, days)
        assert not motion.is_running


async def test_a_second_renewal_takes_over(tmp_path: Path) -> None:
    async with moving(tmp_path) as (user, motion):
        renew(user)
        user.window.records.put([record("urgent", 88)])
        assert motion.lit(ENDED) == 0
        assert motion.lit("urgent@northlight.example") == 1


@pytest.fixture
def bus(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    with private_bus(monkeypatch) as address:
        yield address


def fail(error: BaseException) -> None:
    raise error


async def asked(chosen: bool | None) -> Motion:
    """After the system was asked."""
    scope = TaskScope(fail)
    motion = Motion(scope, lambda: chosen)
    motion.start()
    await until(lambda: not scope.is_running("motion"), "the system's answer")
    await scope.aclose()
    return motion


@pytest.mark.usefixtures("bus", "qapp")
@pytest.mark.parametrize(
    ("settings", "moves"),
    [
        ({}, True),
        (dict([NO_REDUCTION]), True),
        ({("org.freedesktop.appearance", "reduced-motion"): ("u", 1)}, False),
        ({("org.gnome.desktop.interface", "enable-animations"): ("b", True)}, True),
        ({("org.gnome.desktop.interface", "enable-animations"): ("b", False)}, False),
        ({("org.kde.kdeglobals.KDE", "AnimationDurationFactor"): ("s", "0")}, False),
        ({("org.kde.kdeglobals.KDE", "AnimationDurationFactor"): ("s", "0.5")}, True),
    ],
)
async def test_the_system_is_followed(settings: Settings, moves: bool) -> None:
    async with portal(settings):
        assert (await asked(None)).is_wanted() is moves
        assert (await asked(True)).is_wanted()
        assert not (await asked(False)).is_wanted()


@pytest.mark.usefixtures("bus")
async def test_without_a_portal_the_style_decides(qapp: QApplication) -> None:
    assert (await asked(None)).is_wanted()
