"""The one client: opened when needed, with the token and address in force."""

import asyncio

import pytest
from fakes import (
    BASE_URL,
    EMAIL,
    TOKEN,
    FakeService,
    FakeSettingsFile,
    FakeVault,
    Gate,
    Opener,
    cookie_values,
    make_account,
    make_preferences,
)

from ltx_desktop.api import errors as api
from ltx_desktop.domain.base_url import BaseUrl
from ltx_desktop.domain.cookies import SessionCookies
from ltx_desktop.domain.secret import Secret
from ltx_desktop.domain.settings import Settings
from ltx_desktop.domain.subscription import Subscription
from ltx_desktop.domain.token import ApiToken
from ltx_desktop.services import outcomes
from ltx_desktop.services.connection import Connection
from ltx_desktop.services.current_client import CurrentClient
from ltx_desktop.services.outcomes import (
    ConnectionSaved,
    ConnectionWorks,
    Failure,
    KeyringTrouble,
    NoAddress,
    NoToken,
    TokenElsewhere,
    TokenUnavailable,
)
from ltx_desktop.services.ports import ClientPort
from ltx_desktop.services.preferences import Preferences
from ltx_desktop.store import errors as store_errors
from ltx_desktop.store.errors import Reason, VaultError, VaultLocked

NEW_TOKEN = Secret("user:11111-SYNTHETIC")
NEW_URL = BaseUrl.parse("https://other.synthetic.example/v1")
OTHER_PATH = BaseUrl.parse(f"{BASE_URL.origin}/v2/ltxstudio")
ELSEWHERE = TokenElsewhere(BASE_URL.origin, NEW_URL.origin)


def asked(client: ClientPort | Failure) -> ClientPort:
    """The client that is asked in the end."""
    assert isinstance(client, CurrentClient)
    return client._client


async def test_nothing_is_opened_before_it_is_needed() -> None:
    vault, opener = FakeVault(), Opener([FakeService()])
    Connection(vault, make_preferences(), opener)
    assert (vault.loads, opener.opened) == (0, [])


async def test_it_is_opened_once_however_many_ask() -> None:
    service, gate = FakeService(), Gate()
    vault, opener = FakeVault(), Opener([service], gate=gate)
    connection = Connection(vault, make_preferences(), opener)
    async with asyncio.TaskGroup() as group:
        asking = [group.create_task(connection.client()) for _ in range(5)]
        await gate.reached.wait()
        gate.open()
    assert all(asked(task.result()) is service for task in asking)
    assert opener.opened == [(BASE_URL, TOKEN)]
    assert vault.loads == 1


async def test_who_stops_waiting_does_not_stop_the_others() -> None:
    service, gate = FakeService(), Gate()
    opener = Opener([service], gate=gate)
    connection = Connection(FakeVault(), make_preferences(), opener)
    first = asyncio.create_task(connection.client())
    await gate.reached.wait()
    second = asyncio.create_task(connection.client())
    first.cancel()
    gate.open()
    assert asked(await second) is service
    assert first.cancelled()


async def test_without_a_token_there_is_no_client_and_later_there_may_be() -> None:
    vault, service = FakeVault(token=None), FakeService()
    connection = Connection(vault, make_preferences(), Opener([service]))
    assert await connection.client() == NoToken()
    vault.token = TOKEN
    assert asked(await connection.client()) is service


@pytest.mark.parametrize(
    ("trouble", "expected"),
    [
        (store_errors.NoVault(), KeyringTrouble.NONE_HERE),
        (store_errors.VaultLocked(), KeyringTrouble.LOCKED),
        (store_errors.VaultTimedOut(), KeyringTrouble.TIMED_OUT),
        (store_errors.VaultFailed("Synthetic"), KeyringTrouble.FAILED),
    ],
)
async def test_a_keyring_in_trouble_is_asked_again(
    trouble: VaultError, expected: KeyringTrouble
) -> None:
    service, vault = FakeService(), FakeVault(trouble=trouble)
    connection = Connection(vault, make_preferences(), Opener([service]))
    assert await connection.client() == TokenUnavailable(expected)
    vault.trouble = None
    assert asked(await connection.client()) is service


async def test_a_client_that_cannot_be_opened_is_tried_again() -> None:
    service = FakeService()
    opener = Opener([service], failure=api.Unreachable("", api.Obstacle.PROXY))
    connection = Connection(FakeVault(), make_preferences(), opener)
    assert await connection.client() == outcomes.Offline(api.Obstacle.PROXY)
    opener.failure = None
    assert asked(await connection.client()) is service


