"""GitHub's workflows only call: each step is one line that also runs here."""

import re
import shlex
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import release
from facts import ROOT
from ruamel.yaml import YAML

FOLDER = ROOT / ".github" / "workflows"
VALIDATOR = Path(sys.executable).with_name("check-jsonschema")
TEXTS = {path.stem: path.read_text("utf-8") for path in sorted(FOLDER.iterdir())}
WORKFLOWS: dict[str, dict[str, Any]] = {
    name: YAML(typ="safe").load(text) for name, text in TEXTS.items()
}

JUSTFILE = (ROOT / "justfile").read_text("utf-8")
README = (ROOT / "README.md").read_text("utf-8")
RELEASING = (ROOT / "packaging" / "RELEASING.md").read_text("utf-8")
BOOTSTRAP = (ROOT / "packaging" / "bootstrap.sh").read_text("utf-8")
BOOTSTRAP_REQUIREMENTS = (ROOT / "packaging" / "bootstrap-requirements.txt").read_text("utf-8")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]

PINNED = re.compile(r"actions/[\w-]+@[0-9a-f]{40}")
USED = re.compile(r"uses: (\S+)@(\S+)(?: # (v\d+\.\d+\.\d+))?$", re.MULTILINE)
EXPRESSION = re.compile(r"\$\{\{ *(.*?) *\}\}")


def jobs() -> Iterator[tuple[str, str, dict[str, Any]]]:
    for workflow, content in WORKFLOWS.items():
        for name, job in content["jobs"].items():
            yield workflow, name, job


def steps(workflow: str | None = None) -> Iterator[dict[str, Any]]:
    for of_workflow, _name, job in jobs():
        if workflow in {None, of_workflow}:
            yield from job["steps"]


def commands(workflow: str | None = None) -> list[str]:
    return [step["run"] for step in steps(workflow) if "run" in step]


def allowed_pythons() -> tuple[str, str]:
    """The oldest and the newest."""
    found = re.fullmatch(r">=3\.(\d+),<3\.(\d+)", PROJECT["requires-python"])
    assert found
    return f"3.{found[1]}", f"3.{int(found[2]) - 1}"


def is_there(command: str) -> bool:
    """Whether this repository has what a step calls, or tells people to run it by hand."""
    match shlex.split(command):
        case ["sh", "packaging/bootstrap.sh", word]:
            return bool(re.search(rf"^{word}\) exec ", BOOTSTRAP, re.MULTILINE))
        case ["uv", "run", "--frozen", "just", "release", part]:
            return part in release.WORDS
        case ["uv", "run", "--frozen", "just", word]:
            return bool(re.search(rf"^{word}(?: \*\w+)*:$", JUSTFILE, re.MULTILINE))
        case ["uv", "run", "--frozen", "pytest"]:
            return f"\n{command}\n```" in README
        case ["pipx", "install", requirement]:
            return f"\n{requirement} \\\n" in BOOTSTRAP_REQUIREMENTS
        case ["sudo", "apt-get", "update"]:
            return True
        case ["sudo", "apt-get", "install", "--yes", *packages]:
            return all(f"`{package}`" in RELEASING for package in packages)
        case _:
            return False


