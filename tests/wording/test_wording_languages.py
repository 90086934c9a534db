"""Which language is spoken: the environment says, then the system, and English is always there."""

import ctypes
import plistlib
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from ltx_desktop.wording.languages import chosen, of_mac, wished
from ltx_desktop.wording.translation import catalogue_of

SHIPPED = {"de", "es"}


def is_shipped(wish: str) -> bool:
    return wish.partition("_")[0] in SHIPPED


@pytest.mark.parametrize(
    ("environment", "wishes", "language"),
    [
        ({"LANG": "de_AT.UTF-8"}, ["de_AT"], "de_AT"),
        ({"LANG": "es"}, ["es"], "es"),
        ({"LANG": "de_DE.UTF-8", "LC_MESSAGES": "es_MX.UTF-8"}, ["es_MX"], "es_MX"),
        ({"LANG": "de_DE", "LC_MESSAGES": "de_DE", "LC_ALL": "en_GB.UTF-8"}, ["en_GB"], "en_GB"),
        ({"LANG": "de_DE@euro", "LANGUAGE": "fr:es:de"}, ["fr", "es", "de"], "es"),
        ({"LANG": "en_GB.UTF-8", "LANGUAGE": "en_GB:en:de"}, ["en_GB", "en", "de"], "en_GB"),
        ({"LANG": "fr_FR.UTF-8"}, ["fr_FR"], "en"),
        ({"LANG": "C.UTF-8"}, ["en"], "en"),
        ({"LANG": "C", "LANGUAGE": "de"}, ["en"], "en"),
        ({"LANG": "de_DE.UTF-8", "LC_ALL": "POSIX", "LANGUAGE": "de"}, ["en"], "en"),
        ({"LANGUAGE": "de"}, ["de"], "de"),
    ],
)
def test_the_first_wish_that_can_be_granted_is(
    environment: dict[str, str], wishes: list[str], language: str
) -> None:
    assert wished(environment) == wishes
    assert chosen(wishes, is_shipped) == language


def test_without_any_wish_it_is_english() -> None:
    assert chosen([], is_shipped) == "en"


def test_a_mac_keeps_its_languages_in_a_property_list(tmp_path: Path) -> None:
    preferences = tmp_path / "preferences.plist"
    preferences.write_bytes(plistlib.dumps({"AppleLanguages": ["de-AT", "en-GB", 7]}))
    assert of_mac(preferences) == ["de_AT", "en_GB"]
    preferences.write_bytes(plistlib.dumps({}))
    assert of_mac(preferences) == []
    assert of_mac(tmp_path / "missing") == []


@pytest.mark.parametrize(
    "content",
    [
        *(b"", b"no property list", b"<plist>", b"<?xml", b"bplist00", b"bplist00" + bytes(40)),
        *(b'<plist version="1.0"><dict><key>', plistlib.dumps(["de"]), b"\xff\xfe\x00"),
    ],
)
def test_one_that_is_damaged_is_no_reason_not_to_start(tmp_path: Path, content: bytes) -> None:
    preferences = tmp_path / "preferences.plist"
    preferences.write_bytes(content)
    assert of_mac(preferences) == []


def test_windows_tells_its_language_by_a_number(monkeypatch: pytest.MonkeyPatch) -> None:
    for number, language in ((0x0C07, "de_AT"), (0x080A, "es_MX"), (0x1000, "en")):
        kernel = SimpleNamespace(GetUserDefaultUILanguage=lambda told=number: told)
        monkeypatch.setattr(sys, "platform", "win32")
        monkeypatch.setattr(ctypes, "windll", SimpleNamespace(kernel32=kernel), raising=False)
        assert wished({}) == [language]


def test_a_region_speaks_the_language_and_adds_its_own() -> None:
    assert catalogue_of("de_CH").gettext("Accounts") == "Konten"
    assert catalogue_of("en_US").gettext("{day} {month}") == "{month} {day}"
    assert catalogue_of("en_US").gettext("Accounts") == "Accounts"
    assert catalogue_of("fr").gettext("Accounts") == "Accounts"
