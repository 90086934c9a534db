"""`packaging/release.py` in a repository of its own; stand-ins build, try and publish."""

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from facts import NAME, ROOT, VERSION
from harness.platforms import not_on_windows
from harness.system_tools import need
from release import FILES, PYTHON, SUMS

pytestmark = not_on_windows("the stand-ins are shell scripts")

CHANGELOG = f"""\
# Changelog

## Unreleased

- Not this.

## {VERSION} (2026-01-31)

- Everything.

## 0.0.1

- Nor this.
"""
STAND_IN = """#!/bin/sh
echo "{name} $*; $UV_PYTHON" >>"$LOG"
for made in $MAKES; do [ {name} != uv ] || echo new >"build/$made"; done
"""
MADE = {
    "debian": [
        f"ltx_desktop-{VERSION}-py3-none-any.whl",
        f"ltx_desktop-{VERSION}.tar.gz",
        f"{NAME}_{VERSION}_amd64.deb",
    ],
    "flatpak": [f"{NAME}-{VERSION}.flatpak"],
    "windows": [f"{NAME}-{VERSION}-setup.exe"],
    "macos": [f"{NAME}-{VERSION}-arm64-unsigned.dmg"],
}


class Repository:
    def __init__(self, folder: Path) -> None:
        self._root = folder / "repository"
        self._programs = folder / "bin"
        self._log = folder / "log"
        self.build = self._root / "build"
        self.changelog = self._root / "CHANGELOG.md"
        self.notes = self.build / "work" / "notes.md"
        for name in ("packaging/facts.py", "packaging/release.py", "ltx_desktop/__init__.py"):
            (self._root / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, self._root / name)
        self.changelog.write_text(CHANGELOG, "utf-8")
        (self._root / ".gitignore").write_text("__pycache__/\nbuild/\n")
        self._programs.mkdir()
        self.git("init", "--quiet")
        self.commit()
        self.git("tag", f"v{VERSION}")

    def commit(self) -> None:
        self.git("add", ".")
        who = ("-c", "user.name=Somebody", "-c", "user.email=somebody@northlight.example")
        self.git(*who, "commit", "--quiet", "--allow-empty", "--message=Commit")

    def git(self, *words: str) -> None:
        subprocess.run([need("git"), *words], cwd=self._root, check=True, timeout=60)

    def stand_in(self, *names: str) -> None:
        for name in names:
            path = self._programs / name
            path.write_text(STAND_IN.replace("{name}", name))
            path.chmod(0o755)

    def collected(self) -> Path:
        folder = self.build / "release"
        folder.mkdir(parents=True)
        for name in (name for names in MADE.values() for name in names):
            (folder / name).write_text(name)
        return folder

    def release(self, what: str, *, makes: str = "") -> "subprocess.CompletedProcess[str]":
        path = f"{self._programs}{os.pathsep}{os.environ['PATH']}"
        return subprocess.run(
            [sys.executable, "packaging/release.py", what],
            cwd=self._root,
            env=os.environ
            | {"PATH": path, "LOG": str(self._log), "MAKES": makes, "UV_PYTHON": "3.99"},
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )

    @property
    def ran(self) -> list[str]:
        """Each command with the Python it was to take."""
        if not self._log.exists():
            return []
        return self._log.read_text().replace(f"{self._root}/", "").splitlines()


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    return Repository(tmp_path)


def test_a_part_is_built_with_its_python_then_tried_then_collected(repository: Repository) -> None:
    repository.stand_in("uv", "powershell")
    (setup,) = MADE["windows"]
    repository.build.mkdir()
    older = repository.build / f"{NAME}-0.0.1-setup.exe"
    older.touch()
    done = repository.release("windows", makes=setup)
    assert (done.returncode, done.stderr) == (0, "")
    build, smoke = repository.ran
    assert build.startswith("uv run --frozen ")
    assert build.endswith(f"build.py windows; {PYTHON}")
    assert "smoke.ps1" in smoke
    assert not older.exists(), "it would be tried in place of the new one"
    assert [path.name for path in (repository.build / "release").iterdir()] == [setup]


def test_a_part_that_was_not_made_is_missed(repository: Repository) -> None:
    repository.stand_in("uv", "powershell")
    done = repository.release("windows", makes=f"{NAME}-0.0.1-setup.exe")
    assert done.returncode == 1
    assert f"In build there has to be one file of each of these names: {FILES['windows'][0]}" in (
        done.stderr
    )


def test_a_failure_ends_it_before_anything_is_collected(repository: Repository) -> None:
    repository.stand_in("uv")
    (repository.build / "work").mkdir(parents=True)
    (repository.build / MADE["macos"][0]).touch()
    # There are no scripts for the Mac here, so that `sh` fails.
    done = repository.release("macos")
    assert done.returncode == 1
    assert "sh ended with " in done.stderr
    assert not (repository.build / "release").exists()


def test_a_draft_has_all_files_their_sums_and_what_changed(repository: Repository) -> None:
    repository.stand_in("gh")
    folder = repository.collected()
    done = repository.release("draft")
    assert (done.returncode, done.stderr) == (0, "")
    names = sorted(name for names in MADE.values() for name in names)
    assert (folder / SUMS).read_text() == "".join(
        f"{hashlib.sha256(name.encode()).hexdigest()}  {name}\n" for name in names
    )
    said = "\n".join(repository.ran)
    assert said.startswith(f"gh release create v{VERSION} --draft --verify-tag --title ")
    notes = repository.notes.read_text("utf-8")
    assert "- Everything." in notes
    assert "this." not in notes
    assert "for Windows is not signed" in notes
    assert "for macOS is not signed" in notes
    assert all(f" build/release/{name}" in said for name in [*names, SUMS])


def test_a_signed_image_is_not_called_unsigned(repository: Repository) -> None:
    repository.stand_in("gh")
    folder = repository.collected()
    image = folder / MADE["macos"][0]
    image.rename(folder / image.name.replace("-unsigned", ""))
    assert repository.release("draft").returncode == 0
    assert "for macOS is not signed" not in repository.notes.read_text("utf-8")


def test_no_draft_with_a_part_missing(repository: Repository) -> None:
    repository.stand_in("gh")
    folder = repository.collected()
    (folder / MADE["flatpak"][0]).unlink()
    done = repository.release("draft")
    assert (done.returncode, repository.ran) == (1, [])
    assert FILES["flatpak"][0] in done.stderr


def test_no_draft_for_the_tag_of_another_commit(repository: Repository) -> None:
    repository.stand_in("gh")
    repository.collected()
    repository.commit()
    done = repository.release("draft")
    assert (done.returncode, repository.ran) == (1, [])
    assert done.stderr == (f"v{VERSION} is the tag of another commit: check it out first.\n")


def test_no_draft_without_a_word_in_the_changelog(repository: Repository) -> None:
    repository.stand_in("gh")
    repository.collected()
    repository.changelog.write_text("# Changelog\n\n## Unreleased\n", "utf-8")
    done = repository.release("draft")
    assert (done.returncode, repository.ran) == (1, [])
    assert done.stderr.startswith(f"CHANGELOG.md has nothing about {VERSION}")
