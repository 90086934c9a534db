"""How many jobs can be used, and what is lost next if nobody renews anything."""

from collections.abc import Callable
from datetime import datetime

from ltx_desktop.domain.pool import CapacityStep, Pool
from ltx_desktop.wording.dates import long_day
from ltx_desktop.wording.durations import rough_duration
from ltx_desktop.wording.translation import _, ngettext

_MOST_NAMED = 3


def usable_now(pool: Pool) -> str:
    return _("{usable} of {all} now").format(usable=pool.usable, all=pool.all)


def next_loss(pool: Pool, now: datetime) -> str:
    """`In 48 min you lose 20 jobs.`; "" where no loss lies ahead."""
    if not pool.steps:
        return ""
    step, lost = pool.steps[0], pool.usable - pool.steps[0].jobs
    return ngettext(
        "In {duration} you lose {count} job.", "In {duration} you lose {count} jobs.", lost
    ).format(duration=rough_duration(step.moment - now), count=lost)


def spoken_next_loss(pool: Pool) -> str:
    """The same with its day: what is read out must not change by itself."""
    if not pool.steps:
        return ""
    step, lost = pool.steps[0], pool.usable - pool.steps[0].jobs
    return ngettext(
        "On {day} you lose {count} job.", "On {day} you lose {count} jobs.", lost
    ).format(day=long_day(step.moment), count=lost)


def what_keeps_them(pool: Pool, name: Callable[[str], str]) -> str:
    """`Renew Renders by then; 9 December takes 20 more.`; `name` is what an account is called."""
    if not pool.steps:
        return _("No account with jobs ends, as far as the service tells.") if pool.usable else ""
    first = pool.steps[0]
    names = ", ".join(map(name, first.ended[:_MOST_NAMED]))
    if len(first.ended) > _MOST_NAMED:
        names += "…"
    if len(pool.steps) == 1:
        return _("Renew {accounts} by then.").format(accounts=names)
    return _("Renew {accounts} by then; {day} takes {count} more.").format(
        accounts=names,
        day=long_day(pool.steps[1].moment),
        count=_lost(pool.steps[1], first),
    )


def _lost(step: CapacityStep, before: CapacityStep) -> int:
    return before.jobs - step.jobs
