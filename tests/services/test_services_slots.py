"""How many accounts a subscription allows: asked before a request that must fail."""

import pytest
from fakes import (
    Clock,
    FakeService,
    FakeVault,
    Opener,
    SubmitValues,
    connected,
    cookie_values,
    make_account,
    make_jwt,
    make_preferences,
    make_record,
)

from ltx_desktop.api import errors as api
from ltx_desktop.domain.subscription import Slots
from ltx_desktop.services.connection import Connection
from ltx_desktop.services.outcomes import SlotsFull, Submitted
from ltx_desktop.services.slots import CountSlots
from ltx_desktop.store.accounts import AccountStore

EMAILS = [f"{name}@synthetic.example" for name in "abc"]
NEW = "new@synthetic.example"
VALUES = cookie_values(lt_token=make_jwt(email=NEW, exp=2**31))


@pytest.fixture
def service() -> FakeService:
    service = FakeService(listed={email: make_account(email) for email in EMAILS})
    service.applied = make_account(NEW)
    return service


@pytest.fixture
def store() -> AccountStore:
    store = AccountStore.in_memory()
    store.put(make_record(make_account(email)) for email in EMAILS)
    return store


async def test_they_are_counted(service: FakeService, store: AccountStore) -> None:
    assert await CountSlots(connected(service), store)() == Slots(3, 3)


@pytest.mark.parametrize("silent", ["allowed", "failing", "unconnected"])
async def test_nobody_has_to_tell(silent: str, service: FakeService, store: AccountStore) -> None:
    connection = connected(service)
    if silent == "allowed":
        service.allowed = None
    elif silent == "failing":
        service.failures["subscription"] = api.NotFound()
    else:
        connection = Connection(FakeVault(token=None), make_preferences(), Opener([service]))
    assert await CountSlots(connection, store)() is None


async def test_an_account_too_many_is_not_sent_before_it_is_tried_once_more(
    service: FakeService, store: AccountStore
) -> None:
    submit = SubmitValues(connected(service), store, Clock())
    assert await submit(VALUES, 20) == SlotsFull(Slots(3, 3))
    assert service.submitted == []
    assert store.history.entries() == ()
    assert isinstance(await submit(VALUES, 20), Submitted)


@pytest.mark.parametrize("free", ["more allowed", "fewer listed", "listed already", "no list"])
async def test_it_is_sent_where_there_may_be_room(
    free: str, service: FakeService, store: AccountStore
) -> None:
    if free == "more allowed":
        service.allowed = 4
    elif free == "fewer listed":
        del service.listed[EMAILS[0]]
    elif free == "listed already":
        service.listed[NEW.upper()] = make_account(NEW.upper())
    else:
        service.failures["accounts"] = api.TimedOut()
    outcome = await SubmitValues(connected(service), store, Clock())(VALUES, 20)
    assert isinstance(outcome, Submitted)


async def test_a_renewal_needs_no_room(service: FakeService, store: AccountStore) -> None:
    service.applied = make_account(EMAILS[0])
    values = cookie_values(lt_token=make_jwt(email=EMAILS[0], exp=2**31))
    outcome = await SubmitValues(connected(service), store, Clock())(values, 20)
    assert isinstance(outcome, Submitted)
