"""A setting is in force at once, whether it can be kept or not."""

from dataclasses import replace
from datetime import timedelta

import pytest
from fakes import BASE_URL, FakeSettingsFile

from ltx_desktop.domain.base_url import BaseUrl
from ltx_desktop.domain.expiry import Thresholds
from ltx_desktop.services.preferences import Preferences
from ltx_desktop.store.errors import Reason, StoreUnavailable
from ltx_desktop.store.settings import Settings

NEW_URL = BaseUrl.parse("https://other.synthetic.example/v1")
SETTINGS = Settings(BASE_URL, Thresholds(timedelta(days=1), timedelta(days=2)))


def test_an_address_is_in_force_and_kept_and_nothing_else_changes() -> None:
    file = FakeSettingsFile()
    preferences = Preferences(SETTINGS, file)
    preferences.use_base_url(NEW_URL)
    assert preferences.settings == replace(SETTINGS, base_url=NEW_URL)
    assert file.saved == [preferences.settings]


def test_an_address_that_cannot_be_kept_is_in_force_all_the_same() -> None:
    preferences = Preferences(SETTINGS, FakeSettingsFile(trouble=Reason.DISK_FULL))
    with pytest.raises(StoreUnavailable) as caught:
        preferences.use_base_url(NEW_URL)
    assert caught.value.reason is Reason.DISK_FULL
    assert preferences.settings.base_url == NEW_URL
