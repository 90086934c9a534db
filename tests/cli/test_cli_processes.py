"""The commands as processes: cron's environment, pipes, encodings, signals, keyrings, imports."""

import asyncio
import json
import os
import shlex
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import product
from pathlib import Path

import pytest
from harness.command_line import DAY, account, cookie, unknown
from harness.platforms import linux_only
from harness.processes import ENDS
from harness.secret_service import SecretService
from harness.waiting import hold_until

import ltx_desktop
from ltx_desktop.app.wiring import profile
from ltx_desktop.demo.faults import read_fault
from ltx_desktop.demo.server import DemoServer
from ltx_desktop.domain.base_url import BaseUrl
from ltx_desktop.domain.secret import Secret
from ltx_desktop.domain.token import ApiToken
from ltx_desktop.store.secrets import TokenVault

ROOT = Path(ltx_desktop.__file__).parent.parent
PROGRAM = [sys.executable, "-W", "error", "-m", "ltx_desktop"]
PATIENCE = 60
pytestmark = linux_only("elsewhere no variable moves the folder of the settings")

FINE, DEAD = "fine@x.example", "dead@x.example"

REPORT = """
import atexit, sys
names = lambda: " ".join(sorted({name.partition(".")[0] for name in sys.modules}))
atexit.register(lambda: sys.stderr.write(names()))
from ltx_desktop.__main__ import main
sys.exit(main())
"""


def words(value: object) -> str | None:
    """An id for a test with these arguments."""
    return " ".join(value) if isinstance(value, list) else None


@dataclass
class Home:
    """A home folder whose settings name the demo service, and the environment of nobody."""

    folder: Path
    server: DemoServer

    @property
    def bare(self) -> dict[str, str]:
        return {"HOME": str(self.folder), "PATH": "/usr/bin:/bin"}

    @property
    def environment(self) -> dict[str, str]:
        return self.bare | {"LTX_API_TOKEN": self.server.token}

    def run(
        self,
        *arguments: str,
        environment: dict[str, str] | None = None,
        program: list[str] = PROGRAM,
        **options: object,
    ) -> "subprocess.CompletedProcess[str]":
        given: dict[str, object] = {"stdin": subprocess.DEVNULL} if "input" not in options else {}
        return subprocess.run(  # type: ignore[call-overload, no-any-return]
            [*program, *arguments],
            env=self.environment if environment is None else environment,
            cwd=ROOT,
            capture_output=True,
            text=True,
            timeout=PATIENCE,
            check=False,
            **(given | options),
        )


@pytest.fixture
def home(tmp_path: Path) -> Iterator[Home]:
    with DemoServer(accounts=[account(FINE, 20 * DAY)]) as server:
        settings = tmp_path / ".config" / "ltx-accounts" / "settings.json"
        settings.parent.mkdir(parents=True)
        settings.write_text(json.dumps({"base_url": server.base_url}))
        yield Home(tmp_path, server)


def under_cron(home: Home, command: str) -> "subprocess.CompletedProcess[str]":
    """As cron runs a line: sh, four variables, no terminal, no display, no bus."""
    variables = [f"HOME={home.folder}", "PATH=/usr/bin:/bin", "SHELL=/bin/sh", "LOGNAME=nobody"]
    shell = ["env", "-i", *variables, "/bin/sh", "-c"]
    line = f"cd {shlex.quote(str(ROOT))} && {command}"
    return subprocess.run(
        [*shell, line],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=False,
    )


