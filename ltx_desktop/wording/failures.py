"""Why something could not be done: what happened, what it means, what to do."""

from datetime import datetime, timedelta
from typing import assert_never

from ltx_desktop.api.errors import Obstacle
from ltx_desktop.domain.subscription import Slots
from ltx_desktop.services import outcomes as o
from ltx_desktop.wording.dates import date_time
from ltx_desktop.wording.durations import duration
from ltx_desktop.wording.keeping import keyring_sentence
from ltx_desktop.wording.notice import Notice
from ltx_desktop.wording.plain import plain
from ltx_desktop.wording.translation import _, ngettext

_WORDS = 500
"""Characters of a service's own text that are shown at most."""

_SESSION_REFUSED = 596
"""The service's own status: trying again never helps (api-contract 4.5)."""


def slots_full(slots: Slots) -> str:
    return ngettext(
        "Your subscription allows {count} account, and there are {used}.",
        "Your subscription allows {count} accounts, and there are {used}.",
        slots.allowed,
    ).format(count=slots.allowed, used=slots.used)


def failure_notice(failure: o.Failure) -> Notice:
    match failure:
        case o.NoAddress():
            return Notice(
                _("The address of the service cannot be read."),
                _(
                    "Nothing is sent until you enter it in the window's settings or correct it in "
                    "the settings file."
                ),
            )
        case o.NoToken():
            return Notice(_("No API token yet."), _("Paste your useapi.net API token to begin."))
        case o.TokenUnavailable():
            return Notice(_("The API token could not be read."), keyring_sentence(failure.trouble))
        case o.TokenElsewhere():
            return Notice(
                _("The saved API token belongs to another address."),
                _(
                    "It was saved for {saved_for} and goes nowhere else. To use {wanted}, enter a "
                    "token for it in the settings."
                ).format(saved_for=failure.saved_for, wanted=failure.wanted),
            )
        case o.TokenRefused():
            return Notice(
                _("The API token was refused."),
                _(
                    "It is wrong or was reset; your LTX cookies are not concerned. "
                    "Paste the current token in the settings."
                ),
            )
        case o.SubscriptionNeeded() | o.SlotsFull():
            return _subscription(failure)
        case o.ServiceRetired():
            return Notice(
                _("This service does not offer LTX Studio."),
                _(
                    "The address answers, but not with the LTX Studio API: it was retired or the "
                    "address is wrong. Your cookies are not concerned. "
                    "Check the address in the settings."
                ),
            )
        case o.AccountGone():
            return Notice(
                _("The service does not know this account any more."),
                _("Refresh to see what it knows."),
            )
        case o.Rejected():
            return Notice(_("The service did not accept this."), _rejection(failure))
        case o.TooManyRequests():
            return Notice(_("The service asks to slow down."), _wait(failure.wait))
        case o.ServiceTrouble():
            return Notice(
                _("The service has a problem (status {status}).").format(status=failure.status),
                _with_words(_service_trouble(failure.status), failure),
            )
        case o.UnreadableAnswer():
            return Notice(
                _("The answer could not be read."),
                _with_words(
                    _(
                        "Something other than the service may have answered, such as the sign-in "
                        "page of a network. Check the connection and try again."
                    ),
                    failure,
                ),
            )
        case o.Offline():
            return Notice(_("The service cannot be reached."), obstacle_sentence(failure.obstacle))
        case o.TookTooLong():
            return Notice(
                _("The service took too long to answer."), _("Try again in a few minutes.")
            )
        case o.Unexpected():
            return Notice(
                _("Something unexpected went wrong."), _with_words(_("Try again."), failure)
            )
        case _:
            assert_never(failure)


def refused_cookies_notice(rejected: o.Rejected) -> Notice:
    """As `failure_notice`, where cookies were sent."""
    if rejected.fields or rejected.message:
        return failure_notice(rejected)
    return Notice(
        failure_notice(rejected).headline,
        _("It gave no reason. Copy the cookies again from a fresh login."),
    )


def cause_sentence(failure: o.Failure) -> str:
    """What happened, in the service's own words too, without what to do about it."""
    headline = failure_notice(failure).headline
    match failure:
        case o.Rejected() | o.ServiceTrouble() | o.UnreadableAnswer() | o.Unexpected():
            return _with_words(headline, failure)
        case _:
            return headline


def _subscription(failure: o.SubscriptionNeeded | o.SlotsFull) -> Notice:
    if isinstance(failure, o.SlotsFull):
        return Notice(
            slots_full(failure.slots),
            _(
                "Nothing was sent. Remove an account first, or extend the subscription. To try it "
                "all the same, send once more."
            ),
        )
    return Notice(
        _("useapi.net asks for a subscription."),
        _(
            "The token is right but has no active subscription. "
            "Renew it at useapi.net, then refresh."
        ),
    )


def _rejection(failure: o.Rejected) -> str:
    if failure.fields:
        return _("It misses: {names}. Copy the cookies again, all three of them.").format(
            names=plain(", ".join(failure.fields))
        )
    if failure.message:
        return _("It says: {message}").format(message=plain(failure.message, _WORDS))
    return _(
        "It gave no reason. Something other than the service may have refused, such as a "
        "firewall. Check the connection and try again."
    )


def _service_trouble(status: int) -> str:
    if status == _SESSION_REFUSED:
        return _("An account's session was refused. Renew it with fresh cookies.")
    return _("It is not your doing. Try again in a few minutes.")


def _wait(wait: timedelta | None) -> str:
    if wait is None:
        return _("Too many requests. Wait a minute and try again.")
    return _("Too many requests. Try again in {duration}.").format(duration=duration(wait))


def obstacle_sentence(obstacle: Obstacle) -> str:
    """What it means, and what to do."""
    match obstacle:
        case Obstacle.NAME:
            return _("Its name cannot be found: check the network and the address.")
        case Obstacle.REFUSED:
            return _("The connection was refused: the service is down, or the address is wrong.")
        case Obstacle.TLS:
            return _(
                "Its certificate is not trusted by this computer, so nothing was sent. "
                "The network may be reading along, or the computer's date is wrong."
            )
        case Obstacle.PROXY:
            return _("The proxy refused, or the proxy settings cannot be used.")
        case Obstacle.BROKEN_OFF:
            return _("The connection broke off. Try again.")
        case Obstacle.OTHER:
            return _("Check the network connection.")


def _with_words(
    sentence: str, failure: o.Rejected | o.ServiceTrouble | o.UnreadableAnswer | o.Unexpected
) -> str:
    if not failure.message:
        return sentence
    return _("{sentence} It says: {message}").format(
        sentence=sentence, message=plain(failure.message, _WORDS)
    )


def offline_age(last_refresh: datetime, age: str) -> str:
    """The line that says how old the shown accounts are; `age` as `durations.age` gives it."""
    return _("Shown as of {time} ({age}).").format(time=date_time(last_refresh), age=age)
