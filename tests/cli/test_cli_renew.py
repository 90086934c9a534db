"""`ltx-desktop renew`: what is sent, what is refused before, and the verdict in words."""

import io
from concurrent.futures import ThreadPoolExecutor
from typing import NoReturn

import pytest
from fakes import EMAIL, NOW, FakeVault, make_account, make_record
from harness.command_line import DAY, CommandLine, ProfileWithVault, account, cookie

from ltx_desktop.app.wiring.commands import UserProfile
from ltx_desktop.cli import renew, sending
from ltx_desktop.demo.accounts import DemoAccount
from ltx_desktop.demo.faults import read_fault
from ltx_desktop.domain.paste import read as readers
from ltx_desktop.domain.paste.read import MAX_PASTE_LENGTH
from ltx_desktop.services.outcomes import Rejected, Submitted
from ltx_desktop.store.errors import VaultLocked

MAYA, STUDIO = "maya@x.example", "studio@x.example"


def hold(line: CommandLine, *accounts: DemoAccount) -> None:
    line.server.accounts.update({one.email: one for one in accounts})


def posts(line: CommandLine) -> int:
    return sum(1 for method, _path in line.server.requests if method == "POST")


def test_a_renewal_says_how_far_the_date_moved_and_keeps_max_jobs(line: CommandLine) -> None:
    hold(line, account(MAYA, 3 * DAY, max_jobs=7))
    told = line.paste(renew.run, cookie(MAYA), MAYA)
    assert (told.code, told.err) == (0, "")
    assert told.out == f"{MAYA} was renewed. Refresh token: 3 d to 90 d.\n"
    assert line.server.accounts[MAYA].max_jobs == 7
    for secret in (line.server.token, "SYN-refresh", "synthetic-user"):
        assert secret not in told.out


def test_max_jobs_come_from_the_option_then_the_paste_then_the_account(line: CommandLine) -> None:
    hold(line, account(MAYA, 3 * DAY, max_jobs=7))
    body = f'{{"cookie": "{cookie(MAYA)}", "maxJobs": 9}}'
    assert line.paste(renew.run, body, MAYA).code == 0
    assert line.server.accounts[MAYA].max_jobs == 9
    hold(line, account(MAYA, 3 * DAY, max_jobs=7))
    body = body.replace("SYN-refresh", "SYN-another")
    assert line.paste(renew.run, body, MAYA, "--max-jobs", "33").code == 0
    assert line.server.accounts[MAYA].max_jobs == 33


@pytest.mark.parametrize("number", ["0", "101", "-1", "x", "1e1", "\u0663", "9" * 5000])
def test_impossible_max_jobs_are_refused_with_2(
    line: CommandLine, capsys: pytest.CaptureFixture[str], number: str
) -> None:
    with pytest.raises(SystemExit) as ended:
        line.paste(renew.run, cookie(MAYA), MAYA, f"--max-jobs={number}")
    assert ended.value.code == 2
    assert "max jobs is a number from 1 to 100" in capsys.readouterr().err
    assert line.server.requests == []


def test_an_unknown_account_is_added_where_the_paste_names_it(line: CommandLine) -> None:
    told = line.paste(renew.run, cookie(MAYA), MAYA)
    assert (told.code, told.out) == (0, f"{MAYA} was added. Refresh token: 90 d.\n")
    assert line.server.accounts[MAYA].max_jobs == 20


def test_an_unknown_account_is_added_where_the_paste_names_nobody(line: CommandLine) -> None:
    told = line.paste(renew.run, cookie(None, "maya"), "maya@demo.example")
    assert (told.code, "was added" in told.out) == (0, True)


@pytest.mark.parametrize("fault", ["POST:500*1", "POST:reset*1"])
def test_n14_a_session_that_may_have_arrived_is_sent_again_only_knowingly(
    line: CommandLine, fault: str
) -> None:
    hold(line, account(MAYA, 3 * DAY))
    line.server.faults.add(fault)
    assert line.paste(renew.run, cookie(MAYA), MAYA).code == 2
    told = line.paste(renew.run, cookie(MAYA), MAYA)
    assert (told.code, told.out, posts(line)) == (1, "", 1)
    assert told.err.startswith("This session was sent before")
    assert told.err.endswith("To send it all the same, add --again. Nothing was sent.\n")
    told = line.paste(renew.run, cookie(MAYA), MAYA, "--again")
    assert (told.code, told.err, posts(line)) == (0, "", 2)


