"""Telling of what is due: once, not in quiet hours, and again after a snooze."""

import os
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from fakes import DAY, EMAIL, NOW, Clock, FakeSettingsFile, make_account, make_record

from ltx_desktop.domain.quiet_hours import QuietHours
from ltx_desktop.domain.settings import Settings
from ltx_desktop.services.clock import Clock as ServiceClock
from ltx_desktop.services.preferences import Preferences
from ltx_desktop.services.reminders import Reminders
from ltx_desktop.services.verdicts import Verdicts
from ltx_desktop.store.accounts import AccountStore
from ltx_desktop.store.reminder_log import ReminderLog

HOUR = timedelta(hours=1)
LATER = "later@synthetic.example"


class Setting:
    """An account that ends in 2.5 days, and somebody who may be told of it."""

    def __init__(self, settings: Settings | None = None) -> None:
        self.clock = Clock()
        self.better = ServiceClock(self.clock)
        self.store = AccountStore.in_memory()
        self.log = ReminderLog(None)
        self.preferences = Preferences(settings or Settings(), FakeSettingsFile())
        verdicts = Verdicts(self.store, self.preferences, self.better)
        self.reminders = Reminders(self.store, verdicts, self.log, self.preferences, self.better)
        self.store.put([make_record(make_account(refresh_expiry=NOW + 2.5 * DAY))])

    def told(self) -> list[str]:
        return [judged.email for judged in self.reminders.take_due()]

    def holding(self, *emails: str) -> list[str]:
        return [judged.email for judged in self.reminders.still_holds(emails)]

    def to_renew(self, *emails: str) -> list[str]:
        return [judged.email for judged in self.reminders.to_renew(emails)]


def test_what_is_due_is_taken_once() -> None:
    setting = Setting()
    assert setting.told() == [EMAIL]
    assert setting.told() == []
    setting.clock.now += 2 * DAY
    assert setting.told() == [EMAIL]


@pytest.mark.parametrize("ahead", [7 * HOUR, 23 * 365 * DAY])
def test_n17_nothing_is_told_while_the_time_is_uncertain_and_nothing_is_lost(
    ahead: timedelta,
) -> None:
    setting = Setting()
    setting.better.learn(ahead)
    assert setting.told() == []
    assert not setting.log.told
    setting.better.learn(timedelta(0))
    assert setting.told() == [EMAIL]
    setting.clock.now += 2 * DAY
    assert setting.told() == [EMAIL]


def test_n17_a_clock_that_is_confirmed_is_reminded_by() -> None:
    setting = Setting()
    setting.better.learn(-7 * HOUR)
    setting.clock.now += timedelta(minutes=2)
    setting.better.learn(-7 * HOUR)
    assert setting.told() == [EMAIL]


def test_n17_a_clock_that_is_a_little_off_keeps_no_reminder_back() -> None:
    setting = Setting()
    setting.better.learn(3 * HOUR)
    assert setting.told() == [EMAIL]


def test_an_account_that_vanishes_and_comes_back_is_not_told_of_twice() -> None:
    setting = Setting()
    assert setting.told() == [EMAIL]
    records = setting.store.records()
    setting.store.replace_all([], read_at=setting.clock.now)
    assert setting.told() == []
    setting.store.replace_all(records, read_at=setting.clock.now)
    assert setting.told() == []


def test_the_most_urgent_comes_first() -> None:
    setting = Setting()
    setting.store.put(
        [
            make_record(make_account("z@synthetic.example", error="session lost")),
            make_record(make_account("a@synthetic.example", refresh_expiry=NOW + DAY)),
        ]
    )
    assert setting.told() == ["z@synthetic.example", "a@synthetic.example", EMAIL]


def test_a_snoozed_account_comes_back() -> None:
    setting = Setting()
    setting.told()
    setting.reminders.snooze([EMAIL], HOUR)
    assert setting.reminders.next_moment() == NOW + HOUR
    assert setting.told() == []
    setting.clock.now += HOUR
    assert setting.told() == [EMAIL]
    assert setting.told() == []


