"""Outcomes as sentences: what happened, what it means, what to do."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import assert_never

from ltx_desktop.api.errors import Obstacle
from ltx_desktop.domain.account import AccountRecord
from ltx_desktop.domain.base_url import BaseUrlFault
from ltx_desktop.domain.expiry import Thresholds, expiry_of
from ltx_desktop.services import outcomes as o
from ltx_desktop.store.errors import Reason
from ltx_desktop.wording.durations import countdown, duration
from ltx_desktop.wording.plain import plain
from ltx_desktop.wording.translation import _, ngettext

_WORDS = 500
"""Characters of the service's own words that are shown at most."""


@dataclass(frozen=True, slots=True)
class Notice:
    """`headline` says what happened, `detail` what it means and what to do."""

    headline: str
    detail: str = ""

    def __str__(self) -> str:
        return f"{self.headline} {self.detail}".strip()


def failure_notice(failure: o.Failure) -> Notice:
    match failure:
        case o.NoToken():
            return Notice(_("No API token yet."), _("Paste your useapi.net API token to begin."))
        case o.TokenUnavailable():
            return Notice(_("The API token could not be read."), keyring_sentence(failure.trouble))
        case o.TokenRefused():
            return Notice(
                _("The API token was refused."),
                _(
                    "It is wrong or was reset; your LTX cookies are not concerned. "
                    "Paste the current token in the settings."
                ),
            )
        case o.SubscriptionNeeded():
            return Notice(
                _("useapi.net asks for a subscription."),
                _(
                    "The token is right but has no active subscription. "
                    "Renew it at useapi.net, then refresh."
                ),
            )
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
                _with_words(_("It is not your doing. Try again in a few minutes."), failure),
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
            return Notice(_("The service cannot be reached."), _obstacle(failure.obstacle))
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


def keyring_sentence(trouble: o.KeyringTrouble) -> str:
    match trouble:
        case o.KeyringTrouble.NONE_HERE:
            return _(
                "This computer has no keyring, so no token can be saved here. "
                "A token works for this run only."
            )
        case o.KeyringTrouble.LOCKED:
            return _("The keyring is locked. Unlock it, then refresh.")
        case o.KeyringTrouble.TIMED_OUT:
            return _("The keyring does not answer. It may be asking for its password.")
        case o.KeyringTrouble.NOT_KEPT:
            return _("The keyring did not keep the token. It works for this run only.")
        case o.KeyringTrouble.FAILED:
            return _("The keyring reported an error. A token works for this run only.")


def storage_sentence(trouble: Reason) -> str:
    reason = storage_reason(trouble)
    return _("It could not be saved on this computer ({reason}), so it is only shown.").format(
        reason=reason
    )


def storage_reason(trouble: Reason) -> str:
    match trouble:
        case Reason.LOCKED:
            return _("another program holds the file")
        case Reason.READ_ONLY:
            return _("the file is read-only")
        case Reason.DISK_FULL:
            return _("the disk is full")
        case Reason.NO_PERMISSION:
            return _("access was denied")
        case Reason.DAMAGED:
            return _("the file is damaged")
        case Reason.OTHER:
            return _("the disk reported an error")


def storage_notice(trouble: Reason) -> Notice:
    return Notice(_("The accounts were read."), storage_sentence(trouble))


def saved_notice(saved: o.ConnectionSaved) -> Notice:
    details = []
    if saved.keyring:
        details.append(keyring_sentence(saved.keyring))
    if saved.storage:
        details.append(storage_sentence(saved.storage))
    return Notice(_("Token and address are in use."), " ".join(details))


def no_accounts_notice() -> Notice:
    return Notice(
        _("No accounts yet."),
        _("Add the first one with the cookies of a browser that is logged in to LTX Studio."),
    )


def submitted_notice(submitted: o.Submitted, now: datetime, thresholds: Thresholds) -> Notice:
    """What the submit changed: the deadline before and after, where they are known."""
    record, previous = submitted.record, submitted.previous
    email = plain(record.email)
    headline = (_("{email} was added.") if previous is None else _("{email} was renewed.")).format(
        email=email
    )
    details = [_new_deadline(record, previous, now, thresholds)]
    if submitted.after_lost_answer:
        details.append(_("The answer was lost, but the account shows the new cookie."))
    elif not submitted.read_back:
        details.append(_("The service took it; reading the account back did not work."))
    if submitted.storage:
        details.append(storage_sentence(submitted.storage))
    return Notice(headline, " ".join(filter(None, details)))


