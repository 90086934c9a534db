"""Which browsers are found on three systems, and which of them cannot be used."""

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from harness.platforms import not_on_windows

from ltx_desktop.browsers.find import Sandbox, System, app_path, find_browsers
from ltx_desktop.browsers.known import KNOWN, Family

pytestmark = not_on_windows("its files have no mode that makes them programs")


def program(path: Path, text: str = "#!/bin/sh\n") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    path.chmod(0o755)
    return path


def entry(folder: Path, name: str, text: str) -> None:
    (folder / "applications").mkdir(parents=True, exist_ok=True)
    (folder / "applications" / f"{name}.desktop").write_text(f"[Desktop Entry]\n{text}\n")


def linux(tmp_path: Path, **more: str) -> System:
    environment = {
        "PATH": str(tmp_path / "bin"),
        "HOME": str(tmp_path),
        "XDG_DATA_DIRS": str(tmp_path / "share"),
        **more,
    }
    return System("linux", environment, lambda _name: None)


def test_ids_are_unique_and_each_family_has_one() -> None:
    assert len({one.id for one in KNOWN}) == len(KNOWN)
    assert {one.family for one in KNOWN} == {*Family}


def test_linux_looks_on_the_path(tmp_path: Path) -> None:
    program(tmp_path / "bin" / "chromium")
    program(tmp_path / "bin" / "firefox-esr")
    found = find_browsers(linux(tmp_path))
    assert [(one.id, one.name, one.sandbox) for one in found] == [
        ("firefox", "Firefox", None),
        ("chromium", "Chromium", None),
    ]
    assert found[1].program == tmp_path / "bin" / "chromium"


def test_linux_looks_into_the_menus(tmp_path: Path) -> None:
    brave = program(tmp_path / "opt" / "a b" / "brave")
    entry(tmp_path / "share", "brave", f'Name=Brave\nExec="{brave}" %U\nExec=other')
    entry(tmp_path / "share", "gone", "Exec=/opt/gone/vivaldi %U")
    entry(tmp_path / "share", "unreadable", 'Exec="/opt/open %U')
    entry(tmp_path / "share", "empty", "Name=nothing")
    assert [(one.id, one.program) for one in find_browsers(linux(tmp_path))] == [("brave", brave)]


@pytest.mark.parametrize(
    "stub",
    [
        '#!/bin/sh\nexec /snap/bin/firefox "$@"\n',
        "#!/bin/sh\nsnap install firefox\n",
    ],
)
def test_ubuntus_stubs_are_snaps(tmp_path: Path, stub: str) -> None:
    program(tmp_path / "bin" / "firefox", stub)
    (one,) = find_browsers(linux(tmp_path))
    assert one.sandbox is Sandbox.SNAP


def test_links_into_sandboxes_are_known(tmp_path: Path) -> None:
    snap = program(tmp_path / "usr" / "bin" / "snap")
    (tmp_path / "bin").mkdir()
    (tmp_path / "bin" / "chromium").symlink_to(snap)
    program(tmp_path / "snap" / "firefox" / "firefox")
    (tmp_path / "bin" / "firefox").symlink_to(tmp_path / "snap" / "firefox" / "firefox")
    program(tmp_path / "flatpak" / "exports" / "bin" / "brave")
    (tmp_path / "bin" / "brave").symlink_to(tmp_path / "flatpak" / "exports" / "bin" / "brave")
    found = {one.id: one.sandbox for one in find_browsers(linux(tmp_path))}
    assert found == {
        "chromium": Sandbox.SNAP,
        "firefox": Sandbox.SNAP,
        "brave": Sandbox.FLATPAK,
    }


def test_a_flatpak_is_found_by_its_menu_entry(tmp_path: Path) -> None:
    run = "Exec=/usr/bin/flatpak run --branch=stable --command=firefox org.mozilla.firefox @@u %u"
    entry(tmp_path / "share", "org.mozilla.firefox", run)
    (one,) = find_browsers(linux(tmp_path))
    assert (one.id, one.sandbox) == ("firefox", Sandbox.FLATPAK)


def test_the_one_that_can_be_used_goes_first(tmp_path: Path) -> None:
    program(tmp_path / "bin" / "firefox", '#!/bin/sh\nexec /snap/bin/firefox "$@"\n')
    program(tmp_path / "bin" / "firefox-esr")
    program(tmp_path / "bin" / "google-chrome", "#!/bin/sh\nexec /snap/bin/chrome\n")
    found = find_browsers(linux(tmp_path))
    assert [(one.id, one.program.name, one.sandbox) for one in found] == [
        ("firefox", "firefox-esr", None),
        ("chrome", "google-chrome", Sandbox.SNAP),
    ]


def test_in_a_flatpak_of_our_own_none_can_be_started(tmp_path: Path) -> None:
    program(tmp_path / "bin" / "chromium")
    (one,) = find_browsers(linux(tmp_path, FLATPAK_ID="example.app"))
    assert one.sandbox is Sandbox.OURS


def test_macos_looks_for_bundles(tmp_path: Path) -> None:
    home = tmp_path / "home"
    chrome = program(
        tmp_path / "Applications" / "Google Chrome.app" / "Contents" / "MacOS" / "Google Chrome"
    )
    firefox = program(home / "Applications" / "Firefox.app" / "Contents" / "MacOS" / "firefox")
    system = System("darwin", {"HOME": str(home)}, lambda _name: None, tmp_path)
    assert [one.program for one in find_browsers(system)] == [chrome, firefox]


def test_windows_looks_into_the_app_paths(tmp_path: Path) -> None:
    edge = program(tmp_path / "Edge" / "msedge.exe")
    paths = {"msedge.exe": f'"{edge}"', "chrome.exe": str(tmp_path / "gone.exe")}
    system = System("win32", {}, paths.get)
    (one,) = find_browsers(system)
    assert (one.id, one.program) == ("edge", edge)


def test_the_registry_is_asked_for_the_users_own_first() -> None:
    asked = []

    def query(hive: int, key: str) -> str:
        asked.append((hive, key))
        if hive == 1:
            raise FileNotFoundError
        return "C:/Edge/msedge.exe"

    registry = SimpleNamespace(HKEY_CURRENT_USER=1, HKEY_LOCAL_MACHINE=2, QueryValue=query)
    assert app_path("msedge.exe", lambda _name: registry) == "C:/Edge/msedge.exe"
    key = r"SOFTWARE\Microsoft\Windows\CurrentVersion\App Paths\msedge.exe"
    assert asked == [(1, key), (2, key)]


def test_an_unknown_program_and_a_system_without_registry_have_no_path() -> None:
    def refuse(*_: Any) -> str:
        raise FileNotFoundError

    registry = SimpleNamespace(HKEY_CURRENT_USER=1, HKEY_LOCAL_MACHINE=2, QueryValue=refuse)
    assert app_path("x.exe", lambda _name: registry) is None

    def missing(name: str) -> Any:
        raise ModuleNotFoundError(name)

    assert app_path("x.exe", missing) is None


def test_this_system_is_looked_at_without_failing() -> None:
    assert isinstance(find_browsers(System.this()), tuple)
