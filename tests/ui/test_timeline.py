"""The timeline: places on the axis, keys and mouse, what it says, and its pictures."""

import asyncio
import os
import time
import xml.etree.ElementTree as ET
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from itertools import pairwise

import pytest
from fakes import DAY, NOW, Clock, make_account, make_record
from harness.platforms import not_on_windows
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QImage, QMouseEvent, QPalette, QWheelEvent
from PySide6.QtTest import QSignalSpy, QTest
from PySide6.QtWidgets import QApplication, QSplitter, QTableView
from pytestqt.qtbot import QtBot

from ltx_desktop.app.paths import resources_folder
from ltx_desktop.domain.account import AccountRecord
from ltx_desktop.domain.expiry import DEFAULT_THRESHOLDS
from ltx_desktop.domain.pool import pool_of
from ltx_desktop.domain.urgency import judge
from ltx_desktop.ui.style.icons import Icons
from ltx_desktop.ui.timeline import export
from ltx_desktop.ui.timeline.chart import ChartPainter
from ltx_desktop.ui.timeline.scale import TimeScale
from ltx_desktop.ui.timeline.timeline_view import TimelineView

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


@pytest.fixture
def make(qtbot: QtBot) -> Callable[..., TimelineView]:
    def build(*records: AccountRecord, size: tuple[int, int] = (900, 320)) -> TimelineView:
        view = TimelineView(Clock(), Icons(resources_folder() / "icons"))
        qtbot.addWidget(view)
        view.resize(*size)
        judged = judge(records, NOW, DEFAULT_THRESHOLDS)
        view.show_accounts(judged, DEFAULT_THRESHOLDS, pool_of(judged, NOW))
        view.show()
        qtbot.waitExposed(view)
        return view

    return build


def place_of(view: TimelineView, row: int, moment: datetime = NOW) -> QPoint:
    look = view.look
    y = look.axis_height + (row + 0.5) * look.row_height
    return QPoint(round(view.scale.x(moment)), round(y))


def picture(view: TimelineView) -> QImage:
    return view.grab().toImage()


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
    assert len(ticks) <= 10
    assert all(0 <= tick.x <= 800 for tick in ticks)
    assert all(tick.label for tick in ticks)
    assert all(b - a >= 60 for a, b in pairwise(places))


@not_on_windows("there, a process keeps the zone that it began with")
def test_marks_follow_the_clock_on_the_wall_over_a_change_of_summer_time() -> None:
    os.environ["TZ"] = "CET-1CEST,M3.5.0,M10.5.0/3"
    try:
        begin = datetime.fromisoformat("2026-03-28T12:00:00+01:00")
        scale = TimeScale(begin, begin + 2 * DAY, 0, 400)
        labels = [tick.label for tick in scale.ticks()]
        assert labels == ["12:00", "29 Mar", "12:00", "30 Mar", "12:00"]
        xs = [tick.x for tick in scale.ticks()]
        assert xs[2] - xs[1] == pytest.approx(400 / 48 * 11)
    finally:
        os.environ["TZ"] = "UTC"
        time.tzset()


# On the screen


def test_everything_that_lies_ahead_is_in_sight_at_first(
    make: Callable[..., TimelineView],
) -> None:
    view = make(*RECORDS)
    scale = view.scale
    assert scale.left < scale.x(NOW) < scale.x(NOW + 60 * DAY) < scale.left + scale.width


def test_a_click_selects_and_a_second_one_renews(make: Callable[..., TimelineView]) -> None:
    view = make(*RECORDS)
    selected, renewed = QSignalSpy(view.email_selected), QSignalSpy(view.renew_requested)
    place = place_of(view, 1)
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert [selected.at(n)[0] for n in range(selected.count())] == ["urgent@x.example"]
    QTest.mouseDClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert renewed.at(0) == ["urgent@x.example"]


def test_the_keyboard_reaches_every_account_and_every_zoom(
    make: Callable[..., TimelineView],
) -> None:
    view = make(*RECORDS)
    selected, renewed = QSignalSpy(view.email_selected), QSignalSpy(view.renew_requested)
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_End, Qt.Key.Key_Up, Qt.Key.Key_Home):
        QTest.keyClick(view, key)
    names = [selected.at(n)[0].removesuffix("@x.example") for n in range(selected.count())]
    assert names == ["expired", "urgent", "healthy", "unknown", "expired"]
    QTest.keyClick(view, Qt.Key.Key_Return)
    assert renewed.at(0) == ["expired@x.example"]
    whole = view.scale
    QTest.keyClick(view, Qt.Key.Key_Plus)
    assert view.scale.end - view.scale.begin < whole.end - whole.begin
    QTest.keyClick(view, Qt.Key.Key_Minus)
    QTest.keyClick(view, Qt.Key.Key_Right)
    assert view.scale.begin > whole.begin
    QTest.keyClick(view, Qt.Key.Key_0)
    assert view.scale == whole