def _new_deadline(
    record: AccountRecord, previous: AccountRecord | None, now: datetime, thresholds: Thresholds
) -> str:
    after = expiry_of(record, now, thresholds)
    if after.deadline is None:
        return ""
    before = expiry_of(previous, now, thresholds).deadline if previous else None
    if before is None:
        return _("It has to be renewed within {after}.").format(
            after=countdown(after.deadline, now)
        )
    if after.deadline <= before:
        return _(
            "But the date did not move: this looks like the old session. "
            "Log out in the browser, log in again, and copy again."
        )
    return _("The date moved: before {before}, now {after}.").format(
        before=countdown(before, now), after=countdown(after.deadline, now)
    )


def not_confirmed_notice(outcome: o.NotConfirmed) -> Notice:
    return Notice(
        _("It is not certain that the cookie arrived."),
        _(
            "{cause} The service may have taken it all the same. Do not send the same cookie "
            "again at once: refresh the list first and see whether the account moved."
        ).format(cause=failure_notice(outcome.cause).headline),
    )


def stopped_notice() -> Notice:
    return Notice(
        _("Stopped."),
        _(
            "The service may already have taken the cookie: the list is read again when this "
            "window closes. What you pasted is still here."
        ),
    )


def removal_question(email: str) -> Notice:
    return Notice(
        _("Remove {email}?").format(email=plain(email)),
        _(
            "useapi.net forgets its cookies and gives it no more jobs. This cannot be undone: "
            "to add the account again you need fresh cookies from the browser."
        ),
    )


def removed_notice(removed: o.RemovedFromService) -> Notice:
    headline = (
        _("{email} was already gone from the service.")
        if removed.already_gone
        else _("{email} was removed.")
    ).format(email=plain(removed.email))
    return Notice(headline, storage_sentence(removed.storage) if removed.storage else "")


def works_notice(works: o.ConnectionWorks) -> Notice:
    accounts = ngettext(
        "The token works: {count} account.", "The token works: {count} accounts.", works.accounts
    ).format(count=works.accounts)
    subscription = works.subscription
    if subscription is None or subscription.active is None:
        return Notice(accounts)
    if not subscription.active:
        return Notice(accounts, _("The subscription is not active."))
    if subscription.max_accounts is None:
        return Notice(accounts, _("The subscription is active."))
    return Notice(
        accounts,
        ngettext(
            "The subscription is active and allows {count} account.",
            "The subscription is active and allows {count} accounts.",
            subscription.max_accounts,
        ).format(count=subscription.max_accounts),
    )


def base_url_sentence(fault: BaseUrlFault) -> str:
    match fault:
        case BaseUrlFault.NOT_A_URL:
            return _("This is not a web address. Example: https://api.useapi.net/v1/ltxstudio")
        case BaseUrlFault.NOT_HTTPS:
            return _(
                "The address has to begin with https://, so that nobody on the way can read "
                "the token. Plain http:// is for this computer only."
            )
        case BaseUrlFault.HAS_CREDENTIALS:
            return _("Leave the name and password out of the address.")
        case BaseUrlFault.HAS_QUERY:
            return _("Leave everything from the ? or # on out of the address.")


def offline_age(last_refresh: datetime, age: str) -> str:
    """The line that says how old the shown accounts are; `age` as `durations.age` gives it."""
    return _("Shown as of {time} ({age}).").format(
        time=f"{last_refresh.astimezone():%Y-%m-%d %H:%M}", age=age
    )


def _rejection(failure: o.Rejected) -> str:
    if failure.fields:
        return _("It misses: {names}. Copy the cookies again, all three of them.").format(
            names=plain(", ".join(failure.fields))
        )
    if failure.message:
        return _("It says: {message}").format(message=plain(failure.message, _WORDS))
    return _("It gave no reason. Copy the cookies again from a fresh login.")


def _wait(wait: timedelta | None) -> str:
    if wait is None:
        return _("Too many requests. Wait a minute and try again.")
    return _("Too many requests. Try again in {duration}.").format(duration=duration(wait))


def _obstacle(obstacle: Obstacle) -> str:
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
    sentence: str, failure: o.ServiceTrouble | o.UnreadableAnswer | o.Unexpected
) -> str:
    if not failure.message:
        return sentence
    return _("{sentence} It says: {message}").format(
        sentence=sentence, message=plain(failure.message, _WORDS)
    )
