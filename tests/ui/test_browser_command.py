"""The example of a browser command can be started on its system."""

import pytest
from PySide6.QtCore import QProcess

from ltx_desktop.ui.browser import example_command


@pytest.mark.parametrize(
    ("platform", "words"),
    [
        ("linux", ["firefox", "-P", "studio"]),
        ("win32", [r"C:\Program Files\Mozilla Firefox\firefox.exe", "-P", "studio"]),
        ("darwin", ["open", "-na", "Firefox", "--args", "-P", "studio"]),
    ],
)
def test_the_command_is_split_as_it_is_meant(platform: str, words: list[str]) -> None:
    assert QProcess.splitCommand(example_command(platform)) == words
