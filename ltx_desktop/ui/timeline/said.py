"""What the timeline says in words, on hovering and to who cannot see it."""

from datetime import datetime

from ltx_desktop.ui.timeline.content import Content
from ltx_desktop.wording.dates import date_time
from ltx_desktop.wording.states import account_sentence
from ltx_desktop.wording.timeline import pool_sentence, step_sentence


def description(content: Content, row: int | None) -> list[str]:
    """The account in a row, if one is selected, and the pool."""
    selected = [] if row is None else [account_sentence(content.bars[row].judged, content.now)]
    return [*selected, pool_sentence(content.pool, date_time)]


def jobs_at(content: Content, moment: datetime) -> str:
    """How many jobs are usable then, and why not more."""
    passed = [step for step in content.pool.steps if step.moment <= moment]
    if not passed:
        return pool_sentence(content.pool, date_time)
    return step_sentence(passed[-1], content.pool, date_time(passed[-1].moment))
