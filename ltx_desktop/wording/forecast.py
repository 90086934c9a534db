"""What is known of a session before it is sent: whose it is, and until when."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from ltx_desktop.domain.account import AccountRecord
from ltx_desktop.domain.cookies import LT_REFRESH_TOKEN, LT_TOKEN
from ltx_desktop.domain.jwt import read_claims
from ltx_desktop.domain.owner import Owner
from ltx_desktop.domain.paste import Paste, PasteFormat
from ltx_desktop.domain.secret import Secret
from ltx_desktop.wording.durations import countdown
from ltx_desktop.wording.plain import plain
from ltx_desktop.wording.translation import _

_NO_REAL_EXPIRY = timedelta(hours=24)
"""Cookie-Editor writes this as the end of session cookies into cookies.txt."""


def forecast(
    values: Mapping[str, Secret],
    owner: Owner,
    meant: AccountRecord | None,
    paste: Paste | None,
    now: datetime,
) -> str:
    """Whose session it is, when its token ends, and the cookie by its own date.

    `meant` is the account that is being renewed, None where one is added.
    """
    parts = [whose(owner)]
    if meant is None and owner.record:
        parts.append(_("It is in the list already: sending this renews it."))
    claims = read_claims(values[LT_TOKEN]) if LT_TOKEN in values else None
    if claims and claims.expiry and claims.expiry > now:
        parts.append(
            _("Its access token ends in {duration}; the service renews it.").format(
                duration=_unbroken(countdown(claims.expiry, now))
            )
        )
    if ending := _cookie_end(values, paste, now):
        parts.append(
            _("By its own date the cookie lasts {duration}.").format(
                duration=_unbroken(countdown(ending, now))
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


def _cookie_end(
    values: Mapping[str, Secret], paste: Paste | None, now: datetime
) -> datetime | None:
    name = LT_REFRESH_TOKEN
    if paste is None or name not in paste.expiries or values.get(name) != paste.cookies.get(name):
        return None
    ending = paste.expiries[name]
    made_up = paste.format is PasteFormat.NETSCAPE and ending - now <= _NO_REAL_EXPIRY
    return ending if ending > now and not made_up else None
