"""The Debian package: the one-folder app below /usr/lib, and what a desktop looks for."""

import gzip
import os
import re
import shutil
import subprocess
from datetime import UTC, datetime
from email.utils import format_datetime
from pathlib import Path

from draw_icons import png
from facts import (
    BUILD,
    COMMAND,
    FOLDER,
    NAME,
    ROOT,
    SUMMARY,
    TITLE,
    VERSION,
    WORK,
    release_epoch,
)
from metadata import DESKTOP, metainfo

RECIPE = ROOT / "packaging" / "debian"
MAINTAINER = f"The {TITLE} maintainers <maintainers@ltxaccounts.example>"
_ICON_SIZES = (16, 24, 32, 48, 64, 128, 256)
_LIBRARIES = re.compile(r"^shlibs:Depends=(.*)$", re.MULTILINE)


def make_deb() -> Path:
    """Needs dpkg-dev; the libraries that Qt loads have to be installed, to be depended on."""
    root = WORK / "deb"
    shutil.rmtree(root, ignore_errors=True)
    share = root / "usr" / "share"
    home = root / "usr" / "lib" / NAME
    shutil.copytree(FOLDER, home, symlinks=True)
    _leave_to_the_system(home / "_internal")
    _put_modes(home)
    (root / "usr" / "bin").mkdir()
    (root / "usr" / "bin" / COMMAND).symlink_to(f"../lib/{NAME}/{COMMAND}")
    _copy(DESKTOP / f"{NAME}.desktop", share / "applications" / f"{NAME}.desktop")
    _write(share / "metainfo" / f"{NAME}.metainfo.xml", metainfo())
    _copy_icons(share / "icons" / "hicolor")
    documents = share / "doc" / NAME
    _copy(RECIPE / "copyright", documents / "copyright")
    _write(documents / "changelog.gz", _compressed(_changelog()))
    _write(share / "man" / "man1" / f"{COMMAND}.1.gz", _compressed(_manual()))
    _copy(RECIPE / "lintian-overrides", share / "lintian" / "overrides" / NAME)
    _write(root / "DEBIAN" / "control", _control(root, home).encode())
    _write(root / "DEBIAN" / "md5sums", _sums(root))
    target = BUILD / f"{NAME}_{VERSION}_{_architecture()}.deb"
    _run("dpkg-deb", "--root-owner-group", "-Zxz", "--build", str(root), str(target))
    return target


def _leave_to_the_system(internal: Path) -> None:
    """Debian's own libraries get its security updates; its Python is not the same everywhere."""
    for path in internal.glob("lib*.so*"):
        if not path.is_symlink() and not path.name.startswith("libpython"):
            path.unlink()


def _put_modes(home: Path) -> None:
    """Libraries need not be executable; only the program is."""
    for path in home.rglob("*"):
        if not path.is_symlink():
            path.chmod(0o755 if path.is_dir() or path == home / COMMAND else 0o644)


def _copy_icons(theme: Path) -> None:
    icons = ROOT / "resources" / "icons"
    _copy(icons / f"{NAME}.svg", theme / "scalable" / "apps" / f"{NAME}.svg")
    symbolic = f"{NAME}-symbolic.svg"
    _copy(icons / symbolic, theme / "symbolic" / "apps" / symbolic)
    for size in _ICON_SIZES:
        _copy(png(size), theme / f"{size}x{size}" / "apps" / f"{NAME}.png")


def _control(root: Path, home: Path) -> str:
    size = sum(one.lstat().st_size for one in root.rglob("*") if not one.is_dir())
    return (
        (RECIPE / "control.in")
        .read_text("utf-8")
        .format(
            name=NAME,
            version=VERSION,
            architecture=_architecture(),
            maintainer=MAINTAINER,
            size=(size + 1023) // 1024,
            libraries=_needed_libraries(home),
            summary=SUMMARY,
        )
    )


def _needed_libraries(home: Path) -> str:
    """Of what was not taken along, as dpkg knows it; the GTK theme is used where GTK is."""
    binaries = [home / COMMAND, *home.rglob("*.so"), *home.rglob("*.so.*")]
    wanted = [str(one) for one in binaries if not one.is_symlink() and "libqgtk3" not in one.name]
    private = {one.parent for one in home.rglob("*.so*")}
    # The tool asks for a source package's control file.
    source = WORK / "shlibdeps"
    _write(
        source / "debian" / "control",
        f"Source: {NAME}\n\nPackage: {NAME}\nArchitecture: any\n".encode(),
    )
    told = subprocess.run(  # noqa: S603 - dpkg's own tool
        [
            *("dpkg-shlibdeps", "-O", "--ignore-missing-info"),
            *(f"-l{one}" for one in sorted(private)),
            *(f"-e{one}" for one in wanted),
        ],
        cwd=source,
        check=False,
        capture_output=True,
        text=True,
    )
    found = _LIBRARIES.search(told.stdout)
    if told.returncode or found is None:
        raise SystemExit(f"dpkg-shlibdeps tells no libraries:\n{told.stderr}")
    return found[1]


def _changelog() -> str:
    date = format_datetime(datetime.fromtimestamp(release_epoch(), UTC))
    return (
        f"{NAME} ({VERSION}) stable; urgency=medium\n\n"
        f"  * Release {VERSION}; CHANGELOG.md of the source tells what is new.\n\n"
        f" -- {MAINTAINER}  {date}\n"
    )


def _manual() -> str:
    return (RECIPE / f"{COMMAND}.1.in").read_text("utf-8").replace("@VERSION@", VERSION)


def _sums(root: Path) -> bytes:
    paths = sorted(str(one.relative_to(root)) for one in (root / "usr").rglob("*") if one.is_file())
    wanted = [one for one in paths if not (root / one).is_symlink()]
    return subprocess.run(  # noqa: S603 - coreutils
        ["md5sum", *wanted],  # noqa: S607 - likewise
        cwd=root,
        check=True,
        capture_output=True,
    ).stdout


def _architecture() -> str:
    command = ["dpkg", "--print-architecture"]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()  # noqa: S603 - dpkg


def _compressed(text: str) -> bytes:
    return gzip.compress(text.encode(), 9, mtime=0)


def _copy(source: Path, target: Path) -> None:
    _write(target, source.read_bytes())


def _write(target: Path, content: bytes) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(content)
    target.chmod(0o644)


def _run(*command: str) -> None:
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, env=os.environ)  # noqa: S603 - dpkg
