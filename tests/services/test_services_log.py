"""The log as the user reads it: the last lines, none torn, none missing between them."""

import threading
from pathlib import Path

import pytest

from ltx_desktop.services import log as services_log
from ltx_desktop.services.log import ReadLog

LONGEST = 300_000


@pytest.fixture
def log(tmp_path: Path) -> Path:
    return tmp_path / "ltx-accounts.log"


def older(log: Path) -> Path:
    return log.with_name(f"{log.name}.1")


def lines(first: int, end: int) -> str:
    return "".join(f"line {number}\n" for number in range(first, end))


async def test_the_file_before_the_newest_comes_first(log: Path) -> None:
    older(log).write_text(lines(0, 2))
    log.write_text(lines(2, 4))
    assert await ReadLog(log)() == lines(0, 4)


@pytest.mark.parametrize("whose", [0, 1])
async def test_one_of_both_files_is_enough(log: Path, whose: int) -> None:
    (log, older(log))[whose].write_text(lines(0, 2))
    assert await ReadLog(log)() == lines(0, 2)


async def test_a_disk_that_never_answers_is_given_up(
    log: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    never = threading.Event()
    monkeypatch.setattr(services_log, "_TIMEOUT", 0.01)
    monkeypatch.setattr(services_log, "_last_lines", lambda _path: never.wait(10) and "")
    assert await ReadLog(log)() == ""
    never.set()


async def test_where_nothing_was_logged_it_is_empty(log: Path) -> None:
    assert await ReadLog(log)() == ""


async def test_what_is_not_text_is_shown_as_such(log: Path) -> None:
    log.write_bytes(b"the last line \xff\n")
    assert await ReadLog(log)() == "the last line \ufffd\n"


@pytest.mark.parametrize("in_newest", [1, 100, 20_000, 60_000])
async def test_a_long_log_shows_its_last_whole_lines(log: Path, in_newest: int) -> None:
    older(log).write_text(lines(0, 100_000 - in_newest))
    log.write_text(lines(100_000 - in_newest, 100_000))
    text = await ReadLog(log)()
    assert LONGEST - len("line 99999\n") <= len(text) <= LONGEST
    assert text == lines(100_000 - text.count("\n"), 100_000)


async def test_where_the_newest_file_is_cut_nothing_of_the_one_before_precedes_it(
    log: Path,
) -> None:
    older(log).write_text("old\n" * 100)
    log.write_text(f"{'torn' * 1000}\n" + lines(0, 28_000))
    text = await ReadLog(log)()
    assert text == lines(28_000 - text.count("\n"), 28_000)


async def test_a_disk_that_never_answers_is_not_waited_for(
    log: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    go_on = threading.Event()

    def hanging(_path: Path) -> bytes:
        go_on.wait(10)
        return b""

    monkeypatch.setattr(services_log, "_TIMEOUT", 0.05)
    monkeypatch.setattr(Path, "read_bytes", hanging)
    try:
        assert await ReadLog(log)() == ""
    finally:
        go_on.set()
