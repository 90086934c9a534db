"""The expiry rule against its text: api-contract 1.5, read again and written down here."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import permutations, product

import pytest
from fakes import DAY, NOW, make_account, make_record
from hypothesis import assume, given
from hypothesis import strategies as st

from ltx_desktop.domain.account import Account, AccountRecord, Learned, Mark, Submission
from ltx_desktop.domain.expiry import (
    COOKIE_LIFE,
    DEFAULT_THRESHOLDS,
    Expiry,
    State,
    Thresholds,
    expiry_of,
    life_left,
)
from ltx_desktop.domain.instant import read_instant

HOUR = timedelta(hours=1)
TICK = timedelta(microseconds=1)

# Whole hours: whether an `updated` shows another submit is then never a matter of seconds.
hours = (st.integers(-4, 4) | st.integers(-24 * 400, 24 * 400)).map(
    lambda count: NOW + count * HOUR
)
maybe_hours = st.none() | hours
submissions = st.builds(Submission, at=hours, updated=maybe_hours, refresh_expiry=maybe_hours)
records = st.builds(
    AccountRecord,
    account=st.builds(
        Account,
        email=st.just("property@synthetic.example"),
        updated=maybe_hours,
        access_expiry=maybe_hours,
        refresh_expiry=maybe_hours,
        error=st.none() | st.just("SYNTHETIC error"),
        marks=st.frozensets(st.sampled_from([Mark.TWINS_DISAGREE, Mark.UNREADABLE_TIME])),
    ),
    seen=st.just(NOW),
    submission=st.none() | submissions,
)
spans = st.integers(0, 24 * 60).map(lambda count: count * HOUR)
thresholds = st.builds(Thresholds, urgent=spans, renew_soon=spans)


def by_the_contract(record: AccountRecord, now: datetime, limits: Thresholds) -> Expiry:
    """The contract's sentences one after the other, as literally as they can be put."""
    account, own = record.account, record.submission
    marks = set(account.marks)

    # refresh = refreshTokenExpire of the newest answer; else the one stored from the last POST
    # answer of this app, unless `updated` shows that somebody submitted later; else, after a
    # submit by this app, submit time + 90 days, marked estimate; else unknown.
    somebody_later = bool(own and account.updated and account.updated > (own.updated or own.at))
    refresh = account.refresh_expiry
    if refresh is None and own and not somebody_later:
        refresh = own.refresh_expiry
    if refresh is None and own:
        refresh = own.at + timedelta(days=90)
        marks.add(Mark.ESTIMATE)

    # deadline = the later of the two that are known. Only access known: it is the deadline
    # while it lies ahead; once past, the deadline is unknown.
    access = account.access_expiry
    known = [moment for moment in (access, refresh) if moment is not None]
    deadline = max(known) if known else None
    if refresh is None and access is not None and not access > now:
        deadline = None

    # Contradictory: access later than refresh; refresh earlier than `updated`.
    if access is not None and refresh is not None and access > refresh:
        marks.add(Mark.ACCESS_AFTER_REFRESH)
    if account.updated is not None and refresh is not None and refresh < account.updated:
        marks.add(Mark.REFRESH_BEFORE_UPDATED)

    # State, first that holds; a boundary belongs to the more urgent state.
    rules = [
        (State.NEEDS_ATTENTION, account.error is not None),
        (State.EXPIRED, deadline is not None and deadline <= now),
        (State.URGENT, deadline is not None and deadline - now <= limits.urgent),
        (State.RENEW_SOON, deadline is not None and deadline - now <= limits.renew_soon),
        (State.HEALTHY, deadline is not None),
        (State.UNKNOWN, True),
    ]
    state = next(state for state, holds in rules if holds)
    return Expiry(state, deadline, access, refresh, frozenset(marks))


@given(records, thresholds)
def test_n19_the_rule_says_what_the_contract_says(
    record: AccountRecord, limits: Thresholds
) -> None:
    assert expiry_of(record, NOW, limits) == by_the_contract(record, NOW, limits)


def test_the_rule_holds_for_every_subset_and_every_order_of_the_times() -> None:
    """Five moments five days apart in all 120 orders, each present or absent, error or not."""
    seen: set[State] = set()
    for order in permutations(range(5)):
        now, *others = (NOW + 5 * place * DAY for place in order)
        for present in product([True, False], repeat=4):
            access, refresh, updated, submitted = (
                moment if there else None for moment, there in zip(others, present, strict=True)
            )
            for stored, error in product([None, NOW + 12 * DAY], [None, "SYNTHETIC error"]):
                record = AccountRecord(
                    Account(
                        "order@synthetic.example",
                        updated=updated,
                        access_expiry=access,
                        refresh_expiry=refresh,
                        error=error,
                    ),
                    now,
                    Submission(submitted, refresh_expiry=stored) if submitted else None,
                )
                expected = by_the_contract(record, now, DEFAULT_THRESHOLDS)
                assert expiry_of(record, now) == expected
                seen.add(expected.state)
    assert seen == set(State)


