"""Reminding: each account once for each span before its deadline, never in quiet hours."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from ltx_desktop.domain.reminders import next_moment, outdated, reminders_due, still_told
from ltx_desktop.domain.urgency import Judged, due, ending_by, urgency
from ltx_desktop.services.clock import Clock
from ltx_desktop.services.local_time import from_local, to_local
from ltx_desktop.services.ports import RecordsPort, ReminderLogPort
from ltx_desktop.services.preferences import Preferences
from ltx_desktop.services.storage import store_or_log
from ltx_desktop.services.verdicts import Verdicts


class Reminders:
    """What cannot be written to the log is remembered for this run.

    Nothing is due while it is uncertain what time it is: what was told too early would not be
    told when its time has come.
    """

    def __init__(
        self,
        records: RecordsPort,
        verdicts: Verdicts,
        log: ReminderLogPort,
        preferences: Preferences,
        clock: Clock,
    ) -> None:
        self._records = records
        self._verdicts = verdicts
        self._log = log
        self._preferences = preferences
        self._clock = clock

    def still_holds(self, emails: Collection[str]) -> tuple[Judged, ...]:
        """Those accounts, of some that were told of, of which it is still true."""
        now = self._clock()
        known = filter(None, map(self._verdicts.by_email.get, emails))
        wanted = sorted(known, key=urgency)
        told = {*still_told(wanted, now, self._spans, self._log.told)}
        return tuple(one for one in wanted if one.email in told)

    def to_renew(self, emails: Collection[str]) -> tuple[Judged, ...]:
        """Everything that is due, most urgent first, and what still holds of some told accounts.

        One may be told of long before it is due.
        """
        judged = {
            one.email: one for one in (*due(self._verdicts.judged), *self.still_holds(emails))
        }
        return tuple(sorted(judged.values(), key=urgency))

    def take_due(self) -> tuple[Judged, ...]:
        """The accounts to tell of now, most urgent first; they count as told from here on."""
        now = self._clock()
        if self._quiet_until(now) is not None or not self._clock.is_certain:
            return ()
        longest = max(self._spans, default=timedelta(0))
        pressing = ending_by(self._verdicts.judged, now + longest)
        news = reminders_due(pressing, now, self._spans, self._log.told)
        vanished = {record.email for record in self._records.vanished()}
        forget = outdated(self._verdicts.by_email, vanished, now, self._log.told)
        store_or_log("the reminders", lambda: self._log.write(news, forget))
        emails = {reminder.email for reminder in news}
        return tuple(one for one in pressing if one.email in emails)

    def snooze(self, emails: Sequence[str], span: timedelta) -> None:
        """Tell of these accounts again after a span, if there is something to tell then."""
        until = self._clock() + span
        again = [
            replace(one, again_at=until) for one in self._log.told.values() if one.email in emails
        ]
        store_or_log("the reminders", lambda: self._log.write(again))

    def next_moment(self) -> datetime | None:
        """When to call `take_due` again, if nothing changes before."""
        now = self._clock()
        return self._quiet_until(now) or next_moment(
            self._verdicts.judged, now, self._spans, self._log.told
        )

    @property
    def _spans(self) -> tuple[timedelta, ...]:
        return self._preferences.settings.reminders

    def _quiet_until(self, now: datetime) -> datetime | None:
        hours = self._preferences.settings.quiet_hours
        end = hours.end_after(to_local(now)) if hours else None
        return from_local(end) if end else None
