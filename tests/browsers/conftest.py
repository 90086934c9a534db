"""The tests of the browsers run a small program in the place of one."""

from pathlib import Path

import pytest
from harness.browser_windows import MakeBrowser, browser_maker

from ltx_desktop.browsers.local import LocalBrowsers
from ltx_desktop.browsers.profiles import ProfileFolders


@pytest.fixture
def make_browser(tmp_path: Path) -> MakeBrowser:
    return browser_maker(tmp_path / "bin")


@pytest.fixture
def folders(tmp_path: Path) -> ProfileFolders:
    return ProfileFolders(tmp_path / "browsers")


@pytest.fixture
def browsers(folders: ProfileFolders) -> LocalBrowsers:
    return LocalBrowsers(folders, root_is_meant=True)
