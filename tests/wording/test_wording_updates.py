"""What came of looking for a new version, as sentences."""

from typing import get_args

import pytest

from ltx_desktop.api.errors import Obstacle
from ltx_desktop.domain.release import Release, Version
from ltx_desktop.services import outcomes as o
from ltx_desktop.wording.updates import may_look_question, update_notice

RUNNING = Version(1, 2, 3)
SAID: list[tuple[o.UpdateOutcome, str]] = [
    (
        o.NewRelease(Release(Version(1, 3, 0), ""), RUNNING),
        "LTX Accounts 1.3.0 is out. You have 1.2.3.",
    ),
    (o.UpToDate(RUNNING), "LTX Accounts is up to date. You have 1.2.3."),
    (
        o.NothingReleased(),
        "No release of LTX Accounts is published at pypi.org. There is nothing to update to.",
    ),
    *(
        (o.Offline(one), "pypi.org cannot be reached. Check the network connection.")
        for one in (Obstacle.NAME, Obstacle.REFUSED, Obstacle.OTHER)
    ),
    (
        o.Offline(Obstacle.BROKEN_OFF),
        "pypi.org cannot be reached. The connection broke off. Try again.",
    ),
    (
        o.Offline(Obstacle.PROXY),
        "pypi.org cannot be reached. The proxy refused, or the proxy settings cannot be used.",
    ),
    (
        o.Offline(Obstacle.TLS),
        (
            "pypi.org cannot be reached. Its certificate is not trusted by this computer, so "
            "nothing was sent. The network may be reading along, or the computer's date is wrong."
        ),
    ),
    (o.TookTooLong(), "pypi.org took too long to answer. Try again in a few minutes."),
    (
        o.UnreadableAnswer(),
        (
            "The answer of pypi.org could not be read. It is out of order, or something else "
            "answered, such as the sign-in page of a network. Try again later."
        ),
    ),
]


@pytest.mark.parametrize(("outcome", "said"), SAID, ids=lambda value: repr(value)[:40])
def test_each_has_its_sentences(outcome: o.UpdateOutcome, said: str) -> None:
    assert str(update_notice(outcome)) == said


def test_none_is_left_out() -> None:
    assert {type(outcome) for outcome, _said in SAID} == set(get_args(o.UpdateOutcome))
    obstacles = {one.obstacle for one, _said in SAID if isinstance(one, o.Offline)}
    assert obstacles == set(Obstacle)


def test_the_question_says_what_leaves_the_computer() -> None:
    assert str(may_look_question()) == (
        "May LTX Accounts look for new versions now and then? Only the version number is sent."
    )
