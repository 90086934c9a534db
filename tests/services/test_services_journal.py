"""The log reports what was done: a line for every outcome of every use-case."""

import asyncio
import logging
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any, get_args

import pytest
from fakes import (
    BASE_URL,
    DAY,
    EMAIL,
    NOW,
    TOKEN,
    Clock,
    FakeService,
    FakeSettingsFile,
    FakeVault,
    Opener,
    SubmitValues,
    connected,
    cookie_values,
    forget_nothing,
    make_account,
    make_preferences,
    make_record,
)

from ltx_desktop.api import errors as api
from ltx_desktop.api.errors import Obstacle
from ltx_desktop.app.logs import without_secrets
from ltx_desktop.domain.base_url import BaseUrl
from ltx_desktop.domain.expiry import Thresholds
from ltx_desktop.domain.problem import Problem, ProblemCode
from ltx_desktop.domain.release import Release, Version
from ltx_desktop.domain.settings import Settings
from ltx_desktop.domain.subscription import Slots
from ltx_desktop.services import journal
from ltx_desktop.services import outcomes as o
from ltx_desktop.services.clock import Clock as CorrectedClock
from ltx_desktop.services.clock import Skew
from ltx_desktop.services.connection import Connection
from ltx_desktop.services.look import LookAtAccounts
from ltx_desktop.services.refresh import RefreshAccounts
from ltx_desktop.services.remove import RemoveAccount
from ltx_desktop.services.start_at_login import StartAtLogin
from ltx_desktop.services.updates import LookForUpdates, ReleasesPort
from ltx_desktop.store.accounts import AccountStore
from ltx_desktop.store.autostart_entry import DesktopEntry
from ltx_desktop.store.errors import Reason, VaultLocked
from ltx_desktop.store.update_log import UpdateLog

OTHER = "other@synthetic.example"
KNOWN = make_record()
RENEWED = make_record(make_account(updated=NOW, refresh_expiry=NOW + 90 * DAY), seen=NOW)
VERSION = Version(1, 2, 3)

FAILURES: dict[o.Failure, str] = {
    o.NoAddress(): "no address of a service: the one in the settings cannot be read",
    o.NoToken(): "no API token",
    o.TokenUnavailable(o.KeyringTrouble.LOCKED): "the keyring does not give the API token (locked)",
    o.TokenElsewhere("https://a.example", "https://b.example"): (
        "the API token was saved for https://a.example, not for https://b.example"
    ),
    o.TokenRefused(): "the API token was refused (HTTP 401)",
    o.SubscriptionNeeded(): "no subscription (HTTP 402)",
    o.SlotsFull(Slots(3, 4)): "there are 4 accounts of 3 that are allowed",
    o.ServiceRetired(): "no LTX Studio API at this address",
    o.AccountGone(): "the service does not know the account",
    o.Rejected("SYNTHETIC"): "the service refused: SYNTHETIC",
    o.Rejected(
        "SYNTHETIC", ("lt_id", "lt_token")
    ): "the service refused: it misses lt_id, lt_token",
    o.TooManyRequests(timedelta(minutes=2)): "too many requests (HTTP 429), wait 0:02:00",
    o.ServiceTrouble(500): "HTTP 500",
    o.UnreadableAnswer("SYNTHETIC"): "the answer could not be read: SYNTHETIC",
    o.Offline(Obstacle.REFUSED): "the service cannot be reached (refused)",
    o.TookTooLong(): "no answer in time",
    o.Unexpected(): "unexpected error",
}

