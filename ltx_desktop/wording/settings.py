"""What the settings say about what was chosen."""

from collections.abc import Sequence
from datetime import timedelta

from ltx_desktop.domain.settings import Theme
from ltx_desktop.wording.durations import duration
from ltx_desktop.wording.translation import _


def reminders_sentence(spans: Sequence[timedelta]) -> str:
    """When a person will be told of an account; `spans` are longest first."""
    before = [duration(span) for span in spans if span]
    at_end = timedelta(0) in spans
    if before and at_end:
        return _("You are told {spans} before an account ends, and when it has ended.").format(
            spans=_listed(before)
        )
    if before:
        return _("You are told {spans} before an account ends.").format(spans=_listed(before))
    return _("You are told when an account has ended.") if at_end else _("You are never told.")


def tray_sentence(*, has_tray: bool) -> str:
    if has_tray:
        return ""
    return _("This desktop shows no tray at the moment: closing the window ends the app.")


def theme_name(theme: Theme) -> str:
    match theme:
        case Theme.SYSTEM:
            return _("As the system")
        case Theme.LIGHT:
            return _("Light")
        case Theme.DARK:
            return _("Dark")
        case Theme.BLACK_ON_WHITE:
            return _("High contrast, black on white")
        case Theme.WHITE_ON_BLACK:
            return _("High contrast, white on black")


def _listed(words: Sequence[str]) -> str:
    if len(words) == 1:
        return words[0]
    return _("{several} and {last}").format(several=", ".join(words[:-1]), last=words[-1])
