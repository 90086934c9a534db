"""What a renewal run says: whose turn it is, and how it went."""

from collections.abc import Sequence

from ltx_desktop.domain.renewal_run import RenewalRun
from ltx_desktop.wording.notice import Notice
from ltx_desktop.wording.plain import short_email
from ltx_desktop.wording.translation import _, ngettext


def turn(run: RenewalRun) -> str:
    return _("Account {position} of {total}").format(position=run.position, total=run.total)


def run_notice(run: RenewalRun) -> Notice:
    """The summary at the end, or where the run was stopped."""
    done = len(run.renewed)
    headline = ngettext(
        "Renewed {done} of {count} account.",
        "Renewed {done} of {count} accounts.",
        run.total,
    ).format(done=done, count=run.total)
    details = [
        _listed(_("Done: {emails}."), run.renewed),
        _listed(_("Skipped: {emails}."), run.skipped),
        _listed(_("Not reached: {emails}."), run.left),
    ]
    return Notice(headline, " ".join(filter(None, details)))


def nothing_due_notice() -> Notice:
    return Notice(_("No account needs renewing."))


def browser_failed_notice() -> Notice:
    return Notice(
        _("The browser could not be started."),
        _("Open app.ltx.studio yourself, and check the command in “Browser for renewals…”."),
    )


def _listed(sentence: str, emails: Sequence[str]) -> str:
    return sentence.format(emails=", ".join(map(short_email, emails))) if emails else ""
