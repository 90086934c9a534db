"""Sentences about a log-in in a browser: its steps, its end, and the browsers."""

import sys
from collections.abc import Sequence

from ltx_desktop.browsers.find import Browser, Sandbox
from ltx_desktop.services.log_in_outcomes import (
    LogInFailed,
    LogInsForgotten,
    LogInStep,
    LogInTrouble,
)
from ltx_desktop.store.errors import Reason
from ltx_desktop.wording.keeping import storage_reason
from ltx_desktop.wording.notice import Notice
from ltx_desktop.wording.plain import plain
from ltx_desktop.wording.translation import _, ngettext


def step_sentence(
    step: LogInStep, browser: str, email: str | None, platform: str = sys.platform
) -> str:
    """`email` is the account that is meant; None for one that is added."""
    match step:
        case LogInStep.OPENED if email is None:
            said = _(
                "{browser} opens LTX Studio. Log in there with the account that you want to add, "
                "then close the window."
            ).format(browser=browser)
        case LogInStep.OPENED:
            said = _(
                "{browser} opens LTX Studio. Log in there as {email}, then close the window."
            ).format(browser=browser, email=plain(email or ""))
        case LogInStep.SEEN:
            said = _("You are logged in. Close the window now.")
            if platform != "win32":
                said = _("{sentence} In a moment the app closes it for you.").format(sentence=said)
        case LogInStep.CLOSING:
            return _("The app is closing the window, since you are logged in.")
        case LogInStep.READING:
            return _("The window is closed. Reading the cookies…")
    if platform == "darwin" and step is LogInStep.OPENED:
        said = _("{sentence} Then quit the browser (Cmd+Q).").format(sentence=said)
    return said


def log_in_failed_notice(outcome: LogInFailed) -> Notice:
    headline, detail = _failure(outcome)
    browser = outcome.browser
    if outcome.is_open and outcome.trouble is not LogInTrouble.IN_USE:
        left = _("The window of {browser} stays open and is yours to close.").format(
            browser=browser
        )
        detail = f"{detail} {left}"
    return Notice(headline, detail)


def _failure(outcome: LogInFailed) -> tuple[str, str]:
    browser = outcome.browser
    match outcome.trouble:
        case LogInTrouble.NO_BROWSER:
            return (
                _("No browser was found that the app can open."),
                _(
                    "It opens Chrome, Chromium, Edge, Brave, Vivaldi, Opera and Firefox. Install "
                    "one of them, or copy the cookies and paste them."
                ),
            )
        case LogInTrouble.SANDBOXED:
            return (
                _("{browser} cannot be used for this.").format(browser=browser),
                _(
                    "A Snap or Flatpak sees its own folders only, so the app cannot read the "
                    "log-in. Install the browser from its maker or your distribution, or copy the "
                    "cookies and paste them."
                ),
            )
        case LogInTrouble.RUNNING_AS_ROOT:
            return (
                _("Browsers are not opened as root."),
                _("They would run without their protection. Start the app as your own user."),
            )
        case LogInTrouble.NOT_STARTED:
            return (
                _("{browser} did not start.").format(browser=browser),
                _("Open it once by hand to see why, or choose another browser."),
            )
        case LogInTrouble.IN_USE:
            return (
                _("A {browser} window for this account is still open.").format(browser=browser),
                _("Close that window, then try again."),
            )
        case LogInTrouble.NO_PROFILE:
            reason = storage_reason(outcome.storage) if outcome.storage else ""
            return (
                _("The browser's profile could not be kept on this computer ({reason}).").format(
                    reason=reason
                ),
                _("Mend that and try again, or copy the cookies and paste them."),
            )
        case _:
            return _failure_in_the_window(outcome)


