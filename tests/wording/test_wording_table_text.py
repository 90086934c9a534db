"""Accounts as text for spreadsheets and programs."""

import csv
import io
import json
from dataclasses import replace
from datetime import timedelta

import pytest
from fakes import DAY, NOW, make_account, make_record
from hypothesis import given
from hypothesis import strategies as st

from ltx_desktop.domain.account import AccountRecord, Label, Learned
from ltx_desktop.domain.expiry import DEFAULT_THRESHOLDS
from ltx_desktop.domain.urgency import Judged, judge
from ltx_desktop.wording.table_text import as_csv, as_json, as_lines


def judged(*records: AccountRecord) -> list[Judged]:
    return judge(records, NOW, DEFAULT_THRESHOLDS)


STUDIO = make_record(
    replace(
        make_account("studio@synthetic.example", refresh_expiry=NOW + 2 * DAY + timedelta(hours=4)),
        balance=150.0,
    )
)
EXPIRED = make_record(
    make_account("old@synthetic.example", refresh_expiry=NOW - DAY, access_expiry=None)
)


def test_lines_are_what_the_table_shows() -> None:
    assert as_lines(judged(STUDIO, EXPIRED), NOW) == (
        "old@synthetic.example\tExpired\texpired 1 d ago\t–\n"
        "studio@synthetic.example\tUrgent\t2 d 4 h\t1 d"
    )


def test_csv_has_a_line_of_names_and_a_line_an_account() -> None:
    lived = Learned((30 * DAY, 90 * DAY))
    named = replace(STUDIO, label=Label("=1+1"), learned=lived)
    expired, studio = csv.DictReader(io.StringIO(as_csv(judged(named, EXPIRED), NOW)))
    assert expired["seconds_left"] == "-86400"
    assert expired["access_expiry"] == ""
    assert studio == {
        "email": "studio@synthetic.example",
        "state": "urgent",
        "deadline": "2026-03-03T16:00:00Z",
        "deadline_estimate": "False",
        "seconds_left": "187200",
        "access_expiry": "2026-03-02T12:00:00Z",
        "max_jobs": "20",
        "balance": "150.0",
        "updated": "2026-02-28T12:00:00Z",
        "error": "",
        "marks": "",
        "name": "'=1+1",
        "note": "",
        "renewed_at": "",
        "lives": "2592000 7776000",
    }


def test_json_keeps_the_types() -> None:
    (studio,) = json.loads(as_json(judged(STUDIO), NOW))
    assert studio["max_jobs"] == 20
    assert studio["balance"] == 150.0
    assert studio["deadline_estimate"] is False
    assert studio["error"] is None
    assert studio["marks"] == []
    assert studio["lives"] == []


@pytest.mark.parametrize(
    "start",
    ["=", "+", "-", "@", " =", "\t=", "\r@", "＝", "＋", "－", " ＠"],  # noqa: RUF001
)
def test_p4_no_cell_is_a_formula(start: str) -> None:
    hostile = f'{start}HYPERLINK("http://evil.example","x")@x.example'
    account = make_account(hostile, error=f"{start}1+1")
    (row,) = csv.DictReader(io.StringIO(as_csv(judged(make_record(account)), NOW)))
    assert row["email"].startswith("'")
    assert row["error"].startswith("'")
    assert as_lines(judged(make_record(account)), NOW).startswith("'")


@pytest.mark.parametrize("separator", [";", "\t", "|"])
@pytest.mark.parametrize("start", ["=", " -", '"=', '" ＝'])  # noqa: RUF001
def test_p4_no_cell_becomes_a_formula_where_cells_are_parted_otherwise(
    separator: str, start: str
) -> None:
    hostile = f"a{separator}{start}1+1@x.example"
    text = as_csv(judged(make_record(make_account(hostile, error=hostile))), NOW)
    rows = csv.reader(io.StringIO(text), delimiter=separator)
    cells = [cell.strip() for row in rows for cell in row]
    assert any(cell.startswith("'") for cell in cells) is (separator != "\t")
    assert not any(cell.startswith(("=", "-", "＝")) for cell in cells)  # noqa: RUF001


@given(st.text(), st.text())
def test_any_text_stays_in_its_cell(email: str, error: str) -> None:
    account = make_account(email, error=error)
    rows = list(csv.reader(io.StringIO(as_csv(judged(make_record(account)), NOW))))
    assert [len(row) for row in rows] == [15, 15]
    assert as_lines(judged(make_record(account)), NOW).count("\t") == 3
    assert not any(cell.lstrip().startswith(("=", "+", "@")) for cell in rows[1])


def test_of_no_accounts_there_is_nothing() -> None:
    assert as_lines([], NOW) == ""
    assert as_csv([], NOW).strip() == ""
    assert json.loads(as_json([], NOW)) == []
