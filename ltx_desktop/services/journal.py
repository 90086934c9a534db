"""The log's lines about what was done: in English, one for each outcome, without secrets.

All are INFO. What the service, the network or the disk refuses is no fault of this program, and
the window or command says it; without a log file Python would print warnings beside that.
"""

import json
import logging
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import assert_never

from ltx_desktop.domain.account import AccountRecord
from ltx_desktop.domain.base_url import BaseUrl
from ltx_desktop.domain.problem import Problem
from ltx_desktop.domain.renewal import Verdict
from ltx_desktop.domain.settings import Settings
from ltx_desktop.services import outcomes as o
from ltx_desktop.services.clock import Skew
from ltx_desktop.services.log_in_outcomes import (
    LoggedIn,
    LogInFailed,
    LogInOutcome,
    LogInsForgotten,
)
from ltx_desktop.store.errors import Reason
from ltx_desktop.store.setting_values import written

_log = logging.getLogger(__name__)

_MOST_NAMED = 10


def refreshed(outcome: o.RefreshOutcome, before: o.RefreshOutcome | None) -> None:
    """Every failure, and a list that says something else than the one `before` it.

    An automatic refresh may come every minute.
    """
    if isinstance(outcome, o.Refreshed):
        said = _listed(outcome)
        if not isinstance(before, o.Refreshed) or said != _listed(before):
            _write(f"refresh: {said}")
    else:
        _write(f"refresh failed: {_cause(outcome)}")


def not_stored(what: str, reason: Reason) -> None:
    _write(f"not stored on this computer ({reason}): {what}")


def not_read(what: str, reason: Reason) -> None:
    _write(f"not read from this computer ({reason}): {what}")


def submitted(outcome: o.SubmitOutcome, meant: AccountRecord | None, now: datetime) -> None:
    """`meant` is the account that was to be renewed; None for a new one."""
    what = _renewal_of(meant)
    match outcome:
        case o.Submitted():
            _write(_success(outcome, meant, now))
        case o.NotConfirmed(cause, storage):
            unsure = f"it is not certain that the cookies arrived: {_cause(cause)}"
            _write(f"{what}: {unsure}{_not_stored(storage)}")
        case o.NotSent(problems):
            _write(f"{what}: nothing was sent: {', '.join(map(_problem, problems))}")
        case o.AlreadySent(at):
            _write(f"{what}: nothing was sent: these cookies were, at {_instant(at)}")
        case o.ChangedMeanwhile(record):
            until = _until(record.account.refresh_expiry)
            _write(f"{what}: nothing was sent: somebody else updated it, {until}")
        case _:
            _write(f"{what} failed: {_cause(outcome)}")


def submit_stopped(meant: AccountRecord | None) -> None:
    _write(f"{_renewal_of(meant)} was stopped: the service may have taken the cookies")


def logged_in(outcome: LogInOutcome, meant: str | None) -> None:
    """`meant` is the account that somebody was to log in to; None for a new one."""
    what = f"log-in for {meant}" if meant else "log-in for a new account"
    match outcome:
        case LoggedIn(browser=browser):
            _write(f"{what} with {browser.name}: there is a session")
        case LogInFailed(trouble, browser, missing, storage):
            named = f" with {browser}" if browser else ""
            without = f" {', '.join(missing)}" if missing else ""
            _write(f"{what}{named} failed: {trouble}{without}{_not_stored(storage)}")


def forgot_log_ins(email: str | None, outcome: LogInsForgotten) -> None:
    if outcome.profiles or outcome.still_open or outcome.storage:
        whose = f"of {email}" if email else "of all accounts"
        _write(f"forgot the log-ins {whose}: {outcome.profiles}{_not_stored(outcome.storage)}")


def removed(email: str, outcome: o.RemoveOutcome) -> None:
    if isinstance(outcome, o.RemovedFromService):
        gone = ": the service did not know it any more" if outcome.already_gone else ""
        _write(f"removed {email}{gone}{_not_stored(outcome.storage)}")
    else:
        _write(f"removal of {email} failed: {_cause(outcome)}")


def looked(emails: Sequence[str], outcome: o.LookOutcome) -> None:
    if isinstance(outcome, o.Looked):
        gone = f"; gone from the service: {_named(outcome.gone)}" if outcome.gone else ""
        left = len(emails) - outcome.accounts - len(outcome.gone)
        failed = f"; {left} not read: {_cause(outcome.failure)}" if outcome.failure else ""
        _write(f"looked at {_named(emails)}{gone}{failed}")
    else:
        _write(f"look at {_named(emails)} failed: {_cause(outcome)}")


def tested(base_url: BaseUrl, outcome: o.TestOutcome) -> None:
    if isinstance(outcome, o.ConnectionWorks):
        _write(f"test of {base_url.text}: {_accounts(outcome.accounts)}")
    else:
        _write(f"test of {base_url.text} failed: {_cause(outcome)}")


def token_saved(keyring: o.KeyringTrouble | None) -> None:
    kept = f"; kept for this run only, the keyring did not take it: {keyring}" if keyring else ""
    _write(f"the API token was replaced{kept}")


def settings_changed(before: Settings, after: Settings, storage: Reason | None) -> None:
    """Names and values are those of the settings' file."""
    old, new = written(before), written(after)
    for name in new:
        if name == "browsers":
            # A command may hold a password, for a proxy say.
            emails = {**before.browsers, **after.browsers}
            changed = [one for one in emails if before.browsers.get(one) != after.browsers.get(one)]
            how = f"for {_named(changed)}" if changed else ""
        else:
            how = f"from {json.dumps(old[name])} to {json.dumps(new[name])}"
            how = how if old[name] != new[name] else ""
        if how:
            _write(f"setting {name} changed {how}{_not_stored(storage)}")


