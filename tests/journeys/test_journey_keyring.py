"""The keyring in trouble, as it is seen at the window; the real one is in tests/contracts."""

import asyncio
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from harness.journey import User, user_at_window
from harness.keyrings import DictKeyring, failing
from harness.nine_accounts import nine_accounts
from keyring.backend import KeyringBackend
from keyring.backends.fail import Keyring as NoKeyring
from keyring.backends.null import Keyring as NullKeyring
from keyring.errors import KeyringLocked, PasswordSetError
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit

from ltx_desktop.app.clock import now
from ltx_desktop.demo.server import DemoServer
from ltx_desktop.domain.base_url import BaseUrl
from ltx_desktop.domain.secret import Secret
from ltx_desktop.domain.token import ApiToken
from ltx_desktop.store.secrets import TokenVault

NAME = "LTX Accounts journey"


@pytest.fixture
def service() -> Iterator[DemoServer]:
    with DemoServer() as server:
        yield server


def vault(backend: KeyringBackend) -> TokenVault:
    return TokenVault(NAME, backend=backend, timeout=5)


async def give_token(user: User, token: str) -> None:
    user.paste(token, user.find(QLineEdit, "API token"))
    user.click("Continue")


def token_of(service: DemoServer) -> ApiToken:
    return ApiToken(Secret(service.token), BaseUrl.parse(service.base_url).origin)


def is_in_a_file(secret: str, folder: Path) -> bool:
    files = [one for one in folder.rglob("*") if one.is_file()]
    return any(secret.encode() in one.read_bytes() for one in files)


TOO_LONG = OSError(1783, "CredWrite", "The stub received bad data")
"""As Windows' own says it of a value above 2,560 octets."""


@pytest.mark.parametrize(
    ("make", "words"),
    [
        pytest.param(NoKeyring, "This computer has no keyring", id="r1-none"),
        pytest.param(NullKeyring, "The keyring did not keep the token.", id="r2-null"),
        pytest.param(
            lambda: failing(KeyringLocked("dismissed"), at="set"),
            "The keyring is locked, so the token works for this run only.",
            id="r3-locked",
        ),
        pytest.param(
            lambda: failing(PasswordSetError("access denied"), at="set"),
            "The keyring reported an error.",
            id="r3-denied",
        ),
        pytest.param(
            lambda: failing(TOO_LONG, at="set"), "The keyring reported an error.", id="r5-too-long"
        ),
        pytest.param(
            lambda: failing(SystemExit(), at="set"), "The keyring reported an error.", id="r5-raw"
        ),
    ],
)
async def test_a_token_that_cannot_be_kept_works_for_this_run_and_no_file_has_it(
    qapp: QApplication,
    tmp_path: Path,
    service: DemoServer,
    make: Callable[[], KeyringBackend],
    words: str,
) -> None:
    async with user_at_window(tmp_path, service.base_url, vault=vault(make())) as user:
        await user.until_says("API token")
        await give_token(user, service.token)
        await user.until_rows(5)
        await user.until_says(words)
        assert "for this run only" in user.says()
    assert not is_in_a_file(service.token, tmp_path)


async def test_r3_a_locked_keyring_is_said_and_tried_again(
    qapp: QApplication, tmp_path: Path, service: DemoServer
) -> None:
    backend = failing(KeyringLocked("dismissed"))
    async with user_at_window(tmp_path, service.base_url, vault=vault(backend)) as user:
        await user.until_says("The keyring is locked. Unlock it, then refresh.")
        backend.before = lambda _call: None
        backend.set_password(NAME, "api-token", service.token)
        user.click("Try again")
        await user.until_rows(5)
        assert "locked" not in user.says()


