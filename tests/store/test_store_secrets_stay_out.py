"""Neither cookies nor tokens reach the files of the store."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from ltx_desktop.domain.account import Account, AccountRecord
from ltx_desktop.domain.secret import Secret
from ltx_desktop.domain.settings import Settings
from ltx_desktop.domain.token import ApiToken
from ltx_desktop.store.accounts import AccountStore
from ltx_desktop.store.secrets import MemoryVault
from ltx_desktop.store.settings import SettingsFile

CANARY = "canary-4711-token"
SEEN = datetime(2026, 1, 2, tzinfo=UTC)


async def test_after_a_run_no_file_holds_the_token(
    tmp_path: Path, reopen: Callable[[], AccountStore]
) -> None:
    vault = MemoryVault()
    await vault.save(ApiToken(Secret(CANARY), "https://service.synthetic.example"))
    store = reopen()
    store.put([AccountRecord(Account("looked-for@example.com"), SEEN)])
    SettingsFile(tmp_path / "config" / "settings.json").save(Settings())
    written = contents(tmp_path)
    assert any(b"looked-for@example.com" in content for content in written), "it was looked at"
    assert len(written) >= 2
    assert not any(CANARY.encode() in content for content in written)


def contents(folder: Path) -> list[bytes]:
    return [path.read_bytes() for path in folder.rglob("*") if path.is_file()]


def test_the_database_has_no_place_for_one(reopen: Callable[[], AccountStore]) -> None:
    store = reopen()
    assert store._table
    connection = store._table._connection
    schema = connection.execute("SELECT group_concat(sql) FROM sqlite_schema").fetchone()[0]
    assert "email" in schema
    for word in ("cookie", "token", "secret", "lt_id"):
        assert word not in schema.lower()


async def test_a_token_for_this_run_is_for_the_origin_that_it_is_first_asked_for() -> None:
    vault = MemoryVault(Secret("user:1-SYNTHETIC"))
    assert await vault.load(None) is None
    token = await vault.load("https://first.synthetic.example")
    assert token == ApiToken(Secret("user:1-SYNTHETIC"), "https://first.synthetic.example")
    assert await vault.load("https://other.synthetic.example") == token
    await vault.forget()
    assert await vault.load("https://first.synthetic.example") is None
