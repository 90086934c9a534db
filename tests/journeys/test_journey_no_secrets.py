"""Canary secrets go through every journey; afterwards they are looked for everywhere."""

import asyncio
import base64
import json
import logging
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from harness.journey import User, user_at_window
from harness.paths import paths_in
from harness.waiting import until
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QWidget

from ltx_desktop.app.logs import start_logging, stop_logging
from ltx_desktop.app.wiring.commands import UserProfile
from ltx_desktop.cli import account, history, settings
from ltx_desktop.demo.server import DemoServer

EMAIL = "canary@northlight.example"
API_TOKEN = "user:31337-canaryapitoken"
REFRESH = "CANARY-refresh/abc+123=="
CLAIMS = base64.urlsafe_b64encode(json.dumps({"email": EMAIL, "exp": 4e9}).encode()).decode()
ACCESS = f"eyJhbGciOiJub25lIn0.{CLAIMS.rstrip('=')}.CANARY-signature"
COOKIE = f"lt_id=CANARY-lt-id-value; lt_token={ACCESS}; lt_refresh_token={REFRESH}"
CANARIES = (API_TOKEN, REFRESH, "CANARY-signature", "CANARY-refresh")


@pytest.fixture
def service() -> Iterator[DemoServer]:
    with DemoServer(token=API_TOKEN) as server:
        yield server


@pytest.fixture
def log(tmp_path: Path) -> Iterator[Path]:
    """The app's own log, at its most talkative."""
    level = logging.getLogger().level
    path = paths_in(tmp_path).log
    start_logging(path)
    logging.getLogger().setLevel(logging.DEBUG)
    yield path
    stop_logging()
    logging.getLogger().setLevel(level)


async def send(user: User) -> None:
    await user.paste_cookies(COOKIE)
    dialog = user.dialog()
    await until(lambda: "3 of 3 cookies" in user.says(dialog), "the paste to be read")
    if "was sent" in user.says(dialog):
        user.click("Send it again")
    else:
        user.key(Qt.Key.Key_Return)


async def fail_in_every_way(user: User, service: DemoServer) -> None:
    """Each fault once, with the cookies in the fields."""
    said = {
        "POST:400": "lt_token",
        "POST:401": "refused",
        "POST:402": "subscription",
        "POST:596": "session",
        "POST:500": "certain",
        "POST:html": "certain",
        "POST:429": "slow down",
    }
    for fault, words in said.items():
        service.faults.replace([])
        service.faults.add(fault)
        if fault in {"POST:500", "POST:html"}:
            service.faults.add("GET:500")
        await send(user)
        await user.until_dialog_says(words)
        await until(lambda: user.dialog() is not None and not _is_busy(user), "the end of it")
    service.faults.replace([])


def _is_busy(user: User) -> bool:
    return "Sending to the service" in user.says(user.dialog())


async def export(user: User, choice: str, path: Path) -> None:
    await user.enter_file(choice, path)
    dialog = user.dialog()
    assert dialog
    dialog.accept()
    await user.until_no_dialog()
    await until(path.exists, f"{path.name}")


async def write_into_a_note(user: User) -> None:
    """Whoever pastes cookies there is told to leave them out."""
    await user.select(EMAIL)
    user.choose("Name and note")
    await user.until_dialog()
    for secret in (COOKIE, API_TOKEN):
        user.find(QPlainTextEdit, "Note").setPlainText(f"my note: {secret}")
        user.click("Save")
        await user.until_dialog_says("This looks like a cookie or a token.")
    user.find(QPlainTextEdit, "Note").setPlainText("my note")
    user.click("Save")
    await user.until_no_dialog()


def run_commands(folder: Path) -> str:
    """What the command line shows and exports of what was remembered; part of it."""
    profile = UserProfile(paths_in(folder), "")
    for arguments in ([], ["--json"], ["--csv"]):
        assert history.run(arguments, profile) == 0
    assert settings.run(["export", str(folder / "travels.json")], profile) == 0
    assert account.run([EMAIL, "--json"], profile) == 0
    assert "my note" in (folder / "travels.json").read_text()
    return "my note"


def texts_of(widget: QWidget) -> str:
    """What a screen reader, a window list or a hovering pointer may read."""
    shown = [
        f"{one.windowTitle()} {one.accessibleName()} {one.accessibleDescription()} {one.toolTip()}"
        for one in [widget, *widget.findChildren(QWidget)]
    ]
    return " ".join(shown)


@pytest.mark.logs_expected("something failed that should not")
async def test_s1_no_secret_is_left_anywhere(
    qapp: QApplication,
    tmp_path: Path,
    service: DemoServer,
    log: Path,
    capfd: pytest.CaptureFixture[str],
) -> None:
    readable, clipboard = [], []
    async with user_at_window(tmp_path, service.base_url, API_TOKEN) as user:
        await user.until_refreshed()
        await user.open_adding()
        await fail_in_every_way(user, service)
        readable.append(texts_of(user.window))
        await send(user)
        await user.until_no_dialog()
        await user.until_says(f"{EMAIL} was added.")
        service.faults.add("POST:lost-answer")
        await user.open_renewal(EMAIL)
        await send(user)
        await user.until_no_dialog()
        service.faults.replace([])
        await write_into_a_note(user)
        error = ValueError(f"odd: {COOKIE} {quote(REFRESH, safe='')} {API_TOKEN}")
        sys.excepthook(ValueError, error, None)
        user.window.accounts.table.selectAll()
        for choice in ("Copy as CSV", "Copy as JSON", "curl", "Python"):
            user.choose(choice)
            clipboard.append(QGuiApplication.clipboard().text())
        for choice, name in {
            "Export accounts": "a.csv",
            "Export calendar": "a.ics",
            "Export timeline": "a.svg",
        }.items():
            await export(user, choice, tmp_path / name)
        readable.append(texts_of(user.window))
    exported = await asyncio.to_thread(run_commands, tmp_path)
    captured = capfd.readouterr()
    assert exported in captured.out
    assert "not-moved" in captured.out
    assert "[redacted]" in _content(log)
    assert f"added {EMAIL}: good until" in _content(log)
    assert f"{EMAIL} took the cookies, but its date did not move" in _content(log)
    assert "adding an account failed: the API token was refused" in _content(log)
    looked_at = {
        "what a screen reader reads": " ".join(readable),
        "the clipboard": " ".join(clipboard),
        "stdout and stderr": captured.out + captured.err,
        "arguments": " ".join(sys.argv),
        "the environment of children": json.dumps(dict(os.environ)),
        **{str(path): _content(path) for path in _files(tmp_path)},
    }
    assert any(name.endswith("accounts.sqlite3") for name in looked_at)
    found = [
        (where, canary)
        for where, text in looked_at.items()
        for canary in {*CANARIES, *(quote(one, safe="") for one in CANARIES)}
        if canary in text
    ]
    assert found == []


def _files(folder: Path) -> Iterator[Path]:
    """Everything that was written: by the test's window, and into the folders of its person."""
    for place in (folder, Path(os.environ["HOME"]).parent):
        yield from (path for path in place.rglob("*") if path.is_file())


def _content(path: Path) -> str:
    return path.read_bytes().decode("latin-1")
