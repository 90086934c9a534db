"""New versions at the real window: one question, and nothing is asked of anybody before a yes."""

import json
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path

import pytest
from harness.journey import Clocks, User, user_at_window
from harness.raw_service import RawService, json_reply, reply
from harness.waiting import until
from PySide6.QtWidgets import QAbstractButton, QApplication, QCheckBox

from ltx_desktop import __version__
from ltx_desktop.app.clock import now
from ltx_desktop.demo.accounts import DemoAccount
from ltx_desktop.demo.server import DemoServer
from ltx_desktop.domain.base_url import BaseUrl

DAY = timedelta(days=1)
FIVE_MINUTES = timedelta(minutes=5)
QUESTION = "May LTX Accounts look for new versions now and then?"
NEWER = {"files": [{"filename": "ltx_desktop-99.0.0-py3-none-any.whl"}]}


@pytest.fixture
def clocks() -> Clocks:
    return Clocks()


@pytest.fixture
def service(clocks: Clocks) -> Iterator[DemoServer]:
    """One account that is well for 80 days."""
    moment = now().timestamp()
    account = DemoAccount("studio@northlight.example", moment, moment + 40_000, moment + 80 * 86400)
    with DemoServer(accounts=[account], clock=clocks.timestamp) as server:
        yield server


@pytest.fixture
def index() -> RawService:
    """A package index with a newer version; it listens while the app runs."""
    return RawService(json_reply(200, NEWER))


class Start:
    def __init__(
        self, folder: Path, service: DemoServer, index: RawService, clocks: Clocks
    ) -> None:
        self._folder = folder
        self._service = service
        self._index = index
        self._clocks = clocks

    @asynccontextmanager
    async def __call__(self, *, is_demo: bool = False) -> AsyncIterator[User]:
        async with (
            self._index,
            user_at_window(
                *(self._folder, self._service.base_url, self._service.token),
                clocks=self._clocks,
                index=BaseUrl.parse(self._index.origin),
                is_demo=is_demo,
            ) as user,
        ):
            await user.until_refreshed()
            yield user

    @property
    def settings_file(self) -> Path:
        return self._folder / "config" / "settings.json"

    def answer(self) -> object:
        return json.loads(self.settings_file.read_text())["look_for_updates"]


@pytest.fixture
def start(tmp_path: Path, service: DemoServer, index: RawService, clocks: Clocks) -> Start:
    return Start(tmp_path, service, index, clocks)


def pass_by(user: User, clocks: Clocks, span: timedelta = FIVE_MINUTES) -> None:
    """This span, with all that is due at its end."""
    clocks.run(span)
    user.window.heartbeat._timer.timeout.emit()


async def switch_on(user: User) -> None:
    user.choose("Settings")
    await user.until_dialog()
    user.turn_to("Watching")
    assert not user.find(QCheckBox, "Look for new versions").isChecked()
    user.click("Look for new versions")
    user.click("Save")
    await until(lambda: not user.controllers.dialogs.is_open)


def buttons(user: User) -> list[str]:
    found = user.window.notice.findChildren(QAbstractButton)
    return [one.text().replace("&", "") for one in found if one.isVisible() and one.text()]


async def test_n20_after_a_yes_the_index_is_asked_once_a_day_and_a_version_is_told_once(
    qapp: QApplication, start: Start, index: RawService, clocks: Clocks
) -> None:
    async with start() as user:
        assert QUESTION not in user.says()
        pass_by(user, clocks)
        assert QUESTION in user.says()
        assert buttons(user) == ["Yes", "No"]
        user.click("Yes")
        await user.until_says(f"LTX Accounts 99.0.0 is out. You have {__version__}.")
        assert index.asked == ["GET /simple/ltx-desktop/"]
        user.click("Show its page")
        assert user.opened == [f"{index.origin}/project/ltx-desktop/99.0.0/"]
        user.click("Dismiss")
        pass_by(user, clocks, DAY / 2)
        assert len(index.asked) == 1
        pass_by(user, clocks, DAY / 2)
        await until(lambda: len(index.asked) == 2, "the next day's look")
        await until(lambda: not user.controllers.updating.is_looking)
        assert user.window.notice.isHidden()
    assert start.answer() is True
    async with start() as user:
        pass_by(user, clocks)
        assert not user.controllers.updating.is_looking
        assert user.window.notice.isHidden()
        assert len(index.asked) == 2


