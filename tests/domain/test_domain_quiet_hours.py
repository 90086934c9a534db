"""When nobody wants to be reminded."""

from datetime import datetime, time

import pytest

from ltx_desktop.domain.quiet_hours import QuietHours

OVERNIGHT = QuietHours(time(22), time(7, 30))
AT_NOON = QuietHours(time(12), time(13))


@pytest.mark.parametrize(
    ("hours", "local", "ends"),
    [
        (OVERNIGHT, datetime(2026, 3, 1, 21, 59, 59), None),
        (OVERNIGHT, datetime(2026, 3, 1, 22), datetime(2026, 3, 2, 7, 30)),
        (OVERNIGHT, datetime(2026, 12, 31, 23), datetime(2027, 1, 1, 7, 30)),
        (OVERNIGHT, datetime(2026, 3, 2, 0), datetime(2026, 3, 2, 7, 30)),
        (OVERNIGHT, datetime(2026, 3, 2, 7, 29, 59), datetime(2026, 3, 2, 7, 30)),
        (OVERNIGHT, datetime(2026, 3, 2, 7, 30), None),
        (AT_NOON, datetime(2026, 3, 1, 12), datetime(2026, 3, 1, 13)),
        (AT_NOON, datetime(2026, 3, 1, 13), None),
    ],
)
def test_quiet_ends_at_the_next_time_that_it_ends(
    hours: QuietHours, local: datetime, ends: datetime | None
) -> None:
    assert hours.end_after(local) == ends


@pytest.mark.parametrize("text", ["22:00-07:30", "9:05-10:00", " 22:00 - 07:30 ", "23:59-0:00"])
def test_what_is_written_is_read_and_written_again(text: str) -> None:
    hours = QuietHours.parse(text)
    assert QuietHours.parse(str(hours)) == hours


@pytest.mark.parametrize("text", ["", "22-7", "24:00-07:00", "22:00-22:00", "22:60-23:00", "x"])
def test_what_is_no_span_of_hours_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="hours"):
        QuietHours.parse(text)
