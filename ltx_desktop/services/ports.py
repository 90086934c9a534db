"""What the use-cases need of the layers below, so that tests can give them fakes."""

from collections.abc import Awaitable, Callable, Collection, Iterable, Mapping
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Protocol

from ltx_desktop.domain.account import Account, AccountRecord, Capacity
from ltx_desktop.domain.base_url import BaseUrl
from ltx_desktop.domain.changes import Change
from ltx_desktop.domain.cookies import SessionCookies
from ltx_desktop.domain.fingerprint import Fingerprints
from ltx_desktop.domain.reminders import Reminded
from ltx_desktop.domain.secret import Secret
from ltx_desktop.domain.subscription import Subscription

if TYPE_CHECKING:
    from ltx_desktop.store.accounts import Comparison

Now = Callable[[], datetime]
"""This moment, aware and in UTC."""


class ClientPort(Protocol):
    """The service (`api.client.AccountsClient`); every method raises `ApiError`s."""

    @property
    def clock_skew(self) -> timedelta | None: ...
    async def accounts(self, hide: Collection[Secret] = ()) -> tuple[Account, ...]: ...
    async def account(self, email: str, hide: Collection[Secret] = ()) -> Account: ...
    async def capacity(self) -> tuple[Capacity, ...]: ...
    async def submit(self, cookies: SessionCookies, max_jobs: int) -> Account: ...
    async def remove(self, email: str) -> None: ...
    async def subscription(self) -> Subscription: ...
    async def aclose(self) -> None: ...


OpenClient = Callable[[BaseUrl, Secret], Awaitable[ClientPort]]
"""Makes a client off the GUI thread; may raise `ApiError` (a proxy that cannot be used)."""


class VaultPort(Protocol):
    """Where the API token is kept (`store.secrets`); every method raises `VaultError`s."""

    async def load(self) -> Secret | None: ...
    async def save(self, token: Secret) -> None: ...


class RecordsPort(Protocol):
    """The stored accounts (`store.accounts.AccountStore`); writers raise `StoreUnavailable`."""

    @property
    def last_refresh(self) -> datetime | None: ...
    @property
    def fingerprints(self) -> Fingerprints: ...
    def records(self) -> tuple[AccountRecord, ...]: ...
    def get(self, email: str) -> AccountRecord | None: ...
    def put(self, records: Iterable[AccountRecord]) -> None: ...
    def remove(self, emails: Iterable[str]) -> None: ...
    def compare(self, records: Iterable[AccountRecord]) -> "Comparison": ...
    def replace_all(
        self, records: "Iterable[AccountRecord] | Comparison", *, read_at: datetime
    ) -> None: ...
    def catch_up(self) -> None: ...
    def subscribe(self, callback: Callable[[Change], None]) -> Callable[[], None]: ...


class ReminderLogPort(Protocol):
    """What a person was told already (`store.reminder_log`); raises `StoreUnavailable`."""

    @property
    def told(self) -> Mapping[tuple[str, bool], Reminded]: ...
    def write(
        self, reminded: Iterable[Reminded], forget: Iterable[tuple[str, bool]] = ()
    ) -> None: ...
