"""The table model: Qt's promises (fatal model tester), and exactly which signals fire when."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta

import pytest
from fakes import FakeSettingsFile
from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester, QSignalSpy
from PySide6.QtWidgets import QApplication

from ltx_desktop.domain.account import Account, AccountRecord, Capacity
from ltx_desktop.domain.expiry import State
from ltx_desktop.domain.settings import Settings
from ltx_desktop.services.preferences import Preferences
from ltx_desktop.services.verdicts import Verdicts
from ltx_desktop.store.accounts import AccountStore
from ltx_desktop.ui.accounts.account_filter import AccountFilter
from ltx_desktop.ui.accounts.columns import Column
from ltx_desktop.ui.accounts.table_model import (
    AccountsTableModel,
)
from ltx_desktop.wording.states import state_word

START = datetime(2027, 1, 1, 12, tzinfo=UTC)
NOWHERE = QModelIndex()


class Clock:
    def __init__(self) -> None:
        self.now = START

    def __call__(self) -> datetime:
        return self.now


def record(
    email: str, left: timedelta | None, *, max_jobs: int = 20, error: str | None = None
) -> AccountRecord:
    account = Account(
        email=email,
        max_jobs=max_jobs,
        updated=START - timedelta(days=1),
        refresh_expiry=None if left is None else START + left,
        error=error,
    )
    return AccountRecord(account, START)


HEALTHY = record("healthy@x.example", timedelta(days=80))
SOON = record("soon@x.example", timedelta(days=9))
URGENT = record("urgent@x.example", timedelta(hours=2))
EXPIRED = record("expired@x.example", -timedelta(days=2))
BROKEN = record("broken@x.example", timedelta(days=40), error="refresh failed")
UNKNOWN = record("unknown@x.example", None)
ALL = [HEALTHY, SOON, URGENT, EXPIRED, BROKEN, UNKNOWN]


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def make(qapp: QApplication, clock: Clock) -> Iterator[Callable[..., AccountsTableModel]]:
    """Models under the fatal tester: a broken promise to Qt aborts the test."""
    kept: list[object] = []

    def build(records: list[AccountRecord]) -> AccountsTableModel:
        store = AccountStore.in_memory()
        store.put(records)
        verdicts = Verdicts(store, Preferences(Settings(), FakeSettingsFile()), clock)
        model = AccountsTableModel(verdicts, clock)
        store.subscribe(model.apply)
        tester = QAbstractItemModelTester(
            model, QAbstractItemModelTester.FailureReportingMode.Fatal
        )
        kept.extend([model, tester])
        return model

    yield build
    kept.clear()


def store_of(model: AccountsTableModel) -> AccountStore:
    store = model._verdicts._records
    assert isinstance(store, AccountStore)
    return store


def emails(model: AccountsTableModel) -> list[str]:
    return [model.row_at(row).email for row in range(model.rowCount(NOWHERE))]


def text(model: AccountsTableModel, email: str, column: Column) -> object:
    row = model.row_of(email)
    assert row is not None
    return model.data(model.index(row, column))


def test_the_most_pressing_account_comes_first(make: Callable[..., AccountsTableModel]) -> None:
    model = make(ALL)
    assert [model.row_at(row).expiry.state for row in range(6)] == list(State)


@pytest.mark.parametrize(
    ("column", "first", "last"),
    [
        (Column.EMAIL, "broken@x.example", "urgent@x.example"),
        (Column.DEADLINE, "expired@x.example", "unknown@x.example"),
        (Column.STATE, "broken@x.example", "healthy@x.example"),
    ],
)
def test_a_column_sorts_by_what_it_means_in_both_directions(
    make: Callable[..., AccountsTableModel], column: Column, first: str, last: str
) -> None:
    model = make(ALL)
    model.sort(column)
    assert (emails(model)[0], emails(model)[-1]) == (first, last)
    model.sort(column, Qt.SortOrder.DescendingOrder)
    assert (emails(model)[0], emails(model)[-1]) == (last, first)


def test_max_jobs_sort_as_numbers(make: Callable[..., AccountsTableModel]) -> None:
    few = record("few@x.example", timedelta(days=80), max_jobs=9)
    many = record("many@x.example", timedelta(days=80), max_jobs=100)
    model = make([many, few])
    model.sort(Column.MAX_JOBS)
    assert emails(model) == ["few@x.example", "many@x.example"]


def test_sorting_keeps_a_selected_account_selected(
    make: Callable[..., AccountsTableModel],
) -> None:
    model = make(ALL)
    row = model.row_of(SOON.email)
    assert row is not None
    kept = QPersistentModelIndex(model.index(row, Column.EMAIL))
    model.sort(Column.EMAIL, Qt.SortOrder.DescendingOrder)
    assert kept.isValid()
    assert kept.row() != row
    assert model.row_at(kept.row()).record == SOON


def test_an_inserted_account_takes_its_place_with_one_signal(
    make: Callable[..., AccountsTableModel],
) -> None:
    model = make([HEALTHY, EXPIRED])
    inserted, reset = QSignalSpy(model.rowsInserted), QSignalSpy(model.modelReset)
    store_of(model).put((URGENT,))
    assert emails(model) == [EXPIRED.email, URGENT.email, HEALTHY.email]
    assert (inserted.count(), reset.count()) == (1, 0)
    assert inserted.at(0)[1:] == [1, 1]


def test_an_insert_finds_its_place_in_descending_order_too(
    make: Callable[..., AccountsTableModel],
) -> None:
    model = make([HEALTHY, EXPIRED])
    model.sort(Column.EMAIL, Qt.SortOrder.DescendingOrder)
    for one in (URGENT, BROKEN, SOON):
        store_of(model).put((one,))
    assert emails(model) == sorted(emails(model), reverse=True)


def test_a_replaced_account_that_stays_in_place_touches_its_row_only(
    make: Callable[..., AccountsTableModel],
) -> None:
    model = make(ALL)
    changed, layout = QSignalSpy(model.dataChanged), QSignalSpy(model.layoutChanged)
    other_jobs = record(SOON.email, timedelta(days=9), max_jobs=7)
    store_of(model).put((other_jobs,))
    assert (changed.count(), layout.count()) == (1, 0)
    first, last = changed.at(0)[:2]
    assert first.row() == last.row() == model.row_of(SOON.email)
    assert text(model, SOON.email, Column.MAX_JOBS) == "7"


def test_a_renewed_account_moves_to_its_new_place(
    make: Callable[..., AccountsTableModel],
) -> None:
    model = make(ALL)
    layout, reset = QSignalSpy(model.layoutChanged), QSignalSpy(model.modelReset)
    store_of(model).put((record(EXPIRED.email, timedelta(days=90)),))
    assert emails(model)[-1] == EXPIRED.email
    assert (layout.count(), reset.count()) == (1, 0)


def test_a_removed_account_goes_with_one_signal(make: Callable[..., AccountsTableModel]) -> None:
    model = make(ALL)
    removed = QSignalSpy(model.rowsRemoved)
    store_of(model).remove((SOON.email, "nobody@x.example"))
    assert SOON.email not in emails(model)
    assert removed.count() == 1


def test_many_changes_come_as_one_reset(make: Callable[..., AccountsTableModel]) -> None:
    many = tuple(record(f"a{n}@x.example", timedelta(days=n)) for n in range(200))
    model = make(ALL)
    reset, inserted = QSignalSpy(model.modelReset), QSignalSpy(model.rowsInserted)
    store_of(model).put(many)
    store_of(model).remove(tuple(one.email for one in many))
    assert (reset.count(), inserted.count()) == (2, 0)
    assert len(emails(model)) == len(ALL)


def test_a_reset_forgets_what_was_there(make: Callable[..., AccountsTableModel]) -> None:
    model = make(ALL)
    reset = QSignalSpy(model.modelReset)
    many = [record(f"a{n}@x.example", timedelta(days=n)) for n in range(600)]
    store_of(model).replace_all(many)
    assert len(emails(model)) == 600
    assert reset.count() == 1
    store_of(model).replace_all([HEALTHY])
    assert emails(model) == [HEALTHY.email]


def test_the_search_finds_emails_and_state_words(
    make: Callable[..., AccountsTableModel],
) -> None:
    model = make(ALL)
    model.set_filter(AccountFilter("SOON@"))
    assert emails(model) == [SOON.email]
    model.set_filter(AccountFilter("x.example expired"))
    assert emails(model) == [EXPIRED.email]
    model.set_filter(AccountFilter(""))
    assert len(emails(model)) == len(ALL)


def test_the_search_holds_for_what_comes_later(make: Callable[..., AccountsTableModel]) -> None:
    model = make([HEALTHY])
    model.set_filter(AccountFilter("expired"))
    store_of(model).put((SOON, EXPIRED))
    assert emails(model) == [EXPIRED.email]
    store_of(model).put((record(HEALTHY.email, -timedelta(days=1)),))
    assert emails(model) == [EXPIRED.email, HEALTHY.email]


def test_a_tick_touches_the_visible_rows_of_the_time_columns_only(
    make: Callable[..., AccountsTableModel], clock: Clock
) -> None:
    model = make(ALL)
    changed = QSignalSpy(model.dataChanged)
    clock.now += timedelta(seconds=5)
    model.tick(2, 3)
    assert changed.count() == 1
    first, last = changed.at(0)[:2]
    assert (first.row(), last.row()) == (2, 3)
    assert (first.column(), last.column()) == (Column.DEADLINE, Column.UPDATED)


def test_the_countdown_shows_the_time_of_the_last_tick(
    make: Callable[..., AccountsTableModel], clock: Clock
) -> None:
    model = make([URGENT])
    assert text(model, URGENT.email, Column.DEADLINE) == "2 h"
    clock.now += timedelta(hours=1, minutes=30, seconds=5)
    model.tick(0, 0)
    assert text(model, URGENT.email, Column.DEADLINE) == "29 min 55 s"


def test_an_account_that_expires_while_shown_changes_its_state_and_place(
    make: Callable[..., AccountsTableModel], clock: Clock
) -> None:
    model = make([HEALTHY, SOON, URGENT])
    clock.now = START + timedelta(days=9)
    model.tick(0, 2)
    states = [model.row_at(row).expiry.state for row in range(3)]
    assert states == [State.EXPIRED, State.EXPIRED, State.HEALTHY]


def test_a_clock_that_is_set_back_takes_an_expiry_back(
    make: Callable[..., AccountsTableModel], clock: Clock
) -> None:
    model = make([SOON])
    before = model.row_at(0).expiry.state
    clock.now = START + timedelta(days=9)
    model.tick(0, 0)
    assert model.row_at(0).expiry.state is State.EXPIRED
    clock.now = START
    model.tick(0, 0)
    assert model.row_at(0).expiry.state is before is State.RENEW_SOON


def test_a_state_that_changes_by_itself_enters_the_search(
    make: Callable[..., AccountsTableModel], clock: Clock
) -> None:
    model = make([HEALTHY, URGENT])
    model.set_filter(AccountFilter("expired"))
    clock.now += timedelta(hours=3)
    model.tick(0, -1)
    assert emails(model) == [URGENT.email]


@pytest.mark.parametrize(
    ("left", "expected"),
    [
        (timedelta(minutes=30), timedelta(seconds=1)),
        (timedelta(hours=1, seconds=20), timedelta(seconds=20)),
        (timedelta(days=50), timedelta(minutes=1)),
        (-timedelta(days=5), timedelta(minutes=1)),
    ],
)
def test_the_next_tick_comes_when_a_visible_text_changes(
    make: Callable[..., AccountsTableModel], left: timedelta, expected: timedelta
) -> None:
    model = make([record("one@x.example", left)])
    assert model.next_tick(0, 0) == expected


def test_every_cell_has_a_text_for_the_eye_and_for_a_screen_reader(
    make: Callable[..., AccountsTableModel],
) -> None:
    model = make(ALL)
    for row in range(len(ALL)):
        for column in Column:
            index = model.index(row, column)
            assert model.data(index)
            spoken = model.data(index, Qt.ItemDataRole.AccessibleTextRole)
            described = model.data(index, Qt.ItemDataRole.AccessibleDescriptionRole)
            assert spoken
            assert "–" not in str(spoken)
            if column is not Column.STATE:
                assert state_word(model.row_at(row).expiry.state) in str(described)
            assert model.headerData(column, Qt.Orientation.Horizontal)


def test_hostile_text_from_the_service_is_shown_as_text(
    make: Callable[..., AccountsTableModel],
) -> None:
    hostile = record(
        "<b>\u202eevil</b>\n@x.example", timedelta(days=1), error="<img src=x>\x00</qt>"
    )
    model = make([hostile])
    shown = text(model, hostile.email, Column.EMAIL)
    assert isinstance(shown, str)
    assert "\u202e" not in shown
    assert "\n" not in shown
    tooltip = model.data(model.index(0, 0), Qt.ItemDataRole.ToolTipRole)
    assert isinstance(tooltip, str)
    assert "<img" not in tooltip
    assert "&lt;img" in tooltip


@pytest.mark.parametrize(("before", "shown"), [(20, "3 / 17"), (5, "3 / –"), (None, "3 / 17")])
def test_what_was_free_under_another_limit_is_not_shown(
    make: Callable[..., AccountsTableModel], before: int | None, shown: str
) -> None:
    model = make([HEALTHY])
    model.set_capacities([Capacity(HEALTHY.email, before, 3, 17)])
    assert model.data(model.index(0, Column.RUNNING)) == shown