def _failure_in_the_window(outcome: LogInFailed) -> tuple[str, str]:
    browser = outcome.browser
    paste = _("Copy the cookies and paste them instead.")
    match outcome.trouble:
        case LogInTrouble.CLOSED:
            return (
                _("The window was closed, and nobody had logged in."),
                _("Try again, and close the window once LTX Studio shows that you are logged in."),
            )
        case LogInTrouble.INCOMPLETE:
            return (
                _("The log-in is not complete: {names} missing.").format(
                    names=ngettext("{names} is", "{names} are", len(outcome.missing)).format(
                        names=", ".join(outcome.missing)
                    )
                ),
                _(
                    "Log in again, and close the window only when LTX Studio has loaded. If that "
                    "does not help, copy the cookies and paste them."
                ),
            )
        case LogInTrouble.SESSION_ONLY:
            return (
                _("{browser} did not keep lt_refresh_token.").format(browser=browser),
                _(
                    "LTX Studio seems to have set it for one visit only, so it was gone with the "
                    "window. {paste}"
                ).format(paste=paste),
            )
        case LogInTrouble.OLD_SESSION:
            return (
                _("This is the session that was there before."),
                _(
                    "Only a new log-in gets new cookies: log out of LTX Studio in that window, log "
                    "in again, then close it."
                ),
            )
        case LogInTrouble.ENDED_BADLY:
            return (
                _("{browser} crashed or was ended before the session was there.").format(
                    browser=browser
                ),
                _("Try again. If it happens again, choose another browser."),
            )
        case LogInTrouble.STILL_RUNNING:
            return (
                _("You are logged in, but {browser} is still running.").format(browser=browser),
                _("Close all its windows, or quit it in its menu, then try again."),
            )
        case _:
            return (
                _("Nobody logged in in time, or {browser} did not answer.").format(browser=browser),
                _("Close its window, then try again."),
            )


def log_in_not_kept(reason: Reason) -> str:
    return _(
        "This computer could not keep whose browser profile this is ({reason}), so the next log-in "
        "begins anew."
    ).format(reason=storage_reason(reason))


def log_in_stopped(browser: str) -> str:
    return _("Stopped; nothing was sent. The window of {browser} is yours to close.").format(
        browser=browser
    )


def forgotten_notice(outcome: LogInsForgotten) -> Notice:
    if outcome.storage:
        return Notice(
            _("The log-ins could not be removed ({reason}).").format(
                reason=storage_reason(outcome.storage)
            )
        )
    headline = ngettext(
        "{count} log-in was removed from this computer.",
        "{count} log-ins were removed from this computer.",
        outcome.profiles,
    ).format(count=outcome.profiles)
    if not outcome.still_open:
        return Notice(headline)
    return Notice(
        headline,
        ngettext(
            "The window of {count} is still open; close it, then try again.",
            "The windows of {count} are still open; close them, then try again.",
            outcome.still_open,
        ).format(count=outcome.still_open),
    )


def sandbox_sentence(browser: Browser) -> str:
    """Why a browser cannot be used; "" where it can."""
    match browser.sandbox:
        case None:
            return ""
        case Sandbox.SNAP:
            return _("cannot be used: it is a Snap, which sees its own folders only")
        case Sandbox.FLATPAK:
            return _("cannot be used: it is a Flatpak, which sees its own folders only")
        case Sandbox.OURS:
            return _("cannot be used: LTX Accounts itself runs in a Flatpak")


def browser_unknown(name: str, browsers: Sequence[Browser]) -> Notice:
    """`browsers` are those that can be used."""
    if not browsers:
        return log_in_failed_notice(LogInFailed(LogInTrouble.NO_BROWSER))
    return Notice(
        _("There is no browser {name} that the app can open.").format(name=plain(name)),
        _("It can open: {browsers}.").format(browsers=", ".join(one.id for one in browsers)),
    )


def which_browser(browsers: Sequence[Browser]) -> str:
    """A question that is answered by a number; the first is the default."""
    choices = ", ".join(f"{number} {one.name}" for number, one in enumerate(browsers, 1))
    return _("In which browser do you want to log in? {choices}").format(choices=choices)


def other_account_question(email: str) -> str:
    return _("Do you want to send it for {email}?").format(email=plain(email))


def again_question() -> str:
    return _("Do you want to send it all the same?")
