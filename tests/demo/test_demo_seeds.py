"""The accounts that a demo begins with, and seed files, good and bad."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from demo.wire import DAY, HOUR, NOW, NOW_MS, TOKEN, HandClock, compact

from ltx_desktop.demo.accounts import DemoAccount
from ltx_desktop.demo.seed import SeedError, demo_accounts, load_seed
from ltx_desktop.demo.server import DemoServer

ACCESS = '"tokenExpire":1756195456789,"tokenExpireUTC":"2025-08-26T08:04:16.789Z"'
SEEN = {
    "maya": (
        '"updated":1755536656789,"updatedUTC":"2025-08-18T17:04:16.789Z"',
        ACCESS,
        '"refreshTokenExpire":1763312656789,"refreshTokenExpireUTC":"2025-11-16T17:04:16.789Z"',
    ),
    "studio": (
        '"updated":1749146656789,"updatedUTC":"2025-06-05T18:04:16.789Z"',
        ACCESS,
        '"refreshTokenExpire":1756922656789,"refreshTokenExpireUTC":"2025-09-03T18:04:16.789Z"',
    ),
    "renders": (
        '"updated":1750939456789,"updatedUTC":"2025-06-26T12:04:16.789Z"',
        '"tokenExpire":1756123636789,"tokenExpireUTC":"2025-08-25T12:07:16.789Z"',
    ),
    "ads": (
        '"updated":1748163856789,"updatedUTC":"2025-05-25T09:04:16.789Z"',
        '"tokenExpire":1755939856789,"tokenExpireUTC":"2025-08-23T09:04:16.789Z"',
        '"refreshTokenExpire":1755939856789,"refreshTokenExpireUTC":"2025-08-23T09:04:16.789Z"',
    ),
    "archive": (
        '"updated":1751889856789,"updatedUTC":"2025-07-07T12:04:16.789Z"',
        ACCESS,
        '"refreshTokenExpire":1759665856789,"refreshTokenExpireUTC":"2025-10-05T12:04:16.789Z"',
        '"error":"Session refresh failed 2025-08-25T07:04:16.789Z, manual update required"',
    ),
}


def seen(name: str) -> str:
    cookie = f'{{"lt_id":"{name}","lt_token":"…secured…","lt_refresh_token":"…secured…"}}'
    start = f'"email":"{name}@northlight.example","cookie":{cookie},"maxJobs":20'
    return "{" + ",".join([start, *SEEN[name]]) + "}"


@pytest.fixture
def seeded(demo: DemoServer, client: httpx.Client) -> httpx.Client:
    """A client of a service with the five accounts."""
    demo.accounts.update({one.email: one for one in demo_accounts(NOW)})
    return client


def test_the_five_accounts_are_listed_key_by_key(seeded: httpx.Client) -> None:
    listed = ",".join(f'"{name}@northlight.example":{seen(name)}' for name in SEEN)
    assert seeded.get("/accounts").text == f"{{{listed}}}"


@pytest.mark.parametrize("name", SEEN)
def test_each_of_the_five_is_told_alone(seeded: httpx.Client, name: str) -> None:
    updated = SEEN[name][0].split(",")[0].split(":")[1]
    balance = (
        f',"balance":{{"LTXStudio_token":150}},"latestCreatedAtMs":{{"LTXStudio_token":{updated}}}'
    )
    answer = seeded.get(f"/accounts/{name}@northlight.example")
    assert answer.text == f"{seen(name)[:-1]}{balance}}}"


def test_a_service_begins_with_the_five_unless_told_otherwise(clock: HandClock) -> None:
    server = DemoServer(clock=clock)
    assert server.accounts == {one.email: one for one in demo_accounts(NOW)}
    assert len(server.accounts) == 5


def test_the_urgent_one_is_renewed_only_when_it_is_read_again(
    seeded: httpx.Client, clock: HandClock
) -> None:
    path = "/accounts/renders@northlight.example"
    clock.pass_by(179)
    assert seeded.get(path).json()["tokenExpire"] == NOW_MS + 180_000
    clock.pass_by(1)
    told = seeded.get(path).json()
    assert told["tokenExpire"] == NOW_MS + 180_000 + 86_400_000
    assert "refreshTokenExpire" not in told


def test_the_five_stay_in_their_states_for_hours(seeded: httpx.Client, clock: HandClock) -> None:
    before = seeded.get("/accounts").json()
    clock.pass_by(19 * HOUR)
    after = seeded.get("/accounts").json()
    assert {email for email in before if before[email] != after[email]} == {
        "renders@northlight.example"
    }


def test_the_platform_counts_the_one_in_error(seeded: httpx.Client) -> None:
    told = seeded.get(str(seeded.base_url.copy_with(path="/v2/account"))).json()
    assert told["accounts"] == {"LTX Studio API": {"total": 5, "active": 4, "error": 1}}


@pytest.fixture
def seed_file(tmp_path: Path) -> Iterator[Path]:
    """A file to write a seed into; it is never changed by reading."""
    path = tmp_path / "seed.json"
    yield path
    before = path.read_bytes() if path.is_file() else None
    assert before is None or path.read_bytes() == before


def load(path: Path, *accounts: Any) -> list[DemoAccount]:
    path.write_text(json.dumps({"accounts": accounts}), encoding="utf-8")
    return load_seed(path, NOW)


def test_an_email_is_enough_of_a_seed(seed_file: Path) -> None:
    assert load(seed_file, {"email": "a@mail.example"}) == [
        DemoAccount(
            email="a@mail.example",
            updated=NOW,
            access_expire=NOW + DAY,
            refresh_expire=NOW + 90 * DAY,
            cookies={"lt_id": "a"},
            max_jobs=20,
        )
    ]


def test_everything_of_a_seed_is_kept(seed_file: Path) -> None:
    entry = {
        "email": "a@mail.example",
        "maxJobs": 3,
        "refreshIn": "9d6h",
        "accessIn": "-2d3h4min5s",
        "updatedAgo": 90,
        "error": "manual update required",
        "running": 2,
        "tellsRefresh": False,
    }
    assert load(seed_file, entry, {"email": "b@mail.example"})[0] == DemoAccount(
        email="a@mail.example",
        updated=NOW - 90,
        access_expire=NOW - 2 * DAY - 3 * HOUR - 245,
        refresh_expire=NOW + 9 * DAY + 6 * HOUR,
        cookies={"lt_id": "a"},
        max_jobs=3,
        error="manual update required",
        running=2,
        tells_refresh=False,
    )


@pytest.mark.parametrize(
    ("span", "seconds"),
    [
        ("9d6h", 9 * DAY + 6 * HOUR),
        ("50min", 3_000),
        ("-2d", -2 * DAY),
        ("30s", 30),
        ("1h1h", 2 * HOUR),
        ("0s", 0),
        (90, 90),
        (-0.5, -0.5),
    ],
)
def test_a_span_is_a_number_of_seconds_or_text(
    seed_file: Path, span: object, seconds: float
) -> None:
    (held,) = load(seed_file, {"email": "a@mail.example", "refreshIn": span})
    assert held.refresh_expire == NOW + seconds


@pytest.mark.parametrize(
    "span",
    [
        *("", "-", "9", "9x", "d", "9d 6h", "9 d", "+9d", "--9d", "1.5d", "9D", "6m"),
        *(True, None, [], {"d": 9}, float("nan"), float("inf"), 1e300, -1e12, 10**400),
        *("4000000d", "-4000000d", "9" * 400 + "d", "9" * 5000 + "d"),
    ],
    ids=lambda span: str(span)[:12] if not isinstance(span, int) else "huge",
)
def test_a_wrong_span_is_named(seed_file: Path, span: object) -> None:
    for key in ("refreshIn", "accessIn", "updatedAgo"):
        with pytest.raises(SeedError) as refused:
            load(seed_file, {"email": "good@mail.example"}, {"email": "a@mail.example", key: span})
        wanted = f"Account 2 of the seed file: {key} is no span of time such as 9d6h."
        assert str(refused.value) == wanted


@pytest.mark.parametrize(
    ("entry", "what"),
    [
        ([], "not an object"),
        ("a@mail.example", "not an object"),
        (None, "not an object"),
        ({}, "no email"),
        ({"email": ""}, "no email"),
        ({"email": 5}, "no email"),
        ({"email": "\ud800@mail.example"}, "no email"),
        ({"email": "a@mail.example", "cookie": "b", "Error": "c"}, "unknown Error, cookie"),
        ({"email": "a@mail.example", "maxJobs": 0}, "maxJobs is 0"),
        ({"email": "a@mail.example", "maxJobs": 101}, "maxJobs is 101"),
        ({"email": "a@mail.example", "maxJobs": "20"}, "maxJobs is '20'"),
        ({"email": "a@mail.example", "maxJobs": True}, "maxJobs is True"),
        ({"email": "a@mail.example", "maxJobs": None}, "maxJobs is None"),
        ({"email": "a@mail.example", "error": 5}, "error is 5"),
        ({"email": "a@mail.example", "error": "\ud800"}, "error is '\\ud800'"),
        ({"email": "a@mail.example", "running": -1}, "running is -1"),
        ({"email": "a@mail.example", "running": 1.0}, "running is 1.0"),
        ({"email": "a@mail.example", "running": 10**9}, "running is 1000000000"),
        ({"email": "a@mail.example", "tellsRefresh": 1}, "tellsRefresh is 1"),
        ({"email": "a@mail.example", "tellsRefresh": None}, "tellsRefresh is None"),
    ],
)
def test_what_is_wrong_with_an_entry_is_named(seed_file: Path, entry: object, what: str) -> None:
    with pytest.raises(SeedError) as refused:
        load(seed_file, entry)
    assert str(refused.value) == f"Account 1 of the seed file: {what}."


@pytest.mark.parametrize("text", ["{}", "[]", "null", "5", '{"accounts": {}}', '{"accounts": 1}'])
def test_a_seed_without_a_list_is_refused(seed_file: Path, text: str) -> None:
    seed_file.write_text(text, encoding="utf-8")
    with pytest.raises(SeedError) as refused:
        load_seed(seed_file, NOW)
    assert str(refused.value) == f'The seed file {seed_file} has no list "accounts".'


@pytest.mark.parametrize(
    "content",
    [b"", b"accounts", b'{"accounts": [],}', b'{"accounts": ["\xff"]}', b"[" * 100_000],
    ids=lambda content: content[:8],
)
def test_a_seed_that_is_no_json_is_refused(seed_file: Path, content: bytes) -> None:
    seed_file.write_bytes(content)
    with pytest.raises(SeedError) as refused:
        load_seed(seed_file, NOW)
    assert str(refused.value).startswith(f"The seed file {seed_file} is no JSON: ")


def test_a_missing_seed_is_refused(seed_file: Path) -> None:
    with pytest.raises(SeedError) as refused:
        load_seed(seed_file, NOW)
    wanted = f"The seed file {seed_file} cannot be read: No such file or directory."
    assert str(refused.value) == wanted


def test_a_folder_is_no_seed(tmp_path: Path) -> None:
    with pytest.raises(SeedError, match="cannot be read: Is a directory"):
        load_seed(tmp_path, NOW)


def test_an_empty_list_is_a_seed(seed_file: Path) -> None:
    assert load(seed_file) == []


def test_a_seeded_account_is_told_and_can_be_submitted_over(
    seed_file: Path, demo: DemoServer, client: httpx.Client
) -> None:
    (held,) = load(seed_file, {"email": "user123@demo.example", "refreshIn": "-1d", "running": 1})
    demo.accounts[held.email] = held
    before = client.get("/accounts").json()[held.email]
    assert before["refreshTokenExpire"] == NOW_MS - 86_400_000
    assert compact(before["cookie"]) == (
        '{"lt_id":"user123","lt_token":"…secured…","lt_refresh_token":"…secured…"}'
    )
    cookie = "lt_id=user123; lt_token=canary-access; lt_refresh_token=canary-refresh"
    after = client.post("/accounts", json={"cookie": cookie}).json()
    assert after["refreshTokenExpire"] == NOW_MS + 90 * 86_400_000
    assert len(client.get("/scheduler").json()) == 1


def test_a_shared_token_is_no_part_of_a_seed(seed_file: Path) -> None:
    with pytest.raises(SeedError, match="unknown token"):
        load(seed_file, {"email": "a@mail.example", "token": TOKEN})


def test_an_email_that_stands_there_twice_is_told(tmp_path: Path) -> None:
    path = tmp_path / "seed.json"
    path.write_text('{"accounts": [{"email": "a@b"}, {"email": "a@b"}]}')
    with pytest.raises(SeedError) as refused:
        load_seed(path, NOW)
    assert str(refused.value) == "Account 2 of the seed file: a@b stands there twice."
