"""`ltx-desktop` as a process: exit codes, sentences, and what it must not touch."""

import inspect
import os
import re
import signal
import socket
import subprocess
import sys
from pathlib import Path

import pytest
from harness.demo_window import demo_window

from ltx_desktop import __version__
from ltx_desktop.app import main
from ltx_desktop.app.options import COMMANDS, parse

PROGRAM = [sys.executable, "-m", "ltx_desktop"]
LIMIT = 120


def run(
    arguments: list[str], environment: dict[str, str], folder: Path
) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [*PROGRAM, *arguments],
        env=environment,
        cwd=folder,
        capture_output=True,
        text=True,
        timeout=LIMIT,
        check=False,
    )


def test_t5_without_a_display_it_says_what_is_missing_and_ends_with_2(
    home: dict[str, str], tmp_path: Path
) -> None:
    ended = run([], home, tmp_path)
    assert ended.returncode == 2
    assert ended.stderr.startswith("There is no display")
    assert ended.stderr.count("\n") == 1


def test_a_display_that_does_not_answer_is_named(home: dict[str, str], tmp_path: Path) -> None:
    ended = run([], home | {"DISPLAY": ":4711"}, tmp_path)
    assert ended.returncode == 2
    assert "The display :4711 does not let LTX Accounts in, or does not answer." in ended.stderr


@pytest.mark.parametrize(
    "display",
    [
        {"WAYLAND_DISPLAY": "nobody-there"},
        {"WAYLAND_DISPLAY": "nobody-there", "DISPLAY": ":4711"},
        {"DISPLAY": "nobody.invalid:0"},
        {"DISPLAY": "", "QT_QPA_PLATFORM": "nonsense"},
    ],
    ids=["wayland-only", "neither-answers", "remote", "no-such-platform"],
)
def test_t5_a_display_that_lets_nobody_in_is_one_sentence_and_2(
    home: dict[str, str], tmp_path: Path, display: dict[str, str]
) -> None:
    (tmp_path / "runtime").mkdir(mode=0o700)
    runtime = {"XDG_RUNTIME_DIR": str(tmp_path / "runtime")}
    ended = run([], home | runtime | display, tmp_path)
    assert ended.returncode == 2
    assert "from a desktop session" in ended.stderr
    assert ended.stderr.count("\n") == 1


def test_the_version_is_told(home: dict[str, str], tmp_path: Path) -> None:
    assert run(["--version"], home, tmp_path).stdout == f"LTX Accounts {__version__}\n"


