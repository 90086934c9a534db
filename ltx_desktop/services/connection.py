"""The API token and address in use, and the one client that speaks with them."""

import asyncio
from dataclasses import replace

from ltx_desktop.api.errors import ApiError
from ltx_desktop.domain.base_url import BaseUrl
from ltx_desktop.domain.secret import Secret
from ltx_desktop.domain.token import ApiToken
from ltx_desktop.services import journal
from ltx_desktop.services.current_client import CurrentClient
from ltx_desktop.services.failures import failure_of, keyring_trouble
from ltx_desktop.services.outcomes import (
    ConnectionSaved,
    ConnectionWorks,
    Failure,
    NoAddress,
    NoToken,
    TestOutcome,
    TokenElsewhere,
    TokenUnavailable,
)
from ltx_desktop.services.ports import ClientPort, OpenClient, VaultPort
from ltx_desktop.services.preferences import Preferences
from ltx_desktop.store.errors import VaultError


class Connection:
    """Opens the client when first needed and again after the token or address changed.

    A saved token goes to the origin that it was saved for only. One that was kept without an
    origin is for the address that was in the settings at the start, if that could be read.
    """

    def __init__(self, vault: VaultPort, preferences: Preferences, open_client: OpenClient) -> None:
        self._vault = vault
        self._preferences = preferences
        self._open_client = open_client
        self._first_origin = self.base_url.origin if self.base_url else None
        self._token: ApiToken | None = None
        self._client: ClientPort | None = None
        self._opening = asyncio.Lock()

    @property
    def base_url(self) -> BaseUrl | None:
        """None: one was set, and it cannot be read."""
        return self._preferences.settings.base_url

    @property
    def token_origin(self) -> str | None:
        """Where the token in use may go; None where none was found yet."""
        return self._token.origin if self._token else None

    async def client(self) -> ClientPort | Failure:
        """The client, or why there is none; a keyring that was locked is asked again."""
        async with self._opening:
            if self._client is not None:
                return self._client
            try:
                base_url = self.base_url
                if base_url is None:
                    return NoAddress()
                token = await self._token_for(base_url)
                if not isinstance(token, Secret):
                    return token
                opened = await self._open_client(base_url, token)
                self._client = CurrentClient(opened, self._with_new_token)
            except VaultError as error:
                return TokenUnavailable(keyring_trouble(error))
            except ApiError as error:
                return failure_of(error)
            return self._client

    async def _with_new_token(self, refused: ClientPort) -> ClientPort | None:
        """The keyring's token may be another one by now: somebody saved it there."""
        try:
            token = await self._load_token()
            base_url = self.base_url
            if token is None or base_url is None or token == self._token:
                return None
            if token.origin != base_url.origin:
                return None
            opened = await self._open_client(base_url, token.secret)
        except (VaultError, ApiError):
            return None
        self._token = token
        await refused.aclose()
        return opened

    async def _token_for(self, base_url: BaseUrl) -> Secret | NoToken | TokenElsewhere:
        """The token in use, else the one in the keyring. Raises `VaultError`."""
        if self.token_origin != base_url.origin:
            # One for this address may have been saved meanwhile.
            self._token = await self._load_token() or self._token
        if self._token is None:
            return NoToken()
        if self._token.origin != base_url.origin:
            return TokenElsewhere(self._token.origin, base_url.origin)
        return self._token.secret

    async def _load_token(self) -> ApiToken | None:
        """The keyring's. Raises `VaultError`."""
        return await self._vault.load(self._first_origin)

    async def test(self, token: Secret | None, base_url: BaseUrl) -> TestOutcome:
        """Try a token (None: the one in use) at an address, without changing anything."""
        outcome = await self._test(token, base_url)
        journal.tested(base_url, outcome)
        return outcome

    async def _test(self, token: Secret | None, base_url: BaseUrl) -> TestOutcome:
        try:
            async with self._opening:
                trial = token or await self._token_for(base_url)
            if not isinstance(trial, Secret):
                return trial
            client = await self._open_client(base_url, trial)
            try:
                accounts = await client.accounts()
                try:
                    subscription = await client.subscription()
                except ApiError:
                    # Not every service that speaks the contract has this endpoint.
                    subscription = None
            finally:
                await client.aclose()
        except VaultError as error:
            return TokenUnavailable(keyring_trouble(error))
        except ApiError as error:
            return failure_of(error)
        return ConnectionWorks(len(accounts), subscription)

    async def save(self, token: Secret | None, base_url: BaseUrl) -> ConnectionSaved:
        """Use a token (None: keep the one in use) and an address from now on."""
        storage = keyring = None
        entered = ApiToken(token, base_url.origin) if token else None
        # Not while a client is being opened: it would come out with the old token or address.
        async with self._opening:
            self._token = entered or self._token
            await self.aclose()
            # Last: observers of the settings, which may fail, find all of it done.
            if base_url != self.base_url:
                storage = self._preferences.use(
                    replace(self._preferences.settings, base_url=base_url)
                )
        if entered is not None:
            try:
                await self._vault.save(entered)
            except VaultError as error:
                keyring = keyring_trouble(error)
            journal.token_saved(keyring)
        return ConnectionSaved(keyring, storage)

    async def aclose(self) -> None:
        client, self._client = self._client, None
        if client is not None:
            await client.aclose()
