"""Qt's own words, numbers and reading direction in the language of the app's sentences."""

from PySide6.QtCore import QLibraryInfo, QLocale, QTranslator
from PySide6.QtWidgets import QApplication

from ltx_desktop.wording.languages import SOURCE

_SPELT = "en_GB"
"""What the source is written in, where nobody says which English."""


def speak(application: QApplication, language: str) -> None:
    """Before the first window; `language` is a tag, as `de_AT`."""
    locale = QLocale(_SPELT if language == SOURCE else language)
    QLocale.setDefault(locale)
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    translator = QTranslator(application)
    # A language that Qt itself does not speak keeps Qt's English words.
    if translator.load(locale, "qtbase", "_", folder):
        application.installTranslator(translator)
    application.setLayoutDirection(locale.textDirection())
