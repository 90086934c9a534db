"""What is read out when accounts have become more pressing."""

from collections.abc import Sequence
from datetime import datetime

from ltx_desktop.domain.urgency import Judged
from ltx_desktop.wording.states import account_sentence
from ltx_desktop.wording.translation import ngettext

_MOST = 3


def state_news(worsened: Sequence[Judged], now: datetime) -> str:
    """One sentence an account, and how many there are besides."""
    said = [account_sentence(one, now) for one in worsened[:_MOST]]
    more = len(worsened) - len(said)
    if more:
        said.append(ngettext("and {count} more", "and {count} more", more).format(count=more))
    return ". ".join(said)
