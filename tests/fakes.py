"""Stand-ins for what the use-cases need, and synthetic values that look like what they are."""

import asyncio
import base64
import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from ltx_desktop.api.errors import ApiError, NotFound
from ltx_desktop.domain.account import Account, AccountRecord, Capacity, Submission
from ltx_desktop.domain.base_url import BaseUrl
from ltx_desktop.domain.cookies import LT_ID, LT_REFRESH_TOKEN, LT_TOKEN, SessionCookies
from ltx_desktop.domain.draft import Answers
from ltx_desktop.domain.secret import Secret
from ltx_desktop.domain.settings import Settings
from ltx_desktop.domain.subscription import Subscription
from ltx_desktop.domain.token import ApiToken
from ltx_desktop.services.connection import Connection
from ltx_desktop.services.draft_session import DraftSession
from ltx_desktop.services.outcomes import SubmitOutcome
from ltx_desktop.services.ports import Now, RecordsPort
from ltx_desktop.services.preferences import Preferences
from ltx_desktop.services.submit import SubmitCookies
from ltx_desktop.store.accounts import AccountStore
from ltx_desktop.store.errors import Reason, StoreUnavailable, VaultError

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
DAY = timedelta(days=1)
EMAIL = "studio@synthetic.example"
BASE_URL = BaseUrl.parse("https://synthetic.example/v1/ltxstudio")
TOKEN = Secret("user:00000-SYNTHETIC")
BALANCE = 150.0
"""What `FakeService` says where it is asked for one account, and not in its list."""


def make_jwt(**claims: object) -> str:
    """A token with these claims and a signature that says that it is none."""
    return f"{_part({'alg': 'none', 'typ': 'JWT'})}.{_part(claims)}.SYNTHETIC-signature"


def _part(value: dict[str, object]) -> str:
    return base64.urlsafe_b64encode(json.dumps(value).encode()).decode().rstrip("=")


ID_VALUE = "user123-SYNTHETIC"
TOKEN_VALUE = make_jwt(email=EMAIL, exp=int((NOW + DAY).timestamp()))
REFRESH_VALUE = "SYNTHETIC-refresh/abc+123=="
HEADER = f"lt_id={ID_VALUE}; lt_token={TOKEN_VALUE}; lt_refresh_token={REFRESH_VALUE}"


def cookie_values(**changed: str | None) -> dict[str, Secret]:
    """The three good cookies, some of them changed, or left out where None."""
    values: dict[str, str | None] = {
        LT_ID: ID_VALUE,
        LT_TOKEN: TOKEN_VALUE,
        LT_REFRESH_TOKEN: REFRESH_VALUE,
    }
    return {name: Secret(value) for name, value in (values | changed).items() if value is not None}


def make_account(
    email: str = EMAIL,
    *,
    updated: datetime | None = NOW - DAY,
    refresh_expiry: datetime | None = NOW + 89 * DAY,
    access_expiry: datetime | None = NOW + DAY,
    max_jobs: int | None = 20,
    error: str | None = None,
) -> Account:
    return Account(
        email,
        max_jobs=max_jobs,
        updated=updated,
        access_expiry=access_expiry,
        refresh_expiry=refresh_expiry,
        error=error,
    )


def make_record(
    account: Account | None = None,
    *,
    seen: datetime = NOW - DAY,
    submission: Submission | None = None,
) -> AccountRecord:
    return AccountRecord(account or make_account(), seen, submission)


@dataclass
class Clock:
    """Says what it was set to."""

    now: datetime = NOW

    def __call__(self) -> datetime:
        return self.now


class Gate:
    """Holds a call until it is opened, and tells when somebody stands before it."""

    def __init__(self) -> None:
        self.reached = asyncio.Event()
        self._opened = asyncio.Event()

    def open(self) -> None:
        self._opened.set()

    async def pass_through(self) -> None:
        self.reached.set()
        await self._opened.wait()


