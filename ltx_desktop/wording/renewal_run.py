"""What a renewal run says: whose turn it is, and how it went."""

from collections.abc import Sequence

from ltx_desktop.domain.renewal_run import RenewalRun
from ltx_desktop.services.ports import RecordsPort
from ltx_desktop.wording.called import called_briefly
from ltx_desktop.wording.notice import Notice
from ltx_desktop.wording.plain import short_email
from ltx_desktop.wording.translation import _, ngettext


def turn(run: RenewalRun) -> str:
    return _("Account {position} of {total}").format(position=run.position, total=run.total)


def run_notice(run: RenewalRun, records: RecordsPort) -> Notice:
    """The summary at the end, or where the run was stopped."""

    def listed(sentence: str, emails: Sequence[str]) -> str:
        return sentence.format(emails=", ".join(map(named, emails))) if emails else ""

    def named(email: str) -> str:
        record = records.get(email)
        return called_briefly(record) if record else short_email(email)

    done = len(run.renewed)
    headline = ngettext(
        "Renewed {done} of {count} account.",
        "Renewed {done} of {count} accounts.",
        run.total,
    ).format(done=done, count=run.total)
    details = [
        listed(_("Done: {emails}."), run.renewed),
        listed(_("Skipped: {emails}."), run.skipped),
        listed(_("Not reached: {emails}."), run.left),
    ]
    return Notice(headline, " ".join(filter(None, details)))


def nothing_due_notice() -> Notice:
    return Notice(_("No account needs renewing."))


def browser_failed_notice() -> Notice:
    return Notice(
        _("The browser could not be started."),
        _("Open app.ltx.studio yourself, and check the command in “Browser for renewals…”."),
    )
