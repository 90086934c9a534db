"""The vault against keyrings that fail in every way; a real one is in tests/contracts."""

import asyncio
import gc
import subprocess
import sys
import threading
import traceback
from collections.abc import Callable, Iterator
from types import ModuleType

import keyring
import pytest
from harness.keyrings import DictKeyring, failing
from keyring.backend import KeyringBackend
from keyring.core import load_keyring
from keyring.errors import (
    InitError,
    KeyringError,
    KeyringLocked,
    NoKeyringError,
    PasswordDeleteError,
    PasswordSetError,
)

from ltx_desktop.domain.secret import Secret
from ltx_desktop.domain.token import ApiToken
from ltx_desktop.store.daemon_call import in_daemon_thread
from ltx_desktop.store.errors import (
    NoVault,
    VaultError,
    VaultFailed,
    VaultLocked,
    VaultNotKept,
    VaultTimedOut,
)
from ltx_desktop.store.secrets import TokenVault

CANARY = "user:1234-canary-5678"
ORIGIN = "https://service.synthetic.example"
TOKEN = ApiToken(Secret(CANARY), ORIGIN)
SERVICE = "LTX Accounts test"


def caused(error: Exception, cause: Exception) -> Exception:
    error.__cause__ = cause
    return error


class SecretServiceNotAvailableException(Exception):
    """As in secretstorage, which is there on Linux only."""


class LockedException(Exception):
    """As in secretstorage."""


class PromptDismissedException(LockedException):
    """As in secretstorage."""


class KeychainDenied(Exception):
    """As in keyring's macOS back end."""


class Error(Exception):
    """As keyring's macOS back end raises it: a status, and words."""


class pywintypes_error(Exception):  # noqa: N801 - as Windows calls it, nearly
    """What the Windows back end raises for a value that is too long."""


class PanicException(BaseException):
    """What a back end written in Rust raises; PyO3 calls it that."""


TRANSLATIONS: tuple[tuple[BaseException, type[VaultError]], ...] = (
    (NoKeyringError("no backend"), NoVault),
    (SecretServiceNotAvailableException("gone"), NoVault),
    (caused(InitError(), SecretServiceNotAvailableException()), NoVault),
    (KeyringLocked("dismissed"), VaultLocked),
    (InitError("dismissed"), VaultLocked),
    (LockedException("locked"), VaultLocked),
    (caused(InitError(), PromptDismissedException()), VaultLocked),
    (caused(PasswordSetError("denied"), KeychainDenied()), VaultLocked),
    (caused(KeyringError("no prompt"), Error(-25308, "Unknown Error")), VaultLocked),
    (caused(KeyringError(CANARY), Error(-50, "Unknown Error")), VaultFailed),
    (PasswordSetError(f"cannot set {CANARY}"), VaultFailed),
    (KeyringError(CANARY), VaultFailed),
    (pywintypes_error(1783, "CredWrite", CANARY), VaultFailed),
    (UnicodeDecodeError("utf-8", CANARY.encode(), 0, 1, "bad"), VaultFailed),
    (TimeoutError(CANARY), VaultFailed),
    (SystemExit(CANARY), VaultFailed),
    (PanicException(CANARY), VaultFailed),
)


@pytest.fixture
def hang() -> Iterator[threading.Event]:
    """Set at the end, so that hanging threads go away."""
    event = threading.Event()
    yield event
    event.set()
    for thread in threading.enumerate():
        if thread.name == "keyring":
            thread.join(5)


def waiting(event: threading.Event) -> Callable[[str], None]:
    def before(_call: str) -> None:
        event.wait()

    return before


def told(error: BaseException) -> str:
    """All that a crash report could print of it, locals of the code under test included."""
    assert error.__traceback__
    below_the_test = error.__traceback__.tb_next
    report = traceback.TracebackException(type(error), error, below_the_test, capture_locals=True)
    return "".join(report.format()) + repr(error) + repr(error.__context__)


