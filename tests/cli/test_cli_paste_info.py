"""`ltx-desktop paste-info`: what it says of a paste, and what it never shows."""

import io
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import NoReturn

import pytest
from fakes import HEADER, ID_VALUE, REFRESH_VALUE, TOKEN_VALUE

from ltx_desktop.cli import paste_info
from ltx_desktop.domain.paste import read as readers
from ltx_desktop.domain.paste.read import MAX_PASTE_LENGTH

CORPUS = Path(__file__).resolve().parent.parent / "corpus"


def told(
    capsys: pytest.CaptureFixture[str], octets: bytes | str, *arguments: str
) -> tuple[int, str]:
    data = octets.encode() if isinstance(octets, str) else octets
    code = paste_info.run(arguments, io.BytesIO(data))
    return code, capsys.readouterr().out


def test_a_good_paste_is_told_line_by_line_without_its_values(
    capsys: pytest.CaptureFixture[str],
) -> None:
    code, out = told(capsys, f"{HEADER}; _ga=1")
    assert code == 0
    lines = out.splitlines()
    assert lines[0] == "Cookie header value: 3 of 3 cookies, 1 other ignored."
    assert lines[1] == "lt_id=user…IC (17 characters)"
    assert [line.partition("=")[0] for line in lines[1:4]] == [
        "lt_id",
        "lt_token",
        "lt_refresh_token",
    ]
    for secret in (ID_VALUE, TOKEN_VALUE, REFRESH_VALUE):
        assert secret not in out


def test_values_are_shown_whole_only_when_asked_for(capsys: pytest.CaptureFixture[str]) -> None:
    _code, out = told(capsys, HEADER, "--reveal")
    for secret in (ID_VALUE, TOKEN_VALUE, REFRESH_VALUE):
        assert secret in out
    _code, out = told(capsys, HEADER, "--json", "--reveal")
    assert json.loads(out)["cookies"] == dict(part.split("=", 1) for part in HEADER.split("; "))


def test_json_holds_all_that_was_found(capsys: pytest.CaptureFixture[str]) -> None:
    har = (CORPUS / "chrome-har-sensitive.har").read_bytes()
    code, out = told(capsys, har, "--json")
    found = json.loads(out)
    assert code == 0
    assert (found["format"], found["ignored"], found["max_jobs"]) == ("har", 0, None)
    assert found["expiries"]["lt_refresh_token"] == "2026-03-01T00:00:00.654000+00:00"
    assert found["cookies"]["lt_refresh_token"] == "SYN-…=="
    assert {problem["code"] for problem in found["problems"]} == {
        "refresh-cookie-expired",
        "access-token-expired",
    }
    assert {"field", "severity", "sentence", "code"} == found["problems"][0].keys()


@pytest.mark.parametrize(
    ("octets", "sentence"),
    [
        (b"", "There is no text in the clipboard."),
        (b"hello", "No cookies found in this."),
        (b"\x89PNG\0", "This is not text."),
        (b"x" * (MAX_PASTE_LENGTH + 1), "This is more text than"),
        (b"lt_id=a", "lt_token is missing."),
        ((CORPUS / "chrome-fetch.txt").read_bytes(), "“Copy as fetch” leaves cookies out."),
        ((CORPUS / "mixed-logins.txt").read_bytes(), "two different logins"),
    ],
    ids=lambda value: ascii(value)[:30],
)
def test_what_cannot_be_sent_is_said_and_told_by_the_exit_code(
    capsys: pytest.CaptureFixture[str], octets: bytes, sentence: str
) -> None:
    code, out = told(capsys, octets)
    assert code == 1
    assert sentence in out
    assert told(capsys, octets, "--json")[0] == 1


def test_lines_that_can_be_joined_are_told(capsys: pytest.CaptureFixture[str]) -> None:
    code, out = told(capsys, HEADER.replace("abc+", "abc\n+"))
    assert code == 1
    assert "lt_refresh_token could be taken without its line breaks: SYNT…==" in out
    _code, out = told(capsys, TOKEN_VALUE)
    assert "It could be lt_token: eyJh…re" in out


def test_hostile_values_cannot_write_on_the_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    _code, out = told(capsys, "lt_id=\x1b[31mred\x07\u202e; lt_token=a", "--reveal")
    assert not set("\x1b\x07\u202e") & set(out)


def test_it_needs_no_display_and_loads_no_qt() -> None:
    report = (
        "import atexit, sys; "
        "atexit.register(lambda: print([name for name in sys.modules if 'Qt' in name]))"
    )
    done = subprocess.run(
        [
            sys.executable,
            "-W",
            "error",
            "-c",
            f"{report}; from ltx_desktop.__main__ import main; sys.exit(main())",
            "paste-info",
        ],
        input=HEADER,
        env={**os.environ, "DISPLAY": "", "QT_QPA_PLATFORM": "none-of-them"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert "3 of 3 cookies" in done.stdout
    assert done.stdout.endswith("[]\n")


@pytest.mark.logs_expected("the paste reader test_cli_paste_info failed: RuntimeError in")
def test_what_a_reader_failed_on_is_told_and_is_1(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(text: str) -> NoReturn:
        raise RuntimeError(text)

    monkeypatch.setattr(readers, "LINE_READERS", (fail, *readers.LINE_READERS))
    code, out = told(capsys, HEADER)
    assert code == 1
    assert "3 of 3 cookies. A part of the app failed while it read this" in out
    code, out = told(capsys, HEADER, "--json")
    assert code == 1
    assert json.loads(out)["problems"][0]["code"] == "reader-defect"


def test_wrong_words_are_one_line_and_2(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        paste_info.run(["--nonsense"])
    assert ended.value.code == 2
    assert capsys.readouterr() == (
        "",
        "ltx-desktop paste-info: error: unrecognized arguments: --nonsense\n",
    )
