from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterator
from types import ModuleType

import pytest
from PySide6.QtCore import QCoreApplication, QLocale, QTranslator
from PySide6.QtWidgets import QApplication, QDialogButtonBox

from desktop_app.gui.main_window import MainWindow
from desktop_app.gui.preferences import MemoryPreferences
from desktop_app.gui.settings_dialog.setting_row import words
from desktop_app.gui.translations import LANGUAGES, best_language, install_language
from desktop_app.support.resource_files import resource_path

OTHERS = sorted(set(LANGUAGES) - {"en"})
_PLACEHOLDER = re.compile(r"\{[^{}]*\}|%L?n")
_READ_ELSEWHERE = ("setting_row.py", "shortcuts.py", "messages.py")  # words of settings, actions, other rooms


@pytest.fixture(scope="module")
def tool() -> Iterator[ModuleType]:
    folder = str(resource_path("translations"))
    sys.path.insert(0, folder)
    try:
        import update

        yield update
    finally:
        sys.path.remove(folder)


@pytest.fixture
def speak(qapp: QApplication) -> Iterator[Callable[[str], str]]:
    yield install_language
    install_language("en")


@pytest.mark.parametrize("language", OTHERS)
def test_every_text_of_the_code_has_words(tool: ModuleType, language: str) -> None:
    wanted = {(text.context, text.source) for text in tool.visible_texts().texts}
    known = set(tool.read(tool.ts_file(language)))
    how = "run resources/translations/update.py --missing"
    assert sorted(wanted - known) == [], f"without words: {how}"
    assert sorted(known - wanted) == [], f"not in the code any more: {how}"


def test_english_has_the_forms_for_numbers(tool: ModuleType) -> None:
    wanted = {(text.context, text.source) for text in tool.visible_texts().texts if text.numbered}
    assert set(tool.read(tool.ts_file("en"))) == wanted


@pytest.mark.parametrize("language", sorted(LANGUAGES))
def test_placeholders_are_those_of_the_text(tool: ModuleType, language: str) -> None:
    wrong = [
        (source, form)
        for (_, source), forms in tool.read(tool.ts_file(language)).items()
        for form in forms
        if sorted(_PLACEHOLDER.findall(source)) != sorted(_PLACEHOLDER.findall(form))
    ]
    assert wrong == []


@pytest.mark.parametrize("language", sorted(LANGUAGES))
def test_what_qt_loads_was_made_from_the_words(tool: ModuleType, qapp: QApplication, language: str) -> None:
    translator = QTranslator()
    assert translator.load(str(tool.qm_file(language)))
    stale = [
        source
        for (context, source), forms in tool.read(tool.ts_file(language)).items()
        if translator.translate(context, source, None, 1 if len(forms) > 1 or "%" in source else -1) != forms[0]
    ]
    assert stale == [], "run resources/translations/update.py"


def test_no_visible_text_is_made_where_the_tool_can_not_read_it(tool: ModuleType) -> None:
    unread = [place for place in tool.visible_texts().unread if not place.startswith(_READ_ELSEWHERE)]
    assert unread == []


def test_the_language_is_the_choice_or_the_system_s() -> None:
    assert best_language("de", ["en-GB"]) == "de"
    assert best_language("system", ["fr-FR", "zh-Hans-CN", "en"]) == "zh"
    assert best_language("system", ["de_AT"]) == "de"
    assert best_language("system", ["C"]) == best_language("tlh", []) == "en"


def test_qt_s_own_words_and_numbers_follow(speak: Callable[[str], str]) -> None:
    assert speak("de") == "de"
    buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
    assert buttons.buttons()[0].text().replace("&", "") == "Schließen"
    assert QLocale().toString(1234.5) == "1.234,5"
    assert words("Theme") == "Erscheinungsbild"
    speak("zh")
    assert words("Theme") == "主题"
    speak("system")
    assert words("Theme") == "Theme"
    assert QLocale().toString(1234) == "1,234"


@pytest.mark.parametrize("language", OTHERS)
def test_the_window_speaks_the_language_of_the_settings(
    open_window: Callable[[], MainWindow],
    preferences: MemoryPreferences,
    speak: Callable[[str], str],
    tool: ModuleType,
    language: str,
) -> None:
    preferences.change("language", language)
    window = open_window()
    known = tool.read(tool.ts_file(language))
    assert window.settings_button.accessibleName() == known["MainWindow", "Settings"][0]
    assert window.composer.field.accessibleName() == known["QuestionField", "Question"][0]
    assert QCoreApplication.translate("MainWindow", "Settings") == known["MainWindow", "Settings"][0]