def test_n14_two_commands_at_the_same_time_send_one_request(line: CommandLine) -> None:
    hold(line, account(MAYA, 3 * DAY))
    line.server.faults.add("POST:delay=1")
    codes = []
    with ThreadPoolExecutor() as threads:
        ran = [threads.submit(run_beside, line) for _ in range(3)]
        codes = sorted(one.result(60) for one in ran)
    assert codes == [0, 1, 1]
    assert posts(line) == 1


def run_beside(line: CommandLine) -> int:
    profile = UserProfile(line.paths, line.server.token)
    return renew.run([MAYA], profile, io.BytesIO(cookie(MAYA).encode()))


def test_the_email_may_be_written_in_other_letters(line: CommandLine) -> None:
    hold(line, account(MAYA, 3 * DAY, max_jobs=7))
    told = line.paste(renew.run, cookie(MAYA), f" {MAYA.upper()} ")
    assert (told.code, told.err) == (0, "")
    assert line.server.accounts[MAYA].max_jobs == 7


@pytest.mark.parametrize("known", [True, False])
def test_a_paste_of_another_known_account_is_refused_and_not_sent(
    line: CommandLine, known: bool
) -> None:
    hold(line, account(MAYA, 3 * DAY), *([account(STUDIO, 3 * DAY)] if known else []))
    told = line.paste(renew.run, cookie(MAYA), STUDIO)
    assert (told.code, told.out) == (1, "")
    assert told.err == (
        f"lt_token says that this is the session of {MAYA}. You are renewing {STUDIO}. "
        "Nothing was sent.\n"
    )
    assert posts(line) == 0


def test_a_paste_that_names_an_unknown_account_does_not_renew_a_known_one(
    line: CommandLine,
) -> None:
    hold(line, account(STUDIO, 3 * DAY))
    assert line.paste(renew.run, cookie(MAYA), STUDIO).code == 1
    assert posts(line) == 0


def test_an_id_that_was_sent_for_another_account_is_refused(line: CommandLine) -> None:
    hold(line, account(MAYA, 3 * DAY), account(STUDIO, 3 * DAY))
    assert line.paste(renew.run, cookie(MAYA, "maya-id"), MAYA).code == 0
    for meant in (STUDIO, "new@x.example"):
        told = line.paste(renew.run, cookie(None, "maya-id", "SYN-another"), meant)
        assert told.code == 1
        assert told.err.startswith(f"This lt_id was sent for {MAYA} before.")
    assert posts(line) == 1


def test_the_account_that_the_service_renewed_instead_is_named(line: CommandLine) -> None:
    hold(line, account(STUDIO, 3 * DAY))
    told = line.paste(renew.run, cookie(None, "maya"), STUDIO)
    assert told.code == 1
    assert told.out.startswith("maya@demo.example was added.")
    assert told.err == (f"{STUDIO} was not renewed: this was the session of maya@demo.example.\n")


def test_the_same_paste_again_is_explained_and_not_sent(line: CommandLine) -> None:
    hold(line, account(MAYA, 3 * DAY))
    assert line.paste(renew.run, cookie(MAYA), MAYA).code == 0
    told = line.paste(renew.run, cookie(MAYA), MAYA)
    assert told.code == 1
    assert told.err.startswith("This is the session that was sent last time.")
    assert told.err.endswith("Nothing was sent.\n")
    assert posts(line) == 1


@pytest.mark.parametrize(
    ("paste", "sentence"),
    [
        (b"", "Standard input is empty"),
        (b"hello", "No cookies found in this."),
        (b"\x89PNG\0", "This is not text."),
        (b"x" * (MAX_PASTE_LENGTH + 1), "This is more text than"),
        (b"lt_id=a", "lt_token is missing."),
        ("lt_id=a; lt_token=…secured…; lt_refresh_token=b".encode(), "masked copy"),
    ],
    ids=lambda value: ascii(value)[:30],
)
def test_what_cannot_be_sent_is_refused_before_anybody_is_asked(
    line: CommandLine, paste: bytes, sentence: str
) -> None:
    told = line.paste(renew.run, paste, MAYA)
    assert (told.code, told.out) == (1, "")
    assert sentence in told.err
    assert told.err.endswith("Nothing was sent.\n")
    assert line.server.requests == []