async def test_r4_a_prompt_that_is_left_open_holds_up_neither_the_window_nor_its_end(
    qapp: QApplication, tmp_path: Path, service: DemoServer
) -> None:
    answered, asked = threading.Event(), asyncio.Event()
    loop = asyncio.get_running_loop()

    def wait(_call: str) -> None:
        loop.call_soon_threadsafe(asked.set)
        answered.wait()

    try:
        backend = DictKeyring(wait)
        async with user_at_window(tmp_path, service.base_url, vault=vault(backend)) as user:
            await asked.wait()
            user.choose("Show log")
            await user.until_dialog()
            async with asyncio.timeout(2):
                assert await user.close() == 0
    finally:
        answered.set()
        for thread in backend.threads:
            await asyncio.to_thread(thread.join)


async def test_r5_an_entry_that_was_deleted_is_asked_for_again(
    qapp: QApplication, tmp_path: Path, service: DemoServer
) -> None:
    backend = DictKeyring()
    await vault(backend).save(token_of(service))
    async with user_at_window(tmp_path, service.base_url, vault=vault(backend)) as user:
        await user.until_rows(5)
    backend.entries.clear()
    (tmp_path / "data" / "accounts.sqlite3").unlink()
    async with user_at_window(tmp_path, service.base_url, vault=vault(backend)) as user:
        await user.until_says("Paste your useapi.net API token to begin.")
        await give_token(user, service.token)
        await user.until_rows(5)
    assert await vault(backend).load("https://unasked.example") == token_of(service)


async def test_r7_a_saved_token_is_not_sent_to_another_address(
    qapp: QApplication, tmp_path: Path, service: DemoServer
) -> None:
    backend = DictKeyring()
    await vault(backend).save(token_of(service))
    accounts = nine_accounts(now().timestamp())
    with DemoServer(accounts=accounts, token=service.token) as other:
        async with user_at_window(tmp_path, service.base_url, vault=vault(backend)) as user:
            await user.until_rows(5)
            user.choose("Settings")
            await user.until_dialog()
            address = user.find(QLineEdit, "Address of the service")
            address.setText(other.base_url)
            ours, theirs = (token_of(one).origin for one in (service, other))
            assert f"saved for {ours} and goes nowhere else" in user.says(user.dialog())
            assert f"To use {theirs}, enter a token" in user.says(user.dialog())
            for name in ("Test the connection", "Save"):
                assert not user.find(QAbstractButton, name).isEnabled()
            address.setText(f"{ours}/v2/../v1/ltxstudio")
            assert user.find(QAbstractButton, "Save").isEnabled()
            address.setText(other.base_url)
            assert other.requests == []
            user.paste(other.token, user.find(QLineEdit, "API token"))
            user.click("Test the connection")
            await user.until_dialog_says("The token works: 9 accounts.")
            user.click("Save")
            await user.until_rows(9)
        assert await vault(backend).load(ours) == token_of(other)


async def test_r7_a_start_with_another_address_sends_nothing_and_says_so(
    qapp: QApplication, tmp_path: Path, service: DemoServer
) -> None:
    backend = DictKeyring()
    await vault(backend).save(token_of(service))
    with DemoServer(accounts=[], token=service.token) as other:
        async with user_at_window(tmp_path, other.base_url, vault=vault(backend)) as user:
            await user.until_says("The saved API token belongs to another address.")
            user.click("Settings…")
            await user.until_dialog()
            address = user.find(QLineEdit, "Address of the service")
            address.setText(f"{other.base_url}/")
            assert user.find(QAbstractButton, "Save").isEnabled()
            user.click("Test the connection")
            await user.until_dialog_says("The saved API token belongs to another address.")
            address.setText(service.base_url)
            user.click("Test the connection")
            await user.until_dialog_says("The token works: 5 accounts.")
            user.click("Save")
            await user.until_rows(5)
            assert "belongs to another address" not in user.says()
        assert other.requests == []


async def test_r7_a_token_of_an_older_version_belongs_to_the_address_in_the_settings(
    qapp: QApplication, tmp_path: Path, service: DemoServer
) -> None:
    backend = DictKeyring()
    backend.set_password(NAME, "api-token", service.token)
    async with user_at_window(tmp_path, service.base_url, vault=vault(backend)) as user:
        await user.until_rows(5)
    assert await vault(backend).load("https://unasked.example") == token_of(service)
