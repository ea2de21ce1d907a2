from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop_app.answering.excerpts import NOTHING_FOUND
from desktop_app.answering.figure_sentences import names, recognises, stands_on
from desktop_app.answering.picture_queries import NOT_FOUND
from desktop_app.domain.conversation import Answer
from desktop_app.domain.documents import Document, DocumentStatus, Figure, FigureKind
from desktop_app.domain.errors import FileProblem
from desktop_app.domain.geometry import Box
from desktop_app.domain.history import ConversationSummary, SavedConversation
from desktop_app.gui.figure_names import figure_description, figure_title
from desktop_app.gui.history.export_words import export_words, with_notes_in_words
from desktop_app.gui.main_window import MainWindow
from desktop_app.gui.messages import answer_in_words, in_words
from desktop_app.gui.preferences import MemoryPreferences
from desktop_app.gui.translations import install_language
from desktop_app.support.resource_files import resource_path


@pytest.fixture
def german(qapp: QApplication) -> Iterator[None]:
    install_language("de")
    yield
    install_language("en")


@pytest.mark.parametrize(
    ("english", "words"),
    [
        ("The library is closed.", "Die Bibliothek ist geschlossen."),
        ("a (b).pdf is empty.", "a (b).pdf ist leer."),
        ("x.pdf has 3 pages: there is no page 7.", "x.pdf hat 3 Seiten: Es gibt keine Seite 7."),
        ("x.pdf is not there. Check the name.", "x.pdf ist nicht da. Prüfen Sie den Namen."),
        ("The page could not be read: took too long.", "Die Seite konnte nicht gelesen werden: took too long."),
        ("The connection was lost. It was tried 3 times.", "Die Verbindung ging verloren. Es wurde 3-mal versucht."),
        ("too small", "zu klein"),
        ("Something nobody has words for.", "Something nobody has words for."),
        ("{0} braces {x} stay", "{0} braces {x} stay"),
        ("", ""),
    ],
)
def test_sentences_are_known_again_with_what_was_put_in(german: None, english: str, words: str) -> None:
    assert in_words(english) == words


def test_english_stays_as_it_came(qapp: QApplication) -> None:
    install_language("en")
    assert in_words("a.pdf is empty.") == "a.pdf is empty."


def test_a_text_without_end_is_left_alone(german: None) -> None:
    text = "Restart the program. " * 10_000
    assert in_words(text) == text


def test_every_sentence_that_the_window_knows_has_words(german: None) -> None:
    templates = json.loads(resource_path("translations", "sentences.json").read_text("utf-8"))
    same = [template for template in templates if QCoreApplication.translate("Messages", template) == template]
    assert len(templates) > 200
    assert set(same) <= {"logo"}


def test_only_the_program_s_own_words_in_answers_are_translated(german: None) -> None:
    assert answer_in_words(NOTHING_FOUND) == "Nichts in Ihren Dokumenten beantwortet das."
    assert "nicht gefunden" in answer_in_words(NOT_FOUND)
    assert answer_in_words("The tank is empty.") == "The tank is empty.", "a document says so"
    saved = SavedConversation(
        ConversationSummary("c", "Why?", 1.0, 1.0, 1),
        (Answer("Why?", (NOTHING_FOUND, "The tank is empty."), (), (), "excerpts", notice="a.pdf is empty."),),
    )
    [turn] = with_notes_in_words(saved).turns
    assert turn.paragraphs == ("Nichts in Ihren Dokumenten beantwortet das.", "The tank is empty.")
    assert turn.notice == "a.pdf ist leer."
    words = export_words()
    assert (words.language, words.sources) == ("de", "Quellen")
    assert words.figure_at.format(figure="F", document="d", page=3) == "F (d, Seite 3)"


def test_an_error_is_told_in_the_language_of_the_window(
    qtbot: QtBot, open_window: Callable[[], MainWindow], preferences: MemoryPreferences
) -> None:
    preferences.change("language", "de")
    window = open_window()
    window.notices.tell_error(FileProblem("a.pdf is empty.", "Download or copy it again."))
    assert window.notices.accessibleName() == "a.pdf ist leer. Laden oder kopieren Sie sie noch einmal."
    install_language("en")


MANUAL = Document("d" * 64, "pump", "The pump manual", "/pump.pdf", 200, DocumentStatus.READY)
_TANK = Figure(
    id="t" * 64,
    document_id=MANUAL.id,
    page=104,
    box=Box(50, 60, 300, 400),
    kind=FigureKind.VECTOR,
    label="2.3",
    caption="The tank (of steel): inside",
    file="t.png",
    pixels=(300, 300),
)


@pytest.mark.parametrize(
    ("english", "words"),
    [
        (stands_on(_TANK, MANUAL), "Abbildung 2.3 aus **The pump manual** steht auf Seite 104."),
        (stands_on(replace(_TANK, label=None), MANUAL), "Diese Abbildung aus **The pump manual** steht auf Seite 104."),
        (names(_TANK, MANUAL), "Abbildung 2.3 aus **The pump manual**, Seite 104: The tank (of steel): inside"),
        (
            names(replace(_TANK, kind=FigureKind.TABLE, caption=""), MANUAL),
            "Tabelle 2.3 aus **The pump manual**, Seite 104.",
        ),
        (
            recognises(_TANK, MANUAL),
            "Das ist Abbildung 2.3 aus **The pump manual**, Seite 104: The tank (of steel): inside",
        ),
        (
            recognises(replace(_TANK, label=None, caption=""), MANUAL, also=True),
            "Es ist auch eine Abbildung aus **The pump manual**, Seite 104.",
        ),
    ],
)
def test_what_is_said_of_a_figure_is_translated_and_its_document_s_words_are_not(
    german: None, english: str, words: str
) -> None:
    assert answer_in_words(f"{english} [1]") == f"{words} [1]"
    assert answer_in_words("Read **the manual** of page 4.") == "Read **the manual** of page 4."


def test_figures_are_called_in_the_language_of_the_window(german: None) -> None:
    assert figure_description(_TANK) == "Abbildung 2.3: The tank (of steel): inside"
    assert figure_title(replace(_TANK, kind=FigureKind.TABLE)) == "Tabelle 2.3"
    assert figure_title(replace(_TANK, label=None)) == "Abbildung auf Seite 104"
    assert figure_title(replace(_TANK, label=None, kind=FigureKind.TABLE)) == "Tabelle auf Seite 104"
    assert figure_description(replace(_TANK, caption="")) == "Abbildung 2.3"
