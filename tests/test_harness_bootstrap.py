"""`packaging/bootstrap.sh` on machines that are not this one, made of a few stand-in programs."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest
from harness.platforms import linux_only
from harness.screen_reader import need_screen_reader_bus

SCRIPT = Path(__file__).parent.parent / "packaging" / "bootstrap.sh"
PROGRAMS = (
    "Xvfb",
    "dbus-daemon",
    "dbus-send",
    "gnome-keyring-daemon",
    "curl",
    "git",
    "jq",
    "dunst",
    "trayer",
    "desktop-file-validate",
    "appstreamcli",
    "xdotool",
    "openbox",
    "chromium",
    "firefox-esr",
)
TOOLS = (
    *("xvfb", "dbus", "gnome-keyring", "curl", "git", "jq", "dunst", "trayer"),
    *("desktop-file-utils", "appstream"),
)
"""Packages of the tests, as apt has them."""

NEEDED = ("sh", "dirname", "grep", "find", "head", "cat", "env", "ln")
APT_INSTALL = (
    "apt-get -o DPkg::Lock::Timeout=600 -o Dpkg::Options::=--force-confdef"
    " -o Dpkg::Options::=--force-confold install -y --no-remove --no-install-recommends "
)

MANAGER = """
for last; do :; done
case "$*" in
*--simulate* | *repoquery*)
    case " $ABSENT " in *" $last "*) exit "$UNKNOWN" ;; esac
    echo "$last"
    exit
    ;;
esac
if read -r answer; then exit 9; fi
echo "{name} $*" >>"$LOG"
env >"$LOG.environment"
echo noise
for one; do
    case $one in python3.*) ln -s new-python "$BIN/$one" ;; esac
    case " $BROKEN " in *" $one "*) exit 100 ;; esac
done
"""
"""It asks, and takes what it reads for an answer; each Python that it has is new enough."""

UV = """
case "$*" in
"python find"*) exit "$UV_FINDS" ;;
"python install"*) status=$UV_DOWNLOADS ;;
esac
echo "uv $*" >>"$LOG"
exit "${status:-0}"
"""

pytestmark = linux_only("the stand-ins are of a Linux")


def test_what_it_downloads_from_an_index_is_known_by_its_hashes() -> None:
    installs = re.findall(r"pip install(?:.*\\\n)*.*", SCRIPT.read_text())
    assert len(installs) == 1
    assert "--require-hashes" in installs[0]
    (name,) = re.findall(r"--requirement (packaging/\S+)", installs[0])
    pinned = (SCRIPT.parent.parent / name).read_text()
    lines = [line for line in pinned.splitlines() if not line.startswith("#")]
    assert re.fullmatch(r"uv==0\.[0-9]+\.[0-9]+ \\", lines[0])
    assert all(re.fullmatch(r"    --hash=sha256:[0-9a-f]{64}(?: \\)?", one) for one in lines[1:])
    # Linux on two processors with two C libraries each, macOS and Windows on two processors.
    assert len(lines) > 8


class Machine:
    """With uv, a Python that is new enough, and nothing else."""

    def __init__(self, folder: Path) -> None:
        self._programs = folder / "bin"
        self._programs.mkdir()
        self._log = folder / "log"
        self._log.touch()
        self._variables = {
            "PATH": str(self._programs),
            "BIN": str(self._programs),
            "LOG": str(self._log),
            "CDPATH": "/usr",
            "SSL_CERT_FILE": "/any.crt",
            "UV_FINDS": "0",
            "UV_DOWNLOADS": "0",
        }
        for name in NEEDED:
            found = shutil.which(name)
            assert found
            (self._programs / name).symlink_to(found)
        self.program("uname", "echo Linux")
        self.program("ldconfig")
        self.program("python3")
        self.program("new-python")
        self.program("uv", UV)

    def program(self, name: str, body: str = ":") -> None:
        path = self._programs / name
        # Written through a link, the stand-in would replace this machine's own program.
        path.unlink(missing_ok=True)
        path.write_text(f"#!/bin/sh\n{body}\n")
        path.chmod(0o755)

    def manager(self, name: str = "apt-get", *, absent: str = "", broken: str = "") -> None:
        """Add a package manager without the `absent` packages, which fails at the `broken` ones."""
        self.program(name, MANAGER.replace("{name}", name))
        unknown = "0" if name == "dnf" else "100"
        self._variables.update(ABSENT=absent, BROKEN=broken, UNKNOWN=unknown)

    def python_is_too_old(self, *, uv_has_one: bool = False, uv_downloads: bool = False) -> None:
        self.program("python3", "exit 1")
        self._variables.update(
            UV_FINDS=str(int(not uv_has_one)), UV_DOWNLOADS=str(int(not uv_downloads))
        )

    def user(self, number: int) -> None:
        self.program("id", f"echo {number}")

    def bootstrap(self, *words: str) -> "subprocess.CompletedProcess[str]":
        return subprocess.run(
            ["/bin/sh", str(SCRIPT), *words],
            env=self._variables,
            cwd="/",
            input="no\n",
            capture_output=True,
            text=True,
            timeout=30,
            check=False,
        )

    @property
    def ran(self) -> list[str]:
        return self._log.read_text().splitlines()

    @property
    def installed(self) -> list[str]:
        """Every package that the manager was to install, in that order."""
        commands = [line.partition(" install ")[2] for line in self.ran if "uv " not in line]
        return [word for one in commands for word in one.split() if word[0] != "-"]

    @property
    def environment_of_manager(self) -> list[str]:
        return Path(f"{self._log}.environment").read_text().splitlines()


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    one = Machine(tmp_path)
    one.user(0)
    return one


def complete(machine: Machine) -> None:
    """Every library and program is there, but for the screen reader's."""
    script = SCRIPT.read_text()
    libraries = [line.split()[2] for line in script.splitlines() if "need has_library" in line]
    assert len(libraries) > 10
    machine.program("ldconfig", "\n".join(f"echo '\t{one} (libc6)'" for one in libraries))
    machine.program("find", "echo /usr/share/fonts/one.ttf")
    for name in PROGRAMS:
        machine.program(name)


