"""What the axis of time says in words: on a picture of it, and to assistive technology."""

from collections.abc import Callable
from datetime import datetime

from ltx_desktop.domain.pool import CapacityStep, Pool
from ltx_desktop.wording.plain import plain
from ltx_desktop.wording.translation import _

_MOST_STEPS = 5


def jobs_now(pool: Pool) -> str:
    return _("{usable} of {all} jobs").format(usable=pool.usable, all=pool.all)


def step_sentence(step: CapacityStep, pool: Pool, date: str) -> str:
    """`date` is the step's moment, as the locale writes it."""
    emails = ", ".join(map(plain, step.ended[:3])) + ("…" if len(step.ended) > 3 else "")
    return _("From {date}: {jobs} of {all} jobs, when {emails} ends.").format(
        date=date, jobs=step.jobs, all=pool.all, emails=emails
    )


def pool_sentence(pool: Pool, date: Callable[[datetime], str]) -> str:
    """`date` writes a moment as the locale does."""
    said = [_("{jobs} can be used.").format(jobs=jobs_now(pool))]
    said += [
        _("From {date}: {jobs}.").format(date=date(step.moment), jobs=step.jobs)
        for step in pool.steps[:_MOST_STEPS]
    ]
    return " ".join(said)


def picture_title(date: str) -> str:
    return _("LTX Accounts, {date}").format(date=date)
