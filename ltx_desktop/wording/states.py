"""How an account fares, in a word and in a sentence that says why."""

from datetime import datetime, timedelta

from ltx_desktop.domain.account import Account, Mark
from ltx_desktop.domain.expiry import Expiry, State
from ltx_desktop.domain.urgency import Judged
from ltx_desktop.wording.called import called
from ltx_desktop.wording.durations import countdown, duration
from ltx_desktop.wording.plain import plain
from ltx_desktop.wording.translation import _, ngettext

_SECOND = timedelta(seconds=1)


def state_word(state: State) -> str:
    match state:
        case State.NEEDS_ATTENTION:
            return _("Needs attention")
        case State.EXPIRED:
            return _("Expired")
        case State.URGENT:
            return _("Urgent")
        case State.RENEW_SOON:
            return _("Renew soon")
        case State.UNKNOWN:
            return _("Unknown")
        case State.HEALTHY:
            return _("Healthy")


def deadline_text(expiry: Expiry, now: datetime) -> str:
    """The countdown to the moment when a person has to act; `~` marks an estimate."""
    if expiry.state is State.NEEDS_ATTENTION:
        return _("now")
    if expiry.deadline is None:
        return _("unknown")
    text = countdown(expiry.deadline, now)
    return _("~ {countdown}").format(countdown=text) if Mark.ESTIMATE in expiry.marks else text


def account_sentence(judged: Judged, now: datetime) -> str:
    return _("{email}: {state}, {countdown}").format(
        email=called(judged.record),
        state=state_word(judged.expiry.state),
        countdown=deadline_text(judged.expiry, now),
    )


def access_text(expiry: Expiry, now: datetime) -> str:
    """The access token's own countdown; past, the service renews it while the session lives."""
    if expiry.access is None:
        return "–"
    if expiry.access > now:
        return duration(expiry.access - now)
    alive = expiry.deadline is not None and expiry.deadline > now
    if alive and expiry.state is not State.NEEDS_ATTENTION:
        return _("being renewed")
    return _("ended {duration} ago").format(duration=duration(max(now - expiry.access, _SECOND)))


def explanation(account: Account, expiry: Expiry) -> str:
    """Why the account is in its state, and what to do, in one or a few sentences."""
    marks = (mark_sentence(mark, expiry.from_lives) for mark in sorted(expiry.marks))
    return "\n".join([_why(account, expiry), *marks])


def _why(account: Account, expiry: Expiry) -> str:
    match expiry.state:
        case State.NEEDS_ATTENTION:
            return _("The service reports: {error}\nPaste a fresh cookie to mend it.").format(
                error=plain(account.error or "", 500)
            )
        case State.EXPIRED:
            return _("The session has ended: jobs on this account fail. Paste a fresh cookie.")
        case State.URGENT | State.RENEW_SOON if expiry.refresh is None:
            return _(
                "Only the access token's end is known. The service usually renews it, "
                "but nobody can see for how long it still can."
            )
        case State.URGENT:
            return _("The session ends very soon. Paste a fresh cookie now.")
        case State.RENEW_SOON:
            return _("The session ends soon. Paste a fresh cookie in the next days.")
        case State.UNKNOWN:
            return _(
                "The service does not say when this session ends. "
                "Paste a fresh cookie and the app knows it from then on."
            )
        case State.HEALTHY:
            return _("Nothing to do.")


def mark_sentence(mark: Mark, from_lives: int = 0) -> str:
    """`from_lives` is how many earlier sessions an estimate stands on."""
    match mark:
        case Mark.ESTIMATE if from_lives:
            return ngettext(
                "The date is estimated from {count} earlier session.",
                "The date is estimated from {count} earlier sessions.",
                from_lives,
            ).format(count=from_lives)
        case Mark.ESTIMATE:
            return _("The date is an estimate: 90 days from the last cookie sent from here.")
        case Mark.ACCESS_AFTER_REFRESH:
            return _("The dates contradict each other: the access token outlives the session.")
        case Mark.REFRESH_BEFORE_UPDATED:
            return _("The dates contradict each other: the session ended before the last update.")
        case Mark.TWINS_DISAGREE:
            return _("The service gives the same moment twice, with different values.")
        case Mark.UNREADABLE_TIME:
            return _("The service gave a date that makes no sense; it was ignored.")
