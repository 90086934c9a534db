"""`ltx-desktop check`: spans, verdicts, exit codes, and what it names."""

import json
import re
from datetime import UTC, datetime, timedelta

import pytest
from harness.command_line import DAY, HOUR, CommandLine, account, unknown

from ltx_desktop.app.wiring import commands
from ltx_desktop.cli import check, list_accounts
from ltx_desktop.cli.arguments import span
from ltx_desktop.demo.accounts import DemoAccount
from ltx_desktop.demo.faults import read_fault


def hold(line: CommandLine, *accounts: DemoAccount) -> None:
    line.server.accounts.update({one.email: one for one in accounts})


@pytest.mark.parametrize(
    ("text", "length"),
    [
        ("7d", timedelta(days=7)),
        ("36h", timedelta(hours=36)),
        ("90m", timedelta(minutes=90)),
        ("2w", timedelta(weeks=2)),
        ("1d12h", timedelta(days=1, hours=12)),
        ("1w2d3h4m", timedelta(weeks=1, days=2, hours=3, minutes=4)),
        ("0m", timedelta()),
        ("3650d", timedelta(days=3650)),
    ],
)
def test_a_span_of_time_is_read(text: str, length: timedelta) -> None:
    assert span(text) == length


@pytest.mark.parametrize(
    "text",
    [
        "",
        "7",
        "d",
        "7x",
        "-7d",
        "1.5d",
        "7 d",
        "12h1d",
        "7d7d",
        "\u0667d",
        "3651d",
        "9" * 5000 + "w",
    ],
)
def test_what_is_no_span_is_refused_with_2_and_one_line(
    line: CommandLine, capsys: pytest.CaptureFixture[str], text: str
) -> None:
    with pytest.raises(SystemExit) as ended:
        line.run(check.run, f"--within={text}")
    assert ended.value.code == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert "ltx-desktop check: error: argument --within: a span of time is " in said.err
    assert said.err.count("\n") == 1


def test_all_fine_is_one_line_and_0(line: CommandLine) -> None:
    hold(line, account("a@x.example", 20 * DAY), account("b@x.example", 8 * DAY))
    told = line.run(check.run)
    assert (told.code, told.out, told.err) == (0, "All 2 accounts are fine for 7 d.\n", "")
    del line.server.accounts["b@x.example"]
    assert line.run(check.run, "--within", "36h").out == "The account is fine for 1 d 12 h.\n"


def test_accounts_that_end_in_time_are_named_most_urgent_first_and_it_is_1(
    line: CommandLine,
) -> None:
    hold(
        line,
        account("fine@x.example", 20 * DAY),
        account("week@x.example", 6 * DAY + HOUR),
        account("urgent@x.example", 40 * HOUR),
        account("dead@x.example", -2 * DAY),
        account("broken@x.example", 20 * DAY, error="Session refresh failed"),
        unknown("unknown@x.example"),
    )
    told = line.run(check.run, "--within", "7d")
    assert told.code == 1
    assert told.out.splitlines() == [
        "4 accounts need renewal within 7 d:",
        "  broken@x.example: now (Needs attention)",
        "  dead@x.example: expired 1 d ago (Expired)",
        "  urgent@x.example: 1 d 16 h (Urgent)",
        "  week@x.example: 6 d 1 h (Renew soon)",
        "Of 1 account nobody knows when it ends:",
        "  unknown@x.example: unknown (Unknown)",
    ]


def test_an_account_of_which_nobody_knows_is_2_where_nothing_else_is_due(
    line: CommandLine,
) -> None:
    hold(line, account("fine@x.example", 20 * DAY), unknown("unknown@x.example"))
    told = line.run(check.run)
    assert (told.code, told.out.splitlines()[0]) == (2, "Of 1 account nobody knows when it ends:")
    assert line.run(check.run, "--within", "30d").code == 1


def test_without_accounts_nothing_needs_renewal(line: CommandLine) -> None:
    told = line.run(check.run)
    assert (told.code, told.out) == (0, "There are no accounts.\n")


@pytest.mark.parametrize("fault", ["401", "402", "500", "reset", "retired"])
def test_a_service_that_cannot_be_asked_is_2_whatever_is_stored(
    line: CommandLine, fault: str
) -> None:
    hold(line, account("dead@x.example", -2 * DAY))
    assert line.run(check.run).code == 1
    line.server.faults.replace([read_fault(fault)])
    told = line.run(check.run)
    assert (told.code, told.out) == (2, "")
    assert told.err
    found = line.run(check.run, "--json")
    assert found.code == 2
    assert json.loads(found.out) == {
        "verdict": "unknown",
        "within_seconds": 604800,
        "read_at": None,
        "accounts": [],
    }


