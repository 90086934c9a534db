"""A setting is in force at once, whether it can be kept or not."""

from dataclasses import replace
from datetime import timedelta

from fakes import BASE_URL, FakeSettingsFile

from ltx_desktop.domain.base_url import BaseUrl
from ltx_desktop.domain.expiry import Thresholds
from ltx_desktop.domain.settings import Settings
from ltx_desktop.services.preferences import Preferences
from ltx_desktop.store.errors import Reason

NEW_URL = BaseUrl.parse("https://other.synthetic.example/v1")
SETTINGS = Settings(BASE_URL, Thresholds(timedelta(days=1), timedelta(days=2)))
OTHER = replace(SETTINGS, base_url=NEW_URL)


def test_settings_are_in_force_and_kept() -> None:
    file = FakeSettingsFile()
    preferences = Preferences(SETTINGS, file)
    assert preferences.use(OTHER) is None
    assert preferences.settings == OTHER
    assert file.saved == [OTHER]


def test_settings_that_cannot_be_kept_are_in_force_all_the_same() -> None:
    preferences = Preferences(SETTINGS, FakeSettingsFile(trouble=Reason.DISK_FULL))
    assert preferences.use(OTHER) is Reason.DISK_FULL
    assert preferences.settings == OTHER


def test_whoever_subscribed_gets_each_change_until_that_is_ended() -> None:
    preferences = Preferences(SETTINGS, FakeSettingsFile(trouble=Reason.DISK_FULL))
    heard: list[Settings] = []
    unsubscribe = preferences.subscribe(heard.append)
    preferences.use(OTHER)
    preferences.use(OTHER)
    assert heard == [OTHER], "the same settings are no change"
    unsubscribe()
    preferences.use(SETTINGS)
    assert heard == [OTHER]
