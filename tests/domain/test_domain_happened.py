"""What two readings of an account show."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from fakes import DAY, EMAIL, NOW, make_account

from ltx_desktop.domain.account import (
    NOTHING_LEARNED,
    Account,
    AccountRecord,
    Learned,
    Submission,
)
from ltx_desktop.domain.happened import changed, happened
from ltx_desktop.domain.history import ESTIMATE, Entry, Kind, repeats

HOUR = timedelta(hours=1)
MINUTE = timedelta(minutes=1)
END = NOW + 89 * DAY


def read(
    account: Account, seen: datetime = NOW, learned: Learned = NOTHING_LEARNED
) -> AccountRecord:
    return AccountRecord(account, seen, learned=learned)


def between(before: AccountRecord, account: Account, seen: datetime) -> list[Entry]:
    return happened(before, replace(before, account=account, seen=seen))


def test_nothing_happened_where_only_the_access_token_is_newer() -> None:
    account = make_account()
    newer = replace(account, access_expiry=NOW + 2 * DAY)
    assert between(read(account), newer, NOW + DAY) == []


def test_errors_come_and_go() -> None:
    good, bad = make_account(), make_account(error="SYNTHETIC")
    later = NOW + HOUR
    assert between(read(good), bad, later) == [Entry(EMAIL, later, Kind.ERROR_CAME, "SYNTHETIC")]
    assert between(read(bad), good, later) == [Entry(EMAIL, later, Kind.ERROR_WENT)]
    assert between(read(bad), replace(bad, error="other"), later) == []


def test_max_jobs_change_where_both_are_told() -> None:
    few = replace(make_account(), max_jobs=5)
    (entry,) = between(read(make_account()), few, NOW + HOUR)
    assert (entry.kind, entry.jobs_before, entry.jobs_after) == (Kind.MAX_JOBS, 20, 5)
    assert between(read(make_account()), replace(few, max_jobs=None), NOW + HOUR) == []


@pytest.mark.parametrize("days", [1, -59])
def test_a_deadline_moves_without_us(days: int) -> None:
    moved = make_account(refresh_expiry=END + days * DAY)
    (entry,) = between(read(make_account()), moved, NOW + HOUR)
    assert entry == Entry(
        EMAIL, NOW + HOUR, Kind.MOVED_ELSEWHERE, ends_before=END, ends_after=END + days * DAY
    )


def test_it_moved_when_the_service_says_that_the_account_was_updated() -> None:
    moved = make_account(refresh_expiry=END + DAY, updated=NOW + HOUR)
    (entry,) = between(read(make_account()), moved, NOW + DAY)
    assert entry.at == NOW + HOUR
    impossible = replace(moved, updated=NOW + 2 * DAY)
    (entry,) = between(read(make_account()), impossible, NOW + DAY)
    assert entry.at == NOW + DAY


def test_the_services_own_arithmetic_moves_nothing() -> None:
    moved = make_account(refresh_expiry=END + 59 * MINUTE)
    assert between(read(make_account()), moved, NOW + HOUR) == []
    assert between(read(make_account()), make_account(refresh_expiry=None), NOW + HOUR) == []


ENDING = make_account(refresh_expiry=NOW + DAY, access_expiry=NOW + HOUR)


def test_a_session_expires_between_two_readings() -> None:
    (entry,) = between(read(ENDING), ENDING, NOW + 5 * DAY)
    assert entry == Entry(EMAIL, NOW + DAY, Kind.EXPIRED, ends_before=NOW + DAY)
    assert between(read(ENDING), ENDING, NOW + DAY) == [entry]
    assert between(read(ENDING), ENDING, NOW + DAY - MINUTE) == []
    assert between(read(ENDING, NOW + DAY), ENDING, NOW + 2 * DAY) == []
    assert between(read(ENDING, NOW + 5 * DAY), ENDING, NOW) == []


def test_one_that_was_renewed_in_time_did_not() -> None:
    renewed = make_account(updated=NOW + HOUR, refresh_expiry=NOW + 90 * DAY)
    assert [one.kind for one in between(read(ENDING), renewed, NOW + 5 * DAY)] == [
        Kind.MOVED_ELSEWHERE
    ]
    too_late = replace(renewed, updated=NOW + 2 * DAY)
    assert [one.kind for one in between(read(ENDING), too_late, NOW + 5 * DAY)] == [
        Kind.EXPIRED,
        Kind.MOVED_ELSEWHERE,
    ]


def test_an_access_tokens_end_is_no_expiry() -> None:
    account = make_account(refresh_expiry=None, access_expiry=NOW + HOUR)
    assert between(read(account), account, NOW + DAY) == []


def test_an_estimate_that_passes_is_called_one() -> None:
    account = make_account(refresh_expiry=None, access_expiry=None, updated=None)
    before = AccountRecord(account, NOW, Submission(NOW - 89 * DAY))
    (entry,) = happened(before, replace(before, seen=NOW + 2 * DAY))
    assert (entry.kind, entry.words, entry.at) == (Kind.EXPIRED, ESTIMATE, NOW + DAY)


SENT = Learned(unconfirmed_at=NOW)


def test_cookies_of_which_nobody_knew_arrived() -> None:
    account = make_account(updated=NOW + MINUTE, refresh_expiry=END + DAY)
    entries = between(read(make_account(), learned=SENT), account, NOW + 2 * MINUTE)
    assert [one.kind for one in entries] == [Kind.ARRIVED, Kind.MOVED]
    assert {one.at for one in entries} == {NOW + MINUTE}


def test_they_did_not_arrive_where_nothing_shows_it_for_long() -> None:
    account = make_account()
    assert between(read(account, learned=SENT), account, NOW + 9 * MINUTE) == []
    (entry,) = between(read(account, learned=SENT), account, NOW + 10 * MINUTE)
    assert entry.kind is Kind.NOT_ARRIVED


def test_an_error_that_stays_for_a_day_is_a_death() -> None:
    bad = make_account(error="SYNTHETIC")
    before = read(bad, learned=Learned(error_since=NOW))
    assert between(before, bad, NOW + DAY - MINUTE) == []
    (entry,) = between(before, bad, NOW + DAY)
    assert entry == Entry(EMAIL, NOW + DAY, Kind.DIED, ends_before=END, ends_after=NOW)
    assert [one.kind for one in between(before, make_account(), NOW + DAY)] == [Kind.ERROR_WENT]


def test_one_that_was_over_before_did_not_die_once_more() -> None:
    ended = make_account(refresh_expiry=NOW - DAY, access_expiry=None, error="SYNTHETIC")
    before = read(ended, learned=Learned(error_since=NOW))
    assert between(before, ended, NOW + 2 * DAY) == []


def test_an_estimate_that_has_passed_is_no_end() -> None:
    account = make_account(error="SYNTHETIC", refresh_expiry=None, access_expiry=None, updated=None)
    learned = Learned(error_since=NOW)
    before = AccountRecord(account, NOW, Submission(NOW - 91 * DAY), learned=learned)
    (died,) = happened(before, replace(before, seen=NOW + DAY))
    assert (died.kind, died.ends_after) == (Kind.DIED, NOW)


def test_a_death_without_a_date_has_none() -> None:
    bad = make_account(error="SYNTHETIC", refresh_expiry=None)
    (entry,) = between(read(bad, learned=Learned(error_since=NOW)), bad, NOW + DAY)
    assert (entry.kind, entry.ends_before) == (Kind.DIED, None)


def test_a_submit_of_ours_shows_what_it_changed_but_no_move() -> None:
    before = read(make_account(error="SYNTHETIC"))
    after = read(make_account(refresh_expiry=END + DAY), NOW + HOUR)
    assert [one.kind for one in changed(before, after)] == [Kind.ERROR_WENT]


ENTRY = Entry(EMAIL, NOW, Kind.MOVED_ELSEWHERE, ends_before=NOW, ends_after=END)


@pytest.mark.parametrize(
    ("last", "entry", "same"),
    [
        (replace(ENTRY, kind=Kind.MOVED), ENTRY, True),
        (replace(ENTRY, ends_after=END + 2 * timedelta(seconds=1)), ENTRY, True),
        (replace(ENTRY, ends_after=END + MINUTE), ENTRY, False),
        (replace(ENTRY, ends_after=None), ENTRY, False),
        (Entry(EMAIL, NOW - MINUTE, Kind.SUBMITTED), ENTRY, True),
        (Entry(EMAIL, NOW - HOUR, Kind.SUBMITTED), ENTRY, False),
        (Entry(EMAIL, NOW, Kind.ACCEPTED), ENTRY, False),
        (Entry(EMAIL, NOW, Kind.ERROR_CAME), Entry(EMAIL, NOW, Kind.ERROR_CAME, "other"), True),
        (Entry(EMAIL, NOW, Kind.ERROR_WENT), Entry(EMAIL, NOW, Kind.ERROR_CAME), False),
        (Entry(EMAIL, NOW, Kind.NOT_CONFIRMED), Entry(EMAIL, NOW, Kind.ARRIVED), False),
        (Entry(EMAIL, NOW, Kind.ARRIVED), Entry(EMAIL, NOW, Kind.NOT_ARRIVED), True),
        (
            Entry(EMAIL, NOW, Kind.MAX_JOBS, jobs_after=5),
            Entry(EMAIL, NOW, Kind.MAX_JOBS, jobs_after=5),
            True,
        ),
        (
            Entry(EMAIL, NOW, Kind.EXPIRED, ends_before=END),
            Entry(EMAIL, NOW, Kind.EXPIRED, ends_before=END),
            True,
        ),
        (
            Entry(EMAIL, NOW, Kind.DIED, ends_after=END),
            Entry(EMAIL, NOW, Kind.DIED, ends_after=NOW),
            False,
        ),
    ],
)
def test_a_second_process_repeats_what_the_first_has_seen(
    last: Entry, entry: Entry, *, same: bool
) -> None:
    assert repeats(entry, last) is same
