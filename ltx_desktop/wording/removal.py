"""A removal that can be taken back for some seconds, and one that was never done."""

from collections.abc import Sequence

from ltx_desktop.services.remove import LeftOver
from ltx_desktop.wording.notice import Notice
from ltx_desktop.wording.plain import plain, short_email
from ltx_desktop.wording.translation import _, ngettext

_MOST_NAMED = 5


def planned_notice(emails: Sequence[str]) -> Notice:
    if len(emails) == 1:
        return Notice(_("{email} was removed.").format(email=plain(emails[0])))
    return Notice(
        ngettext(
            "{count} account was removed.", "{count} accounts were removed.", len(emails)
        ).format(count=len(emails))
    )


def taken_back_notice(emails: Sequence[str]) -> Notice:
    if len(emails) == 1:
        return Notice(_("{email} was not removed.").format(email=plain(emails[0])))
    return Notice(
        ngettext(
            "{count} account was not removed.", "{count} accounts were not removed.", len(emails)
        ).format(count=len(emails))
    )


def left_over_notice(left: LeftOver) -> Notice | None:
    """What the last run was about to remove when it ended; None where that was nothing."""
    details = []
    if left.unsure:
        details.append(
            _("It is not certain whether {emails} was removed. The list shows it.").format(
                emails=_named(left.unsure)
            )
        )
    if left.kept:
        headline = _("Not removed: {emails}.").format(emails=_named(left.kept))
        details.insert(
            0,
            _("The app closed before the removal was sent. Remove it again if you still want to."),
        )
    elif details:
        headline = details.pop(0)
    else:
        return None
    return Notice(headline, " ".join(details))


def _named(emails: Sequence[str]) -> str:
    named = ", ".join(map(short_email, emails[:_MOST_NAMED]))
    more = len(emails) - _MOST_NAMED
    if more <= 0:
        return named
    return ngettext("{emails} and {count} more", "{emails} and {count} more", more).format(
        emails=named, count=more
    )