def test_check_tells_all_its_verdicts_under_cron(home: Home) -> None:
    program = shlex.join([sys.executable, "-m", "ltx_desktop", "check"])
    token = f"LTX_API_TOKEN={home.server.token}"
    fine = under_cron(home, f"{token} {program}")
    assert (fine.returncode, fine.stdout, fine.stderr) == (
        0,
        "The account is fine for 7 d.\n",
        "",
    )
    home.server.accounts[DEAD] = account(DEAD, -DAY)
    due = under_cron(home, f"{token} {program} --within 36h")
    assert (due.returncode, due.stderr) == (1, "")
    assert due.stdout.splitlines()[1].startswith(f"  {DEAD}: expired")
    without = under_cron(home, program)
    assert (without.returncode, without.stdout) == (2, "")
    assert without.stderr == (
        "The API token could not be read from the keyring. There is no keyring here: cron and "
        "services have none without a session. Set LTX_API_TOKEN to do without it.\n"
    )
    offline = under_cron(home, f"{program} --offline")
    assert (offline.returncode, offline.stdout) == (1, due.stdout.replace("1 d 12 h", "7 d"))
    mail = under_cron(home, f"{token} {program} >/dev/null || echo look")
    assert mail.stdout == "look\n"


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["list"], 0),
        (["list", "--json"], 0),
        (["list", "--offline"], 2),
        (["check"], 0),
        (["check", "--within", "30d"], 1),
        (["check", "--within", "soon"], 2),
        (["check", "--offline"], 2),
        (["renew"], 2),
        (["renew", FINE], 1),
        (["remove", FINE], 1),
        (["remove", FINE, "--yes"], 0),
        (["remove", "--yes", "--nonsense", FINE], 2),
    ],
    ids=words,
)
def test_the_exit_code_answers_and_there_is_never_a_traceback(
    home: Home, arguments: list[str], code: int
) -> None:
    ended = home.run(*arguments)
    assert ended.returncode == code, ended.stderr
    assert "Traceback" not in ended.stderr
    assert home.server.token not in ended.stdout + ended.stderr


@pytest.mark.parametrize(
    "odd",
    [
        {"TZ": "Asia/Kathmandu"},
        {"TZ": "Australia/Lord_Howe"},
        {"TZ": "No/Where"},
        {"TZ": ""},
        {"TZ": os.fsdecode(b"\xff")},
        {"LC_ALL": "tr_TR.UTF-8", "LANG": "nonsense"},
        {"PYTHONOPTIMIZE": "2"},
        {"TMPDIR": "/nonexistent"},
    ],
    ids=repr,
)
def test_an_odd_environment_changes_no_answer(home: Home, odd: dict[str, str]) -> None:
    ended = home.run("check", environment=home.environment | odd)
    told = (ended.returncode, ended.stdout, ended.stderr)
    assert told == (0, "The account is fine for 7 d.\n", "")


def test_a_home_of_odd_bytes_and_none_at_all_do(home: Home) -> None:
    odd = home.folder / os.fsdecode(b"h\xff")
    odd.mkdir()
    (home.folder / ".config").rename(odd / ".config")
    places = {"XDG_CONFIG_HOME": ".config", "XDG_DATA_HOME": "data", "XDG_STATE_HOME": "state"}
    without = home.environment | {name: str(odd / part) for name, part in places.items()}
    del without["HOME"]
    for environment in (home.environment | {"HOME": str(odd)}, without):
        ended = home.run("list", environment=environment)
        assert (ended.returncode, ended.stderr) == (0, "")
        assert FINE in ended.stdout


def test_k10_a_umask_of_nothing_opens_no_file_to_others(home: Home) -> None:
    before = {*home.folder.rglob("*")}
    assert home.run("list", umask=0).returncode == 0
    made = [one for one in {*home.folder.rglob("*")} - before if "ltx-accounts" in one.parts]
    assert any(one.name == "accounts.sqlite3" for one in made)
    assert not [one for one in made if one.stat().st_mode & 0o077]


def test_an_account_whose_end_nobody_knows_is_2(home: Home) -> None:
    home.server.accounts["u@x.example"] = unknown("u@x.example")
    assert home.run("check").returncode == 2


def test_renew_reads_a_paste_and_says_what_became_of_it(home: Home) -> None:
    ended = home.run("renew", FINE, input=cookie(FINE))
    assert (ended.returncode, ended.stderr) == (0, "")
    assert ended.stdout == f"{FINE} was renewed. Refresh token: 20 d to 90 d.\n"
    again = home.run("renew", FINE, input=cookie(FINE))
    assert (again.returncode, again.stdout) == (1, "")
    home.server.faults.add(read_fault("reset"))
    lost = home.run("renew", FINE, input=cookie(FINE, refresh="SYN-another"))
    assert (lost.returncode, lost.stdout) == (2, "")
    assert "SYN" not in ended.stdout + again.stderr + lost.stderr
    written = b"".join(one.read_bytes() for one in home.folder.rglob("*") if one.is_file())
    for secret in ("SYN-refresh", "synthetic-user", home.server.token):
        assert secret.encode() not in written


