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


def catalogue_of(language: str, folder: Path = FOLDER) -> gettext.NullTranslations:
    """The language's sentences, a region's before the language's; English where there are none."""
    return gettext.translation(DOMAIN, folder, [language], fallback=True)


language = chosen(wished(os.environ), lambda wish: gettext.find(DOMAIN, FOLDER, [wish]) is not None)
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
