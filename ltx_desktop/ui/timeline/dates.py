"""Moments as the locale writes them, by the clock on the wall."""

from datetime import datetime

from PySide6.QtCore import QDate, QDateTime, QLocale

from ltx_desktop.services.local_time import to_local
from ltx_desktop.wording.translation import _


def short_date(moment: datetime) -> str:
    """`12 Dec`."""
    local = to_local(moment)
    return QLocale().toString(QDate(local.year, local.month, local.day), _("d MMM"))


def full_date(moment: datetime) -> str:
    """With the year and the time of day."""
    local = QDateTime.fromSecsSinceEpoch(int(moment.timestamp()))
    return QLocale().toString(local, QLocale.FormatType.ShortFormat)
