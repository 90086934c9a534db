"""What became of a submit or a removal, and the questions before them."""

from collections.abc import Sequence
from datetime import datetime

from ltx_desktop.domain.account import AccountRecord
from ltx_desktop.domain.renewal import Renewal, Verdict
from ltx_desktop.services import outcomes as o
from ltx_desktop.store.errors import Reason
from ltx_desktop.wording.durations import age, countdown
from ltx_desktop.wording.failures import cause_sentence
from ltx_desktop.wording.keeping import storage_reason, storage_sentence, unmarked_sentence
from ltx_desktop.wording.notice import Notice
from ltx_desktop.wording.plain import plain, short_email
from ltx_desktop.wording.translation import _, ngettext

_MOST_NAMED = 5


def no_accounts_notice() -> Notice:
    return Notice(
        _("No accounts yet."),
        _("Add the first one with the cookies of a browser that is logged in to LTX Studio."),
    )


def submitted_notice(submitted: o.Submitted, now: datetime) -> Notice:
    """What the submit changed, what it did not, or what could not be made sure of."""
    renewal = submitted.renewal(now)
    record = submitted.record
    details = [_proof(renewal, now)]
    if renewal.verdict is Verdict.STILL_BROKEN:
        details = [_still_broken(record)]
    elif renewal.healed:
        details.append(_("The service's error about it is gone."))
    if submitted.after_lost_answer:
        details.append(_("The answer was lost, but the account shows the new cookie."))
    elif not submitted.read_back:
        details.append(
            _("Reading the account back did not work: refresh the list to make sure of it.")
        )
    if submitted.storage:
        details.append(storage_sentence(submitted.storage))
    headline = _headline(renewal, submitted.previous).format(email=plain(record.email))
    return Notice(headline, " ".join(filter(None, details)))


def other_account_sentence(meant: str, renewed: str) -> str:
    """The service decides by the cookie alone which account it renews."""
    return _("{meant} was not renewed: this was the session of {renewed}.").format(
        meant=plain(meant), renewed=plain(renewed)
    )


def _headline(renewal: Renewal, previous: AccountRecord | None) -> str:
    match renewal.verdict:
        case Verdict.UNMOVED:
            return _("{email}: the cookie was accepted, but the date did not move.")
        case Verdict.STILL_BROKEN:
            return _("{email}: the cookie was accepted, but the account still has an error.")
        case Verdict.ADDED | Verdict.MOVED | Verdict.NOT_TOLD:
            return _("{email} was added.") if previous is None else _("{email} was renewed.")


def _proof(renewal: Renewal, now: datetime) -> str:
    if renewal.after is None:
        return _("The service does not tell when it ends; usually that is after three months.")
    after = countdown(renewal.after, now)
    if renewal.verdict is Verdict.UNMOVED:
        return _(
            "Refresh token: still {after}. This looks like the old session: log out in the "
            "browser, log in again, and copy again."
        ).format(after=after)
    if renewal.before is None:
        return _("Refresh token: {after}.").format(after=after)
    before = countdown(renewal.before, now)
    if renewal.before <= now:
        return _("Refresh token: {before}, now {after}.").format(before=before, after=after)
    return _("Refresh token: {before} to {after}.").format(before=before, after=after)


def _still_broken(record: AccountRecord) -> str:
    return _(
        "Log out in the browser, log in again, and copy again. The service reports: {error}"
    ).format(error=plain(record.account.error or ""))


def not_confirmed_notice(outcome: o.NotConfirmed) -> Notice:
    detail = _(
        "{cause} The service may have taken it all the same. Do not send the same cookie "
        "again at once: refresh the list first and see whether the account moved."
    ).format(cause=cause_sentence(outcome.cause))
    storage = unmarked_sentence(outcome.storage) if outcome.storage else ""
    return Notice(_("It is not certain that the cookie arrived."), f"{detail} {storage}".rstrip())


def changed_meanwhile_notice(changed: o.ChangedMeanwhile, now: datetime) -> Notice:
    """Before somebody else's renewal is overwritten."""
    record = changed.record
    updated = age(record.account.updated, now) if record.account.updated else _("just now")
    ends = record.account.refresh_expiry
    until = (
        _("Its refresh token: {countdown}.").format(countdown=countdown(ends, now)) if ends else ""
    )
    return Notice(
        _("{email} was updated by somebody else ({age}).").format(
            email=plain(record.email), age=updated
        ),
        " ".join(filter(None, [until, _("Nothing was sent. Send your cookies all the same?")])),
    )


def stopped_notice() -> Notice:
    return Notice(
        _("Stopped."),
        _(
            "The service may already have taken the cookie: the list is read again when this "
            "window closes. What you pasted is still here."
        ),
    )


def removal_question(emails: Sequence[str]) -> Notice:
    count = len(emails)
    if count == 1:
        return Notice(
            _("Remove {email}?").format(email=plain(emails[0])),
            _(
                "useapi.net forgets its cookies and gives it no more jobs. This cannot be undone: "
                "to add the account again you need fresh cookies from the browser."
            ),
        )
    named = ", ".join(map(short_email, emails[:_MOST_NAMED]))
    more = count - _MOST_NAMED
    if more > 0:
        named = ngettext("{emails} and {count} more", "{emails} and {count} more", more).format(
            emails=named, count=more
        )
    return Notice(
        ngettext("Remove {count} account?", "Remove {count} accounts?", count).format(count=count),
        _(
            "{emails}. useapi.net forgets their cookies and gives them no more jobs. This cannot "
            "be undone: to add an account again you need fresh cookies from the browser."
        ).format(emails=named),
    )


def all_removed_notice(removed: Sequence[o.RemovedFromService]) -> Notice:
    """Of several accounts; of one it is `removed_notice`."""
    if len(removed) == 1:
        return removed_notice(removed[0])
    storage = next((one.storage for one in removed if one.storage), None)
    return Notice(
        ngettext(
            "{count} account was removed.", "{count} accounts were removed.", len(removed)
        ).format(count=len(removed)),
        _come_back(storage) if storage else "",
    )


def removal_stopped_notice(removed: int, wanted: int, failure: o.Failure) -> Notice:
    return Notice(
        _("{removed} of {wanted} accounts were removed.").format(removed=removed, wanted=wanted),
        cause_sentence(failure),
    )


def looked_notice(looked: o.Looked) -> Notice:
    """What looking at single accounts showed beyond what the table shows now."""
    details = []
    if looked.gone:
        details.append(
            _("The service does not know {emails} any more: refresh the list.").format(
                emails=", ".join(map(plain, looked.gone))
            )
        )
    if looked.failure:
        details.append(
            _("Others could not be read: {cause}").format(cause=cause_sentence(looked.failure))
        )
    return Notice(
        ngettext(
            "{count} account was checked live.",
            "{count} accounts were checked live.",
            looked.accounts,
        ).format(count=looked.accounts),
        " ".join(details),
    )


def removed_notice(removed: o.RemovedFromService) -> Notice:
    headline = (
        _("{email} was already gone from the service.")
        if removed.already_gone
        else _("{email} was removed.")
    ).format(email=plain(removed.email))
    return Notice(headline, _come_back(removed.storage) if removed.storage else "")


def _come_back(reason: Reason) -> str:
    return _(
        "It may come back at the next start: the file could not be changed ({reason})."
    ).format(reason=storage_reason(reason))
