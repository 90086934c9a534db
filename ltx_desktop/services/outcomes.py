"""What the use-cases return: small frozen values, closed unions, matched exhaustively.

Failure             why something could not be done, whatever it was
RefreshOutcome      Refreshed | Failure
SubmitOutcome       Submitted | NotConfirmed | NotSent | AlreadySent | ChangedMeanwhile | Failure
RemoveOutcome       RemovedFromService | Failure
LookOutcome         Looked | Failure
TestOutcome         ConnectionWorks | Failure
UpdateOutcome       NewRelease | UpToDate | NothingReleased | UpdateFailure
SaveOutcome         ConnectionSaved
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum, unique

from ltx_desktop.api.errors import Obstacle
from ltx_desktop.domain.account import AccountRecord, Capacity
from ltx_desktop.domain.history import Entry
from ltx_desktop.domain.problem import Problem
from ltx_desktop.domain.release import Release, Version
from ltx_desktop.domain.renewal import Renewal, renewal_of
from ltx_desktop.domain.subscription import Slots, Subscription
from ltx_desktop.services.clock import Skew
from ltx_desktop.store.errors import Reason

# Failure


@dataclass(frozen=True, slots=True)
class NoToken:
    """No API token is known: this is the first start."""


@unique
class KeyringTrouble(StrEnum):
    """Why the system's keyring did not give or keep the API token."""

    NONE_HERE = "none-here"
    LOCKED = "locked"
    TIMED_OUT = "timed-out"
    NOT_KEPT = "not-kept"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class NoAddress:
    """Nothing was sent: an address was set, and it cannot be read."""


@dataclass(frozen=True, slots=True)
class TokenUnavailable:
    """There may be a token, but the keyring does not hand it out."""

    trouble: KeyringTrouble


@dataclass(frozen=True, slots=True)
class TokenElsewhere:
    """Nothing was sent: the token was saved for `saved_for`, and `wanted` is another origin."""

    saved_for: str
    wanted: str


@dataclass(frozen=True, slots=True)
class TokenRefused:
    """401: the API token is wrong or was reset; it says nothing about any cookie."""


@dataclass(frozen=True, slots=True)
class SubscriptionNeeded:
    """402: the token's owner has no subscription."""


@dataclass(frozen=True, slots=True)
class SlotsFull:
    """Nothing was sent: the subscription allows no more accounts than there are."""

    slots: Slots


@dataclass(frozen=True, slots=True)
class ServiceRetired:
    """This address offers no LTX Studio API, or no longer."""


@dataclass(frozen=True, slots=True)
class AccountGone:
    """404 about one account."""


@dataclass(frozen=True, slots=True)
class Rejected:
    """400 and the like: `fields` are cookie names where the service listed some."""

    message: str = ""
    fields: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TooManyRequests:
    """429: try again after `wait`, where the service told."""

    wait: timedelta | None = None


@dataclass(frozen=True, slots=True)
class ServiceTrouble:
    """5xx, 52x, 596."""

    status: int
    message: str = ""


@dataclass(frozen=True, slots=True)
class UnreadableAnswer:
    """Something answered that is not the service, or the answer was cut."""

    message: str = ""


@dataclass(frozen=True, slots=True)
class Offline:
    """No connection to the service."""

    obstacle: Obstacle


@dataclass(frozen=True, slots=True)
class TookTooLong:
    """No answer within the time-out."""


@dataclass(frozen=True, slots=True)
class Unexpected:
    """The catch-all: an error of the API layer that has no outcome of its own."""

    message: str = ""


Failure = (
    NoAddress
    | NoToken
    | TokenUnavailable
    | TokenElsewhere
    | TokenRefused
    | SubscriptionNeeded
    | SlotsFull
    | ServiceRetired
    | AccountGone
    | Rejected
    | TooManyRequests
    | ServiceTrouble
    | UnreadableAnswer
    | Offline
    | TookTooLong
    | Unexpected
)

# Use-cases


@dataclass(frozen=True, slots=True)
class Refreshed:
    """The service's list was read; it may well be empty.

    `capacities` is how busy the accounts are, () where the service does not tell; `clock_skew` is
    None where its clock and this machine's agree. `is_emptied`: the service lists none any more,
    which changes nothing until it says so again. `died_early` are sessions of which it shows now,
    and for the first time, that they ended long before their date.
    """

    accounts: int
    capacities: tuple[Capacity, ...] = ()
    clock_skew: Skew | None = None
    storage: Reason | None = None
    is_emptied: bool = False
    died_early: tuple[Entry, ...] = ()


@dataclass(frozen=True, slots=True)
class Submitted:
    """The service has the cookies. `previous` is what was known of the account before.

    `read_back` tells whether the account could be read again after the answer, and
    `after_lost_answer` that no answer came and reading back alone showed the success.
    """

    record: AccountRecord
    previous: AccountRecord | None
    read_back: bool
    after_lost_answer: bool = False
    storage: Reason | None = None

    def renewal(self, now: datetime) -> Renewal:
        return renewal_of(self.record, self.previous, now)


@dataclass(frozen=True, slots=True)
class NotConfirmed:
    """The service may or may not have taken the cookies: no answer, and reading back was no help.

    `cause` is why there was no answer.
    """

    cause: Failure
    storage: Reason | None = None


@dataclass(frozen=True, slots=True)
class NotSent:
    """Nothing was sent, because of these problems."""

    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class AlreadySent:
    """Nothing was sent: these cookies were, `at` some time before."""

    at: datetime


@dataclass(frozen=True, slots=True)
class ChangedMeanwhile:
    """Nothing was sent: the account is not as it was `before`, somebody else has updated it."""

    record: AccountRecord
    before: AccountRecord


@dataclass(frozen=True, slots=True)
class RemovedFromService:
    """`already_gone` where the service did not know the account any more."""

    email: str
    already_gone: bool = False
    storage: Reason | None = None


@dataclass(frozen=True, slots=True)
class Looked:
    """`accounts` were read one by one; `gone` are unknown to the service.

    `failure` is why others could not be read.
    """

    accounts: int
    gone: tuple[str, ...] = ()
    failure: Failure | None = None


@dataclass(frozen=True, slots=True)
class ConnectionWorks:
    """Token and address are good; the service told of `subscription` where it can."""

    accounts: int
    subscription: Subscription | None


@dataclass(frozen=True, slots=True)
class ConnectionSaved:
    """In force for this run; what is not None could not be kept for the next one."""

    keyring: KeyringTrouble | None = None
    storage: Reason | None = None


@dataclass(frozen=True, slots=True)
class NewRelease:
    """There is a newer version than `running`."""

    release: Release
    running: Version


@dataclass(frozen=True, slots=True)
class UpToDate:
    running: Version


@dataclass(frozen=True, slots=True)
class NothingReleased:
    """The index knows no version of this app that one should use."""


RefreshOutcome = Refreshed | Failure
SubmitOutcome = Submitted | NotConfirmed | NotSent | AlreadySent | ChangedMeanwhile | Failure
RemoveOutcome = RemovedFromService | Failure
LookOutcome = Looked | Failure
TestOutcome = ConnectionWorks | Failure
UpdateFailure = Offline | TookTooLong | UnreadableAnswer
UpdateOutcome = NewRelease | UpToDate | NothingReleased | UpdateFailure
