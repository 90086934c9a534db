"""The API token and the address of the service: trying and judging them."""

from ltx_desktop.domain.base_url import DEFAULT_BASE_URL, BaseUrlFault
from ltx_desktop.services import outcomes as o
from ltx_desktop.wording.notice import Notice
from ltx_desktop.wording.translation import _, ngettext


def works_notice(works: o.ConnectionWorks) -> Notice:
    accounts = ngettext(
        "The token works: {count} account.", "The token works: {count} accounts.", works.accounts
    ).format(count=works.accounts)
    subscription = works.subscription
    if subscription is None or subscription.active is None:
        return Notice(accounts)
    if not subscription.active:
        return Notice(accounts, _("The subscription is not active."))
    if subscription.max_accounts is None:
        return Notice(accounts, _("The subscription is active."))
    if works.accounts >= subscription.max_accounts:
        return Notice(
            accounts,
            ngettext(
                "The subscription is active and allows {count} account: there is no room for more.",
                "The subscription is active and allows {count} accounts: there is no room for "
                "more.",
                subscription.max_accounts,
            ).format(count=subscription.max_accounts),
        )
    return Notice(
        accounts,
        ngettext(
            "The subscription is active and allows {count} account.",
            "The subscription is active and allows {count} accounts.",
            subscription.max_accounts,
        ).format(count=subscription.max_accounts),
    )


def base_url_sentence(fault: BaseUrlFault) -> str:
    match fault:
        case BaseUrlFault.EMPTY:
            return _("Enter the address of the service, usually {address}").format(
                address=DEFAULT_BASE_URL
            )
        case BaseUrlFault.NOT_A_URL:
            return _("This is not a web address. Example: https://api.useapi.net/v1/ltxstudio")
        case BaseUrlFault.NOT_HTTPS:
            return _(
                "The address has to begin with https://, so that nobody on the way can read "
                "the token. Plain http:// is for this computer only."
            )
        case BaseUrlFault.HAS_CREDENTIALS:
            return _("Leave the name and password out of the address.")
        case BaseUrlFault.HAS_QUERY:
            return _("Leave everything from the ? or # on out of the address.")