@dataclass
class FakeService:
    """A service that holds `listed`; a submit puts `applied` there.

    `failures` are raised by the methods that they are named after, before they do anything;
    `lost` is raised by a submit that was applied. `gates` hold an answer that was already made,
    so that it is as old as its request.
    """

    listed: dict[str, Account] = field(default_factory=dict)
    applied: Account = field(
        default_factory=lambda: make_account(updated=NOW, refresh_expiry=NOW + 90 * DAY)
    )
    failures: dict[str, ApiError] = field(default_factory=dict)
    lost: ApiError | None = None
    gates: dict[str, Gate] = field(default_factory=dict)
    before_answer: Callable[[str], None] = lambda _method: None
    calls: list[str] = field(default_factory=list)
    submitted: list[tuple[str, int]] = field(default_factory=list)
    closed: bool = False
    capacities: tuple[Capacity, ...] = ()
    clock_skew: timedelta | None = None
    allowed: int | None = 3

    def hold(self, method: str) -> Gate:
        self.gates[method] = Gate()
        return self.gates[method]

    async def accounts(self) -> tuple[Account, ...]:
        self._called("accounts")
        answer = tuple(self.listed.values())
        await self._answering("accounts")
        return answer

    async def account(self, email: str) -> Account:
        self._called("account")
        found = self.listed.get(email)
        await self._answering("account")
        if found is None:
            raise NotFound
        return Account(
            found.email,
            max_jobs=found.max_jobs,
            updated=found.updated,
            access_expiry=found.access_expiry,
            refresh_expiry=found.refresh_expiry,
            error=found.error,
            balance=BALANCE,
        )

    async def submit(self, cookies: SessionCookies, max_jobs: int) -> Account:
        self._called("submit")
        self.submitted.append((cookies.header().reveal(), max_jobs))
        self.listed[self.applied.email] = self.applied
        await self._answering("submit")
        if self.lost:
            raise self.lost
        return self.applied

    async def remove(self, email: str) -> None:
        self._called("remove")
        known = self.listed.pop(email, None)
        await self._answering("remove")
        if known is None:
            raise NotFound

    async def capacity(self) -> tuple[Capacity, ...]:
        self._called("capacity")
        await self._answering("capacity")
        return self.capacities

    async def subscription(self) -> Subscription:
        """What is asked beside everything else, and so not among the `calls`."""
        if "subscription" in self.failures:
            raise self.failures["subscription"]
        return Subscription(email="owner@synthetic.example", active=True, max_accounts=self.allowed)

    async def aclose(self) -> None:
        self.closed = True

    def _called(self, method: str) -> None:
        if self.closed:
            raise AssertionError(f"{method} was called on a closed client")
        self.calls.append(method)
        if method in self.failures:
            raise self.failures[method]

    async def _answering(self, method: str) -> None:
        if method in self.gates:
            await self.gates[method].pass_through()
        self.before_answer(method)


@dataclass
class FakeVault:
    """A keyring with one token; `trouble` is raised as long as it is set.

    `origin` None is what an older version kept, before it is loaded.
    """

    token: Secret | None = TOKEN
    origin: str | None = None
    trouble: VaultError | None = None
    loads: int = 0
    gate: Gate | None = None

    async def load(self, origin: str | None) -> ApiToken | None:
        self.loads += 1
        token = self.token
        if self.gate:
            await self.gate.pass_through()
        if self.trouble:
            raise self.trouble
        if token is None:
            return None
        self.origin = self.origin or origin
        return ApiToken(token, self.origin) if self.origin else None

    async def save(self, token: ApiToken) -> None:
        if self.trouble:
            raise self.trouble
        self.token, self.origin = token.secret, token.origin


@dataclass
class FakeSettingsFile:
    """Keeps what it is given; `trouble` is why it cannot."""

    saved: list[Settings] = field(default_factory=list)
    trouble: Reason | None = None

    def save(self, settings: Settings) -> None:
        if self.trouble:
            raise StoreUnavailable(Path("synthetic-settings.json"), self.trouble)
        self.saved.append(settings)


class FullDiskStore(AccountStore):
    """The real store in memory, on a disk that takes nothing."""

    def __init__(self) -> None:
        super().__init__(None)

    def put(self, records: Iterable[AccountRecord]) -> None:
        super().put(records)
        raise StoreUnavailable(Path("synthetic-accounts.db"), Reason.DISK_FULL)

    def remove(self, emails: Iterable[str]) -> None:
        super().remove(emails)
        raise StoreUnavailable(Path("synthetic-accounts.db"), Reason.DISK_FULL)

    def replace_all(
        self, records: Iterable[AccountRecord], *, read_at: datetime | None = None
    ) -> None:
        super().replace_all(records, read_at=read_at)
        raise StoreUnavailable(Path("synthetic-accounts.db"), Reason.DISK_FULL)

    def catch_file_up(self) -> None:
        super().catch_file_up()
        raise StoreUnavailable(Path("synthetic-accounts.db"), Reason.DISK_FULL)


@dataclass
class Opener:
    """Opens `services` one after the other, the last again and again; notes with what."""

    services: list[FakeService]
    opened: list[tuple[BaseUrl, Secret]] = field(default_factory=list)
    failure: ApiError | None = None
    gate: Gate | None = None

    async def __call__(self, base_url: BaseUrl, token: Secret) -> FakeService:
        self.opened.append((base_url, token))
        if self.gate:
            await self.gate.pass_through()
        if self.failure:
            raise self.failure
        return self.services[min(len(self.opened), len(self.services)) - 1]


def make_preferences(file: FakeSettingsFile | None = None) -> Preferences:
    return Preferences(Settings(base_url=BASE_URL), file or FakeSettingsFile())


def connected(service: FakeService) -> Connection:
    """A connection with a token in its keyring that opens `service`."""
    return Connection(FakeVault(), make_preferences(), Opener([service]))


class SubmitValues:
    """`SubmitCookies` with a draft of the values that it is given."""

    def __init__(self, connection: Connection, store: RecordsPort, now: Now) -> None:
        self._submit = SubmitCookies(connection, store, now)
        self._draft = DraftSession(store, now)

    async def __call__(
        self,
        values: Mapping[str, Secret],
        max_jobs: int,
        seen: AccountRecord | None = None,
        *,
        again: bool = False,
    ) -> SubmitOutcome:
        answers = Answers(again=values["lt_refresh_token"] if again else None)
        return await self._submit(self._draft(values, answers=answers), max_jobs, seen)


async def forget_nothing(_email: str) -> None:
    """Where an account has no browser profiles."""
