"""How long sessions live: against stories whose lives are known, since the test made them up."""

import random
from datetime import datetime, timedelta
from enum import StrEnum
from itertools import combinations

import pytest
from fakes import DAY, EMAIL, NOW, make_account, make_record
from hypothesis import given
from hypothesis import strategies as st

from ltx_desktop.domain.account import LEAST_LIFE, AccountRecord, Learned, Submission
from ltx_desktop.domain.expiry import expiry_of
from ltx_desktop.domain.history import ESTIMATE, Entry, Kind
from ltx_desktop.domain.lifetimes import (
    ERROR_STAYS,
    begins_life,
    died_early_by,
    learned_from,
    shorter_life_elsewhere,
)

HOUR = timedelta(hours=1)


class Fate(StrEnum):
    """How a session ends; the first three show how long it lived."""

    EXPIRED = "expired"
    DIED = "died"
    DIED_UNSEEN = "died, and the app was closed until the renewal"
    RENEWED = "renewed"
    RENEWED_AT_ONCE = "renewed in less than a day after an error"
    EXPIRED_BY_ESTIMATE = "renewed after a date that was an estimate"
    REMOVED = "removed"
    VANISHED = "vanished"


TELLING = {Fate.EXPIRED, Fate.DIED, Fate.DIED_UNSEEN}

lives = st.integers(30, 24 * 120).map(lambda hours: hours * HOUR)
stories = st.lists(st.tuples(lives, st.sampled_from(Fate)), max_size=6)


def entry(kind: Kind, at: datetime, **more: object) -> Entry:
    return Entry(EMAIL, at, kind, **more)  # type: ignore[arg-type]


def told(story: list[tuple[timedelta, Fate]]) -> tuple[list[Entry], list[timedelta]]:
    """The entries of a story, and the lives that it shows."""
    entries, shown, at = [], [], NOW
    for life, fate in story:
        entries.append(entry(Kind.ACCEPTED, at))
        end = at + life
        match fate:
            case Fate.EXPIRED:
                entries.append(entry(Kind.EXPIRED, end, ends_before=end))
            case Fate.DIED:
                entries.append(entry(Kind.ERROR_CAME, end))
                entries.append(entry(Kind.DIED, end + ERROR_STAYS, ends_after=end))
            case Fate.DIED_UNSEEN:
                entries.append(entry(Kind.ERROR_CAME, end))
                end += ERROR_STAYS
            case Fate.RENEWED_AT_ONCE:
                entries.append(entry(Kind.ERROR_CAME, end))
                end += ERROR_STAYS - HOUR
            case Fate.EXPIRED_BY_ESTIMATE:
                entries.append(entry(Kind.EXPIRED, end, words=ESTIMATE, ends_before=end))
            case Fate.REMOVED:
                entries.append(entry(Kind.REMOVED, end))
            case Fate.VANISHED:
                entries.append(entry(Kind.VANISHED, end))
            case Fate.RENEWED:
                pass
        at = end + 2 * DAY if fate is Fate.DIED else end
        if fate in TELLING:
            shown.append(life)
    entries.append(entry(Kind.ACCEPTED, at))
    return entries, shown


@given(story=stories)
def test_the_last_three_lives_that_were_lived_to_their_end_are_learned(
    story: list[tuple[timedelta, Fate]],
) -> None:
    entries, shown = told(story)
    learned = learned_from(entries)
    assert list(learned.lives) == shown[-3:]
    assert learned.renewed_at == entries[-1].at
    assert learned.error_since is None


@given(story=stories)
def test_every_beginning_of_a_story_teaches_of_it_what_it_has_seen(
    story: list[tuple[timedelta, Fate]],
) -> None:
    entries, _shown = told(story)
    for before, after in combinations(range(len(entries) + 1), 2):
        if after - before == 1:
            fewer, more = learned_from(entries[:before]), learned_from(entries[:after])
            assert len(more.lives) >= len(fewer.lives)
            assert more.lives[: len(fewer.lives)] == fewer.lives or len(fewer.lives) == 3


@given(story=stories, seed=st.integers(0, 1000))
def test_the_order_in_which_entries_were_written_makes_no_difference(
    story: list[tuple[timedelta, Fate]], seed: int
) -> None:
    entries, _shown = told(story)
    moments = {one.at for one in entries}
    if len(moments) == len(entries):
        mixed = [*entries]
        random.Random(seed).shuffle(mixed)
        assert learned_from(mixed) == learned_from(entries)


@given(
    spans=st.lists(st.integers(1, 400 * 24).map(lambda hours: hours * HOUR), max_size=3),
    sent=st.integers(0, 300).map(lambda days: NOW - days * DAY),
)
def test_an_estimate_is_the_shortest_life_but_never_below_two_weeks(
    spans: list[timedelta], sent: datetime
) -> None:
    account = make_account(updated=sent, refresh_expiry=None, access_expiry=None)
    record = AccountRecord(
        account, NOW, Submission(sent, updated=sent), learned=Learned(tuple(spans))
    )
    expiry = expiry_of(record, NOW)
    expected = max(LEAST_LIFE, min(spans)) if spans else 90 * DAY
    assert expiry.deadline == sent + expected
    assert expiry.from_lives == len(spans)


def test_nothing_teaches_nothing() -> None:
    assert learned_from([]) == Learned()
    assert Learned().life is None


