"""What every vault for the token promises, in memory or in a real Secret Service."""

import gc
from typing import Protocol

import keyring.core
import pytest
from harness.platforms import linux_only
from keyring.core import load_keyring

from ltx_desktop.domain.secret import Secret
from ltx_desktop.domain.token import ApiToken
from ltx_desktop.store.errors import NoVault, VaultLocked
from ltx_desktop.store.secrets import MemoryVault, TokenVault

SERVICE = "LTX Accounts contract test"
ORIGIN = "https://service.synthetic.example"
TOKEN = ApiToken(Secret("user:1234-abcd"), ORIGIN)
NEWER = ApiToken(Secret("user:newer"), "http://127.0.0.1:8080")


class Vault(Protocol):
    async def load(self, origin: str | None) -> ApiToken | None: ...
    async def save(self, token: ApiToken) -> None: ...
    async def forget(self) -> None: ...


@pytest.fixture(params=["memory", "secret-service"])
def vault(request: pytest.FixtureRequest) -> Vault:
    if request.param == "memory":
        return MemoryVault()
    request.getfixturevalue("secret_service")
    return _in_secret_service()


def _in_secret_service(service: str = SERVICE) -> TokenVault:
    return TokenVault(service, backend=load_keyring("keyring.backends.SecretService.Keyring"))


async def test_an_empty_one_holds_none(vault: Vault) -> None:
    await vault.forget()
    assert await vault.load(ORIGIN) is None


async def test_it_gives_back_what_it_was_given(vault: Vault) -> None:
    await vault.save(TOKEN)
    assert await vault.load(ORIGIN) == TOKEN


async def test_a_newer_token_takes_the_place_of_the_older(vault: Vault) -> None:
    await vault.save(TOKEN)
    await vault.save(NEWER)
    assert await vault.load(ORIGIN) == NEWER
    await vault.forget()
    assert await vault.load(ORIGIN) is None


async def test_forgetting_twice_is_well(vault: Vault) -> None:
    await vault.save(TOKEN)
    await vault.forget()
    await vault.forget()
    assert await vault.load(ORIGIN) is None


async def test_r7_a_token_without_an_origin_belongs_to_the_first_that_it_is_loaded_for() -> None:
    vault = MemoryVault(TOKEN.secret)
    assert await vault.load(ORIGIN) == TOKEN
    assert await vault.load("https://other.synthetic.example") == TOKEN


@pytest.mark.parametrize("text", ["x", "ü🎬\u200b", " spaces ", "line\nbreak", "x" * 5000])
async def test_it_keeps_every_character(vault: Vault, text: str) -> None:
    token = ApiToken(Secret(text), ORIGIN)
    await vault.save(token)
    assert await vault.load(ORIGIN) == token


async def test_another_vault_finds_what_the_first_saved(secret_service: object) -> None:
    await _in_secret_service().save(TOKEN)
    assert await _in_secret_service().load(ORIGIN) == TOKEN


async def test_two_services_do_not_mix(secret_service: object) -> None:
    await _in_secret_service().save(TOKEN)
    other = _in_secret_service("LTX Accounts demo")
    await other.forget()
    assert await other.load(ORIGIN) is None
    assert await _in_secret_service().load(ORIGIN) == TOKEN


async def test_r6_a_token_changed_from_outside_is_used_next(secret_service: object) -> None:
    vault = _in_secret_service()
    await vault.save(TOKEN)
    await _in_secret_service().save(NEWER)
    assert await vault.load(ORIGIN) == NEWER


async def test_r7_what_an_older_version_saved_belongs_to_the_address_of_the_first_start(
    secret_service: object,
) -> None:
    backend = load_keyring("keyring.backends.SecretService.Keyring")
    backend.set_password(SERVICE, "api-token", TOKEN.secret.reveal())
    assert await _in_secret_service().load(ORIGIN) == TOKEN
    assert await _in_secret_service().load("https://other.synthetic.example") == TOKEN


async def test_keyring_chooses_the_secret_service_by_itself(
    secret_service: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("PYTHON_KEYRING_BACKEND", raising=False)
    monkeypatch.setattr(keyring.core, "_keyring_backend", None)
    vault = TokenVault(SERVICE)
    await vault.save(TOKEN)
    assert await vault.load(ORIGIN) == TOKEN


@pytest.mark.filterwarnings("ignore:unclosed <socket:ResourceWarning")
async def test_a_locked_one_says_so(locked_secret_service: object) -> None:
    vault = _in_secret_service()
    with pytest.raises(VaultLocked):
        await vault.load(ORIGIN)
    with pytest.raises(VaultLocked):
        await vault.save(TOKEN)
    gc.collect()  # keyring leaves the connection open that found it locked


@linux_only("elsewhere keyring needs no bus")
async def test_without_a_bus_there_is_no_vault(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent/bus")
    monkeypatch.delenv("PYTHON_KEYRING_BACKEND", raising=False)
    monkeypatch.setattr(keyring.core, "_keyring_backend", None)
    with pytest.raises(NoVault):
        await TokenVault(SERVICE).save(TOKEN)
