"""JSON of every make is read field by field."""

import json
from datetime import UTC, datetime
from typing import Any

import pytest

from ltx_desktop.api.errors import BrokenAnswer
from ltx_desktop.api.payloads import read_account, read_accounts, read_capacity, read_subscription
from ltx_desktop.domain.account import Account, Capacity, Mark
from ltx_desktop.domain.subscription import Subscription

NOON = datetime(2025, 8, 25, 12, tzinfo=UTC)
NOON_MS = 1756123200000


def one(**fields: Any) -> Account:
    return read_account(json.dumps({"email": "a@x", **fields}).encode())


def nothing_in(values: tuple[Any, ...]) -> list[tuple[Any, Any]]:
    return [(value, None) for value in values]


@pytest.mark.parametrize(
    ("value", "jobs"),
    [
        (20, 20),
        (20.0, 20),
        ("20", 20),
        (" 7 ", 7),
        (150, 150),
        (0, 0),
        *nothing_in((True, None, -1, 20.5, "many", "", "9" * 50, 10**30, [20], {"n": 20}, 1e300)),
    ],
)
def test_jobs_are_whole_and_sane(value: Any, jobs: int | None) -> None:
    assert one(maxJobs=value).max_jobs == jobs


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("refresh token rejected", "refresh token rejected"),
        ({"message": "gone"}, "gone"),
        ({"error": {"text": "deep"}}, "deep"),
        ({"code": 17}, "17"),
        ({"why": None}, "why"),
        (["one", "two"], "one, two"),
        (596, "596"),
        (True, "true"),
        ("a\r\nb\x1b[31m", "a  b[31m"),
        ("x" * 600, "x" * 500),
        ("\u202eété 🎬", "\u202eété 🎬"),
        *nothing_in((None, "", " ", "\x00\x07", False, 0, [], {}, [None, ""])),
    ],
)
def test_an_error_is_text_or_nothing(value: Any, text: str | None) -> None:
    assert one(error=value).error == text


@pytest.mark.parametrize(
    ("value", "balance"),
    [
        ({"LTXStudio_token": 150}, 150),
        ({"LTXStudio_token": "12.5"}, 12.5),
        (9, 9),
        *nothing_in(({}, [], None, True, {"other": 1}, {"LTXStudio_token": None})),
    ],
)
def test_a_balance_is_a_number_or_nothing(value: Any, balance: float | None) -> None:
    assert one(balance=value).balance == balance


