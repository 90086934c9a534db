"""The one line above the table that answers "am I fine?"."""

from datetime import datetime

from ltx_desktop.domain.expiry import State
from ltx_desktop.domain.summary import Summary
from ltx_desktop.wording.durations import duration
from ltx_desktop.wording.plain import plain
from ltx_desktop.wording.translation import _, ngettext


def summary_line(summary: Summary, now: datetime) -> str:
    """`5 accounts · 1 expired · next: studio@… in 2 d 4 h · 80 of 100 jobs usable`."""
    parts = [
        ngettext("{count} account", "{count} accounts", summary.accounts).format(
            count=summary.accounts
        ),
        *(
            _counted(state).format(count=summary.states[state])
            for state in State
            if summary.states[state] and state is not State.HEALTHY
        ),
    ]
    if summary.next_email and summary.next_deadline:
        parts.append(
            _("next: {email} in {duration}").format(
                email=plain(summary.next_email), duration=duration(summary.next_deadline - now)
            )
        )
    parts.append(
        _("{usable} of {all} jobs usable").format(usable=summary.usable_jobs, all=summary.all_jobs)
    )
    return " · ".join(parts)


def _counted(state: State) -> str:
    match state:
        case State.NEEDS_ATTENTION:
            return _("{count} in need of attention")
        case State.EXPIRED:
            return _("{count} expired")
        case State.URGENT:
            return _("{count} urgent")
        case State.RENEW_SOON:
            return _("{count} to renew soon")
        case State.UNKNOWN:
            return _("{count} unknown")
        case State.HEALTHY:
            return _("{count} healthy")