REFRESHES: dict[o.RefreshOutcome, str] = {
    o.Refreshed(12): "refresh: 12 accounts",
    o.Refreshed(1, (), Skew(timedelta(hours=2), believed=True, confirmed=True), Reason.DISK_FULL): (
        "refresh: 1 account; the service's clock is +120 min from this computer's; "
        "not stored: disk-full"
    ),
    o.Refreshed(3, is_emptied=True): (
        "refresh: 3 accounts; the service lists none, which is not believed yet"
    ),
    **{failure: f"refresh failed: {cause}" for failure, cause in FAILURES.items()},
}
SUBMITS: dict[o.SubmitOutcome, str] = {
    o.Submitted(RENEWED, KNOWN, read_back=True): f"renewed {EMAIL}: good until 2026-05-30T12:00Z",
    o.Submitted(RENEWED, None, read_back=False, storage=Reason.READ_ONLY): (
        f"added {EMAIL}: good until 2026-05-30T12:00Z; not read back; not stored: read-only"
    ),
    o.Submitted(make_record(make_account(OTHER)), None, read_back=True, after_lost_answer=True): (
        f"added {OTHER}: good until 2026-05-29T12:00Z; meant for {EMAIL}; the answer was lost"
    ),
    o.Submitted(KNOWN, KNOWN, read_back=True): (
        f"{EMAIL} took the cookies, but its date did not move: good until 2026-05-29T12:00Z"
    ),
    o.Submitted(make_record(make_account(error="SYNTHETIC")), KNOWN, read_back=True): (
        f"{EMAIL} took the cookies, but has an error: SYNTHETIC"
    ),
    o.NotConfirmed(o.TookTooLong()): (
        f"renewal of {EMAIL}: it is not certain that the cookies arrived: no answer in time"
    ),
    o.NotConfirmed(o.ServiceTrouble(502), Reason.DISK_FULL): (
        f"renewal of {EMAIL}: it is not certain that the cookies arrived: HTTP 502; "
        "not stored: disk-full"
    ),
    o.AlreadySent(NOW): (
        f"renewal of {EMAIL}: nothing was sent: these cookies were, at 2026-03-01T12:00Z"
    ),
    o.NotSent((Problem(ProblemCode.MISSING, "lt_id"), Problem(ProblemCode.INCOMPLETE))): (
        f"renewal of {EMAIL}: nothing was sent: missing lt_id, incomplete"
    ),
    o.ChangedMeanwhile(RENEWED, KNOWN): (
        f"renewal of {EMAIL}: nothing was sent: somebody else updated it, "
        "good until 2026-05-30T12:00Z"
    ),
    **{failure: f"renewal of {EMAIL} failed: {cause}" for failure, cause in FAILURES.items()},
}
REMOVALS: dict[o.RemoveOutcome, str] = {
    o.RemovedFromService(EMAIL): f"removed {EMAIL}",
    o.RemovedFromService(EMAIL, already_gone=True, storage=Reason.LOCKED): (
        f"removed {EMAIL}: the service did not know it any more; not stored: locked"
    ),
    **{failure: f"removal of {EMAIL} failed: {cause}" for failure, cause in FAILURES.items()},
}
LOOKS: dict[o.LookOutcome, str] = {
    o.Looked(2): f"looked at {EMAIL}, {OTHER}",
    o.Looked(0, (OTHER,), o.TookTooLong()): (
        f"looked at {EMAIL}, {OTHER}; gone from the service: {OTHER}; 1 not read: no answer in time"
    ),
    **{failure: f"look at {EMAIL}, {OTHER} failed: {cause}" for failure, cause in FAILURES.items()},
}
TESTS: dict[o.TestOutcome, str] = {
    o.ConnectionWorks(3, None): f"test of {BASE_URL.text}: 3 accounts",
    **{failure: f"test of {BASE_URL.text} failed: {cause}" for failure, cause in FAILURES.items()},
}
UPDATES: dict[o.UpdateOutcome, str] = {
    o.NewRelease(Release(VERSION, "https://synthetic.example"), Version(1, 0, 0)): (
        "looked for new versions: 1.2.3 is out"
    ),
    o.UpToDate(VERSION): "looked for new versions: 1.2.3 is the newest",
    o.NothingReleased(): "looked for new versions: there is none",
    **{
        failure: f"looked for new versions: {cause}"
        for failure, cause in FAILURES.items()
        if isinstance(failure, o.UpdateFailure)
    },
}

