"""A submit whose answer was lost: found out by reading, never by sending again (N13)."""

from datetime import datetime, timedelta

import pytest
from fakes import (
    DAY,
    EMAIL,
    NOW,
    REFRESH_VALUE,
    Clock,
    FakeService,
    FullDiskStore,
    SubmitValues,
    connected,
    cookie_values,
    make_account,
    make_jwt,
    make_record,
)

from ltx_desktop.api import errors as api
from ltx_desktop.api.errors import ApiError, Obstacle
from ltx_desktop.domain.secret import Secret
from ltx_desktop.services import outcomes
from ltx_desktop.services.failures import failure_of
from ltx_desktop.services.outcomes import NotConfirmed, Submitted
from ltx_desktop.store.accounts import AccountStore
from ltx_desktop.store.errors import Reason

OTHER = "other@synthetic.example"
OF_OTHER = cookie_values(lt_token=make_jwt(email=OTHER))
OF_NOBODY = cookie_values(lt_token=make_jwt(exp=4_000_000_000))
MINUTE = timedelta(minutes=1)

LOST = [
    api.TimedOut(),
    api.Unreachable("", Obstacle.BROKEN_OFF),
    api.Unreachable("", Obstacle.OTHER),
    api.BrokenAnswer(),
    api.CutOff(),
    api.ServerError("", 500),
    api.ServerError("", 522),
    api.ServerError("SYNTHETIC", 596),
]
for_each_lost_answer = pytest.mark.parametrize(
    "error", LOST, ids=[repr(error)[:50] for error in LOST]
)


@pytest.fixture
def store() -> AccountStore:
    """Read before: it holds one account that was renewed long ago."""
    store = AccountStore.in_memory()
    known = make_record(make_account(OTHER, updated=NOW - 80 * DAY))
    store.replace_all([known], read_at=NOW - DAY)
    return store


@pytest.fixture
def service(store: AccountStore) -> FakeService:
    return FakeService(listed={record.email: record.account for record in store.records()})


@pytest.fixture
def submit(service: FakeService, store: AccountStore) -> SubmitValues:
    return SubmitValues(connected(service), store, Clock())


@for_each_lost_answer
async def test_a_new_account_in_the_list_shows_that_the_cookies_arrived(
    service: FakeService, store: AccountStore, submit: SubmitValues, error: ApiError
) -> None:
    service.lost = error
    outcome = await submit(cookie_values(), 20)
    assert isinstance(outcome, Submitted)
    assert outcome == Submitted(
        outcome.record, previous=None, read_back=True, after_lost_answer=True
    )
    assert outcome.record.account == service.applied
    submission = outcome.record.submission
    assert submission
    assert (submission.at, submission.updated) == (NOW, NOW)
    assert submission.session == store.fingerprints.of("lt_refresh_token", Secret(REFRESH_VALUE))
    assert store.get(EMAIL) == outcome.record
    assert service.calls == ["submit", "accounts"]


@for_each_lost_answer
async def test_an_update_that_moved_shows_that_the_cookies_arrived(
    service: FakeService, store: AccountStore, submit: SubmitValues, error: ApiError
) -> None:
    service.applied = make_account(OTHER, updated=NOW)
    service.lost = error
    previous = store.get(OTHER)
    outcome = await submit(OF_OTHER, 20)
    assert isinstance(outcome, Submitted)
    assert (outcome.after_lost_answer, outcome.previous) == (True, previous)
    assert store.get(OTHER) == outcome.record


@for_each_lost_answer
async def test_a_submit_that_nothing_shows_is_not_confirmed(
    service: FakeService, store: AccountStore, submit: SubmitValues, error: ApiError
) -> None:
    service.failures["submit"] = error
    before = store.records()
    assert await submit(cookie_values(), 20) == NotConfirmed(failure_of(error))
    assert store.records() == before
    assert service.calls == ["submit", "accounts"]


@for_each_lost_answer
@pytest.mark.parametrize(
    "reading",
    [api.TimedOut(), api.Unauthorized(), api.ServerError(), api.RetiredApi(), api.RateLimited()],
    ids=lambda error: type(error).__name__,
)
async def test_a_submit_is_not_confirmed_where_nothing_can_be_read(
    service: FakeService,
    store: AccountStore,
    submit: SubmitValues,
    error: ApiError,
    reading: ApiError,
) -> None:
    service.lost = error
    service.failures["accounts"] = reading
    before = store.records()
    assert await submit(cookie_values(), 20) == NotConfirmed(failure_of(error))
    assert store.records() == before
    assert service.calls == ["submit", "accounts"]