def test_json_tells_verdict_span_and_each_account(line: CommandLine) -> None:
    hold(
        line,
        account("fine@x.example", 20 * DAY),
        account("soon@x.example", DAY),
        unknown("unknown@x.example"),
    )
    told = line.run(check.run, "--json", "--within", "2d")
    found = json.loads(told.out)
    assert (told.code, found["verdict"], found["within_seconds"]) == (1, "renew", 172800)
    assert [(one["email"], one["ends_within"]) for one in found["accounts"]] == [
        ("soon@x.example", True),
        ("unknown@x.example", None),
        ("fine@x.example", False),
    ]
    del line.server.accounts["soon@x.example"]
    assert json.loads(line.run(check.run, "--json").out)["verdict"] == "unknown"
    del line.server.accounts["unknown@x.example"]
    assert json.loads(line.run(check.run, "--json").out)["verdict"] == "fine"


def test_offline_judges_what_is_stored_with_its_age_and_asks_nobody(line: CommandLine) -> None:
    hold(line, account("soon@x.example", DAY))
    line.run(check.run)
    asked = len(line.server.requests)
    line.environment.clear()
    told = line.run(check.run, "--offline")
    assert (told.code, told.out.splitlines()[1]) == (1, "  soon@x.example: 1 d (Urgent)")
    assert told.err.startswith("Offline: the accounts as of ")
    assert line.run(check.run, "--offline", "--within", "1h").code == 0
    assert len(line.server.requests) == asked


@pytest.mark.parametrize(
    ("fault", "said"),
    [
        ("clock-ahead=-1000000000", "This computer's clock is 11574 d 1 h ahead of the service's."),
        ("clock-ahead=700000000", "This computer's clock is 8101 d 20 h behind the service's."),
    ],
)
def test_n17_with_clocks_that_are_far_apart_nobody_can_tell(
    line: CommandLine, fault: str, said: str
) -> None:
    hold(line, account("soon@x.example", 5 * DAY), account("fine@x.example", 20 * DAY))
    line.server.faults.add(fault)
    told = line.run(check.run)
    assert told.code == 2
    assert "fine for" not in told.out
    assert told.err.startswith(f"{said} One of them is wrong.")
    assert json.loads(line.run(check.run, "--json").out)["verdict"] == "unknown"


def test_n17_the_services_clock_is_heeded_and_said_from_a_minute_on(line: CommandLine) -> None:
    hold(line, account("soon@x.example", 7 * DAY + HOUR))
    line.server.faults.add("clock-ahead")
    told = line.run(check.run)
    assert told.code == 1
    assert told.err.startswith("This computer's clock is 2 h behind the service's.")


def test_data_by_a_services_clock_that_is_a_little_ahead_is_good(line: CommandLine) -> None:
    hold(line, account("fine@x.example", 20 * DAY))
    line.server.faults.add("clock-ahead")
    line.run(check.run)
    told = line.run(check.run, "--offline")
    assert (told.code, told.out) == (0, "The account is fine for 7 d.\n")


def test_data_of_the_future_is_said_and_nobody_can_tell(
    line: CommandLine, monkeypatch: pytest.MonkeyPatch
) -> None:
    hold(line, account("fine@x.example", 20 * DAY))
    line.run(check.run)
    monkeypatch.setattr(commands, "now", lambda: datetime(2019, 1, 1, tzinfo=UTC))
    told = line.run(check.run, "--offline")
    assert told.code == 2
    assert "fine for" not in told.out
    assert re.match(r"The stored accounts are dated .* which is in the future\.", told.err)
    listed = line.run(list_accounts.run, "--offline")
    assert listed.code == 0
    assert re.match(r"The stored accounts are dated .* which is in the future\.", listed.err)


def test_offline_without_any_data_nobody_can_tell(line: CommandLine) -> None:
    told = line.run(check.run, "--offline")
    assert (told.code, told.out) == (2, "")
    assert told.err.startswith("Nothing is stored on this computer yet.")


def test_a_hostile_email_stays_on_its_line(line: CommandLine) -> None:
    hold(line, account("a\u202eb\u2028c\x1b[2J@x.example", DAY))
    told = line.run(check.run)
    assert len(told.out.splitlines()) == 2
    assert not set("\x1b\u202e\u2028") & set(told.out)
