"""How to copy the cookies, browser by browser."""

from enum import StrEnum, unique

from ltx_desktop.wording.translation import _


@unique
class Browser(StrEnum):
    """By their own names, which are not translated."""

    CHROME = "Chrome"
    EDGE = "Edge"
    FIREFOX = "Firefox"
    SAFARI = "Safari"


def browser_steps(browser: Browser, paste_keys: str) -> tuple[str, ...]:
    """The steps from a fresh login to the paste, in order."""
    login = _(
        "Log out of app.ltx.studio, then log in with the account that this is about. Only a new "
        "login gets new cookies: without it the browser probably goes on with the old session, "
        "and the date does not move."
    )
    paste = _(
        "Come back here and press {keys}. Then close the browser's tab, but do not log out: that "
        "would end the session you have just sent."
    ).format(keys=paste_keys)
    return (login, *_in_developer_tools(browser), paste)


def _in_developer_tools(browser: Browser) -> tuple[str, ...]:
    match browser:
        case Browser.CHROME | Browser.EDGE:
            return (
                _("Press F12 (on a Mac ⌥⌘I) and choose the “Network” tab."),
                _("Reload the page (F5), and type app.ltx.studio into the filter."),
                _("Right-click any request in the list, and choose “Copy”, “Copy as cURL”."),
            )
        case Browser.FIREFOX:
            return (
                _("Press F12 (on a Mac ⌥⌘I) and choose the “Network” tab."),
                _("Reload the page (F5), and type app.ltx.studio into “Filter URLs”."),
                _("Right-click any request in the list, and choose “Copy Value”, “Copy as cURL”."),
            )
        case Browser.SAFARI:
            return (
                _(
                    "In Safari's settings, under “Advanced”, tick “Show features for web "
                    "developers”. Then press ⌥⌘I and choose the “Storage” tab."
                ),
                _("Under “Cookies” on the left, choose app.ltx.studio."),
                _("Click lt_id, ⌘-click lt_token and lt_refresh_token, and press ⌘C."),
            )
