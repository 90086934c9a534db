"""Every command of the README does what the README says: it is run here, one by one.

What installs something, or wants a service manager, is compared with what it is about instead;
`.ci/run` itself runs the first two. A command that is not known here fails.
"""

import json
import os
import re
import shlex
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from configparser import RawConfigParser
from dataclasses import dataclass
from fnmatch import fnmatch
from pathlib import Path

import pytest
from facts import NAME, ROOT, VERSION
from harness.browser_menus import chrome_curl_cmd
from harness.platforms import linux_only
from harness.processes import until_written
from harness.system_tools import need

from ltx_desktop.api.releases import INDEX
from ltx_desktop.app.paths import Paths
from ltx_desktop.app.walkthrough import synthetic_cookie

pytestmark = linux_only("the README's shell is Linux's")

README = (ROOT / "README.md").read_text("utf-8")
BLOCK = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
UNIT = re.compile(r"`([\w-]+\.(?:service|timer))`:\n\n```ini\n(.*?)^```$", re.MULTILINE | re.DOTALL)
PROGRAM = Path(sys.executable).with_name("ltx-desktop")
PATIENCE = 60
ADDRESS = "127.0.0.1:8080"
"""Of the README's demo service; here it gets any free port."""

STUDIO = "studio@northlight.example"
DUE = ["archive@northlight.example", "ads@northlight.example", "renders@northlight.example"]
SPAN = re.compile(r"\d+ (?:d|h|min|s)\b(?: \d+ (?:h|min|s)\b)?")


@dataclass(frozen=True)
class Shown:
    """A command, and what the README says that it prints; None where it does not say."""

    command: str
    output: str | None = None


def commands() -> Iterator[Shown]:
    for language, text in BLOCK.findall(README):
        if language == "sh":
            yield from (Shown(line) for line in text.splitlines() if line and line[0] != "#")
        elif language == "console":
            for part in re.split(r"^\$ ", text, flags=re.MULTILINE)[1:]:
                command, _newline, output = part.partition("\n")
                yield Shown(command, output)


SHOWN = list(commands())
SERVER = next(one for one in SHOWN if " demo-server " in one.command)


def of_checkout(command: str) -> str:
    """Without what `uv run` does: the environment is there already."""
    return command.removeprefix("uv run --frozen ")


@dataclass
class Machine:
    """Somebody's home with the program in `~/.local/bin`, and the README's demo service."""

    home: Path
    address: str = ""
    greeting: str = ""
    token: str = ""

    @property
    def bare(self) -> dict[str, str]:
        """As cron and systemd have it, with the program found."""
        return {"HOME": str(self.home), "PATH": f"{self.home}/.local/bin:/usr/bin:/bin"}

    def run(
        self, command: str, environment: dict[str, str] | None = None
    ) -> "subprocess.CompletedProcess[str]":
        return subprocess.run(
            ["/bin/sh", "-c", command.replace(ADDRESS, self.address)],
            env=self.bare | {"LTX_API_TOKEN": self.token} if environment is None else environment,
            cwd=self.home,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=PATIENCE,
            check=False,
        )


@pytest.fixture(scope="module")
def machine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Machine]:
    machine = Machine(tmp_path_factory.mktemp("home"))
    programs = machine.home / ".local" / "bin"
    programs.mkdir(parents=True)
    (programs / PROGRAM.name).symlink_to(PROGRAM)
    pairs = [tuple(one.split("=", 1)) for one in synthetic_cookie(STUDIO).split("; ")]
    paste = chrome_curl_cmd([*pairs, ("_ga", "GA1.1.1")], lambda choices: choices[0])  # type: ignore[list-item]
    (machine.home / "paste.txt").write_text(paste)
    words = shlex.split(of_checkout(SERVER.command))
    words[words.index("--port") + 1] = "0"
    with subprocess.Popen(words, env=machine.bare, stdout=subprocess.PIPE, text=True) as server:
        try:
            assert server.stdout
            machine.greeting = "".join(server.stdout.readline() for _line in range(3))
            base_url, machine.token = machine.greeting.splitlines()[0].split()
            machine.address = base_url.split("/")[2]
            settings = machine.home / ".config" / "ltx-accounts" / "settings.json"
            settings.parent.mkdir(parents=True)
            settings.write_text(json.dumps({"base_url": base_url}))
            for one in SHOWN:
                if one.command.startswith("(umask 077; "):
                    assert machine.run(one.command).returncode == 0
            yield machine
        finally:
            server.kill()


