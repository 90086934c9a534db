"""Removals that wait: stored before anything is sent, and found by the next run."""

import sqlite3
from collections.abc import Callable
from contextlib import closing

import pytest
from fakes import EMAIL, NOW

from ltx_desktop.store.accounts import AccountStore
from ltx_desktop.store.errors import StoreUnavailable

OTHER = "other@synthetic.example"
Reopen = Callable[[], AccountStore]


def test_a_planned_removal_outlives_the_run(reopen: Reopen) -> None:
    removals = reopen().removals
    removals.plan([EMAIL, OTHER], NOW)
    removals.mark_sent(OTHER)
    assert removals.concealed == {EMAIL, OTHER}
    again = reopen().removals
    assert again.planned() == {EMAIL: False, OTHER: True}
    assert again.concealed == frozenset()


def test_one_that_is_over_is_forgotten(reopen: Reopen) -> None:
    removals = reopen().removals
    removals.plan([EMAIL, OTHER], NOW)
    removals.drop([EMAIL])
    assert removals.concealed == {OTHER}
    assert reopen().removals.planned() == {OTHER: False}


def test_without_a_file_nothing_outlives_the_run() -> None:
    removals = AccountStore.in_memory().removals
    removals.plan([EMAIL], NOW)
    assert removals.concealed == {EMAIL}
    assert removals.planned() == {}


def test_what_cannot_be_written_holds_for_this_run(reopen: Reopen) -> None:
    store = reopen()
    with closing(sqlite3.connect(store._path, isolation_level=None)) as other:
        other.execute("DROP TABLE removal")
    with pytest.raises(StoreUnavailable):
        store.removals.plan([EMAIL], NOW)
    assert store.removals.concealed == {EMAIL}
    with pytest.raises(StoreUnavailable):
        store.removals.planned()
