"""The accounts as the expiry rule judges them now; judged anew only when it may say otherwise."""

from bisect import bisect_left, insort
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from operator import attrgetter
from typing import TYPE_CHECKING

from ltx_desktop.domain.account import AccountRecord
from ltx_desktop.domain.changes import Change, Removed, Reset
from ltx_desktop.domain.expiry import Thresholds
from ltx_desktop.domain.pool import Pool, pool_of
from ltx_desktop.domain.summary import Summary, summarise
from ltx_desktop.domain.urgency import Judged, judge, next_state_change, urgency
from ltx_desktop.services.preferences import Preferences

if TYPE_CHECKING:  # the window's first frame does without what these load
    from ltx_desktop.services.ports import Now, RecordsPort

_FAR = datetime.max.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class _Foreseen:
    at: datetime
    until: datetime
    thresholds: Thresholds
    records: tuple[AccountRecord, ...]
    judged: list[Judged]
    by_email: dict[str, Judged]
    summary: Summary
    pool: Pool


class Verdicts:
    """Between two changes of accounts, settings or a state, only countdowns go on.

    Made before anybody else watches the records, it knows of a change before they ask it.
    """

    def __init__(self, records: "RecordsPort", preferences: Preferences, now: "Now") -> None:
        self._records = records
        self._preferences = preferences
        self._now = now
        self._thresholds: Thresholds | None = None
        self._judged: list[Judged] = []
        self._by_email: dict[str, Judged] = {}
        self._summary: Summary | None = None
        self._pool: Pool | None = None
        self._foreseen: _Foreseen | None = None
        self._since = self._until = _FAR
        records.subscribe(self._hear)

    @property
    def thresholds(self) -> Thresholds:
        return self._preferences.settings.thresholds

    @property
    def judged(self) -> list[Judged]:
        """Most urgent first; the very same list as long as nothing has changed."""
        self._look()
        return self._judged

    @property
    def by_email(self) -> Mapping[str, Judged]:
        self._look()
        return self._by_email

    @property
    def summary(self) -> Summary:
        self._look()
        if self._summary is None:
            self._summary = summarise(self._judged)
        return self._summary

    @property
    def pool(self) -> Pool:
        self._look()
        if self._pool is None:
            self._pool = pool_of(self._judged, self._since)
        return self._pool

    @property
    def until(self) -> datetime | None:
        """When time alone will change a state; None where it will not."""
        self._look()
        return None if self._until == _FAR else self._until

    def foresee(self, records: Collection[AccountRecord]) -> None:
        """Judge what will be stored, on any thread: nobody has to wait for it then."""
        now, thresholds = self._now(), self.thresholds
        judged = judge(self._shown(records), now, thresholds)
        self._foreseen = _Foreseen(
            at=now,
            until=next_state_change(judged, now, thresholds) or _FAR,
            thresholds=thresholds,
            records=tuple(sorted(records, key=attrgetter("account.email"))),
            judged=judged,
            by_email=_by_email(judged),
            summary=summarise(judged),
            pool=pool_of(judged, now),
        )

    def _look(self) -> None:
        now = self._now()
        if self._hold(now):
            return
        self._thresholds = self.thresholds
        if foreseen := self._foreseen_at(now):
            self._judged, self._by_email = foreseen.judged, foreseen.by_email
            self._summary, self._pool = foreseen.summary, foreseen.pool
            self._since, self._until = foreseen.at, foreseen.until
        else:
            self._take(judge(self._shown(self._records.records()), now, self.thresholds))
            self._by_email = _by_email(self._judged)
            self._since = now
            self._until = next_state_change(self._judged, now, self.thresholds) or _FAR

    def _foreseen_at(self, now: datetime) -> "_Foreseen | None":
        """What was foreseen, if it is of these very records and holds still."""
        foreseen, self._foreseen = self._foreseen, None
        if foreseen is None or foreseen.thresholds != self.thresholds:
            return None
        if not foreseen.at <= now < foreseen.until:
            return None
        if self._records.removals.concealed:
            return None
        return foreseen if foreseen.records == self._records.records() else None

    def _hold(self, now: datetime) -> bool:
        return self.thresholds == self._thresholds and self._since <= now < self._until

    def _shown(self, records: Iterable[AccountRecord]) -> Iterable[AccountRecord]:
        """Without those that are about to be removed."""
        concealed = self._records.removals.concealed
        return [one for one in records if one.email not in concealed] if concealed else records

    def _take(self, judged: list[Judged]) -> None:
        self._judged, self._summary, self._pool = judged, None, None

    def _hear(self, change: Change) -> None:
        now = self._now()
        if isinstance(change, Reset) or not self._hold(now):
            self._thresholds = None
        elif isinstance(change, Removed):
            self._exchange(change.emails, (), now)
        else:
            self._exchange([record.email for record in change.records], change.records, now)

    def _exchange(self, gone: Iterable[str], come: Iterable[AccountRecord], now: datetime) -> None:
        """Few accounts have changed: the verdicts on all others are what they were."""
        judged = [*self._judged]
        for email in gone:
            if old := self._by_email.pop(email, None):
                del judged[bisect_left(judged, urgency(old), key=urgency)]
        fresh = judge(self._shown(come), now, self.thresholds)
        for one in fresh:
            insort(judged, one, key=urgency)
            self._by_email[one.email] = one
        self._take(judged)
        self._until = min(self._until, next_state_change(fresh, now, self.thresholds) or _FAR)


def _by_email(judged: Iterable[Judged]) -> dict[str, Judged]:
    return {one.email: one for one in judged}
