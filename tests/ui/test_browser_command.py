"""The command that opens a browser for an account: split as in a shell, and started so."""

import sys
from pathlib import Path

import pytest
from harness.platforms import not_on_windows
from harness.waiting import until

from ltx_desktop.domain.settings import Settings
from ltx_desktop.services.preferences import Preferences
from ltx_desktop.store.settings import SettingsFile
from ltx_desktop.ui.controllers.browser import STUDIO, Browser, split_command
from ltx_desktop.ui.settings.browser_dialog import example_command

EMAIL = "studio@synthetic.example"


def browser(command: str, folder: Path) -> Browser:
    settings = Settings(browsers={EMAIL: command})
    return Browser(
        Preferences(settings, SettingsFile(folder / "settings.json")), lambda _page: True
    )


@pytest.mark.parametrize(
    ("platform", "words"),
    [
        ("linux", ["firefox", "-P", "studio"]),
        ("win32", [r"C:\Program Files\Mozilla Firefox\firefox.exe", "-P", "studio"]),
        ("darwin", ["open", "-na", "Firefox", "--args", "-P", "studio"]),
    ],
)
def test_the_example_is_split_as_it_is_meant(platform: str, words: list[str]) -> None:
    assert split_command(example_command(platform), platform) == words


@pytest.mark.parametrize("platform", ["linux", "darwin"])
@pytest.mark.parametrize(
    "command",
    ["firefox -P 'my studio'", 'firefox -P "my studio"', r"firefox -P my\ studio"],
)
def test_quotes_count_as_in_a_shell(platform: str, command: str) -> None:
    assert split_command(command, platform) == ["firefox", "-P", "my studio"]


@not_on_windows("it has other quotes")
async def test_a_quoted_command_is_started_with_the_page_as_its_last_word(tmp_path: Path) -> None:
    told = tmp_path / "told by a browser"
    script = "import sys; open(sys.argv[1], 'w').write(' '.join(sys.argv[2:]) + '.')"
    command = f"""'{sys.executable}' -c "{script}" '{told}' --profile='my studio'"""
    assert browser(command, tmp_path).open_for(EMAIL)
    await until(lambda: told.exists() and told.read_text().endswith("."))
    assert told.read_text() == f"--profile=my studio {STUDIO}."


@not_on_windows("it has other quotes")
@pytest.mark.parametrize("command", ["firefox -P 'studio", 'true "', "true \\", "", " "])
def test_a_command_that_no_shell_would_take_starts_nothing(command: str, tmp_path: Path) -> None:
    assert not browser(command, tmp_path).open_for(EMAIL)
