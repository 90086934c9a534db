"""How far the service's clock is ahead, by the Date header of its answers."""

from datetime import timedelta
from email.utils import format_datetime

import pytest
from harness.api_client import NOW, client_of
from harness.raw_service import RawService, reply

from ltx_desktop.api.errors import Unauthorized

HALF_A_SECOND = timedelta(seconds=0.5)


def dated(ahead: timedelta, status: int = 200, *headers: str) -> bytes:
    date = format_datetime(NOW + ahead, usegmt=True)
    return reply(status, b"{}", f"Date: {date}", *headers)


@pytest.mark.parametrize("ahead", [timedelta(0), timedelta(hours=2), timedelta(days=-400)])
async def test_it_is_read_to_half_a_second(ahead: timedelta) -> None:
    async with RawService(dated(ahead)) as service, client_of(service) as client:
        assert client.clock_skew is None
        await client.accounts()
        assert client.clock_skew == ahead + HALF_A_SECOND


async def test_a_refusal_tells_the_time_as_well() -> None:
    answer = dated(timedelta(hours=1), 401)
    async with RawService(answer) as service, client_of(service) as client:
        with pytest.raises(Unauthorized):
            await client.accounts()
        assert client.clock_skew == timedelta(hours=1) + HALF_A_SECOND


@pytest.mark.parametrize(
    "answer",
    [
        reply(200, b"{}"),
        reply(200, b"{}", "Date: yesterday"),
        reply(200, b"{}", "Date: Thu, 99 Feb 2026 25:00:00 GMT"),
        dated(timedelta(hours=-5), 200, "Age: 18000"),
    ],
)
async def test_no_date_an_odd_one_or_an_old_one_of_a_cache_tells_nothing(answer: bytes) -> None:
    async with RawService(answer) as service, client_of(service) as client:
        await client.accounts()
        assert client.clock_skew is None


async def test_the_moment_that_counts_is_half_way_through_the_request() -> None:
    moments = iter([NOW, NOW + timedelta(seconds=20)])
    answer = dated(timedelta(seconds=10))
    async with (
        RawService(answer) as service,
        client_of(service, now=lambda: next(moments)) as client,
    ):
        await client.accounts()
        assert client.clock_skew == HALF_A_SECOND


@pytest.mark.parametrize("took", [timedelta(hours=8), timedelta(hours=-1), timedelta(seconds=31)])
async def test_an_answer_over_a_sleep_or_a_clock_that_was_set_tells_nothing(
    took: timedelta,
) -> None:
    moments = iter([NOW, NOW + took])
    answer = dated(timedelta(0))
    async with (
        RawService(answer) as service,
        client_of(service, now=lambda: next(moments)) as client,
    ):
        await client.accounts()
        assert client.clock_skew is None
