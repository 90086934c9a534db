"""What two readings of an account, one after the other, show to have happened between them."""

from datetime import datetime, timedelta

from ltx_desktop.domain.account import AccountRecord, Mark
from ltx_desktop.domain.expiry import expiry_of
from ltx_desktop.domain.history import ESTIMATE, Entry, Kind
from ltx_desktop.domain.lifetimes import ERROR_STAYS

_TELLING = timedelta(hours=1)
"""A deadline that moves by less is the service's own arithmetic."""

_CLOCKS_AGREE_WITHIN = timedelta(minutes=5)
_TAKES_AT_MOST = timedelta(minutes=10)
"""A submit that has not shown by then did not arrive."""


def happened(old: AccountRecord, new: AccountRecord) -> list[Entry]:
    """What nobody on this machine did: `new` was read from the service later than `old`."""
    return [
        *expired(old, new),
        *_arrived(old, new),
        *_moved(old, new),
        *changed(old, new),
        *_died(old, new),
    ]


def changed(old: AccountRecord, new: AccountRecord) -> list[Entry]:
    """What is otherwise, whoever did it: an error, max jobs."""
    entries = []
    before, after = old.account, new.account
    if (before.error is None) != (after.error is None):
        kind = Kind.ERROR_WENT if after.error is None else Kind.ERROR_CAME
        entries.append(Entry(new.email, new.seen, kind, after.error or ""))
    if before.max_jobs != after.max_jobs and None not in {before.max_jobs, after.max_jobs}:
        entries.append(
            Entry(
                new.email,
                new.seen,
                Kind.MAX_JOBS,
                jobs_before=before.max_jobs,
                jobs_after=after.max_jobs,
            )
        )
    return entries


def expired(old: AccountRecord, new: AccountRecord) -> list[Entry]:
    """That a session ended between the two readings."""
    if new.seen <= old.seen:
        return []
    expiry = expiry_of(old, old.seen)
    deadline = expiry.deadline
    # The service renews an access token by itself: its end is not that of a session.
    if expiry.refresh is None or deadline is None or not old.seen < deadline <= new.seen:
        return []
    updated = new.account.updated
    later = expiry_of(new, new.seen).deadline
    was_in_time = later is not None and later > new.seen and not (updated and updated > deadline)
    if was_in_time:
        return []
    words = ESTIMATE if Mark.ESTIMATE in expiry.marks else ""
    return [Entry(new.email, deadline, Kind.EXPIRED, words, ends_before=deadline)]


def _moved(old: AccountRecord, new: AccountRecord) -> list[Entry]:
    before, after = old.account.refresh_expiry, new.account.refresh_expiry
    if before is None or after is None or abs(after - before) < _TELLING:
        return []
    is_ours = _shows_arrival(old, new)
    kind = Kind.MOVED if is_ours else Kind.MOVED_ELSEWHERE
    return [Entry(new.email, _when(old, new), kind, ends_before=before, ends_after=after)]


def _arrived(old: AccountRecord, new: AccountRecord) -> list[Entry]:
    """What became of cookies of which nobody knew whether they arrived."""
    sent = old.learned.unconfirmed_at
    if sent is None:
        return []
    if _shows_arrival(old, new):
        return [Entry(new.email, _when(old, new), Kind.ARRIVED)]
    if new.seen - sent >= _TAKES_AT_MOST:
        return [Entry(new.email, new.seen, Kind.NOT_ARRIVED)]
    return []


def _shows_arrival(old: AccountRecord, new: AccountRecord) -> bool:
    sent, updated = old.learned.unconfirmed_at, new.account.updated
    return sent is not None and updated is not None and updated >= sent - _CLOCKS_AGREE_WITHIN


def _died(old: AccountRecord, new: AccountRecord) -> list[Entry]:
    since = old.learned.error_since
    if since is None or not (old.account.error and new.account.error):
        return []
    expiry = expiry_of(old, old.seen)
    deadline = expiry.deadline if expiry.refresh else None
    was_over = deadline and deadline <= since and Mark.ESTIMATE not in expiry.marks
    if new.seen - since < ERROR_STAYS or was_over:
        return []
    return [Entry(new.email, new.seen, Kind.DIED, ends_before=deadline, ends_after=since)]


def _when(old: AccountRecord, new: AccountRecord) -> datetime:
    """The moment of an update by somebody else, where the service tells a possible one."""
    updated = new.account.updated
    return updated if updated and old.seen <= updated <= new.seen else new.seen
