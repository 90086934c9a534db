"""A browser for tests that need none: it keeps its files and speaks its pipes as the real ones do.

`fake_browser` writes a program; run, this file is that program. It imports nothing of the app.
"""

import contextlib
import json
import os
import shlex
import signal
import sqlite3
import sys
import time
from pathlib import Path
from typing import Any

_SELF = Path(__file__)
_LONGEST = 60
_IN_USE = 21

Behaviour = dict[str, Any]
"""`cookies` are set by the log-in, each with value, `expires` (None: for one visit) and host.

`ends` is what becomes of the window: `itself` (at once, with `code`), `asked` (on SIGTERM),
`deaf` (never), `killed`. `hands_over`: another process goes on with the profile for some seconds.
`asked` is what the headless start does: `answers`, `refuses`, `garbage`, `silent`, `dies`, `stays`.
"""


def cookie(name: str, value: str, expires: float | None = 4e9, host: str = "") -> Behaviour:
    return {"name": name, "value": value, "expires": expires, "host": host or "app.ltx.studio"}


def fake_browser(folder: Path, name: str, **behaviour: Any) -> Path:
    """A program of this name in a folder; called again, this changes its behaviour."""
    folder.mkdir(exist_ok=True)
    (folder / f"{name}.json").write_text(json.dumps(behaviour))
    program = folder / name
    words = [sys.executable, "-I", "-S", str(_SELF), str(folder / f"{name}.json")]
    program.write_text(f'#!/bin/sh\nexec {shlex.join(words)} "$@"\n')
    program.chmod(0o755)
    return program


def main() -> int:
    behaviour: Behaviour = json.loads(Path(sys.argv[1]).read_text())
    arguments = sys.argv[2:]
    log = Path(sys.argv[1]).with_suffix(".log")
    with log.open("a") as file:
        file.write(json.dumps(arguments) + "\n")
    if "--profile" in arguments:
        profile = Path(arguments[arguments.index("--profile") + 1])
        return _window(behaviour, _Firefox(profile))
    (folder,) = [one for one in arguments if one.startswith("--user-data-dir=")]
    browser = _Chromium(Path(folder.partition("=")[2]))
    if "--remote-debugging-pipe" in arguments:
        return _asked(behaviour, browser)
    return _window(behaviour, browser)


class _Chromium:
    def __init__(self, profile: Path) -> None:
        self.lock = profile / "SingletonLock"
        self.database = profile / "Default" / "Cookies"

    def is_taken(self) -> bool:
        with contextlib.suppress(OSError):
            os.kill(int(self.lock.readlink().name.rpartition("-")[2]), 0)
            return True
        return False

    def take(self) -> None:
        self.lock.unlink(missing_ok=True)
        self.lock.symlink_to(f"here-{os.getpid()}")

    def leave(self) -> None:
        self.lock.unlink(missing_ok=True)

    def connect(self) -> sqlite3.Connection:
        self.database.parent.mkdir(exist_ok=True)
        connection = sqlite3.connect(self.database, isolation_level=None)
        connection.execute(
            "CREATE TABLE IF NOT EXISTS cookies (host_key, name, encrypted_value, expires_utc)"
        )
        return connection

    def keep(self, cookies: list[Behaviour]) -> None:
        with contextlib.closing(self.connect()) as connection:
            rows = [
                (one["host"], one["name"], one["value"][::-1], one["expires"])
                for one in cookies
                if one["expires"] is not None
            ]
            connection.executemany("INSERT INTO cookies VALUES (?, ?, ?, ?)", rows)


class _Firefox:
    def __init__(self, profile: Path) -> None:
        self.profile = profile
        self.file: Any = None

    def is_taken(self) -> bool:
        return False

    def take(self) -> None:
        import fcntl  # Windows has none

        self.file = (self.profile / ".parentlock").open("w")
        fcntl.lockf(self.file, fcntl.LOCK_EX | fcntl.LOCK_NB)

    def leave(self) -> None:
        self.file.close()

    def keep(self, cookies: list[Behaviour]) -> None:
        database = self.profile / "cookies.sqlite"
        with contextlib.closing(sqlite3.connect(database, isolation_level=None)) as connection:
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute(
                "CREATE TABLE IF NOT EXISTS moz_cookies (id INTEGER PRIMARY KEY,"
                " originAttributes TEXT NOT NULL DEFAULT '', name TEXT, value TEXT, host TEXT,"
                " expiry INTEGER)"
            )
            connection.executemany(
                "INSERT INTO moz_cookies (name, value, host, expiry) VALUES (?, ?, ?, ?)",
                [
                    (one["name"], one["value"], one["host"], int(one["expires"]))
                    for one in cookies
                    if one["expires"] is not None
                ],
            )


def _window(behaviour: Behaviour, browser: _Chromium | _Firefox) -> int:
    if browser.is_taken():
        return _IN_USE
    ends = behaviour.get("ends", "itself")
    asked: list[int] = []
    signal.signal(signal.SIGTERM, signal.SIG_IGN if ends == "deaf" else lambda *_: asked.append(1))
    if seconds := behaviour.get("hands_over"):
        if os.fork():
            return 0
        time.sleep(seconds / 4)
    browser.take()
    browser.keep(behaviour.get("cookies", []))
    if seconds:
        time.sleep(seconds)
    deadline = time.monotonic() + _LONGEST
    while ends in {"asked", "deaf"} and not asked and time.monotonic() < deadline:
        time.sleep(0.01)
    if ends == "killed":
        os.kill(os.getpid(), signal.SIGKILL)
    browser.leave()
    return int(behaviour.get("code", 0))


def _asked(behaviour: Behaviour, browser: _Chromium) -> int:
    if browser.is_taken():
        return _IN_USE
    how = behaviour.get("asked", "answers")
    if how == "dies":
        return 1
    reading, writing = os.fdopen(3, "rb", buffering=0), os.fdopen(4, "wb", buffering=0)
    rest = b""
    connection = browser.connect()
    while True:
        octets = reading.read(65536)
        if not octets:
            return 0
        *messages, rest = (rest + octets).split(b"\0")
        for message in messages:
            call = json.loads(message)
            if how == "silent":
                continue
            answer = {"id": call["id"], "result": _result(connection, call)}
            if how == "refuses":
                answer = {"id": call["id"], "error": {"message": "no"}}
            written = b"{" if how == "garbage" else json.dumps(answer).encode()
            writing.write(b'{"method": "Target.created"}\0' + written + b"\0")
            if call["method"] == "Browser.close":
                connection.close()
                if how == "stays":
                    time.sleep(_LONGEST)
                return 0


def _result(connection: sqlite3.Connection, call: Behaviour) -> Behaviour:
    if call["method"] == "Storage.getCookies":
        rows = connection.execute("SELECT * FROM cookies").fetchall()
        return {
            "cookies": [
                {"domain": host, "name": name, "value": value[::-1], "expires": end, "path": "/"}
                for host, name, value, end in rows
            ]
        }
    for one in call["params"].get("cookies", ()):
        assert one["expires"] < time.time()
        where = (one["domain"], one["name"])
        connection.execute("DELETE FROM cookies WHERE host_key = ? AND name = ?", where)
    return {}


if __name__ == "__main__":
    sys.exit(main())
