"""How the tokens of an account live, are renewed and die, by a clock that is moved by hand."""

from typing import Any

import httpx
import pytest
from demo.wire import COOKIE, DAY, EMAIL, HOUR, NOW_MS, REFRESH_MS, HandClock

from ltx_desktop.demo.accounts import DemoAccount
from ltx_desktop.demo.server import DemoServer

DAY_MS = 86_400_000
REJECTED = "Session refresh failed: refresh token rejected, manual update required"
ENDED = "Session refresh failed, manual update required"


def submit(client: httpx.Client, cookie: str = COOKIE) -> dict[str, Any]:
    answer = client.post("/accounts", json={"cookie": cookie})
    assert answer.status_code == 200
    told: dict[str, Any] = answer.json()
    return told


def read(client: httpx.Client) -> dict[str, Any]:
    told: dict[str, Any] = client.get("/accounts").json()[EMAIL]
    return told


def test_a_fresh_session_has_a_day_and_ninety_days(client: httpx.Client) -> None:
    told = submit(client)
    assert told["tokenExpire"] == NOW_MS + DAY_MS
    assert told["refreshTokenExpire"] == NOW_MS + 90 * DAY_MS == REFRESH_MS


def test_a_living_access_token_is_left_alone(client: httpx.Client, clock: HandClock) -> None:
    before = submit(client)
    clock.pass_by(DAY - 0.001)
    assert read(client) == before


@pytest.mark.parametrize(
    ("passed", "days"),
    [(DAY, 2), (DAY + HOUR, 2), (2 * DAY - 1, 2), (2 * DAY, 3), (50.5 * DAY, 51)],
)
def test_an_access_token_is_renewed_silently_in_whole_days(
    client: httpx.Client, clock: HandClock, passed: float, days: int
) -> None:
    before = submit(client)
    clock.pass_by(passed)
    after = read(client)
    assert after["tokenExpire"] == NOW_MS + days * DAY_MS
    unchanged = {key: value for key, value in before.items() if not key.startswith("tokenExpire")}
    assert {key: after.get(key) for key in unchanged} == unchanged
    assert set(after) == set(before)


@pytest.mark.parametrize("path", ["/accounts", f"/accounts/{EMAIL}", "/scheduler/available"])
def test_every_reading_renews(
    demo: DemoServer, client: httpx.Client, clock: HandClock, path: str
) -> None:
    submit(client)
    clock.pass_by(DAY)
    client.get(path)
    assert demo.accounts[EMAIL].access_expire == clock.now + DAY


def test_the_last_renewal_is_just_before_the_refresh_token_ends(
    client: httpx.Client, clock: HandClock
) -> None:
    submit(client)
    clock.pass_by(90 * DAY - 1)
    told = read(client)
    assert told["tokenExpire"] == told["refreshTokenExpire"] == REFRESH_MS


@pytest.mark.parametrize("passed", [90 * DAY, 91 * DAY, 400 * DAY])
def test_after_the_refresh_token_nothing_is_renewed(
    demo: DemoServer, client: httpx.Client, clock: HandClock, passed: float
) -> None:
    submit(client)
    clock.pass_by(passed)
    told = read(client)
    assert told["tokenExpire"] == told["refreshTokenExpire"] == REFRESH_MS
    assert demo.accounts[EMAIL].is_dead(clock.now)


@pytest.mark.parametrize("reads", [0, 1, 100])
def test_how_often_it_was_read_does_not_change_when_a_session_dies(reads: int) -> None:
    access, refresh = 20 * HOUR, 83 * DAY + 5 * HOUR
    held = DemoAccount(EMAIL, 0, access, refresh)
    for number in range(1, reads + 1):
        held.live_until(refresh * number / (reads + 1))
    held.live_until(refresh + HOUR)
    assert held.access_expire == 83 * DAY + 20 * HOUR


def test_a_session_is_dead_when_both_tokens_are(
    demo: DemoServer, client: httpx.Client, clock: HandClock
) -> None:
    submit(client)
    held = demo.accounts[EMAIL]
    assert not held.is_dead(clock.now + 90 * DAY - 0.001)
    assert held.is_dead(clock.now + 90 * DAY)
    held.access_expire += 100 * DAY
    assert not held.is_dead(clock.now + 101 * DAY - 0.001)
    assert held.is_dead(clock.now + 101 * DAY)


def test_a_new_submit_brings_a_dead_session_back(client: httpx.Client, clock: HandClock) -> None:
    submit(client)
    clock.pass_by(100 * DAY)
    told = submit(client)
    assert told["updated"] == NOW_MS + 100 * DAY_MS
    assert told["tokenExpire"] == NOW_MS + 101 * DAY_MS
    assert told["refreshTokenExpire"] == NOW_MS + 190 * DAY_MS


def test_an_account_in_error_is_not_renewed(
    demo: DemoServer, client: httpx.Client, clock: HandClock
) -> None:
    before = submit(client)
    demo.accounts[EMAIL].error = "manual update required"
    clock.pass_by(2 * DAY)
    assert read(client)["tokenExpire"] == before["tokenExpire"]


def test_a_dead_session_gets_an_error_where_that_was_asked_for(
    demo: DemoServer, client: httpx.Client, clock: HandClock
) -> None:
    demo.faults.add("dead-session-error")
    submit(client)
    clock.pass_by(90 * DAY - 1)
    assert "error" not in read(client)
    clock.pass_by(1)
    assert read(client)["error"] == ENDED
    demo.faults.replace([])
    assert read(client)["error"] == ENDED


def test_a_dead_session_has_no_error_by_default(client: httpx.Client, clock: HandClock) -> None:
    submit(client)
    clock.pass_by(90 * DAY)
    assert "error" not in read(client)


def test_a_cookie_sent_twice_is_taken_and_fails_at_its_renewal(
    demo: DemoServer, client: httpx.Client, clock: HandClock
) -> None:
    demo.faults.add("single-use-cookie")
    first = submit(client)
    assert submit(client) == first
    clock.pass_by(DAY - 1)
    assert "error" not in read(client)
    clock.pass_by(1)
    told = read(client)
    assert (told["error"], told["tokenExpire"]) == (REJECTED, first["tokenExpire"])


def test_another_cookie_after_a_used_one_is_well(
    demo: DemoServer, client: httpx.Client, clock: HandClock
) -> None:
    demo.faults.add("single-use-cookie")
    submit(client)
    submit(client)
    submit(client, f"{COOKIE}-fresh")
    clock.pass_by(DAY)
    assert "error" not in read(client)


def test_a_cookie_sent_once_is_renewed(
    demo: DemoServer, client: httpx.Client, clock: HandClock
) -> None:
    demo.faults.add("single-use-cookie")
    submit(client)
    clock.pass_by(DAY)
    assert "error" not in read(client)


def test_a_cookie_may_be_sent_twice_by_default(client: httpx.Client, clock: HandClock) -> None:
    submit(client)
    submit(client)
    clock.pass_by(DAY)
    assert "error" not in read(client)
