"""A private X display and fresh folders; nothing of the person who runs the tests is touched."""

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest
from hypothesis import settings

_LEFT_OUT = (
    "WAYLAND_DISPLAY",
    "QT_SCALE_FACTOR",
    "QT_SCREEN_SCALE_FACTORS",
    "QT_AUTO_SCREEN_SCALE_FACTOR",
    "QT_STYLE_OVERRIDE",
    "QT_QPA_PLATFORMTHEME",
    "HTTP_PROXY",
    "HTTPS_PROXY",
    "ALL_PROXY",
    "NO_PROXY",
    "http_proxy",
    "https_proxy",
    "all_proxy",
    "no_proxy",
    "LTX_API_TOKEN",
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
    # A noisy machine is no reason to fail: speed is measured elsewhere.
    settings.register_profile("suite", deadline=None)
    settings.load_profile("suite")
    folder = Path(tempfile.mkdtemp(prefix="ltx-tests-"))
    config.add_cleanup(lambda: shutil.rmtree(folder, ignore_errors=True))
    for name in _LEFT_OUT:
        os.environ.pop(name, None)
    for name, part in _FOLDERS.items():
        (folder / part).mkdir(mode=0o700)
        os.environ[name] = str(folder / part)
    os.environ.update(
        LANGUAGE="en", LC_ALL="C.UTF-8", QT_API="pyside6", DBUS_SESSION_BUS_ADDRESS=NO_BUS
    )
    if sys.platform.startswith("linux"):
        server = _start_xvfb()
        config.add_cleanup(lambda: _stop(server))


def _start_xvfb() -> "subprocess.Popen[str]":
    program = shutil.which("Xvfb")
    if program is None:
        raise pytest.UsageError(
            "Xvfb is missing: `sh packaging/bootstrap.sh test` installs it and runs the tests."
        )
    reading, writing = os.pipe()
    server = subprocess.Popen(
        [program, "-displayfd", str(writing), "-screen", "0", "1600x1200x24", "-nolisten", "tcp"],
        pass_fds=[writing],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    os.close(writing)
    with os.fdopen(reading) as answer:
        number = answer.readline().strip()
    if not number:
        _stop(server)
        raise pytest.UsageError("Xvfb did not start.")
    os.environ.update(DISPLAY=f":{number}", QT_QPA_PLATFORM="xcb")
    return server


def _stop(server: "subprocess.Popen[str]") -> None:
    server.terminate()
    server.wait()