def test_workflows_are_valid() -> None:
    done = subprocess.run(
        [VALIDATOR, "--builtin-schema", "vendor.github-workflows", *FOLDER.iterdir()],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize("command", sorted({*commands()}))
def test_a_step_is_one_line_that_calls_what_is_there(command: str) -> None:
    assert command.splitlines() == [command]
    assert not EXPRESSION.search(command), "a shell would run what is filled in"
    assert is_there(command)


@pytest.mark.parametrize(
    "command",
    [
        "sh packaging/bootstrap.sh tests",
        "uv run --frozen just release linux",
        "uv run --frozen just flatpak",
        "uv run --frozen pytest tests/ui",
        "pipx install uv",
        "sudo apt-get install --yes cowsay",
        "make",
    ],
)
def test_a_command_that_is_not_there_is_found(command: str) -> None:
    assert not is_there(command)


def test_each_system_runs_the_tests_with_the_oldest_and_the_newest_python() -> None:
    job = WORKFLOWS["tests"]["jobs"]["tests"]
    matrix = job["strategy"]["matrix"]
    assert job["strategy"]["fail-fast"] is False
    assert tuple(matrix["python"]) == allowed_pythons()
    assert job["env"]["UV_PYTHON"] == "${{ matrix.python }}"
    assert {one.partition("-")[0] for one in matrix["system"]} == {"ubuntu", "windows", "macos"}
    second = re.findall(r"^```sh\n(.*?)^```$", README, re.MULTILINE | re.DOTALL)[1].strip()
    by_system = {step["run"]: step.get("if") for step in job["steps"] if "run" in step}
    assert by_system[second] == "runner.os != 'Windows'"
    assert by_system["uv run --frozen pytest"] == "runner.os == 'Windows'"


def test_a_release_has_each_part_and_is_drafted_when_all_are_there() -> None:
    done = {command.rpartition(" just release ")[2] for command in commands("release")}
    assert done >= release.WORDS.keys() - {"sums"}
    draft = WORKFLOWS["release"]["jobs"]["draft"]
    assert draft["if"] == "github.event_name == 'push'", "started by hand, it drafts nothing"
    assert {*draft["needs"]} == {*release.FILES} == WORKFLOWS["release"]["jobs"].keys() - {"draft"}
    handed_on = [step["with"] for step in steps("release") if "artifact" in step.get("uses", "")]
    assert {step["path"] for step in handed_on} == {f"{release.RELEASE.relative_to(ROOT)}/"}
    assert [step["name"] for step in handed_on if "name" in step] == [*release.FILES]


def test_the_installers_have_an_allowed_python() -> None:
    oldest, newest = ([int(part) for part in one.split(".")] for one in allowed_pythons())
    assert oldest <= [int(part) for part in release.PYTHON.split(".")] <= newest


def test_nothing_but_the_draft_may_write() -> None:
    for content in WORKFLOWS.values():
        assert content["permissions"] == {"contents": "read"}
    may_more = {(workflow, name) for workflow, name, job in jobs() if "permissions" in job}
    assert may_more == {("release", "draft")}
    assert WORKFLOWS["release"]["jobs"]["draft"]["permissions"] == {"contents": "write"}
    for step in steps():
        if step.get("uses", "").startswith("actions/checkout@"):
            assert step["with"]["persist-credentials"] is False


def test_actions_are_github_s_own_and_pinned_to_one_commit_with_its_version() -> None:
    assert all(PINNED.fullmatch(step["uses"]) for step in steps() if "uses" in step)
    used = {found for text in TEXTS.values() for found in USED.findall(text)}
    assert len(used) == len({action for action, _commit, _version in used})
    assert all(version for _action, _commit, version in used)


def test_no_run_goes_on_for_ever_or_beside_a_newer_one() -> None:
    assert all(0 < job["timeout-minutes"] <= 90 for _workflow, _name, job in jobs())
    for name, content in WORKFLOWS.items():
        assert content["concurrency"]["group"] == f"{name}-${{{{ github.ref }}}}"
    assert WORKFLOWS["tests"]["concurrency"]["cancel-in-progress"] is True


def test_each_expression_names_something_that_exists() -> None:
    known = {"github.ref", "github.token", "vars.SCREENSHOTS_URL"}
    known |= {f"matrix.{key}" for key in WORKFLOWS["tests"]["jobs"]["tests"]["strategy"]["matrix"]}
    assert {one for text in TEXTS.values() for one in EXPRESSION.findall(text)} == known


def test_a_checkout_has_the_same_bytes_on_each_system() -> None:
    assert (ROOT / ".gitattributes").read_text("utf-8") == "* -text\n"
