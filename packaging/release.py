"""Builds a part of a release, tries it, and puts it into `build/release/`; then drafts the release.

`packaging/RELEASING.md` lists what each part needs.
"""

import argparse
import hashlib
import os
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from facts import BUILD, BUNDLE_ID, NAME, ROOT, TITLE, VERSION, WORK

PACKAGING = ROOT / "packaging"
RELEASE = BUILD / "release"
SUMS = "SHA256SUMS"

PYTHON = "3.11"
"""Inside the Flatpak and the installers: the Qt for newer ones does not run on macOS 13."""

FLATHUB = "https://dl.flathub.org/repo/flathub.flatpakrepo"

FILES = {
    "debian": [
        f"ltx_desktop-{VERSION}-py3-none-any.whl",
        f"ltx_desktop-{VERSION}.tar.gz",
        f"{NAME}_{VERSION}_*.deb",
    ],
    "flatpak": [f"{NAME}-{VERSION}.flatpak"],
    "windows": [f"{NAME}-{VERSION}-setup.exe"],
    "macos": [f"{NAME}-{VERSION}-*.dmg"],
}
"""What each part makes in `build/`: one file a pattern."""

UNSIGNED = {
    "-setup.exe": (
        "The installer for Windows is not signed. Windows warns of that;"
        " *More info* and *Run anyway* start it."
    ),
    "-unsigned.dmg": (
        "The app for macOS is not signed. macOS opens it only after a click on *Open Anyway* in"
        " *System Settings ▸ Privacy & Security*."
    ),
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("what", choices=WORDS)
    what = parser.parse_args().what
    WORK.mkdir(parents=True, exist_ok=True)
    for pattern in FILES.get(what, ()):
        # An older version left here would be tried in place of the new one.
        for older in BUILD.glob(pattern.replace(VERSION, "*")):
            older.unlink()
    WORDS[what]()
    if what in FILES:
        RELEASE.mkdir(exist_ok=True)
        for made in files_of(what, BUILD):
            shutil.copy2(made, RELEASE)
            sys.stdout.write(f"{RELEASE.relative_to(ROOT) / made.name}\n")


def debian() -> None:
    """Folder, wheel, source archive and package, all in a Debian 12 that has nothing else."""
    root = _clean_root()
    for kind in ("build", "folder", "wheel", "deb"):
        _as_root(
            *("env", f"SCREENSHOTS_URL={os.environ.get('SCREENSHOTS_URL', '')}", "sh"),
            *(str(PACKAGING / "smoke" / "in_clean_root.sh"), str(root), kind),
        )


def flatpak() -> None:
    manifest = (PACKAGING / "flatpak" / f"{BUNDLE_ID}.yml").read_text("utf-8")
    names = re.findall(r"^(?:runtime|sdk): (\S+)$", manifest, re.MULTILINE)
    (version,) = re.findall(r'^runtime-version: "(\S+)"$', manifest, re.MULTILINE)
    quietly = ("--user", "--noninteractive")
    _run("flatpak", "remote-add", "--user", "--if-not-exists", "flathub", FLATHUB)
    _run("flatpak", "install", *quietly, "flathub", *(f"{name}//{version}" for name in names))
    _build("flatpak")
    _run("flatpak", "install", *quietly, "--reinstall", *map(str, files_of("flatpak", BUILD)))
    without_display = dict(os.environ)
    for name in ("DISPLAY", "WAYLAND_DISPLAY"):
        without_display.pop(name, None)
    _run("flatpak", "run", BUNDLE_ID, "--demo", environment=without_display)
    _run("flatpak", "uninstall", *quietly, BUNDLE_ID)


def windows() -> None:
    _build("windows")
    script = str(PACKAGING / "windows" / "smoke.ps1")
    _run("powershell", "-ExecutionPolicy", "Bypass", "-File", script)


def macos() -> None:
    _build("macos")
    _run("sh", str(PACKAGING / "macos" / "smoke.sh"))
    _run("sh", str(PACKAGING / "macos" / "image.sh"))


def sums() -> list[Path]:
    """Everything that is to be published, and the file with their sums; none may be missing."""
    files = sorted(one for part in FILES for one in files_of(part, RELEASE))
    lines = [f"{hashlib.sha256(one.read_bytes()).hexdigest()}  {one.name}\n" for one in files]
    (RELEASE / SUMS).write_text("".join(lines), "utf-8", newline="\n")
    return [*files, RELEASE / SUMS]


def draft() -> None:
    """On GitHub, for the tag of this version; a person looks at it, tries it and publishes it."""
    tag = f"v{VERSION}"
    if _told("git", "rev-parse", f"{tag}^{{commit}}") != _told("git", "rev-parse", "HEAD"):
        raise SystemExit(f"{tag} is the tag of another commit: check it out first.")
    files = sums()
    endings = [one for one in UNSIGNED if any(file.name.endswith(one) for file in files)]
    notes = [changes(), *(UNSIGNED[one] for one in endings), f"`{SUMS}` has the sums of all files."]
    written = WORK / "notes.md"
    written.write_text("\n\n".join(notes), "utf-8")
    _run(
        *("gh", "release", "create", tag, "--draft", "--verify-tag"),
        *("--title", f"{TITLE} {VERSION}", "--notes-file", str(written)),
        *map(str, files),
    )


def changes() -> str:
    """What the changelog says about this version."""
    text = (ROOT / "CHANGELOG.md").read_text("utf-8")
    head = rf"^## \[?{re.escape(VERSION)}\b[^\n]*\n"
    found = re.search(rf"{head}(.*?)(?=^## |\Z)", text, re.MULTILINE | re.DOTALL)
    if found is None:
        raise SystemExit(f"CHANGELOG.md has nothing about {VERSION}: write it before the tag.")
    return found[1].strip()


WORDS: dict[str, Callable[[], object]] = {
    "debian": debian,
    "flatpak": flatpak,
    "windows": windows,
    "macos": macos,
    "sums": sums,
    "draft": draft,
}


def files_of(part: str, folder: Path) -> list[Path]:
    found = {pattern: sorted(folder.glob(pattern)) for pattern in FILES[part]}
    if wrong := [pattern for pattern, files in found.items() if len(files) != 1]:
        raise SystemExit(
            f"In {folder.relative_to(ROOT)} there has to be one file of each of these names:"
            f" {', '.join(wrong)}. `uv run just release {part}` makes them."
        )
    return [files[0] for files in found.values()]


def _clean_root() -> Path:
    """A bare Debian 12 as a tar, which is made once and kept."""
    root = WORK / "debian-12.tar"
    if not root.exists():
        folder = Path(tempfile.mkdtemp(prefix="debian-12-")) / "root"
        unfinished = WORK / "debian-12.tar.unfinished"
        _as_root("debootstrap", "--variant=minbase", "bookworm", str(folder))
        _as_root("tar", "-C", str(folder), "-cf", str(unfinished), ".")
        _as_root("rm", "-rf", "--one-file-system", str(folder.parent))
        _as_root("mv", str(unfinished), str(root))
    return root


def _build(kind: str) -> None:
    """In an environment of its own, whose Python is the same on each machine."""
    chosen = {
        "UV_PYTHON": PYTHON,
        "UV_PYTHON_PREFERENCE": "only-managed",
        "UV_PROJECT_ENVIRONMENT": str(WORK / "environment"),
    }
    environment = {**os.environ, **chosen}
    environment.pop("VIRTUAL_ENV", None)
    _run(
        *("uv", "run", "--frozen", "--no-dev", "--group", "packaging"),
        *("python", str(PACKAGING / "build.py"), kind),
        environment=environment,
    )


def _as_root(*command: str) -> None:
    _run(*([] if os.geteuid() == 0 else ["sudo"]), *command)


def _run(*command: str, environment: dict[str, str] | None = None) -> None:
    sys.stdout.write(f"== {shlex.join(command)}\n")
    sys.stdout.flush()
    done = subprocess.run(  # noqa: S603 - our own commands
        [_program(command[0]), *command[1:]],
        cwd=ROOT,
        env=environment,
        check=False,
    )
    if done.returncode:
        raise SystemExit(
            f"{command[0]} ended with {done.returncode}, and nothing was released: see above."
        )


def _told(*command: str) -> str:
    done = subprocess.run(  # noqa: S603 - git
        [_program(command[0]), *command[1:]],
        cwd=ROOT,
        check=False,
        stdout=subprocess.PIPE,
        text=True,
    )
    if done.returncode:
        raise SystemExit(f"{shlex.join(command)} ended with {done.returncode}.")
    return done.stdout.strip()


def _program(name: str) -> str:
    path = shutil.which(name)
    if path is None:
        raise SystemExit(f"{name} is not installed; packaging/RELEASING.md tells what is needed.")
    return path


if __name__ == "__main__":
    main()