WRITERS: tuple[tuple[object, dict[Any, str], Callable[[Any], None]], ...] = (
    (o.RefreshOutcome, REFRESHES, lambda outcome: journal.refreshed(outcome, None)),
    (o.SubmitOutcome, SUBMITS, lambda outcome: journal.submitted(outcome, KNOWN, NOW)),
    (o.RemoveOutcome, REMOVALS, lambda outcome: journal.removed(EMAIL, outcome)),
    (o.LookOutcome, LOOKS, lambda outcome: journal.looked([EMAIL, OTHER], outcome)),
    (o.TestOutcome, TESTS, lambda outcome: journal.tested(BASE_URL, outcome)),
    (o.UpdateOutcome, UPDATES, journal.looked_for_updates),
)


@pytest.fixture(autouse=True)
def said(caplog: pytest.LogCaptureFixture) -> Callable[[], list[str]]:
    """What the journal wrote since it was last asked."""
    caplog.set_level(logging.INFO)

    def said() -> list[str]:
        lines = [one.getMessage() for one in caplog.records if one.name == journal.__name__]
        caplog.clear()
        return lines

    return said


@pytest.mark.parametrize(("union", "lines"), [one[:2] for one in WRITERS])
def test_no_outcome_is_left_out(union: object, lines: dict[object, str]) -> None:
    assert {type(one) for one in lines} == set(get_args(union))


@pytest.mark.parametrize(
    ("outcome", "expected", "write"),
    [
        pytest.param(outcome, expected, write, id=expected)
        for _union, lines, write in WRITERS
        for outcome, expected in lines.items()
    ],
)
def test_an_outcome_is_one_line_that_the_log_leaves_as_it_is(
    said: Callable[[], list[str]],
    outcome: object,
    expected: str,
    write: Callable[[object], None],
) -> None:
    write(outcome)
    assert said() == [expected]
    assert without_secrets(expected) == expected


def test_a_new_account_has_no_name_yet(said: Callable[[], list[str]]) -> None:
    journal.submitted(o.TokenRefused(), None, NOW)
    assert said() == ["adding an account failed: the API token was refused (HTTP 401)"]


def test_many_accounts_are_counted(said: Callable[[], list[str]]) -> None:
    emails = [f"{number}@synthetic.example" for number in range(5000)]
    journal.looked(emails, o.Looked(5000))
    assert [line.endswith(", 9@synthetic.example and 4990 more") for line in said()] == [True]


@pytest.mark.parametrize("mark", ["\n", "\r\n", "\u2028", "\u202e"], ids=ascii)
def test_p3_a_name_begins_no_line_of_its_own(said: Callable[[], list[str]], mark: str) -> None:
    journal.removed(f"a{mark}2026 removed b", o.RemovedFromService(""))
    assert said() == [f"removed a{' ' * len(mark)}2026 removed b"]


async def test_a_refresh_is_told_where_it_says_something_else_than_the_last_one(
    said: Callable[[], list[str]],
) -> None:
    service = FakeService(listed={EMAIL: make_account()})
    clock = CorrectedClock(Clock())
    refresh = RefreshAccounts(connected(service), AccountStore.in_memory(), clock)
    for _time in range(3):
        await refresh()
    service.failures["accounts"] = api.ServerError(status=502)
    for _time in range(2):
        await refresh()
    service.failures.clear()
    await refresh()
    service.listed[OTHER] = make_account(OTHER)
    await refresh()
    assert said() == [
        "refresh: 1 account",
        "refresh failed: HTTP 502",
        "refresh failed: HTTP 502",
        "refresh: 1 account",
        "refresh: 2 accounts",
    ]