@pytest.mark.logs_expected("the paste reader test_cli_renew failed: RuntimeError in")
def test_what_a_reader_failed_on_is_not_sent_unasked(
    line: CommandLine, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(text: str) -> NoReturn:
        raise RuntimeError(text)

    hold(line, account(MAYA, 3 * DAY))
    monkeypatch.setattr(readers, "LINE_READERS", (fail, *readers.LINE_READERS))
    told = line.paste(renew.run, cookie(MAYA), MAYA)
    assert (told.code, told.out) == (1, "")
    assert told.err.startswith("A part of the app failed while it read this")
    assert told.err.endswith("before they are sent. Nothing was sent.\n")
    assert "SYN-refresh" not in told.err
    assert line.server.requests == []


def test_a_date_that_did_not_move_is_1(line: CommandLine) -> None:
    hold(line, account(MAYA, 100 * DAY))
    told = line.paste(renew.run, cookie(MAYA), MAYA)
    assert told.code == 1
    assert told.out.startswith(f"{MAYA}: the cookie was accepted, but the date did not move.")


def test_an_account_that_keeps_its_error_is_1(capsys: pytest.CaptureFixture[str]) -> None:
    broken = make_record(make_account(error="refresh failed"))
    assert sending.tell(Submitted(broken, make_record(), read_back=True), EMAIL, NOW) == 1
    assert "the account still has an error" in capsys.readouterr().out


def test_a_refusal_without_a_word_is_1_and_wants_other_cookies(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert sending.tell(Rejected(), EMAIL, NOW) == 1
    assert "Copy the cookies again" in capsys.readouterr().err


def test_a_refusal_of_the_service_is_1_in_its_words(line: CommandLine) -> None:
    hold(line, account(MAYA, 3 * DAY))
    line.server.faults.add(read_fault("POST:400"))
    told = line.paste(renew.run, cookie(MAYA), MAYA)
    assert (told.code, told.out) == (1, "")
    assert told.err.startswith("The service did not accept this.")


def test_an_answer_that_was_lost_is_2_and_said_not_to_be_repeated(line: CommandLine) -> None:
    hold(line, account(MAYA, 3 * DAY))
    line.server.faults.add(read_fault("POST:502"))
    told = line.paste(renew.run, cookie(MAYA), MAYA)
    assert told.code == 2
    assert told.err.startswith("It is not certain that the cookie arrived.")


@pytest.mark.parametrize("fault", ["401", "402", "reset", "retired"])
def test_a_service_that_cannot_be_asked_is_2_and_gets_no_cookie(
    line: CommandLine, fault: str
) -> None:
    line.server.faults.add(read_fault(fault))
    told = line.paste(renew.run, cookie(MAYA), MAYA)
    assert (told.code, told.out) == (2, "")
    assert posts(line) == 0


def test_a_locked_keyring_is_2(line: CommandLine) -> None:
    line.profile = ProfileWithVault(line.paths, FakeVault(trouble=VaultLocked()))
    told = line.paste(renew.run, cookie(MAYA), MAYA)
    assert (told.code, "LTX_API_TOKEN" in told.err) == (2, True)


def test_an_empty_email_is_refused_with_2(
    line: CommandLine, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        line.paste(renew.run, cookie(MAYA), " ")
    assert ended.value.code == 2
    assert "an account is named by its email" in capsys.readouterr().err


def test_a_length_that_differs_from_the_last_one_is_said(line: CommandLine) -> None:
    for refresh, said in (("SYN-first", False), ("SYN-2nd", True)):
        hold(line, account(MAYA, 3 * DAY))
        told = line.paste(renew.run, cookie(MAYA, refresh=refresh), MAYA)
        assert told.code == 0
        assert ("last accepted for this account had 9." in told.err) is said
