"""Time on an axis: its marks, its zoom, and the picture of the accounts for a file."""

import asyncio
import os
import time
import xml.etree.ElementTree as ET
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise

import pytest
from fakes import DAY, NOW, Clock, make_account, make_record
from harness.platforms import not_on_windows
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtTest import QSignalSpy
from PySide6.QtWidgets import QApplication

from ltx_desktop.app.paths import resources_folder
from ltx_desktop.domain.account import AccountRecord
from ltx_desktop.domain.expiry import DEFAULT_THRESHOLDS
from ltx_desktop.domain.pool import pool_of
from ltx_desktop.domain.urgency import judge
from ltx_desktop.ui.style.icons import Icons
from ltx_desktop.ui.timeline import export
from ltx_desktop.ui.timeline.axis import TimeAxis
from ltx_desktop.ui.timeline.bars import BarPainter
from ltx_desktop.ui.timeline.chart import ChartPainter
from ltx_desktop.ui.timeline.content import Content
from ltx_desktop.ui.timeline.look import TimelineLook
from ltx_desktop.ui.timeline.scale import TimeScale

HOUR = timedelta(hours=1)


def record(name: str, days: float | None, error: str | None = None) -> AccountRecord:
    return make_record(
        make_account(
            f"{name}@x.example",
            updated=NOW - 20 * DAY,
            refresh_expiry=None if days is None else NOW + days * DAY,
            access_expiry=None,
            error=error,
        )
    )


RECORDS = (
    record("expired", -2),
    record("urgent", 2),
    record("unknown", None),
    record("healthy", 60),
)


@dataclass
class Picture:
    axis: TimeAxis
    look: TimelineLook
    width: float = 900.0

    @property
    def content(self) -> Content:
        return self.axis.content

    @property
    def scale(self) -> TimeScale:
        left = self.look.gutter(self.width, self.content.longest)
        return self.axis.scale(left, self.width - left)


@pytest.fixture
def make(qapp: QApplication) -> Callable[..., Picture]:
    def build(*records: AccountRecord, width: float = 900.0) -> Picture:
        judged = judge(records, NOW, DEFAULT_THRESHOLDS)
        axis = TimeAxis(Clock())
        axis.show_accounts(judged, DEFAULT_THRESHOLDS, pool_of(judged, NOW))
        look = TimelineLook(Icons(resources_folder() / "icons"), qapp.palette(), qapp.font())
        return Picture(axis, look, width)

    return build


# The scale

MOMENTS = st.datetimes(datetime(2026, 1, 1), datetime(2027, 1, 1)).map(  # noqa: DTZ001 - drawn naive
    lambda drawn: drawn.replace(tzinfo=NOW.tzinfo)
)


@given(MOMENTS, st.floats(0.05, 20), st.floats(0, 800))
def test_zooming_keeps_what_is_under_the_pointer(moment: datetime, factor: float, x: float) -> None:
    scale = TimeScale(moment, moment + 40 * DAY, 100, 700)
    zoomed = scale.zoomed(factor, x)
    assert abs(zoomed.moment(x) - scale.moment(x)) < timedelta(minutes=1)
    assert zoomed.end - zoomed.begin >= 2 * HOUR - timedelta(seconds=1)


@given(MOMENTS, st.floats(0.1, 1500))
def test_marks_stand_at_round_moments_with_room_for_their_labels(
    begin: datetime, days: float
) -> None:
    scale = TimeScale(begin, begin + days * DAY, 0, 800)
    ticks = scale.ticks()
    places = [tick.x for tick in ticks]
    assert places == sorted(places)
    assert len(ticks) <= 15
    assert all(0 <= tick.x <= 800 for tick in ticks)
    assert all(tick.label for tick in ticks)
    assert all(b - a >= 40 for a, b in pairwise(places))


@not_on_windows("there, a process keeps the zone that it began with")
def test_marks_follow_the_clock_on_the_wall_over_a_change_of_summer_time() -> None:
    os.environ["TZ"] = "CET-1CEST,M3.5.0,M10.5.0/3"
    try:
        begin = datetime.fromisoformat("2026-03-28T12:00:00+01:00")
        scale = TimeScale(begin, begin + 2 * DAY, 0, 300)
        labels = [tick.label for tick in scale.ticks()]
        assert labels == ["12:00", "29 Mar", "12:00", "30 Mar", "12:00"]
        xs = [tick.x for tick in scale.ticks()]
        assert xs[2] - xs[1] == pytest.approx(300 / 48 * 11)
    finally:
        os.environ["TZ"] = "UTC"
        time.tzset()


# The axis


def test_everything_that_lies_ahead_is_in_sight_at_first(make: Callable[..., Picture]) -> None:
    scale = make(*RECORDS).scale
    assert scale.left < scale.x(NOW) < scale.x(NOW + 60 * DAY) < scale.left + scale.width


def test_it_is_zoomed_at_now_moved_and_reset(make: Callable[..., Picture]) -> None:
    axis = make(*RECORDS).axis
    changed = QSignalSpy(axis.changed)
    whole = axis.scale(0, 100)
    axis.zoom_in()
    nearer = axis.scale(0, 100)
    assert nearer.end - nearer.begin < whole.end - whole.begin
    assert nearer.x(NOW) == pytest.approx(whole.x(NOW))
    axis.zoom_out()
    axis.move(0.1)
    assert axis.scale(0, 100).begin < whole.begin
    axis.reset()
    assert axis.scale(0, 100) == whole
    assert changed.count() == 4


