"""Whose session was pasted: by what the token says, and by the lt_id of last time."""

from collections.abc import Mapping

import pytest
from fakes import EMAIL, NOW, cookie_values, make_account, make_jwt, make_record
from hypothesis import given
from hypothesis import strategies as st

from ltx_desktop.domain.account import AccountRecord, Submission
from ltx_desktop.domain.fingerprint import Fingerprints
from ltx_desktop.domain.owner import Owner, owner_of
from ltx_desktop.domain.problem import Problem, ProblemCode
from ltx_desktop.domain.secret import Secret

FINGERPRINTS = Fingerprints(b"SYNTHETIC key")
TWO_OWNERS = Problem(ProblemCode.TWO_OWNERS, "lt_id")
SAME_SESSION = Problem(ProblemCode.SAME_SESSION)


def account(
    email: str, lt_id: str = "SYN-unseen", refresh_token: str = "SYN-unseen"
) -> AccountRecord:
    submission = Submission(
        NOW,
        identity=FINGERPRINTS.of("lt_id", Secret(lt_id)),
        session=FINGERPRINTS.of("lt_refresh_token", Secret(refresh_token)),
    )
    return make_record(make_account(email), submission=submission)


def owner(values: Mapping[str, Secret], *records: AccountRecord) -> Owner:
    return owner_of(values, records, FINGERPRINTS)


def session(email: str | None = EMAIL, lt_id: str = "SYN-id") -> dict[str, Secret]:
    token = make_jwt(email=email) if email else "SYNTHETIC-opaque"
    return cookie_values(lt_id=lt_id, lt_token=token)


A, B = account(EMAIL), account("b@synthetic.example")


def test_the_token_names_its_account_in_any_case_of_letters() -> None:
    assert owner(session(EMAIL.upper()), A, B) == Owner(EMAIL.upper(), A)
    assert owner(session(EMAIL), B) == Owner(EMAIL)
    assert owner(session(None), A, B) == Owner()
    assert owner({}, A, B) == Owner()


def test_an_lt_id_that_was_sent_before_tells_where_the_token_does_not() -> None:
    known = account(EMAIL, "SYN-id")
    assert owner(session(None), known, B).record == known
    twice = account("c@synthetic.example", "SYN-id")
    assert owner(session(None), known, twice).record is None
    assert owner(session("new@synthetic.example"), known).record is None


@pytest.mark.parametrize(
    ("values", "records", "may_be"),
    [
        (session(EMAIL), [A, B], True),
        (session(B.email), [A, B], False),
        (session("new@synthetic.example"), [A, B], False),
        (session(None), [A, B], True),
        (session(None), [account(EMAIL, "SYN-id"), B], True),
        (session(None), [A, account(B.email, "SYN-id")], False),
        # An account whose token speaks of another email: known by its lt_id.
        (session("alias@synthetic.example"), [account(EMAIL, "SYN-id"), B], True),
    ],
)
def test_a_session_may_be_an_account_s_or_is_surely_not(
    values: dict[str, Secret], records: list[AccountRecord], *, may_be: bool
) -> None:
    assert owner(values, *records).may_be(records[0]) is may_be


def test_an_lt_id_of_another_account_than_the_token_s_is_warned_of() -> None:
    theirs = account(B.email, "SYN-id")
    assert owner(session(EMAIL), A, theirs).problems == (TWO_OWNERS,)
    assert owner(session(EMAIL), account(EMAIL, "SYN-id"), theirs).problems == ()
    assert owner(session("new@synthetic.example"), theirs).problems == ()


def test_the_session_of_last_time_is_known_again() -> None:
    known = account(EMAIL, refresh_token=cookie_values()["lt_refresh_token"].reveal())
    assert owner(session(), known, B).problems == (SAME_SESSION,)
    assert owner(session(), A, B).problems == ()


@given(st.text(), st.text())
def test_a_fingerprint_is_of_one_value_one_name_and_one_key(value: str, other: str) -> None:
    first = FINGERPRINTS.of("lt_id", Secret(value))
    assert first == FINGERPRINTS.of("lt_id", Secret(value))
    assert first != FINGERPRINTS.of("lt_token", Secret(value))
    assert first != Fingerprints(b"another").of("lt_id", Secret(value))
    assert (first == FINGERPRINTS.of("lt_id", Secret(other))) is (value == other)
    assert len(first) == 32