@pytest.mark.parametrize(
    ("arguments", "too_much"),
    [
        (["list"], {"PySide6", "shiboken6", "qasync", "keyring", "icalendar"}),
        (["check"], {"PySide6", "shiboken6", "qasync", "keyring", "icalendar", "starlette"}),
        (["check", "--offline"], {"PySide6", "httpx", "asyncio", "ssl", "keyring", "truststore"}),
        (["renew", FINE], {"PySide6", "shiboken6", "qasync", "keyring", "icalendar"}),
        (["remove", FINE, "--yes"], {"PySide6", "shiboken6", "qasync", "keyring", "icalendar"}),
    ],
    ids=words,
)
def test_no_qt_is_loaded_and_nothing_that_the_command_does_without(
    home: Home, arguments: list[str], too_much: set[str]
) -> None:
    program = [sys.executable, "-W", "error", "-c", REPORT]
    ended = home.run(*arguments, program=program, input=cookie(FINE))
    loaded = set(ended.stderr.splitlines()[-1].split())
    assert "ltx_desktop" in loaded
    assert not loaded & too_much


@pytest.mark.parametrize("encoding", ["ascii", "cp1252", "utf-8"])
@pytest.mark.parametrize("arguments", [["list"], ["check"], ["check", "--help"]], ids=words)
def test_no_encoding_is_too_small(home: Home, encoding: str, arguments: list[str]) -> None:
    odd = "漢…·🎬\u202e@x.example"
    home.server.accounts[odd] = account(odd, DAY)
    small = {"PYTHONIOENCODING": encoding, "LC_ALL": "C", "PYTHONUTF8": "0"}
    ended = home.run(*arguments, environment=home.environment | small, encoding=encoding)
    assert ended.returncode == (1 if arguments == ["check"] else 0)
    assert ended.stderr == ""
    assert "@x.example" in ended.stdout or "--help" in arguments


def test_an_odd_email_as_an_argument_is_written_as_far_as_possible(home: Home) -> None:
    small = {"PYTHONIOENCODING": "ascii", "LC_ALL": "C", "PYTHONUTF8": "0"}
    ended = home.run("remove", os.fsdecode(b"\xff\xe6@x"), environment=home.environment | small)
    assert (ended.returncode, "Traceback" in ended.stderr) == (1, False)


@pytest.mark.parametrize("arguments", [["list"], ["list", "--json"], ["check"]], ids=words)
def test_a_reader_that_has_gone_is_no_trouble(home: Home, arguments: list[str]) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    with os.fdopen(writing) as gone:
        ended = subprocess.run(
            [*PROGRAM, *arguments],
            env=home.environment,
            cwd=ROOT,
            stdout=gone,
            stderr=subprocess.PIPE,
            timeout=PATIENCE,
            check=False,
        )
    assert (ended.returncode, ended.stderr) == (0, b"")


@pytest.mark.parametrize("words", [["check"], ["check", "--help"], ["--help"], ["--version"]])
def test_output_that_cannot_be_written_is_a_sentence(home: Home, words: list[str]) -> None:
    with Path("/dev/full").open("w") as full:
        ended = subprocess.run(
            [*PROGRAM, *words],
            env=home.environment,
            cwd=ROOT,
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            timeout=PATIENCE,
            check=False,
        )
    assert ended.returncode == 2
    assert ended.stderr == "The output cannot be written: No space left on device.\n"


def test_closed_streams_are_no_trouble(home: Home) -> None:
    command = shlex.join([*PROGRAM, "check"])
    ended = subprocess.run(
        ["/bin/sh", "-c", f"{command} <&- >&- 2>&-; echo $?; {command} >&- 2>&-; echo $?"],
        env=home.environment,
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=False,
    )
    assert (ended.stdout, ended.stderr) == ("0\n0\n", "")