# Trying


async def test_a_test_changes_nothing_and_closes_what_it_opened() -> None:
    used, tried = FakeService(), FakeService(listed={EMAIL: make_account()})
    vault, file = FakeVault(), FakeSettingsFile()
    preferences = make_preferences(file)
    opener = Opener([used, tried])
    connection = Connection(vault, preferences, opener)
    await connection.client()
    outcome = await connection.test(NEW_TOKEN, NEW_URL)
    assert outcome == ConnectionWorks(
        1, Subscription(email="owner@synthetic.example", active=True, max_accounts=3)
    )
    assert opener.opened[1] == (NEW_URL, NEW_TOKEN)
    assert (tried.closed, used.closed) == (True, False)
    assert asked(await connection.client()) is used
    assert (connection.base_url, file.saved, vault.token) == (BASE_URL, [], TOKEN)


async def test_a_test_without_a_token_takes_the_one_in_use() -> None:
    opener = Opener([FakeService(), FakeService()])
    connection = Connection(FakeVault(), make_preferences(), opener)
    await connection.client()
    assert isinstance(await connection.test(None, OTHER_PATH), ConnectionWorks)
    assert opener.opened[1] == (OTHER_PATH, TOKEN)


@pytest.mark.parametrize("is_loaded", [True, False])
async def test_r7_a_test_does_not_take_the_token_to_another_origin(*, is_loaded: bool) -> None:
    opener = Opener([FakeService()])
    connection = Connection(FakeVault(), make_preferences(), opener)
    if is_loaded:
        await connection.client()
    assert await connection.test(None, NEW_URL) == ELSEWHERE
    assert NEW_URL not in dict(opener.opened)


async def test_a_test_without_any_token_says_so() -> None:
    connection = Connection(FakeVault(token=None), make_preferences(), Opener([FakeService()]))
    assert await connection.test(None, BASE_URL) == NoToken()


async def test_a_service_without_the_subscription_page_works_all_the_same() -> None:
    service = FakeService(failures={"subscription": api.NotFound()})
    connection = Connection(FakeVault(), make_preferences(), Opener([service]))
    assert await connection.test(TOKEN, BASE_URL) == ConnectionWorks(0, None)
    assert service.closed


@pytest.mark.parametrize(
    ("error", "expected"),
    [
        (api.Unauthorized(), outcomes.TokenRefused()),
        (api.RetiredApi(), outcomes.ServiceRetired()),
        (api.Unreachable("", api.Obstacle.TLS), outcomes.Offline(api.Obstacle.TLS)),
    ],
    ids=lambda value: repr(value)[:30],
)
async def test_a_test_that_fails_says_why_and_closes_what_it_opened(
    error: api.ApiError, expected: outcomes.Failure
) -> None:
    service = FakeService(failures={"accounts": error})
    connection = Connection(FakeVault(), make_preferences(), Opener([service]))
    assert await connection.test(TOKEN, BASE_URL) == expected
    assert service.closed


async def test_a_test_says_so_where_no_client_can_be_opened() -> None:
    opener = Opener([FakeService()], failure=api.Unreachable("", api.Obstacle.PROXY))
    connection = Connection(FakeVault(), make_preferences(), opener)
    assert await connection.test(TOKEN, BASE_URL) == outcomes.Offline(api.Obstacle.PROXY)


# Saving


async def test_a_saved_token_and_address_are_in_force_at_once_and_kept() -> None:
    old, new = FakeService(), FakeService()
    vault, file, opener = FakeVault(), FakeSettingsFile(), Opener([old, new])
    connection = Connection(vault, make_preferences(file), opener)
    await connection.client()
    assert await connection.save(NEW_TOKEN, NEW_URL) == ConnectionSaved()
    assert old.closed
    assert asked(await connection.client()) is new
    assert opener.opened[1] == (NEW_URL, NEW_TOKEN)
    assert vault.token == NEW_TOKEN
    assert [settings.base_url for settings in file.saved] == [NEW_URL]


async def test_the_token_in_use_stays_where_only_the_address_is_saved() -> None:
    vault, opener = FakeVault(), Opener([FakeService(), FakeService()])
    connection = Connection(vault, make_preferences(), opener)
    await connection.client()
    await connection.save(None, OTHER_PATH)
    await connection.client()
    assert opener.opened[1] == (OTHER_PATH, TOKEN)
    assert vault.token == TOKEN


