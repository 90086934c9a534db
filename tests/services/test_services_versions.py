"""The versions at work, for a report: in its order, and without a wait."""

import platform
import sqlite3
import threading
from importlib.metadata import version

import pytest

from ltx_desktop.services import versions
from ltx_desktop.services.versions import LIBRARIES, read_versions


async def test_python_comes_first_then_the_libraries_and_what_they_stand_on() -> None:
    found = dict(await read_versions())
    assert [*found] == ["Python", *LIBRARIES, "OpenSSL", "SQLite", "System"]
    assert found["Python"] == platform.python_version()
    assert found["httpx"] == version("httpx")
    assert found["OpenSSL"][0].isdigit()
    assert found["SQLite"] == sqlite3.sqlite_version


async def test_what_a_packager_left_out_is_left_out_here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(versions, "LIBRARIES", ("httpx", "no-such-package"))
    assert [name for name, _version in await read_versions()][1:3] == ["httpx", "OpenSSL"]


async def test_a_system_that_does_not_name_itself_is_not_waited_for(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    go_on = threading.Event()

    def hanging() -> str:
        go_on.wait(10)
        return ""

    monkeypatch.setattr(versions, "_TIMEOUT", 0.05)
    monkeypatch.setattr(platform, "platform", hanging)
    try:
        assert await read_versions() == ()
    finally:
        go_on.set()
