"""Am I fine? The accounts counted."""

from collections import Counter
from datetime import datetime, timedelta

from fakes import DAY, NOW, make_account, make_record
from hypothesis import given
from hypothesis import strategies as st

from ltx_desktop.domain.account import AccountRecord
from ltx_desktop.domain.expiry import DEFAULT_THRESHOLDS, State, expiry_of
from ltx_desktop.domain.summary import Summary, summarise
from ltx_desktop.domain.urgency import judge


def record(
    name: str, days: float | None, jobs: int | None = 20, error: str | None = None
) -> AccountRecord:
    refresh = None if days is None else NOW + days * DAY
    return make_record(
        make_account(
            f"{name}@synthetic.example",
            refresh_expiry=refresh,
            access_expiry=None,
            max_jobs=jobs,
            error=error,
        )
    )


def test_nothing_is_fine_and_has_no_next_date() -> None:
    assert summarise(judge([], NOW, DEFAULT_THRESHOLDS)) == Summary(0, Counter(), None, None, 0, 0)


def test_states_jobs_and_the_next_date_are_counted() -> None:
    summary = summarise(
        judge(
            [
                record("healthy", 80),
                record("soon", 10, jobs=5),
                record("urgent", 2, jobs=7),
                record("expired", -1, jobs=11),
                record("attention", 1, jobs=13, error="SYNTHETIC"),
                record("unknown", None, jobs=None),
            ],
            NOW,
            DEFAULT_THRESHOLDS,
        )
    )
    assert summary.accounts == 6
    assert summary.states == dict.fromkeys(State, 1)
    assert (summary.next_email, summary.next_deadline) == (
        "urgent@synthetic.example",
        NOW + 2 * DAY,
    )
    assert (summary.usable_jobs, summary.all_jobs) == (32, 56)


def test_accounts_that_end_together_are_told_by_their_names() -> None:
    both = [record("b", 5), record("a", 5)]
    assert summarise(judge(both, NOW, DEFAULT_THRESHOLDS)).next_email == "a@synthetic.example"


days = st.none() | st.integers(-100, 100)
fleets = st.lists(
    st.builds(
        record,
        st.text(max_size=3),
        days,
        st.none() | st.integers(1, 100),
        st.none() | st.just("SYNTHETIC"),
    )
)


@given(fleets, st.integers(-50, 50).map(lambda moved: NOW + timedelta(days=moved)))
def test_every_account_is_counted_once_and_the_next_date_lies_ahead(
    fleet: list[AccountRecord], now: datetime
) -> None:
    summary = summarise(judge(fleet, now, DEFAULT_THRESHOLDS))
    assert summary.accounts == sum(summary.states.values()) == len(fleet)
    assert 0 <= summary.usable_jobs <= summary.all_jobs
    alive = [
        expiry.deadline
        for expiry in (expiry_of(one, now) for one in fleet)
        if expiry.deadline and expiry.state not in {State.EXPIRED, State.NEEDS_ATTENTION}
    ]
    assert summary.next_deadline == min(alive, default=None)
    assert (summary.next_email is None) is (summary.next_deadline is None)
