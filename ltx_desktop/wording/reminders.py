"""What a reminder says."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from ltx_desktop.domain.expiry import State
from ltx_desktop.domain.urgency import DEAD_STATES, Judged
from ltx_desktop.wording.called import called, called_briefly
from ltx_desktop.wording.durations import duration
from ltx_desktop.wording.states import deadline_text
from ltx_desktop.wording.translation import _, ngettext

_MOST_LINES = 5


def reminder_title(accounts: Sequence[Judged], now: datetime) -> str:
    """Of one account what is the matter with it, of several how many there are."""
    if len(accounts) == 1:
        return _about(accounts[0], now)
    dead = sum(one.expiry.state in DEAD_STATES for one in accounts)
    if dead == len(accounts):
        return ngettext(
            "{count} account does not work any more",
            "{count} accounts do not work any more",
            dead,
        ).format(count=dead)
    return ngettext(
        "{count} account needs renewing", "{count} accounts need renewing", len(accounts)
    ).format(count=len(accounts))


def reminder_lines(accounts: Sequence[Judged], now: datetime) -> tuple[str, ...]:
    """A line an account, the most urgent first; what to do where there is only one."""
    if len(accounts) == 1:
        return (_("Log in to LTX Studio in the browser and paste the cookies."),)
    lines = [
        _("{email}: {countdown}").format(
            email=called_briefly(one.record), countdown=_when(one, now)
        )
        for one in accounts[:_MOST_LINES]
    ]
    more = len(accounts) - len(lines)
    if more:
        lines.append(ngettext("and {count} more", "and {count} more", more).format(count=more))
    return tuple(lines)


def renew_label(accounts: Sequence[Judged]) -> str:
    return _("Renew…") if len(accounts) == 1 else _("Renew them…")


def snooze_label(span: timedelta) -> str:
    return _("Remind me in {duration}").format(duration=duration(span))


def _about(judged: Judged, now: datetime) -> str:
    match judged.expiry.state:
        case State.NEEDS_ATTENTION:
            text = _("{email} needs attention: jobs on it fail")
        case State.EXPIRED:
            text = _("{email} has expired: jobs on it fail")
        case _:
            text = _("{email} expires in {countdown}")
    return text.format(email=called(judged.record), countdown=deadline_text(judged.expiry, now))


def _when(judged: Judged, now: datetime) -> str:
    if judged.expiry.state is State.NEEDS_ATTENTION:
        return _("needs attention")
    return deadline_text(judged.expiry, now)
