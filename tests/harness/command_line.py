"""Commands in this process: a demo service over a socket, a database file, no window."""

import base64
import io
import json
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO, Protocol

import pytest
from harness.paths import paths_in

from ltx_desktop.app.main import TOKEN_VARIABLE
from ltx_desktop.app.paths import Paths
from ltx_desktop.app.wiring.commands import UserProfile, connect
from ltx_desktop.app.wiring.profile import OpenedProfile
from ltx_desktop.cli.profile import Connected, Profile
from ltx_desktop.demo.accounts import DemoAccount
from ltx_desktop.demo.server import DemoServer
from ltx_desktop.services.ports import VaultPort

HOUR = 3600.0
DAY = 24 * HOUR
_LATER = 4_000_000_000
"""Seconds since 1970: the year 2096."""


def account(email: str, left: float, **more: object) -> DemoAccount:
    """An account whose session ends in `left` seconds, and half a minute to look at it in."""
    now = time.time() + 30
    values: dict[str, object] = {
        "email": email,
        "updated": now - DAY - 60,
        "access_expire": now + min(left, 20 * HOUR),
        "refresh_expire": now + left,
    }
    return DemoAccount(**(values | more))  # type: ignore[arg-type]


def unknown(email: str) -> DemoAccount:
    """One of which only a past access token is told."""
    return account(email, -DAY, tells_refresh=False)


def cookie(email: str | None, lt_id: str = "synthetic-user", refresh: str = "SYN-refresh") -> str:
    """A well-formed Cookie header value; its token claims `email`, or nobody."""
    claims: dict[str, object] = {"exp": _LATER} | ({"email": email} if email else {})
    parts = [
        base64.urlsafe_b64encode(json.dumps(one).encode()).rstrip(b"=")
        for one in ({"alg": "none"}, claims)
    ]
    token = b".".join([*parts, b"SYNTHETIC"]).decode()
    return f"lt_id={lt_id}; lt_token={token}; lt_refresh_token={refresh}"


class Command(Protocol):
    def __call__(self, arguments: Sequence[str], profile: Profile) -> int: ...


class PastingCommand(Protocol):
    def __call__(
        self, arguments: Sequence[str], profile: Profile, source: BinaryIO | None = None
    ) -> int: ...


@dataclass
class Told:
    code: int
    out: str
    err: str


@dataclass
class CommandLine:
    """Runs commands on a profile of its own that speaks with `server`."""

    folder: Path
    server: DemoServer
    capsys: pytest.CaptureFixture[str]
    environment: dict[str, str] = field(default_factory=dict)
    profile: Profile | None = None

    def __post_init__(self) -> None:
        self.paths = paths_in(self.folder)
        self.environment.setdefault(TOKEN_VARIABLE, self.server.token)
        self.use_address(self.server.base_url)

    def use_address(self, base_url: str) -> None:
        self.paths.settings.parent.mkdir(exist_ok=True)
        self.paths.settings.write_text(json.dumps({"base_url": base_url}))

    def run(self, command: Command, *arguments: str) -> Told:
        return self._told(command(arguments, self._profile()))

    def paste(self, command: PastingCommand, text: str | bytes, *arguments: str) -> Told:
        octets = text.encode() if isinstance(text, str) else text
        return self._told(command(arguments, self._profile(), io.BytesIO(octets)))

    def _profile(self) -> Profile:
        return self.profile or UserProfile(self.paths, self.environment.get(TOKEN_VARIABLE, ""))

    def _told(self, code: int) -> Told:
        captured = self.capsys.readouterr()
        return Told(code, captured.out, captured.err)


class ProfileWithVault(UserProfile):
    """The user's profile with another keyring."""

    def __init__(self, paths: Paths, vault: VaultPort) -> None:
        super().__init__(paths, "")
        self._files = paths
        self._vault = vault

    @contextmanager
    def connected(self) -> Iterator[Connected]:
        opened = OpenedProfile(self._files, lambda: self._vault)
        try:
            yield connect(opened)
        finally:
            opened.store.close()
