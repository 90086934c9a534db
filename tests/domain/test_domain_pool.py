"""How many jobs there are, and when they are lost."""

from datetime import timedelta

from fakes import DAY, NOW, make_account, make_record
from hypothesis import given
from hypothesis import strategies as st

from ltx_desktop.domain.account import AccountRecord
from ltx_desktop.domain.expiry import DEFAULT_THRESHOLDS
from ltx_desktop.domain.pool import CapacityStep, Pool, pool_of
from ltx_desktop.domain.urgency import judge


def account(
    name: str, days: float | None, jobs: int | None, error: str | None = None
) -> AccountRecord:
    refresh = None if days is None else NOW + days * DAY
    return make_record(
        make_account(
            f"{name}@x", refresh_expiry=refresh, access_expiry=None, max_jobs=jobs, error=error
        )
    )


def pool(*records: AccountRecord) -> Pool:
    return pool_of(judge(records, NOW, DEFAULT_THRESHOLDS), NOW)


def test_jobs_are_lost_as_accounts_end_one_after_the_other() -> None:
    told = pool(
        account("b", 5, 10),
        account("a", 5, 20),
        account("c", 40, 30),
        account("dead", -1, 99),
        account("broken", 60, 7, error="session lost"),
        account("unknown", None, 15),
        account("untold", 50, None),
    )
    assert told == Pool(
        all=181,
        usable=75,
        unknown=15,
        steps=(
            CapacityStep(NOW + 5 * DAY, 45, ("a@x", "b@x")),
            CapacityStep(NOW + 40 * DAY, 15, ("c@x",)),
        ),
    )


def test_an_access_token_that_ends_takes_no_jobs_away() -> None:
    only_access = make_account("a@x", refresh_expiry=None, access_expiry=NOW + DAY, max_jobs=20)
    assert pool(make_record(only_access)) == Pool(20, 20, 20, ())


def test_without_accounts_there_is_nothing_to_lose() -> None:
    assert pool() == Pool(0, 0, 0, ())


@given(
    st.lists(
        st.tuples(
            st.one_of(st.none(), st.integers(-5, 50)), st.one_of(st.none(), st.integers(0, 100))
        ),
        max_size=12,
    )
)
def test_at_each_moment_it_is_the_sum_of_those_that_are_left(
    lives: list[tuple[int | None, int | None]],
) -> None:
    told = pool(*(account(str(number), days, jobs) for number, (days, jobs) in enumerate(lives)))
    moments = [step.moment for step in told.steps]
    assert moments == sorted(set(moments))
    for step in told.steps:
        left = (jobs or 0 for days, jobs in lives if days is None or NOW + days * DAY > step.moment)
        assert step.jobs == sum(left)
    assert told.usable == sum(jobs or 0 for days, jobs in lives if days is None or days > 0)
    assert told.unknown == (told.steps[-1].jobs if told.steps else told.usable)
    assert all(step.moment > NOW - timedelta(0) for step in told.steps)
