"""The one translation of what the layers below raise into outcomes."""

from ltx_desktop.api import errors as api
from ltx_desktop.browsers import errors as browsers
from ltx_desktop.services import outcomes
from ltx_desktop.services.log_in_outcomes import LogInFailed, LogInTrouble
from ltx_desktop.services.outcomes import Failure, KeyringTrouble
from ltx_desktop.store import errors as store
from ltx_desktop.store.reasons import unavailable


def failure_of(error: api.ApiError) -> Failure:
    """What an error of the API layer means; a new error is `Unexpected` until it is told here."""
    match error:
        case api.Unauthorized():
            return outcomes.TokenRefused()
        case api.SubscriptionRequired():
            return outcomes.SubscriptionNeeded()
        case api.RetiredApi():
            return outcomes.ServiceRetired()
        case api.NotFound():
            return outcomes.AccountGone()
        case api.MissingCookieFields():
            return outcomes.Rejected(error.message, error.fields)
        case api.RateLimited():
            return outcomes.TooManyRequests(error.wait)
        case api.ServerError():
            return outcomes.ServiceTrouble(error.status, error.message)
        case api.Unreachable():
            return outcomes.Offline(error.obstacle)
        case api.TimedOut():
            return outcomes.TookTooLong()
        case api.BrokenAnswer():
            return outcomes.UnreadableAnswer(error.message)
        case api.Refused():
            return outcomes.Rejected(error.message)
        case _:
            return outcomes.Unexpected(error.message)


_KEYRING: dict[type[store.VaultError], KeyringTrouble] = {
    store.NoVault: KeyringTrouble.NONE_HERE,
    store.VaultLocked: KeyringTrouble.LOCKED,
    store.VaultTimedOut: KeyringTrouble.TIMED_OUT,
    store.VaultNotKept: KeyringTrouble.NOT_KEPT,
}


def keyring_trouble(error: store.VaultError) -> KeyringTrouble:
    return _KEYRING.get(type(error), KeyringTrouble.FAILED)


_LOG_IN: dict[type[browsers.BrowserError], LogInTrouble] = {
    browsers.NoBrowser: LogInTrouble.NO_BROWSER,
    browsers.SandboxedBrowser: LogInTrouble.SANDBOXED,
    browsers.RunningAsRoot: LogInTrouble.RUNNING_AS_ROOT,
    browsers.NotStarted: LogInTrouble.NOT_STARTED,
    browsers.ProfileInUse: LogInTrouble.IN_USE,
    browsers.ProfileUnavailable: LogInTrouble.NO_PROFILE,
    browsers.ClosedWithoutLogIn: LogInTrouble.CLOSED,
    browsers.CookiesIncomplete: LogInTrouble.INCOMPLETE,
    browsers.SessionOnlyCookies: LogInTrouble.SESSION_ONLY,
    browsers.OldSession: LogInTrouble.OLD_SESSION,
    browsers.EndedBadly: LogInTrouble.ENDED_BADLY,
    browsers.StillRunning: LogInTrouble.STILL_RUNNING,
    browsers.TimedOut: LogInTrouble.TIMED_OUT,
}


def log_in_failure(error: browsers.BrowserError, browser: str) -> LogInFailed:
    """What an error of the browsers' layer means for a log-in with this one."""
    return LogInFailed(
        _LOG_IN[type(error)],
        browser,
        missing=error.missing if isinstance(error, browsers.CookiesIncomplete) else (),
        storage=unavailable(error.path, error.cause).reason
        if isinstance(error, browsers.ProfileUnavailable)
        else None,
    )
