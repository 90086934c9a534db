"""The API token and address in use, and the one client that speaks with them."""

import asyncio
from dataclasses import replace

from ltx_desktop.api.errors import ApiError
from ltx_desktop.domain.base_url import BaseUrl
from ltx_desktop.domain.secret import Secret
from ltx_desktop.services.current_client import CurrentClient
from ltx_desktop.services.failures import failure_of, keyring_trouble
from ltx_desktop.services.outcomes import (
    ConnectionSaved,
    ConnectionWorks,
    Failure,
    NoToken,
    TestOutcome,
    TokenUnavailable,
)
from ltx_desktop.services.ports import ClientPort, OpenClient, VaultPort
from ltx_desktop.services.preferences import Preferences
from ltx_desktop.store.errors import VaultError


class Connection:
    """Opens the client when first needed and again after the token or address changed."""

    def __init__(self, vault: VaultPort, preferences: Preferences, open_client: OpenClient) -> None:
        self._vault = vault
        self._preferences = preferences
        self._open_client = open_client
        self._token: Secret | None = None
        self._client: ClientPort | None = None
        self._opening = asyncio.Lock()

    @property
    def base_url(self) -> BaseUrl:
        return self._preferences.settings.base_url

    async def client(self) -> ClientPort | Failure:
        """The client, or why there is none; a keyring that was locked is asked again."""
        async with self._opening:
            if self._client is not None:
                return self._client
            try:
                token = await self._find_token()
                if token is None:
                    return NoToken()
                opened = await self._open_client(self.base_url, token)
                self._client = CurrentClient(opened, self._with_new_token)
            except VaultError as error:
                return TokenUnavailable(keyring_trouble(error))
            except ApiError as error:
                return failure_of(error)
            return self._client

    async def _with_new_token(self, refused: ClientPort) -> ClientPort | None:
        """The keyring's token may be another one by now: somebody saved it there."""
        try:
            token = await self._vault.load()
            if token is None or token == self._token:
                return None
            opened = await self._open_client(self.base_url, token)
        except (VaultError, ApiError):
            return None
        self._token = token
        await refused.aclose()
        return opened

    async def _find_token(self) -> Secret | None:
        """The token in use, else the one in the keyring. Raises `VaultError`."""
        if self._token is None:
            self._token = await self._vault.load()
        return self._token

    async def test(self, token: Secret | None, base_url: BaseUrl) -> TestOutcome:
        """Try a token (None: the one in use) at an address, without changing anything."""
        try:
            trial = token or await self._find_token()
            if trial is None:
                return NoToken()
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
        # Not while a client is being opened: it would come out with the old token or address.
        async with self._opening:
            if base_url != self.base_url:
                storage = self._preferences.use(
                    replace(self._preferences.settings, base_url=base_url)
                )
            self._token = token or self._token
            await self.aclose()
        if token is not None:
            try:
                await self._vault.save(token)
            except VaultError as error:
                keyring = keyring_trouble(error)
        return ConnectionSaved(keyring, storage)

    async def aclose(self) -> None:
        client, self._client = self._client, None
        if client is not None:
            await client.aclose()
