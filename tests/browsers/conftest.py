"""The tests of the browsers run a small program in the place of one."""

from pathlib import Path
from typing import Any

import pytest
from harness.browser_windows import MakeBrowser
from harness.fake_browser import fake_browser
from harness.platforms import skip_on_windows

from ltx_desktop.browsers.find import Browser
from ltx_desktop.browsers.known import Family
from ltx_desktop.browsers.local import LocalBrowsers
from ltx_desktop.browsers.profiles import ProfileFolders


@pytest.fixture
def make_browser(tmp_path: Path) -> MakeBrowser:
    skip_on_windows("the program is a script for a shell")

    def make(family: Family, **behaviour: Any) -> Browser:
        program = fake_browser(tmp_path / "bin", family.value, **behaviour)
        return Browser(family.value, family.value, family, program)

    return make


@pytest.fixture
def folders(tmp_path: Path) -> ProfileFolders:
    return ProfileFolders(tmp_path / "browsers")


@pytest.fixture
def browsers(folders: ProfileFolders) -> LocalBrowsers:
    return LocalBrowsers(folders, root_is_meant=True)
