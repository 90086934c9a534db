"""What the use-cases write down: every kind of entry, with lengths and never with a value."""

import asyncio
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from fakes import (
    DAY,
    EMAIL,
    ID_VALUE,
    NOW,
    REFRESH_VALUE,
    TOKEN_VALUE,
    Clock,
    FakeService,
    SubmitValues,
    connected,
    cookie_values,
    forget_nothing,
    make_account,
    make_jwt,
    make_record,
)

from ltx_desktop.api import errors as api
from ltx_desktop.api.errors import ApiError
from ltx_desktop.domain.account import Account, Learned
from ltx_desktop.domain.draft import Known, draft_of
from ltx_desktop.domain.history import Appended, Entry, Kind, Lengths
from ltx_desktop.domain.paste import read_paste
from ltx_desktop.services.clock import Clock as ServiceClock
from ltx_desktop.services.history import note, note_and_learn, sending
from ltx_desktop.services.look import LookAtAccounts
from ltx_desktop.services.outcomes import Refreshed, Submitted
from ltx_desktop.services.refresh import RefreshAccounts
from ltx_desktop.services.remove import RemoveAccount
from ltx_desktop.store.accounts import AccountStore
from ltx_desktop.store.errors import Reason, StoreUnavailable

HOUR = timedelta(hours=1)
LENGTHS = Lengths(len(ID_VALUE), len(TOKEN_VALUE), len(REFRESH_VALUE))
OTHER = "other@synthetic.example"


@pytest.fixture
def service() -> FakeService:
    return FakeService(listed={EMAIL: make_account()})


@pytest.fixture
def store() -> AccountStore:
    store = AccountStore.in_memory()
    store.put([make_record()])
    return store


def kinds(store: AccountStore, email: str = EMAIL) -> list[Kind]:
    return [one.kind for one in store.history.entries(email)]


async def submit(service: FakeService, store: AccountStore, clock: Clock) -> object:
    return await SubmitValues(connected(service), store, clock)(cookie_values(), 20)


async def refresh(service: FakeService, store: AccountStore, clock: Clock) -> Refreshed:
    outcome = await RefreshAccounts(connected(service), store, ServiceClock(clock))()
    assert isinstance(outcome, Refreshed)
    return outcome