@pytest.mark.parametrize("is_loaded", [True, False])
async def test_r7_the_token_in_use_is_not_sent_to_another_origin_that_is_saved(
    *, is_loaded: bool
) -> None:
    vault, opener = FakeVault(), Opener([FakeService()])
    connection = Connection(vault, make_preferences(), opener)
    if is_loaded:
        await connection.client()
    await connection.save(None, NEW_URL)
    assert await connection.client() == ELSEWHERE
    assert connection.token_origin == BASE_URL.origin
    assert NEW_URL not in dict(opener.opened)
    await connection.save(None, BASE_URL)
    await connection.client()
    assert opener.opened[-1] == (BASE_URL, TOKEN)


async def test_r7_a_token_of_another_origin_is_not_sent_until_there_is_one_that_fits() -> None:
    vault, opener = FakeVault(origin=NEW_URL.origin), Opener([FakeService()])
    connection = Connection(vault, make_preferences(), opener)
    assert await connection.client() == TokenElsewhere(NEW_URL.origin, BASE_URL.origin)
    assert opener.opened == []
    vault.token, vault.origin = NEW_TOKEN, BASE_URL.origin
    await connection.client()
    assert opener.opened == [(BASE_URL, NEW_TOKEN)]


async def test_r7_a_token_is_kept_with_the_origin_that_it_was_saved_for() -> None:
    vault = FakeVault(token=None)
    connection = Connection(vault, make_preferences(), Opener([]))
    await connection.save(NEW_TOKEN, NEW_URL)
    assert await vault.load(BASE_URL.origin) == ApiToken(NEW_TOKEN, NEW_URL.origin)
    assert connection.token_origin == NEW_URL.origin


async def test_an_address_that_did_not_change_is_not_written() -> None:
    file = FakeSettingsFile()
    await Connection(FakeVault(), make_preferences(file), Opener([])).save(NEW_TOKEN, BASE_URL)
    assert file.saved == []


@pytest.mark.parametrize(
    ("trouble", "expected"),
    [
        (store_errors.NoVault(), KeyringTrouble.NONE_HERE),
        (store_errors.VaultNotKept(), KeyringTrouble.NOT_KEPT),
        (store_errors.VaultTimedOut(), KeyringTrouble.TIMED_OUT),
    ],
)
async def test_a_token_that_the_keyring_does_not_keep_works_for_this_run(
    trouble: VaultError, expected: KeyringTrouble
) -> None:
    service, opener = FakeService(), Opener([FakeService()])
    opener.services = [service]
    vault = FakeVault(token=None, trouble=trouble)
    connection = Connection(vault, make_preferences(), opener)
    assert await connection.save(NEW_TOKEN, BASE_URL) == ConnectionSaved(keyring=expected)
    assert asked(await connection.client()) is service
    assert opener.opened == [(BASE_URL, NEW_TOKEN)]


async def test_an_address_that_the_file_does_not_keep_works_for_this_run() -> None:
    opener = Opener([FakeService()])
    preferences = make_preferences(FakeSettingsFile(trouble=Reason.READ_ONLY))
    connection = Connection(FakeVault(), preferences, opener)
    assert await connection.save(NEW_TOKEN, NEW_URL) == ConnectionSaved(storage=Reason.READ_ONLY)
    await connection.client()
    assert opener.opened == [(NEW_URL, NEW_TOKEN)]


async def test_a_token_saved_while_the_keyring_is_slow_is_not_overwritten_by_the_old_one() -> None:
    gate = Gate()
    vault, opener = FakeVault(gate=gate), Opener([FakeService(), FakeService()])
    connection = Connection(vault, make_preferences(), opener)
    async with asyncio.TaskGroup() as group:
        group.create_task(connection.client())
        await gate.reached.wait()
        group.create_task(connection.save(NEW_TOKEN, NEW_URL))
        gate.open()
    await connection.client()
    assert opener.opened[-1] == (NEW_URL, NEW_TOKEN)


async def test_an_address_saved_while_a_client_is_opened_is_in_force_afterwards() -> None:
    gate = Gate()
    old, new = FakeService(), FakeService()
    opener = Opener([old, new], gate=gate)
    connection = Connection(FakeVault(), make_preferences(), opener)
    async with asyncio.TaskGroup() as group:
        group.create_task(connection.client())
        await gate.reached.wait()
        group.create_task(connection.save(None, OTHER_PATH))
        gate.open()
    assert asked(await connection.client()) is new
    assert old.closed
    assert opener.opened[-1] == (OTHER_PATH, TOKEN)


# Closing


