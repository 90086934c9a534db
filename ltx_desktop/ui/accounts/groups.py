"""The groups of the list: what needs somebody now, what does soon, what is fine."""

from bisect import bisect_right
from enum import Enum, auto, unique

from PySide6.QtCore import QModelIndex

from ltx_desktop.domain.expiry import State, Thresholds
from ltx_desktop.ui.accounts.table_model import AccountsTableModel
from ltx_desktop.wording.translation import _, ngettext


@unique
class Group(Enum):
    """In the order of urgency."""

    NOW = auto()
    SOON = auto()
    UNKNOWN = auto()
    FINE = auto()


_GROUPS = {
    State.NEEDS_ATTENTION: Group.NOW,
    State.EXPIRED: Group.NOW,
    State.URGENT: Group.NOW,
    State.RENEW_SOON: Group.SOON,
    State.UNKNOWN: Group.UNKNOWN,
    State.HEALTHY: Group.FINE,
}


def first_rows(model: AccountsTableModel) -> dict[int, Group]:
    """The row that each group begins with; none where rows have another order than urgency."""
    if not model.is_by_urgency:
        return {}

    def rank(row: int) -> int:
        return _GROUPS[model.row_at(row).expiry.state].value

    count = model.rowCount(QModelIndex())
    firsts: dict[int, Group] = {}
    row = 0
    while row < count:
        group = _GROUPS[model.row_at(row).expiry.state]
        firsts[row] = group
        row = bisect_right(range(count), group.value, row, key=rank)
    return firsts


def group_title(group: Group, thresholds: Thresholds) -> str:
    match group:
        case Group.NOW:
            return _("Now")
        case Group.SOON:
            days = round(thresholds.renew_soon.total_seconds() / 86_400)
            return ngettext("Within {count} day", "Within {count} days", days).format(count=days)
        case Group.UNKNOWN:
            return _("End not known")
        case Group.FINE:
            return _("Fine")