async def test_every_use_case_writes_its_line(
    said: Callable[[], list[str]], tmp_path: Path
) -> None:
    store = AccountStore.in_memory()
    service = FakeService(listed={EMAIL: make_account()})
    connection, clock = connected(service), Clock()
    await RefreshAccounts(connection, store, CorrectedClock(clock))()
    await SubmitValues(connection, store, clock)(cookie_values(), 5)
    await SubmitValues(connection, store, clock)(cookie_values(lt_id=None), 5)
    await LookAtAccounts(connection, store, clock)([EMAIL])
    await RemoveAccount(connection, store, Clock(), forget_nothing)(EMAIL)
    StartAtLogin(DesktopEntry(tmp_path / "entry", "LTX", "ltx"), ["ltx"]).turn(on=True)

    async def no_index() -> ReleasesPort:
        raise api.TimedOut

    updates = UpdateLog(tmp_path / "updates.json")
    await LookForUpdates(VERSION, no_index, updates, make_preferences(), clock)()
    await connection.test(None, BASE_URL)
    await connection.save(TOKEN, BASE_URL)
    assert said() == [
        "refresh: 1 account",
        f"renewed {EMAIL}: good until 2026-05-30T12:00Z",
        "adding an account: nothing was sent: missing lt_id",
        f"looked at {EMAIL}",
        f"removed {EMAIL}",
        "setting start at login to true",
        "looked for new versions: no answer in time",
        f"test of {BASE_URL.text}: 0 accounts",
        "the API token was replaced",
    ]


async def test_a_stopped_renewal_is_told(said: Callable[[], list[str]]) -> None:
    service = FakeService(listed={EMAIL: make_account()})
    gate = service.hold("submit")
    submit = SubmitValues(connected(service), AccountStore.in_memory(), Clock())
    task = asyncio.get_running_loop().create_task(submit(cookie_values(), 5, KNOWN))
    await gate.reached.wait()
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert said() == [f"renewal of {EMAIL} was stopped: the service may have taken the cookies"]


async def test_one_that_was_stopped_before_anything_went_out_is_not_told(
    said: Callable[[], list[str]],
) -> None:
    service = FakeService(listed={EMAIL: make_account()})
    gate = service.hold("accounts")
    submit = SubmitValues(connected(service), AccountStore.in_memory(), Clock())
    task = asyncio.get_running_loop().create_task(submit(cookie_values(), 5, KNOWN))
    await gate.reached.wait()
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert (said(), service.submitted) == ([], [])


async def test_a_token_that_the_keyring_does_not_take_is_told(
    said: Callable[[], list[str]],
) -> None:
    vault = FakeVault(trouble=VaultLocked())
    connection = Connection(vault, make_preferences(), Opener([FakeService()]))
    await connection.save(TOKEN, BASE_URL)
    assert said() == [
        "the API token was replaced; kept for this run only, the keyring did not take it: locked"
    ]


def test_changed_settings_are_told_as_the_file_has_them(said: Callable[[], list[str]]) -> None:
    preferences = make_preferences(FakeSettingsFile())
    before = preferences.settings
    preferences.use(before)
    assert said() == []
    preferences.use(
        replace(
            before,
            base_url=BaseUrl.parse("https://other.synthetic.example/v1"),
            thresholds=Thresholds(before.thresholds.urgent, 20 * DAY),
            refresh_every=None,
            browsers={EMAIL: "browser --proxy-server=http://user:CANARY@proxy"},
        )
    )
    lines = said()
    assert lines == [
        f'setting base_url changed from "{BASE_URL.text}" to "https://other.synthetic.example/v1"',
        "setting renew_soon_days changed from 14 to 20",
        "setting refresh_minutes changed from 15 to null",
        f"setting browsers changed for {EMAIL}",
    ]
    assert "CANARY" not in "".join(lines)


def test_settings_that_were_not_kept_are_told_as_that(said: Callable[[], list[str]]) -> None:
    preferences = make_preferences(FakeSettingsFile(trouble=Reason.DISK_FULL))
    preferences.use(Settings(base_url=BASE_URL, close_to_tray=True))
    assert said() == ["setting close_to_tray changed from false to true; not stored: disk-full"]
