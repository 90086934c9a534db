"""Files that are damaged, newer, locked or not to be written, as they are seen at the window."""

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from threading import Event
from typing import Any

import pytest
from harness.full_disk import full_disk
from harness.journey import User, user_at_window
from harness.keyrings import DictKeyring
from harness.paths import paths_in
from harness.waiting import until
from PySide6.QtWidgets import QAbstractButton, QApplication, QFileDialog

from ltx_desktop.app.clock import now
from ltx_desktop.demo.server import DemoServer
from ltx_desktop.domain.base_url import BaseUrl
from ltx_desktop.domain.secret import Secret
from ltx_desktop.domain.token import ApiToken
from ltx_desktop.store.accounts import AccountStore
from ltx_desktop.store.migrations import SUPPORTED_VERSION
from ltx_desktop.store.secrets import TokenVault
from ltx_desktop.wording.dates import short_date
from ltx_desktop.wording.table_text import as_csv

STUDIO = "studio@northlight.example"


@pytest.fixture
def service() -> Iterator[DemoServer]:
    with DemoServer() as server:
        yield server


@pytest.fixture
def database(tmp_path: Path) -> Path:
    path = paths_in(tmp_path).database
    path.parent.mkdir(mode=0o700)
    return path


def of_another_program(path: Path) -> None:
    with closing(sqlite3.connect(path)) as other:
        other.execute("CREATE TABLE bookmarks (address TEXT)")
        other.commit()


def kept_aside(path: Path) -> list[Path]:
    return [*path.parent.glob(f"{path.stem}.damaged-*{path.suffix}")]


@pytest.mark.parametrize(
    "damage",
    [
        pytest.param(lambda path: path.write_bytes(b""), id="zero-bytes"),
        pytest.param(lambda path: path.write_text("my notes"), id="text"),
        pytest.param(lambda path: path.write_bytes(bytes(8192)), id="zeros"),
        pytest.param(of_another_program, id="another-program"),
    ],
)
async def test_k4_a_damaged_database_is_set_aside_and_named(
    qapp: QApplication, tmp_path: Path, service: DemoServer, database: Path, damage: object
) -> None:
    assert callable(damage)
    damage(database)
    before = database.read_bytes()
    async with user_at_window(tmp_path, service.base_url, service.token) as user:
        await user.until_rows(5)
        (aside,) = kept_aside(database)
        assert f"The damaged file was kept as {aside}." in user.says()
        assert aside.read_bytes() == before


async def test_k2_after_a_power_cut_the_last_backup_is_in_use_and_that_is_said(
    qapp: QApplication, tmp_path: Path, service: DemoServer, database: Path
) -> None:
    async with user_at_window(tmp_path, service.base_url, service.token) as user:
        await user.until_rows(5)
        records = user.window.records
        assert isinstance(records, AccountStore)
        records.back_up()
    database.write_bytes(database.read_bytes()[:5000])
    service.faults.add("reset")
    async with user_at_window(tmp_path, service.base_url, service.token) as user:
        await user.until_says("The service cannot be reached.")
        assert len(user.rows()) == 5
        assert f"The copy of {short_date(now())}" in user.says()
        (aside,) = kept_aside(database)
        assert str(aside) in user.says()


async def test_k3_without_a_place_to_save_it_goes_on_in_memory_and_says_so(
    qapp: QApplication, tmp_path: Path, service: DemoServer
) -> None:
    (tmp_path / "data").write_text("a file where the folder should be")
    async with user_at_window(tmp_path, service.base_url, service.token) as user:
        await user.until_rows(5)
        assert "Nothing is saved in this run." in user.says()
    assert (tmp_path / "data").read_text() == "a file where the folder should be"


async def test_k3_a_full_disk_refuses_the_change_and_it_is_only_shown(
    qapp: QApplication, tmp_path: Path, service: DemoServer
) -> None:
    async with user_at_window(tmp_path, service.base_url, service.token) as user:
        await user.until_refreshed()
        records = user.window.records
        assert isinstance(records, AccountStore)
        connection = records._connection
        assert connection
        (pages,) = connection.execute("PRAGMA page_count").fetchone()
        connection.execute(f"PRAGMA max_page_count = {pages}")
        for number in range(100):
            name = f"{number}@northlight.example"
            service.accounts[name] = replace(service.accounts[STUDIO], email=name)
        user.choose("Refresh")
        await user.until_says("the disk is full), so it is only shown.")
        assert len(user.rows()) == 105


async def test_k3_at_a_start_on_a_full_disk_the_stored_accounts_are_shown(
    qapp: QApplication, tmp_path: Path, service: DemoServer
) -> None:
    async with user_at_window(tmp_path, service.base_url, service.token) as user:
        await user.until_refreshed()
    service.faults.add("reset")
    with full_disk():
        async with user_at_window(tmp_path, service.base_url, service.token) as user:
            await user.until_says("The service cannot be reached.")
            assert len(user.rows()) == 5
            assert "can be read, but not changed (the disk is full)" in user.says()


