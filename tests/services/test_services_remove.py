"""Taking an account off the service and then out of the store."""

from pathlib import Path

import pytest
from fakes import (
    EMAIL,
    NOW,
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
from ltx_desktop.domain.changes import Change, Removed
from ltx_desktop.services import outcomes
from ltx_desktop.services.connection import Connection
from ltx_desktop.services.outcomes import RemovedFromService
from ltx_desktop.services.remove import LeftOver, RemoveAccount
from ltx_desktop.services.verdicts import Verdicts
from ltx_desktop.store.accounts import AccountStore
from ltx_desktop.store.database import open_database
from ltx_desktop.store.errors import Reason, StoreUnavailable

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


class TestPlanned:
    async def test_nothing_is_sent_and_nobody_sees_the_account(
        self, service: FakeService, store: AccountStore
    ) -> None:
        heard: list[Change] = []
        verdicts = Verdicts(store, make_preferences(), Clock())
        store.subscribe(heard.append)
        remove = RemoveAccount(connected(service), store, Clock(), forget_nothing)
        assert len(verdicts.judged) == 2
        remove.plan([EMAIL])
        assert [one.email for one in verdicts.judged] == [OTHER]
        assert heard == [Removed((EMAIL,))]
        store.put([make_record(make_account(max_jobs=7))])
        assert [one.email for one in verdicts.judged] == [OTHER]
        verdicts.foresee(store.records())
        assert [one.email for one in verdicts.judged] == [OTHER]
        assert service.calls == []

    async def test_it_can_be_taken_back(self, service: FakeService, store: AccountStore) -> None:
        verdicts = Verdicts(store, make_preferences(), Clock())
        remove = RemoveAccount(connected(service), store, Clock(), forget_nothing)
        remove.plan([EMAIL])
        remove.take_back([EMAIL])
        assert len(verdicts.judged) == 2
        assert service.calls == []

    async def test_it_is_carried_out(self, service: FakeService, store: AccountStore) -> None:
        remove = RemoveAccount(connected(service), store, Clock(), forget_nothing)
        remove.plan([EMAIL])
        assert isinstance(await remove(EMAIL), RemovedFromService)
        assert store.removals.concealed == frozenset()

    async def test_a_failure_shows_the_account_again(
        self, service: FakeService, store: AccountStore
    ) -> None:
        verdicts = Verdicts(store, make_preferences(), Clock())
        service.failures["remove"] = api.Refused("no")
        remove = RemoveAccount(connected(service), store, Clock(), forget_nothing)
        remove.plan([EMAIL])
        await remove(EMAIL)
        assert len(verdicts.judged) == 2

    def test_the_next_run_finds_what_was_not_done_and_says_it_once(self, tmp_path: Path) -> None:
        path = tmp_path / "accounts.db"
        first = AccountStore(open_database(path, NOW).connection)
        first.put(make_record(make_account(one)) for one in (EMAIL, OTHER))
        planned = RemoveAccount(connected(FakeService()), first, Clock(), forget_nothing)
        planned.plan([EMAIL, OTHER, "gone@synthetic.example"])
        first.removals.mark_sent(OTHER)
        first.close()
        second = AccountStore(open_database(path, NOW).connection)
        remove = RemoveAccount(connected(FakeService()), second, Clock(), forget_nothing)
        assert remove.left_over() == LeftOver((EMAIL,), (OTHER,))
        assert remove.left_over() == LeftOver((), ())
        second.close()

    def test_a_file_that_cannot_be_read_has_nothing_left_over(
        self, store: AccountStore, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def planned() -> dict[str, bool]:
            raise StoreUnavailable(Path("synthetic.db"), Reason.DAMAGED)

        monkeypatch.setattr(store.removals, "planned", planned)
        remove = RemoveAccount(connected(FakeService()), store, Clock(), forget_nothing)
        assert remove.left_over() == LeftOver((), ())
