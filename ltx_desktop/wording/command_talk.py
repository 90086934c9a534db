"""What renew and remove have to say besides what became of them."""

from ltx_desktop.domain.owner import Owner
from ltx_desktop.domain.problem import Problem, ProblemCode
from ltx_desktop.wording.forecast import whose
from ltx_desktop.wording.notice import Notice
from ltx_desktop.wording.plain import plain
from ltx_desktop.wording.problems import problem_sentence
from ltx_desktop.wording.translation import _


def command_problem(problem: Problem) -> str:
    """As `problem_sentence`, for a command: it has no clipboard, and nobody to ask."""
    if problem.code is ProblemCode.EMPTY_PASTE:
        return _(
            "Standard input is empty: give it what you copied in the browser, as in "
            "`ltx-desktop renew EMAIL < paste.txt`."
        )
    if problem.code is ProblemCode.READER_DEFECT:
        return _(
            "A part of the app failed while it read this, so the values may be wrong or "
            "incomplete. Give the command “Copy as cURL (bash)” instead, or paste this into the "
            "window, where you can compare the values before they are sent."
        )
    if problem.code in {ProblemCode.ALREADY_SENT, ProblemCode.SAME_SESSION}:
        return _("{sentence} To send it all the same, add --again.").format(
            sentence=problem_sentence(problem)
        )
    if problem.is_doubt:
        return _("{sentence} Paste it into the window to confirm it.").format(
            sentence=problem_sentence(problem)
        )
    return problem_sentence(problem)


def nothing_sent(sentence: str) -> str:
    return _("{sentence} Nothing was sent.").format(sentence=sentence)


def other_session(owner: Owner, meant: str) -> str:
    """The paste is of somebody else than the account that was named."""
    if owner.email is None and owner.record is None and owner.by_id:
        known = ", ".join(one.email for one in owner.by_id)
        who = _("This lt_id was sent for {known} before.").format(known=plain(known))
    else:
        who = whose(owner)
    return _("{whose} You are renewing {meant}.").format(whose=who, meant=plain(meant))


def interrupted_sentence() -> str:
    return _(
        "Stopped. The service may already have taken the cookie: look with ltx-desktop list before "
        "you send it again."
    )


def unconfirmed_removal(email: str) -> Notice:
    return Notice(
        _("{email} was not removed.").format(email=plain(email)),
        _("Nobody is there to be asked: say --yes if you mean it."),
    )


def unknown_account(email: str, nearest: str | None) -> Notice:
    """`nearest` is an email that may have been meant."""
    advice = (
        _("Did you mean {email}?").format(email=plain(nearest))
        if nearest
        else _("`ltx-desktop list` names all accounts.")
    )
    return Notice(_("There is no account {email}.").format(email=plain(email)), advice)


def kept_notice(email: str) -> Notice:
    return Notice(_("{email} was not removed.").format(email=plain(email)))
