"""A private X display and fresh folders; nothing of the person who runs the tests is touched."""

import os
import re
import shutil
import signal
import sys
import tempfile
from pathlib import Path

import pytest
from harness import processes
from hypothesis import settings

_LEFT_OUT = re.compile(
    r"(QT|KDE|GNOME|GTK|LTX)_.*|LC_.*|.*_PROXY"
    r"|WAYLAND_DISPLAY|XAUTHORITY|XMODIFIERS|SESSION_MANAGER"
    r"|XDG_CURRENT_DESKTOP|XDG_SESSION_.*|DESKTOP_SESSION|PYTHON_KEYRING_BACKEND",
    re.IGNORECASE,
)
_FOLDERS = {
    "HOME": "home",
    "XDG_DATA_HOME": "data",
    "XDG_CONFIG_HOME": "config",
    "XDG_STATE_HOME": "state",
    "XDG_CACHE_HOME": "cache",
    "XDG_RUNTIME_DIR": "runtime",
}
NO_BUS = "unix:path=/nonexistent/no-bus-for-tests"


def pytest_configure(config: pytest.Config) -> None:
    """Before anything imports Qt or keyring."""
    # What runs in the background of a shell is born deaf to Ctrl+C, under nohup to the end of the
    # terminal, and so are its children.
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)
    if sys.platform != "win32":
        signal.signal(signal.SIGHUP, signal.SIG_DFL)
    # A noisy machine is no reason to fail. The same cases each time, from no database: new ones are
    # looked for in tests/soak, or with --hypothesis-profile=random.
    settings.register_profile("suite", deadline=None, derandomize=True)
    settings.register_profile("random", deadline=None, max_examples=1000, database=None)
    settings.load_profile(config.getoption("hypothesis_profile") or "suite")
    # Without what Python has compiled before, each process that a test starts takes twice as long.
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    sys.dont_write_bytecode = False
    if _hands_out_tests(config):
        return  # its workers run them, each in an environment of its own
    folder = Path(tempfile.mkdtemp(prefix="ltx-tests-"))
    config.add_cleanup(lambda: shutil.rmtree(folder, ignore_errors=True))
    for name in filter(_LEFT_OUT.fullmatch, list(os.environ)):
        del os.environ[name]
    for name, part in _FOLDERS.items():
        (folder / part).mkdir(mode=0o700)
        os.environ[name] = str(folder / part)
    os.environ.update(
        LANG="C.UTF-8",
        LC_ALL="C.UTF-8",
        LANGUAGE="en",
        QT_API="pyside6",
        DBUS_SESSION_BUS_ADDRESS=NO_BUS,
    )
    if sys.platform.startswith("linux"):
        _start_xvfb(config, folder / "xvfb.log")
    else:
        # There is no private one of these, so that no test may reach any.
        os.environ["PYTHON_KEYRING_BACKEND"] = "keyring.backends.fail.Keyring"


def pytest_xdist_auto_num_workers(config: pytest.Config) -> int | None:
    """One process for named files and for tests with a terminal, else one more than cores.

    A quarter of the time is waiting: for windows, sockets and other processes.
    """
    few = all(Path(one.partition("::")[0]).is_file() for one in config.args)
    if few or config.option.capture == "no":
        return 0
    return (os.cpu_count() or 1) + 1


def _hands_out_tests(config: pytest.Config) -> bool:
    return bool(config.getoption("numprocesses")) and not hasattr(config, "workerinput")


def _start_xvfb(config: pytest.Config, log: Path) -> None:
    program = shutil.which("Xvfb")
    if program is None:
        # `system_tools` skips tests that open a window; others draw in memory.
        os.environ.pop("DISPLAY", None)
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
        return
    reading, writing = os.pipe()
    screen = ["-screen", "0", "1600x1200x24", "-nolisten", "tcp", "-noreset"]
    with log.open("w") as output:
        server = processes.start(
            [program, "-displayfd", str(writing), *screen],
            pass_fds=[writing],
            stdout=output,
            stderr=output,
        )
    config.add_cleanup(lambda: processes.stop(server))
    os.close(writing)
    with os.fdopen(reading) as answer:
        number = answer.readline().strip()
    if not number:
        raise pytest.UsageError(f"Xvfb did not start: {log.read_text().strip()}")
    os.environ.update(DISPLAY=f":{number}", QT_QPA_PLATFORM="xcb")