def test_a_stand_in_leaves_the_machines_own_program_alone(tmp_path: Path) -> None:
    own = tmp_path / "own"
    own.write_text("own")
    machine = Machine(tmp_path)
    (machine._programs / "linked").symlink_to(own)
    machine.program("linked")
    assert own.read_text() == "own"


def test_log_ins_want_browsers_which_the_other_tests_do_without(machine: Machine) -> None:
    complete(machine)
    machine.manager(absent="chromium")
    for name in ("xdotool", "openbox", "chromium", "firefox-esr"):
        (machine._programs / name).unlink()
    assert machine.bootstrap("test-log-in").returncode == 0
    assert machine.installed == ["xdotool", "openbox", "chromium-browser", "firefox-esr"]


@pytest.mark.parametrize("words", [(), ("walk",)])
def test_other_words_are_answered_with_the_usage(machine: Machine, words: tuple[str, ...]) -> None:
    ended = machine.bootstrap(*words)
    assert ended.returncode == 2
    assert ended.stderr.startswith("usage:")


@pytest.mark.parametrize(
    ("words", "handed_over"),
    [
        (
            ("run", "--fault", "delay=5 "),
            "uv run --frozen --no-dev ltx-desktop --demo --fault delay=5 ",
        ),
        (("test", "-k", "a or b"), "uv run --frozen pytest -k a or b"),
        (("test-log-in", "-x"), "uv run --frozen pytest -m browsers -n 3 tests/log_in -x"),
    ],
)
def test_where_nothing_is_missing_it_only_hands_over(
    machine: Machine, words: tuple[str, ...], handed_over: str
) -> None:
    need_screen_reader_bus()
    complete(machine)
    machine.user(1000)
    machine.manager()
    machine.program("sudo", 'echo "sudo $*" >>"$LOG"')
    ended = machine.bootstrap(*words)
    assert (ended.returncode, ended.stdout, ended.stderr) == (0, "", "")
    assert machine.ran == [handed_over]


