"""Once for each span and account, whatever the clock and the app do meanwhile."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from fakes import DAY, EMAIL, NOW, make_account, make_record
from hypothesis import given
from hypothesis import strategies as st

from ltx_desktop.domain.account import AccountRecord, Submission
from ltx_desktop.domain.expiry import DEFAULT_THRESHOLDS
from ltx_desktop.domain.reminders import Reminded, next_moment, outdated, reminders_due
from ltx_desktop.domain.urgency import judge

SPANS = tuple(days * DAY for days in (14, 7, 3, 1, 0))


class Person:
    """Is told what is due, and remembers it."""

    def __init__(self, spans: Sequence[timedelta] = SPANS) -> None:
        self.spans = spans
        self.told: dict[tuple[str, bool], Reminded] = {}
        self.vanished: set[str] = set()

    def at(self, now: datetime, *records: AccountRecord) -> list[tuple[str, timedelta | None]]:
        judged = judge(records, now, DEFAULT_THRESHOLDS)
        due = reminders_due(judged, now, self.spans, self.told)
        for key in outdated({one.email: one for one in judged}, self.vanished, now, self.told):
            del self.told[key]
        self.told.update({one.key: one for one in due})
        return [(one.email, one.before) for one in due]

    def snooze(self, until: datetime) -> None:
        self.told = {key: replace(one, again_at=until) for key, one in self.told.items()}


def ending(in_: timedelta, error: str | None = None) -> AccountRecord:
    account = make_account(refresh_expiry=NOW + in_, access_expiry=None, error=error)
    return make_record(account)


def test_each_span_is_told_once_as_it_passes() -> None:
    person, account = Person(), ending(20 * DAY)
    told = [
        (day, span) for day in range(25) for _email, span in person.at(NOW + day * DAY, account)
    ]
    assert told == [(6, 14 * DAY), (13, 7 * DAY), (17, 3 * DAY), (19, 1 * DAY), (20, 0 * DAY)]


def test_spans_that_passed_while_nobody_looked_are_told_as_one() -> None:
    assert Person().at(NOW, ending(2 * DAY)) == [(EMAIL, 3 * DAY)]
    assert Person().at(NOW, ending(-2 * DAY)) == [(EMAIL, 0 * DAY)]


def test_a_boundary_is_reached() -> None:
    assert Person().at(NOW, ending(7 * DAY)) == [(EMAIL, 7 * DAY)]
    assert Person().at(NOW, ending(14 * DAY + timedelta(seconds=1))) == []


def test_without_a_span_for_the_deadline_itself_the_shortest_one_stands_for_it() -> None:
    person = Person([7 * DAY, 1 * DAY])
    assert person.at(NOW, ending(-2 * DAY)) == [(EMAIL, 1 * DAY)]
    assert person.at(NOW + DAY, ending(-2 * DAY)) == []


def test_no_spans_are_no_reminders() -> None:
    assert Person([]).at(NOW, ending(-DAY), ending(DAY, "session lost")) == []


def test_nobody_knows_when_to_remind_of_an_unknown_deadline() -> None:
    assert (
        Person().at(NOW, make_record(make_account(refresh_expiry=None, access_expiry=None))) == []
    )


def test_a_clock_that_is_set_back_or_forward_tells_nothing_twice() -> None:
    person, account = Person(), ending(10 * DAY)
    assert person.at(NOW, account) == [(EMAIL, 14 * DAY)]
    assert person.at(NOW - 30 * DAY, account) == []
    assert person.at(NOW, account) == []
    assert person.at(NOW + 8 * DAY, account) == [(EMAIL, 3 * DAY)]
    assert person.at(NOW, account) == []
    assert person.at(NOW + 8 * DAY, account) == []


def test_a_renewal_begins_anew() -> None:
    person = Person()
    assert person.at(NOW, ending(2 * DAY)) == [(EMAIL, 3 * DAY)]
    assert person.at(NOW + DAY, ending(91 * DAY)) == []
    assert person.at(NOW + 89 * DAY, ending(91 * DAY)) == [(EMAIL, 3 * DAY)]


def test_a_date_that_moves_by_hours_is_the_same_session() -> None:
    person = Person()
    assert person.at(NOW, ending(2 * DAY)) == [(EMAIL, 3 * DAY)]
    assert person.at(NOW, ending(2 * DAY + timedelta(hours=20))) == []


def test_an_access_token_that_the_service_renews_each_day_is_told_once() -> None:
    person = Person()
    told = []
    for hour in range(24 * 10):
        now = NOW + timedelta(hours=hour)
        renewed = NOW + (hour // 24 + 1) * DAY
        told += person.at(
            now, make_record(make_account(refresh_expiry=None, access_expiry=renewed))
        )
    assert told == [(EMAIL, 1 * DAY)]


def test_a_submit_of_ours_begins_anew_even_where_no_date_is_told() -> None:
    person = Person()
    account = make_account(refresh_expiry=None, access_expiry=NOW + DAY / 2)
    assert person.at(NOW, make_record(account)) == [(EMAIL, 1 * DAY)]
    submitted = Submission(NOW + DAY / 4, refresh_expiry=NOW + DAY)
    assert person.at(NOW + DAY / 3, make_record(account, submission=submitted)) == [
        (EMAIL, 1 * DAY)
    ]


class TestErrors:
    def test_an_error_is_told_at_once_and_once(self) -> None:
        person = Person()
        assert person.at(NOW, ending(80 * DAY, "session lost")) == [(EMAIL, None)]
        assert person.at(NOW + DAY, ending(80 * DAY, "session lost")) == []

    def test_an_error_that_heals_leaves_the_deadline_to_be_told_of(self) -> None:
        person = Person()
        person.at(NOW, ending(80 * DAY, "session lost"))
        assert person.at(NOW + 70 * DAY, ending(80 * DAY)) == [(EMAIL, 14 * DAY)]

    def test_an_error_that_comes_and_goes_is_told_of_once_a_day(self) -> None:
        person = Person()
        told = 0
        for hour in range(72):
            error = "session lost" if hour % 2 else None
            told += len(person.at(NOW + timedelta(hours=hour), ending(80 * DAY, error)))
        assert told == 3


class TestSnoozing:
    def test_the_same_comes_back_after_the_snooze_once(self) -> None:
        person, account = Person(), ending(2.5 * DAY)
        person.at(NOW, account)
        person.snooze(NOW + DAY)
        assert person.at(NOW + DAY - timedelta(seconds=1), account) == []
        assert person.at(NOW + DAY, account) == [(EMAIL, 3 * DAY)]
        assert person.at(NOW + DAY, account) == []

    def test_something_more_pressing_does_not_wait_for_it(self) -> None:
        person, account = Person(), ending(2 * DAY)
        person.at(NOW, account)
        person.snooze(NOW + 5 * DAY)
        assert person.at(NOW + 1 * DAY, account) == [(EMAIL, 1 * DAY)]

    def test_nothing_comes_back_of_an_account_that_was_renewed(self) -> None:
        person = Person()
        person.at(NOW, ending(2 * DAY))
        person.snooze(NOW + DAY)
        assert person.at(NOW + DAY, ending(92 * DAY)) == []


def test_accounts_that_are_gone_are_forgotten() -> None:
    person = Person()
    person.at(NOW, ending(2 * DAY))
    person.at(NOW + DAY)
    assert person.told == {}


@pytest.mark.parametrize(
    ("left", "expected"),
    [(20 * DAY, 6 * DAY), (2 * DAY, 1 * DAY), (DAY / 2, DAY / 2), (-DAY, None)],
)
def test_the_next_moment_is_when_the_next_span_begins(
    left: timedelta, expected: timedelta | None
) -> None:
    judged = judge([ending(left)], NOW, DEFAULT_THRESHOLDS)
    moment = next_moment(judged, NOW, SPANS, {})
    assert moment == (None if expected is None else NOW + expected)


def test_the_end_of_a_snooze_is_a_next_moment() -> None:
    person = Person()
    person.at(NOW, ending(20 * DAY), ending(2 * DAY))
    person.snooze(NOW + timedelta(hours=1))
    judged = judge([ending(20 * DAY)], NOW, DEFAULT_THRESHOLDS)
    assert next_moment(judged, NOW, SPANS, person.told) == NOW + timedelta(hours=1)


@given(
    st.lists(st.integers(-40, 60), max_size=40),
    st.integers(-5, 40),
    st.lists(st.integers(0, 30), max_size=6),
)
def test_no_order_of_looks_tells_a_span_twice(
    looks: list[int], left: int, spans: list[int]
) -> None:
    person = Person([span * DAY for span in spans])
    told = [one for day in looks for one in person.at(NOW + day * DAY, ending(left * DAY))]
    assert len(told) == len(set(told))


@given(st.integers(1, 40), st.lists(st.integers(0, 30), min_size=1, max_size=6, unique=True))
def test_who_looks_at_every_next_moment_misses_no_span(left: int, days: list[int]) -> None:
    spans = [day * DAY for day in days]
    person, account = Person(spans), ending(left * DAY)
    told, now = person.at(NOW, account), NOW
    while True:
        judged = judge([account], now, DEFAULT_THRESHOLDS)
        moment = next_moment(judged, now, spans, person.told)
        if moment is None:
            break
        now = moment
        told += person.at(now, account)
    ahead = {span for span in spans if span < left * DAY}
    passed = {min(span for span in spans if span >= left * DAY)} if max(days) >= left else set()
    assert {span for _email, span in told} == ahead | passed
