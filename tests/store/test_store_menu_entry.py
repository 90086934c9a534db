import os
import shutil
import stat
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from harness.platforms import linux_only
from harness.system_tools import need

from ltx_desktop.app.paths import resources_folder
from ltx_desktop.store.errors import Reason, StoreUnavailable
from ltx_desktop.store.menu_entry import MenuEntry, menu_entry_of_user

pytestmark = linux_only("other systems have no such menu")

COMMAND = ["/opt/LTX 100% Accounts/ltx-desktop"]
ICONS = [
    "icons/hicolor/scalable/apps/ltx-accounts.svg",
    "icons/hicolor/symbolic/apps/ltx-accounts-symbolic.svg",
]


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return tmp_path / "data Jürgen"


@pytest.fixture
def entry(data: Path) -> MenuEntry:
    return MenuEntry(data, resources_folder())


def lines(entry: MenuEntry) -> list[str]:
    return entry.path.read_text("utf-8").splitlines()


@pytest.mark.parametrize("command", [COMMAND, ["/venv/bin/python", "-m", "ltx_desktop"]])
def test_the_entry_is_valid(entry: MenuEntry, command: list[str]) -> None:
    entry.write(command)
    validator = need("desktop-file-validate")
    done = subprocess.run([validator, entry.path], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (0, "")


def test_window_and_demo_start_the_command_and_the_rest_is_the_apps_own(entry: MenuEntry) -> None:
    entry.write(COMMAND)
    own = (resources_folder() / "desktop" / "ltx-accounts.desktop").read_text().splitlines()
    assert [line for line in lines(entry) if line not in own] == [
        "TryExec=/opt/LTX 100% Accounts/ltx-desktop",
        'Exec="/opt/LTX 100%% Accounts/ltx-desktop"',
        'Exec="/opt/LTX 100%% Accounts/ltx-desktop" --demo',
    ]
    assert [line for line in own if line not in lines(entry)] == [
        "Exec=ltx-desktop",
        "Exec=ltx-desktop --demo",
    ]


def test_the_icons_are_where_desktops_look_for_them(entry: MenuEntry, data: Path) -> None:
    entry.write(COMMAND)
    for icon in ICONS:
        assert (data / icon).read_bytes().startswith(b"<svg")


def test_caches_of_the_icon_theme_are_out_of_date_afterwards(entry: MenuEntry, data: Path) -> None:
    theme = data / "icons" / "hicolor"
    for change in (lambda: entry.write(COMMAND), entry.remove):
        theme.mkdir(parents=True, exist_ok=True)
        os.utime(theme, (1, 1))
        change()
        assert theme.stat().st_mtime > 1


def test_a_second_entry_takes_the_place_of_the_first(entry: MenuEntry) -> None:
    entry.write(["/old/ltx-desktop"])
    entry.write(COMMAND)
    assert "/old" not in entry.path.read_text()


def test_removed_nothing_of_it_stays(entry: MenuEntry, data: Path) -> None:
    assert not entry.remove()
    entry.write(COMMAND)
    other = entry.path.with_name("other.desktop")
    other.touch()
    assert entry.remove()
    assert [one for one in data.rglob("*") if one.is_file()] == [other]
    assert not entry.remove()


def test_new_folders_are_their_owners_and_others_stay(entry: MenuEntry, data: Path) -> None:
    (data / "icons").mkdir(parents=True, mode=0o755)
    (data / "icons").chmod(0o755)
    entry.write(COMMAND)
    assert stat.S_IMODE((data / "icons").stat().st_mode) == 0o755
    assert stat.S_IMODE(entry.path.parent.stat().st_mode) == 0o700


@pytest.fixture
def readable_resources() -> Iterator[Path]:
    """A copy of the resources which everyone may read, wherever the project lies."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        yield shutil.copytree(resources_folder(), Path(folder, "resources"))


def test_where_the_folder_may_not_be_written_it_says_so(
    readable_resources: Path, folder_without_root: Path
) -> None:
    entry = MenuEntry(folder_without_root / "data", readable_resources)
    entry.write(COMMAND)
    entry.path.parent.chmod(0o500)
    for change in (entry.remove, lambda: entry.write(COMMAND)):
        with pytest.raises(StoreUnavailable) as raised:
            change()
        assert (raised.value.reason, raised.value.path) == (Reason.NO_PERMISSION, entry.path)
    entry.path.parent.chmod(0o700)


def test_it_is_in_the_users_own_data_folder(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    default = ".local/share"
    for value, folder in ((str(tmp_path / "own"), "own"), ("", default), ("own", default)):
        monkeypatch.setenv("XDG_DATA_HOME", value)
        entry = menu_entry_of_user(resources_folder())
        assert entry.path == tmp_path / folder / "applications" / "ltx-accounts.desktop"
