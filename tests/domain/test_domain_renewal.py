"""What a submit proved, from the account before and after it."""

from datetime import timedelta

import pytest
from fakes import DAY, NOW, make_account, make_record

from ltx_desktop.domain.account import AccountRecord, Submission
from ltx_desktop.domain.renewal import Renewal, Verdict, renewal_of


def record(
    days: float | None, *, error: str | None = None, submission: Submission | None = None
) -> AccountRecord:
    refresh = None if days is None else NOW + days * DAY
    return make_record(
        make_account(refresh_expiry=refresh, access_expiry=None, error=error),
        submission=submission,
    )


@pytest.mark.parametrize(
    ("after", "before", "verdict"),
    [
        (record(92), record(3), Verdict.MOVED),
        (record(92), record(-3), Verdict.MOVED),
        (record(92), record(None), Verdict.MOVED),
        (record(3), record(3), Verdict.UNMOVED),
        (record(2), record(3), Verdict.UNMOVED),
        (record(92), None, Verdict.ADDED),
        (record(None), None, Verdict.ADDED),
        (record(None), record(3), Verdict.NOT_TOLD),
        (record(None, submission=Submission(NOW)), record(3), Verdict.NOT_TOLD),
        (record(92, error="SYNTHETIC"), record(3), Verdict.STILL_BROKEN),
        (record(92, error="SYNTHETIC"), None, Verdict.STILL_BROKEN),
    ],
)
def test_the_refresh_token_s_end_proves_it(
    after: AccountRecord, before: AccountRecord | None, verdict: Verdict
) -> None:
    assert renewal_of(after, before, NOW).verdict is verdict


@pytest.mark.parametrize(
    ("later", "verdict"),
    [
        (timedelta(seconds=2), Verdict.UNMOVED),
        (timedelta(seconds=3), Verdict.MOVED),
    ],
)
def test_a_date_that_a_rounding_moved_did_not_move(later: timedelta, verdict: Verdict) -> None:
    after = record(3 + later / DAY)
    assert renewal_of(after, record(3), NOW).verdict is verdict


def test_an_estimate_is_no_date() -> None:
    guessed = record(None, submission=Submission(NOW - DAY))
    assert renewal_of(guessed, None, NOW).after is None
    assert renewal_of(record(90), guessed, NOW).before == NOW + 89 * DAY


def test_an_error_that_went_away_is_told() -> None:
    broken = record(3, error="SYNTHETIC")
    assert renewal_of(record(92), broken, NOW) == Renewal(
        Verdict.MOVED, NOW + 3 * DAY, NOW + 92 * DAY, healed=True
    )
    assert not renewal_of(record(92), record(3), NOW).healed
