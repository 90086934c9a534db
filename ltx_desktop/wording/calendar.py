"""Renewal dates in a calendar, and what became of saving them."""

from ltx_desktop.domain.urgency import Judged
from ltx_desktop.services.calendar import (
    CalendarNotSaved,
    CalendarOutcome,
    CalendarSaved,
    NoDates,
)
from ltx_desktop.wording.called import called
from ltx_desktop.wording.keeping import storage_reason
from ltx_desktop.wording.notice import Notice
from ltx_desktop.wording.states import mark_sentence
from ltx_desktop.wording.translation import _, ngettext


def calendar_text(judged: Judged) -> tuple[str, str]:
    """The event's summary and description."""
    email = called(judged.record)
    why = _("At this moment the LTX Studio session of {email} ends, and jobs on it fail.")
    how = _(
        "Before that, log in to app.ltx.studio afresh, copy the cookies, and paste them into LTX "
        "Accounts. Then export the calendar again: this date moves."
    )
    expiry = judged.expiry
    marks = [mark_sentence(mark, expiry.from_lives) for mark in sorted(expiry.marks)]
    summary = _("Renew {email}").format(email=email)
    return summary, "\n".join([why.format(email=email), *marks, how])


def calendar_notice(outcome: CalendarOutcome) -> Notice:
    match outcome:
        case CalendarSaved():
            return Notice(_saved(outcome), _left_out(outcome.left_out))
        case NoDates():
            return Notice(
                _("There are no renewal dates to save."),
                _("Of no account it is known that it ends at a moment ahead."),
            )
        case CalendarNotSaved():
            return Notice(
                _("The calendar could not be saved ({reason}).").format(
                    reason=storage_reason(outcome.reason)
                ),
                _("Choose another place than {path}.").format(path=outcome.path),
            )


def _saved(saved: CalendarSaved) -> str:
    return ngettext(
        "{count} renewal date was saved as {path}.",
        "{count} renewal dates were saved as {path}.",
        saved.dates,
    ).format(count=saved.dates, path=saved.path)


def _left_out(count: int) -> str:
    if not count:
        return ""
    return ngettext(
        "{count} account is left out: it needs a renewal now, or nobody knows when it ends.",
        "{count} accounts are left out: they need a renewal now, or nobody knows when they end.",
        count,
    ).format(count=count)
