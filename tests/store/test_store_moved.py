"""The entry that starts the app with the session follows a moved app, and nothing else."""

import os
import plistlib
from collections.abc import Callable
from pathlib import Path

import pytest
from harness.registry import FakeRegistry

from ltx_desktop.services.start_at_login import StartAtLogin
from ltx_desktop.store.autostart import Autostart
from ltx_desktop.store.autostart_entry import DesktopEntry, exec_value, exec_words
from ltx_desktop.store.autostart_plist import LaunchAgent
from ltx_desktop.store.autostart_run_key import APPROVED, RUN, RunKey
from ltx_desktop.store.moved import has_moved

OLD = "/no such place/ltx-desktop"
COMMAND = [os.path.abspath("/opt/new place/ltx-desktop"), "--hidden"]  # noqa: PTH100 - Windows

Change = Callable[[], None]


@pytest.fixture
def registry() -> FakeRegistry:
    return FakeRegistry()


@pytest.fixture(params=["entry", "agent", "run_key"])
def autostart(request: pytest.FixtureRequest, tmp_path: Path, registry: FakeRegistry) -> Autostart:
    match request.param:
        case "entry":
            return DesktopEntry(tmp_path / "one.desktop", "LTX Accounts", "ltx-accounts")
        case "agent":
            return LaunchAgent(tmp_path / "one.plist", "ltx-accounts")
        case _:
            return RunKey("LTX Accounts", registry)


async def followed(autostart: Autostart) -> bool:
    before = autostart.command()
    await StartAtLogin(autostart, COMMAND).follow()
    return autostart.command() != before


@pytest.mark.parametrize(
    "old",
    [
        [OLD, "--hidden"],
        ["/no such place/ltx-accounts.exe", "--hidden"],
        ["/no such place/bin/python", "-m", "ltx_desktop", "--hidden"],
    ],
)
async def test_it_follows_the_app(autostart: Autostart, old: list[str]) -> None:
    autostart.enable(old)
    assert await followed(autostart)
    assert autostart.command() == COMMAND
    assert autostart.enabled()


async def test_what_was_never_on_stays_off(autostart: Autostart) -> None:
    assert not await followed(autostart)
    assert not autostart.enabled()


@pytest.mark.parametrize(
    "other",
    [
        ["/no such place/own-script", "--hidden"],
        [OLD],
        [OLD, "--hidden", "--demo"],
        ["/no such place/python", "-m", "another_module", "--hidden"],
        ["ltx-desktop", "--hidden"],
        ["flatpak", "run", "org.example.ltx-accounts", "--hidden"],
    ],
)
async def test_another_command_stays(autostart: Autostart, other: list[str]) -> None:
    autostart.enable(other)
    assert not await followed(autostart)
    assert autostart.command() == other


async def test_another_installation_keeps_its_entry(autostart: Autostart, tmp_path: Path) -> None:
    program = tmp_path / "ltx-desktop"
    program.touch()
    autostart.enable([str(program), "--hidden"])
    assert not await followed(autostart)


def test_a_flatpak_takes_no_entry() -> None:
    assert not has_moved([OLD, "--hidden"], ["flatpak", "run", "org.example.One", "--hidden"])


def test_what_cannot_be_looked_at_may_be_there(tmp_path: Path) -> None:
    loop = tmp_path / "loop"
    try:
        loop.symlink_to(loop)
    except OSError:
        pytest.skip("links need a permission on Windows")
    assert not has_moved([str(loop / "ltx-desktop"), "--hidden"], COMMAND)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Terminal=false", "Terminal=false\nHidden=true"),
        ("-enabled=true", "-enabled=false"),
        ("-enabled=true", "-enabled=true\nX-GNOME-Autostart-Delay=30"),
        ("--hidden", "--hidden --demo"),
        ("Name=", "# mine\nName="),
    ],
)
async def test_an_edited_entry_stays(tmp_path: Path, before: str, after: str) -> None:
    path = tmp_path / "one.desktop"
    entry = DesktopEntry(path, "LTX Accounts", "ltx-accounts")
    entry.enable([OLD, "--hidden"])
    edited = path.read_text().replace(before, after)
    path.write_text(edited)
    await StartAtLogin(entry, COMMAND).follow()
    assert path.read_text() == edited


@pytest.mark.parametrize("change", [{"Disabled": True}, {"KeepAlive": True}, {"RunAtLoad": False}])
async def test_an_edited_agent_stays(tmp_path: Path, change: dict[str, object]) -> None:
    path = tmp_path / "one.plist"
    agent = LaunchAgent(path, "ltx-accounts")
    agent.enable([OLD, "--hidden"])
    edited = plistlib.dumps(plistlib.loads(path.read_bytes()) | change)
    path.write_bytes(edited)
    await StartAtLogin(agent, COMMAND).follow()
    assert path.read_bytes() == edited


async def test_what_windows_switched_off_stays_off(registry: FakeRegistry) -> None:
    run_key = RunKey("LTX Accounts", registry)
    run_key.enable([OLD, "--hidden"])
    registry.keys[APPROVED] = {"LTX Accounts": (b"\x03" + bytes(11), 3)}
    await StartAtLogin(run_key, COMMAND).follow()
    assert OLD in str(registry.keys[RUN]["LTX Accounts"][0])
    assert not run_key.enabled()


async def test_what_cannot_be_read_or_written_is_left(tmp_path: Path) -> None:
    (tmp_path / "one.desktop").mkdir()
    entry = DesktopEntry(tmp_path / "one.desktop", "LTX Accounts", "ltx-accounts")
    await StartAtLogin(entry, COMMAND).follow()


def test_a_command_is_read_as_it_was_written() -> None:
    odd = [
        "two words",
        "",
        "100%",
        "%U",
        'say "hi"',
        "back\\slash",
        "tail\\",
        "$HOME `id`",
        "a\nb\t",
    ]
    assert exec_words(exec_value(odd)) == odd
