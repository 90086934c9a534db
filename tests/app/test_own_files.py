"""What lies in the profile's folders at a start: private, not left over, and no trap."""

import os
import stat
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from harness.paths import paths_in
from harness.platforms import not_on_windows

from ltx_desktop.app.own_files import make_ready
from ltx_desktop.app.paths import Paths
from ltx_desktop.app.rotated_file import rotated_file
from ltx_desktop.store.private_files import new_file_beside

LONG_AGO = 1_700_000_000


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


@pytest.fixture
def paths(tmp_path: Path) -> Paths:
    name = "ltx-accounts"
    return Paths(
        database=tmp_path / "share" / name / "accounts.sqlite3",
        settings=tmp_path / "config" / name / "settings.json",
        window=tmp_path / "config" / name / "window.ini",
        log=tmp_path / "state" / name / "log" / "ltx-accounts.log",
    )


@pytest.fixture
def wide() -> Iterator[None]:
    """Whatever is made without thinking of it can be read by all."""
    before = os.umask(0o022)
    yield
    os.umask(before)


@not_on_windows("it has no such modes")
@pytest.mark.usefixtures("wide")
class TestPrivacy:
    def test_k10_folders_and_the_windows_file_are_their_owners_from_the_start(
        self, paths: Paths, tmp_path: Path
    ) -> None:
        make_ready(paths)
        assert {str(one.relative_to(tmp_path)): mode(one) for one in paths.folders} == {
            "config/ltx-accounts": 0o700,
            "share/ltx-accounts": 0o700,
            "state/ltx-accounts": 0o700,
            "state/ltx-accounts/log": 0o700,
        }
        assert mode(paths.window) == 0o600

    def test_k10_wider_ones_are_narrowed(self, paths: Paths) -> None:
        for folder in paths.folders:
            folder.mkdir(parents=True, exist_ok=True)
        paths.window.write_text("[General]\n")
        paths.log.write_text("a line\n")
        make_ready(paths)
        rotated_file(paths.log).close()
        assert {mode(one) for one in paths.folders} == {0o700}
        assert {mode(one) for one in (paths.window, paths.log)} == {0o600}
        assert paths.window.read_text() == "[General]\n"

    def test_folders_of_others_stay_as_they_are(self, tmp_path: Path) -> None:
        """As those around the log on macOS."""
        (tmp_path / "log").mkdir()
        before = mode(tmp_path)
        make_ready(paths_in(tmp_path))
        assert (mode(tmp_path), mode(tmp_path / "log")) == (before, 0o700)


class TestLeftOver:
    def left_over(self, paths: Paths) -> list[Path]:
        """As a kill leaves them."""
        backup = paths.database.with_name(f"{paths.database.name}.backup")
        aside = paths.settings.with_name("settings.damaged-20260131-174500.json")
        made = []
        for path in (paths.database, backup, paths.settings, aside, paths.updates):
            descriptor, name = new_file_beside(path)
            os.close(descriptor)
            made.append(Path(name))
        made += [one.with_name(f"{one.name}-journal") for one in made[:2]]
        made.append(paths.window.with_name("window.ini.wOxQCz"))
        for one in made:
            one.touch()
            os.utime(one, (LONG_AGO, LONG_AGO))
        return made

    def test_what_a_kill_left_is_taken_away(self, paths: Paths) -> None:
        make_ready(paths)
        made = self.left_over(paths)
        assert len(made) == 8
        make_ready(paths)
        assert [one for one in made if one.exists()] == []

    def test_what_a_command_may_be_writing_stays(self, paths: Paths) -> None:
        make_ready(paths)
        (written, *_others) = self.left_over(paths)
        os.utime(written, (time.time(), time.time()))
        make_ready(paths)
        assert written.exists()

    def test_everything_else_stays(self, paths: Paths) -> None:
        make_ready(paths)
        kept = [
            paths.database,
            paths.database.with_name("accounts.sqlite3.backup"),
            paths.database.with_name("accounts.damaged-20260131-174500.sqlite3"),
            paths.settings,
            paths.settings.with_name(".settings.json.swp"),
            paths.settings.with_name("notes.txt"),
        ]
        for one in kept:
            one.touch()
            os.utime(one, (LONG_AGO, LONG_AGO))
        make_ready(paths)
        assert [one for one in kept if not one.exists()] == []

    def test_k3_where_there_can_be_no_folder_it_is_left_to_others_to_say_so(
        self, tmp_path: Path
    ) -> None:
        paths = paths_in(tmp_path)
        for folder in paths.folders:
            folder.write_text("in the way")
        make_ready(paths)
        assert {one.read_text() for one in paths.folders} == {"in the way"}


@not_on_windows("it has no pipes among its files")
class TestPipes:
    def test_in_the_place_of_the_windows_file_is_set_aside(self, paths: Paths) -> None:
        make_ready(paths)
        paths.window.unlink()
        os.mkfifo(paths.window)
        make_ready(paths)
        assert paths.window.is_file()
        (aside,) = paths.window.parent.glob("window.damaged-*.ini")
        assert aside.is_fifo()

    def test_t6_in_the_place_of_the_log_is_not_waited_for(self, paths: Paths) -> None:
        make_ready(paths)
        os.mkfifo(paths.log)
        with pytest.raises(OSError, match="directory"):
            rotated_file(paths.log)
