"""The one translation system, for window and command line alike (gettext, needs no Qt).

The language follows `LANGUAGE`, `LC_ALL`, `LC_MESSAGES` and `LANG`, else the system's; English is
the source.
"""

import gettext
import os
from pathlib import Path

from ltx_desktop.wording.languages import SOURCE, chosen, wished

DOMAIN = "ltx_desktop"
FOLDER = Path(__file__).parent / "locale"


def catalogue_of(language: str) -> gettext.NullTranslations:
    """A region's sentences before those of its language; the source's where there are none."""
    catalogue = gettext.NullTranslations()
    # gettext's own search would take `en` for `en_US`.
    for path in _paths(language):
        with path.open("rb") as file:
            more = gettext.GNUTranslations(file)
        more.add_fallback(catalogue)
        catalogue = more
    return catalogue


def _paths(language: str) -> list[Path]:
    """The compiled catalogues that there are, from the general to the particular."""
    names = dict.fromkeys([language.partition("_")[0], language])
    paths = [FOLDER / name / "LC_MESSAGES" / f"{DOMAIN}.mo" for name in names]
    return [path for path in paths if path.exists()]


language = chosen(wished(os.environ), lambda wish: bool(_paths(wish)))
catalogue = catalogue_of(language)


def _(message: str) -> str:
    return catalogue.gettext(message)


def ngettext(singular: str, plural: str, count: int) -> str:
    return catalogue.ngettext(singular, plural, count)


def speak_for_argparse() -> None:
    """Python's own words in `--help`: it looks for them in gettext's default domain."""
    if language.partition("_")[0] != SOURCE:
        gettext.bindtextdomain(DOMAIN, FOLDER)
        gettext.textdomain(DOMAIN)
