"""`ltx-desktop list`: the table, its JSON, and where the data comes from."""

import json
import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta

import pytest
from fakes import FakeVault, make_account, make_record
from harness.command_line import DAY, HOUR, CommandLine, ProfileWithVault, account, unknown
from harness.full_disk import full_disk

from ltx_desktop.app.open_store import open_store
from ltx_desktop.cli import list_accounts
from ltx_desktop.cli.table import table
from ltx_desktop.demo.accounts import DemoAccount
from ltx_desktop.demo.faults import read_fault
from ltx_desktop.domain.secret import Secret
from ltx_desktop.store.errors import NoVault, VaultError, VaultFailed, VaultLocked, VaultTimedOut

KEYS = {
    "email",
    "state",
    "deadline",
    "deadline_estimate",
    "seconds_left",
    "access_expiry",
    "max_jobs",
    "balance",
    "updated",
    "error",
    "marks",
    "name",
    "note",
    "renewed_at",
    "lives",
}


def hold(line: CommandLine, *accounts: DemoAccount) -> None:
    line.server.accounts.update({one.email: one for one in accounts})


def hold_all(line: CommandLine) -> None:
    hold(
        line,
        account("fine@x.example", 20 * DAY),
        account("week@x.example", 6 * DAY + HOUR),
        account("urgent@x.example", 40 * HOUR),
        account("dead@x.example", -2 * DAY),
        account("broken@x.example", 20 * DAY, error="Session refresh failed"),
        unknown("unknown@x.example"),
    )


def test_the_table_has_the_most_urgent_account_first_and_its_columns_aligned(
    line: CommandLine,
) -> None:
    hold_all(line)
    told = line.run(list_accounts.run)
    assert (told.code, told.err) == (0, "")
    head, *rows = told.out.splitlines()
    assert head.split("  ")[0] == "State"
    assert [row.split("  ")[0] for row in rows] == [
        "Needs attention",
        "Expired",
        "Urgent",
        "Renew soon",
        "Unknown",
        "Healthy",
    ]
    column = head.index("Renew within")
    assert [row[column:].split("  ")[0] for row in rows] == [
        "now",
        "expired 1 d ago",
        "1 d 16 h",
        "6 d 1 h",
        "unknown",
        "20 d",
    ]
    assert rows[2].endswith("1 d ago")


def test_json_has_the_documented_keys_and_utc_moments(line: CommandLine) -> None:
    hold_all(line)
    told = line.run(list_accounts.run, "--json")
    found = json.loads(told.out)
    assert found["read_at"].endswith("Z")
    assert all(set(one) == KEYS for one in found["accounts"])
    by_email = {one["email"]: one for one in found["accounts"]}
    week = by_email["week@x.example"]
    assert (week["state"], week["max_jobs"], week["marks"]) == ("renew-soon", 20, [])
    assert len(week["deadline"]) == len("2026-03-01T12:00:00Z")
    assert 6 * DAY < week["seconds_left"] <= 6 * DAY + HOUR + 30
    assert by_email["dead@x.example"]["seconds_left"] < -2 * DAY + 60
    assert by_email["broken@x.example"]["error"] == "Session refresh failed"
    nobody_knows = by_email["unknown@x.example"]
    assert (nobody_knows["deadline"], nobody_knows["seconds_left"]) == (None, None)
    assert found["accounts"][0]["email"] == "broken@x.example"


def test_contradictory_dates_are_marked_and_no_cookie_is_told(line: CommandLine) -> None:
    odd = account("odd@x.example", DAY, cookies={"lt_id": "canary-id"})
    odd.access_expire = odd.refresh_expire + DAY
    hold(line, odd)
    told = line.run(list_accounts.run, "--json")
    assert json.loads(told.out)["accounts"][0]["marks"] == ["access-after-refresh"]
    assert "canary" not in told.out
    assert line.server.token not in told.out + told.err


def test_hostile_emails_cannot_write_on_the_terminal_or_break_the_table(line: CommandLine) -> None:
    hold(line, account("a\u202eb\x1b[31m@x.example", DAY), account("漢字@x.example", DAY))
    told = line.run(list_accounts.run)
    assert not set("\x1b\u202e") & set(told.out)
    assert len(told.out.splitlines()) == 3
    assert "漢字@x.example" in told.out
    assert told.out.isprintable() is False  # line ends only
    assert all(row.isprintable() for row in told.out.splitlines())
    printed = line.run(list_accounts.run, "--json").out
    assert printed.isascii()


