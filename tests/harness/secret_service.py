"""A real Secret Service (gnome-keyring) on a D-Bus of its own, for one test."""

import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from harness import processes

_PATIENCE = 10
"""Seconds for the service to appear on the bus."""

_BUS = """<busconfig>
<type>session</type><listen>unix:dir={folder}</listen><auth>EXTERNAL</auth>
<policy context="default">
<allow send_destination="*" eavesdrop="true"/><allow eavesdrop="true"/><allow own="*"/>
</policy>
</busconfig>"""
"""No folders of services: nothing is started by being asked for."""


@dataclass(frozen=True)
class SecretService:
    bus_address: str


@pytest.fixture
def secret_service(monkeypatch: pytest.MonkeyPatch) -> Iterator[SecretService]:
    """Unlocked, empty, and the only one that this process can reach."""
    with _bus(monkeypatch) as address, _keyring(password="test-pass\n"):
        yield SecretService(address)


@pytest.fixture
def locked_secret_service(monkeypatch: pytest.MonkeyPatch) -> Iterator[SecretService]:
    """There, but nobody has unlocked it and nobody answers its prompts."""
    with _bus(monkeypatch) as address, _keyring(password=None):
        yield SecretService(address)


@pytest.fixture
def bus_without_secret_service(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The address of a bus that nobody offers anything on."""
    with _bus(monkeypatch) as address:
        yield address


@contextmanager
def _bus(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    if not sys.platform.startswith("linux"):
        pytest.skip("a Secret Service is Linux's keyring")
    with ExitStack() as stack:
        folder = tempfile.mkdtemp(prefix="ltx-keyring-")
        stack.callback(shutil.rmtree, folder, ignore_errors=True)
        for name in ("HOME", "XDG_RUNTIME_DIR", "XDG_DATA_HOME"):
            monkeypatch.setenv(name, folder)
        settings = Path(folder, "bus.conf")
        settings.write_text(_BUS.format(folder=folder))
        bus = stack.enter_context(
            _daemon("dbus-daemon", f"--config-file={settings}", "--nofork", "--print-address=1")
        )
        assert bus.stdout
        address = bus.stdout.readline().strip()
        monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", address)
        yield address


@contextmanager
def _keyring(password: str | None) -> Iterator[None]:
    unlock = ["--unlock"] if password else []
    with _daemon(
        "gnome-keyring-daemon", "--foreground", "--components=secrets", *unlock
    ) as keyring:
        assert keyring.stdin
        keyring.stdin.write(password or "")
        keyring.stdin.close()
        _wait_for_service(keyring)
        yield


@contextmanager
def _daemon(program: str, *arguments: str) -> Iterator["subprocess.Popen[str]"]:
    """Without a display: a prompt for a password is dismissed instead of waiting for ever."""
    path = shutil.which(program)
    if path is None:
        pytest.fail(f"{program} is missing: `sh packaging/bootstrap.sh test` installs it.")
    process = processes.start(
        [path, *arguments],
        env={name: value for name, value in os.environ.items() if name != "DISPLAY"},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )
    try:
        yield process
    finally:
        processes.stop(process)


def _wait_for_service(keyring: "subprocess.Popen[str]") -> None:
    import secretstorage  # noqa: PLC0415 - Linux only

    deadline = time.monotonic() + _PATIENCE
    with closing(secretstorage.dbus_init()) as connection:
        while not secretstorage.check_service_availability(connection):
            if keyring.poll() is not None or time.monotonic() > deadline:
                pytest.fail("the Secret Service did not appear on the private bus")
            time.sleep(0.005)
