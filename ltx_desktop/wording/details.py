"""The lines of the details pane: what each is about, and its text."""

from datetime import datetime
from typing import NamedTuple

from ltx_desktop.domain.account import Capacity, Mark
from ltx_desktop.domain.expiry import State
from ltx_desktop.domain.settings import Settings
from ltx_desktop.domain.urgency import Judged
from ltx_desktop.wording.dates import date_time, utc_time
from ltx_desktop.wording.plain import plain
from ltx_desktop.wording.states import explanation, state_word
from ltx_desktop.wording.translation import _

_LONGEST = 600


class Line(NamedTuple):
    name: str
    text: str


def state_line(judged: Judged) -> Line:
    return Line(_("State"), state_word(judged.expiry.state))


def reason_line(judged: Judged) -> Line | None:
    """Why the account is in its state, with the service's error in full."""
    if judged.expiry.state is State.HEALTHY and not judged.expiry.marks:
        return None
    why = explanation(judged.record.account, judged.expiry).splitlines()
    return Line("", "\n".join(plain(one, _LONGEST) for one in why))


def deadline_line(judged: Judged) -> Line:
    expiry = judged.expiry
    if expiry.deadline is None:
        return Line(_("Good until"), _("not known"))
    name = _("About until") if Mark.ESTIMATE in expiry.marks else _("Good until")
    return Line(name, f"{date_time(expiry.deadline)}\n{utc_time(expiry.deadline)}")


def access_line(judged: Judged, now: datetime) -> Line:
    """The access token, which the service renews by itself."""
    access = judged.expiry.access
    if access is None:
        text = _("not known")
    elif access > now:
        text = _("renewed by the service, next {moment}").format(moment=date_time(access))
    else:
        text = _("ended {moment}").format(moment=date_time(access))
    return Line(_("Access token"), text)


def jobs_line(judged: Judged, capacity: Capacity | None) -> Line:
    most = judged.record.account.max_jobs
    said = [_("not known") if most is None else _("{count} at most").format(count=most)]
    if capacity and capacity.executing is not None:
        said.append(_("{count} running").format(count=capacity.executing))
    return Line(_("Jobs"), ", ".join(said))


def balance_line(judged: Judged) -> Line | None:
    balance = judged.record.account.balance
    if balance is None:
        return None
    return Line(_("Balance"), _("{count} tokens").format(count=round(balance)))


def browser_text(settings: Settings, email: str) -> str:
    """Where an account is renewed."""
    if settings.browsers.get(email):
        return _("a command of its own")
    log_in = settings.log_in_browsers.get(email)
    return plain(log_in) if log_in else _("the system's")


def updated_line(judged: Judged) -> Line | None:
    updated = judged.record.account.updated
    return None if updated is None else Line(_("Updated"), date_time(updated))
