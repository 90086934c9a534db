"""What a person is told: the shape of it."""

from dataclasses import dataclass

from ltx_desktop.wording.translation import _


@dataclass(frozen=True, slots=True)
class Notice:
    """`headline` says what happened, `detail` what it means and what to do."""

    headline: str
    detail: str = ""

    def __str__(self) -> str:
        return f"{self.headline} {self.detail}".strip()


def tone_word(tone: str) -> str:
    """What the icon of a notice says: `ok`, `warning`, `error`, else it is for information."""
    match tone:
        case "ok":
            return _("All is well")
        case "warning":
            return _("Warning")
        case "error":
            return _("Error")
        case _:
            return _("Note")