def test_the_wheel_zooms_at_the_pointer(make: Callable[..., TimelineView]) -> None:
    view = make(*RECORDS)
    place = QPointF(700, 100)
    before = view.scale.moment(700)
    turn = QWheelEvent(
        place, QPointF(view.mapToGlobal(place.toPoint())), QPoint(0, 0), QPoint(0, 240),
        Qt.MouseButton.NoButton, Qt.KeyboardModifier.ControlModifier,
        Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    span = view.scale.end - view.scale.begin
    QApplication.sendEvent(view.viewport(), turn)
    assert view.scale.end - view.scale.begin < span
    assert abs(view.scale.moment(700) - before) < timedelta(minutes=1)


def test_pulling_moves_the_picture(make: Callable[..., TimelineView]) -> None:
    view = make(*RECORDS)
    begin, viewport = view.scale.begin, view.viewport()
    QTest.mousePress(viewport, Qt.MouseButton.LeftButton, pos=QPoint(600, 200))
    moved, left = QPointF(500, 200), Qt.MouseButton.LeftButton
    event = QMouseEvent(
        QEvent.Type.MouseMove, moved, viewport.mapToGlobal(moved),
        left, left, Qt.KeyboardModifier.NoModifier,
    )  # fmt: skip
    QApplication.sendEvent(viewport, event)
    QTest.mouseRelease(viewport, Qt.MouseButton.LeftButton, pos=QPoint(500, 200))
    assert view.scale.begin > begin


def test_hovering_tells_of_the_account_or_of_the_jobs_at_that_time(
    make: Callable[..., TimelineView],
) -> None:
    view = make(*RECORDS)
    assert "UTC" in view.text_at(QPointF(place_of(view, 1)))
    below = view.viewport().height() - 10
    now = view.text_at(QPointF(view.scale.x(NOW + DAY), below))
    assert now.startswith("60 of 80 jobs can be used.")
    later = view.text_at(QPointF(view.scale.x(NOW + 10 * DAY), below))
    assert later.endswith("40 of 80 jobs, when urgent@x.example ends.")
    assert view.text_at(QPointF(200, view.viewport().height() / 2)) == ""


def test_who_cannot_see_it_is_told_the_same(make: Callable[..., TimelineView]) -> None:
    view = make(*RECORDS)
    view.select_email("urgent@x.example")
    said = view.accessibleDescription()
    assert said.startswith("urgent@x.example: Urgent, 2 d. 60 of 80 jobs can be used. From ")


def test_of_many_accounts_only_those_in_sight_are_painted(
    make: Callable[..., TimelineView],
) -> None:
    view = make(*(record(f"n{number:03}", number) for number in range(200)))
    picture(view)
    assert 0 < view.painted_rows < 12
    view.select_email("n150@x.example")
    assert view.verticalScrollBar().value() > 0
    shown = view.viewport().rect().contains(
        QPoint(5, round(view.look.axis_height + 150 * view.look.row_height)
               - view.verticalScrollBar().value())
    )  # fmt: skip
    assert shown


def test_states_differ_without_colour(make: Callable[..., TimelineView]) -> None:
    def grey(one: AccountRecord) -> QImage:
        view = make(one)
        return picture(view).convertToFormat(QImage.Format.Format_Grayscale8)

    pictures = [
        grey(record("same", 40)),
        grey(record("same", 40, "session lost")),
        grey(record("same", None)),
    ]
    assert len({bytes(one.constBits()) for one in pictures}) == 3


def test_it_follows_the_palette(make: Callable[..., TimelineView]) -> None:
    view = make(*RECORDS)
    light = picture(view).pixelColor(880, 5).lightness()
    dark = QPalette(QColor("#202020"))
    dark.setColor(QPalette.ColorRole.Base, QColor("#101010"))
    dark.setColor(QPalette.ColorRole.Text, QColor("#f0f0f0"))
    view.setPalette(dark)
    QApplication.sendEvent(view, QEvent(QEvent.Type.PaletteChange))
    assert light > 200
    assert picture(view).pixelColor(880, 5).lightness() < 60


# As a file


async def test_the_png_has_every_row_and_a_white_ground(make: Callable[..., TimelineView]) -> None:
    view = make(*(record(f"n{number:03}", number) for number in range(60)))
    encode = await export.draw_png(view.content, view.look, view.scale)
    image = QImage.fromData(encode())
    assert image.height() > 2 * 60 * view.look.row_height
    assert image.pixelColor(2, 2) == QColor("white")
    last_row = round(2 * (16 + 2 * view.look.axis_height + 59.5 * view.look.row_height))
    colours = {image.pixelColor(x, last_row).name() for x in range(0, image.width(), 3)}
    assert len(colours) > 3


async def test_the_svg_is_one_and_names_the_accounts(make: Callable[..., TimelineView]) -> None:
    view = make(*RECORDS, record("<b>&", 5))
    root = ET.fromstring((await export.draw_svg(view.content, view.look, view.scale))())
    assert root.tag.endswith("svg")
    text = "".join(root.itertext())
    for name in ("LTX Accounts, ", "healthy@x.example", "<b>&@x.example", "Usable jobs"):
        assert name in text


async def test_a_picture_of_many_has_the_most_urgent_and_a_bounded_size(
    make: Callable[..., TimelineView], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert export._TALLEST * export._SHARP < 32_767, "what is beyond is not painted"
    monkeypatch.setattr(export, "_TALLEST", 1000)
    view = make(*(record(f"n{number:05}", number) for number in range(10_000)))
    shown = export.rows_in_picture(view.content, view.look)
    assert 10 < shown < 60
    image = QImage.fromData((await export.draw_png(view.content, view.look, view.scale))())
    assert 1900 < image.height() <= 2000
    drawn = (await export.draw_svg(view.content, view.look, view.scale))()
    text = "".join(ET.fromstring(drawn).itertext())
    assert f"n{shown - 1:05}@x.example" in text
    assert f"n{shown:05}@x.example" not in text


@pytest.mark.parametrize("draw", [export.draw_png, export.draw_svg])
async def test_the_window_has_its_turns_while_a_picture_is_drawn(
    make: Callable[..., TimelineView],
    monkeypatch: pytest.MonkeyPatch,
    draw: Callable[..., Awaitable[export.Encode]],
) -> None:
    monkeypatch.setattr(export, "_TURN", 0)
    view = make(*(record(f"n{number:03}", number) for number in range(60)))
    drawing = asyncio.ensure_future(draw(view.content, view.look, view.scale))
    turns = 0
    while not drawing.done():
        turns += 1
        await asyncio.sleep(0)
    assert turns > 60
    assert drawing.result()()


async def test_a_drawing_that_is_cancelled_ends_its_painter(
    make: Callable[..., TimelineView], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Qt warns of a device that is gone while it is painted on, and warnings fail tests."""
    monkeypatch.setattr(export, "_TURN", 0)
    view = make(*RECORDS)
    for draw in (export.draw_png, export.draw_svg):
        drawing = asyncio.ensure_future(draw(view.content, view.look, view.scale))
        await asyncio.sleep(0)
        drawing.cancel()
        with pytest.raises(asyncio.CancelledError):
            await drawing


async def test_a_picture_without_memory_is_empty(
    make: Callable[..., TimelineView], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(export, "_WIDTH", 2**30)
    view = make(*RECORDS)
    assert (await export.draw_png(view.content, view.look, view.scale))() == b""


def test_the_accounts_keep_their_room_where_there_is_little(
    make: Callable[..., TimelineView],
) -> None:
    for height, has_chart in ((130, False), (400, True)):
        view = make(*RECORDS, size=(900, height))
        assert (view._rows_rect().bottom() < view.viewport().height()) is has_chart
        assert view._rows_rect().height() >= 3 * view.look.row_height


def test_it_gives_way_where_there_is_too_little_room_for_what_it_stands_with(
    qtbot: QtBot, make: Callable[..., TimelineView]
) -> None:
    view, splitter = make(*RECORDS), QSplitter(Qt.Orientation.Vertical)
    qtbot.addWidget(splitter)
    table = QTableView()
    splitter.addWidget(table)
    splitter.addWidget(view)
    splitter.show()
    least = table.minimumSizeHint().height()
    for height, is_wanted, is_seen in (
        *((400, True, True), (least + 20, True, False), (400, True, True)),
        *((400, False, False), (least + 20, True, False), (400, True, True)),
    ):
        view.setVisible(is_wanted)
        splitter.resize(300, height)
        assert view.isVisible() is is_seen


def test_every_line_has_its_name_and_no_two_names_overlap(
    make: Callable[..., TimelineView],
) -> None:
    view = make(*RECORDS, size=(500, 320))
    for _turn in range(8):
        lines = ChartPainter(view.look, view.content, view.scale)._named_lines()
        assert [line.name for line in lines] == ["now", "3 d", "14 d"]
        assert all(one.left + one.width <= after.left for one, after in pairwise(lines))
        view.zoom_out()


def test_no_line_crosses_a_countdown(make: Callable[..., TimelineView]) -> None:
    view = make(record("urgent", 2), record("healthy", 60), size=(900, 320))
    image = picture(view)
    ratio = image.devicePixelRatio()
    line = view.scale.x(NOW + 3 * DAY)
    assert 0 < line - view.scale.x(NOW + 2 * DAY) < 30, "it would cross the text"

    def colours(row: int) -> set[str]:
        """Of the line, just above the letters of a row."""
        y = view.look.axis_height + (row + 0.5) * view.look.row_height - view.look.line / 2 + 1
        return {image.pixelColor(round(line * ratio) + x, round(y * ratio)).name() for x in (-1, 0)}

    assert colours(0) == {view.look.base().name()}
    assert colours(1) != colours(0)