def test_root_installs_without_sudo_and_without_noise(machine: Machine) -> None:
    machine.manager()
    machine.program("sudo", 'echo "sudo $*" >>"$LOG"')
    ended = machine.bootstrap("test")
    assert (ended.returncode, ended.stdout) == (0, ""), ended.stderr
    update, needed, wanted, handed_over = machine.ran
    assert update.endswith("=--force-confold update")
    assert needed.startswith(f"{APT_INSTALL}libegl1 ")
    assert wanted.startswith(f"{APT_INSTALL}xvfb ")
    assert set(TOOLS) <= set(wanted.split())
    assert handed_over == "uv run --frozen pytest"
    said = [line.replace(APT_INSTALL, "bootstrap: installing ") for line in (needed, wanted)]
    assert ended.stderr.splitlines() == said


def test_no_package_and_no_other_program_gets_to_ask_anything(machine: Machine) -> None:
    machine.user(1000)
    machine.manager()
    machine.program("sudo", 'exec env -i PATH="$PATH" BIN="$BIN" LOG="$LOG" "$@"')
    assert machine.bootstrap("run").returncode == 0
    assert {
        "DEBIAN_FRONTEND=noninteractive",
        "APT_LISTCHANGES_FRONTEND=none",
        "NEEDRESTART_MODE=l",
        "NEEDRESTART_SUSPEND=1",
    } <= set(machine.environment_of_manager)


def test_running_needs_nothing_of_the_tests(machine: Machine) -> None:
    machine.manager()
    machine.bootstrap("run")
    assert "libegl1" in machine.installed
    assert not set(TOOLS) & set(machine.installed)


@pytest.mark.parametrize("manager", ["apt-get", "dnf"])
def test_somebody_else_installs_with_sudo(machine: Machine, manager: str) -> None:
    machine.user(1000)
    machine.manager(manager)
    machine.program("sudo", 'echo "sudo" >>"$LOG"; exec "$@"')
    assert machine.bootstrap("run").returncode == 0
    commands = [line.split()[0] for line in machine.ran]
    assert commands == ["sudo", manager] * (2 if manager == "apt-get" else 1) + ["uv"]


@pytest.mark.parametrize(
    ("manager", "begin"),
    [("apt-get", "apt-get update && apt-get install -y "), ("dnf", "dnf install -y ")],
)
def test_without_root_and_sudo_the_whole_command_is_named(
    machine: Machine, manager: str, begin: str
) -> None:
    machine.user(1000)
    machine.manager(manager)
    ended = machine.bootstrap("run")
    assert ended.returncode == 1
    assert f"As root, run: {begin}" in ended.stderr
    assert ended.stderr.count("\n") == 1
    assert machine.ran == []


def test_without_root_and_sudo_the_tests_do_without_their_programs(machine: Machine) -> None:
    complete(machine)
    (machine._programs / "jq").unlink()
    machine.user(1000)
    # A container's image has no lists of packages: nothing is known of any.
    machine.manager(absent="jq")
    ended = machine.bootstrap("test")
    assert ended.returncode == 0
    assert "As root, run: apt-get update && apt-get install" in ended.stderr
    assert " jq\n" in ended.stderr
    assert "there is no package" not in ended.stderr
    assert machine.ran == ["uv run --frozen pytest"]


@pytest.mark.parametrize("broken", ["libegl1", "libgl1"])
def test_a_failing_installation_shows_what_was_said(machine: Machine, broken: str) -> None:
    machine.manager(broken=broken)
    ended = machine.bootstrap("run")
    assert ended.returncode == 1
    assert "noise" in ended.stderr
    assert "as root, run: apt-get update && apt-get install" in ended.stderr
    assert not [line for line in machine.ran if line.startswith("uv")]


def test_a_failing_installation_of_a_tests_program_stops_nothing(machine: Machine) -> None:
    machine.manager(broken="gnome-keyring")
    ended = machine.bootstrap("test")
    assert ended.returncode == 0
    assert "noise" in ended.stderr
    assert "as root, run: apt-get update && apt-get install" in ended.stderr
    assert machine.ran[-1] == "uv run --frozen pytest"


