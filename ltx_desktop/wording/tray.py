"""What the tray's menu says."""

from datetime import datetime

from ltx_desktop.domain.expiry import State
from ltx_desktop.domain.urgency import Judged
from ltx_desktop.wording.called import called_briefly
from ltx_desktop.wording.states import deadline_text, state_word
from ltx_desktop.wording.translation import _, ngettext


def account_line(judged: Judged, now: datetime) -> str:
    """`studio@… · Urgent · 2 d 4 h`: readable without its icon, which some trays leave out."""
    match judged.expiry.state:
        case State.NEEDS_ATTENTION | State.UNKNOWN:
            how = state_word(judged.expiry.state)
        case State.EXPIRED:
            how = deadline_text(judged.expiry, now)
        case State.URGENT | State.RENEW_SOON | State.HEALTHY:
            how = f"{state_word(judged.expiry.state)} · {deadline_text(judged.expiry, now)}"
    return _("{email} · {countdown}").format(email=called_briefly(judged.record), countdown=how)


def more_accounts(count: int) -> str:
    return ngettext("{count} more account…", "{count} more accounts…", count).format(count=count)


def renew_all(count: int) -> str:
    return _("Renew all due… ({count})").format(count=count) if count else _("Renew all due…")
