"""The app in another language: a shipped one, or one made up of longer words."""

import gettext
from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QLocale, Qt, QTranslator
from PySide6.QtWidgets import QApplication

from ltx_desktop.app.language import speak
from ltx_desktop.wording import translation

_FILLERS = ("mittel", "lange", "Worte", "dazu")


class LongWords(gettext.NullTranslations):
    """Half as long again as the source, and one word more; the placeholders stay."""

    def gettext(self, message: str) -> str:
        return self._longer(message)

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return self._longer(msgid1 if n == 1 else msgid2)

    @staticmethod
    def _longer(text: str) -> str:
        if not any(letter.isalpha() for letter in text) or text.startswith(("{hour", "{day}")):
            return text
        wanted, filled = len(text) // 2, ""
        for number in range(wanted):
            if len(filled) >= wanted:
                break
            filled += f"{_FILLERS[number % len(_FILLERS)]} "
        return f"{filled or 'xx '}{text}"


@contextmanager
def spoken(application: QApplication, language: str) -> Iterator[None]:
    """`de`, `es`, or `long`; `rtl` is long, and read from right to left."""
    before = translation.catalogue, QLocale()
    made_up = {"long": "en", "rtl": "he"}
    translation.catalogue = (
        LongWords() if language in made_up else translation.catalogue_of(language)
    )
    speak(application, made_up.get(language, language))
    try:
        yield
    finally:
        for one in application.findChildren(QTranslator):
            application.removeTranslator(one)
            one.deleteLater()
        translation.catalogue, locale = before
        QLocale.setDefault(locale)
        application.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
