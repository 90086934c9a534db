"""What a failure proves about the request that failed."""

import pytest

from ltx_desktop.api import errors as api
from ltx_desktop.api.errors import ApiError, Obstacle, leaves_cookies_unused, may_have_been_applied

UNUSED = [
    api.Unauthorized(),
    api.SubscriptionRequired(),
    api.MissingCookieFields("", 400, ("lt_id",)),
    api.RetiredApi(),
    *(
        api.Unreachable("", obstacle)
        for obstacle in (Obstacle.NAME, Obstacle.REFUSED, Obstacle.TLS, Obstacle.PROXY)
    ),
]
UNCLEAR = [
    api.ServerError(),
    api.CutOff(),
    api.BrokenAnswer(),
    api.TimedOut(),
    api.Unreachable("", Obstacle.BROKEN_OFF),
]


@pytest.mark.parametrize("failure", UNUSED, ids=repr)
def test_some_failures_prove_that_nothing_was_used(failure: ApiError) -> None:
    assert leaves_cookies_unused(failure)
    assert not may_have_been_applied(failure)


@pytest.mark.parametrize("failure", UNCLEAR, ids=repr)
def test_others_may_hide_a_success(failure: ApiError) -> None:
    assert not leaves_cookies_unused(failure)
    assert may_have_been_applied(failure)


@pytest.mark.parametrize("failure", [api.BadRequest(), api.RateLimited(), api.NotFound()])
def test_a_refusal_without_a_reason_proves_neither(failure: ApiError) -> None:
    assert not leaves_cookies_unused(failure)
    assert not may_have_been_applied(failure)