def test_columns_are_counted_as_terminals_draw_them() -> None:
    assert (
        table([["漢字", "x"], ["abcd", "y"], ["e\u0301", "z"]]) == "漢字  x\nabcd  y\ne\u0301     z"
    )
    assert table([["a", ""], ["bb", "c"]]) == "a\nbb  c"


def test_no_accounts_are_said_and_an_empty_list_in_json(line: CommandLine) -> None:
    assert line.run(list_accounts.run).out == "No accounts yet.\n"
    assert json.loads(line.run(list_accounts.run, "--json").out)["accounts"] == []


@pytest.mark.parametrize(
    ("fault", "sentence"),
    [
        ("401", "The API token was refused."),
        ("402", "useapi.net asks for a subscription."),
        ("reset", "The service cannot be reached."),
        ("retired", "This service does not offer LTX Studio."),
    ],
)
def test_when_the_service_cannot_be_asked_stored_accounts_are_not_shown_instead(
    line: CommandLine, fault: str, sentence: str
) -> None:
    hold_all(line)
    assert line.run(list_accounts.run).code == 0
    line.server.faults.replace([read_fault(fault)])
    told = line.run(list_accounts.run)
    assert (told.code, told.out) == (2, "")
    assert told.err.startswith(sentence)
    assert told.err.count("\n") == 1
    offline = line.run(list_accounts.run, "--offline")
    assert offline.code == 0
    assert "urgent@x.example" in offline.out


def test_offline_tells_the_age_of_its_data_and_asks_nobody(line: CommandLine) -> None:
    hold_all(line)
    line.run(list_accounts.run)
    asked = len(line.server.requests)
    line.environment.clear()
    told = line.run(list_accounts.run, "--offline")
    assert told.code == 0
    assert told.err.startswith("Offline: the accounts as of ")
    assert told.err.endswith("(just now).\n")
    assert len(line.server.requests) == asked
    assert json.loads(line.run(list_accounts.run, "--offline", "--json").out)["read_at"]


def test_without_a_list_that_was_ever_read_the_oldest_account_gives_the_age(
    line: CommandLine,
) -> None:
    store, _log = open_store(line.paths, [])
    now = datetime.now(UTC)
    for email, days in (("a@x.example", 3), ("b@x.example", 2)):
        account = make_account(email, refresh_expiry=now + timedelta(days=20))
        store.put([make_record(account, seen=now - timedelta(days=days))])
    store.close()
    told = line.run(list_accounts.run, "--offline")
    assert (told.code, told.err.rpartition("(")[2]) == (0, "3 d ago).\n")


def test_offline_without_any_data_says_so(line: CommandLine) -> None:
    told = line.run(list_accounts.run, "--offline")
    assert (told.code, told.out) == (2, "")
    assert told.err == (
        "Nothing is stored on this computer yet. "
        "Run it once without --offline to read the accounts from the service.\n"
    )


def test_offline_heeds_the_thresholds_of_the_settings(line: CommandLine) -> None:
    hold(line, account("fine@x.example", 20 * DAY))
    line.run(list_accounts.run)
    assert line.run(list_accounts.run, "--offline").out.splitlines()[1].startswith("Healthy")
    line.paths.settings.write_text('{"renew_soon_days": 30}')
    assert line.run(list_accounts.run, "--offline").out.splitlines()[1].startswith("Renew soon")
    line.paths.settings.unlink()
    assert line.run(list_accounts.run, "--offline").out.splitlines()[1].startswith("Healthy")
    line.paths.settings.write_text("{")
    told = line.run(list_accounts.run, "--offline")
    assert (told.code, told.err.splitlines()[0][:34]) == (0, "Some settings cannot be used: base")


@pytest.mark.parametrize(
    ("trouble", "reason"),
    [
        (NoVault(), "There is no keyring here"),
        (VaultLocked(), "It is locked."),
        (VaultTimedOut(), "It does not answer"),
        (VaultFailed("Odd"), "It reported an error."),
    ],
)
def test_a_keyring_that_gives_no_token_is_told_with_the_way_around_it(
    line: CommandLine, trouble: VaultError, reason: str
) -> None:
    line.profile = ProfileWithVault(line.paths, FakeVault(trouble=trouble))
    told = line.run(list_accounts.run)
    assert (told.code, told.out) == (2, "")
    assert reason in told.err
    assert "LTX_API_TOKEN" in told.err


