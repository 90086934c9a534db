"""Naming and forgetting accounts."""

from pathlib import Path

import pytest
from fakes import EMAIL, NOW, Clock, FullDiskStore, make_record

from ltx_desktop.domain.account import NO_LABEL, NOTHING_LEARNED, Label
from ltx_desktop.domain.history import Entry, Kind
from ltx_desktop.domain.label import LabelFault
from ltx_desktop.services.history import note_and_learn
from ltx_desktop.services.labels import ForgetAccount, LabelAccount, Labelled
from ltx_desktop.services.read_history import HistoryUnreadable, ReadHistory
from ltx_desktop.store.accounts import AccountStore
from ltx_desktop.store.errors import Reason, StoreUnavailable


@pytest.fixture
def store() -> AccountStore:
    store = AccountStore.in_memory()
    store.put([make_record()])
    return store


def label_of(store: AccountStore) -> Label:
    record = store.get(EMAIL)
    assert record
    return record.label


def test_a_name_is_kept_shown_and_written_down(store: AccountStore) -> None:
    label = LabelAccount(store, Clock())
    assert label(EMAIL, " Client ", "a note") == Labelled(
        EMAIL, NO_LABEL, Label("Client", "a note")
    )
    assert label_of(store) == Label("Client", "a note") == store.labels.of(EMAIL)
    assert store.history.entries(EMAIL) == (Entry(EMAIL, NOW, Kind.NAMED, "Client"),)


def test_what_is_called_so_already_is_not_named_again(store: AccountStore) -> None:
    label = LabelAccount(store, Clock())
    label(EMAIL, "Client", "")
    label(EMAIL, "Client", "")
    done = label(EMAIL, "Client", "a note")
    assert done == Labelled(EMAIL, Label("Client"), Label("Client", "a note"))
    assert len(store.history.entries(EMAIL)) == 1


def test_what_cannot_be_a_name_changes_nothing(store: AccountStore) -> None:
    assert LabelAccount(store, Clock())(EMAIL, "x" * 100, "") is LabelFault.NAME_TOO_LONG
    assert store.history.entries() == ()


def test_an_account_that_is_not_listed_has_its_name_for_later(store: AccountStore) -> None:
    other = "removed@synthetic.example"
    LabelAccount(store, Clock())(other, "Client", "")
    assert store.labels.of(other) == Label("Client")
    assert store.get(other) is None


def test_a_full_disk_is_reported() -> None:
    store = FullDiskStore()
    with pytest.raises(StoreUnavailable):
        store.put([make_record()])
    done = LabelAccount(store, Clock())(EMAIL, "Client", "")
    assert done == Labelled(EMAIL, NO_LABEL, Label("Client"), Reason.DISK_FULL)
    assert ForgetAccount(store)(EMAIL) is Reason.DISK_FULL


def test_a_forgotten_account_stays_without_all_that_was_known(store: AccountStore) -> None:
    LabelAccount(store, Clock())(EMAIL, "Client", "")
    note_and_learn(store, [Entry(EMAIL, NOW, Kind.ACCEPTED)])
    assert ForgetAccount(store)(EMAIL) is None
    record = store.get(EMAIL)
    assert record
    assert (record.label, record.learned) == (NO_LABEL, NOTHING_LEARNED)
    assert (store.history.entries(), store.labels.of(EMAIL)) == ((), NO_LABEL)
    assert ForgetAccount(store)("unknown@synthetic.example") is None


def test_the_history_is_read_or_the_reason_is(
    store: AccountStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    entry = Entry(EMAIL, NOW, Kind.ACCEPTED)
    store.history.append([entry])
    assert ReadHistory(store)() == (entry,) == ReadHistory(store)(EMAIL)

    def entries(_email: str | None) -> tuple[Entry, ...]:
        raise StoreUnavailable(Path("synthetic.db"), Reason.DAMAGED)

    monkeypatch.setattr(store.history, "entries", entries)
    assert ReadHistory(store)() == HistoryUnreadable(Reason.DAMAGED)