def test_the_same_accounts_again_are_the_same_axis_at_another_time(
    make: Callable[..., Picture],
) -> None:
    axis = make(*RECORDS).axis
    before, judged = axis.content, axis.content.bars.judged
    axis.show_accounts(judged, DEFAULT_THRESHOLDS, axis.content.pool)
    assert axis.content.bars is before.bars


def test_states_differ_without_colour(make: Callable[..., Picture]) -> None:
    def grey(one: AccountRecord) -> bytes:
        picture = make(one)
        image = QImage(900, 30, QImage.Format.Format_RGB32)
        image.fill(QColor("white"))
        painter = QPainter(image)
        bars = BarPainter(picture.look, picture.content, picture.scale)
        bars.paint(painter, QRectF(image.rect()), picture.content.bars[0])
        painter.end()
        return bytes(image.convertToFormat(QImage.Format.Format_Grayscale8).constBits())

    pictures = [
        grey(record("same", 40)),
        grey(record("same", 40, "session lost")),
        grey(record("same", None)),
    ]
    assert len(set(pictures)) == 3


def test_a_life_begins_with_the_renewal_that_it_began_with_and_is_not_full_at_its_end(
    make: Callable[..., Picture],
) -> None:
    """An old session that is sent again is an update, and moves no date."""
    (bar,) = make(record("studio", 9)).content.bars
    assert bar.end
    assert bar.end - bar.begin == 90 * DAY


# As a file


async def test_the_png_has_every_row_and_a_white_ground(make: Callable[..., Picture]) -> None:
    one = make(*(record(f"n{number:03}", number) for number in range(60)))
    encode = await export.draw_png(one.content, one.look, one.scale)
    image = QImage.fromData(encode())
    assert image.height() > 2 * 60 * one.look.row_height
    assert image.pixelColor(2, 2) == QColor("white")
    last_row = round(2 * (16 + 2 * one.look.axis_height + 59.5 * one.look.row_height))
    colours = {image.pixelColor(x, last_row).name() for x in range(0, image.width(), 3)}
    assert len(colours) > 3


async def test_the_svg_is_one_and_names_the_accounts(make: Callable[..., Picture]) -> None:
    one = make(*RECORDS, record("<b>&", 5))
    root = ET.fromstring((await export.draw_svg(one.content, one.look, one.scale))())
    assert root.tag.endswith("svg")
    text = "".join(root.itertext())
    for name in ("LTX Accounts, ", "healthy@x.example", "<b>&@x.example", "Usable jobs"):
        assert name in text


async def test_a_picture_of_many_has_the_first_and_a_bounded_size(
    make: Callable[..., Picture], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert export._TALLEST * export._SHARP < 32_767, "what is beyond is not painted"
    monkeypatch.setattr(export, "_TALLEST", 1000)
    one = make(*(record(f"n{number:05}", number) for number in range(10_000)))
    shown = export.rows_in_picture(one.content, one.look)
    assert 10 < shown < 60
    image = QImage.fromData((await export.draw_png(one.content, one.look, one.scale))())
    assert 1900 < image.height() <= 2000
    drawn = (await export.draw_svg(one.content, one.look, one.scale))()
    text = "".join(ET.fromstring(drawn).itertext())
    assert f"n{shown - 1:05}@x.example" in text
    assert f"n{shown:05}@x.example" not in text


@pytest.mark.parametrize("draw", [export.draw_png, export.draw_svg])
async def test_the_window_has_its_turns_while_a_picture_is_drawn(
    make: Callable[..., Picture],
    monkeypatch: pytest.MonkeyPatch,
    draw: Callable[..., Awaitable[export.Encode]],
) -> None:
    monkeypatch.setattr(export, "_TURN", 0)
    one = make(*(record(f"n{number:03}", number) for number in range(60)))
    drawing = asyncio.ensure_future(draw(one.content, one.look, one.scale))
    turns = 0
    while not drawing.done():
        turns += 1
        await asyncio.sleep(0)
    assert turns > 60
    assert drawing.result()()


async def test_a_drawing_that_is_cancelled_ends_its_painter(
    make: Callable[..., Picture], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Qt warns of a device that is gone while it is painted on, and warnings fail tests."""
    monkeypatch.setattr(export, "_TURN", 0)
    one = make(*RECORDS)
    for draw in (export.draw_png, export.draw_svg):
        drawing = asyncio.ensure_future(draw(one.content, one.look, one.scale))
        await asyncio.sleep(0)
        drawing.cancel()
        with pytest.raises(asyncio.CancelledError):
            await drawing


async def test_a_picture_without_memory_is_empty(
    make: Callable[..., Picture], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(export, "_WIDTH", 2**30)
    one = make(*RECORDS)
    assert (await export.draw_png(one.content, one.look, one.scale))() == b""


def test_every_line_has_its_name_and_no_two_names_overlap(make: Callable[..., Picture]) -> None:
    one = make(*RECORDS, width=500.0)
    for _turn in range(8):
        lines = ChartPainter(one.look, one.content, one.scale)._named_lines()
        assert [line.name for line in lines] == ["now", "3 d", "14 d"]
        assert all(one.left + one.width <= after.left for one, after in pairwise(lines))
        one.axis.zoom_out()
