"""New versions: the one question, and what came of looking for them."""

from typing import assert_never

from ltx_desktop.api.errors import Obstacle
from ltx_desktop.services import outcomes as o
from ltx_desktop.wording.failures import obstacle_sentence
from ltx_desktop.wording.notice import Notice
from ltx_desktop.wording.translation import _


def may_look_question() -> Notice:
    return Notice(
        _("May LTX Accounts look for new versions now and then?"),
        _("Only the version number is sent."),
    )


def update_notice(outcome: o.UpdateOutcome) -> Notice:
    match outcome:
        case o.NewRelease():
            return Notice(
                _("LTX Accounts {version} is out.").format(version=outcome.release.version),
                _("You have {version}.").format(version=outcome.running),
            )
        case o.UpToDate():
            return Notice(
                _("LTX Accounts is up to date."),
                _("You have {version}.").format(version=outcome.running),
            )
        case o.NothingReleased():
            return Notice(
                _("No release of LTX Accounts is published at pypi.org."),
                _("There is nothing to update to."),
            )
        case o.Offline():
            return Notice(_("pypi.org cannot be reached."), _offline(outcome.obstacle))
        case o.TookTooLong():
            return Notice(_("pypi.org took too long to answer."), _("Try again in a few minutes."))
        case o.UnreadableAnswer():
            return Notice(
                _("The answer of pypi.org could not be read."),
                _(
                    "It is out of order, or something else answered, such as the sign-in page of "
                    "a network. Try again later."
                ),
            )
        case _:
            assert_never(outcome)


def _offline(obstacle: Obstacle) -> str:
    """The address is nobody's to mend here."""
    about_it = obstacle in {Obstacle.NAME, Obstacle.REFUSED}
    return obstacle_sentence(Obstacle.OTHER if about_it else obstacle)


def page_not_opened_notice(address: str) -> Notice:
    return Notice(
        _("The browser could not be started."),
        _("The page is {address}").format(address=address),
    )
