"""What is shown where the mouse rests on an account."""

from datetime import datetime

from ltx_desktop.domain.account import Mark
from ltx_desktop.domain.urgency import Judged
from ltx_desktop.ui.widgets.plain_label import breakable
from ltx_desktop.wording.called import called
from ltx_desktop.wording.dates import date_time, utc_date_time
from ltx_desktop.wording.plain import plain
from ltx_desktop.wording.states import explanation
from ltx_desktop.wording.translation import _


def tooltip(row: Judged) -> str:
    """Name the account, explain its state, and give both ends in local time and in UTC."""
    from html import escape  # knows all of HTML's names; nobody hovers that soon

    expiry = row.expiry
    lines = [called(row.record, 200), *map(plain, row.record.label.note.splitlines())]
    lines += [plain(line) for line in explanation(row.record.account, expiry).splitlines()]
    if expiry.deadline:
        name = _("Ends (estimate)") if Mark.ESTIMATE in expiry.marks else _("Ends")
        lines.append(_moment(name, expiry.deadline))
    if expiry.access:
        lines.append(_moment(_("Access token"), expiry.access))
    # Qt guesses whether a tooltip is HTML; said plainly and escaped, there is nothing to guess.
    return "<qt>{}</qt>".format("<br>".join(escape(breakable(line)) for line in lines))


def _moment(name: str, instant: datetime) -> str:
    return _("{name}: {local} ({utc})").format(
        name=name, local=date_time(instant), utc=utc_date_time(instant)
    )
