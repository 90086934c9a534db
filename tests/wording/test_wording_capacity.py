"""The jobs that can be used, and the loss that comes next."""

import pytest
from fakes import DAY, NOW

from ltx_desktop.domain.pool import CapacityStep, Pool
from ltx_desktop.wording.capacity import next_loss, spoken_next_loss, usable_now, what_keeps_them


def pool(*steps: tuple[float, int, tuple[str, ...]], usable: int = 85) -> Pool:
    return Pool(115, usable, 10, tuple(CapacityStep(NOW + d * DAY, j, who) for d, j, who in steps))


@pytest.mark.parametrize(
    ("given", "loss", "advice"),
    [
        (
            pool((1 / 30, 65, ("a",)), (8, 45, ("b",))),
            "In 48 min you lose 20 jobs.",
            "Renew A by then; 9 March takes 20 more.",
        ),
        (pool((9, 84, ("a", "b"))), "In 9 d you lose 1 job.", "Renew A, B by then."),
        (pool((9, 0, ("a", "b", "c", "d"))), "In 9 d you lose 85 jobs.", "Renew A, B, C… by then."),
        (pool(), "", "No account with jobs ends, as far as the service tells."),
        (pool(usable=0), "", ""),
    ],
)
def test_the_next_loss_is_named_and_what_prevents_it(given: Pool, loss: str, advice: str) -> None:
    assert next_loss(given, NOW) == loss
    assert what_keeps_them(given, str.upper) == advice


def test_what_is_read_out_has_a_day() -> None:
    assert spoken_next_loss(pool((8, 45, ("b",)))) == "On 9 March you lose 40 jobs."
    assert spoken_next_loss(pool()) == ""


def test_what_is_usable_now() -> None:
    assert usable_now(pool()) == "85 of 115 now"
