"""K1: kill -9 at any point of a write leaves the state before or after, never between."""

import subprocess
import sys
from collections import Counter
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from ltx_desktop.store.accounts import AccountStore
from ltx_desktop.store.database import open_database
from ltx_desktop.store.settings import SettingsFile

ACCOUNTS = 40
KILLS = 20

WRITER = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from ltx_desktop.domain.account import Account, AccountRecord
from ltx_desktop.store.accounts import AccountStore
from ltx_desktop.store.database import open_database

path, count = Path(sys.argv[1]), int(sys.argv[2])
seen = datetime(2026, 1, 1, tzinfo=UTC)
print("opening", flush=True)
store = AccountStore(open_database(path, seen).connection)
first = store.get("0@example.com")
jobs = first.account.max_jobs if first else 0
while True:
    jobs += 1
    print(jobs, flush=True)
    store.replace_all(
        AccountRecord(Account(f"{n}@example.com", max_jobs=jobs, error="e" * jobs), seen)
        for n in range(count)
    )
"""


SETTINGS_WRITER = """
import sys
from datetime import timedelta
from itertools import count
from pathlib import Path
from ltx_desktop.domain.settings import Settings
from ltx_desktop.store.settings import SettingsFile

file = SettingsFile(Path(sys.argv[1]))
browsers = {f"{n}@example.com": "firefox -P someone" for n in range(200)}
for minutes in count(16):
    print(minutes, flush=True)
    file.save(Settings(refresh_every=timedelta(minutes=minutes), browsers=browsers))
"""


@pytest.fixture(scope="module")
def killed_path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("killed") / "accounts.db"


@pytest.mark.parametrize("lines", range(KILLS))
def test_k1_killed_while_writing(lines: int, killed_path: Path, now: datetime) -> None:
    kill_after(lines, killed_path, now)


@pytest.mark.soak
def test_k1_killed_three_hundred_times(killed_path: Path, now: datetime) -> None:
    for kill in range(300):
        kill_after(kill * 7 % 31, killed_path, now)


@pytest.mark.parametrize("lines", range(1, 11))
def test_k1_killed_while_settings_are_written(lines: int, tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    command = [sys.executable, "-c", SETTINGS_WRITER, str(path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as writer:
        assert writer.stdout
        begun = [writer.stdout.readline() for _ in range(lines)]
        writer.kill()
        begun += writer.stdout.readlines()
    loaded = SettingsFile(path).load()
    assert loaded.problems == ()
    assert loaded.settings.refresh_every is not None
    last = int(begun[-1])
    assert loaded.settings.refresh_every / timedelta(minutes=1) in {last - 1, last}


def kill_after(lines: int, killed_path: Path, now: datetime) -> None:
    command = [sys.executable, "-c", WRITER, str(killed_path), str(ACCOUNTS)]
    before = _states(killed_path, now) if killed_path.exists() else Counter([0])
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as writer:
        assert writer.stdout
        begun = [writer.stdout.readline().strip() for _ in range(1 + lines)]
        writer.kill()
        begun += writer.stdout.read().split()
    after = _states(killed_path, now)
    assert begun[0] == "opening"
    last = int(begun[-1]) if len(begun) > 1 else max(before)
    if after:
        assert len(after) == 1, "all accounts come from one write"
        assert set(after) <= {last - 1, last}, "the last write or the one before"
        assert set(after.values()) == {ACCOUNTS}
    else:
        assert last in {0, 1}, "nothing only before the first write"


def _states(path: Path, now: datetime) -> Counter[int]:
    opened = open_database(path, now)
    assert opened.set_aside is None
    store = AccountStore(opened.connection)
    store.close()
    return Counter(record.account.max_jobs or 0 for record in store.records())