def without_times(text: str) -> str:
    return SPAN.sub("(span)", text)


def runs(machine: Machine, shown: Shown, code: int = 0) -> None:
    ended = machine.run(shown.command)
    assert (ended.returncode, ended.stderr) == (code, "")
    if shown.output is not None:
        said = ended.stdout.replace(machine.address, ADDRESS)
        assert without_times(said) == without_times(shown.output)


def tells_who_is_due(machine: Machine, shown: Shown) -> None:
    runs(machine, shown, code=1)


def lists_who_is_due(machine: Machine, shown: Shown) -> None:
    need("jq")
    ended = machine.run(shown.command)
    assert (ended.returncode, ended.stdout.splitlines(), ended.stderr) == (0, DUE, "")


def is_curl(machine: Machine, shown: Shown) -> None:
    need("curl")
    ended = machine.run(shown.command.replace("curl ", "curl --silent --fail "))
    assert (ended.returncode, ended.stdout.strip()) == (0, (shown.output or "").strip())


def is_the_demo_server(machine: Machine, shown: Shown) -> None:
    assert shown == SERVER
    assert machine.greeting.replace(machine.address, ADDRESS) == shown.output


def opens_the_window(machine: Machine, _shown: Shown) -> None:
    log = machine.home / ".local" / "state" / "ltx-accounts" / "log" / "ltx-accounts.log"
    environment = machine.bare | {"QT_QPA_PLATFORM": "offscreen"}
    with subprocess.Popen([PROGRAM], env=environment, stderr=subprocess.PIPE, text=True) as process:
        until_written(log, "the window is made", process)
        process.send_signal(signal.SIGTERM)
        assert process.wait(PATIENCE) == 0


def keeps_the_token_to_its_owner(machine: Machine, shown: Shown) -> None:
    runs(machine, shown)
    kept = machine.home / ".config" / "ltx-accounts" / "environment"
    assert kept.stat().st_mode & 0o777 == 0o600
    assert kept.read_text() == f"LTX_API_TOKEN={machine.token}\n"


def is_run_by_ci(_machine: Machine, shown: Shown) -> None:
    what = shown.command.rpartition(" ")[2]
    number = [one.command for one in SHOWN].index(shown.command) + 1
    ci = (ROOT / ".ci" / "run").read_text("utf-8")
    assert f"{what}_command=$(block {number})\n" in ci
    assert f'sh -c "${what}_command"' in ci


def is_what_bootstrap_ends_with(_machine: Machine, shown: Shown) -> None:
    script = (ROOT / "packaging" / "bootstrap.sh").read_text("utf-8")
    handed_over = re.findall(r'exec "\$uv" (run --frozen .*) "\$@" ;;', script)
    without = [f"uv {one}".replace("--no-dev ", "") for one in handed_over]
    assert shown.command in without


def is_a_recipe(_machine: Machine, shown: Shown) -> None:
    uv, recipe = shown.command.split(" python ")
    group = uv.split()[-1]
    assert f"\n{group} = [\n" in (ROOT / "pyproject.toml").read_text("utf-8")
    script, what = recipe.split()
    told = subprocess.run(
        [sys.executable, ROOT / script, "--help"],
        capture_output=True,
        text=True,
        check=True,
        timeout=PATIENCE,
    )
    assert re.search(rf"[{{,]{what}[,}}]", told.stdout)


