"""What a session says about itself before it is sent."""

from datetime import datetime

from ltx_desktop.domain.jwt import Claims
from ltx_desktop.wording.durations import countdown
from ltx_desktop.wording.plain import plain
from ltx_desktop.wording.translation import _


def forecast(claims: Claims, now: datetime) -> str:
    """Whose session it is and when its access token ends; empty if the token tells neither."""
    parts = []
    if claims.email:
        parts.append(_("Says it is the session of {email}.").format(email=plain(claims.email)))
    if claims.expiry and claims.expiry > now:
        parts.append(
            _("Its access token ends in {duration}; the service renews it.").format(
                duration=countdown(claims.expiry, now)
            )
        )
    return " ".join(parts)
