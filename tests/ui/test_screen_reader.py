"""What a screen reader gets to see, to say and to do, asked over its own bus."""

from contextlib import AbstractContextManager
from functools import partial
from pathlib import Path
from typing import Protocol

import pytest
from harness.journey import cookie
from harness.platforms import linux_only
from harness.screen_reader import Node, ScreenReader, called, screen_reader
from harness.waiting import until

from ltx_desktop.domain.expiry import State
from ltx_desktop.wording.states import state_word

pytestmark = linux_only("AT-SPI is Linux's")

TOKEN = "user:1-demo"
HEALTHY, DEAD, URGENT = (f"{name}@northlight.example" for name in ("healthy", "dead", "urgent"))
SEED: list[dict[str, object]] = [
    {"email": HEALTHY, "refreshIn": "83d"},
    {"email": DEAD, "refreshIn": "-2d", "accessIn": "-2d", "updatedAgo": "92d"},
    {"email": URGENT, "refreshIn": "2d"},
]

CONTROLS = {
    *("check box", "chart", "combo box", "label", "list", "list item", "menu item", "page tab"),
    *("page tab list", "password text", "push button", "spin button", "table"),
    *("table cell", "text"),
}
"""What somebody who reaches it knows how to use."""

PURELY_SEEN = {"image", "progress bar", "table column header"}


class Open(Protocol):
    def __call__(
        self, seed: list[dict[str, object]], *, starts_with_it: bool
    ) -> AbstractContextManager[ScreenReader]: ...


@pytest.fixture
def open_app(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Open:
    return partial(screen_reader, monkeypatch, tmp_path, token=TOKEN)


def unclear(screen: list[Node]) -> list[str]:
    """What is on the screen and does not say what it is."""
    return [
        f"{node.role} {node.name!r} ({node.description})" for node in screen if not _is_clear(node)
    ]


def _is_clear(node: Node) -> bool:
    if node.role == "filler" and "focusable" in node.states:
        # What Qt calls the frame around tabs, which have the focus, and a page that is scrolled.
        return bool(node.name and node.children)
    if "focusable" in node.states:
        return bool(node.name) and node.role in CONTROLS
    return bool(node.name) or node.role not in PURELY_SEEN


async def test_from_the_first_start_to_a_renewal_by_nothing_else(open_app: Open) -> None:
    with open_app(SEED, starts_with_it=False) as reader:
        field = await reader.until_seen("password text", "API token")
        assert unclear(reader.screen()) == []
        reader.write(field, TOKEN)
        await reader.act("push button", "Continue")
        # The most urgent account is selected from the start.
        await reader.until_seen("table cell", DEAD)
        await reader.act("push button", "Renew…")
        box = await reader.until_seen("text", "Pasted cookies")
        assert called(reader.screen(), "dialog", "Renew an account")
        reader.write(box, cookie(DEAD))
        await reader.until_announced("3 of 3 cookies")
        screen = reader.screen()
        assert unclear(screen) == []
        (button,) = (one for one in called(screen, "push button", "Renew") if one.path[0])
        reader.do(button)
        await reader.until_announced("Sending to the service…")
        await reader.until_announced(f"{DEAD} was renewed")
        await reader.until_seen("label", f"{DEAD} was renewed")


async def test_every_cell_says_how_its_account_fares(open_app: Open) -> None:
    with open_app(SEED, starts_with_it=True) as reader:
        await reader.until_seen("label", "Read on")
        screen = reader.screen()
        assert unclear(screen) == []
        cells = [*called(screen, "table cell")]
        columns = len(cells) // len(SEED)
        for number, (email, state) in enumerate(
            ((DEAD, State.EXPIRED), (URGENT, State.URGENT), (HEALTHY, State.HEALTHY))
        ):
            row = cells[number * columns :][:columns]
            assert called(row, "table cell", email)
            assert [
                one for one in row if state_word(state) in f"{one.name} {one.description}"
            ] == row
        chart = await reader.until_seen("chart", "Usable jobs")
        assert "jobs can be used" in chart.description
        await reader.act("table cell", DEAD, "Toggle")
        await reader.act("table cell", URGENT, "Toggle")
        await reader.until_seen("label", "State: Urgent")


async def test_every_dialog_says_what_is_in_it(open_app: Open) -> None:
    with open_app(SEED, starts_with_it=True) as reader:
        await reader.until_seen("table cell", DEAD)
        for entry, also, closed in (
            ("Settings…", ("page tab", "Watching", "Press"), "Cancel"),
            ("Add account…", ("check box", "How do I copy them?", "Toggle"), "Cancel"),
            ("Browser for renewals…", None, "Cancel"),
            ("Name and note…", None, "Cancel"),
            ("Forget this account…", None, "Cancel"),
            ("Renew all due…", None, "Stop the run"),
            ("Show log…", None, "Close"),
            ("Help", None, "Close"),
            ("About LTX Accounts…", None, "Close"),
        ):
            await reader.choose(entry)
            await reader.until_windows(2)
            if also:
                await reader.act(*also)
            button = await reader.until_seen("push button", closed)
            assert (entry, unclear(reader.screen())) == (entry, [])
            reader.do(button)
            await reader.until_windows(1)


async def test_a_threshold_is_announced_once_and_countdowns_are_not(open_app: Open) -> None:
    seed: list[dict[str, object]] = [
        {"email": "b@northlight.example", "refreshIn": "14d10min", "updatedAgo": "2d"},
        {"email": "a@northlight.example", "refreshIn": "50min", "accessIn": "40min"},
    ]
    with open_app(seed, starts_with_it=True) as reader:
        await reader.until_seen("label", "Read on")
        await reader.until_announced("a@northlight.example expires in")
        await reader.until_seen("chart", "Usable jobs")
        reader.forget()
        for seconds in (2, 2, 30):
            await _tick(reader, seconds)
        assert reader.heard() == []
        reader.run_clocks(600)
        await reader.until_announced("b@northlight.example: Renew soon, 13 d 23 h")
        # A reminder is due at the same moment.
        await reader.until_announced("2 accounts need renewing.")
        assert len([one for one in reader.announced() if "northlight" in one]) == 2
        # The table shows it at its own next tick.
        await reader.until_seen("check box", "Renew soon: 1")
        reader.forget()
        await _tick(reader, 60)
        assert reader.heard() == []


async def _tick(reader: ScreenReader, seconds: float) -> None:
    """Let the clocks run until another countdown is shown."""

    def countdown() -> str:
        return next(one.name for one in called(reader.screen(), "table cell") if " min" in one.name)

    before = countdown()
    reader.run_clocks(seconds)
    await until(lambda: countdown() != before, "a tick")
