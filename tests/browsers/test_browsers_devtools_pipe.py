"""The end of the pipes, where a child of the browser keeps them open."""

import os
from io import FileIO

import pytest

from ltx_desktop.browsers import devtools_pipe
from ltx_desktop.browsers.devtools_pipe import DevToolsPipe


def test_a_pipe_that_somebody_keeps_open_holds_nobody_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(devtools_pipe, "_READS_ON", 0.0)
    answers, kept_open = os.pipe()
    nobody_reads, commands = os.pipe()
    reading, writing = FileIO(answers), FileIO(commands, "w")
    pipe = DevToolsPipe(reading, writing)
    pipe.close()
    assert writing.closed
    assert not reading.closed
    os.close(kept_open)
    os.close(nobody_reads)
    monkeypatch.undo()
    pipe.close()
    assert reading.closed