def test_a_keyring_without_a_token_is_told_with_the_variable(line: CommandLine) -> None:
    line.profile = ProfileWithVault(line.paths, FakeVault(token=None))
    told = line.run(list_accounts.run)
    assert (told.code, told.err) == (
        2,
        (
            "There is no API token. Set LTX_API_TOKEN to your useapi.net API token, or save the "
            "token in the window's settings.\n"
        ),
    )


def test_r7_a_token_that_was_saved_for_another_address_is_not_sent(line: CommandLine) -> None:
    vault = FakeVault(Secret(line.server.token), "https://first.synthetic.example")
    line.profile = ProfileWithVault(line.paths, vault)
    told = line.run(list_accounts.run)
    address = line.server.base_url.removesuffix("/v1/ltxstudio")
    assert (told.code, told.err) == (
        2,
        (
            "The saved API token belongs to another address. It was saved for "
            f"https://first.synthetic.example and goes nowhere else. To use {address}, "
            "set LTX_API_TOKEN, or enter a token for it in the window's settings.\n"
        ),
    )
    assert line.server.requests == []


def test_r7_an_address_that_cannot_be_read_sends_nothing_anywhere(line: CommandLine) -> None:
    """Not even the token of the variable, which is bound to no address, is sent."""
    line.use_address("http://plain.synthetic.example")
    line.environment["LTX_API_TOKEN"] = line.server.token
    told = line.run(list_accounts.run)
    assert (told.code, told.out) == (2, "")
    assert told.err == (
        "Some settings cannot be used: base_url. Nothing is sent without an address; the others "
        f"have their defaults. Correct the file {line.paths.settings}, or save the settings in the "
        "window.\n"
        "The address of the service cannot be read. Nothing is sent until you enter it in the "
        "window's settings or correct it in the settings file.\n"
    )


def test_an_unusable_variable_is_not_replaced_by_the_keyrings_token(line: CommandLine) -> None:
    line.environment["LTX_API_TOKEN"] = "user:1-kanarië"
    told = line.run(list_accounts.run)
    assert told.code == 2
    assert told.err.startswith("LTX_API_TOKEN has characters in it that no API token has.\n")
    assert "There is no API token." in told.err
    assert "kanar" not in told.err
    assert line.server.requests == []


def test_the_variable_may_hold_what_people_copy(line: CommandLine) -> None:
    line.environment["LTX_API_TOKEN"] = f" Bearer {line.server.token}\n"
    assert line.run(list_accounts.run).code == 0


def test_a_busy_database_is_a_sentence_and_the_answer_comes_all_the_same(
    line: CommandLine,
) -> None:
    hold(line, account("fine@x.example", 20 * DAY))
    line.run(list_accounts.run)
    with closing(sqlite3.connect(line.paths.database, isolation_level=None)) as window:
        window.execute("BEGIN IMMEDIATE")
        told = line.run(list_accounts.run)
        offline = line.run(list_accounts.run, "--offline")
    assert told.code == 0
    assert "fine@x.example" in told.out
    assert "another program holds the file" in told.err
    assert (offline.code, "fine@x.example" in offline.out) == (0, True)


def test_a_database_of_a_newer_version_is_a_sentence(line: CommandLine) -> None:
    hold(line, account("fine@x.example", 20 * DAY))
    line.run(list_accounts.run)
    with closing(sqlite3.connect(line.paths.database)) as connection:
        connection.execute("PRAGMA user_version = 4711")
    told = line.run(list_accounts.run, "--offline")
    assert told.code == 2
    assert told.err.startswith("The stored accounts belong to a newer version of LTX Accounts.")
    assert "Nothing is stored" not in told.err
    online = line.run(list_accounts.run)
    assert (online.code, "fine@x.example" in online.out) == (0, True)


def test_a_damaged_database_is_set_aside_and_said(line: CommandLine) -> None:
    line.paths.database.parent.mkdir()
    line.paths.database.write_text("no database" * 100)
    told = line.run(list_accounts.run, "--offline")
    assert told.code == 2
    assert told.err.startswith("The stored accounts were damaged.")


def test_k3_offline_on_a_full_disk_shows_what_is_stored_and_says_so(line: CommandLine) -> None:
    hold(line, account("fine@x.example", 20 * DAY))
    line.run(list_accounts.run)
    with full_disk():
        told = line.run(list_accounts.run, "--offline")
    assert (told.code, "fine@x.example" in told.out) == (0, True)
    assert "can be read, but not changed (the disk is full). Nothing is saved" in told.err
