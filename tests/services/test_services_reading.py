"""Reading pastes and files in a thread: what comes back, and that nobody is held up."""

import asyncio
import os
import re
import threading
from datetime import datetime
from pathlib import Path
from typing import NoReturn

import pytest
from fakes import HEADER, Clock, cookie_values
from harness.large_har import large_har
from harness.platforms import not_on_windows

from ltx_desktop.domain.paste import Paste, PasteFormat, read_paste
from ltx_desktop.domain.paste import read as readers
from ltx_desktop.domain.paste.read import MAX_PASTE_LENGTH
from ltx_desktop.domain.problem import Problem, ProblemCode
from ltx_desktop.services.reading import ReadPaste


@pytest.fixture
def read() -> ReadPaste:
    return ReadPaste(Clock())


async def test_a_large_archive_is_read(read: ReadPaste) -> None:
    archive = await asyncio.to_thread(large_har, HEADER, 5_000_000)
    paste = await read.text(archive)
    assert (paste.format, paste.cookies) == (PasteFormat.HAR, cookie_values())
    assert paste.ignored == 2


async def test_the_loop_goes_on_while_a_paste_is_read(
    read: ReadPaste, monkeypatch: pytest.MonkeyPatch
) -> None:
    went_on = threading.Event()

    def read_slowly(text: str, now: datetime) -> Paste:
        assert went_on.wait(timeout=30), "the loop was held up"
        return read_paste(text, now)

    monkeypatch.setattr("ltx_desktop.domain.paste.read_paste", read_slowly)
    reading = asyncio.ensure_future(read.text(HEADER))
    asyncio.get_running_loop().call_soon(went_on.set)
    assert (await reading).cookies == cookie_values()


@pytest.mark.logs_expected(r"ERROR ltx_desktop\.services\.reading: the paste reader \w+ failed")
async def test_a_bug_of_a_reader_is_logged_without_a_word_of_the_paste(
    read: ReadPaste, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(text: str) -> NoReturn:
        raise RuntimeError(f"CANARY {text}")

    monkeypatch.setattr(readers, "LINE_READERS", (fail, *readers.LINE_READERS))
    paste = await read.text(HEADER)
    assert paste.cookies == cookie_values()
    [record] = caplog.records
    assert record.levelname == "ERROR"
    assert "the paste reader test_services_reading failed: RuntimeError in" in caplog.text
    assert re.search(r"test_services_reading\.py:\d+ \S*fail\b", caplog.text)
    for secret in (
        "CANARY",
        *HEADER.split("; "),
        *(one.reveal() for one in paste.cookies.values()),
    ):
        assert secret not in caplog.text
    assert record.exc_info is None


async def test_a_file_is_read_as_text(read: ReadPaste, tmp_path: Path) -> None:
    file = tmp_path / "cookies \N{SNOWMAN}.txt"
    file.write_bytes(b"\xef\xbb\xbf" + HEADER.encode())
    assert await read.file(file) == HEADER


async def test_p2_what_is_no_readable_file_is_a_problem(read: ReadPaste, tmp_path: Path) -> None:
    assert await read.file(tmp_path) == Problem(ProblemCode.UNREADABLE_FILE)
    assert await read.file(tmp_path / "none") == Problem(ProblemCode.UNREADABLE_FILE)
    picture = tmp_path / "picture.png"
    picture.write_bytes(b"\x89PNG\r\n\x1a\n\0\0\0")
    assert await read.file(picture) == Problem(ProblemCode.NOT_TEXT)
    film = tmp_path / "film.har"
    with film.open("wb") as file:
        os.truncate(file.fileno(), MAX_PASTE_LENGTH + 1)
    assert await read.file(film) == Problem(ProblemCode.PASTE_TOO_LARGE)


@not_on_windows("there are no pipes with names in its folders")
async def test_a_pipe_that_nobody_writes_to_holds_up_nobody(
    read: ReadPaste, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ltx_desktop.services.reading._TIMEOUT", 0.05)
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    try:
        assert await read.file(pipe) == Problem(ProblemCode.UNREADABLE_FILE)
    finally:
        # The reading thread ends when somebody has opened the other end.
        os.close(os.open(pipe, os.O_WRONLY))
