"""Taking an account off the service and then out of the store."""

import pytest
from fakes import (
    EMAIL,
    Clock,
    FakeService,
    FakeVault,
    FullDiskStore,
    Opener,
    connected,
    forget_nothing,
    make_account,
    make_preferences,
    make_record,
)

from ltx_desktop.api import errors as api
from ltx_desktop.services import outcomes
from ltx_desktop.services.connection import Connection
from ltx_desktop.services.outcomes import RemovedFromService
from ltx_desktop.services.remove import RemoveAccount
from ltx_desktop.store.accounts import AccountStore
from ltx_desktop.store.errors import Reason

OTHER = "other@synthetic.example"


@pytest.fixture
def store() -> AccountStore:
    store = AccountStore.in_memory()
    store.put([make_record(), make_record(make_account(OTHER))])
    return store


@pytest.fixture
def service() -> FakeService:
    return FakeService(listed={EMAIL: make_account(), OTHER: make_account(OTHER)})


async def test_it_is_gone_from_the_service_and_from_the_store(
    service: FakeService, store: AccountStore
) -> None:
    outcome = await RemoveAccount(connected(service), store, Clock(), forget_nothing)(EMAIL)
    assert outcome == RemovedFromService(EMAIL)
    assert list(service.listed) == [OTHER]
    assert [record.email for record in store.records()] == [OTHER]


async def test_n5_it_was_gone_from_the_service_already(store: AccountStore) -> None:
    outcome = await RemoveAccount(connected(FakeService()), store, Clock(), forget_nothing)(EMAIL)
    assert outcome == RemovedFromService(EMAIL, already_gone=True)
    assert [record.email for record in store.records()] == [OTHER]


@pytest.mark.parametrize(
    ("error", "expected"),
    [
        (api.Unauthorized(), outcomes.TokenRefused()),
        (api.TimedOut(), outcomes.TookTooLong()),
        (api.RetiredApi(), outcomes.ServiceRetired()),
        (api.BadRequest("SYNTHETIC"), outcomes.Rejected("SYNTHETIC")),
    ],
    ids=lambda value: repr(value)[:30],
)
async def test_a_failure_leaves_it_in_the_store(
    service: FakeService, store: AccountStore, error: api.ApiError, expected: outcomes.Failure
) -> None:
    service.failures["remove"] = error
    assert (
        await RemoveAccount(connected(service), store, Clock(), forget_nothing)(EMAIL) == expected
    )
    assert len(store.records()) == 2


@pytest.mark.parametrize("error", [api.BrokenAnswer(), api.CutOff(), api.TimedOut()])
async def test_without_a_clear_answer_the_list_decides(
    service: FakeService, store: AccountStore, error: api.ApiError
) -> None:
    service.failures["remove"] = error
    del service.listed[EMAIL]
    assert await RemoveAccount(connected(service), store, Clock(), forget_nothing)(
        EMAIL
    ) == RemovedFromService(EMAIL)
    assert [record.email for record in store.records()] == [OTHER]


async def test_without_a_clear_answer_and_without_a_list_nobody_knows(
    service: FakeService, store: AccountStore
) -> None:
    service.failures |= {"remove": api.BrokenAnswer(), "accounts": api.TimedOut()}
    assert (
        await RemoveAccount(connected(service), store, Clock(), forget_nothing)(EMAIL)
        == outcomes.UnreadableAnswer()
    )
    assert len(store.records()) == 2


async def test_without_a_clear_answer_an_empty_list_proves_nothing(
    service: FakeService, store: AccountStore
) -> None:
    service.failures["remove"] = api.BrokenAnswer()
    service.listed.clear()
    outcome = await RemoveAccount(connected(service), store, Clock(), forget_nothing)(EMAIL)
    assert outcome == outcomes.UnreadableAnswer()
    assert len(store.records()) == 2


async def test_without_a_token_nothing_is_removed(store: AccountStore) -> None:
    connection = Connection(FakeVault(token=None), make_preferences(), Opener([FakeService()]))
    assert (
        await RemoveAccount(connection, store, Clock(), forget_nothing)(EMAIL) == outcomes.NoToken()
    )
    assert len(store.records()) == 2


async def test_trouble_on_the_disk_is_reported_beside_the_success(service: FakeService) -> None:
    store = FullDiskStore()
    outcome = await RemoveAccount(connected(service), store, Clock(), forget_nothing)(EMAIL)
    assert outcome == RemovedFromService(EMAIL, storage=Reason.DISK_FULL)


@pytest.mark.parametrize("refused", [True, False])
async def test_the_log_ins_of_an_account_go_with_it(*, refused: bool) -> None:
    service = FakeService({EMAIL: make_account()})
    if refused:
        service.failures["remove"] = api.Refused("no")
    forgotten: list[str] = []

    async def forget(email: str) -> None:
        forgotten.append(email)

    await RemoveAccount(connected(service), AccountStore.in_memory(), Clock(), forget)(EMAIL)
    assert forgotten == ([] if refused else [EMAIL])
