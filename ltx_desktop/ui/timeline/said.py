"""What hovering over the axis of jobs tells."""

from datetime import datetime

from ltx_desktop.ui.timeline.content import Content
from ltx_desktop.wording.dates import date_time
from ltx_desktop.wording.timeline import pool_sentence, step_sentence


def jobs_at(content: Content, moment: datetime) -> str:
    """How many jobs are usable then, and why not more."""
    passed = [step for step in content.pool.steps if step.moment <= moment]
    if not passed:
        return pool_sentence(content.pool, date_time)
    return step_sentence(passed[-1], content.pool, date_time(passed[-1].moment))
