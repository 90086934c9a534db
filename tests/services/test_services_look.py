"""Looking at single accounts."""

import asyncio
from dataclasses import replace

import pytest
from fakes import BALANCE, DAY, EMAIL, NOW, Clock, FakeService, connected, make_account, make_record

from ltx_desktop.api import errors as api
from ltx_desktop.domain.account import Learned
from ltx_desktop.services.look import LookAtAccounts
from ltx_desktop.services.outcomes import Looked, TokenRefused
from ltx_desktop.store.accounts import AccountStore

OTHER = "other@synthetic.example"


@pytest.fixture
def store() -> AccountStore:
    store = AccountStore.in_memory()
    store.put([make_record(), make_record(make_account(OTHER))])
    return store


@pytest.fixture
def service() -> FakeService:
    return FakeService(listed={EMAIL: make_account(error="session lost")})


async def test_balance_and_error_are_seen_and_kept(
    service: FakeService, store: AccountStore
) -> None:
    look = LookAtAccounts(connected(service), store, Clock())
    assert await look([EMAIL]) == Looked(1)
    record = make_record(replace(make_account(error="session lost"), balance=BALANCE), seen=NOW)
    assert store.get(EMAIL) == replace(record, learned=Learned(error_since=NOW))


async def test_n5_what_the_service_does_not_know_is_told_and_left(
    service: FakeService, store: AccountStore
) -> None:
    look = LookAtAccounts(connected(service), store, Clock())
    assert await look([EMAIL, OTHER]) == Looked(1, gone=(OTHER,))
    assert store.get(OTHER) == make_record(make_account(OTHER))


async def test_a_failure_is_told(service: FakeService, store: AccountStore) -> None:
    service.failures["account"] = api.Unauthorized()
    look = LookAtAccounts(connected(service), store, Clock())
    assert await look([EMAIL, OTHER]) == Looked(0, failure=TokenRefused())


async def test_what_was_stored_meanwhile_is_newer(
    service: FakeService, store: AccountStore
) -> None:
    gate = service.hold("account")
    look = asyncio.create_task(LookAtAccounts(connected(service), store, Clock())([EMAIL]))
    await gate.reached.wait()
    newer = make_record(make_account(refresh_expiry=NOW + 90 * DAY), seen=NOW)
    store.put([newer])
    gate.open()
    assert await look == Looked(1)
    assert store.get(EMAIL) == newer


async def test_an_account_that_was_removed_meanwhile_does_not_come_back(
    service: FakeService, store: AccountStore
) -> None:
    gate = service.hold("account")
    look = asyncio.create_task(LookAtAccounts(connected(service), store, Clock())([EMAIL]))
    await gate.reached.wait()
    store.remove([EMAIL])
    gate.open()
    await look
    assert store.get(EMAIL) is None
