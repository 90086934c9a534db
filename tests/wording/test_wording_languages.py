"""Which language is spoken: the environment says, then the system, and English is always there."""

import plistlib
from pathlib import Path

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
    preferences.write_text("no property list")
    assert of_mac(preferences) == []
    assert of_mac(tmp_path / "missing") == []


def test_a_region_speaks_the_language_and_adds_its_own() -> None:
    assert catalogue_of("de_CH").gettext("Accounts") == "Konten"
    assert catalogue_of("en_US").gettext("{day} {month}") == "{month} {day}"
    assert catalogue_of("en_US").gettext("Accounts") == "Accounts"
    assert catalogue_of("fr").gettext("Accounts") == "Accounts"
