"""The log file: there, private, and free of secrets."""

import logging
import os
import stat
import sys
from collections.abc import Iterator
from logging.handlers import RotatingFileHandler
from pathlib import Path
from urllib.parse import quote

import pytest
from harness.api_client import client_of
from harness.platforms import not_on_windows
from harness.raw_service import RawService, json_reply

from ltx_desktop.app.logs import LogFile, RedactingFormatter, start_logging, stop_logging
from ltx_desktop.app.rotated_file import rotated_file
from ltx_desktop.domain.secret import Secret

JWT = "eyJhbGciOiJub25lIn0.eyJzdWIiOiJTWU4ifQ.SYNTHETIC"


@pytest.fixture
def log(tmp_path: Path) -> Iterator[Path]:
    path = tmp_path / "new folder" / "app.log"
    loggers = [logging.getLogger(name) for name in ("", "httpx", "httpcore")]
    levels = [logger.level for logger in loggers]
    for logger in loggers:
        logger.setLevel(logging.NOTSET)
    start_logging(path)
    yield path
    stop_logging()
    for logger, level in zip(loggers, levels, strict=True):
        logger.setLevel(level)


@pytest.mark.parametrize(
    "secret",
    [
        f"lt_token={JWT}",
        "cookie: lt_id=CANARY; lt_refresh_token=CANARY",
        "{'lt_refresh_token': 'CANARY'}",
        "Authorization: Bearer CANARY",
        "Bearer CANARY",
        "user:12345-CANARY",
        JWT,
    ],
)
def test_no_secret_reaches_the_file(log: Path, secret: str) -> None:
    logging.getLogger("some.library").info("before %s", secret)
    logging.getLogger("some.library").info("failed", exc_info=ValueError(secret))
    text = log.read_text()
    assert "before" in text
    assert "[redacted]" in text
    assert "CANARY" not in text
    assert "SYNTHETIC" not in text


@not_on_windows("Windows has no such rights")
def test_t6_every_log_file_is_private_whatever_the_folder_was(tmp_path: Path) -> None:
    level = logging.getLogger().level
    folder = tmp_path / "wide open"
    folder.mkdir(mode=0o755)
    path = folder / "app.log"
    start_logging(path)
    try:
        logging.getLogger("some.library").info("before")
        for handler in logging.getLogger().handlers:
            if isinstance(handler, LogFile):
                assert isinstance(handler.opened, RotatingFileHandler)
                handler.opened.doRollover()
        logging.getLogger("some.library").info("after")
    finally:
        stop_logging()
        logging.getLogger().setLevel(level)
    assert [stat.S_IMODE(one.stat().st_mode) for one in sorted(folder.iterdir())] == [0o600] * 2
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700


def test_t6_a_file_that_somebody_reads_grows_on_where_it_cannot_be_renamed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """On Windows."""
    path = tmp_path / "app.log"
    handler = rotated_file(path)
    assert isinstance(handler, RotatingFileHandler)
    handler.maxBytes = 10

    rename = os.rename
    older = [path.with_name(f"app.log.{number}") for number in (1, 2, 3)]
    for number, file in enumerate(older):
        file.write_text(f"older {number}\n")

    def refuse(source: str | Path, target: str | Path) -> None:
        if Path(source) == path:
            raise PermissionError(13, "The process cannot access the file", source, 32, target)
        rename(source, target)

    with monkeypatch.context() as held:
        held.setattr(os, "rename", refuse)
        for text in ("first line", "second line"):
            handler.handle(logging.LogRecord("a", logging.INFO, "", 0, text, None, None))
    assert path.read_text() == "first line\nsecond line\n"
    assert [file.read_text() for file in older] == ["older 0\n", "older 1\n", "older 2\n"]
    handler.handle(logging.LogRecord("a", logging.INFO, "", 0, "third line", None, None))
    handler.close()
    assert path.read_text() == "third line\n"
    assert older[0].read_text() == "first line\nsecond line\n"
    assert [file.read_text() for file in older[1:]] == ["older 0\n", "older 1\n"]
    assert capsys.readouterr().err == ""


async def test_s1_no_address_of_a_request_is_logged(
    log: Path,
) -> None:
    """An address has an email in it."""
    async with RawService(json_reply(200, {})) as service, client_of(service) as client:
        await client.account("somebody@synthetic.example")
        assert "somebody" in service.asked[0]
    logging.getLogger("some.library").info("after it")
    text = log.read_text()
    assert "after it" in text
    assert "somebody" not in text
    assert "accounts" not in text


def test_ordinary_lines_stay_as_they_are() -> None:
    record = logging.LogRecord("a", logging.INFO, "", 0, "read 5 accounts", None, None)
    assert RedactingFormatter("%(message)s").format(record) == "read 5 accounts"


@pytest.mark.logs_expected("uncaught")
def test_an_uncaught_error_is_logged(log: Path) -> None:
    error = RuntimeError("for the test")
    sys.excepthook(RuntimeError, error, None)
    assert "RuntimeError: for the test" in log.read_text()


@not_on_windows("Windows has no such rights")
def test_only_the_owner_can_read_it(log: Path) -> None:
    logging.getLogger("some.library").info("read 5 accounts")
    assert stat.S_IMODE(log.stat().st_mode) == 0o600


def test_t6_a_folder_that_cannot_be_made_is_no_reason_to_fail(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    level = logging.getLogger().level
    start_logging(tmp_path / "file" / "app.log")
    stop_logging()
    logging.getLogger().setLevel(level)


def test_a_secret_of_this_process_is_redacted_by_its_value_wherever_it_stands(log: Path) -> None:
    held = Secret("nothing+that/looks=like a secret")
    logging.getLogger("some.library").info("an odd place: <%s>", held.reveal())
    logging.getLogger("some.library").info("an address: %s", quote(held.reveal(), safe=""))
    assert "nothing" not in log.read_text()
    assert log.read_text().count("[redacted]") == 2


def test_a_secret_that_is_gone_is_not_kept_for_that(log: Path) -> None:
    Secret("short-lived-value")
    logging.getLogger("some.library").info("short-lived-value")
    assert "short-lived-value" in log.read_text()