async def test_what_somebody_renewed_meanwhile_is_not_ours(
    service: FakeService, store: AccountStore, submit: SubmitValues
) -> None:
    service.listed[OTHER] = make_account(OTHER, updated=NOW)
    service.failures["submit"] = api.TimedOut()
    before = store.records()
    for values in (cookie_values(), OF_NOBODY):
        assert await submit(values, 20, None, again=True) == NotConfirmed(outcomes.TookTooLong())
    assert store.records() == before
    del service.failures["submit"]
    service.lost = api.TimedOut()
    outcome = await submit(cookie_values(), 20, None, again=True)
    assert isinstance(outcome, Submitted)
    assert outcome.record.email == EMAIL


async def test_two_new_accounts_prove_nothing_of_a_session_that_names_nobody(
    service: FakeService, submit: SubmitValues
) -> None:
    service.lost = api.TimedOut()
    service.listed["third@synthetic.example"] = make_account("third@synthetic.example", updated=NOW)
    assert await submit(OF_NOBODY, 20) == NotConfirmed(outcomes.TookTooLong())
    del service.listed["third@synthetic.example"]
    assert isinstance(await submit(OF_NOBODY, 20, None, again=True), Submitted)


@pytest.mark.parametrize(
    ("updated", "confirmed"),
    [
        (NOW + 3 * 60 * MINUTE, True),
        (NOW, True),
        (NOW - 5 * MINUTE, True),
        (NOW - 5 * MINUTE - timedelta(seconds=1), False),
        (NOW - 60 * DAY, False),
        (None, False),
    ],
)
async def test_an_update_from_before_the_submit_proves_nothing(
    service: FakeService, submit: SubmitValues, updated: datetime | None, *, confirmed: bool
) -> None:
    """Clocks may be five minutes apart; what moved earlier was somebody else's doing."""
    service.lost = api.TimedOut()
    service.applied = make_account(OTHER, updated=updated)
    outcome = await submit(OF_OTHER, 20)
    assert isinstance(outcome, Submitted if confirmed else NotConfirmed)


async def test_an_update_that_is_told_for_the_first_time_counts_where_it_is_fresh(
    service: FakeService, store: AccountStore, submit: SubmitValues
) -> None:
    store.put([make_record(make_account(OTHER, updated=None))])
    service.applied = make_account(OTHER, updated=NOW)
    service.lost = api.TimedOut()
    assert isinstance(await submit(OF_OTHER, 20), Submitted)


async def test_a_new_account_counts_though_the_service_tells_no_dates(
    service: FakeService, submit: SubmitValues
) -> None:
    service.applied = make_account(updated=None)
    service.lost = api.TimedOut()
    assert isinstance(await submit(cookie_values(), 20), Submitted)


async def test_an_account_is_not_new_only_because_the_list_was_never_read() -> None:
    """A first start: what the service has had for long is unknown to this computer."""
    service = FakeService(listed={OTHER: make_account(OTHER, updated=None)})
    service.failures["submit"] = api.TimedOut()
    store = AccountStore.in_memory()
    outcome = await SubmitValues(connected(service), store, Clock())(cookie_values(), 20)
    assert outcome == NotConfirmed(outcomes.TookTooLong())
    assert store.records() == ()


async def test_trouble_on_the_disk_is_reported_here_too(service: FakeService) -> None:
    service.lost = api.TimedOut()
    outcome = await SubmitValues(connected(service), FullDiskStore(), Clock())(cookie_values(), 20)
    assert isinstance(outcome, Submitted)
    assert outcome.storage is Reason.DISK_FULL


def _all(base: type[ApiError]) -> list[type[ApiError]]:
    return [base, *(kind for child in base.__subclasses__() for kind in _all(child))]


EVERY_ERROR = _all(ApiError)


@pytest.mark.parametrize("applied", [True, False])
@pytest.mark.parametrize("kind", EVERY_ERROR)
@pytest.mark.parametrize("obstacle", Obstacle)
async def test_whatever_happens_the_cookies_are_sent_once(
    service: FakeService,
    submit: SubmitValues,
    kind: type[ApiError],
    obstacle: Obstacle,
    *,
    applied: bool,
) -> None:
    error = kind("", obstacle) if issubclass(kind, api.Unreachable) else kind()
    if applied:
        service.lost = error
    else:
        service.failures["submit"] = error
    await submit(cookie_values(), 20)
    assert service.calls.count("submit") == 1