@pytest.mark.parametrize(
    ("name", "field"),
    [
        ("updated", "updated"),
        ("tokenExpire", "access_expiry"),
        ("refreshTokenExpire", "refresh_expiry"),
    ],
)
@pytest.mark.parametrize(
    ("number", "text", "instant", "marks"),
    [
        (NOON_MS, "2025-08-25T12:00:00.000Z", NOON, set()),
        (NOON_MS, None, NOON, set()),
        (None, "2025-08-25T14:00:00+02:00", NOON, set()),
        (NOON_MS // 1000, "2025-08-25T12:00:30Z", NOON, set()),
        (NOON_MS, "2025-08-25T13:00:00Z", NOON, {Mark.TWINS_DISAGREE}),
        (NOON_MS, "YYYY-MM-DDTHH:MM:SS.sssZ", NOON, {Mark.UNREADABLE_TIME}),
        ({"at": 1}, "2025-08-25T12:00:00Z", NOON, {Mark.UNREADABLE_TIME}),
        (-1, "99999-01-01", None, {Mark.UNREADABLE_TIME}),
        (True, [], None, {Mark.UNREADABLE_TIME}),
        (None, None, None, set()),
    ],
)
def test_times_are_read_with_their_twins(
    name: str, field: str, number: Any, text: Any, instant: datetime | None, marks: set[Mark]
) -> None:
    account = one(**{name: number, f"{name}UTC": text})
    assert getattr(account, field) == instant
    assert account.marks == marks


@pytest.mark.parametrize(
    ("document", "emails"),
    [
        ({"key@x": {"email": "other@x"}}, ["key@x"]),
        ({"": {"email": "inner@x"}, " ": {"email": "space@x"}}, ["inner@x", "space@x"]),
        ({"": {}, "a@x": {}}, ["a@x"]),
        ({"a@x": None, "b@x": 7, "c@x": [], "d@x": "text"}, ["a@x", "b@x", "c@x", "d@x"]),
        ({"ok": True, "a@x": {}}, ["a@x"]),
        ({"error": "x", "a@x": {}}, ["a@x"]),
        ({"a@x": {"unknown": {"deep": [1]}}}, ["a@x"]),
        ([{"email": "a@x"}, {"email": "b@x"}, 7, {}], ["a@x", "b@x"]),
        ({"a\x00\n@x": {}}, ["a @x"]),
        ({f"{'x' * 400}@x": {}}, ["x" * 320]),
        ({"Ünï@x": {}, "A@x": {}, "a@x": {}}, ["Ünï@x", "A@x", "a@x"]),
    ],
)
def test_whose_account_it_is(document: Any, emails: list[str]) -> None:
    assert [account.email for account in read_accounts(json.dumps(document).encode())] == emails


@pytest.mark.parametrize(
    "document",
    [
        {"accounts": {"a@x": {"maxJobs": 20}}},
        {"data": {}},
        {"code": 0, "data": {"a": 1}},
        {"login": {"url": "https://portal.example/"}},
        [{"name": "no account"}],
    ],
)
def test_an_answer_of_another_shape_is_no_list_of_accounts(document: Any) -> None:
    """The app would forget the accounts that it knows."""
    with pytest.raises(BrokenAnswer):
        read_accounts(json.dumps(document).encode())


@pytest.mark.parametrize(
    "odd",
    [
        b"NaN",
        b"-Infinity",
        b"1e999",
        b"9" * 6000,
        b'"\\ud800"',
        b'"\xff\xfe"',
        b'"a\tb"',
        b'{"a": 1, "a": {"b": NaN}}',
        b"[" * 50 + b"]" * 50,
    ],
)
@pytest.mark.parametrize(
    "name",
    ["email", "maxJobs", "updated", "updatedUTC", "tokenExpire", "balance", "error", "cookie", "x"],
)
def test_an_odd_value_anywhere_spoils_nothing_else(name: str, odd: bytes) -> None:
    fields = b'"%s": %s, "refreshTokenExpire": %d' % (name.encode(), odd, NOON_MS)
    good, spoilt = read_accounts(b'{"good@x": {"maxJobs": 1}, "a@x": {%s}}' % fields)
    assert good == Account("good@x", max_jobs=1)
    assert (spoilt.email, spoilt.refresh_expiry) == ("a@x", NOON)


def test_of_duplicate_names_the_last_counts() -> None:
    body = b'{"a@x": {"maxJobs": 1}, "a@x": {"maxJobs": 2, "maxJobs": 3}}'
    assert read_accounts(body) == (Account("a@x", max_jobs=3),)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-32"])
def test_the_bytes_tell_their_encoding(encoding: str) -> None:
    assert read_accounts('{"é@x": {"maxJobs": 1}}'.encode(encoding)) == (Account("é@x", 1),)


def test_latin_1_costs_only_the_letters_that_it_spells_otherwise() -> None:
    (account,) = read_accounts('{"a@x": {"error": "läuft"}}'.encode("latin-1"))
    assert account.error == "l\ufffduft"


@pytest.mark.parametrize(
    ("document", "expected"),
    [
        ({}, ()),
        ({"available": None}, ()),
        ({"available": [None, 7, {}, {"email": ""}]}, ()),
        ({"available": [{"email": "a@x"}]}, (Capacity("a@x"),)),
        (
            {"available": [{"email": "a@x", "maxJobs": "9", "executing": True, "available": -1}]},
            (Capacity("a@x", 9),),
        ),
    ],
)
def test_capacity_takes_what_is_there(document: Any, expected: tuple[Capacity, ...]) -> None:
    assert read_capacity(json.dumps(document).encode()) == expected


@pytest.mark.parametrize(
    ("document", "expected"),
    [
        ({}, Subscription()),
        ({"email": "a@x", "created": "2023"}, Subscription("a@x")),
        ({"email": 7, "subscriptionIsActive": "yes", "maxAccountsPerAPI": {}}, Subscription()),
        ({"subscriptionIsActive": False, "maxAccountsPerAPI": 6.0}, Subscription(None, False, 6)),
    ],
)
def test_a_subscription_takes_what_is_there(document: Any, expected: Subscription) -> None:
    assert read_subscription(json.dumps(document).encode()) == expected


@pytest.mark.parametrize("body", [b"", b"[]", b"null", b"7", b"<html>", b'"x"'])
def test_what_is_no_object_is_broken(body: bytes) -> None:
    for read in (read_account, read_capacity, read_subscription):
        with pytest.raises(BrokenAnswer):
            read(body)
