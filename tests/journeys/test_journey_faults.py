"""What a user sees when something goes wrong; nothing that was pasted is ever lost."""

import asyncio
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from harness.journey import Clocks, User, cookie, user_at_window
from harness.paths import paths_in
from harness.waiting import until
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit

from ltx_desktop.demo.server import DemoServer
from ltx_desktop.ui.edit.edit_dialog import EditDialog

STUDIO = "studio@northlight.example"
PASTED = cookie(STUDIO)


@pytest.fixture
def service() -> Iterator[DemoServer]:
    with DemoServer() as server:
        yield server


PROVES_THAT_NOTHING_WAS_USED = {"POST:401", "POST:402", "POST:410"}


async def renew_with(user: User, service: DemoServer, fault: str) -> None:
    await user.until_rows(5)
    service.faults.add(fault)
    await user.open_renewal(STUDIO)
    await user.paste_cookies(PASTED)
    user.click("Renew")


def nothing_is_lost(user: User) -> bool:
    return user.paste_box().toPlainText() == PASTED and all(
        user.field(name).text() for name in ("lt_id", "lt_token", "lt_refresh_token")
    )


@pytest.mark.parametrize(
    ("fault", "words"),
    [
        ("POST:401", "The API token was refused."),
        ("POST:402", "useapi.net asks for a subscription."),
        ("POST:429=30", "Try again in 30 s."),
        ("POST:410", "This service does not offer LTX Studio."),
        ("POST:error-object", "It says: Bad request"),
        ("502", "It is not certain that the cookie arrived."),
        ("POST:reset", "It is not certain that the cookie arrived."),
        ("POST:html", "It is not certain that the cookie arrived."),
    ],
)
async def test_a_refused_submit_keeps_the_dialog_and_everything_in_it(
    qapp: QApplication, tmp_path: Path, service: DemoServer, fault: str, words: str
) -> None:
    async with user_at_window(tmp_path, service.base_url, service.token) as user:
        await renew_with(user, service, fault)
        await user.until_dialog_says(words)
        assert nothing_is_lost(user)
        service.faults.replace([])
        user.click("Renew")
        if fault not in PROVES_THAT_NOTHING_WAS_USED:
            await user.until_dialog_says("This session was sent before")
            user.click("Send it again")
        await user.until_says(f"{STUDIO} was renewed.")


async def test_n2_fields_that_the_service_names_are_marked_and_get_the_focus(
    qapp: QApplication, tmp_path: Path, service: DemoServer
) -> None:
    async with user_at_window(tmp_path, service.base_url, service.token) as user:
        await renew_with(user, service, "POST:400")
        await user.until_dialog_says("It misses: lt_token, lt_refresh_token.")
        said = user.says(user.dialog())
        assert "The service says that lt_token is missing." in said
        assert "The service says that lt_refresh_token is missing." in said
        assert "The service says that lt_id is missing." not in said
        await until(lambda: user.field("lt_token").hasFocus(), "the focus on lt_token")
        assert nothing_is_lost(user)


async def test_n13_a_lost_answer_is_reported_as_the_success_that_it_was(
    qapp: QApplication, tmp_path: Path, service: DemoServer
) -> None:
    async with user_at_window(tmp_path, service.base_url, service.token) as user:
        await renew_with(user, service, "POST:lost-answer*1")
        await user.until_says("The answer was lost, but the account shows the new cookie.")
        posts = [one for one in service.requests if one[0] == "POST"]
        assert len(posts) == 1


async def test_a_slow_submit_can_be_stopped_and_the_window_stays_alive(
    qapp: QApplication, tmp_path: Path, service: DemoServer
) -> None:
    async with user_at_window(tmp_path, service.base_url, service.token) as user:
        await renew_with(user, service, "POST:delay=60")
        await user.until_dialog_says("Sending to the service…")
        await until(lambda: ("POST", "/v1/ltxstudio/accounts") in service.requests, "the POST")
        user.key(Qt.Key.Key_Escape)
        await user.until_dialog_says("Stopped. The service may already have taken the cookie")
        assert nothing_is_lost(user)
        reads = len(service.requests)
        user.key(Qt.Key.Key_Escape)
        await user.until_no_dialog()
        await until(lambda: len(service.requests) > reads, "the list to be read again")


async def test_n14_a_double_click_sends_one_request(
    qapp: QApplication, tmp_path: Path, service: DemoServer
) -> None:
    posted = ("POST", "/v1/ltxstudio/accounts")
    async with user_at_window(tmp_path, service.base_url, service.token) as user:
        await user.until_rows(5)
        service.faults.add("POST:delay=0.5")
        await user.open_renewal(STUDIO)
        await user.paste_cookies(PASTED)
        dialog = user.dialog()
        assert isinstance(dialog, EditDialog)
        user.click("Renew")
        dialog.submit()
        await until(lambda: posted in service.requests, "the POST")
        dialog.submit()
        await user.until_says(f"{STUDIO} was renewed.")
        assert service.requests.count(posted) == 1