def test_an_error_that_goes_away_was_no_death() -> None:
    began = entry(Kind.ACCEPTED, NOW)
    error = entry(Kind.ERROR_CAME, NOW + 10 * DAY)
    died = entry(Kind.DIED, NOW + 11 * DAY, ends_after=NOW + 10 * DAY)
    went = entry(Kind.ERROR_WENT, NOW + 12 * DAY)
    expired = entry(Kind.EXPIRED, NOW + 40 * DAY, ends_before=NOW + 40 * DAY)
    assert learned_from([began, error]).error_since == NOW + 10 * DAY
    assert learned_from([began, error, died]).lives == (10 * DAY,)
    assert learned_from([began, error, died]).error_since is None
    assert learned_from([began, error, died, went]).lives == ()
    assert learned_from([began, error, died, went, expired]).lives == (40 * DAY,)


def test_a_renewal_that_takes_an_error_away_ends_the_life_before() -> None:
    began, error = entry(Kind.ACCEPTED, NOW), entry(Kind.ERROR_CAME, NOW + 60 * DAY)
    renewed = NOW + 62 * DAY
    entries = [began, error, entry(Kind.ERROR_WENT, renewed), entry(Kind.ACCEPTED, renewed)]
    assert learned_from(entries).lives == (60 * DAY,)


def test_an_error_without_a_life_that_is_known_teaches_nothing() -> None:
    error = entry(Kind.ERROR_CAME, NOW)
    again = entry(Kind.ERROR_CAME, NOW + HOUR)
    assert learned_from([error, again]).error_since == NOW
    died = entry(Kind.DIED, NOW + DAY, ends_after=NOW)
    went = entry(Kind.ERROR_WENT, NOW + 2 * DAY)
    assert learned_from([error, died, went]) == Learned()
    assert learned_from([died]) == Learned()


def test_a_session_that_died_after_its_date_is_counted_once() -> None:
    entries = [
        entry(Kind.ACCEPTED, NOW),
        entry(Kind.EXPIRED, NOW + 30 * DAY, ends_before=NOW + 30 * DAY),
        entry(Kind.ERROR_CAME, NOW + 31 * DAY),
        entry(Kind.DIED, NOW + 32 * DAY, ends_after=NOW + 31 * DAY),
    ]
    assert learned_from(entries).lives == (30 * DAY,)


@pytest.mark.parametrize(
    ("after", "begins"), [(DAY, True), (DAY - HOUR, False), (-60 * DAY, False), (None, False)]
)
def test_a_deadline_that_moved_far_enough_elsewhere_begins_a_life(
    after: timedelta | None, *, begins: bool
) -> None:
    moved = entry(
        Kind.MOVED_ELSEWHERE,
        NOW,
        ends_before=NOW + DAY,
        ends_after=None if after is None else NOW + DAY + after,
    )
    assert begins_life(moved) is begins
    assert (learned_from([moved]).renewed_at == NOW) is begins


def test_cookies_of_the_old_session_begin_nothing() -> None:
    began = entry(Kind.ACCEPTED, NOW)
    again = entry(Kind.NOT_MOVED, NOW + 80 * DAY)
    expired = entry(Kind.EXPIRED, NOW + 90 * DAY, ends_before=NOW + 90 * DAY)
    learned = learned_from([began, again, expired])
    assert (learned.renewed_at, learned.lives) == (NOW, (90 * DAY,))


@pytest.mark.parametrize("result", [Kind.ARRIVED, Kind.NOT_ARRIVED, Kind.ACCEPTED, Kind.NOT_MOVED])
def test_what_was_not_confirmed_waits_for_its_result(result: Kind) -> None:
    sent = entry(Kind.NOT_CONFIRMED, NOW)
    assert learned_from([sent]).unconfirmed_at == NOW
    assert learned_from([sent, entry(result, NOW + HOUR)]).unconfirmed_at is None


@pytest.mark.parametrize(
    ("before", "after", "early"),
    [(50, 10, 40 * DAY), (11, 10, DAY), (10, 10, None), (10, 50, None), (None, 10, None)],
)
def test_a_session_died_early_that_ended_a_day_or_more_before_its_date(
    before: int | None, after: int, early: timedelta | None
) -> None:
    ends_before = None if before is None else NOW + before * DAY
    died = entry(Kind.DIED, NOW, ends_before=ends_before, ends_after=NOW + after * DAY)
    assert died_early_by(died) == early
    assert died_early_by(entry(Kind.EXPIRED, NOW)) is None


def test_another_accounts_shorter_life_is_a_hint() -> None:
    def lived(email: str, *days: int) -> AccountRecord:
        learned = Learned(tuple(day * DAY for day in days))
        return AccountRecord(make_account(email), NOW, learned=learned)

    mine = make_record()
    others = [mine, lived("a@synthetic.example", 60, 31), lived("b@synthetic.example", 30)]
    assert shorter_life_elsewhere(mine, others, 90 * DAY) == 30 * DAY
    assert shorter_life_elsewhere(mine, others, 30 * DAY) is None
    assert shorter_life_elsewhere(mine, [mine], 90 * DAY) is None
    only_mine = lived(EMAIL, 20)
    assert shorter_life_elsewhere(only_mine, [only_mine], 90 * DAY) is None
