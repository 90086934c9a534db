"""What became of a submit or a removal, and the questions before them."""

from datetime import datetime

from ltx_desktop.domain.account import AccountRecord
from ltx_desktop.domain.expiry import Thresholds, expiry_of
from ltx_desktop.services import outcomes as o
from ltx_desktop.wording.durations import countdown
from ltx_desktop.wording.failures import failure_notice
from ltx_desktop.wording.keeping import storage_sentence
from ltx_desktop.wording.notice import Notice
from ltx_desktop.wording.plain import plain
from ltx_desktop.wording.translation import _


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