@pytest.mark.parametrize("answer", ["No", "Dismiss"])
async def test_n20_without_a_yes_nothing_is_ever_asked_and_the_question_does_not_come_again(
    qapp: QApplication, start: Start, index: RawService, clocks: Clocks, answer: str
) -> None:
    async with start() as user:
        pass_by(user, clocks)
        assert QUESTION in user.says()
        user.click(answer)
        assert user.window.notice.isHidden()
        pass_by(user, clocks, 3 * DAY)
        assert not user.controllers.updating.is_looking
    assert start.answer() is False
    async with start() as user:
        pass_by(user, clocks, 3 * DAY)
        assert not user.controllers.updating.is_looking
        assert QUESTION not in user.says()
    assert index.requests == []


async def test_n20_a_question_that_nobody_answered_stays_open_and_comes_again_a_day_later(
    qapp: QApplication, start: Start, index: RawService, clocks: Clocks
) -> None:
    async with start() as user:
        pass_by(user, clocks)
        assert QUESTION in user.says()
        user.window.report(ValueError("synthetic"), "a report")
        user.click("Dismiss")
        pass_by(user, clocks, DAY / 2)
        assert user.window.notice.isHidden()
        pass_by(user, clocks, DAY / 2)
        assert QUESTION in user.says()
        pass_by(user, clocks, DAY)
        assert QUESTION in user.says()
    assert not start.settings_file.exists()
    async with start() as user:
        pass_by(user, clocks)
        assert QUESTION in user.says()
    assert index.requests == []


async def test_n20_a_no_holds_where_a_yes_was_ticked_in_the_settings_before(
    qapp: QApplication, start: Start, index: RawService, clocks: Clocks
) -> None:
    async with start() as user:
        await switch_on(user)
        await user.until_says("LTX Accounts 99.0.0 is out.")
        user.controllers.updating._ask()
        user.click("No")
        pass_by(user, clocks, 3 * DAY)
        assert not user.controllers.updating.is_looking
    assert start.answer() is False
    assert len(index.asked) == 1


async def test_the_question_goes_when_it_was_answered_in_the_settings(
    qapp: QApplication, start: Start, index: RawService, clocks: Clocks
) -> None:
    index.replies[:] = [reply(404)]
    async with start() as user:
        pass_by(user, clocks)
        assert QUESTION in user.says()
        await switch_on(user)
        assert user.window.notice.isHidden()
        pass_by(user, clocks)
        await until(lambda: len(index.asked) == 1)
        await until(lambda: not user.controllers.updating.is_looking)
    assert start.answer() is True


@pytest.mark.parametrize("is_dialog", [True, False])
async def test_a_new_version_waits_for_what_came_while_it_was_looked_for(
    qapp: QApplication, start: Start, index: RawService, clocks: Clocks, is_dialog: bool
) -> None:
    async with start() as user:
        user.controllers.updating._updates.want(True)
        pass_by(user, clocks)
        assert user.controllers.updating.is_looking
        if is_dialog:
            await user.open_adding()
        else:
            user.window.report(ValueError("synthetic"), "a report")
        said = user.window.notice.text()
        await until(lambda: not user.controllers.updating.is_looking)
        assert user.window.notice.text() == said
    # Whoever ends the app meanwhile is told another time.
    async with start() as user:
        assert user.controllers.updating._updates._log.told is None
        pass_by(user, clocks, DAY)
        user.window.report(ValueError("synthetic"), "a report")
        await until(lambda: not user.controllers.updating.is_looking)
        pass_by(user, clocks, timedelta(minutes=15))
        assert "99.0.0" not in user.says()
        user.click("Dismiss")
        pass_by(user, clocks, timedelta(minutes=15))
        await user.until_says("LTX Accounts 99.0.0 is out.")
    assert len(index.asked) == 2


async def test_a_look_by_hand_does_not_end_those_by_itself(
    qapp: QApplication, start: Start, index: RawService, clocks: Clocks
) -> None:
    async with start() as user:
        user.controllers.updating._updates.want(True)
        pass_by(user, clocks)
        assert user.controllers.updating.is_looking
        user.choose("Look for new versions now")
        await user.until_says("LTX Accounts 99.0.0 is out.")
        user.click("Dismiss")
        asked = len(index.asked)
        pass_by(user, clocks, DAY)
        await until(lambda: len(index.asked) > asked, "the next day's look")