async def test_closing_closes_the_client_and_may_be_repeated() -> None:
    first, second = FakeService(), FakeService()
    connection = Connection(FakeVault(), make_preferences(), Opener([first, second]))
    await connection.aclose()
    await connection.client()
    await connection.aclose()
    await connection.aclose()
    assert first.closed
    assert asked(await connection.client()) is second


async def test_a_token_is_not_shown_by_a_connection() -> None:
    vault = FakeVault(trouble=VaultLocked())
    connection = Connection(vault, make_preferences(), Opener([FakeService()]))
    await connection.save(NEW_TOKEN, BASE_URL)
    assert "SYNTHETIC" not in repr(vars(connection))


async def test_without_an_address_a_token_that_has_none_either_is_not_used() -> None:
    vault, opener = FakeVault(), Opener([FakeService()])
    preferences = Preferences(Settings(base_url=None), FakeSettingsFile())
    connection = Connection(vault, preferences, opener)
    assert await connection.client() == NoAddress()
    assert await connection.test(None, NEW_URL) == NoToken(), "it may belong to another address"
    await connection.save(None, NEW_URL)
    assert await connection.client() == NoToken()
    assert (vault.origin, opener.opened) == (None, [])
    vault.origin = NEW_URL.origin
    assert not isinstance(await connection.client(), Failure)
    assert opener.opened == [(NEW_URL, TOKEN)]


async def test_an_observer_that_fails_leaves_no_old_client_behind() -> None:
    old, new = FakeService(), FakeService()
    preferences, opener = make_preferences(), Opener([old, new])
    connection = Connection(FakeVault(), preferences, opener)
    await connection.client()

    def fail(_settings: Settings) -> None:
        raise ValueError("SYNTHETIC")

    preferences.subscribe(fail)
    with pytest.raises(ValueError, match="SYNTHETIC"):
        await connection.save(NEW_TOKEN, NEW_URL)
    assert old.closed
    await connection.client()
    assert opener.opened[-1] == (NEW_URL, NEW_TOKEN)


class TestATokenThatWasChangedOutside:
    """R6: the keyring holds another token than the one in use."""

    @pytest.fixture
    def vault(self) -> FakeVault:
        return FakeVault()

    async def test_r6_it_is_used_when_the_old_one_is_refused(self, vault: FakeVault) -> None:
        old, new = FakeService(), FakeService(listed={EMAIL: make_account()})
        old.failures["accounts"] = api.Unauthorized()
        opener = Opener([old, new])
        connection = Connection(vault, make_preferences(), opener)
        client = await connection.client()
        vault.token = Secret("user:99999-SYNTHETIC")
        assert not isinstance(client, Failure)
        assert len(await client.accounts()) == 1
        assert old.closed
        assert opener.opened[-1] == (BASE_URL, vault.token)
        again = await connection.client()
        assert not isinstance(again, Failure)
        assert len(await again.accounts()) == 1
        assert len(opener.opened) == 2

    async def test_a_submit_goes_out_with_it_too_and_once(self, vault: FakeVault) -> None:
        old, new = FakeService(), FakeService()
        old.failures["submit"] = api.Unauthorized()
        connection = Connection(vault, make_preferences(), Opener([old, new]))
        client = await connection.client()
        vault.token = Secret("user:99999-SYNTHETIC")
        assert not isinstance(client, Failure)
        await client.submit(SessionCookies.from_values(cookie_values()), 20)
        assert (len(old.submitted), len(new.submitted)) == (0, 1)

    async def test_r7_one_for_another_origin_is_not_used(self, vault: FakeVault) -> None:
        service = FakeService(failures={"accounts": api.Unauthorized()})
        opener = Opener([service])
        client = await Connection(vault, make_preferences(), opener).client()
        assert not isinstance(client, Failure)
        vault.token, vault.origin = NEW_TOKEN, NEW_URL.origin
        with pytest.raises(api.Unauthorized):
            await client.accounts()
        assert opener.opened == [(BASE_URL, TOKEN)]

    async def test_the_same_token_or_none_is_refused_as_it_was(self, vault: FakeVault) -> None:
        service = FakeService()
        service.failures["accounts"] = api.Unauthorized()
        opener = Opener([service])
        client = await Connection(vault, make_preferences(), opener).client()
        assert not isinstance(client, Failure)
        with pytest.raises(api.Unauthorized):
            await client.accounts()
        vault.token = None
        with pytest.raises(api.Unauthorized):
            await client.accounts()
        vault.trouble = VaultLocked()
        with pytest.raises(api.Unauthorized):
            await client.accounts()
        assert len(opener.opened) == 1
        assert not service.closed
