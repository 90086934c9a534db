"""What the app is, whose it is, and what it is made of."""

from collections.abc import Iterable

from ltx_desktop.wording.translation import _


def name_and_version(version: str) -> str:
    return f"{_('LTX Accounts')} {version}"


def about_sentences() -> tuple[str, ...]:
    return (
        _(
            "Keeps the LTX Studio accounts of your useapi.net subscription alive: shows when the "
            "cookies of each one end, and renews them in a minute."
        ),
        _(
            "An independent account manager. It is made neither by Lightricks nor by useapi.net, "
            "and is not Lightricks' product “LTX Desktop”."
        ),
        _(
            "Free software under the MIT licence. It is built on the work of others under their "
            "own licences: Qt and PySide6 under the LGPL, for one."
        ),
    )


def notices_explanation() -> str:
    return _("The licence of LTX Accounts, and those of everything that it is built on.")


def notices_are_missing() -> str:
    return _("The file with the licences did not come with this installation.")


def versions_text(versions: Iterable[tuple[str, str]]) -> str:
    """One a line; names and numbers are the same in every language."""
    return "\n".join(f"{name} {version}" for name, version in versions)
