"""The language of the window: the system's, or a choice; its words are in `resources/translations/`."""

from __future__ import annotations

import logging
from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator

from desktop_app.support.resource_files import resource_path

log = logging.getLogger(__name__)

LANGUAGES = {"en": "English", "de": "Deutsch", "zh": "中文"}
"""The languages there are, each in its own words."""

_LOCALES = {"en": "en_US", "de": "de_DE", "zh": "zh_CN"}

_installed: list[QTranslator] = []
_speaking: list[str] = []


def mark_text(_context: str, text: str) -> str:
    """The text itself; tells the translators that it is shown, in this context, where it can't be translated yet."""
    return text


def best_language(choice: str, wanted: Sequence[str]) -> str:
    """The choice where it is a language, else the first of the system's languages that there is, else English.

    Args:
        choice: a key of `LANGUAGES`, or `system`.
        wanted: the system's languages in their order, as "de-AT".
    """
    if choice in LANGUAGES:
        return choice
    spoken = (name.replace("_", "-").split("-")[0].lower() for name in wanted)
    return next((name for name in spoken if name in LANGUAGES), "en")


def install_language(choice: str) -> str:
    """Makes the application speak a language, in place of the one before; what is on screen already stays.

    Numbers, dates and sizes follow: the system's way of writing them where its language is the chosen one.
    Returns the language, a key of `LANGUAGES`.
    """
    for old in _installed:
        QCoreApplication.removeTranslator(old)
    _installed.clear()
    _speaking.clear()
    system = QLocale.system()
    language = best_language(choice, system.uiLanguages())
    same = system.language() is QLocale(_LOCALES[language]).language()
    QLocale.setDefault(system if same else QLocale(_LOCALES[language]))
    _install(f"qtbase_{_LOCALES[language]}", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath))
    _install(f"imageref_{language}", str(resource_path("translations")))
    _speaking.append(language)
    return language


def current_language() -> str:
    """The language of the window, a key of `LANGUAGES`."""
    return _speaking[0] if _speaking else "en"


def _install(name: str, folder: str) -> None:
    """Qt looks for `qtbase_de_DE.qm`, then for `qtbase_de.qm`; of English there is none, it needs none."""
    translator = QTranslator()
    if translator.load(name, folder):
        QCoreApplication.installTranslator(translator)
        _installed.append(translator)
    elif not name.startswith("qtbase_en"):
        log.warning("The translation %s was not found.", name)
