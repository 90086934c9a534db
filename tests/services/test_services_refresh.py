"""Reading the whole list: what is kept, what is replaced, and who wins a race (N15)."""

import asyncio
import threading
from collections.abc import Iterable
from dataclasses import replace
from datetime import timedelta

import pytest
from fakes import (
    DAY,
    EMAIL,
    NOW,
    TOKEN,
    Clock,
    FakeService,
    FakeVault,
    FullDiskStore,
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
from ltx_desktop.domain.account import Account, AccountRecord, Capacity, Submission
from ltx_desktop.domain.base_url import BaseUrl
from ltx_desktop.services import outcomes
from ltx_desktop.services.clock import Clock as ServiceClock
from ltx_desktop.services.clock import Skew
from ltx_desktop.services.connection import Connection
from ltx_desktop.services.outcomes import Refreshed, RemovedFromService, Submitted
from ltx_desktop.services.refresh import RefreshAccounts
from ltx_desktop.services.remove import RemoveAccount
from ltx_desktop.store.accounts import AccountStore
from ltx_desktop.store.errors import Reason

GONE = "gone@synthetic.example"
NEW = "new@synthetic.example"
OLD_SUBMISSION = Submission(NOW - 20 * DAY, NOW - 20 * DAY, NOW + 70 * DAY)


@pytest.fixture
def store() -> AccountStore:
    store = AccountStore.in_memory()
    known = [make_record(submission=OLD_SUBMISSION), make_record(make_account(GONE))]
    store.replace_all(known, read_at=NOW - DAY)
    return store


@pytest.fixture
def service() -> FakeService:
    return FakeService(
        listed={EMAIL: make_account(max_jobs=5, refresh_expiry=None), NEW: make_account(NEW)}
    )


async def test_the_store_holds_what_the_service_lists(
    service: FakeService, store: AccountStore
) -> None:
    assert await RefreshAccounts(connected(service), store, ServiceClock(Clock()))() == Refreshed(2)
    assert [record.email for record in store.records()] == [NEW, EMAIL]
    assert {record.seen for record in store.records()} == {NOW}
    assert store.last_refresh == NOW


async def test_what_only_this_machine_knows_is_kept(
    service: FakeService, store: AccountStore
) -> None:
    await RefreshAccounts(connected(service), store, ServiceClock(Clock()))()
    assert store.get(EMAIL) == make_record(
        service.listed[EMAIL], seen=NOW, submission=OLD_SUBMISSION
    )
    assert store.get(NEW) == make_record(service.listed[NEW], seen=NOW)


@pytest.mark.parametrize(
    ("error", "expected"),
    [
        (api.Unauthorized(), outcomes.TokenRefused()),
        (api.SubscriptionRequired(), outcomes.SubscriptionNeeded()),
        (api.RetiredApi(), outcomes.ServiceRetired()),
        (api.TimedOut(), outcomes.TookTooLong()),
        (api.ServerError("SYNTHETIC", 596), outcomes.ServiceTrouble(596, "SYNTHETIC")),
    ],
    ids=lambda value: repr(value)[:30],
)
async def test_a_failure_leaves_the_stored_accounts_as_they_are(
    service: FakeService,
    store: AccountStore,
    error: api.ApiError,
    expected: outcomes.Failure,
) -> None:
    before = store.records()
    service.failures["accounts"] = error
    assert await RefreshAccounts(connected(service), store, ServiceClock(Clock()))() == expected
    assert store.records() == before
    assert store.last_refresh == NOW - DAY


async def test_without_a_token_nothing_is_asked(store: AccountStore) -> None:
    opener = Opener([FakeService()])
    connection = Connection(FakeVault(token=None), make_preferences(), opener)
    assert await RefreshAccounts(connection, store, ServiceClock(Clock()))() == outcomes.NoToken()
    assert opener.opened == []


async def test_trouble_on_the_disk_is_reported_beside_the_list(service: FakeService) -> None:
    store = FullDiskStore()
    outcome = await RefreshAccounts(connected(service), store, ServiceClock(Clock()))()
    assert outcome == Refreshed(2, storage=Reason.DISK_FULL)
    assert len(store.records()) == 2


async def test_n15_a_list_that_is_older_than_a_submit_does_not_overwrite_it(
    service: FakeService, store: AccountStore
) -> None:
    connection, clock = connected(service), Clock()
    gate = service.hold("accounts")
    async with asyncio.TaskGroup() as group:
        refreshing = group.create_task(RefreshAccounts(connection, store, ServiceClock(clock))())
        await gate.reached.wait()
        submitted = await SubmitValues(connection, store, clock)(cookie_values(), 20)
        clock.now = NOW + timedelta(seconds=1)
        gate.open()
    assert isinstance(submitted, Submitted)
    assert store.get(EMAIL) == submitted.record
    assert refreshing.result() == Refreshed(2)
    assert [record.email for record in store.records()] == [NEW, EMAIL]


async def test_a_new_account_is_not_lost_to_a_list_that_is_older() -> None:
    service, store = FakeService(), AccountStore.in_memory()
    connection, clock = connected(service), Clock()
    gate = service.hold("accounts")
    async with asyncio.TaskGroup() as group:
        group.create_task(RefreshAccounts(connection, store, ServiceClock(clock))())
        await gate.reached.wait()
        submitted = await SubmitValues(connection, store, clock)(cookie_values(), 20)
        gate.open()
    assert isinstance(submitted, Submitted)
    assert store.records() == (submitted.record,)


async def test_a_list_that_is_overtaken_again_and_again_never_wins(store: AccountStore) -> None:
    """A slow list, and somebody who renews one account after the other meanwhile."""
    submission = Submission(NOW, NOW, NOW + 90 * DAY)

    def renew(_method: str) -> None:
        clock.now += timedelta(seconds=1)
        store.put([make_record(make_account(NEW), seen=clock.now, submission=submission)])

    clock = Clock()
    service = FakeService(before_answer=renew)
    await RefreshAccounts(connected(service), store, ServiceClock(clock))()
    record = store.get(NEW)
    assert record is not None
    assert record.submission == submission


async def test_an_account_that_was_removed_meanwhile_does_not_come_back(
    store: AccountStore,
) -> None:
    service = FakeService(listed={GONE: make_account(GONE), NEW: make_account(NEW)})
    connection = connected(service)
    gate = service.hold("accounts")
    async with asyncio.TaskGroup() as group:
        group.create_task(RefreshAccounts(connection, store, ServiceClock(Clock()))())
        await gate.reached.wait()
        removed = await RemoveAccount(connection, store, Clock(), forget_nothing)(GONE)
        gate.open()
    assert removed == RemovedFromService(GONE)
    assert [record.email for record in store.records()] == [NEW]


async def test_nobody_watches_the_store_after_a_refresh(
    service: FakeService, store: AccountStore
) -> None:
    refresh = RefreshAccounts(connected(service), store, ServiceClock(Clock()))
    await refresh()
    service.failures["accounts"] = api.TimedOut()
    await refresh()
    assert store._observers._observers == {}


async def test_how_busy_the_accounts_are_is_told_where_the_service_tells(
    service: FakeService, store: AccountStore
) -> None:
    refresh = RefreshAccounts(connected(service), store, ServiceClock(Clock()))
    service.capacities = (Capacity(EMAIL, 20, 3, 17),)
    assert await refresh() == Refreshed(2, (Capacity(EMAIL, 20, 3, 17),))
    service.failures["capacity"] = api.ServerError(status=500)
    assert await refresh() == Refreshed(2)


async def test_a_list_that_ends_while_the_scheduler_is_slow_does_not_overwrite_a_later_submit(
    service: FakeService, store: AccountStore
) -> None:
    gate = service.hold("capacity")
    refreshing = asyncio.create_task(
        RefreshAccounts(connected(service), store, ServiceClock(Clock()))()
    )
    await gate.reached.wait()
    submit = SubmitValues(connected(service), store, Clock())
    assert isinstance(await submit(cookie_values(), 20), Submitted)
    gate.open()
    await refreshing
    record = store.get(EMAIL)
    assert record
    assert record.account.refresh_expiry == NOW + 90 * DAY


async def test_a_balance_outlives_a_list_that_has_none(
    service: FakeService, store: AccountStore
) -> None:
    store.put([make_record(replace(make_account(), balance=75.0))])
    await RefreshAccounts(connected(service), store, ServiceClock(Clock()))()
    record = store.get(EMAIL)
    assert record
    assert record.account.balance == 75.0


async def test_an_empty_list_counts_when_it_repeats_after_a_minute(
    service: FakeService, store: AccountStore
) -> None:
    clock = Clock()
    refresh = RefreshAccounts(connected(service), store, ServiceClock(clock))
    await refresh()
    before, read_at = store.records(), store.last_refresh
    service.listed.clear()
    clock.now += timedelta(hours=1)
    for _ in range(2):
        assert await refresh() == Refreshed(2, is_emptied=True)
        assert (store.records(), store.last_refresh) == (before, read_at)
        clock.now += timedelta(seconds=30)
    assert await refresh() == Refreshed(0)
    assert store.records() == ()


async def test_a_list_that_was_empty_once_is_taken_as_it_is(
    service: FakeService, store: AccountStore
) -> None:
    clock = Clock()
    refresh = RefreshAccounts(connected(service), store, ServiceClock(clock))
    await refresh()
    listed = dict(service.listed)
    service.listed.clear()
    await refresh()
    service.listed.update(listed)
    clock.now += timedelta(hours=1)
    assert await refresh() == Refreshed(2)
    service.listed.clear()
    assert await refresh() == Refreshed(2, is_emptied=True)


async def test_an_empty_list_of_another_service_counts_at_once(
    service: FakeService, store: AccountStore
) -> None:
    connection = Connection(FakeVault(), make_preferences(), Opener([service, FakeService()]))
    refresh = RefreshAccounts(connection, store, ServiceClock(Clock()))
    assert await refresh() == Refreshed(2)
    await connection.save(TOKEN, BaseUrl.parse("https://other.example/v1"))
    assert await refresh() == Refreshed(0)


async def test_without_accounts_an_empty_list_is_no_news() -> None:
    store = AccountStore.in_memory()
    refresh = RefreshAccounts(connected(FakeService()), store, ServiceClock(Clock()))
    assert await refresh() == Refreshed(0)
    assert store.last_refresh == NOW


async def test_an_account_that_is_left_out_once_keeps_what_only_we_know(
    service: FakeService, store: AccountStore
) -> None:
    refresh = RefreshAccounts(connected(service), store, ServiceClock(Clock()))
    submission = Submission(NOW, NOW, NOW + 90 * DAY, "identity", "session")
    store.put([make_record(replace(make_account(), balance=75.0), submission=submission)])
    await refresh()
    left_out = service.listed.pop(EMAIL)
    await refresh()
    assert store.get(EMAIL) is None
    service.listed[EMAIL] = left_out
    await refresh()
    record = store.get(EMAIL)
    assert record
    assert (record.submission, record.account.balance) == (submission, 75.0)


async def test_a_clock_that_is_off_is_told_and_the_better_one_used(
    service: FakeService, store: AccountStore
) -> None:
    clock = ServiceClock(Clock())
    service.clock_skew = timedelta(hours=-2)
    outcome = await RefreshAccounts(connected(service), store, clock)()
    skew = Skew(timedelta(hours=-2), believed=True, confirmed=False)
    assert outcome == Refreshed(2, clock_skew=skew)
    assert store.last_refresh == clock() == NOW - timedelta(hours=2)


async def test_n15_what_is_submitted_while_many_are_compared_is_not_overwritten(
    store: AccountStore,
) -> None:
    listed = {f"{n}@synthetic.example": make_account(f"{n}@synthetic.example") for n in range(700)}
    loop, done = asyncio.get_running_loop(), threading.Event()
    submitted = make_record(make_account("7@synthetic.example", max_jobs=99), seen=NOW)

    def submit() -> None:
        store.put([submitted])
        done.set()

    def foresee(records: Iterable[AccountRecord]) -> None:
        """In the thread: somebody submits just now."""
        assert len([*records]) == 700
        loop.call_soon_threadsafe(submit)
        assert done.wait(timeout=30)

    service = FakeService(listed=listed)
    refresh = RefreshAccounts(connected(service), store, ServiceClock(Clock()), foresee)
    assert await refresh() == Refreshed(700)
    assert store.get("7@synthetic.example") == submitted
    assert store.get("8@synthetic.example") is not None


async def test_what_is_submitted_while_many_learn_is_not_overwritten(store: AccountStore) -> None:
    def listed(days: int) -> dict[str, Account]:
        emails = [f"{number}@synthetic.example" for number in range(700)]
        ends = NOW + timedelta(days=days)
        return {email: make_account(email, refresh_expiry=ends) for email in emails}

    loop, done = asyncio.get_running_loop(), threading.Event()
    submitted = make_record(make_account("7@synthetic.example", max_jobs=99), seen=NOW)

    def submit() -> None:
        store.put([submitted])
        done.set()

    def foresee(records: Iterable[AccountRecord]) -> None:
        if any(one.learned.renewed_at for one in records) and not done.is_set():
            loop.call_soon_threadsafe(submit)
            assert done.wait(timeout=30)

    service = FakeService(listed=listed(10))
    refresh = RefreshAccounts(connected(service), store, ServiceClock(Clock()), foresee)
    await refresh()
    service.listed = listed(80)
    await refresh()
    assert done.is_set()
    seven, eight = (store.get(f"{number}@synthetic.example") for number in (7, 8))
    assert seven
    assert seven.account == submitted.account
    assert seven.learned.renewed_at
    assert eight
    assert eight.learned.renewed_at


def test_a_comparison_with_records_of_before_is_made_again(store: AccountStore) -> None:
    comparison = store.compare([make_record(make_account(NEW))])
    store.put([make_record(make_account("between@synthetic.example"))])
    store.take_over(comparison, read_at=NOW)
    assert [record.email for record in store.records()] == [NEW]
