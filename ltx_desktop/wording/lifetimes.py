"""What is known of an account and of how long its sessions live."""

from collections.abc import Iterable
from datetime import datetime

from ltx_desktop.domain.account import AccountRecord, Mark
from ltx_desktop.domain.expiry import COOKIE_LIFE
from ltx_desktop.domain.lifetimes import shorter_life_elsewhere
from ltx_desktop.domain.urgency import Judged
from ltx_desktop.wording.dates import date_time
from ltx_desktop.wording.durations import duration
from ltx_desktop.wording.plain import plain
from ltx_desktop.wording.states import account_sentence, explanation
from ltx_desktop.wording.translation import _, ngettext

_LONGEST_NOTE = 4000


def account_lines(judged: Judged, records: Iterable[AccountRecord], now: datetime) -> list[str]:
    """How it fares and why, the note, and what its sessions teach."""
    record, learned = judged.record, judged.record.learned
    lines = [account_sentence(judged, now)]
    lines += [plain(line, 500) for line in explanation(record.account, judged.expiry).splitlines()]
    if record.label.note:
        lines += [plain(line, _LONGEST_NOTE) for line in record.label.note.splitlines()]
    if learned.renewed_at:
        moment = date_time(learned.renewed_at)
        lines.append(_("Its session began on {moment}.").format(moment=moment))
    if learned.lives:
        lived = ", ".join(map(duration, learned.lives))
        lines.append(
            ngettext(
                "{count} earlier session lasted {lived}.",
                "{count} earlier sessions lasted {lived}.",
                len(learned.lives),
            ).format(count=len(learned.lives), lived=lived)
        )
    if hint := shorter_life_hint(judged, records):
        lines.append(hint)
    return lines


def shorter_life_hint(judged: Judged, records: Iterable[AccountRecord]) -> str:
    """What another account's sessions suggest; "" where the date is no estimate, or they do not."""
    if Mark.ESTIMATE not in judged.expiry.marks:
        return ""
    expected = judged.record.learned.life or COOKIE_LIFE
    shorter = shorter_life_elsewhere(judged.record, records, expected)
    if shorter is None:
        return ""
    return _(
        "Sessions of another account lasted only {duration}, so this one may end sooner than "
        "estimated."
    ).format(duration=duration(shorter))
