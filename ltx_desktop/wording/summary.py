"""The one line above the table that answers "am I fine?"."""

from dataclasses import dataclass
from datetime import datetime

from ltx_desktop.domain.expiry import State
from ltx_desktop.domain.summary import Summary
from ltx_desktop.domain.urgency import DEAD_STATES
from ltx_desktop.wording.dates import date_time
from ltx_desktop.wording.durations import duration
from ltx_desktop.wording.plain import short_email
from ltx_desktop.wording.translation import _, ngettext


@dataclass(frozen=True, slots=True)
class SummaryPart:
    """A part of the line, and the accounts that it is about: an email, some states, or all.

    Where `text` counts down, `spoken` gives the moment: what is read out must not change by itself.
    """

    text: str
    states: frozenset[State] = frozenset()
    email: str = ""
    spoken: str = ""


def summary_parts(summary: Summary, now: datetime) -> list[SummaryPart]:
    """`5 accounts`, `1 expired`, …, `next: studio@… in 2 d 4 h`, `80 of 100 jobs usable`."""
    parts = _counts(summary)
    if summary.next_email and summary.next_deadline:
        email, left = short_email(summary.next_email), duration(summary.next_deadline - now)
        text = _("next: {email} in {duration}").format(email=email, duration=left)
        spoken = _("next: {email}, {moment}").format(
            email=email, moment=date_time(summary.next_deadline)
        )
        parts.append(SummaryPart(text, email=summary.next_email, spoken=spoken))
    jobs = _("{usable} of {all} jobs usable").format(
        usable=summary.usable_jobs, all=summary.all_jobs
    )
    return [*parts, SummaryPart(jobs, frozenset(State) - DEAD_STATES)]


def state_counts(summary: Summary) -> str:
    """`5 accounts · 1 expired · 1 urgent`: what stays true until a state changes."""
    return " · ".join(part.text for part in _counts(summary))


def summary_line(summary: Summary, now: datetime) -> str:
    """`5 accounts · 1 expired · next: studio@… in 2 d 4 h · 80 of 100 jobs usable`."""
    return " · ".join(part.text for part in summary_parts(summary, now))


def _counts(summary: Summary) -> list[SummaryPart]:
    everything = ngettext("{count} account", "{count} accounts", summary.accounts)
    return [
        SummaryPart(everything.format(count=summary.accounts)),
        *(
            SummaryPart(_counted(state, count).format(count=count), frozenset({state}))
            for state in State
            if (count := summary.states[state])
        ),
    ]


def _counted(state: State, count: int) -> str:
    match state:
        case State.NEEDS_ATTENTION:
            return ngettext("{count} in need of attention", "{count} in need of attention", count)
        case State.EXPIRED:
            return ngettext("{count} expired", "{count} expired", count)
        case State.URGENT:
            return ngettext("{count} urgent", "{count} urgent", count)
        case State.RENEW_SOON:
            return ngettext("{count} to renew soon", "{count} to renew soon", count)
        case State.UNKNOWN:
            return ngettext("{count} unknown", "{count} unknown", count)
        case State.HEALTHY:
            return ngettext("{count} healthy", "{count} healthy", count)
