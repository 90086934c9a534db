"""The one translation system, for window and command line alike (gettext, needs no Qt).

The language follows `LANGUAGE`, `LC_ALL`, `LC_MESSAGES` and `LANG`; English is the source.
"""

import gettext
from pathlib import Path

_translations = gettext.translation(
    "ltx_desktop", localedir=Path(__file__).parent / "locale", fallback=True
)

_ = _translations.gettext
ngettext = _translations.ngettext