def interrupted(
    home: Home, begun: Callable[[], bool], *arguments: str, signals: Sequence[signal.Signals]
) -> tuple[int, str, str]:
    """Exit code, stdout and stderr of a command that gets `signals` once it has `begun`."""
    with subprocess.Popen(
        [*PROGRAM, *arguments],
        env=home.environment,
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdin
        process.stdin.write(cookie(FINE))
        process.stdin.close()
        process.stdin = None
        hold_until(begun, "the request", process)
        at = time.monotonic()
        for number in signals:
            process.send_signal(number)
        out, errors = process.communicate(timeout=PATIENCE)
        assert time.monotonic() - at < 5
    return process.returncode, out, errors


@pytest.mark.parametrize("number", ENDS)
@pytest.mark.parametrize("arguments", [["list"], ["check"], ["remove", FINE, "--yes"]], ids=words)
def test_a_signal_during_a_request_ends_with_its_number(
    home: Home, arguments: list[str], number: signal.Signals
) -> None:
    home.server.faults.add(read_fault("delay=60"))
    ended = interrupted(home, lambda: bool(home.server.requests), *arguments, signals=[number])
    assert ended == (128 + number, "", "")


@pytest.mark.parametrize(
    "signals",
    [*product(ENDS), *product(ENDS, repeat=2)],
    ids=lambda signals: "-".join(one.name for one in signals),
)
def test_a_signal_while_cookies_are_sent_says_that_they_may_have_arrived(
    home: Home, signals: tuple[signal.Signals, ...]
) -> None:
    home.server.faults.add(read_fault("POST:delay=60"))

    def sending() -> bool:
        return any(method == "POST" for method, _path in home.server.requests)

    code, out, errors = interrupted(home, sending, "renew", FINE, signals=signals)
    assert (code in {128 + one for one in signals}, out) == (True, "")
    assert errors.startswith("Stopped. The service may already have taken the cookie")
    assert errors.count("\n") == 1


def test_under_nohup_the_end_of_the_terminal_stops_nothing(home: Home) -> None:
    home.server.faults.add(read_fault("delay=1"))
    with subprocess.Popen(
        ["nohup", *PROGRAM, "list"],
        env=home.environment,
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        hold_until(lambda: home.server.requests, "the request", process)
        process.send_signal(signal.SIGHUP)
        out, _errors = process.communicate(timeout=PATIENCE)
    assert (process.returncode, FINE in out) == (0, True)


def test_ctrl_c_while_nothing_is_pasted_ends_with_130(home: Home) -> None:
    ours, terminal = os.openpty()
    with subprocess.Popen(
        [*PROGRAM, "renew", FINE],
        env=home.environment,
        cwd=ROOT,
        stdin=terminal,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stderr
        assert process.stderr.readline().startswith("Paste here")
        process.send_signal(signal.SIGINT)
        _out, errors = process.communicate(timeout=PATIENCE)
    os.close(ours)
    os.close(terminal)
    assert process.returncode == 130
    assert "Traceback" not in errors


def with_bus(home: Home) -> dict[str, str]:
    bus = {name: os.environ[name] for name in ("DBUS_SESSION_BUS_ADDRESS", "XDG_RUNTIME_DIR")}
    return home.bare | bus


def test_the_token_is_taken_from_the_keyring(home: Home, secret_service: SecretService) -> None:
    assert secret_service.bus_address
    vault = TokenVault(profile._KEYRING_SERVICE)
    token = ApiToken(Secret(home.server.token), BaseUrl.parse(home.server.base_url).origin)
    asyncio.run(vault.save(token))
    ended = home.run("check", environment=with_bus(home))
    assert (ended.returncode, ended.stdout) == (0, "The account is fine for 7 d.\n")
    # The variable goes first.
    other = home.run("check", environment=with_bus(home) | {"LTX_API_TOKEN": "user:1-other"})
    assert (other.returncode, other.stderr.split(".")[0]) == (2, "The API token was refused")
    assert asyncio.run(vault.load("https://unasked.example")) == token


def test_a_locked_keyring_is_told_with_the_way_around_it(
    home: Home, locked_secret_service: SecretService
) -> None:
    assert locked_secret_service.bus_address
    ended = home.run("check", environment=with_bus(home))
    assert (ended.returncode, ended.stdout) == (2, "")
    assert ended.stderr.startswith("The API token could not be read from the keyring.")
    assert "LTX_API_TOKEN" in ended.stderr
    assert home.run("check", environment=with_bus(home) | home.environment).returncode == 0


@pytest.mark.usefixtures("bus_without_secret_service")
def test_a_bus_without_a_keyring_is_told_likewise(home: Home) -> None:
    ended = home.run("list", environment=with_bus(home))
    assert (ended.returncode, ended.stdout) == (2, "")
    assert "There is no keyring here" in ended.stderr
    assert "LTX_API_TOKEN" in ended.stderr
