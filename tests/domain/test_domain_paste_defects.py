"""A reader with a bug: the others go on, nothing secret is told, and the values are doubtful."""

import re
from datetime import datetime
from typing import NoReturn

import pytest
from fakes import HEADER, NOW, cookie_values

from ltx_desktop.domain.cookies import refused
from ltx_desktop.domain.paste import (
    Paste,
    PasteFormat,
    check_fields,
    header_value,
    read,
    read_paste,
)
from ltx_desktop.domain.paste.result import Finding
from ltx_desktop.domain.problem import Problem, ProblemCode, Severity
from ltx_desktop.domain.secret import Secret

DEFECT = Problem(ProblemCode.READER_DEFECT)


class Bug(Exception):
    pass


def fail(given: object, now: datetime | None = None) -> NoReturn:
    """Fail as unforeseen errors do, with the given value in the message."""
    raise Bug(given)


def put_before_all(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(read, "COMMAND_READERS", (fail, *read.COMMAND_READERS))
    monkeypatch.setattr(read, "JSON_READERS", (fail, *read.JSON_READERS))
    monkeypatch.setattr(read, "LINE_READERS", (fail, *read.LINE_READERS))


def check_defect(paste: Paste, *readers: str) -> None:
    wanted = set(readers) or {"test_domain_paste_defects"}
    assert {defect.reader for defect in paste.defects} == wanted
    for defect in paste.defects:
        assert defect.error == "Bug"
        assert re.fullmatch(r"test_domain_paste_defects\.py:\d+ fail", defect.places[-1])
        assert re.match(r"read\.py:\d+ _Reading\.attempt", defect.places[0])
    assert paste.problems.count(DEFECT) == 1
    assert "SYNTHETIC" not in repr(paste)


def test_the_other_readers_go_on_and_what_they_find_is_doubtful(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    put_before_all(monkeypatch)
    for text in (
        HEADER,
        f"curl 'https://app.ltx.studio/' -b '{HEADER}'",
        f'{{"cookie":"{HEADER}"}}',
    ):
        paste = read_paste(text)
        assert paste.cookies == cookie_values()
        assert paste.problems == (DEFECT,)
        assert not refused(paste.problems)
        check_defect(paste)


def test_without_cookies_it_is_not_recognised_as_before(monkeypatch: pytest.MonkeyPatch) -> None:
    put_before_all(monkeypatch)
    paste = read_paste("SYNTHETIC")
    assert (paste.format, paste.cookies) == (PasteFormat.UNRECOGNISED, {})
    assert paste.problems == (Problem(ProblemCode.UNRECOGNISED), DEFECT)
    check_defect(paste)


def test_a_finding_that_cannot_be_judged_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(read, "judge", fail)
    paste = read_paste(HEADER)
    assert (paste.format, paste.cookies) == (PasteFormat.UNRECOGNISED, {})
    check_defect(paste, "header_value", "found_by_name")


@pytest.mark.parametrize(("step", "name"), [("_bare", "read"), ("json_value", "json_text")])
def test_what_comes_before_the_readers_may_fail_too(
    monkeypatch: pytest.MonkeyPatch, step: str, name: str
) -> None:
    monkeypatch.setattr(read, step, fail)
    paste = read_paste(HEADER)
    assert paste.cookies == cookie_values()
    check_defect(paste, name)


@pytest.mark.parametrize("error", [RecursionError, MemoryError, KeyError, AssertionError, Warning])
def test_no_kind_of_error_comes_through(
    monkeypatch: pytest.MonkeyPatch, error: type[Exception]
) -> None:
    def fail_so(_text: str) -> NoReturn:
        raise error

    monkeypatch.setattr(read, "LINE_READERS", (fail_so, header_value.read))
    assert [defect.error for defect in read_paste(HEADER).defects] == [error.__name__]


def test_an_endless_recursion_keeps_its_last_places(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail_deeply(text: str) -> Finding | None:
        return fail_deeply(text)

    monkeypatch.setattr(read, "LINE_READERS", (fail_deeply,))
    [defect] = read_paste(HEADER).defects
    assert defect.error == "RecursionError"
    assert 1 < len(defect.places) < 10


def test_it_is_asked_about_while_any_value_of_the_paste_stands_in_a_field() -> None:
    assert DEFECT.severity is Severity.WARN
    joined = {"lt_refresh_token": Secret("SYN-joined")}
    paste = Paste(PasteFormat.HAR, cookie_values(), problems=(DEFECT,), offered=joined)
    typed = {name: Secret(f"{value.reveal()}x") for name, value in cookie_values().items()}
    assert DEFECT in check_fields(cookie_values(), paste, NOW)
    assert DEFECT in check_fields(typed | {"lt_id": cookie_values()["lt_id"]}, paste, NOW)
    assert DEFECT in check_fields(typed | joined, paste, NOW)
    assert DEFECT not in check_fields(typed, paste, NOW)
    assert DEFECT not in check_fields({}, paste, NOW)
    assert DEFECT not in check_fields(cookie_values(), None, NOW)