def test_a_snooze_is_for_those_that_it_names() -> None:
    setting = Setting()
    setting.told()
    setting.reminders.snooze(["other@synthetic.example"], HOUR)
    setting.clock.now += HOUR
    assert setting.told() == []


def test_what_was_told_holds_until_the_account_is_renewed() -> None:
    setting = Setting()
    setting.store.put([make_record(make_account(LATER, refresh_expiry=NOW + 30 * DAY))])
    assert setting.holding(EMAIL, LATER, "nobody@synthetic.example") == []
    setting.told()
    assert setting.holding(EMAIL, LATER, "nobody@synthetic.example") == [EMAIL]
    setting.clock.now += 10 * DAY
    assert setting.holding(EMAIL) == [EMAIL]
    setting.store.put([make_record(make_account(refresh_expiry=NOW + 90 * DAY))])
    assert setting.holding(EMAIL) == []


def test_a_reminder_leads_to_everything_that_is_due() -> None:
    setting = Setting(Settings(reminders=(40 * DAY, 7 * DAY)))
    setting.told()
    setting.store.put(
        [
            make_record(make_account("b@synthetic.example", error="session lost")),
            make_record(make_account("c@synthetic.example", refresh_expiry=NOW + 35 * DAY)),
            make_record(make_account(LATER, refresh_expiry=NOW + 60 * DAY)),
        ]
    )
    assert setting.to_renew(EMAIL) == ["b@synthetic.example", EMAIL]
    setting.told()
    far = ["b@synthetic.example", EMAIL, "c@synthetic.example"]
    assert setting.to_renew("c@synthetic.example", LATER) == far


def test_a_reminder_of_an_account_that_was_renewed_leads_nowhere() -> None:
    setting = Setting()
    setting.told()
    setting.store.put([make_record(make_account(refresh_expiry=NOW + 90 * DAY))])
    assert setting.to_renew(EMAIL) == []


def test_what_holds_comes_with_the_most_urgent_first() -> None:
    setting = Setting()
    setting.store.put([make_record(make_account(LATER, error="session lost"))])
    setting.told()
    assert setting.holding(EMAIL, LATER) == setting.holding(LATER, EMAIL) == [LATER, EMAIL]


def test_reminders_of_an_account_that_was_removed_do_not_hold() -> None:
    setting = Setting()
    setting.told()
    setting.store.remove([EMAIL])
    assert setting.holding(EMAIL) == []


def test_quiet_hours_are_by_the_clock_on_the_wall_and_only_put_off(
    set_zone: Callable[[str], None],
) -> None:
    set_zone("EST5")
    setting = Setting(Settings(quiet_hours=QuietHours.parse("06:00-08:00")))
    setting.clock.now = datetime(2026, 3, 1, 12, tzinfo=UTC)
    assert setting.told() == []
    ends = datetime(2026, 3, 1, 13, tzinfo=UTC)
    assert setting.reminders.next_moment() == ends
    setting.clock.now = ends
    assert setting.told() == [EMAIL]


def test_a_change_of_the_zone_is_noticed(set_zone: Callable[[str], None]) -> None:
    set_zone("UTC")
    setting = Setting(Settings(quiet_hours=QuietHours.parse("11:00-13:00")))
    assert setting.reminders.next_moment() == NOW + HOUR
    os.environ["TZ"] = "EST5"
    assert setting.told() == [EMAIL]


def test_a_choice_of_spans_is_in_force_at_once() -> None:
    setting = Setting(Settings(reminders=(DAY,)))
    assert setting.told() == []
    assert setting.reminders.next_moment() == NOW + 1.5 * DAY
    setting.preferences.use(replace(setting.preferences.settings, reminders=()))
    assert setting.reminders.next_moment() is None
    setting.clock.now += 2 * DAY
    assert setting.told() == []
