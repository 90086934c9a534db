"""The headline that answers "am I fine?", the line below it, and the accounts counted by state."""

from dataclasses import dataclass
from datetime import datetime

from ltx_desktop.domain.expiry import State
from ltx_desktop.domain.summary import Summary
from ltx_desktop.domain.urgency import Judged
from ltx_desktop.wording.called import name_or_email
from ltx_desktop.wording.dates import date_time, long_day
from ltx_desktop.wording.durations import rough_duration
from ltx_desktop.wording.states import state_word
from ltx_desktop.wording.translation import _, ngettext

PRESSING = frozenset({State.NEEDS_ATTENTION, State.EXPIRED, State.URGENT})
"""In these an account needs a person now."""


@dataclass(frozen=True, slots=True)
class StateCount:
    """`states` are those counted; none of them for all accounts."""

    word: str
    count: int
    states: frozenset[State] = frozenset()


def headline(summary: Summary) -> str:
    """`3 of 7 accounts need you now`, `All 7 accounts are fine until 9 December`, or nothing."""
    everything = summary.accounts
    if not everything:
        return ""
    pressing = sum(summary.states[state] for state in PRESSING)
    if pressing:
        return ngettext(
            "{count} of {all} accounts needs you now",
            "{count} of {all} accounts need you now",
            pressing,
        ).format(count=pressing, all=everything)
    if unknown := summary.states[State.UNKNOWN]:
        return ngettext(
            "The end of {count} session is not known",
            "The ends of {count} sessions are not known",
            unknown,
        ).format(count=unknown)
    day = long_day(summary.next_deadline) if summary.next_deadline else "–"
    return ngettext(
        "Your account is fine until {day}",
        "All {count} accounts are fine until {day}",
        everything,
    ).format(count=everything, day=day)


def headline_detail(summary: Summary, upcoming: Judged | None, now: datetime) -> str:
    """`Next: Renders in 48 min · 85 of 115 jobs usable`; `upcoming` has the next deadline."""
    parts = [_jobs(summary)] if summary.accounts else []
    if upcoming and summary.next_deadline:
        left = rough_duration(summary.next_deadline - now)
        named = name_or_email(upcoming.record)
        parts.insert(0, _("Next: {account} in {duration}").format(account=named, duration=left))
    return " · ".join(parts)


def spoken_headline_detail(summary: Summary, upcoming: Judged | None) -> str:
    """The same with a moment: what is read out must not change by itself."""
    parts = [_jobs(summary)] if summary.accounts else []
    if upcoming and summary.next_deadline:
        named, moment = name_or_email(upcoming.record), date_time(summary.next_deadline)
        parts.insert(0, _("Next: {account}, {moment}").format(account=named, moment=moment))
    return " · ".join(parts)


def renew_due_label(due: int) -> str:
    return _("Renew {count} due…").format(count=due)


def state_chips(summary: Summary) -> list[StateCount]:
    """All accounts, and each state that occurs."""
    return [StateCount(_("All"), summary.accounts), *_by_state(summary)]


def state_counts(summary: Summary) -> str:
    """`Accounts: 5 · Expired: 1 · Urgent: 1`: what stays true until a state changes."""
    counts = [StateCount(_("Accounts"), summary.accounts), *_by_state(summary)]
    return " · ".join(
        _("{state}: {count}").format(state=one.word, count=one.count) for one in counts
    )


def _by_state(summary: Summary) -> list[StateCount]:
    return [
        StateCount(state_word(state), count, frozenset({state}))
        for state in State
        if (count := summary.states[state])
    ]


def _jobs(summary: Summary) -> str:
    return _("{usable} of {all} jobs usable").format(
        usable=summary.usable_jobs, all=summary.all_jobs
    )