class TestSubmit:
    async def test_a_renewal_is_submitted_accepted_and_moved(
        self, service: FakeService, store: AccountStore
    ) -> None:
        outcome = await submit(service, store, Clock())
        submitted, accepted, moved = store.history.entries(EMAIL)
        assert submitted == Entry(EMAIL, NOW, Kind.SUBMITTED, lengths=LENGTHS)
        end = NOW + 90 * DAY
        assert accepted == Entry(EMAIL, NOW, Kind.ACCEPTED, ends_after=end, lengths=LENGTHS)
        assert (moved.kind, moved.ends_before, moved.ends_after) == (
            Kind.MOVED,
            NOW + 89 * DAY,
            end,
        )
        assert isinstance(outcome, Submitted)
        assert outcome.record.learned == Learned(renewed_at=NOW)
        assert store.get(EMAIL) == outcome.record

    async def test_the_old_session_is_accepted_and_moves_nothing(
        self, service: FakeService, store: AccountStore
    ) -> None:
        service.applied = make_account(updated=NOW)
        await submit(service, store, Clock())
        assert kinds(store) == [Kind.SUBMITTED, Kind.NOT_MOVED]

    async def test_a_renewal_takes_an_error_away(
        self, service: FakeService, store: AccountStore
    ) -> None:
        store.put([make_record(make_account(error="SYNTHETIC"))])
        await submit(service, store, Clock())
        assert kinds(store) == [Kind.SUBMITTED, Kind.ACCEPTED, Kind.MOVED, Kind.ERROR_WENT]

    async def test_an_account_is_added(self, service: FakeService) -> None:
        store = AccountStore.in_memory()
        await submit(service, store, Clock())
        assert kinds(store) == [Kind.SUBMITTED, Kind.ACCEPTED]

    async def test_the_service_decides_whose_session_it_was(
        self, service: FakeService, store: AccountStore
    ) -> None:
        service.applied = make_account(OTHER, updated=NOW)
        await submit(service, store, Clock())
        assert kinds(store) == [Kind.SUBMITTED]
        assert kinds(store, OTHER) == [Kind.SUBMITTED, Kind.ACCEPTED]

    @pytest.mark.parametrize(
        ("error", "kind", "words"),
        [
            (api.BadRequest("no such cookie"), Kind.REFUSED, "no such cookie"),
            (api.Unauthorized(), Kind.REFUSED, ""),
            (api.Unreachable(obstacle=api.Obstacle.REFUSED), Kind.NOT_SENT, ""),
        ],
    )
    async def test_a_refusal_is_kept_with_the_services_words(
        self,
        service: FakeService,
        store: AccountStore,
        error: ApiError,
        kind: Kind,
        words: str,
    ) -> None:
        service.failures["submit"] = error
        await submit(service, store, Clock())
        (_sent, result) = store.history.entries(EMAIL)
        assert (result.kind, result.words) == (kind, words)

    async def test_a_lost_answer_is_not_confirmed_and_then_arrives(
        self, service: FakeService, store: AccountStore
    ) -> None:
        clock = Clock()
        service.lost = api.TimedOut()
        service.failures["accounts"] = api.TimedOut()
        await submit(service, store, clock)
        assert kinds(store) == [Kind.SUBMITTED, Kind.NOT_CONFIRMED]
        record = store.get(EMAIL)
        assert record
        assert record.learned.unconfirmed_at == NOW
        service.failures.clear()
        clock.now += HOUR
        await refresh(service, store, clock)
        assert kinds(store)[2:] == [Kind.ARRIVED, Kind.MOVED]
        record = store.get(EMAIL)
        assert record
        assert record.learned == Learned(renewed_at=NOW)

    async def test_or_it_does_not_arrive(self, service: FakeService, store: AccountStore) -> None:
        clock = Clock()
        service.failures |= {"submit": api.TimedOut(), "accounts": api.TimedOut()}
        await submit(service, store, clock)
        service.failures.clear()
        clock.now += HOUR
        await refresh(service, store, clock)
        clock.now += HOUR
        await refresh(service, store, clock)
        assert kinds(store)[2:] == [Kind.NOT_ARRIVED]

    async def test_one_that_is_stopped_is_not_confirmed(
        self, service: FakeService, store: AccountStore
    ) -> None:
        gate = service.hold("submit")
        task = asyncio.ensure_future(submit(service, store, Clock()))
        await gate.reached.wait()
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        assert kinds(store) == [Kind.SUBMITTED, Kind.NOT_CONFIRMED]

    @pytest.mark.parametrize(
        "claim",
        [
            "no email",
            f"{'x' * 250}@synthetic.example",
            f"lt_token={REFRESH_VALUE}@x",
            "a@\nb",
            None,
        ],
    )
    def test_a_claim_that_is_no_plain_email_is_nobodys_name(self, claim: str | None) -> None:
        values = cookie_values(lt_token=make_jwt(email=claim))
        draft = draft_of(values, None, None, Known(), NOW)
        assert sending(draft, None, NOW).email == ""
        assert sending(draft, make_record(), NOW).email == EMAIL

    def test_the_format_of_a_paste_is_kept(self) -> None:
        paste = read_paste(f"lt_id=a; lt_token={TOKEN_VALUE}; lt_refresh_token=b", NOW)
        draft = draft_of(paste.cookies, paste, None, Known(), NOW)
        assert sending(draft, None, NOW).words == "header-value"

    async def test_nothing_of_nobody_is_kept(self, service: FakeService) -> None:
        store = AccountStore.in_memory()
        service.failures["submit"] = api.BadRequest("no")
        values = cookie_values(lt_token=make_jwt(exp=2**31))
        await SubmitValues(connected(service), store, Clock())(values, 20)
        assert store.history.entries() == ()