async def test_k5_a_newer_database_is_not_touched_and_the_version_is_named(
    qapp: QApplication, tmp_path: Path, service: DemoServer, database: Path
) -> None:
    async with user_at_window(tmp_path, service.base_url, service.token) as user:
        await user.until_rows(5)
    with closing(sqlite3.connect(database)) as newer:
        newer.execute(f"PRAGMA user_version = {SUPPORTED_VERSION + 1}")
    before = database.read_bytes()
    async with user_at_window(tmp_path, service.base_url, service.token) as user:
        await user.until_rows(5)
        assert f"The file has format {SUPPORTED_VERSION + 1}" in user.says()
        assert "Install the newer version" in user.says()
    assert database.read_bytes() == before


async def test_k6_a_locked_database_is_waited_for_a_little_and_then_said(
    qapp: QApplication, tmp_path: Path, service: DemoServer, database: Path
) -> None:
    async with user_at_window(tmp_path, service.base_url, service.token) as user:
        await user.until_rows(5)
    with closing(sqlite3.connect(database)) as other:
        other.execute("PRAGMA locking_mode = EXCLUSIVE")
        other.execute("BEGIN EXCLUSIVE")
        async with user_at_window(tmp_path, service.base_url, service.token) as user:
            await user.until_rows(5)
            assert "another program holds the file" in user.says()
        other.rollback()


async def test_k9_what_cannot_be_used_of_the_settings_is_default_and_said(
    qapp: QApplication, tmp_path: Path, service: DemoServer
) -> None:
    path = paths_in(tmp_path).settings
    path.parent.mkdir()
    path.write_text('{"theme": 7, "reminder_days": "x", "mine": 1}')
    before = path.read_bytes()
    async with user_at_window(tmp_path, service.base_url, service.token) as user:
        await user.until_rows(5)
        assert "Some settings cannot be used: reminder_days, theme." in user.says()
        assert str(path) in user.says()
    assert path.read_bytes() == before


@pytest.mark.parametrize(
    "content", ["not JSON", '{"base_url": "htps://own.synthetic.example", "mine": 1}']
)
async def test_an_address_that_cannot_be_read_is_asked_for(
    qapp: QApplication, tmp_path: Path, service: DemoServer, content: str
) -> None:
    path = paths_in(tmp_path).settings
    path.parent.mkdir()
    path.write_text(content)
    backend = DictKeyring()
    vault = TokenVault("test", backend=backend)
    await vault.save(ApiToken(Secret(service.token), BaseUrl.parse(service.base_url).origin))
    async with user_at_window(tmp_path, None, vault=vault) as user:
        await user.until_says("The address of the service cannot be read.")
        user.click("Settings…")
        await user.until_dialog()
        save = user.find(QAbstractButton, "Save")
        assert not save.isEnabled()
        assert "Enter the address" in user.says(user.dialog())
        assert user.field("Address of the service").hasFocus()
        user.field("Address of the service").setText(service.base_url)
        user.click("Save")
        await user.until_rows(5)
        assert "cannot be read" not in user.says()
    (copy,) = kept_aside(path)
    assert copy.read_text() == content
    assert json.loads(path.read_text())["base_url"] == service.base_url


@pytest.mark.parametrize("name", ["a.png", "a.svg", "a.csv", "a.json"])
async def test_an_export_is_said_to_be_saved_when_it_is_whole(
    qapp: QApplication, tmp_path: Path, service: DemoServer, name: str
) -> None:
    path = tmp_path / name
    choice = "Export timeline" if name in {"a.png", "a.svg"} else "Export accounts"
    async with user_at_window(tmp_path, service.base_url, service.token) as user:
        await user.until_rows(5)
        await export_to(user, choice, path)
        await user.until_says("Saved as")
        assert path.stat().st_size > 500
        with full_disk():
            await export_to(user, choice, path)
            await user.until_says("could not be saved: the disk is full")
        assert path.stat().st_size > 500


async def test_no_export_overtakes_an_earlier_one(
    qapp: QApplication, tmp_path: Path, service: DemoServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    table, accounts = tmp_path / "a.csv", tmp_path / "b.json"
    has_begun, may_go_on = Event(), Event()

    def held_up(*arguments: Any) -> str:
        has_begun.set()
        may_go_on.wait(60)
        return as_csv(*arguments)

    monkeypatch.setattr("ltx_desktop.ui.controllers.export.as_csv", held_up)
    async with user_at_window(tmp_path, service.base_url, service.token) as user:
        await user.until_rows(5)
        await export_to(user, "Export accounts", table)
        await until(has_begun.is_set)
        await export_to(user, "Export accounts", accounts)
        assert not accounts.exists()
        may_go_on.set()
        await user.until_says(f"Saved as {accounts}")
        assert table.exists()


async def export_to(user: User, choice: str, path: Path) -> None:
    await user.enter_file(choice, path)
    dialog = user.dialog()
    assert isinstance(dialog, QFileDialog)
    # Qt's own question whether to replace a file is a modal box, which tests do not open.
    dialog.setOption(QFileDialog.Option.DontConfirmOverwrite)
    dialog.accept()
    await user.until_no_dialog()
