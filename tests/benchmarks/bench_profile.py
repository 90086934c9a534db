"""A profile of its own for what is measured: folders, stored accounts, a demo service."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path

from ltx_desktop.app.clock import now
from ltx_desktop.domain.account import Account, AccountRecord
from ltx_desktop.domain.history import Entry, Kind, Lengths
from ltx_desktop.store.accounts import AccountStore
from ltx_desktop.store.database import open_database

ROOT = Path(__file__).resolve().parents[2]
TOKEN = "user:1-synthetic"
ENTRIES = 50
"""In the history of each account."""

_FOLDERS = ("HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_RUNTIME_DIR")
_KEPT = ("PATH", "DISPLAY", "XAUTHORITY", "QT_QPA_PLATFORM", "LANG")


def email(number: int) -> str:
    return f"account-{number:06}@northlight.example"


def records(count: int, moment: datetime) -> list[AccountRecord]:
    """Nothing of theirs ends within the hour: what is idle stays idle."""
    return [
        AccountRecord(
            Account(
                email(number),
                updated=moment - timedelta(days=1),
                access_expiry=moment + timedelta(hours=11),
                refresh_expiry=moment + timedelta(days=2 + number * 7 % 80, minutes=30),
                max_jobs=1 + number % 100,
            ),
            moment,
        )
        for number in range(count)
    ]


def entries(count: int, moment: datetime) -> list[Entry]:
    """A renewal a fortnight, of each account, and what became of it."""
    kinds = (Kind.SUBMITTED, Kind.ACCEPTED)
    return [
        Entry(
            email(number),
            moment - timedelta(days=7 * (ENTRIES - entry)),
            kinds[entry % 2],
            "curl-bash",
            ends_after=moment,
            lengths=Lengths(17, 868, 44),
        )
        for entry in range(ENTRIES)
        for number in range(count)
    ]


def profile(folder: Path, accounts: int, base_url: str = "http://127.0.0.1:9/v1") -> dict[str, str]:
    """The environment of a process with so many stored accounts, and what happened to them."""
    environment = {name: os.environ[name] for name in _KEPT if name in os.environ}
    for name in _FOLDERS:
        (folder / name).mkdir(mode=0o700, parents=True)
        environment[name] = str(folder / name)
    settings = folder / "XDG_CONFIG_HOME" / "ltx-accounts" / "settings.json"
    settings.parent.mkdir()
    settings.write_text(f'{{"base_url": "{base_url}"}}')
    database = folder / "XDG_DATA_HOME" / "ltx-accounts" / "accounts.sqlite3"
    moment = now()
    store = AccountStore(open_database(database, moment).connection)
    store.replace_all(records(accounts, moment), read_at=moment)
    store.history.append(entries(accounts, moment))
    store.close()
    return environment | {
        "LTX_API_TOKEN": TOKEN,
        "PYTHONPATH": os.pathsep.join([str(ROOT), str(ROOT / "tests" / "benchmarks")]),
        "PYTHONPYCACHEPREFIX": str(folder / "bytecode"),
    }


@contextmanager
def demo_service(accounts: int) -> Iterator[str]:
    """The address of one with so many accounts, in a process of its own."""
    command = [sys.executable, str(Path(__file__).with_name("service.py")), str(accounts)]
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        try:
            yield process.stdout.readline().strip()
        finally:
            process.kill()