@pytest.mark.parametrize("fault", ["POST:500*1", "POST:reset*1"])
async def test_n14_after_a_fast_failure_the_same_session_is_sent_again_only_with_a_yes(
    qapp: QApplication, tmp_path: Path, service: DemoServer, fault: str
) -> None:
    posted = ("POST", "/v1/ltxstudio/accounts")
    async with user_at_window(tmp_path, service.base_url, service.token) as user:
        await user.until_rows(5)
        service.faults.add(fault)
        await user.open_renewal(STUDIO)
        await user.paste_cookies(PASTED)
        user.click("Renew")
        await user.until_dialog_says("It is not certain that the cookie arrived.")
        user.click("Renew")
        await user.until_dialog_says("This session was sent before")
        assert service.requests.count(posted) == 1
        user.click("Send it again")
        await user.until_says(f"{STUDIO} was renewed.")
        assert service.requests.count(posted) == 2


async def test_n14_after_a_restart_a_session_that_may_have_arrived_is_known(
    qapp: QApplication, tmp_path: Path, service: DemoServer
) -> None:
    async with user_at_window(tmp_path, service.base_url, service.token) as user:
        await user.until_rows(5)
        service.faults.add("POST:500*1")
        await user.open_renewal(STUDIO)
        await user.paste_cookies(PASTED)
        user.click("Renew")
        await user.until_dialog_says("It is not certain that the cookie arrived.")
    async with user_at_window(tmp_path, service.base_url, service.token) as user:
        await user.until_rows(5)
        await user.open_renewal(STUDIO)
        await user.paste_cookies(PASTED)
        await user.until_dialog_says("This session was sent before")


async def test_an_empty_list_is_said_and_changes_nothing_until_it_repeats(
    qapp: QApplication, tmp_path: Path
) -> None:
    clocks = Clocks()
    with DemoServer(clock=clocks.timestamp) as service:
        async with user_at_window(tmp_path, service.base_url, service.token, clocks=clocks) as user:
            await user.until_rows(5)
            await user.until_refreshed()
            service.accounts.clear()
            user.choose("Refresh")
            await user.until_says("The service lists no accounts any more.")
            assert len(user.rows()) == 5
            clocks.run(timedelta(minutes=2))
            user.click("Refresh")
            await user.until_rows(0)


@pytest.mark.parametrize("fault", ["GET:delay=60", "POST:delay=60"])
async def test_the_window_closes_in_the_middle_of_a_request(
    qapp: QApplication, tmp_path: Path, service: DemoServer, fault: str
) -> None:
    async with user_at_window(tmp_path, service.base_url, service.token) as user:
        if fault.startswith("POST"):
            await user.until_rows(5)
            asked = len(service.requests)
            await renew_with(user, service, fault)
        else:
            await user.until_refreshed()
            asked = len(service.requests)
            service.faults.add(fault)
            user.choose("Refresh")
        await until(lambda: len(service.requests) > asked, "the request")
        async with asyncio.timeout(2):
            assert await user.close() == 0


@pytest.mark.parametrize(
    ("fault", "words", "way_out"),
    [
        ("401", "The API token was refused.", "Settings…"),
        ("402", "useapi.net asks for a subscription.", "Try again"),
        ("retired", "This service does not offer LTX Studio.", "Settings…"),
        ("410", "This service does not offer LTX Studio.", "Settings…"),
        ("429=20", "The service asks to slow down.", "Try again"),
        ("500", "The service has a problem (status 500).", "Try again"),
        ("522", "The service has a problem (status 522).", "Try again"),
        ("596", "The service has a problem (status 596).", "Try again"),
        ("html", "The answer could not be read.", "Try again"),
        ("redirect=http://127.0.0.1:9/", "The answer could not be read.", "Try again"),
        ("reset", "The service cannot be reached.", "Try again"),
    ],
)
async def test_a_failing_start_has_words_of_its_own_and_a_way_out(
    qapp: QApplication, tmp_path: Path, service: DemoServer, fault: str, words: str, way_out: str
) -> None:
    service.faults.add(fault)
    async with user_at_window(tmp_path, service.base_url, service.token) as user:
        await user.until_says(words)
        user.click(way_out)
        if way_out == "Settings…":
            await user.until_dialog()
            user.key(Qt.Key.Key_Escape)
            await user.until_no_dialog()
        service.faults.replace([])
        await until(user.window.actions_.refresh.isEnabled, "the refresh to end")
        user.choose("Refresh")
        await user.until_rows(5)
        assert words not in user.says()


@pytest.mark.parametrize(
    ("fault", "words"),
    [
        pytest.param("402", "useapi.net asks for a subscription.", id="n4"),
        pytest.param("410", "This service does not offer LTX Studio.", id="n6"),
        pytest.param("500", "The service has a problem (status 500).", id="n1"),
        pytest.param("html", "The answer could not be read.", id="n10-captive-portal"),
        pytest.param("401", "The API token was refused.", id="n3"),
    ],
)
async def test_a_failing_refresh_leaves_the_accounts_on_the_screen(
    qapp: QApplication, tmp_path: Path, service: DemoServer, fault: str, words: str
) -> None:
    async with user_at_window(tmp_path, service.base_url, service.token) as user:
        await user.until_refreshed()
        service.faults.add(fault)
        user.choose("Refresh")
        await user.until_says(words)
        assert len(user.rows()) == 5
        assert "Shown as of" in user.says()


