"""`ltx-desktop menu-entry`: what it says, and what is in the menu then."""

import subprocess
import sys
from pathlib import Path

import pytest
from harness.platforms import linux_only

from ltx_desktop.app.wiring import commands
from ltx_desktop.cli import menu_entry
from ltx_desktop.services.menu_entry import ManageMenuEntry
from ltx_desktop.store.errors import Reason, StoreUnavailable

ENTRY = Path("/menu/ltx-accounts.desktop")


class BrokenMenu:
    path = ENTRY

    def write(self, command: object) -> None:  # noqa: ARG002 - the port
        raise StoreUnavailable(ENTRY, Reason.DISK_FULL)

    def remove(self) -> bool:
        raise StoreUnavailable(ENTRY, Reason.NO_PERMISSION)


@linux_only("other systems have no such menu")
def test_as_a_process_it_installs_and_removes_an_entry_that_starts_this_very_program(
    tmp_path: Path,
) -> None:
    def run(what: str) -> "subprocess.CompletedProcess[str]":
        return subprocess.run(
            [sys.executable, "-W", "error", "-m", "ltx_desktop", "menu-entry", what],
            env={"HOME": str(tmp_path), "PATH": "/usr/bin:/bin"},
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )

    entry = tmp_path / ".local" / "share" / "applications" / "ltx-accounts.desktop"
    installed = run("install")
    assert (installed.returncode, installed.stderr) == (0, "")
    assert installed.stdout == (
        f"LTX Accounts is in the menu of your desktop. The entry is {entry}.\n"
    )
    program = entry.read_text().partition("\nTryExec=")[2].partition("\n")[0]
    assert Path(program).parent == Path(sys.executable).parent
    removed = [run("remove") for _time in range(2)]
    assert [one.returncode for one in removed] == [0, 0]
    assert [one.stdout for one in removed] == [
        "LTX Accounts was taken out of the menu.\n",
        "There was no menu entry of yours.\n",
    ]
    assert [one for one in tmp_path.rglob("*") if one.is_file()] == []


@pytest.mark.parametrize(
    ("what", "reason"), [("install", "the disk is full"), ("remove", "access was denied")]
)
def test_where_it_cannot_be_done_the_reason_is_said(
    capsys: pytest.CaptureFixture[str], what: str, reason: str
) -> None:
    assert menu_entry.run([what], ManageMenuEntry(BrokenMenu(), ["/x"])) == 2
    told = capsys.readouterr()
    assert told.out == ""
    assert told.err == f"The menu entry {ENTRY} could not be changed: {reason}.\n"


@pytest.mark.parametrize("system", ["win32", "darwin"])
def test_other_systems_have_installers_for_it(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], system: str
) -> None:
    monkeypatch.setattr(sys, "platform", system)
    assert menu_entry.run(["install"], commands.wire_menu_entry()) == 2
    assert capsys.readouterr().err.startswith("Menu entries are made on Linux only.")


@pytest.mark.parametrize("words", [[], ["show"], ["install", "twice"]])
def test_other_words_are_wrong_usage(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        menu_entry.run(words, None)
    assert ended.value.code == 2
    assert capsys.readouterr().err.startswith("ltx-desktop menu-entry: error: ")
