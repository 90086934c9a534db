"""The API token and the origin that it is for: in the keyring, or in memory for this run only.

The keyring's entry is `https://api.useapi.net user:…`, in one value so that no step between two
can part them. One without an origin was saved by an older version, or from outside.
"""

import asyncio
import contextlib
from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

from ltx_desktop.domain.secret import Secret
from ltx_desktop.domain.token import ApiToken
from ltx_desktop.store.backend_errors import vault_error
from ltx_desktop.store.daemon_call import in_daemon_thread
from ltx_desktop.store.errors import NoVault, VaultError, VaultFailed, VaultNotKept, VaultTimedOut

if TYPE_CHECKING:
    from keyring.backend import KeyringBackend

T = TypeVar("T")

DEFAULT_TIMEOUT = 20.0
"""Seconds; long enough to type the keyring's password into its prompt."""

_ENTRY = "api-token"
_MOST_COPIES = 8
_SCHEMES = ("https://", "http://")
"""How an origin begins, and no token."""


class TokenVault:
    """One token in the keyring under the name of a service.

    keyring is imported and called in a daemon thread, one call at a time. A call that was not
    answered within `timeout` seconds raises VaultTimedOut and is left behind: later calls do
    not wait for it, and it does not begin another step, but the one it is in may still happen.
    """

    def __init__(
        self,
        service_name: str,
        *,
        timeout: float = DEFAULT_TIMEOUT,
        backend: "KeyringBackend | None" = None,
    ) -> None:
        """`backend` None is the one that keyring chooses."""
        self._service_name = service_name
        self._timeout = timeout
        self._backend = backend
        self._turn = asyncio.Lock()

    async def load(self, origin: str | None) -> ApiToken | None:
        """The token, None where none is kept; without one of its own, it is for `origin` for good.

        With None only one that has an origin is loaded. Raises VaultError.
        """
        return await self._call(lambda entry: entry.read(origin))

    async def save(self, token: ApiToken) -> None:
        """Keep the token, and make sure by reading it back. Raises VaultError."""
        await self._call(lambda entry: entry.write(token))

    async def forget(self) -> None:
        """Keep no token any more; no error where there was none. Raises VaultError."""
        await self._call(lambda entry: entry.erase())

    async def _call(self, step: Callable[["_Entry"], T]) -> T:
        async with self._turn:
            entry = _Entry(self._service_name, self._backend)
            try:
                result = await in_daemon_thread(
                    lambda: _result(step, entry), self._timeout, "keyring"
                )
            except TimeoutError:
                raise VaultTimedOut from None
            finally:
                entry.abandoned = True
        if isinstance(result, VaultError):
            raise result
        return result


class MemoryVault:
    """A token for this run only."""

    def __init__(self, token: Secret | None = None) -> None:
        """A `token` from outside is for the origin that it is first asked for."""
        self._token: ApiToken | Secret | None = token

    async def load(self, origin: str | None) -> ApiToken | None:
        if isinstance(self._token, Secret):
            if origin is None:
                return None
            self._token = ApiToken(self._token, origin)
        return self._token

    async def save(self, token: ApiToken) -> None:
        self._token = token

    async def forget(self) -> None:
        self._token = None


class _Entry:
    """The blocking side: what one call does, in its own thread."""

    def __init__(self, service_name: str, backend: "KeyringBackend | None") -> None:
        self._service_name = service_name
        self._backend = backend
        self.abandoned = False

    def read(self, origin: str | None) -> ApiToken | None:
        text = self._text()
        if text.startswith(_SCHEMES):
            origin, _, text = text.partition(" ")
            return ApiToken(Secret(text), origin) if text else None
        if not text or origin is None:
            return None
        token = ApiToken(Secret(text), origin)
        with contextlib.suppress(Exception):  # the token can be used all the same
            self.write(token)
        return token

    def write(self, token: ApiToken) -> None:
        # Kept in no variable, which a crash report could show.
        self._keyring().set_password(self._service_name, _ENTRY, _written(token))
        if self._text() != _written(token):
            raise VaultNotKept

    def erase(self) -> None:
        """Delete until nothing is there: some keyrings hold several and delete one."""
        failure: Exception = VaultFailed("StillThere")
        for _ in range(_MOST_COPIES):
            try:
                self._keyring().delete_password(self._service_name, _ENTRY)
            except Exception as error:  # noqa: BLE001 - perhaps only that there is none
                failure = error
            if not self._text():
                return
        raise failure

    def _text(self) -> str:
        return self._keyring().get_password(self._service_name, _ENTRY) or ""

    def _keyring(self) -> "KeyringBackend":
        """The backend, before each step."""
        if self._backend is None:
            self._backend = _find_backend()
        if self.abandoned:
            raise VaultTimedOut
        return self._backend


def _written(token: ApiToken) -> str:
    return f"{token.origin} {token.secret.reveal()}"


def _find_backend() -> "KeyringBackend":
    # What may go wrong is of every kind: a broken configuration, a missing module.
    with contextlib.suppress(Exception):
        import keyring  # 40 to 120 ms that the first frame does not wait for

        return keyring.get_keyring()
    raise NoVault


def _result(step: Callable[[_Entry], T], entry: _Entry) -> T | VaultError:
    try:
        return step(entry)
    except VaultError as error:
        return error
    except BaseException as error:  # noqa: BLE001 - nothing else would tell of it
        return vault_error(error)
