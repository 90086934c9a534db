"""Submitting a session: what is sent, what is stored, and what is said about it."""

import asyncio
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from fakes import (
    BALANCE,
    DAY,
    EMAIL,
    HEADER,
    ID_VALUE,
    NOW,
    REFRESH_VALUE,
    TOKEN_VALUE,
    Clock,
    FakeService,
    FakeVault,
    FullDiskStore,
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
from ltx_desktop.api.errors import ApiError, Obstacle
from ltx_desktop.domain.account import Learned, Mark, Submission
from ltx_desktop.domain.expiry import expiry_of
from ltx_desktop.domain.problem import Problem, ProblemCode
from ltx_desktop.domain.secret import Secret
from ltx_desktop.services import outcomes
from ltx_desktop.services.clock import Clock as ServiceClock
from ltx_desktop.services.connection import Connection
from ltx_desktop.services.outcomes import (
    AlreadySent,
    ChangedMeanwhile,
    NotConfirmed,
    NotSent,
    Submitted,
)
from ltx_desktop.services.refresh import RefreshAccounts
from ltx_desktop.store.accounts import AccountStore
from ltx_desktop.store.database import open_database
from ltx_desktop.store.errors import Reason, VaultLocked


@pytest.fixture
def service() -> FakeService:
    return FakeService()


@pytest.fixture
def store() -> AccountStore:
    return AccountStore.in_memory()


@pytest.fixture
def submit(service: FakeService, store: AccountStore) -> SubmitValues:
    return SubmitValues(connected(service), store, Clock())


async def test_the_three_cookies_and_max_jobs_are_sent_once_and_nothing_else(
    service: FakeService, submit: SubmitValues
) -> None:
    await submit(cookie_values(_ga="GA1.SYNTHETIC"), 7)
    assert service.submitted == [(HEADER, 7)]
    assert service.calls == ["submit", "account"]


async def test_a_new_account_is_stored_as_it_was_read_back(
    service: FakeService, store: AccountStore, submit: SubmitValues
) -> None:
    outcome = await submit(cookie_values(), 20)
    assert isinstance(outcome, Submitted)
    assert outcome == Submitted(outcome.record, previous=None, read_back=True)
    assert outcome.record.account.balance == BALANCE
    assert outcome.record.seen == NOW
    fingerprint = store.fingerprints.of
    assert outcome.record.submission == Submission(
        NOW,
        NOW,
        NOW + 90 * DAY,
        identity=fingerprint("lt_id", Secret(ID_VALUE)),
        session=fingerprint("lt_refresh_token", Secret(REFRESH_VALUE)),
        lengths=(len(ID_VALUE), len(TOKEN_VALUE), len(REFRESH_VALUE)),
    )
    assert store.records() == (outcome.record,)


async def test_a_renewal_tells_what_was_known_before(
    service: FakeService, store: AccountStore, submit: SubmitValues
) -> None:
    known = make_record(make_account(refresh_expiry=NOW + 3 * DAY))
    store.put([known])
    outcome = await submit(cookie_values(), 20)
    assert isinstance(outcome, Submitted)
    assert outcome.previous == known
    assert outcome.record.account.refresh_expiry == NOW + 90 * DAY
    assert store.get(EMAIL) == outcome.record


@pytest.mark.parametrize(
    "error",
    [
        api.NotFound(),
        api.TimedOut(),
        api.ServerError("", 596),
        api.Unauthorized(),
        api.BrokenAnswer(),
        api.Unreachable("", Obstacle.REFUSED),
    ],
    ids=lambda error: type(error).__name__,
)
async def test_an_account_that_cannot_be_read_back_is_stored_as_it_was_answered(
    service: FakeService, store: AccountStore, submit: SubmitValues, error: ApiError
) -> None:
    service.failures["account"] = error
    outcome = await submit(cookie_values(), 20)
    assert isinstance(outcome, Submitted)
    assert not outcome.read_back
    assert outcome.record.account == service.applied
    assert store.get(EMAIL) == outcome.record


@pytest.mark.parametrize("name", ["lt_id", "lt_token", "lt_refresh_token"])
@pytest.mark.parametrize(
    ("value", "code"),
    [
        (None, ProblemCode.MISSING),
        ("…secured…", ProblemCode.MASKED),
        ("SYN\r\nX-Evil: 1", ProblemCode.LINE_BREAK),
        ("SYN; other=1", ProblemCode.URL_DECODED),
    ],
)
async def test_nothing_is_sent_or_opened_where_a_cookie_is_refused(
    store: AccountStore, name: str, value: str | None, code: ProblemCode
) -> None:
    vault, opener = FakeVault(), Opener([FakeService()])
    submit = SubmitValues(Connection(vault, make_preferences(), opener), store, Clock())
    outcome = await submit(cookie_values(**{name: value}), 20)
    assert outcome == NotSent((Problem(code, name),))
    assert (vault.loads, opener.opened, store.records()) == (0, [], ())


async def test_a_warning_alone_does_not_keep_the_cookies_back(
    service: FakeService, submit: SubmitValues
) -> None:
    ended = make_jwt(email=EMAIL, exp=1)
    assert isinstance(await submit(cookie_values(lt_token=ended), 20), Submitted)
    assert service.calls.count("submit") == 1


async def test_nothing_is_sent_without_a_token(store: AccountStore) -> None:
    service = FakeService()
    for vault, expected in (
        (FakeVault(token=None), outcomes.NoToken()),
        (
            FakeVault(trouble=VaultLocked()),
            outcomes.TokenUnavailable(outcomes.KeyringTrouble.LOCKED),
        ),
    ):
        connection = Connection(vault, make_preferences(), Opener([service]))
        assert await SubmitValues(connection, store, Clock())(cookie_values(), 20) == expected
    assert service.calls == []


@pytest.mark.parametrize(
    ("error", "expected"),
    [
        (api.BadRequest("SYNTHETIC"), outcomes.Rejected("SYNTHETIC")),
        (
            api.MissingCookieFields("SYNTHETIC", 400, ("lt_token",)),
            outcomes.Rejected("SYNTHETIC", ("lt_token",)),
        ),
        (api.Unauthorized(), outcomes.TokenRefused()),
        (api.SubscriptionRequired(), outcomes.SubscriptionNeeded()),
        (
            api.RateLimited("", timedelta(seconds=30)),
            outcomes.TooManyRequests(timedelta(seconds=30)),
        ),
        (api.RetiredApi(), outcomes.ServiceRetired()),
        (api.Unreachable("", Obstacle.NAME), outcomes.Offline(Obstacle.NAME)),
        (api.Unreachable("", Obstacle.REFUSED), outcomes.Offline(Obstacle.REFUSED)),
        (api.Unreachable("", Obstacle.TLS), outcomes.Offline(Obstacle.TLS)),
        (api.Unreachable("", Obstacle.PROXY), outcomes.Offline(Obstacle.PROXY)),
    ],
    ids=lambda value: repr(value)[:40],
)
async def test_a_clear_no_is_told_as_it_is_and_nothing_is_read_back(
    service: FakeService,
    store: AccountStore,
    submit: SubmitValues,
    error: ApiError,
    expected: outcomes.Failure,
) -> None:
    service.failures["submit"] = error
    assert await submit(cookie_values(), 20) == expected
    assert service.calls == ["submit"]
    assert store.records() == ()


async def test_trouble_on_the_disk_is_reported_beside_the_success(service: FakeService) -> None:
    store = FullDiskStore()
    outcome = await SubmitValues(connected(service), store, Clock())(cookie_values(), 20)
    assert isinstance(outcome, Submitted)
    assert outcome.storage is Reason.DISK_FULL
    assert store.get(EMAIL) == outcome.record


@pytest.mark.parametrize("read_back", [True, False])
async def test_the_date_of_the_answer_outlives_answers_without_it(
    service: FakeService, store: AccountStore, *, read_back: bool
) -> None:
    """The service may tell the refresh token's end only in its answer to the submit."""
    clock, connection = Clock(), connected(service)
    later = make_account(updated=NOW, refresh_expiry=None)
    service.before_answer = lambda _method: service.listed.update({EMAIL: later})
    if not read_back:
        service.failures["account"] = api.TimedOut()
    await SubmitValues(connection, store, clock)(cookie_values(), 20)

    clock.now = NOW + 30 * DAY
    await RefreshAccounts(connection, store, ServiceClock(clock))()

    record = store.get(EMAIL)
    assert record is not None
    assert record.account.refresh_expiry is None
    expiry = expiry_of(record, clock.now)
    assert expiry.deadline == NOW + 90 * DAY
    assert Mark.ESTIMATE not in expiry.marks


async def test_an_answer_without_any_date_leaves_an_estimate(
    service: FakeService, store: AccountStore, submit: SubmitValues
) -> None:
    service.applied = make_account(updated=None, refresh_expiry=None, access_expiry=None)
    outcome = await submit(cookie_values(), 20)
    assert isinstance(outcome, Submitted)
    expiry = expiry_of(outcome.record, NOW)
    assert expiry.deadline == NOW + 90 * DAY
    assert expiry.marks == {Mark.ESTIMATE}


async def test_the_answer_is_kept_though_reading_back_is_stopped(
    service: FakeService, store: AccountStore, submit: SubmitValues
) -> None:
    gate = service.hold("account")
    sending = asyncio.ensure_future(submit(cookie_values(), 20))
    await gate.reached.wait()
    sending.cancel()
    with pytest.raises(asyncio.CancelledError):
        await sending
    (record,) = store.records()
    assert record.submission
    assert record.submission.refresh_expiry == NOW + 90 * DAY


async def test_what_was_known_before_is_what_the_renewal_is_compared_with(
    service: FakeService, store: AccountStore, submit: SubmitValues
) -> None:
    """A refresh that ends while the submit is read back has stored the new dates already."""
    before = make_record(make_account(refresh_expiry=NOW + 3 * DAY))
    store.put([before])
    gate = service.hold("account")
    sending = asyncio.ensure_future(submit(cookie_values(), 20))
    await gate.reached.wait()
    store.replace_all([make_record(service.applied)], read_at=NOW)
    gate.open()
    outcome = await sending
    assert isinstance(outcome, Submitted)
    assert outcome.previous == before


class TestSentBefore:
    """N14: a session goes out once unless a person wants it to go out again."""

    @pytest.mark.parametrize(
        "error",
        [
            api.ServerError("", 500),
            api.TimedOut(),
            api.Unreachable("", Obstacle.BROKEN_OFF),
            api.CutOff(),
            api.BadRequest("invalid cookie"),
            api.RateLimited(),
        ],
        ids=lambda error: type(error).__name__,
    )
    async def test_after_an_answer_that_proves_nothing_it_is_not_sent_again_unasked(
        self, service: FakeService, submit: SubmitValues, error: ApiError
    ) -> None:
        service.failures["submit"] = error
        await submit(cookie_values(), 20)
        del service.failures["submit"]
        assert await submit(cookie_values(), 20) == AlreadySent(NOW)
        assert service.calls.count("submit") == 1
        assert isinstance(await submit(cookie_values(), 20, None, again=True), Submitted)
        assert service.calls.count("submit") == 2

    @pytest.mark.parametrize(
        "error",
        [
            api.Unauthorized(),
            api.SubscriptionRequired(),
            api.MissingCookieFields("", 400, ("lt_id",)),
            api.RetiredApi(),
            api.Unreachable("", Obstacle.REFUSED),
            api.Unreachable("", Obstacle.TLS),
        ],
        ids=lambda error: type(error).__name__,
    )
    async def test_after_an_answer_that_proves_it_unused_it_may_be_sent(
        self, service: FakeService, submit: SubmitValues, error: ApiError
    ) -> None:
        service.failures["submit"] = error
        await submit(cookie_values(), 20)
        del service.failures["submit"]
        assert isinstance(await submit(cookie_values(), 20), Submitted)

    async def test_a_second_try_that_was_refused_says_nothing_of_the_first(
        self, service: FakeService, submit: SubmitValues
    ) -> None:
        service.failures["submit"] = api.TimedOut()
        await submit(cookie_values(), 20)
        service.failures["submit"] = api.Unauthorized()
        await submit(cookie_values(), 20, None, again=True)
        del service.failures["submit"]
        assert await submit(cookie_values(), 20) == AlreadySent(NOW)

    async def test_after_a_success_it_is_not_sent_again_unasked(self, submit: SubmitValues) -> None:
        await submit(cookie_values(), 20)
        assert await submit(cookie_values(), 20) == AlreadySent(NOW)

    async def test_it_is_marked_before_the_request_goes_out(
        self, service: FakeService, store: AccountStore, submit: SubmitValues
    ) -> None:
        gate = service.hold("submit")
        first = asyncio.ensure_future(submit(cookie_values(), 20))
        await gate.reached.wait()
        beside = SubmitValues(connected(service), store, Clock())
        assert await beside(cookie_values(), 20) == AlreadySent(NOW)
        gate.open()
        assert isinstance(await first, Submitted)

    async def test_another_session_of_the_same_account_is_sent(self, submit: SubmitValues) -> None:
        await submit(cookie_values(), 20)
        other = cookie_values(lt_refresh_token="SYN-another/refresh+token==")
        assert isinstance(await submit(other, 20), Submitted)

    async def test_on_a_full_disk_it_goes_out_and_the_mark_is_in_memory(
        self, service: FakeService, tmp_path: Path
    ) -> None:
        connection = open_database(tmp_path / "accounts.sqlite3", NOW).connection
        store = AccountStore(connection)
        submit = SubmitValues(connected(service), store, Clock())
        connection.execute("PRAGMA query_only = ON")
        service.failures["submit"] = api.TimedOut()
        assert await submit(cookie_values(), 20) == NotConfirmed(
            outcomes.TookTooLong(), Reason.READ_ONLY
        )
        assert await submit(cookie_values(), 20) == AlreadySent(NOW)
        store.close()


class TestSomebodyElseMeanwhile:
    """N16: the account was updated since a person looked at it."""

    async def test_they_are_asked_again_and_what_is_new_is_seen(self) -> None:
        theirs = make_account(updated=NOW - DAY / 24, refresh_expiry=NOW + 90 * DAY)
        service, store = FakeService(listed={EMAIL: theirs}), AccountStore.in_memory()
        seen = make_record(make_account(updated=NOW - 80 * DAY, refresh_expiry=NOW + 10 * DAY))
        store.put([seen])
        submit = SubmitValues(connected(service), store, Clock())
        changed = await submit(cookie_values(), 20, seen)
        learned = Learned(renewed_at=NOW - DAY / 24)
        record = replace(make_record(theirs, seen=NOW), learned=learned)
        assert changed == ChangedMeanwhile(record, seen)
        assert store.get(EMAIL) == record
        assert service.submitted == []
        assert isinstance(await submit(cookie_values(), 20, record), Submitted)
        assert len(service.submitted) == 1

    async def test_nothing_is_asked_where_nothing_changed_or_nobody_can_tell(self) -> None:
        seen = make_record()
        for listed in ({}, {EMAIL: seen.account}, {EMAIL: make_account(updated=None)}):
            service = FakeService(listed=dict(listed))
            submit = SubmitValues(connected(service), AccountStore.in_memory(), Clock())
            assert isinstance(await submit(cookie_values(), 20, seen), Submitted)

    async def test_a_list_that_cannot_be_read_keeps_nobody_from_renewing(self) -> None:
        service = FakeService()
        service.failures["accounts"] = api.ServerError(status=500)
        submit = SubmitValues(connected(service), AccountStore.in_memory(), Clock())
        assert isinstance(await submit(cookie_values(), 20, make_record()), Submitted)
