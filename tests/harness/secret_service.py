"""A real Secret Service (gnome-keyring) on a D-Bus of its own, for one test."""

import subprocess
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass

import pytest
from harness.session_bus import daemon, private_bus

_PATIENCE = 10
"""Seconds for the service to appear on the bus."""


@dataclass(frozen=True)
class SecretService:
    bus_address: str


@pytest.fixture
def secret_service(monkeypatch: pytest.MonkeyPatch) -> Iterator[SecretService]:
    """Unlocked, empty, and the only one that this process can reach."""
    with private_bus(monkeypatch) as address, _keyring(password="test-pass\n"):
        yield SecretService(address)


@pytest.fixture
def locked_secret_service(monkeypatch: pytest.MonkeyPatch) -> Iterator[SecretService]:
    """There, but nobody has unlocked it and nobody answers its prompts."""
    with private_bus(monkeypatch) as address, _keyring(password=None):
        yield SecretService(address)


@pytest.fixture
def bus_without_secret_service(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The address of a bus that nobody offers anything on."""
    with private_bus(monkeypatch) as address:
        yield address


@contextmanager
def _keyring(password: str | None) -> Iterator[None]:
    unlock = ["--unlock"] if password else []
    with daemon(
        "gnome-keyring-daemon",
        "--foreground",
        "--components=secrets",
        *unlock,
        display=False,  # a prompt for a password is dismissed instead of waiting for ever
    ) as keyring:
        assert keyring.stdin
        keyring.stdin.write(password or "")
        keyring.stdin.close()
        _wait_for_service(keyring)
        with _chosen_anew():
            yield


@contextmanager
def _chosen_anew() -> Iterator[None]:
    """The library chooses once for a process; another test may have had none to choose from."""
    import keyring.core  # only where it is used

    before = keyring.get_keyring()
    keyring.core.init_backend()
    try:
        yield
    finally:
        keyring.set_keyring(before)


def _wait_for_service(keyring: "subprocess.Popen[str]") -> None:
    import secretstorage  # Linux only

    deadline = time.monotonic() + _PATIENCE
    with closing(secretstorage.dbus_init()) as connection:
        while not secretstorage.check_service_availability(connection):
            if keyring.poll() is not None or time.monotonic() > deadline:
                pytest.fail("the Secret Service did not appear on the private bus")
            time.sleep(0.005)
