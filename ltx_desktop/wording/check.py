"""What `check` found: the accounts to renew with their countdowns, or that there are none."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from ltx_desktop.domain.urgency import Judged
from ltx_desktop.wording.called import called
from ltx_desktop.wording.durations import duration
from ltx_desktop.wording.states import deadline_text, state_word
from ltx_desktop.wording.translation import _, ngettext


def check_lines(
    accounts: Sequence[Judged],
    due: Sequence[Judged],
    unknown: Sequence[Judged],
    within: timedelta,
    now: datetime,
) -> list[str]:
    """`due` and `unknown` are the ones among `accounts` that there is something to say about."""
    if not accounts:
        return [_("There are no accounts.")]
    if not due and not unknown:
        return [_all_fine(len(accounts), within)]
    lines = []
    if due:
        lines += [_some_due(len(due), within), *(_line(one, now) for one in due)]
    if unknown:
        lines += [_some_unknown(len(unknown)), *(_line(one, now) for one in unknown)]
    return lines


def _line(judged: Judged, now: datetime) -> str:
    return _("  {email}: {countdown} ({state})").format(
        email=called(judged.record),
        countdown=deadline_text(judged.expiry, now),
        state=state_word(judged.expiry.state),
    )


def _all_fine(count: int, within: timedelta) -> str:
    return ngettext(
        "The account is fine for {span}.",
        "All {count} accounts are fine for {span}.",
        count,
    ).format(count=count, span=duration(within))


def _some_due(count: int, within: timedelta) -> str:
    return ngettext(
        "{count} account needs renewal within {span}:",
        "{count} accounts need renewal within {span}:",
        count,
    ).format(count=count, span=duration(within))


def _some_unknown(count: int) -> str:
    return ngettext(
        "Of {count} account nobody knows when it ends:",
        "Of {count} accounts nobody knows when they end:",
        count,
    ).format(count=count)
