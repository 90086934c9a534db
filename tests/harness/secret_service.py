"""A real Secret Service (gnome-keyring) on a D-Bus of its own, for one test."""

import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

_PATIENCE = 10
"""Seconds for the service to appear on the bus."""


@dataclass(frozen=True)
class SecretService:
    bus_address: str


@pytest.fixture
def secret_service(monkeypatch: pytest.MonkeyPatch) -> Iterator[SecretService]:
    """Unlocked, empty, and the only one that this process can reach."""
    with _running(monkeypatch, password="test-pass\n") as service:
        yield service


@pytest.fixture
def locked_secret_service(monkeypatch: pytest.MonkeyPatch) -> Iterator[SecretService]:
    """There, but nobody has unlocked it and nobody answers its prompts."""
    with _running(monkeypatch, password=None) as service:
        yield service


@contextmanager
def _running(monkeypatch: pytest.MonkeyPatch, password: str | None) -> Iterator[SecretService]:
    if not sys.platform.startswith("linux"):
        pytest.skip("a Secret Service is Linux's keyring")
    for program in ("dbus-daemon", "gnome-keyring-daemon"):
        if shutil.which(program) is None:
            pytest.fail(f"{program} is missing: `sh packaging/bootstrap.sh test` installs it.")
    with ExitStack() as stack:
        home = tempfile.mkdtemp(prefix="ltx-keyring-")
        stack.callback(shutil.rmtree, home, ignore_errors=True)
        for name in ("HOME", "XDG_RUNTIME_DIR", "XDG_DATA_HOME"):
            monkeypatch.setenv(name, home)
        bus = stack.enter_context(
            _process(["dbus-daemon", "--session", "--nofork", "--print-address=1"])
        )
        assert bus.stdout
        address = bus.stdout.readline().strip()
        monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", address)
        unlock = ["--unlock"] if password else []
        keyring = stack.enter_context(
            _process(["gnome-keyring-daemon", "--foreground", "--components=secrets", *unlock])
        )
        assert keyring.stdin
        keyring.stdin.write(password or "")
        keyring.stdin.close()
        _wait_for_name("org.freedesktop.secrets")
        yield SecretService(address)


@contextmanager
def _process(command: list[str]) -> Iterator["subprocess.Popen[str]"]:
    """Without a display: a prompt for a password is dismissed instead of waiting for ever."""
    environment = {name: value for name, value in os.environ.items() if name != "DISPLAY"}
    with (
        Path("/dev/null").open("w") as nowhere,
        subprocess.Popen(
            command,
            env=environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=nowhere,
            text=True,
        ) as process,
    ):
        try:
            yield process
        finally:
            process.terminate()


def _wait_for_name(name: str) -> None:
    deadline = time.monotonic() + _PATIENCE
    ask = [
        "dbus-send",
        "--session",
        "--print-reply",
        "--dest=org.freedesktop.DBus",
        "/org/freedesktop/DBus",
        "org.freedesktop.DBus.NameHasOwner",
        f"string:{name}",
    ]
    while (
        "boolean true"
        not in subprocess.run(ask, capture_output=True, text=True, check=False).stdout
    ):
        if time.monotonic() > deadline:
            pytest.fail(f"{name} did not appear on the private bus")
