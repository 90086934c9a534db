"""Why a command could not do its work."""

from ltx_desktop.services import outcomes as o
from ltx_desktop.wording.failures import failure_notice, slots_full
from ltx_desktop.wording.notice import Notice
from ltx_desktop.wording.translation import _


def command_failure(failure: o.Failure) -> Notice:
    """As `failure_notice`, for somebody who has no window in front of them."""
    match failure:
        case o.NoToken():
            return Notice(
                _("There is no API token."),
                _(
                    "Set LTX_API_TOKEN to your useapi.net API token, or save the token in the "
                    "window's settings."
                ),
            )
        case o.TokenUnavailable():
            return Notice(
                _("The API token could not be read from the keyring."),
                _("{reason} Set LTX_API_TOKEN to do without it.").format(
                    reason=_keyring_reason(failure.trouble)
                ),
            )
        case o.TokenElsewhere():
            return Notice(
                _("The saved API token belongs to another address."),
                _(
                    "It was saved for {saved_for} and goes nowhere else. To use {wanted}, set "
                    "LTX_API_TOKEN, or enter a token for it in the window's settings."
                ).format(saved_for=failure.saved_for, wanted=failure.wanted),
            )
        case o.TokenRefused():
            return Notice(
                _("The API token was refused."),
                _(
                    "It is wrong or was reset; your LTX cookies are not concerned. Set "
                    "LTX_API_TOKEN to the current token, or save it in the window's settings."
                ),
            )
        case o.SlotsFull():
            return Notice(
                slots_full(failure.slots),
                _("Nothing was sent. Remove an account first, or extend the subscription."),
            )
        case _:
            return failure_notice(failure)


def _keyring_reason(trouble: o.KeyringTrouble) -> str:
    match trouble:
        case o.KeyringTrouble.NONE_HERE:
            return _("There is no keyring here: cron and services have none without a session.")
        case o.KeyringTrouble.LOCKED:
            return _("It is locked.")
        case o.KeyringTrouble.TIMED_OUT:
            return _("It does not answer; it may be asking for its password.")
        case o.KeyringTrouble.NOT_KEPT | o.KeyringTrouble.FAILED:
            return _("It reported an error.")


def unusable_token_notice() -> Notice:
    return Notice(_("LTX_API_TOKEN has characters in it that no API token has."))