@pytest.mark.parametrize("manager", ["apt-get", "dnf"])
def test_what_a_distribution_does_not_have_is_left_out_and_named(
    machine: Machine, manager: str
) -> None:
    machine.manager(manager, absent="appstream trayer stalonetray")
    ended = machine.bootstrap("test")
    assert ended.returncode == 0
    (line,) = [one for one in ended.stderr.splitlines() if "installing" not in one]
    assert line.startswith("bootstrap: there is no package here for trayer or stalonetray, appstr")
    assert line.endswith(": tests that need it are skipped")
    assert {"jq", "dunst", "gnome-keyring"} <= set(machine.installed)
    assert not {"appstream", "trayer", "stalonetray"} & set(machine.installed)
    assert machine.ran[-1] == "uv run --frozen pytest"


def test_packages_that_are_of_use_only_together_are_left_out_together(machine: Machine) -> None:
    machine.manager("dnf", absent="dbus-tools")
    ended = machine.bootstrap("test")
    assert "there is no package here for dbus-daemon dbus-tools:" in ended.stderr
    assert "dbus-daemon" not in machine.installed


@pytest.mark.parametrize("manager", ["apt-get", "dnf"])
def test_another_tray_does_where_the_first_is_gone(machine: Machine, manager: str) -> None:
    machine.manager(manager, absent="trayer")
    ended = machine.bootstrap("test")
    assert "there is no package" not in ended.stderr
    assert "stalonetray" in machine.installed
    assert "trayer" not in machine.installed


def test_with_another_tray_none_is_missing(machine: Machine) -> None:
    machine.program("stalonetray")
    machine.manager()
    machine.bootstrap("test")
    assert "trayer" not in machine.installed


@pytest.mark.parametrize("command", ["run", "test"])
@pytest.mark.parametrize("manager", ["apt-get", "dnf"])
def test_beside_a_python_that_is_too_old_the_newest_is_installed(
    machine: Machine, manager: str, command: str
) -> None:
    machine.python_is_too_old()
    machine.manager(manager, absent="python3.15 python3.14")
    ended = machine.bootstrap(command)
    assert ended.returncode == 0
    assert [one for one in machine.installed if "python3." in one] == ["python3.13"]
    assert machine.ran[-1].startswith("uv run")
    assert "there is no package" not in ended.stderr


@pytest.mark.parametrize("system", ["Linux", "Darwin"])
def test_where_the_system_has_no_python_uv_downloads_one(machine: Machine, system: str) -> None:
    machine.python_is_too_old(uv_downloads=True)
    machine.program("uname", f"echo {system}")
    complete(machine)
    ended = machine.bootstrap("run")
    assert ended.returncode == 0
    assert machine.ran == [
        "uv python install 3.13",
        "uv run --frozen --no-dev ltx-desktop --demo",
    ]


def test_a_python_of_uv_does(machine: Machine) -> None:
    machine.python_is_too_old(uv_has_one=True)
    machine.manager()
    assert machine.bootstrap("run").returncode == 0
    assert not [one for one in machine.installed if "python" in one]
    assert machine.ran[-1].startswith("uv run")


def test_without_any_python_one_sentence_says_which_is_needed(machine: Machine) -> None:
    machine.python_is_too_old()
    complete(machine)
    ended = machine.bootstrap("run")
    assert ended.returncode == 1
    assert ended.stderr.splitlines()[-1] == (
        "bootstrap: Python 3.11 to 3.15 is needed, and neither this system nor uv has one:"
        " install it first."
    )
    assert "uv run" not in "".join(machine.ran)


def test_elsewhere_nothing_is_looked_for(machine: Machine) -> None:
    machine.program("uname", "echo Darwin")
    assert machine.bootstrap("test").returncode == 0
    assert machine.ran == ["uv run --frozen pytest"]


def test_started_by_another_path_it_says_how_to_start_it(machine: Machine, tmp_path: Path) -> None:
    link = tmp_path / "elsewhere" / "link.sh"
    link.parent.mkdir()
    link.symlink_to(SCRIPT)
    ended = subprocess.run(
        ["/bin/sh", str(link), "run"],
        env=machine._variables,
        cwd="/",
        capture_output=True,
        text=True,
        timeout=30,
        check=False,
    )
    assert (ended.returncode, machine.ran) == (2, [])
    assert ended.stderr == (
        "bootstrap: start it by its own path, as in: sh packaging/bootstrap.sh run\n"
    )