async def test_a_refused_token_stays_in_the_welcome_to_be_mended(
    qapp: QApplication, tmp_path: Path, service: DemoServer
) -> None:
    async with user_at_window(tmp_path, service.base_url) as user:
        await user.until_says("Paste your useapi.net API token to begin.")
        field = user.find(QLineEdit, "API token")
        user.paste("user:0-wrong", field)
        user.click("Continue")
        await user.until_says("The API token was refused.")
        assert field.text() == "user:0-wrong"
        field.clear()
        user.paste(service.token, field)
        user.click("Continue")
        await user.until_rows(5)


@pytest.mark.parametrize("dialog", ["Add account", "Renew", "Name and note", "Settings"])
async def test_the_window_closes_with_a_dialog_open(
    qapp: QApplication, tmp_path: Path, service: DemoServer, dialog: str
) -> None:
    async with user_at_window(tmp_path, service.base_url, service.token) as user:
        await user.until_rows(5)
        await user.select(STUDIO)
        user.choose(dialog)
        await user.until_dialog()
        async with asyncio.timeout(2):
            assert await user.close() == 0


async def test_refresh_cannot_be_chosen_again_while_the_accounts_are_being_read(
    qapp: QApplication, tmp_path: Path, service: DemoServer
) -> None:
    async with user_at_window(tmp_path, service.base_url, service.token) as user:
        await user.until_refreshed()
        refresh = user.window.actions_.refresh
        service.faults.add("GET:late-answer=1*1")
        user.choose("Refresh")
        await until(lambda: not refresh.isEnabled(), "the refresh")
        for email in [*user.rows()][-2:]:
            await user.select(email)
            assert not refresh.isEnabled()
        await until(refresh.isEnabled, "the refresh to end")


async def test_n15_a_submit_during_a_slow_refresh_is_not_undone_by_the_older_list(
    qapp: QApplication, tmp_path: Path, service: DemoServer
) -> None:
    async with user_at_window(tmp_path, service.base_url, service.token) as user:
        await user.until_refreshed()
        service.faults.add("GET:late-answer=1*1")
        user.choose("Refresh")
        asked = len(service.requests)
        await until(lambda: len(service.requests) > asked, "the refresh")
        await user.open_adding()
        await user.paste_cookies(cookie("new@synthetic.example"))
        user.click("Add account")
        await user.until_rows(6)
        await until(user.window.actions_.refresh.isEnabled, "the refresh to end")
        assert len(user.rows()) == 6


async def test_files_that_were_set_aside_are_named_whatever_else_goes_wrong(
    qapp: QApplication, tmp_path: Path, service: DemoServer
) -> None:
    paths = paths_in(tmp_path)
    for path in (paths.database, paths.settings):
        path.parent.mkdir(parents=True)
        path.write_text("this is neither a database nor JSON")
    service.faults.add("500")
    async with user_at_window(tmp_path, service.base_url, service.token) as user:
        await user.until_says("The service has a problem (status 500).")
        assert "The stored accounts were damaged." in user.says()
        assert "Some settings cannot be used" in user.says()
        kept = [one for one in (tmp_path / "data").iterdir() if "damaged" in one.name]
        assert str(kept[0]) in user.says()


async def test_n16_a_renewal_of_somebody_else_meanwhile_is_shown_before_it_is_overwritten(
    qapp: QApplication, tmp_path: Path, service: DemoServer
) -> None:
    """N16."""
    async with user_at_window(tmp_path, service.base_url, service.token) as user:
        await user.until_refreshed()
        email = "studio@northlight.example"
        await user.open_renewal(email)
        account = service.accounts[email]
        account.updated += 80 * 86400
        account.refresh_expire += 70 * 86400
        await user.paste_cookies(cookie(email))
        user.key(Qt.Key.Key_Return)
        await user.until_dialog_says(f"{email} was updated by somebody else")
        assert "Nothing was sent. Send your cookies all the same?" in user.says(user.dialog())
        assert ("POST", "/v1/ltxstudio/accounts") not in service.requests
        user.key(Qt.Key.Key_Return)
        await user.until_no_dialog()
        await user.until_says(f"{email} was renewed.")


async def test_return_after_a_failure_tries_again_and_does_not_close_what_was_pasted(
    qapp: QApplication, tmp_path: Path, service: DemoServer
) -> None:
    async with user_at_window(tmp_path, service.base_url, service.token) as user:
        await user.until_refreshed()
        service.faults.add("POST:402*1")
        await user.open_adding()
        await user.paste_cookies(cookie("new@synthetic.example"))
        user.key(Qt.Key.Key_Return)
        await user.until_dialog_says("subscription")
        focused = QApplication.focusWidget()
        assert focused is None or focused.accessibleName() != "Cancel"
        user.key(Qt.Key.Key_Return)
        await user.until_says("new@synthetic.example was added.")
