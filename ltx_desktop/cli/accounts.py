"""The accounts that `list` and `check` tell of, from the service or as they are stored."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from ltx_desktop.cli.profile import Connected, Profile, Stored
from ltx_desktop.cli.terminal import complain
from ltx_desktop.domain.subscription import Slots
from ltx_desktop.domain.urgency import Judged, judge
from ltx_desktop.services.clock import BELIEVED_AT_ONCE
from ltx_desktop.wording.notice import Notice
from ltx_desktop.wording.stored_data import from_the_future, nothing_stored, shown_as_of

if TYPE_CHECKING:
    from ltx_desktop.services.outcomes import Refreshed


@dataclass(frozen=True, slots=True)
class Reading:
    """Most urgent first. `read_at` is when the service told, `now` the moment of the verdicts.

    `is_certain` is False where `now` may be wrong because the clocks disagree, and where the
    service lists no accounts for the first time. `slots` is None where nobody asked or knows.
    """

    judged: list[Judged]
    read_at: datetime
    now: datetime
    is_certain: bool = True
    slots: Slots | None = None


def read_accounts(profile: Profile, *, offline: bool, with_slots: bool = False) -> Reading | None:
    """None where nobody can tell of the accounts, which is said then."""
    if offline:
        return _from_store(profile)
    return _from_service(profile, with_slots=with_slots)


def _from_store(profile: Profile) -> Reading | None:
    with profile.stored() as stored:
        _tell(stored.notices)
        records, read_at = stored.records.records(), _read_at(stored)
        if read_at is None:
            _tell([nothing_stored()] if stored.is_open else [])
            return None
        now = profile.now()
        # It was stored by the service's clock, which may be ahead by so much.
        is_possible = read_at - now <= BELIEVED_AT_ONCE
        _tell([shown_as_of(read_at, now) if is_possible else from_the_future(read_at)])
        return Reading(judge(records, now, stored.thresholds), read_at, now, is_possible)


def _read_at(stored: Stored) -> datetime | None:
    """Some may have been read later; without a list that was ever read, the oldest counts."""
    seen = (record.seen for record in stored.records.records())
    return stored.records.last_refresh or min(seen, default=None)


def _from_service(profile: Profile, *, with_slots: bool) -> Reading | None:
    from ltx_desktop.cli import session  # asyncio, which --offline does without

    async def ask(service: Connected) -> "tuple[Refreshed, Slots | None] | None":
        outcome = await session.refreshed(service)
        if outcome is None:
            return None
        return outcome, await service.slots() if with_slots else None

    with session.connected(profile) as service:
        answer = session.run(service, ask)
        if answer is None:
            return None
        outcome, slots = answer
        now, skew = profile.now(), outcome.clock_skew
        thresholds = service.thresholds
        judged = judge(service.records.records(), now, thresholds)
        is_certain = not outcome.is_emptied and (skew is None or skew.believed)
        return Reading(judged, service.records.last_refresh or now, now, is_certain, slots)


def _tell(notices: Iterable[Notice]) -> None:
    for notice in notices:
        complain(str(notice))