@given(records, thresholds)
def test_a_deadline_that_has_passed_is_never_shown_as_anything_but_dead(
    record: AccountRecord, limits: Thresholds
) -> None:
    expiry = expiry_of(record, NOW, limits)
    if expiry.state not in {State.EXPIRED, State.NEEDS_ATTENTION}:
        assert expiry.deadline is None or expiry.deadline > NOW


@given(records, hours, hours)
def test_time_alone_makes_nothing_better(
    record: AccountRecord, one: datetime, other: datetime
) -> None:
    """Later looks at the same record are as urgent or more so; or only an access date ended."""
    urgency = [State.HEALTHY, State.RENEW_SOON, State.URGENT, State.EXPIRED, State.NEEDS_ATTENTION]
    earlier, later = (expiry_of(record, now).state for now in sorted((one, other)))
    assume(State.UNKNOWN not in {earlier, later})
    assert urgency.index(earlier) <= urgency.index(later)


@pytest.mark.parametrize(
    ("left", "state"),
    [
        (-400 * DAY, State.EXPIRED),
        (-TICK, State.EXPIRED),
        (0 * DAY, State.EXPIRED),
        (TICK, State.URGENT),
        (3 * DAY - TICK, State.URGENT),
        (3 * DAY, State.URGENT),
        (3 * DAY + TICK, State.RENEW_SOON),
        (14 * DAY - TICK, State.RENEW_SOON),
        (14 * DAY, State.RENEW_SOON),
        (14 * DAY + TICK, State.HEALTHY),
        (90 * DAY, State.HEALTHY),
        (60_000 * DAY, State.HEALTHY),
    ],
)
def test_a_boundary_belongs_to_the_more_urgent_state(left: timedelta, state: State) -> None:
    record = make_record(make_account(refresh_expiry=NOW + left, access_expiry=None))
    assert expiry_of(record, NOW).state is state


@given(spans, spans)
def test_the_thresholds_are_settings_with_the_same_boundaries(
    urgent: timedelta, renew_soon: timedelta
) -> None:
    limits = Thresholds(urgent, renew_soon)
    assume(timedelta(0) < urgent < renew_soon)

    def state(left: timedelta) -> State:
        account = make_account(refresh_expiry=NOW + left, access_expiry=None)
        return expiry_of(make_record(account), NOW, limits).state

    assert state(urgent) is State.URGENT
    assert state(urgent + TICK) is State.RENEW_SOON
    assert state(renew_soon) is State.RENEW_SOON
    assert state(renew_soon + TICK) is State.HEALTHY


@pytest.mark.parametrize("left", [None, -DAY, DAY, 10 * DAY, 90 * DAY])
def test_an_error_of_the_service_outranks_every_date(left: timedelta | None) -> None:
    account = make_account(
        error="SYNTHETIC: refresh token rejected",
        refresh_expiry=None if left is None else NOW + left,
        access_expiry=None,
    )
    expiry = expiry_of(make_record(account), NOW)
    assert expiry.state is State.NEEDS_ATTENTION
    assert expiry.deadline == account.refresh_expiry


@pytest.mark.parametrize("order", [(10, 80), (80, 10)])
def test_a_session_lives_as_long_as_the_longer_lived_of_its_tokens(order: tuple[int, int]) -> None:
    access, refresh = (NOW + days * DAY for days in order)
    expiry = expiry_of(make_record(make_account(access_expiry=access, refresh_expiry=refresh)), NOW)
    assert expiry.deadline == NOW + 80 * DAY
    assert (Mark.ACCESS_AFTER_REFRESH in expiry.marks) is (access > refresh)


def test_an_access_token_alone_is_the_deadline_while_it_lies_ahead() -> None:
    record = make_record(make_account(refresh_expiry=None, access_expiry=NOW + TICK))
    expiry = expiry_of(record, NOW)
    assert (expiry.state, expiry.deadline) == (State.URGENT, NOW + TICK)