def leads_to_the_uv_of_bootstrap(_machine: Machine, shown: Shown) -> None:
    script = (ROOT / "packaging" / "bootstrap.sh").read_text("utf-8")
    folder = shown.command.removeprefix('export PATH="$PATH:$PWD/').removesuffix('"')
    assert f"uv={folder}/uv\n" in script


def is_what_the_package_is_built_with(_machine: Machine, shown: Shown) -> None:
    releasing = (ROOT / "packaging" / "RELEASING.md").read_text("utf-8")
    (row,) = re.findall(r"^\| `\.deb` \|.*", releasing, re.MULTILINE)
    packages = shown.command.split()[3:]
    assert re.findall(r"`([^`]+)`", row.split("|")[4]) == packages
    script = (ROOT / "packaging" / "debian" / "build.sh").read_text("utf-8")
    assert f" {' '.join(packages)} " in script


def installs_what_was_built(_machine: Machine, shown: Shown) -> None:
    """The smoke tests in `packaging/smoke` install it for real; here its name is looked at."""
    path = shown.command.split()[-1].removeprefix("./")
    made = [
        f"build/{NAME}_{VERSION}_amd64.deb",
        f"build/{NAME}-{VERSION}.flatpak",
        f"build/ltx_desktop-{VERSION}-py3-none-any.whl",
    ]
    assert len([one for one in made if fnmatch(one, path)]) == 1


def names_our_units(_machine: Machine, shown: Shown) -> None:
    named = re.findall(r"[\w-]+\.(?:service|timer)", shown.command)
    assert "--user" in shown.command
    assert set(named) <= dict(UNIT.findall(README)).keys()


KNOWN: list[tuple[str, Callable[[Machine, Shown], None]]] = [
    (r"sh packaging/bootstrap\.sh (run|test)", is_run_by_ci),
    (r"uv run --frozen (ltx-desktop --demo|pytest)", is_what_bootstrap_ends_with),
    (r"uv run .* python packaging/build\.py \w+", is_a_recipe),
    (r"export PATH=.*", leads_to_the_uv_of_bootstrap),
    (r"sudo apt-get install \w.*", is_what_the_package_is_built_with),
    (r"(sudo apt-get|flatpak|pipx) install (--user )?\S+", installs_what_was_built),
    (r"uv run --frozen ltx-desktop", opens_the_window),
    (r"uv run --frozen ltx-desktop demo-server .*", is_the_demo_server),
    (r"ltx-desktop menu-entry install", runs),
    (r"ltx-desktop paste-info < paste\.txt", runs),
    (r"ltx-desktop check --within 7d", tells_who_is_due),
    (r"ltx-desktop renew \S+ < paste\.txt", runs),
    (r"ltx-desktop check --json \| jq .*", lists_who_is_due),
    (r"mkdir -p \S+", runs),
    (r"\(umask 077; .*", keeps_the_token_to_its_owner),
    (r"curl .*", is_curl),
    (r"(systemctl|journalctl) --user .*", names_our_units),
]


@pytest.mark.parametrize("shown", SHOWN, ids=lambda shown: shown.command)
def test_a_command_does_what_the_readme_says(machine: Machine, shown: Shown) -> None:
    known = [check for pattern, check in KNOWN if re.fullmatch(pattern, shown.command)]
    assert known, "the README has a command that nothing here runs"
    known[0](machine, shown)


def test_commands_were_found_and_all_that_is_known_is_there() -> None:
    assert len(SHOWN) > 15
    languages = {language for language, _text in BLOCK.findall(README)}
    assert languages == {"sh", "console", "crontab", "ini"}
    for pattern, _check in KNOWN:
        assert [one for one in SHOWN if re.fullmatch(pattern, one.command)], pattern


