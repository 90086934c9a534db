"""A draft knows the stored accounts, and what was sent before."""

from collections.abc import Mapping

import pytest
from fakes import (
    EMAIL,
    ID_VALUE,
    NOW,
    REFRESH_VALUE,
    Clock,
    cookie_values,
    make_account,
    make_record,
)

from ltx_desktop.domain.account import AccountRecord, Submission
from ltx_desktop.domain.cookies import LT_ID, LT_REFRESH_TOKEN
from ltx_desktop.domain.draft import Draft
from ltx_desktop.domain.owner import Owner
from ltx_desktop.domain.problem import Problem, ProblemCode
from ltx_desktop.domain.secret import Secret
from ltx_desktop.services.draft_session import DraftSession
from ltx_desktop.store.accounts import AccountStore

OPAQUE = cookie_values(lt_token="SYNTHETIC-opaque")


@pytest.fixture
def store() -> AccountStore:
    return AccountStore.in_memory()


def draft(store: AccountStore, values: Mapping[str, Secret]) -> Draft:
    return DraftSession(store, Clock())(values)


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
    assert draft(store, cookie_values()).owner == Owner(EMAIL, record)


def test_an_account_that_is_not_stored_is_only_named(store: AccountStore) -> None:
    assert draft(store, cookie_values()).owner == Owner(EMAIL)


def test_cookies_that_name_nobody_belong_to_the_account_they_renewed(store: AccountStore) -> None:
    record = renewed_with(store, EMAIL, ID_VALUE, "SYNTHETIC-older")
    renewed_with(store, "other@synthetic.example", "SYNTHETIC-other", "SYNTHETIC-others")
    assert draft(store, OPAQUE).owner == Owner(by_id=(record,))


def test_a_session_that_was_sent_before_is_noticed(store: AccountStore) -> None:
    renewed_with(store, EMAIL, ID_VALUE, REFRESH_VALUE)
    assert draft(store, OPAQUE).sent_before == Problem(ProblemCode.SAME_SESSION)


def test_a_session_of_which_nobody_knows_what_became_is_noticed(store: AccountStore) -> None:
    session = store.fingerprints.of("lt_refresh_token", OPAQUE["lt_refresh_token"])
    store.sent.claim(session, NOW)
    assert draft(store, OPAQUE).sent_before == Problem(ProblemCode.ALREADY_SENT)
    assert draft(store, {}).sent_before is None


def test_what_is_stored_at_the_time_of_asking_counts(store: AccountStore) -> None:
    drafts = DraftSession(store, Clock())
    store.put([make_record()])
    assert drafts(cookie_values()).owner.record == make_record()
    store.remove([EMAIL])
    assert drafts(cookie_values()).owner.record is None