@pytest.mark.parametrize("past", [timedelta(0), TICK, DAY])
def test_an_access_token_alone_that_has_passed_proves_nothing(past: timedelta) -> None:
    record = make_record(make_account(refresh_expiry=None, access_expiry=NOW - past))
    expiry = expiry_of(record, NOW)
    assert (expiry.state, expiry.deadline) == (State.UNKNOWN, None)


def test_nothing_known_is_unknown_and_carries_no_mark() -> None:
    record = make_record(Account("bare@synthetic.example"))
    assert expiry_of(record, NOW) == Expiry(State.UNKNOWN)


def without_refresh(
    submission: Submission | None, *, updated: datetime | None = NOW - 5 * DAY
) -> Expiry:
    account = make_account(refresh_expiry=None, access_expiry=None, updated=updated)
    return expiry_of(make_record(account, submission=submission), NOW)


def test_the_date_of_our_own_submit_is_kept_where_the_service_does_not_repeat_it() -> None:
    sent = NOW - 5 * DAY
    expiry = without_refresh(Submission(sent, updated=sent, refresh_expiry=NOW + 84 * DAY))
    assert expiry.deadline == NOW + 84 * DAY
    assert Mark.ESTIMATE not in expiry.marks


def test_the_date_of_our_own_submit_is_kept_where_the_service_never_tells_of_updates() -> None:
    expiry = without_refresh(Submission(NOW - 5 * DAY, refresh_expiry=NOW + 84 * DAY), updated=None)
    assert expiry.deadline == NOW + 84 * DAY
    assert Mark.ESTIMATE not in expiry.marks


@pytest.mark.parametrize("answered", [True, False])
def test_somebody_elses_later_submit_turns_our_date_into_an_estimate(*, answered: bool) -> None:
    sent = NOW - 5 * DAY
    submission = Submission(sent, sent if answered else None, refresh_expiry=NOW + 84 * DAY)
    expiry = without_refresh(submission, updated=NOW - DAY)
    assert expiry.deadline == sent + timedelta(days=90)
    assert Mark.ESTIMATE in expiry.marks


@pytest.mark.parametrize(("updated", "later"), [(-30, False), (-29, True), (-23, True)])
def test_a_later_submit_is_seen_by_the_services_own_clock(updated: int, *, later: bool) -> None:
    """It told 30 hours ago where this machine's clock said 24: only its own times compare."""
    own = Submission(NOW - 24 * HOUR, NOW - 30 * HOUR, refresh_expiry=NOW + 84 * DAY)
    expiry = without_refresh(own, updated=NOW + updated * HOUR)
    assert (Mark.ESTIMATE in expiry.marks) is later


def test_a_submit_without_any_date_gives_an_estimate_of_ninety_days() -> None:
    expiry = without_refresh(Submission(NOW - 80 * DAY))
    assert expiry.deadline == NOW + 10 * DAY
    assert (expiry.state, Mark.ESTIMATE in expiry.marks) == (State.RENEW_SOON, True)
    assert timedelta(days=90) == COOKIE_LIFE


def test_the_newest_answer_outranks_our_own_submit() -> None:
    account = make_account(refresh_expiry=NOW + 20 * DAY, updated=NOW - 5 * DAY)
    record = make_record(account, submission=Submission(NOW, NOW, NOW + 90 * DAY))
    expiry = expiry_of(record, NOW)
    assert (expiry.refresh, expiry.marks) == (NOW + 20 * DAY, frozenset())


def test_a_refresh_token_that_ended_before_the_last_update_is_marked_and_shown() -> None:
    account = make_account(updated=NOW - DAY, refresh_expiry=NOW - 2 * DAY, access_expiry=None)
    expiry = expiry_of(make_record(account), NOW)
    assert expiry.marks == {Mark.REFRESH_BEFORE_UPDATED}
    assert expiry.refresh == NOW - 2 * DAY


def test_marks_of_the_reading_stay() -> None:
    account = Account("marks@synthetic.example", marks=frozenset({Mark.TWINS_DISAGREE}))
    assert expiry_of(make_record(account), NOW).marks == {Mark.TWINS_DISAGREE}


PLACEHOLDER = "YYYY-MM-DDTHH:MM:SS.sssZ"


