"""When nobody wants to be reminded."""

from datetime import datetime, time

import pytest

from ltx_desktop.domain.quiet_hours import QuietHours

OVERNIGHT = QuietHours(time(22), time(7, 30))
AT_NOON = QuietHours(time(12), time(13))


@pytest.mark.parametrize(
    ("hours", "local", "ends"),
    [
        (OVERNIGHT, "2026-03-01T21:59:59", None),
        (OVERNIGHT, "2026-03-01T22:00", "2026-03-02T07:30"),
        (OVERNIGHT, "2026-12-31T23:00", "2027-01-01T07:30"),
        (OVERNIGHT, "2026-03-02T00:00", "2026-03-02T07:30"),
        (OVERNIGHT, "2026-03-02T07:29:59", "2026-03-02T07:30"),
        (OVERNIGHT, "2026-03-02T07:30", None),
        (AT_NOON, "2026-03-01T12:00", "2026-03-01T13:00"),
        (AT_NOON, "2026-03-01T13:00", None),
    ],
)
def test_quiet_ends_at_the_next_time_that_it_ends(
    hours: QuietHours, local: str, ends: str | None
) -> None:
    expected = datetime.fromisoformat(ends) if ends else None
    assert hours.end_after(datetime.fromisoformat(local)) == expected


@pytest.mark.parametrize("text", ["22:00-07:30", "9:05-10:00", " 22:00 - 07:30 ", "23:59-0:00"])
def test_what_is_written_is_read_and_written_again(text: str) -> None:
    hours = QuietHours.parse(text)
    assert QuietHours.parse(str(hours)) == hours


@pytest.mark.parametrize("text", ["", "22-7", "24:00-07:00", "22:00-22:00", "22:60-23:00", "x"])
def test_what_is_no_span_of_hours_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="hours"):
        QuietHours.parse(text)
