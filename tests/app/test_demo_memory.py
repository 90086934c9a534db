"""The demo's names, notes and history: they fit the dates of its accounts."""

from datetime import timedelta

from fakes import NOW

from ltx_desktop.app.demo_memory import remember_demo
from ltx_desktop.demo.seed import demo_accounts
from ltx_desktop.domain.history import Kind
from ltx_desktop.store.accounts import AccountStore

DAY = timedelta(days=1)


def remembered() -> AccountStore:
    store = AccountStore.in_memory()
    remember_demo(store, demo_accounts(NOW.timestamp()), NOW)
    return store


def test_each_account_has_a_name_and_a_year() -> None:
    store = remembered()
    assert len(store.records()) == 5
    for record in store.records():
        entries = store.history.entries(record.email)
        assert record.label.name
        assert entries[0].at < NOW - 365 * DAY
        assert all(one.at <= NOW for one in entries)
        assert record.learned.renewed_at == record.account.updated


def test_the_last_date_that_moved_is_the_one_of_the_account() -> None:
    store = remembered()
    for record in store.records():
        moves = [one for one in store.history.entries(record.email) if one.kind is Kind.MOVED]
        end = record.account.refresh_expiry
        assert (moves[-1].ends_after == end) if end else not moves


def test_sessions_that_ended_teach_how_long_they_live() -> None:
    store = remembered()
    lives = {one.email.partition("@")[0]: one.learned.lives for one in store.records()}
    assert lives["maya"] == ()
    assert {life.days for life in lives["ads"]} == {90}
    assert [life.days for life in lives["archive"]] == [84]


def test_the_next_demo_puts_new_dates_in_the_place_of_the_old() -> None:
    store = remembered()
    before = len(store.history.entries())
    later = NOW + 40 * DAY
    remember_demo(store, demo_accounts(later.timestamp()), later)
    assert len(store.history.entries()) == before
    assert all(one.learned.renewed_at == one.account.updated for one in store.records())


def test_what_a_person_called_an_account_stays() -> None:
    store = remembered()
    email = store.records()[0].email
    store.labels.write(email, store.records()[1].label)
    remember_demo(store, demo_accounts(NOW.timestamp()), NOW)
    assert store.labels.of(email) == store.records()[1].label
