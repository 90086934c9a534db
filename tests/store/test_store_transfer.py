"""The file that settings travel in: what it holds, what it must not, and what is refused."""

import json
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from ltx_desktop.domain.account import Label
from ltx_desktop.domain.settings import Settings, Theme
from ltx_desktop.store.errors import Reason, StoreUnavailable
from ltx_desktop.store.transfer import (
    DamagedTransfer,
    NewerTransfer,
    read_transfer,
    transfer_bytes,
)

EMAIL = "a@synthetic.example"
SETTINGS = Settings(
    theme=Theme.DARK,
    reminders=(timedelta(days=5),),
    browsers={EMAIL: "rm -rf SYNTHETIC"},
    log_in_browsers={EMAIL: "chrome"},
)
LABELS = {EMAIL: Label("Ädele Kundin", "zwei\nZeilen")}
GOOD: dict[str, object] = {
    "format": "ltx-accounts-settings",
    "version": 1,
    "settings": {},
    "accounts": [],
}

BROKEN: tuple[dict[str, object], ...] = (
    {"version": 0},
    {"version": True},
    {"version": "1"},
    {"settings": []},
    {"settings": {"theme": "pink"}},
    {"settings": {"base_url": "ftp://x"}},
    {"settings": {"base_url": None}},
    {"accounts": {}},
    {"accounts": ["a"]},
    {"accounts": [{"email": 1}]},
    {"accounts": [{"name": "x"}]},
    {"accounts": [{"email": EMAIL, "name": "x" * 81}]},
    {"accounts": [{"email": EMAIL, "note": "lt_token=SYNTHETIC-value-of-one"}]},
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "settings.json"


def write(path: Path, **changed: object) -> None:
    path.write_text(json.dumps(GOOD | changed))


def test_all_of_it_arrives_but_what_is_of_this_computer(path: Path) -> None:
    path.write_bytes(transfer_bytes(SETTINGS, LABELS))
    transfer = read_transfer(path)
    assert transfer.labels == LABELS
    there = Settings(browsers={EMAIL: "firefox"})
    expected = replace(SETTINGS, browsers={EMAIL: "firefox"}, log_in_browsers={})
    assert transfer.settings(there) == expected
    assert "SYNTHETIC" not in path.read_text()


def test_a_strangers_command_is_not_taken(path: Path) -> None:
    write(path, settings={"browsers": {EMAIL: "evil"}, "theme": "light"})
    settings = read_transfer(path).settings(Settings())
    assert (settings.browsers, settings.theme) == ({}, Theme.LIGHT)


def test_what_the_file_does_not_say_stays(path: Path) -> None:
    write(path)
    assert read_transfer(path).settings(SETTINGS) == SETTINGS


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\xff\xfe",
        b"[]",
        b"{}",
        b"[" * 100_000,
        b'{"format": "something else"}',
        *(json.dumps(GOOD | changed).encode() for changed in BROKEN),
    ],
)
def test_a_damaged_file_is_refused(path: Path, content: bytes) -> None:
    path.write_bytes(content)
    with pytest.raises(DamagedTransfer):
        read_transfer(path)


def test_a_newer_one_is_refused(path: Path) -> None:
    write(path, version=2, settings="of whatever kind")
    with pytest.raises(NewerTransfer):
        read_transfer(path)


def test_one_that_is_not_there_is_unavailable(path: Path) -> None:
    with pytest.raises(StoreUnavailable) as caught:
        read_transfer(path)
    assert caught.value.reason is Reason.MISSING
