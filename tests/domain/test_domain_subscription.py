"""How many accounts a subscription has room for."""

import pytest

from ltx_desktop.domain.subscription import Slots


@pytest.mark.parametrize(("used", "full"), [(2, False), (3, True), (4, True)])
def test_it_is_full_where_there_are_as_many_as_are_allowed(used: int, *, full: bool) -> None:
    assert Slots(3, used).is_full is full
