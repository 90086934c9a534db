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

from facts import BUILD, FOLDER, ROOT, WORK, release_epoch

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
    """The one-folder app of this system; on macOS the bundle."""
    from draw_icons import draw_icons  # noqa: PLC0415 - loads Qt

    draw_icons()
    if sys.platform == "win32":
        from metadata import windows_version  # noqa: PLC0415 - Windows alone has it

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


_RECIPES: dict[str, Callable[[], list[Path]]] = {"folder": folder, "wheel": wheel}


def run(*command: str) -> None:
    subprocess.run(command, check=True, cwd=ROOT)  # noqa: S603 - the recipes' own tools


def _size(path: Path) -> float:
    """In millions of bytes; links count as nothing."""
    files = path.rglob("*") if path.is_dir() else [path]
    return sum(one.stat().st_size for one in files if one.is_file() and not one.is_symlink()) / 1e6


if __name__ == "__main__":
    sys.exit(main())
