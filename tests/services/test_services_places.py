"""The places of this profile's files, and the licences that came with the app."""

from dataclasses import replace
from pathlib import Path

import pytest

from ltx_desktop.app.paths import resources_folder
from ltx_desktop.services.places import Places


@pytest.fixture
def places(tmp_path: Path) -> Places:
    notices = resources_folder() / "notices" / "THIRD-PARTY.txt"
    return Places(tmp_path / "a.db", tmp_path / "settings.json", tmp_path / "a.log", notices)


def test_the_licences_that_came_with_the_app_can_be_read(places: Places) -> None:
    assert "GNU LESSER GENERAL PUBLIC LICENSE" in places.read_notices()


def test_licences_that_a_packager_left_out_are_no_failure(places: Places, tmp_path: Path) -> None:
    assert replace(places, notices=tmp_path / "missing").read_notices() == ""
