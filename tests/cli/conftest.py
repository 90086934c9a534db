"""A command line on a demo service without accounts; tests put theirs there."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from harness.command_line import CommandLine

from ltx_desktop.demo.server import DemoServer


@pytest.fixture
def line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Iterator[CommandLine]:
    with DemoServer(accounts=[]) as server:
        yield CommandLine(tmp_path, server, capsys)
