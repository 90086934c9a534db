"""Settings that travel: planned, shown, and then carried out."""

from dataclasses import replace
from pathlib import Path

import pytest
from fakes import (
    BASE_URL,
    EMAIL,
    Clock,
    FakeSettingsFile,
    FakeVault,
    Opener,
    make_preferences,
    make_record,
)

from ltx_desktop.domain.account import Label
from ltx_desktop.domain.base_url import BaseUrl
from ltx_desktop.domain.settings import Theme
from ltx_desktop.services.connection import Connection
from ltx_desktop.services.labels import LabelAccount
from ltx_desktop.services.outcomes import TokenElsewhere
from ltx_desktop.services.preferences import Preferences
from ltx_desktop.services.transfer import (
    DamagedFile,
    ImportPlan,
    LabelChange,
    NewerFile,
    SettingChange,
    TransferSettings,
    UnreadableFile,
)
from ltx_desktop.store.accounts import AccountStore
from ltx_desktop.store.errors import Reason


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "travel.json"


@pytest.fixture
def preferences() -> Preferences:
    return make_preferences()


@pytest.fixture
def store() -> AccountStore:
    store = AccountStore.in_memory()
    store.put([make_record()])
    return store


@pytest.fixture
def transfer(store: AccountStore, preferences: Preferences) -> TransferSettings:
    return TransferSettings(store, preferences, LabelAccount(store, Clock()))


async def plan_of(transfer: TransferSettings, path: Path) -> ImportPlan:
    plan = transfer.plan(path)
    assert isinstance(plan, ImportPlan)
    return plan


async def test_what_was_exported_is_planned_and_then_in_force(
    transfer: TransferSettings, path: Path, preferences: Preferences, store: AccountStore
) -> None:
    before = preferences.settings
    address = BaseUrl.parse("https://elsewhere.example/v1")
    preferences.use(replace(before, theme=Theme.DARK, base_url=address))
    LabelAccount(store, Clock())(EMAIL, "Client", "")
    assert await transfer.export(path) is None
    preferences.use(before)
    LabelAccount(store, Clock())(EMAIL, "", "")

    plan = await plan_of(transfer, path)
    assert plan.changes == (
        SettingChange("base_url", BASE_URL.text, address.text),
        SettingChange("theme", "system", "dark"),
    )
    assert plan.labels == (LabelChange(EMAIL, Label(), Label("Client")),)
    assert plan.new_address == address
    assert preferences.settings == before
    assert transfer.carry_out(plan) is None
    assert preferences.settings.theme is Theme.DARK
    assert store.labels.of(EMAIL) == Label("Client")
    assert (await plan_of(transfer, path)).is_empty


async def test_a_saved_token_does_not_go_to_an_address_out_of_a_file(
    transfer: TransferSettings, path: Path, preferences: Preferences
) -> None:
    before, address = preferences.settings, BaseUrl.parse("https://elsewhere.example/v1")
    preferences.use(replace(before, base_url=address))
    await transfer.export(path)
    preferences.use(before)
    transfer.carry_out(await plan_of(transfer, path))
    opener = Opener([])
    connection = Connection(FakeVault(origin=BASE_URL.origin), preferences, opener)
    assert await connection.client() == TokenElsewhere(BASE_URL.origin, address.origin)
    assert opener.opened == []


async def test_names_that_the_file_does_not_have_stay(
    transfer: TransferSettings, path: Path, store: AccountStore
) -> None:
    await transfer.export(path)
    LabelAccount(store, Clock())(EMAIL, "Client", "")
    assert (await plan_of(transfer, path)).is_empty


def test_files_that_cannot_be_used_are_refused(transfer: TransferSettings, path: Path) -> None:
    assert transfer.plan(path) == UnreadableFile(path, Reason.MISSING)
    path.write_text("no JSON")
    assert transfer.plan(path) == DamagedFile(path)
    path.write_text('{"format": "ltx-accounts-settings", "version": 2}')
    assert transfer.plan(path) == NewerFile(path)


async def test_trouble_with_the_file_of_settings_is_reported(
    path: Path, store: AccountStore
) -> None:
    preferences = make_preferences(FakeSettingsFile(trouble=Reason.DISK_FULL))
    transfer = TransferSettings(store, preferences, LabelAccount(store, Clock()))
    await transfer.export(path)
    preferences.use(replace(preferences.settings, theme=Theme.DARK))
    assert transfer.carry_out(await plan_of(transfer, path)) is Reason.DISK_FULL
