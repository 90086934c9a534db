"""Builds what is installed, into `build/`.

`packaging/RELEASING.md` tells what each needs and how it is tried.
"""

import argparse
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from facts import BUILD, BUNDLE_ID, FOLDER, NAME, ROOT, TITLE, VERSION, WORK, release_epoch

PACKAGING = Path(__file__).resolve().parent


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("what", choices=sorted(_RECIPES))
    chosen = parser.parse_args().what
    os.environ["SOURCE_DATE_EPOCH"] = str(release_epoch())
    # The order of sets is kept in compiled code.
    os.environ["PYTHONHASHSEED"] = "0"
    os.umask(0o022)
    WORK.mkdir(parents=True, exist_ok=True)
    for made in _RECIPES[chosen]():
        sys.stdout.write(f"{made.relative_to(ROOT)}: {_size(made):.1f} MB\n")
    return 0


def folder() -> list[Path]:
    """The one-folder app of this system."""
    from draw_icons import draw_icons  # loads Qt

    draw_icons()
    if sys.platform == "win32":
        from metadata import windows_version  # Windows alone has it

        (WORK / "windows-version.txt").write_text(windows_version(), "utf-8")
    shutil.rmtree(FOLDER, ignore_errors=True)
    run(
        *(sys.executable, "-m", "PyInstaller", "--noconfirm", "--clean", "--log-level", "WARN"),
        *("--distpath", str(BUILD), "--workpath", str(WORK / "pyinstaller")),
        str(PACKAGING / "ltx-accounts.spec"),
    )
    return [FOLDER]


def wheel() -> list[Path]:
    """Wheel and source archive, for `pipx` and `uv tool`."""
    target = WORK / "wheel"
    shutil.rmtree(target, ignore_errors=True)
    run(sys.executable, "-m", "hatchling", "build", "-d", str(target))
    return [Path(shutil.copy2(made, BUILD)) for made in sorted(target.iterdir())]


def deb() -> list[Path]:
    """The Debian package, around the one-folder app."""
    folder()
    from make_deb import make_deb  # Debian alone has its tools

    return [make_deb()]


def flatpak() -> list[Path]:
    """The Flatpak, around the one-folder app; needs flatpak-builder and the runtime."""
    folder()
    from metadata import metainfo

    sources = WORK / "flatpak"
    sources.mkdir(exist_ok=True)
    (sources / f"{NAME}.metainfo.xml").write_bytes(metainfo())
    repository = WORK / "flatpak-repository"
    target = BUILD / f"{NAME}-{VERSION}.flatpak"
    run(
        *("flatpak-builder", "--force-clean", f"--repo={repository}"),
        *(f"--state-dir={WORK / 'flatpak-state'}", str(WORK / "flatpak-app")),
        str(PACKAGING / "flatpak" / f"{BUNDLE_ID}.yml"),
    )
    run("flatpak", "build-bundle", str(repository), str(target), BUNDLE_ID)
    return [target]


def windows() -> list[Path]:
    """The installer, on Windows with Inno Setup 6."""
    folder()
    compiler = shutil.which("iscc") or r"C:\Program Files (x86)\Inno Setup 6\ISCC.exe"
    script = PACKAGING / "windows" / f"{NAME}.iss"
    run(compiler, "/Q", f"/DVersion={VERSION}", f"/DRoot={ROOT}", str(script))
    return [BUILD / f"{NAME}-{VERSION}-setup.exe"]


def macos() -> list[Path]:
    """The bundle, on a Mac; signed where SIGN_AS names a certificate."""
    folder()
    return [BUILD / f"{TITLE}.app"]


_RECIPES: dict[str, Callable[[], list[Path]]] = {
    "deb": deb,
    "flatpak": flatpak,
    "folder": folder,
    "macos": macos,
    "wheel": wheel,
    "windows": windows,
}


def run(*command: str) -> None:
    subprocess.run(command, check=True, cwd=ROOT)  # noqa: S603 - the recipes' own tools


def _size(path: Path) -> float:
    """In millions of bytes; links count as nothing."""
    files = path.rglob("*") if path.is_dir() else [path]
    return sum(one.stat().st_size for one in files if one.is_file() and not one.is_symlink()) / 1e6


if __name__ == "__main__":
    sys.exit(main())
