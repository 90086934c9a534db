"""Started without standard streams: by an icon on Windows, or with them closed by the caller."""

import ctypes
import errno
import io
import subprocess
import sys
from pathlib import Path

import pytest

from ltx_desktop import __main__ as start
from ltx_desktop.app import options
from ltx_desktop.app.refusal import refuse

LIMIT = 120

AS_A_WINDOWS_PROGRAM = """
import sys
sys.stdin = sys.stdout = sys.stderr = None
from ltx_desktop.__main__ import main
sys.exit(main())
"""


def as_windows_program(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Be a Windows program without a console; returns what its message boxes show."""
    shown: list[str] = []

    class Windows:
        class user32:  # noqa: N801 - the library's name
            @staticmethod
            def MessageBoxW(owner: None, text: str, title: str, kind: int) -> int:  # noqa: N802
                assert (owner, title) == (None, "LTX Accounts")
                shown.append(text)
                return kind

    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setattr(ctypes, "windll", Windows, raising=False)
    monkeypatch.setattr(sys, "stderr", None)
    return shown


def without(
    streams: str, arguments: list[str], environment: dict[str, str], folder: Path
) -> "subprocess.CompletedProcess[str]":
    """Run the app with `streams` closed, as a shell writes it."""
    return subprocess.run(
        ["sh", "-c", f'exec "$@" {streams}', "sh", sys.executable, *arguments],
        env=environment,
        cwd=folder,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=LIMIT,
        check=False,
    )


def test_a_windows_program_without_a_console_shows_why_it_does_not_run(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    messages = as_windows_program(monkeypatch)
    refuse("It does not run.\n")
    assert messages == ["It does not run."]


def test_a_wrong_python_is_shown_too(monkeypatch: pytest.MonkeyPatch) -> None:
    messages = as_windows_program(monkeypatch)
    monkeypatch.setattr(sys, "version_info", (3, 9, 0))
    assert start.main() == 2
    assert messages[0].startswith("LTX Accounts runs on Python 3.11 to ")


def test_a_shortcut_with_wrong_options_is_shown_too(monkeypatch: pytest.MonkeyPatch) -> None:
    messages = as_windows_program(monkeypatch)
    with pytest.raises(SystemExit) as ended:
        options.parse(["--nonsense"])
    assert ended.value.code == 2
    assert messages == ["ltx-desktop: error: unrecognized arguments: --nonsense"]


def test_elsewhere_no_standard_error_means_silence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stderr", None)
    refuse("It does not run.")


def test_a_standard_error_that_takes_nothing_is_no_failure_of_its_own(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    class Full(io.StringIO):
        def flush(self) -> None:
            raise OSError(errno.ENOSPC, "No space left on device")

    full = Full()
    monkeypatch.setattr(sys, "stderr", full)
    refuse("It does not run.")
    assert full.getvalue() == "It does not run.\n"


@pytest.mark.parametrize("streams", ["2>&-", ">&-", "<&- >&- 2>&-"])
@pytest.mark.parametrize(
    "arguments",
    [[], ["--nonsense"], ["--demo", "--fault", "nonsense"], ["list", "-x"], ["demo-server", "-x"]],
    ids=["no-display", "option", "fault", "command", "demo-server"],
)
def test_a_start_that_fails_ends_with_2(
    home: dict[str, str], tmp_path: Path, streams: str, arguments: list[str]
) -> None:
    ended = without(streams, ["-m", "ltx_desktop", *arguments], home, tmp_path)
    assert ended.returncode == 2
    assert "Traceback" not in ended.stderr


@pytest.mark.parametrize(
    "arguments",
    [["--nonsense"], ["--demo", "--fault", "nonsense"], ["list", "-x"], ["demo-server", "-x"]],
)
def test_a_start_that_fails_without_the_objects_of_streams_ends_with_2(
    home: dict[str, str], tmp_path: Path, arguments: list[str]
) -> None:
    ended = without("", ["-c", AS_A_WINDOWS_PROGRAM, *arguments], home, tmp_path)
    assert (ended.returncode, ended.stdout, ended.stderr) == (2, "", "")


@pytest.mark.parametrize("arguments", [["--help"], ["--version"], ["list", "--help"]])
def test_a_text_that_nobody_can_read_is_no_failure(
    home: dict[str, str], tmp_path: Path, arguments: list[str]
) -> None:
    ended = without("", ["-c", AS_A_WINDOWS_PROGRAM, *arguments], home, tmp_path)
    assert (ended.returncode, ended.stdout, ended.stderr) == (0, "", "")


def test_the_main_job_can_be_done_without_them(home: dict[str, str], tmp_path: Path) -> None:
    ended = without("", ["-c", AS_A_WINDOWS_PROGRAM, "--demo"], home, tmp_path)
    assert (ended.returncode, ended.stdout, ended.stderr) == (0, "", "")
    assert (tmp_path / "ltx-accounts-demo.png").is_file()
    log = Path(home["XDG_STATE_HOME"]) / "ltx-accounts-demo" / "log" / "ltx-accounts.log"
    assert "the window is made" in log.read_text()
    assert "ERROR" not in log.read_text()


def test_no_file_takes_the_place_of_a_closed_stream(home: dict[str, str], tmp_path: Path) -> None:
    """Libraries write on standard error by its number, whatever is open there by then."""
    program = (
        "import os\n"
        "from ltx_desktop.app.main import run\n"
        "run(['paste-info'])\n"
        "with open('number', 'w') as file:\n"
        "    file.write(f'{file.fileno()} {os.get_inheritable(2)}')\n"
    )
    ended = without("<&- >&- 2>&-", ["-c", program], home, tmp_path)
    assert ended.returncode == 0
    assert (tmp_path / "number").read_text() == "3 True"
