"""Of which accounts a person should be reminded now, and of which they were already.

An account is told of once for each span before its deadline, and once when the service reports
an error about it; a renewal begins that anew. Spans that passed while nobody could tell of them
are told as one, the most pressing.
"""

from bisect import bisect_right
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from ltx_desktop.domain.urgency import Judged, deadlines_of

_NEW_LIFE = timedelta(days=1)
"""A refresh token that ends this much later than the one that was told of is a new one."""

_ERROR_AGAIN = timedelta(days=1)
"""An error that went away without a renewal and came back is told of at most this often."""


@dataclass(frozen=True, slots=True)
class Reminded:
    """That a person was told of an account: `at` a moment, or not before `again_at` if snoozed.

    `before` is the span before the deadline, None where it was the service's error; `refresh` is
    when the refresh token was to end.
    """

    email: str
    before: timedelta | None
    refresh: datetime | None
    at: datetime
    again_at: datetime | None = None

    @property
    def key(self) -> tuple[str, bool]:
        """There is one of each: of the error, and of the most pressing span."""
        return self.email, self.before is None


Told = Mapping[tuple[str, bool], Reminded]


def reminders_due(
    judged: Iterable[Judged], now: datetime, spans: Sequence[timedelta], told: Told
) -> list[Reminded]:
    """What should be told at `now`, in the order given; `spans` () is nothing, ever."""
    if not spans:
        return []
    return [
        reminder
        for one in judged
        if (reminder := _reminder(one, now, spans))
        and _is_news(one, reminder, told.get(reminder.key))
    ]


def still_told(
    judged: Iterable[Judged], now: datetime, spans: Sequence[timedelta], told: Told
) -> list[str]:
    """The accounts of which what was told still holds: nobody has renewed them."""
    return [
        one.email
        for one in judged
        if spans
        and (reminder := _reminder(one, now, spans))
        and (known := told.get(reminder.key))
        and not _has_new_life(one, reminder, known)
    ]


def outdated(
    by_email: Mapping[str, Judged], vanished: Collection[str], now: datetime, told: Told
) -> list[tuple[str, bool]]:
    """What need not be remembered: of accounts that are gone for good, and of errors long past.

    `vanished` are the emails of accounts that may come back.
    """
    return [
        key
        for key, reminded in told.items()
        if reminded.email not in vanished
        and (
            (one := by_email.get(reminded.email)) is None
            or (
                reminded.before is None
                and not one.record.account.error
                and now - reminded.at >= _ERROR_AGAIN
            )
        )
    ]


def next_moment(
    judged: Iterable[Judged], now: datetime, spans: Sequence[timedelta], told: Told
) -> datetime | None:
    """The next time after `now` at which something may be due."""
    deadlines = deadlines_of(judged)
    moments = [
        deadlines[after] - span
        for span in spans
        if (after := bisect_right(deadlines, now + span)) < len(deadlines)
    ]
    moments += [again for one in told.values() if (again := one.again_at) and again > now]
    return min(moments, default=None)


def _reminder(judged: Judged, now: datetime, spans: Sequence[timedelta]) -> Reminded | None:
    """What there is to tell of an account at all."""
    expiry = judged.expiry
    if judged.record.account.error:
        return Reminded(judged.email, None, expiry.refresh, now)
    if expiry.deadline is None:
        return None
    left = max(timedelta(0), expiry.deadline - now)
    reached = [span for span in spans if left <= span]
    return Reminded(judged.email, min(reached), expiry.refresh, now) if reached else None


def _is_news(judged: Judged, reminder: Reminded, known: Reminded | None) -> bool:
    if known is None or _has_new_life(judged, reminder, known):
        return True
    if known.again_at is not None and known.again_at <= reminder.at:
        return True
    if reminder.before is None or known.before is None:
        return False
    return reminder.before < known.before


def _has_new_life(judged: Judged, reminder: Reminded, known: Reminded) -> bool:
    submission = judged.record.submission
    if submission is not None and submission.at > known.at:
        return True
    if reminder.refresh is None or known.refresh is None:
        return False
    return reminder.refresh - known.refresh >= _NEW_LIFE
