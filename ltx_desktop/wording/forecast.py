"""What is known of a session before it is sent: whose it is, and until when."""

from datetime import datetime

from ltx_desktop.domain.account import AccountRecord
from ltx_desktop.domain.draft import Forecast
from ltx_desktop.domain.owner import Owner
from ltx_desktop.wording.durations import countdown
from ltx_desktop.wording.plain import plain
from ltx_desktop.wording.translation import _


def forecast_sentences(owner: Owner, forecast: Forecast, now: datetime) -> str:
    parts = [whose(owner)]
    if forecast.is_known:
        parts.append(_("It is in the list already: sending this renews it."))
    if forecast.access_ends:
        parts.append(
            _("Its access token ends in {duration}; the service renews it.").format(
                duration=_unbroken(countdown(forecast.access_ends, now))
            )
        )
    if forecast.cookie_ends:
        parts.append(
            _("By its own date the cookie lasts {duration}.").format(
                duration=_unbroken(countdown(forecast.cookie_ends, now))
            )
        )
    return " ".join(parts)


def whose(owner: Owner) -> str:
    """Nobody has checked the signature of a token: only the service can."""
    if owner.email:
        return _("lt_token says that this is the session of {email}.").format(
            email=plain(owner.email)
        )
    if owner.record:
        return _("This lt_id was sent for {email} before.").format(email=plain(owner.record.email))
    return _("The cookies do not tell whose session this is; the service's answer will.")


def wrong_owner(owner: Owner, meant: AccountRecord) -> str:
    """The question when somebody else's session was pasted; it is answered by a choice."""
    return _("{whose} You are renewing {meant}.").format(
        whose=whose(owner), meant=plain(meant.email)
    )


def _unbroken(duration: str) -> str:
    """A number stays on the line of its unit."""
    return duration.replace(" ", "\N{NO-BREAK SPACE}")
