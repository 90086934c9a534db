"""Windows lets nobody replace a file while another program has it open."""

import os
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from ltx_desktop.store.backup import bring_back
from ltx_desktop.store.errors import Reason
from ltx_desktop.store.private_files import write_atomically
from ltx_desktop.store.reasons import unavailable

FOR_EVER = 10**9


@pytest.fixture
def held(monkeypatch: pytest.MonkeyPatch) -> Callable[[str, int], list[int]]:
    """Refuse that many renames on a system; returns the list of attempts."""

    def hold(platform: str, times: int) -> list[int]:
        tried: list[int] = []
        rename = os.replace

        def replace(source: Path, target: Path) -> None:
            tried.append(len(tried))
            if len(tried) <= times:
                raise PermissionError(13, "Access is denied")
            rename(source, target)

        monkeypatch.setattr(sys, "platform", platform)
        monkeypatch.setattr(os, "replace", replace)
        return tried

    return hold


def test_a_file_that_a_scanner_holds_for_a_moment_is_replaced_all_the_same(
    tmp_path: Path, held: Callable[[str, int], list[int]]
) -> None:
    path = tmp_path / "settings.json"
    path.write_bytes(b"old")
    held("win32", 3)
    write_atomically(path, b"new")
    assert path.read_bytes() == b"new"
    assert list(tmp_path.iterdir()) == [path]


def test_the_copy_replaces_a_held_database_all_the_same(
    tmp_path: Path, held: Callable[[str, int], list[int]]
) -> None:
    (tmp_path / "accounts.db.backup").write_bytes(b"copy")
    held("win32", 1)
    bring_back(tmp_path / "accounts.db")
    assert (tmp_path / "accounts.db").read_bytes() == b"copy"


@pytest.mark.parametrize("platform", ["win32", "linux", "darwin"])
def test_a_right_that_is_missing_is_said_soon_and_nothing_is_left(
    tmp_path: Path, held: Callable[[str, int], list[int]], platform: str
) -> None:
    path = tmp_path / "settings.json"
    path.write_bytes(b"old")
    tried = held(platform, FOR_EVER)
    with pytest.raises(PermissionError):
        write_atomically(path, b"new")
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]
    assert (len(tried) > 1) == (platform == "win32")


@pytest.mark.parametrize(
    ("number", "reason"),
    [
        (5, Reason.NO_PERMISSION),
        (19, Reason.READ_ONLY),
        (32, Reason.LOCKED),
        (33, Reason.LOCKED),
        (39, Reason.DISK_FULL),
        (1224, Reason.LOCKED),
    ],
)
def test_windows_own_numbers_say_more_than_pythons(number: int, reason: Reason) -> None:
    error = PermissionError(13, "The process cannot access the file", "settings.json")
    vars(error)["winerror"] = number
    assert unavailable(Path("settings.json"), error).reason is reason
