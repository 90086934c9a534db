"""`account`, `history` and `settings`: what this computer remembers, without asking anybody."""

import csv
import io
import json
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest
from harness.command_line import DAY, CommandLine, account, cookie

from ltx_desktop.cli import account as account_command
from ltx_desktop.cli import check, history, list_accounts, renew, settings
from ltx_desktop.store.accounts import AccountStore
from ltx_desktop.store.database import open_database

MAYA = "maya@x.example"
OTHER = "other@x.example"


@pytest.fixture(autouse=True)
def known(line: CommandLine) -> None:
    line.server.accounts[MAYA] = account(MAYA, 3 * DAY)
    line.server.accounts[OTHER] = account(OTHER, 40 * DAY)
    line.run(list_accounts.run)


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


class TestAccount:
    def test_a_name_is_given_and_shown_wherever_a_person_reads(self, line: CommandLine) -> None:
        asked = len(line.server.requests)
        told = line.run(
            account_command.run, MAYA.upper(), "--name", "Client A", "--note", "2nd floor"
        )
        assert (told.code, told.out) == (0, f"{MAYA} is now called Client A.\n")
        assert f"Client A ({MAYA})" in line.run(list_accounts.run, "--offline").out
        assert f"  Client A ({MAYA}): 3 d" in line.run(check.run, "--offline").out
        shown = line.run(account_command.run, MAYA)
        assert shown.out.startswith(f"Client A ({MAYA}): Renew soon, 3 d")
        assert "2nd floor" in shown.out
        assert len(line.server.requests) == asked

    def test_scripts_find_name_and_note_and_no_other_keys_changed(self, line: CommandLine) -> None:
        line.run(account_command.run, MAYA, "--name", "Client A")
        listed = json.loads(line.run(list_accounts.run, "--offline", "--json").out)
        assert {one["email"]: one["name"] for one in listed["accounts"]} == {
            MAYA: "Client A",
            OTHER: "",
        }
        one = json.loads(line.run(account_command.run, MAYA, "--json").out)
        assert (one["name"], one["note"], one["lives"], one["renewed_at"]) == (
            "Client A",
            "",
            [],
            None,
        )

    def test_a_note_alone_leaves_the_name_and_nothing_takes_it_away(
        self, line: CommandLine
    ) -> None:
        line.run(account_command.run, MAYA, "--name", "Client A")
        line.run(account_command.run, MAYA, "--note", "a note")
        assert f"Client A ({MAYA})" in line.run(account_command.run, MAYA).out

    @pytest.mark.parametrize(
        ("arguments", "told"),
        [
            (("--name", "Client B", "--note", "another"), "is now called Client B."),
            (("--name", ""), "no longer has a name."),
            (("--note", "another"), "has a new note."),
            (("--note", ""), "no longer has a note."),
            (("--note", "a note"), "already has this name and note."),
        ],
    )
    def test_what_has_changed_is_said(
        self, line: CommandLine, arguments: Sequence[str], told: str
    ) -> None:
        line.run(account_command.run, MAYA, "--name", "Client A", "--note", "a note")
        assert line.run(account_command.run, MAYA, *arguments).out == f"{MAYA} {told}\n"
        is_named = arguments[0] == "--name"
        assert len(line.run(history.run, "--csv").out.splitlines()) == 2 + is_named

    def test_a_secret_is_no_note(self, line: CommandLine) -> None:
        told = line.run(account_command.run, MAYA, "--note", "user:12345-SYNTHETIC")
        assert (told.code, told.out) == (1, "")
        assert told.err.startswith("This looks like a cookie or a token.")

    def test_an_account_that_nobody_knows_has_no_name(self, line: CommandLine) -> None:
        told = line.run(account_command.run, "maja@x.example", "--name", "x")
        assert (told.code, told.err) == (
            1,
            f"There is no account maja@x.example. Did you mean {MAYA}?\n",
        )

    def test_what_earlier_sessions_teach_is_said(self, line: CommandLine) -> None:
        store = AccountStore(open_database(line.paths.database, line._profile().now()).connection)
        store._table._connection.execute(  # type: ignore[union-attr]
            "UPDATE account SET lives = '2592000 5184000', renewed_at = 1767225600000000 "
            "WHERE email = ?",
            (MAYA,),
        )
        store.close()
        out = line.run(account_command.run, MAYA).out
        assert "2 earlier sessions lasted 30 d, 60 d." in out
        assert "Its session began " in out


