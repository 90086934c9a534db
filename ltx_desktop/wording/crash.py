"""What can be told to whoever mends the app: a failure, and the log."""

from pathlib import Path

from ltx_desktop.wording.notice import Notice
from ltx_desktop.wording.translation import _


def crash_notice(error: BaseException) -> Notice:
    return Notice(
        _("Something went wrong inside the app ({kind}).").format(kind=type(error).__name__),
        _("Nothing you typed was lost. The log file has the details."),
    )


def crash_explanation() -> str:
    return _(
        "Something failed inside the app that should not have. It goes on, and nothing you "
        "typed was lost. If it happens again, report it with the text below: cookies and "
        "tokens were taken out of it; read it all the same before you pass it on."
    )


def log_explanation(folder: Path) -> str:
    return _(
        "What the app did, newest last. Cookies and tokens were taken out of it; read it all the "
        "same before you pass it on. Its files are in {folder}."
    ).format(folder=folder)


def log_is_empty() -> str:
    return _("Nothing was logged, or the log cannot be read.")