@pytest.mark.parametrize(
    ("now", "state"),
    [
        (datetime(2025, 8, 20, tzinfo=UTC), State.RENEW_SOON),
        (datetime(2025, 8, 25, tzinfo=UTC), State.URGENT),
        (datetime(2025, 8, 26, 8, 37, tzinfo=UTC), State.EXPIRED),
        (NOW, State.EXPIRED),
    ],
)
def test_the_incoherent_sample_answer_of_the_contract_is_survived_and_marked(
    now: datetime, state: State
) -> None:
    """The POST page of 25 August 2025: the refresh token ends two years before the access token."""
    updated = read_instant(1678886400000, PLACEHOLDER)
    access = read_instant(1756197420000, PLACEHOLDER)
    refresh = read_instant(1694774400000, PLACEHOLDER)
    assert updated.unreadable
    assert access.unreadable
    assert refresh.unreadable
    account = Account(
        "sample@synthetic.example",
        max_jobs=20,
        updated=updated.instant,
        access_expiry=access.instant,
        refresh_expiry=refresh.instant,
        marks=frozenset({Mark.UNREADABLE_TIME}),
    )
    expiry = expiry_of(make_record(account), now)
    assert expiry.state is state
    assert expiry.deadline == datetime(2025, 8, 26, 8, 37, tzinfo=UTC)
    assert expiry.marks == {Mark.ACCESS_AFTER_REFRESH, Mark.UNREADABLE_TIME}


def life(now: datetime, record: AccountRecord) -> float | None:
    return life_left(record, expiry_of(record, now), now)


def of_90_days(
    updated: datetime | None = NOW, submission: Submission | None = None
) -> AccountRecord:
    account = make_account(updated=updated, refresh_expiry=NOW + 90 * DAY, access_expiry=None)
    return make_record(account, submission=submission)


@pytest.mark.parametrize(
    ("days", "left"), [(-1, 1.0), (0, 1.0), (45, 0.5), (81, 0.1), (90, 0.0), (100, 0.0)]
)
def test_a_life_begins_with_the_last_update_and_ends_at_the_deadline(
    days: int, left: float
) -> None:
    assert life(NOW + days * DAY, of_90_days()) == pytest.approx(left)


def test_a_life_begins_when_the_deadline_last_moved_whatever_was_updated_since() -> None:
    record = replace(of_90_days(NOW + 81 * DAY), learned=Learned(renewed_at=NOW))
    assert life(NOW + 81 * DAY, record) == pytest.approx(0.1)


def test_cookies_of_the_old_session_do_not_fill_the_bar() -> None:
    account = make_account(updated=NOW, refresh_expiry=NOW + 9 * DAY, access_expiry=None)
    assert life(NOW, make_record(account, submission=Submission(NOW))) == pytest.approx(0.1)
    record = replace(make_record(account), learned=Learned(lives=(18 * DAY,)))
    assert life(NOW, record) == pytest.approx(0.5)


def test_a_life_that_begins_after_its_end_is_of_the_usual_length() -> None:
    record = replace(of_90_days(), learned=Learned(renewed_at=NOW + 100 * DAY))
    assert life(NOW + 45 * DAY, record) == pytest.approx(0.5)


def test_an_estimate_stands_on_the_shortest_of_the_lives_that_are_known() -> None:
    account = Account("lives@synthetic.example")
    record = make_record(account, submission=Submission(NOW))
    record = replace(record, learned=Learned(lives=(60 * DAY, 30 * DAY, 90 * DAY)))
    expiry = expiry_of(record, NOW)
    assert (expiry.deadline, expiry.from_lives) == (NOW + 30 * DAY, 3)
    assert Mark.ESTIMATE in expiry.marks
    record = replace(record, learned=Learned(lives=(2 * DAY,)))
    assert expiry_of(record, NOW).deadline == NOW + 14 * DAY
    told = replace(record, submission=Submission(NOW, refresh_expiry=NOW + 80 * DAY))
    assert (expiry_of(told, NOW).deadline, expiry_of(told, NOW).from_lives) == (NOW + 80 * DAY, 0)


@pytest.mark.parametrize("updated", [None, NOW + 90 * DAY, NOW + 100 * DAY])
def test_a_life_with_an_unknown_beginning_is_of_the_usual_length(
    updated: datetime | None,
) -> None:
    end = NOW + 90 * DAY
    assert life(end - COOKIE_LIFE / 4, of_90_days(updated)) == pytest.approx(0.25)


def test_nobody_knows_what_is_left_of_a_life_without_an_end() -> None:
    account = make_account(refresh_expiry=None, access_expiry=None)
    assert life(NOW, make_record(account)) is None


@given(record=records, now=hours)
def test_what_is_left_of_a_life_is_a_part_of_it(record: AccountRecord, now: datetime) -> None:
    left = life(now, record)
    assert (left is None) == (expiry_of(record, now).deadline is None)
    assert left is None or 0 <= left <= 1