class TestHistory:
    def test_it_is_empty_at_first(self, line: CommandLine) -> None:
        assert line.run(history.run).out == "Nothing has happened yet.\n"

    def test_what_was_sent_and_came_of_it_is_there_without_values(self, line: CommandLine) -> None:
        line.paste(renew.run, cookie(MAYA), MAYA)
        out = line.run(history.run, MAYA).out
        assert "Cookies were sent (header-value): lt_id, lt_token and lt_refresh_token of" in out
        assert (
            "The session's end moved by 86 d 23 h" in out
            or "The session's end moved by 87 d" in out
        )
        assert line.run(history.run, OTHER).out == "Nothing has happened yet.\n"

    def test_scripts_get_it_as_json_and_csv(self, line: CommandLine) -> None:
        line.paste(renew.run, cookie(MAYA), MAYA)
        line.run(account_command.run, MAYA, "--name", "=1+1")
        entries = json.loads(line.run(history.run, "--json").out)["entries"]
        assert [one["kind"] for one in entries] == ["submitted", "accepted", "moved", "named"]
        assert entries[0]["lt_token_length"] > 20
        rows = [*csv.DictReader(io.StringIO(line.run(history.run, "--csv").out))]
        assert [row["kind"] for row in rows] == [one["kind"] for one in entries]
        assert rows[3]["words"] == "'=1+1"

    def test_it_is_forgotten_with_the_name(self, line: CommandLine) -> None:
        line.paste(renew.run, cookie(MAYA), MAYA)
        line.run(account_command.run, MAYA, "--name", "Client A")
        told = line.run(history.run, MAYA, "--forget", "--yes")
        assert told.out == f"The history, name and note of {MAYA} are forgotten.\n"
        assert line.run(history.run).out == "Nothing has happened yet.\n"
        assert "Client" not in line.run(list_accounts.run, "--offline").out

    @pytest.mark.parametrize(("answer", "code"), [("y\n", 0), ("\n", 1), (None, 1)])
    def test_forgetting_is_asked_about(
        self, line: CommandLine, monkeypatch: pytest.MonkeyPatch, answer: str | None, code: int
    ) -> None:
        line.run(account_command.run, MAYA, "--name", "Client A")
        monkeypatch.setattr(sys, "stdin", Terminal(answer) if answer else io.StringIO())
        told = line.run(history.run, MAYA, "--forget")
        assert told.code == code
        assert ("Nothing about" in told.err) is (code == 1)

    def test_it_needs_an_account_to_forget(self, line: CommandLine) -> None:
        with pytest.raises(SystemExit) as ended:
            line.run(history.run, "--forget")
        assert ended.value.code == 2

    def test_one_that_cannot_be_read_is_said(self, line: CommandLine) -> None:
        connection = open_database(line.paths.database, line._profile().now()).connection
        (size,) = connection.execute("PRAGMA page_size").fetchone()
        (page,) = connection.execute(
            "SELECT rootpage FROM sqlite_schema WHERE name = 'history'"
        ).fetchone()
        connection.close()
        with line.paths.database.open("r+b") as file:
            file.seek((page - 1) * size)
            file.write(b"\xff" * size)
        told = line.run(history.run)
        assert (told.code, told.out) == (2, "")
        assert told.err.startswith("The history cannot be read (")


class TestSettings:
    def test_they_travel(self, line: CommandLine, tmp_path: Path) -> None:
        path = tmp_path / "travel.json"
        line.run(account_command.run, MAYA, "--name", "Client A")
        told = line.run(settings.run, "export", str(path))
        assert told.code == 0
        assert told.out.startswith(f"The settings were saved as {path}.")
        content = json.loads(path.read_text())
        content["settings"] |= {"theme": "dark", "browsers": {MAYA: "evil"}}
        content["accounts"][0] |= {"name": "Client B", "note": "2nd floor"}
        path.write_text(json.dumps(content))
        told = line.run(settings.run, "import", str(path), "--yes")
        assert told.out == (
            'theme: from "system" to "dark"\n'
            f'Name of {MAYA}: from "Client A" to "Client B"\n'
            f'Note of {MAYA}: from "" to "2nd floor"\n'
            "3 changes were made.\n"
        )
        kept = json.loads(line.paths.settings.read_text())
        assert (kept["theme"], kept["browsers"]) == ("dark", {})
        told = line.run(settings.run, "import", str(path), "--yes")
        assert told.out == "Nothing to change: your settings match the file.\n"

    def test_another_address_is_shown_before_it_is_used(
        self, line: CommandLine, tmp_path: Path
    ) -> None:
        path = tmp_path / "travel.json"
        line.run(settings.run, "export", str(path))
        content = json.loads(path.read_text())
        content["settings"]["base_url"] = "https://elsewhere.example/v1"
        path.write_text(json.dumps(content))
        told = line.run(settings.run, "import", str(path))
        assert told.code == 1
        assert "The address of the service changes to https://elsewhere.example/v1" in told.out
        assert "elsewhere" not in line.paths.settings.read_text()

    @pytest.mark.parametrize(
        ("content", "sentence"),
        [
            (None, "cannot be read: there is no such file or folder. Nothing was changed."),
            ("{}", "is not a settings file"),
            ('{"format": "ltx-accounts-settings", "version": 9}', "written by a newer version"),
        ],
    )
    def test_what_cannot_be_used_is_refused(
        self, line: CommandLine, tmp_path: Path, content: str | None, sentence: str
    ) -> None:
        path = tmp_path / "travel.json"
        if content is not None:
            path.write_text(content)
        told = line.run(settings.run, "import", str(path), "--yes")
        assert (told.code, told.out) == (2, "")
        assert sentence in told.err

    def test_a_place_that_takes_no_file_is_said(self, line: CommandLine, tmp_path: Path) -> None:
        told = line.run(settings.run, "export", str(tmp_path / "no folder" / "x.json"))
        assert told.code == 2


def test_list_tells_scripts_how_many_accounts_are_allowed(line: CommandLine) -> None:
    listed = json.loads(line.run(list_accounts.run, "--json").out)
    assert listed["slots"]["used"] == 2
    assert listed["slots"]["allowed"] >= 2
    assert json.loads(line.run(list_accounts.run, "--json", "--offline").out)["slots"] is None
