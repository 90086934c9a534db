"""The line above the table: its buttons leave room for what it says."""

from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from ltx_desktop.app.paths import resources_folder
from ltx_desktop.ui.style.icons import Icons
from ltx_desktop.ui.widgets.notice_bar import NoticeBar, Tone
from ltx_desktop.wording.notice import Notice


def label(bar: NoticeBar) -> QLabel:
    return next(one for one in bar.findChildren(QLabel) if one.text())


def test_buttons_that_would_crowd_out_the_text_stand_below_it(qtbot: QtBot) -> None:
    bar = NoticeBar(Icons(resources_folder() / "icons"))
    qtbot.addWidget(bar)
    bar.show_notice(
        Notice("Something is the case.", "It takes two sentences to say what."),
        Tone.INFO,
        ("Do what can be done about it", bar.clear),
        ("Do something else about it", bar.clear),
    )
    text = label(bar)
    first, second = bar.findChildren(QPushButton)
    for width, below in ((500, True), (1500, False), (500, True)):
        bar.resize(width, bar.heightForWidth(width))
        qtbot.waitUntil(lambda: first.height() > 0 and text.width() > 0)
        bar._grid.activate()
        assert (first.mapTo(bar, first.rect().topLeft()).y() > text.geometry().bottom()) is below
        assert second.mapTo(bar, second.rect().topRight()).x() < width
        assert text.heightForWidth(text.width()) <= text.height()


def test_what_takes_more_than_its_lines_ends_with_dots_and_is_told_in_the_tooltip(
    qtbot: QtBot,
) -> None:
    bar = NoticeBar(Icons(resources_folder() / "icons"), most_lines=2)
    qtbot.addWidget(bar)
    said = Notice("🙂 <b>" + "Something is the case. " * 20)
    bar.show_notice(said, Tone.WARNING)
    text = label(bar)
    for width, is_whole in ((500, False), (300, False), (9000, True), (500, False)):
        bar.resize(width, 60)
        bar._grid.activate()
        assert (text.text() == str(said)) is is_whole
        assert text.text().endswith("…") is not is_whole
        assert text.text().startswith("🙂 <b>Something")
        assert text.heightForWidth(text.width()) <= 2 * text.fontMetrics().lineSpacing()
        assert ("&lt;b&gt;" in text.toolTip()) is not is_whole
        assert bar.text() == text.accessibleName() == str(said)