def test_the_line_for_cron_tells_what_is_due_and_nothing_else(machine: Machine) -> None:
    ((_language, text),) = [one for one in BLOCK.findall(README) if one[0] == "crontab"]
    (line,) = [one for one in text.splitlines() if not one.startswith("#")]
    *when, command = line.split(None, 5)
    assert all(re.fullmatch(r"[\d*/,-]+", one) for one in when)
    # To cron, a bare % ends the command.
    assert not re.search(r"(?<!\\)%", command)
    as_run = command.replace("\\%", "%")
    due = machine.run(as_run, machine.bare)
    assert (due.returncode, due.stderr) == (0, "")
    assert due.stdout.startswith("3 accounts need renewal within 7 d:\n")
    fine = machine.run(as_run.replace("check --within 7d", "--version"), machine.bare)
    assert (fine.returncode, fine.stdout, fine.stderr) == (0, "", "")


@pytest.fixture
def units(machine: Machine) -> dict[str, RawConfigParser]:
    folder = machine.home / ".config" / "systemd" / "user"
    folder.mkdir(parents=True, exist_ok=True)
    found = {}
    for name, text in UNIT.findall(README):
        (folder / name).write_text(text)
        parser = RawConfigParser(strict=True)
        parser.optionxform = str  # type: ignore[assignment,method-assign] # the stub wants a method
        parser.read_string(text)
        found[name] = parser
    return found


def test_the_units_belong_together_and_the_service_tells_what_is_due(
    machine: Machine, units: dict[str, RawConfigParser]
) -> None:
    service, timer = units["ltx-accounts-check.service"], units["ltx-accounts-check.timer"]
    assert service["Service"]["Type"] == "oneshot"
    assert timer["Install"]["WantedBy"] == "timers.target"
    file, start = (
        service["Service"][key].replace("%h", str(machine.home))
        for key in ("EnvironmentFile", "ExecStart")
    )
    lines = Path(file).read_text().splitlines()
    given = dict(line.split("=", 1) for line in lines)
    ended = machine.run(f"exec {start}", {"HOME": str(machine.home)} | given)
    assert (ended.returncode, ended.stderr) == (1, "")
    assert ended.stdout.startswith("3 accounts need renewal within 7 d:\n")


def test_systemd_accepts_the_units(machine: Machine, units: dict[str, RawConfigParser]) -> None:
    analyse = need("systemd-analyze")
    folder = machine.home / ".config" / "systemd" / "user"
    verified = subprocess.run(
        [analyse, "verify", "--user", *(folder / name for name in units)],
        env=machine.bare | {"XDG_RUNTIME_DIR": os.environ["XDG_RUNTIME_DIR"]},
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=False,
    )
    assert (verified.returncode, verified.stderr) == (0, "")


def test_the_table_of_commands_has_the_options_that_there_are(machine: Machine) -> None:
    names = "list|check|renew|remove|account|history|settings"
    told = re.findall(rf"^\| `({names})(?: ([^`]*))?` \|", README, re.MULTILINE)
    assert len(told) == 7
    for name, usage in told:
        ended = machine.run(f"ltx-desktop {name} --help")
        options = set(re.findall(r"--[\w-]+", ended.stdout)) - {"--help"}
        assert (name, set(re.findall(r"--[\w-]+", usage))) == (name, options)


def test_the_keys_of_json_are_those_of_the_table(machine: Machine) -> None:
    section = README[README.index("### JSON") : README.index("### cron")]
    rows = re.findall(r"^\| ((?:`\w+`(?:, )?)+) \|", section, re.MULTILINE)
    table = {key for row in rows for key in re.findall(r"\w+", row)}
    listed = json.loads(machine.run("ltx-desktop list --json").stdout)
    assert set(listed["accounts"][0]) == table
    assert set(listed) == {"read_at", "slots", "accounts"}


@pytest.mark.parametrize("page", ["README.md", "SECURITY.md"])
def test_what_is_asked_besides_the_service_and_where_it_is_noted_is_told(page: str) -> None:
    text = (ROOT / page).read_text("utf-8")
    assert INDEX.text in text
    assert f"`{Paths.of_user().updates.name}`" in text