def test_unknown_words_end_with_2_and_a_sentence(home: dict[str, str], tmp_path: Path) -> None:
    ended = run(["--nonsense"], home, tmp_path)
    assert ended.returncode == 2
    assert "Traceback" not in ended.stderr


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["lst", "--json"], f"there is no command lst; the commands are {', '.join(COMMANDS)}"),
        (["--demo", "list"], "list has to be the first word"),
    ],
)
def test_a_word_that_is_no_command_ends_with_2_and_those_that_there_are(
    arguments: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        parse(arguments)
    assert ended.value.code == 2
    told = capsys.readouterr().err
    assert " [COMMAND]\n" in told
    assert told.endswith(f"ltx-desktop: error: argument COMMAND: {said}\n")


def test_the_commands_of_the_help_are_those_that_there_are() -> None:
    assert set(re.findall(r'case "(.+)":', inspect.getsource(main._command))) == set(COMMANDS)


def test_an_unknown_fault_ends_the_demo_with_2(home: dict[str, str], tmp_path: Path) -> None:
    ended = run(["--demo", "--fault", "nonsense"], home, tmp_path)
    assert ended.returncode == 2
    assert "There is no fault 'nonsense'." in ended.stderr
    assert "Traceback" not in ended.stderr


def test_t7_the_demo_without_a_display_does_the_main_job_and_touches_nothing_of_the_user(
    home: dict[str, str], tmp_path: Path
) -> None:
    ended = run(["--demo"], home, tmp_path)
    assert ended.returncode == 0, ended.stderr
    assert ended.stdout.startswith("The window lists 5 accounts of the demo service.\n")
    assert "new@northlight.example" in ended.stdout
    assert (tmp_path / "ltx-accounts-demo.png").read_bytes().startswith(b"\x89PNG")
    written = {one.relative_to(tmp_path) for one in tmp_path.rglob("*") if one.is_file()}
    outside = [one for one in written if "ltx-accounts-demo" not in str(one)]
    assert outside == []
    again = run(["--demo"], home, tmp_path)
    assert again.stdout.startswith("The window lists 6 accounts of the demo service.\n")


def test_styles_plugins_and_zones_that_are_not_there_keep_no_window_shut(
    home: dict[str, str], tmp_path: Path
) -> None:
    odd = {
        "QT_STYLE_OVERRIDE": "kvantum",
        "QT_QPA_PLATFORMTHEME": "qt6ct",
        "QT_PLUGIN_PATH": "/nonexistent",
        "TZ": os.fsdecode(b"\xff"),
        "TMPDIR": "/nonexistent",
    }
    ended = run(["--demo"], home | odd, tmp_path)
    assert (ended.returncode, ended.stderr) == (0, "")


def test_the_demo_offline_still_shows_what_it_knew(home: dict[str, str], tmp_path: Path) -> None:
    assert run(["--demo"], home, tmp_path).returncode == 0
    program = (
        "from ltx_desktop.app import demo_profile\n"
        "from harness.waiting import until\n"
        "async def look(controllers):\n"
        "    records = controllers.window.records\n"
        "    said = controllers.window.accounts.notice.text\n"
        "    await until(lambda: 'cannot be reached' in said())\n"
        "    print(len(records.records()), said())\n"
        "    return 0\n"
        "raise SystemExit(demo_profile.run_demo(['reset'], watch=look))\n"
    )
    ended = subprocess.run(
        [sys.executable, "-c", program],
        env=home | {"QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(Path(__file__).parents[1])},
        capture_output=True,
        text=True,
        timeout=LIMIT,
        check=False,
    )
    assert ended.stdout.startswith("6 The service cannot be reached."), ended.stderr
    assert "Shown as of" in ended.stdout


def test_pipes_in_the_place_of_its_files_hold_up_no_start(home: dict[str, str]) -> None:
    config, data = (
        Path(home[name]) / "ltx-accounts-demo" for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME")
    )
    pipes = [
        config / "settings.json",
        config / "window.ini",
        data / "accounts.sqlite3",
        data / "accounts.sqlite3-wal",
        data / "accounts.sqlite3.backup",
        data / "updates.json",
        data / "window.lock",
        data / "window.socket",
        data / "window.address",
    ]
    for pipe in pipes:
        pipe.parent.mkdir(exist_ok=True)
        os.mkfifo(pipe)
    with demo_window(home) as process:
        process.send_signal(signal.SIGTERM)
        _out, errors = process.communicate(timeout=10)
    assert (process.returncode, errors) == (0, "")


@pytest.mark.parametrize("allowed", [True, False])
def test_s1_a_crash_leaves_no_core(home: dict[str, str], allowed: bool) -> None:
    """With a limit of 1, Linux pipes no core to a crash handler either."""
    program = (
        "import resource, sys\n"
        f"hard = resource.getrlimit(resource.RLIMIT_CORE)[1] if {allowed} else 0\n"
        "resource.setrlimit(resource.RLIMIT_CORE, (hard, hard))\n"
        "from ltx_desktop.app.main import run\n"
        "run(['paste-info'])\n"
        "print(resource.getrlimit(resource.RLIMIT_CORE)[0] == (1 if hard else 0))\n"
    )
    ended = subprocess.run(
        [sys.executable, "-c", program],
        env=home,
        input="nothing",
        capture_output=True,
        text=True,
        timeout=LIMIT,
        check=True,
    )
    assert ended.stdout.splitlines()[-1] == "True"


def test_a_display_that_hangs_is_not_waited_for(home: dict[str, str], tmp_path: Path) -> None:
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as silent:
        silent.bind("\0/tmp/.X11-unix/X4712")
        silent.listen()
        ended = run([], home | {"DISPLAY": ":4712"}, tmp_path)
    assert ended.returncode == 2
    assert ended.stderr.startswith("The display :4712 does not let LTX Accounts in")
    assert ended.stderr.count("\n") == 1
