"""Finding the owner of a session among the stored accounts."""

import pytest
from fakes import EMAIL, ID_VALUE, NOW, REFRESH_VALUE, cookie_values, make_account, make_record

from ltx_desktop.domain.account import AccountRecord, Submission
from ltx_desktop.domain.cookies import LT_ID, LT_REFRESH_TOKEN
from ltx_desktop.domain.owner import Owner
from ltx_desktop.domain.problem import Problem, ProblemCode
from ltx_desktop.domain.secret import Secret
from ltx_desktop.services.find_owner import FindOwner
from ltx_desktop.store.accounts import AccountStore

OPAQUE = cookie_values(lt_token="SYNTHETIC-opaque")


@pytest.fixture
def store() -> AccountStore:
    return AccountStore.in_memory()


def renewed_with(store: AccountStore, email: str, lt_id: str, refresh: str) -> AccountRecord:
    """An account as a renewal with these cookies left it in the store."""
    fingerprint = store.fingerprints.of
    record = make_record(
        make_account(email),
        submission=Submission(
            NOW,
            identity=fingerprint(LT_ID, Secret(lt_id)),
            session=fingerprint(LT_REFRESH_TOKEN, Secret(refresh)),
        ),
    )
    store.put([record])
    return record


def test_the_token_names_a_stored_account(store: AccountStore) -> None:
    record = make_record()
    store.put([record, make_record(make_account("other@synthetic.example"))])
    assert FindOwner(store)(cookie_values()) == Owner(EMAIL, record)


def test_an_account_that_is_not_stored_is_only_named(store: AccountStore) -> None:
    assert FindOwner(store)(cookie_values()) == Owner(EMAIL)


def test_cookies_that_name_nobody_belong_to_the_account_they_renewed(store: AccountStore) -> None:
    record = renewed_with(store, EMAIL, ID_VALUE, "SYNTHETIC-older")
    renewed_with(store, "other@synthetic.example", "SYNTHETIC-other", "SYNTHETIC-others")
    assert FindOwner(store)(OPAQUE) == Owner(by_id=(record,))


def test_a_session_that_was_sent_before_is_noticed(store: AccountStore) -> None:
    renewed_with(store, EMAIL, ID_VALUE, REFRESH_VALUE)
    assert FindOwner(store)(OPAQUE).problems == (Problem(ProblemCode.SAME_SESSION),)


def test_a_session_of_which_nobody_knows_what_became_is_noticed(store: AccountStore) -> None:
    session = store.fingerprints.of("lt_refresh_token", OPAQUE["lt_refresh_token"])
    store.sent.claim(session, NOW)
    assert FindOwner(store)(OPAQUE).problems == (Problem(ProblemCode.ALREADY_SENT),)
    assert FindOwner(store)({}).problems == ()


def test_what_is_stored_at_the_time_of_asking_counts(store: AccountStore) -> None:
    find_owner = FindOwner(store)
    store.put([make_record()])
    assert find_owner(cookie_values()).record == make_record()
    store.remove([EMAIL])
    assert find_owner(cookie_values()).record is None