@pytest.mark.parametrize("answer", ["Yes", "No", "Dismiss"])
async def test_an_answer_that_cannot_be_kept_is_said(
    qapp: QApplication, start: Start, index: RawService, clocks: Clocks, answer: str
) -> None:
    index.replies[:] = [reply(404)]
    async with start() as user:
        pass_by(user, clocks)
        start.settings_file.mkdir(parents=True)
        user.click(answer)
        await user.until_says("The settings are in force until you quit. They could not be saved")
        await until(lambda: not user.controllers.updating.is_looking)


async def test_n20_the_demo_neither_asks_nor_looks(
    qapp: QApplication, start: Start, index: RawService, clocks: Clocks
) -> None:
    async with start(is_demo=True) as user:
        user.controllers.updating.settings_changed()
        pass_by(user, clocks, 3 * DAY)
        assert user.window.notice.isHidden()
        assert not user.window.actions_.look_for_updates.isVisible()
    assert index.requests == []


async def test_who_has_no_account_is_not_asked(
    qapp: QApplication, start: Start, service: DemoServer, clocks: Clocks
) -> None:
    service.accounts.clear()
    async with user_at_window(
        start._folder, service.base_url, service.token, clocks=clocks
    ) as user:
        await user.until_says("No accounts yet.")
        pass_by(user, clocks)
        assert user.window.notice.isHidden()


async def test_the_question_waits_for_a_dialog_and_for_what_is_said_already(
    qapp: QApplication, start: Start, clocks: Clocks
) -> None:
    async with start() as user:
        await user.open_adding()
        pass_by(user, clocks)
        assert user.window.notice.isHidden()
        dialog = user.dialog()
        assert dialog
        dialog.reject()
        await until(lambda: not user.controllers.dialogs.is_open)
        user.window.report(ValueError("synthetic"), "a report")
        said = user.window.notice.text()
        pass_by(user, clocks, timedelta(minutes=15))
        assert user.window.notice.text() == said
        user.click("Dismiss")
        pass_by(user, clocks, timedelta(minutes=15))
        assert QUESTION in user.says()


async def test_by_hand_it_is_looked_at_once_and_every_answer_is_said(
    qapp: QApplication, start: Start, index: RawService, clocks: Clocks
) -> None:
    up_to_date = {"files": [{"filename": f"ltx_desktop-{__version__}-py3-none-any.whl"}]}
    index.replies[:] = [reply(404), json_reply(200, up_to_date), json_reply(200, NEWER)]
    async with start() as user:
        for said in (
            "No release of LTX Accounts is published at pypi.org.",
            "LTX Accounts is up to date.",
            "LTX Accounts 99.0.0 is out.",
        ):
            user.choose("Look for new versions now")
            await user.until_says(said)
        assert buttons(user) == ["Show its page"]
        user.controllers.updating._open_page = lambda _address: False
        user.click("Show its page")
        await user.until_says(f"The page is {index.origin}/project/ltx-desktop/99.0.0/")
        user.choose("Look for new versions now")
        await until(lambda: len(index.asked) == 4)
        await user.until_says("LTX Accounts 99.0.0 is out.")
    assert not start.settings_file.exists()


async def test_it_is_switched_on_in_the_settings(
    qapp: QApplication, start: Start, index: RawService, clocks: Clocks
) -> None:
    async with start() as user:
        await switch_on(user)
        await user.until_says("LTX Accounts 99.0.0 is out.")
    assert start.answer() is True


async def test_settings_that_are_saved_with_it_off_leave_the_question_open(
    qapp: QApplication, start: Start, clocks: Clocks
) -> None:
    async with start() as user:
        user.choose("Settings")
        await user.until_dialog()
        user.turn_to("Watching")
        user.click("Keep running in the tray")
        user.click("Save")
        await until(lambda: not user.controllers.dialogs.is_open)
        pass_by(user, clocks)
        assert QUESTION in user.says()


async def test_nothing_is_asked_while_nobody_sees_the_window(
    qapp: QApplication, start: Start, clocks: Clocks
) -> None:
    async with start() as user:
        user.window.hide()
        pass_by(user, clocks)
        assert user.window.notice.isHidden()
        user.window.show()
        await user.until_says(QUESTION)