class TestTranslation:
    @pytest.mark.parametrize(
        "name",
        [
            LockedException.__name__,
            PromptDismissedException.__name__,
            SecretServiceNotAvailableException.__name__,
        ],
    )
    def test_knows_the_names_of_secretstorage(self, name: str) -> None:
        exceptions = pytest.importorskip("secretstorage.exceptions")
        assert hasattr(exceptions, name)

    @pytest.mark.parametrize(("raised", "expected"), TRANSLATIONS)
    async def test_r5_of_what_a_backend_raises(
        self, raised: BaseException, expected: type[VaultError]
    ) -> None:
        vault = TokenVault(SERVICE, backend=failing(raised))
        for call in (vault.load(ORIGIN), vault.save(TOKEN), vault.forget()):
            with pytest.raises(VaultError) as caught:
                await call
            assert type(caught.value) is expected
            assert CANARY not in told(caught.value)
            if isinstance(caught.value, VaultFailed):
                assert caught.value.kind == type(raised).__name__

    async def test_a_text_that_read_back_differs_is_not_kept(self) -> None:
        backend = DictKeyring()
        vault = TokenVault(SERVICE, backend=backend)

        def shorten(call: str) -> None:
            for copies in backend.entries.values():
                copies[:] = [text[:8] for text in copies]

        backend.before = shorten
        with pytest.raises(VaultNotKept) as caught:
            await vault.save(TOKEN)
        assert CANARY not in told(caught.value)

    async def test_keyrings_null_backend_is_noticed(self) -> None:
        vault = TokenVault(SERVICE, backend=load_keyring("keyring.backends.null.Keyring"))
        with pytest.raises(VaultNotKept):
            await vault.save(TOKEN)
        assert await vault.load(ORIGIN) is None
        await vault.forget()

    async def test_keyrings_fail_backend_is_no_vault(self) -> None:
        vault = TokenVault(SERVICE, backend=load_keyring("keyring.backends.fail.Keyring"))
        for call in (vault.load(ORIGIN), vault.save(TOKEN), vault.forget()):
            with pytest.raises(NoVault):
                await call

    async def test_a_keyring_that_cannot_be_found_is_no_vault(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def broken() -> KeyringBackend:
            raise ModuleNotFoundError("a configured backend that was uninstalled")

        monkeypatch.setattr(keyring, "get_keyring", broken)
        with pytest.raises(NoVault):
            await TokenVault(SERVICE).load(ORIGIN)

    async def test_keyring_itself_missing_is_no_vault(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        missing: ModuleType | None = None
        monkeypatch.setitem(sys.modules, "keyring", missing)
        with pytest.raises(NoVault):
            await TokenVault(SERVICE).load(ORIGIN)


class TestEntries:
    async def test_deleted_by_the_user_is_none(self) -> None:
        backend = DictKeyring()
        vault = TokenVault(SERVICE, backend=backend)
        await vault.save(TOKEN)
        backend.entries.clear()
        assert await vault.load(ORIGIN) is None

    async def test_an_empty_one_is_none(self) -> None:
        backend = DictKeyring()
        vault = TokenVault(SERVICE, backend=backend)
        await vault.save(TOKEN)
        (key,) = backend.entries
        backend.entries[key] = [""]
        assert await vault.load(ORIGIN) is None

    @pytest.mark.parametrize("text", [ORIGIN, f"{ORIGIN} "])
    async def test_one_with_an_origin_and_no_token_is_none(self, text: str) -> None:
        backend = DictKeyring()
        backend.set_password(SERVICE, "api-token", text)
        assert await TokenVault(SERVICE, backend=backend).load(ORIGIN) is None

    async def test_r7_a_token_comes_back_with_the_origin_that_it_was_saved_for(self) -> None:
        vault = TokenVault(SERVICE, backend=DictKeyring())
        await vault.save(TOKEN)
        assert await vault.load("https://other.synthetic.example") == TOKEN

    async def test_r7_a_token_of_an_older_version_belongs_to_the_first_address(self) -> None:
        backend = DictKeyring()
        backend.set_password(SERVICE, "api-token", CANARY)
        assert await TokenVault(SERVICE, backend=backend).load(ORIGIN) == TOKEN
        later = TokenVault(SERVICE, backend=backend)
        assert await later.load("https://other.synthetic.example") == TOKEN
        assert backend.entries == {(SERVICE, "api-token"): [f"{ORIGIN} {CANARY}"]}

    async def test_a_token_of_an_older_version_works_in_a_keyring_that_takes_nothing(self) -> None:
        backend = DictKeyring()
        backend.set_password(SERVICE, "api-token", CANARY)
        backend.before = failing(PasswordSetError(CANARY), at="set").before
        assert await TokenVault(SERVICE, backend=backend).load(ORIGIN) == TOKEN

    async def test_all_copies_are_forgotten(self) -> None:
        backend = DictKeyring()
        vault = TokenVault(SERVICE, backend=backend)
        await vault.save(TOKEN)
        (key,) = backend.entries
        backend.entries[key] = ["one", "two", "three"]
        await vault.forget()
        assert backend.entries == {key: []}

    async def test_one_that_cannot_be_deleted_is_told(self) -> None:
        backend = failing(PasswordDeleteError(CANARY), at="delete")
        vault = TokenVault(SERVICE, backend=backend)
        await vault.save(TOKEN)
        with pytest.raises(VaultFailed) as caught:
            await vault.forget()
        assert caught.value.kind == "PasswordDeleteError"

    async def test_one_that_is_still_there_after_deleting_is_told(self) -> None:
        backend = DictKeyring()
        vault = TokenVault(SERVICE, backend=backend)
        await vault.save(TOKEN)
        (key,) = backend.entries
        backend.entries[key] = ["again"] * 100
        with pytest.raises(VaultFailed) as caught:
            await vault.forget()
        assert caught.value.kind == "StillThere"


class TestWaiting:
    async def test_calls_run_in_daemon_threads(self) -> None:
        backend = DictKeyring()
        await TokenVault(SERVICE, backend=backend).save(TOKEN)
        assert backend.threads
        assert all(thread.daemon for thread in backend.threads)
        assert threading.main_thread() not in backend.threads

    async def test_a_call_that_hangs_times_out_and_later_ones_work(
        self, hang: threading.Event
    ) -> None:
        backend = DictKeyring(waiting(hang))
        vault = TokenVault(SERVICE, backend=backend, timeout=0.02)
        with pytest.raises(VaultTimedOut) as caught:
            await vault.save(TOKEN)
        assert CANARY not in told(caught.value)
        backend.before = lambda _call: None
        vault = _patient(vault)
        await vault.save(ApiToken(Secret("newer"), ORIGIN))
        assert await vault.load(ORIGIN) == ApiToken(Secret("newer"), ORIGIN)

    async def test_a_call_left_behind_begins_no_other_step(self, hang: threading.Event) -> None:
        calls: list[str] = []

        def before(call: str) -> None:
            calls.append(call)
            hang.wait()

        vault = TokenVault(SERVICE, backend=DictKeyring(before), timeout=0.02)
        with pytest.raises(VaultTimedOut):
            await vault.save(TOKEN)
        hang.set()
        _join_workers()
        assert calls == ["set"], "not read back, since nobody waits for it"

    async def test_a_hanging_search_for_the_keyring_saves_nothing_later(
        self, hang: threading.Event, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        backend = DictKeyring()

        def slow() -> KeyringBackend:
            hang.wait()
            return backend

        monkeypatch.setattr(keyring, "get_keyring", slow)
        vault = TokenVault(SERVICE, timeout=0.02)
        with pytest.raises(VaultTimedOut):
            await vault.save(TOKEN)
        hang.set()
        _join_workers()
        assert backend.entries == {}

    async def test_one_call_at_a_time(self, hang: threading.Event) -> None:
        backend = DictKeyring(waiting(hang))
        vault = TokenVault(SERVICE, backend=backend)
        calls = asyncio.gather(*(vault.save(ApiToken(Secret(str(n)), ORIGIN)) for n in range(5)))
        for _ in range(10):
            await asyncio.sleep(0)
        assert sum(thread.name == "keyring" for thread in threading.enumerate()) == 1
        hang.set()
        await calls
        assert await vault.load(ORIGIN) == ApiToken(Secret("4"), ORIGIN)

    async def test_a_cancelled_call_lets_the_next_one_in(self, hang: threading.Event) -> None:
        entered = asyncio.Event()
        loop = asyncio.get_running_loop()

        def before(_call: str) -> None:
            loop.call_soon_threadsafe(entered.set)
            hang.wait()

        backend = DictKeyring(before)
        vault = TokenVault(SERVICE, backend=backend)
        call = asyncio.ensure_future(vault.load(ORIGIN))
        await entered.wait()
        call.cancel()
        with pytest.raises(asyncio.CancelledError):
            await call
        backend.before = lambda _call: None
        assert await vault.load(ORIGIN) is None


class TestLoopEnds:
    def test_a_result_for_a_closed_loop_is_dropped_quietly(
        self, hang: threading.Event, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        crashes: list[object] = []
        monkeypatch.setattr(threading, "excepthook", crashes.append)
        vault = TokenVault(SERVICE, backend=DictKeyring(waiting(hang)), timeout=0.02)
        with asyncio.Runner() as runner, pytest.raises(VaultTimedOut):
            runner.run(vault.load(ORIGIN))
        hang.set()
        _join_workers()
        gc.collect()
        assert crashes == []

    def test_a_result_after_the_time_out_is_dropped_quietly(self) -> None:
        release = threading.Event()
        done = threading.Event()

        def call() -> str:
            release.wait()
            done.set()
            return "late"

        async def run() -> None:
            problems: list[dict[str, object]] = []
            asyncio.get_running_loop().set_exception_handler(
                lambda _loop, context: problems.append(context)
            )
            with pytest.raises(TimeoutError):
                await in_daemon_thread(call, 0.01, "keyring")
            release.set()
            done.wait()
            _join_workers()
            for _ in range(3):
                await asyncio.sleep(0)
            assert problems == []

        with asyncio.Runner() as runner:
            runner.run(run())

    def test_an_open_prompt_does_not_hold_up_the_exit(self) -> None:
        script = """
import asyncio, threading
from keyring.backend import KeyringBackend
from ltx_desktop.store.errors import VaultTimedOut
from ltx_desktop.store.secrets import TokenVault

class Hanging(KeyringBackend):
    priority = 1
    def get_password(self, service, username):
        threading.Event().wait()
    def set_password(self, service, username, password):
        threading.Event().wait()

async def main():
    try:
        await TokenVault("test", backend=Hanging(), timeout=0.02).load("https://h.example")
    except VaultTimedOut:
        print("timed out")

asyncio.run(main())
"""
        done = subprocess.run(
            [sys.executable, "-c", script], capture_output=True, text=True, timeout=10, check=True
        )
        assert (done.stdout, done.stderr) == ("timed out\n", "")


def test_keyring_is_not_imported_with_the_store() -> None:
    script = "import sys, ltx_desktop.store.secrets; sys.exit('keyring' in sys.modules)"
    subprocess.run([sys.executable, "-c", script], timeout=10, check=True)


def _patient(vault: TokenVault) -> TokenVault:
    """The same vault, with time enough for a slow machine."""
    vault._timeout = 20
    return vault


def _join_workers() -> None:
    for thread in threading.enumerate():
        if thread.name == "keyring":
            thread.join(5)
            assert not thread.is_alive()