class TestRefresh:
    async def test_what_a_list_shows_is_written_down(
        self, service: FakeService, store: AccountStore
    ) -> None:
        clock = Clock()
        service.listed[EMAIL] = replace(
            make_account(error="SYNTHETIC", refresh_expiry=NOW + 30 * DAY), max_jobs=5
        )
        await refresh(service, store, clock)
        assert set(kinds(store)) == {Kind.ERROR_CAME, Kind.MAX_JOBS, Kind.MOVED_ELSEWHERE}
        await refresh(service, store, clock)
        assert len(kinds(store)) == 3

    async def test_the_first_list_is_no_news(self, service: FakeService) -> None:
        store = AccountStore.in_memory()
        await refresh(service, store, Clock())
        assert store.history.entries() == ()

    @pytest.mark.parametrize("more", [0, 600])
    async def test_accounts_vanish_and_come_back(
        self, service: FakeService, store: AccountStore, more: int
    ) -> None:
        others = [make_account(f"{number}@synthetic.example") for number in range(more)]
        service.listed |= {one.email: one for one in others}
        clock = Clock()
        service.listed[OTHER] = make_account(OTHER)
        gone = service.listed.pop(EMAIL)
        await refresh(service, store, clock)
        service.listed[EMAIL] = gone
        await refresh(service, store, clock)
        assert kinds(store) == [Kind.VANISHED, Kind.CAME_BACK]

    async def test_an_early_death_is_reported_once(
        self, service: FakeService, store: AccountStore
    ) -> None:
        clock = Clock()
        service.listed[EMAIL] = make_account(error="SYNTHETIC")
        assert (await refresh(service, store, clock)).died_early == ()
        clock.now += DAY
        (died,) = (await refresh(service, store, clock)).died_early
        assert (died.ends_before, died.ends_after) == (NOW + 89 * DAY, NOW)
        clock.now += DAY
        assert (await refresh(service, store, clock)).died_early == ()

    async def test_a_renewal_of_another_process_is_no_news(
        self, service: FakeService, store: AccountStore
    ) -> None:
        """It has sent, and will write down itself what became of it."""
        store.history.append([Entry(EMAIL, NOW - timedelta(seconds=5), Kind.SUBMITTED)])
        service.listed[EMAIL] = make_account(refresh_expiry=NOW + 180 * DAY, updated=NOW)
        await refresh(service, store, Clock())
        assert kinds(store) == [Kind.SUBMITTED]


async def test_a_look_at_one_account_is_written_down(
    service: FakeService, store: AccountStore
) -> None:
    service.listed[EMAIL] = make_account(error="SYNTHETIC")
    await LookAtAccounts(connected(service), store, Clock())([EMAIL])
    assert kinds(store) == [Kind.ERROR_CAME]


async def test_a_removal_is_written_down(service: FakeService, store: AccountStore) -> None:
    await RemoveAccount(connected(service), store, Clock(), forget_nothing)(EMAIL)
    assert kinds(store) == [Kind.REMOVED]


def test_a_full_disk_stops_nothing(
    store: AccountStore, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def append(_entries: object) -> Appended:
        raise StoreUnavailable(Path("synthetic.db"), Reason.DISK_FULL)

    monkeypatch.setattr(store.history, "append", append)
    with caplog.at_level("INFO"):
        assert note(store, [Entry(EMAIL, NOW, Kind.NAMED)]) == Appended()
    assert "not stored on this computer (disk-full): the history" in caplog.text
    caplog.clear()


def test_of_accounts_that_are_not_known_nothing_is_stored(store: AccountStore) -> None:
    note_and_learn(store, [Entry(OTHER, NOW, Kind.ACCEPTED)])
    assert store.get(OTHER) is None
    assert Account(OTHER) not in [one.account for one in store.records()]