def start_at_login_changed(*, on: bool, storage: Reason | None) -> None:
    failed = f" failed: {storage}" if storage else ""
    _write(f"setting start at login to {json.dumps(on)}{failed}")


def start_at_login_followed() -> None:
    _write("the app was moved: it starts at login from where it is now")


def looked_for_updates(outcome: o.UpdateOutcome) -> None:
    match outcome:
        case o.NewRelease(release):
            said = f"{release.version} is out"
        case o.UpToDate(running):
            said = f"{running} is the newest"
        case o.NothingReleased():
            said = "there is none"
        case _:
            said = _cause(outcome)
    _write(f"looked for new versions: {said}")


def _write(line: str) -> None:
    """Whatever the service calls its accounts, it cannot begin a line of its own."""
    if not line.isprintable():
        line = "".join(one if one.isprintable() else " " for one in line)
    _log.info("%s", line)


def _listed(outcome: o.Refreshed) -> str:
    skew = _skew(outcome.clock_skew) if outcome.clock_skew else ""
    empty = "; the service lists none, which is not believed yet" if outcome.is_emptied else ""
    return f"{_accounts(outcome.accounts)}{empty}{skew}{_not_stored(outcome.storage)}"


def _skew(skew: Skew) -> str:
    believed = "" if skew.believed else ", which is not believed"
    minutes = round(skew.by / timedelta(minutes=1))
    return f"; the service's clock is {minutes:+} min from this computer's{believed}"


def _success(outcome: o.Submitted, meant: AccountRecord | None, now: datetime) -> str:
    record, renewal = outcome.record, outcome.renewal(now)
    until = _until(renewal.after)
    done = "added" if outcome.previous is None else "renewed"
    match renewal.verdict:
        case Verdict.ADDED | Verdict.MOVED | Verdict.NOT_TOLD:
            said = f"{done} {record.email}: {until}"
        case Verdict.UNMOVED:
            said = f"{record.email} took the cookies, but its date did not move: {until}"
        case Verdict.STILL_BROKEN:
            said = f"{record.email} took the cookies, but has an error: {record.account.error}"
    notes = [
        *([f"meant for {meant.email}"] if meant and meant.email != record.email else []),
        *(["the answer was lost"] if outcome.after_lost_answer else []),
        *(["not read back"] if not outcome.read_back else []),
    ]
    return "; ".join([said, *notes]) + _not_stored(outcome.storage)


def _renewal_of(meant: AccountRecord | None) -> str:
    return f"renewal of {meant.email}" if meant else "adding an account"


def _until(end: datetime | None) -> str:
    return f"good until {_instant(end)}" if end else "the service does not say until when"


def _instant(moment: datetime) -> str:
    return f"{moment:%Y-%m-%dT%H:%MZ}"


def _problem(problem: Problem) -> str:
    return f"{problem.code} {problem.field or ''}".rstrip()


def _accounts(count: int) -> str:
    return f"{count} account{'' if count == 1 else 's'}"


def _named(emails: Sequence[str]) -> str:
    more = len(emails) - _MOST_NAMED
    named = ", ".join(emails[:_MOST_NAMED])
    return f"{named} and {more} more" if more > 0 else named


def _not_stored(reason: Reason | None) -> str:
    return f"; not stored: {reason}" if reason else ""


def _cause(failure: o.Failure) -> str:
    """Its words are the service's own, made harmless by `api.remote_text`."""
    match failure:
        case o.NoAddress():
            return "no address of a service: the one in the settings cannot be read"
        case o.NoToken():
            return "no API token"
        case o.TokenUnavailable(trouble):
            return f"the keyring does not give the API token ({trouble})"
        case o.TokenElsewhere(saved_for, wanted):
            return f"the API token was saved for {saved_for}, not for {wanted}"
        case o.TokenRefused():
            return "the API token was refused (HTTP 401)"
        case o.SubscriptionNeeded() | o.SlotsFull():
            return _subscription(failure)
        case o.ServiceRetired():
            return "no LTX Studio API at this address"
        case o.AccountGone():
            return "the service does not know the account"
        case o.Rejected(message, fields):
            missing = f"it misses {', '.join(fields)}" if fields else message
            return _with_words("the service refused", missing)
        case o.TooManyRequests(wait):
            return f"too many requests (HTTP 429), wait {wait or 'not said'}"
        case o.ServiceTrouble(status, message):
            return _with_words(f"HTTP {status}", message)
        case o.UnreadableAnswer(message):
            return _with_words("the answer could not be read", message)
        case o.Offline(obstacle):
            return f"the service cannot be reached ({obstacle})"
        case o.TookTooLong():
            return "no answer in time"
        case o.Unexpected(message):
            return _with_words("unexpected error", message)
        case _:
            assert_never(failure)


def _subscription(failure: o.SubscriptionNeeded | o.SlotsFull) -> str:
    if isinstance(failure, o.SubscriptionNeeded):
        return "no subscription (HTTP 402)"
    return f"there are {failure.slots.used} accounts of {failure.slots.allowed} that are allowed"


def _with_words(said: str, words: str) -> str:
    return f"{said}: {words}" if words else said
