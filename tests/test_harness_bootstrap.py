"""`packaging/bootstrap.sh` on machines that are not this one, made of a few stand-in programs."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

SCRIPT = Path(__file__).parent.parent / "packaging" / "bootstrap.sh"
_PROGRAMS = (
    "Xvfb",
    "dbus-daemon",
    "gnome-keyring-daemon",
    "curl",
    "jq",
    "dunst",
    "trayer",
    "desktop-file-validate",
    "appstreamcli",
)
_PACKAGES = (
    "xvfb",
    "dbus",
    "gnome-keyring",
    "curl",
    "jq",
    "dunst",
    "trayer",
    "desktop-file-utils",
    "appstream",
)
NEEDED = ("sh", "dirname", "grep", "find", "head", "cat", "env")

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the stand-ins are of a Linux")


class Machine:
    def __init__(self, folder: Path) -> None:
        self._programs = folder / "bin"
        self._programs.mkdir()
        self._log = folder / "log"
        self._log.touch()
        for name in NEEDED:
            found = shutil.which(name)
            assert found
            (self._programs / name).symlink_to(found)
        self.program("uname", "echo Linux")
        self.program("ldconfig")
        self.program("uv", 'echo "uv $*" >>"$LOG"')

    def program(self, name: str, body: str = ":") -> None:
        path = self._programs / name
        # Written through a link, the stand-in would replace this machine's own program.
        path.unlink(missing_ok=True)
        path.write_text(f"#!/bin/sh\n{body}\n")
        path.chmod(0o755)

    def logged(self, name: str, status: int = 0) -> None:
        self.program(name, f'echo "{name} $*" >>"$LOG"; echo noise; exit {status}')

    def user(self, number: int) -> None:
        self.program("id", f"echo {number}")

    def bootstrap(self, *words: str) -> "subprocess.CompletedProcess[str]":
        environment = {"PATH": str(self._programs), "LOG": str(self._log), "CDPATH": "/usr"}
        return subprocess.run(
            ["/bin/sh", str(SCRIPT), *words],
            env=environment,
            cwd="/",
            capture_output=True,
            text=True,
            timeout=30,
            check=False,
        )

    @property
    def ran(self) -> list[str]:
        return self._log.read_text().splitlines()


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    return Machine(tmp_path)


def complete(machine: Machine) -> None:
    """Every library and program is there."""
    script = SCRIPT.read_text()
    libraries = [line.split()[2] for line in script.splitlines() if "need has_library" in line]
    assert len(libraries) > 10
    machine.program("ldconfig", "\n".join(f"echo '\t{one} (libc6)'" for one in libraries))
    machine.program("find", "echo /usr/share/fonts/one.ttf")
    for name in _PROGRAMS:
        machine.program(name)


def test_a_stand_in_leaves_the_machines_own_program_alone(tmp_path: Path) -> None:
    own = tmp_path / "own"
    own.write_text("own")
    machine = Machine(tmp_path)
    (machine._programs / "linked").symlink_to(own)
    machine.program("linked")
    assert own.read_text() == "own"


@pytest.mark.parametrize("words", [(), ("walk",)])
def test_other_words_are_answered_with_the_usage(machine: Machine, words: tuple[str, ...]) -> None:
    ended = machine.bootstrap(*words)
    assert ended.returncode == 2
    assert ended.stderr.startswith("usage:")


@pytest.mark.skipif(
    not Path("/etc/ssl/certs/ca-certificates.crt").exists(), reason="certificates are looked for"
)
@pytest.mark.parametrize(
    ("words", "handed_over"),
    [
        (
            ("run", "--fault", "delay=5 "),
            "uv run --frozen --no-dev ltx-desktop --demo --fault delay=5 ",
        ),
        (("test", "-k", "a or b"), "uv run --frozen pytest -k a or b"),
    ],
)
def test_where_nothing_is_missing_it_only_hands_over(
    machine: Machine, words: tuple[str, ...], handed_over: str
) -> None:
    complete(machine)
    machine.user(1000)
    for name in ("apt-get", "sudo"):
        machine.logged(name)
    ended = machine.bootstrap(*words)
    assert (ended.returncode, ended.stdout, ended.stderr) == (0, "", "")
    assert machine.ran == [handed_over]


def test_root_installs_without_sudo_and_without_noise(machine: Machine) -> None:
    machine.user(0)
    for name in ("apt-get", "sudo"):
        machine.logged(name)
    ended = machine.bootstrap("test")
    assert ended.returncode == 0, ended.stderr
    update, install, handed_over = machine.ran
    assert update == "apt-get update"
    assert install.startswith("apt-get install -y --no-install-recommends libegl1 ")
    assert set(_PACKAGES) <= set(install.split())
    assert handed_over == "uv run --frozen pytest"
    assert ended.stderr == f"bootstrap: {install}\n"
    assert ended.stdout == ""


def test_running_needs_nothing_of_the_tests(machine: Machine) -> None:
    machine.user(0)
    machine.logged("apt-get")
    machine.bootstrap("run")
    assert not set(_PACKAGES) & set(machine.ran[1].split())


def test_somebody_else_installs_with_sudo(machine: Machine) -> None:
    machine.user(1000)
    machine.logged("apt-get")
    machine.program("sudo", 'echo "sudo" >>"$LOG"; exec "$@"')
    assert machine.bootstrap("run").returncode == 0
    assert [line.split()[0] for line in machine.ran] == ["sudo", "apt-get"] * 2 + ["uv"]


@pytest.mark.parametrize(
    ("manager", "begin"),
    [("apt-get", "apt-get update && apt-get install -y "), ("dnf", "dnf install -y ")],
)
def test_without_root_and_sudo_the_whole_command_is_named(
    machine: Machine, manager: str, begin: str
) -> None:
    machine.user(1000)
    machine.logged(manager)
    ended = machine.bootstrap("run")
    assert ended.returncode == 1
    assert f"As root, run: {begin}" in ended.stderr
    assert ended.stderr.count("\n") == 1
    assert machine.ran == []


def test_a_failing_installation_shows_what_was_said(machine: Machine) -> None:
    machine.user(0)
    machine.logged("apt-get", status=100)
    ended = machine.bootstrap("run")
    assert ended.returncode == 1
    assert "noise" in ended.stderr
    assert "as root, run: apt-get update && apt-get install" in ended.stderr
    assert "uv" not in [line.split()[0] for line in machine.ran]


def test_elsewhere_nothing_is_looked_for(machine: Machine) -> None:
    machine.program("uname", "echo Darwin")
    assert machine.bootstrap("test").returncode == 0
    assert machine.ran == ["uv run --frozen pytest"]
