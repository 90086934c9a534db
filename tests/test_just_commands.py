"""Each word of the justfile is documented, and calls something that exists."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from harness.platforms import not_on_windows

ROOT = Path(__file__).parent.parent
JUST = Path(sys.executable).with_name("just.exe" if sys.platform == "win32" else "just")
JUSTFILE = (ROOT / "justfile").read_text("utf-8")
WORDS = dict(re.findall(r"^([a-z-]+)((?: \*?\w+)*):$", JUSTFILE, re.MULTILINE))
del WORDS["default"]
SCRIPT = re.compile(r"\S+\.py\b|\btests/\w+\b")


def test_the_guide_for_contributors_has_each_word_and_no_other() -> None:
    rows = re.findall(r"^\| (.*?) \|", (ROOT / "CONTRIBUTING.md").read_text("utf-8"), re.MULTILINE)
    told = re.findall(r"`uv run just ([a-z-]+)", "\n".join(rows))
    assert sorted(told) == sorted(WORDS)


@pytest.mark.parametrize("word", WORDS)
def test_a_word_calls_something_that_exists(word: str) -> None:
    given = ["GIVEN" for name in WORDS[word].split() if not name.startswith("*")]
    done = subprocess.run(
        [JUST, "--dry-run", word, *given],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    commands = done.stderr.splitlines()
    assert commands
    for command in commands:
        assert command.startswith("uv ")
        assert " just" not in command
    for script in SCRIPT.findall(done.stderr):
        assert (ROOT / script).exists(), script


def test_hooks_fetch_nothing() -> None:
    config = (ROOT / ".pre-commit-config.yaml").read_text("utf-8")
    assert re.findall(r"repo: (.*)", config) == ["local"]
    assert {*re.findall(r"language: (.*)", config)} == {"system"}
    for entry in re.findall(r"entry: (.*)", config):
        assert entry.removeprefix("uv run --frozen ") in JUSTFILE


@not_on_windows("the stand-in is a shell script")
def test_words_reach_the_program_as_they_were_given(tmp_path: Path) -> None:
    uv = tmp_path / "uv"
    uv.write_text('#!/bin/sh\nprintf "%s\\n" "$@"\n')
    uv.chmod(0o755)
    done = subprocess.run(
        [JUST, "quick", "-k", "one or two"],
        cwd=ROOT,
        env=os.environ | {"PATH": f"{tmp_path}{os.pathsep}{os.environ['PATH']}"},
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    assert done.stdout.splitlines()[-2:] == ["-k", "one or two"]
