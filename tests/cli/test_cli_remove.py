"""`ltx-desktop remove`: asks on a terminal, needs --yes elsewhere, and tells what became of it."""

import io
import sys

import pytest
from harness.command_line import DAY, CommandLine, account

from ltx_desktop.cli import list_accounts, remove
from ltx_desktop.demo.faults import read_fault
from ltx_desktop.services.outcomes import Rejected

MAYA = "maya@x.example"


@pytest.fixture(autouse=True)
def held(line: CommandLine) -> None:
    line.server.accounts[MAYA] = account(MAYA, 3 * DAY)


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def deletes(line: CommandLine) -> int:
    return sum(1 for method, _path in line.server.requests if method == "DELETE")


def test_with_yes_it_is_removed_from_service_and_store(line: CommandLine) -> None:
    line.run(list_accounts.run)
    told = line.run(remove.run, MAYA, "--yes")
    assert (told.code, told.out, told.err) == (0, f"{MAYA} was removed.\n", "")
    assert MAYA not in line.server.accounts
    assert line.run(list_accounts.run, "--offline").out == "No accounts yet.\n"


def test_an_account_that_is_gone_already_is_well(line: CommandLine) -> None:
    line.run(list_accounts.run)
    del line.server.accounts[MAYA]
    told = line.run(remove.run, MAYA, "--yes")
    assert told.code == 0
    assert told.out == f"{MAYA} was already gone from the service.\n"


@pytest.mark.parametrize(
    ("email", "advice"),
    [
        ("maja@x.example", f"Did you mean {MAYA}?"),
        ("somebody-else@elsewhere.test", "`ltx-desktop list` names all accounts."),
    ],
)
def test_an_account_that_nobody_knows_is_a_slip_of_the_pen(
    line: CommandLine, email: str, advice: str
) -> None:
    line.run(list_accounts.run)
    told = line.run(remove.run, email, "--yes")
    assert (told.code, told.out) == (1, "")
    assert told.err == f"There is no account {email}. {advice}\n"
    assert MAYA in line.server.accounts


def test_the_email_may_be_written_in_other_letters(line: CommandLine) -> None:
    line.run(list_accounts.run)
    assert line.run(remove.run, MAYA.upper(), "--yes").out == f"{MAYA} was removed.\n"


@pytest.mark.parametrize("closed", [True, False])
def test_without_a_terminal_nobody_can_be_asked(
    line: CommandLine, monkeypatch: pytest.MonkeyPatch, closed: bool
) -> None:
    monkeypatch.setattr(sys, "stdin", None if closed else io.StringIO("y\n"))
    told = line.run(remove.run, MAYA)
    assert (told.code, told.out) == (1, "")
    assert told.err == (
        f"{MAYA} was not removed. Nobody is there to be asked: say --yes if you mean it.\n"
    )
    assert deletes(line) == 0


@pytest.mark.parametrize("answer", ["y\n", "YES\n", " y \n"])
def test_a_yes_on_the_terminal_removes_it(
    line: CommandLine, monkeypatch: pytest.MonkeyPatch, answer: str
) -> None:
    monkeypatch.setattr(sys, "stdin", Terminal(answer))
    told = line.run(remove.run, MAYA)
    assert told.code == 0
    assert told.err.startswith(f"Remove {MAYA}? useapi.net forgets its cookies")


@pytest.mark.parametrize("answer", ["n\n", "\n", "", "yeah\n"])
def test_anything_else_leaves_it_alone(
    line: CommandLine, monkeypatch: pytest.MonkeyPatch, answer: str
) -> None:
    monkeypatch.setattr(sys, "stdin", Terminal(answer))
    told = line.run(remove.run, MAYA)
    assert told.code == 1
    assert told.err.endswith(f"{MAYA} was not removed.\n")
    assert deletes(line) == 0


def test_a_refusal_without_a_word_does_not_ask_for_cookies(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert remove._tell(Rejected()) == 1
    told = capsys.readouterr().err
    assert "It gave no reason." in told
    assert "cookies" not in told


@pytest.mark.parametrize(
    ("fault", "code"), [("401", 2), ("reset", 2), ("retired", 2), ("DELETE:400", 1)]
)
def test_what_the_service_refuses_or_cannot_do_is_told(
    line: CommandLine, fault: str, code: int
) -> None:
    line.server.faults.add(read_fault(fault))
    told = line.run(remove.run, MAYA, "--yes")
    assert (told.code, told.out) == (code, "")
    assert told.err
    assert MAYA in line.server.accounts
