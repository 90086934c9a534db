"""That something failed that should not have."""

from ltx_desktop.wording.notice import Notice
from ltx_desktop.wording.translation import _


def crash_notice(error: BaseException) -> Notice:
    return Notice(
        _("Something went wrong inside the app ({kind}).").format(kind=type(error).__name__),
        _("Nothing you typed was lost. The log file has the details."),
    )
