"""Asking by keys alone: questions, answers, their figures and sources, pictures."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QMessageBox, QTextBrowser

from desktop_app.domain.conversation import UnshownFigure, WhyUnshown
from desktop_app.domain.documents import Document
from desktop_app.gui.chat.turn_view import TurnView
from tests.gui.fakes import (
    FakeUseCases,
    FakeWorkspace,
    Script,
    draw_diagram,
    endless_answer,
    illustrated_answer,
    make_citation,
    make_document,
    make_figure,
    make_placed,
    plain_answer,
)
from tests.gui.journeys.by_keyboard import KeyboardJourney

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)  # said of every menu

Keyboard = Callable[[], KeyboardJourney]


def with_another_figure(document: Document) -> Script:
    """An answer with two figures and citations, and a figure that was found besides."""
    answer = illustrated_answer(
        ["The pump is cooled by water. [1]", "The valve opens at 80 °C. [2]"],
        [make_placed(1, document, 0), make_placed(2, document, 1, page=5)],
        [make_citation(1, document), make_citation(2, document, page=7)],
    )
    unshown = UnshownFigure(make_figure(3, document, page=9), document, 0.4, WhyUnshown.BEHIND)

    def script(*given):  # type: ignore[no-untyped-def]
        *events, last = answer(*given)
        yield from events
        yield replace(last, answer=replace(last.answer, unshown=(unshown,)))

    return script


@pytest.fixture
def document(workspace: FakeWorkspace) -> Document:
    document = make_document()
    workspace.library.add_figures(document, 3)
    return document


def ask(journey: KeyboardJourney, question: str) -> TurnView:
    """Types a question, wherever the focus is, and waits for the answer."""
    count = len(journey.window.chat.turns)
    journey.press("Ctrl+L")
    journey.type(question)
    journey.press("Return")
    journey.until(lambda: len(journey.window.chat.turns) > count and not journey.window.chat.busy)
    return journey.window.chat.turns[-1]


def test_an_answer_is_stopped_asked_again_and_changed(keyboard: Keyboard, use_cases: FakeUseCases) -> None:
    journey = keyboard()
    window = journey.window
    use_cases.script = endless_answer()
    journey.type("How is the pump cooled?")
    journey.press("Return")
    journey.until(lambda: window.chat.turns and "word3 " in window.chat.turns[0].plain_text())
    journey.press("Escape")
    journey.until(lambda: not window.chat.busy)

    use_cases.script = plain_answer("By water.")
    journey.press("Shift+F6")
    journey.go_to("Answer again")
    journey.press("Space")
    journey.until(lambda: not window.chat.busy and "By water." in window.chat.turns[0].plain_text())

    journey.press("Shift+F6")
    journey.go_to("Change the question and ask again")
    journey.press("Space")
    journey.type(" And with what?")
    journey.press("Return")
    journey.until(lambda: not window.chat.busy and window.chat.turns[0].answer is not None)
    assert [request.question for request in use_cases.requests][-1] == "How is the pump cooled? And with what?"
    assert len(window.chat.turns) == 1

    journey.press("Up")
    assert window.composer.field.toPlainText() == "How is the pump cooled? And with what?"
    journey.press("Ctrl+N")
    journey.until(window.welcome.isVisible)


def test_an_answer_is_read_copied_and_followed_to_its_pages(
    keyboard: Keyboard, use_cases: FakeUseCases, document: Document
) -> None:
    use_cases.script = with_another_figure(document)
    journey = keyboard()
    window = journey.window
    ask(journey, "How is the pump cooled?")
    journey.press("Shift+F6")
    assert journey.focus_name == "Conversation"
    journey.press("Home", "PgDown", "End", "Home")

    block = journey.go_to("Answer text")
    assert isinstance(block, QTextBrowser)
    assert block.textCursor().selectedText() == "[1]"
    journey.press("Return")
    journey.until(lambda: window.pages.isVisible() and window.pages.view.current_page == 3)
    journey.press("F6", "F6")
    assert journey.focus_name == "Pages"
    journey.press("Escape")
    assert not window.pages.isVisible()
    assert journey.focus_name == "Answer text"

    journey.go_to("[2]")
    journey.press("Space")
    journey.until(lambda: window.pages.isVisible() and window.pages.view.marked[0].page == 7)
    journey.press("Escape")

    journey.go_to("Found, but not in the answer")
    journey.press("Space")
    journey.go_to("Figure 3: The cooling circuit of pump 3")
    journey.press("Space")
    journey.until(window.viewer.isVisible)
    journey.press("Escape")
    assert "Figure 3" in journey.focus_name

    journey.go_to("Copy the answer")
    journey.press("Space")
    assert "The pump is cooled by water." in QGuiApplication.clipboard().text()
    journey.go_to("Copy the answer with its figures")
    with journey.bot.waitSignal(window.figures.copied):
        journey.press("Space")
    assert "<img" in QGuiApplication.clipboard().mimeData().html()


def test_a_figure_is_called_wrong_taken_back_and_replaced(
    keyboard: Keyboard, use_cases: FakeUseCases, document: Document
) -> None:
    use_cases.script = with_another_figure(document)
    journey = keyboard()
    turn = ask(journey, "How is the pump cooled?")
    journey.press("Shift+F6")
    journey.go_to("Figure 1: The cooling circuit")
    journey.choose("Wrong figure here")
    journey.until(lambda: turn.figure_blocks[0].said == "You marked this figure as wrong here.")
    journey.go_to("Take back")
    journey.press("Space")
    journey.until(lambda: not turn.figure_blocks[0].said)

    assert journey.focus_name == "What to do with this figure"
    journey.press("Space")
    journey.choose_open("Another one belongs here …")
    assert "Figure 3" in journey.focus_name
    journey.press("Space")
    journey.until(lambda: turn.figure_blocks[0].placed.figure.label == "3")
    assert "You put this figure here" in turn.figure_blocks[0].said


def test_pictures_and_figures_are_asked_about(keyboard: Keyboard, use_cases: FakeUseCases, document: Document) -> None:
    use_cases.script = with_another_figure(document)
    journey = keyboard()
    window = journey.window
    QGuiApplication.clipboard().setImage(draw_diagram(80, 60))
    journey.press("Ctrl+V")
    assert window.composer.picture.file is not None
    journey.go_to("Ask without the picture", back=True)
    journey.press("Space")
    assert not window.composer.picture.attached

    journey.press("Ctrl+L", "Ctrl+V", "Return")
    journey.until(lambda: window.chat.turns and not window.chat.busy)
    assert use_cases.requests[-1].picture is not None

    journey.press("Shift+F6")
    journey.go_to("Figure 2")
    journey.choose("Ask about this figure")
    assert window.composer.picture.figure is not None
    journey.type("What does this show?")
    journey.press("Return")
    journey.until(lambda: len(window.chat.turns) == 2 and not window.chat.busy)
    figure = use_cases.requests[-1].figure
    assert figure is not None
    assert figure.label == "2"


def test_the_number_of_figures_is_chosen_in_four_steps(keyboard: Keyboard, use_cases: FakeUseCases) -> None:
    journey = keyboard()
    journey.go_to("How many figures")
    journey.press("Home")
    for position, wanted in enumerate(("none", "few", "normal", "many")):
        if position:
            journey.go_to("How many figures")
            journey.press("Down")
        ask(journey, "Why?")
        assert use_cases.requests[-1].eagerness == wanted


def test_an_address_in_an_answer_is_looked_at_before_it_is_opened(keyboard: Keyboard, use_cases: FakeUseCases) -> None:
    use_cases.script = plain_answer("It stands in [the standard](https://a.example/pumps).")
    journey = keyboard()
    opened: list[str] = []
    journey.window.open_address = lambda address: bool(opened.append(address))
    ask(journey, "How is the pump cooled?")
    journey.press("Shift+F6")
    block = journey.go_to("Answer text")
    assert isinstance(block, QTextBrowser)
    assert block.textCursor().selectedText() == "the standard"
    asked: list[str] = []

    def leave() -> None:
        box = QApplication.activeModalWidget()
        assert isinstance(box, QMessageBox)
        asked.append(box.informativeText())
        journey.press("Escape")

    journey.in_dialog(leave)
    journey.press("Return")
    assert asked == ["https://a.example/pumps"]
    assert opened == []

    def agree() -> None:
        journey.go_to("Open")
        journey.press("Space")

    assert journey.focus_name == "Answer text"
    journey.in_dialog(agree)
    journey.press("Return")
    assert opened == ["https://a.example/pumps"]


def test_keys_reach_nothing_that_a_figure_covers(
    keyboard: Keyboard, use_cases: FakeUseCases, document: Document
) -> None:
    use_cases.script = with_another_figure(document)
    journey = keyboard()
    window = journey.window
    ask(journey, "How is the pump cooled?")
    journey.press("Shift+F6")
    journey.go_to("Figure 1")
    journey.press("Return")
    journey.until(window.viewer.isVisible)
    journey.press("F6", *["Tab"] * 14)
    assert window.viewer.isVisible()
    journey.press("Ctrl+L")
    assert not window.viewer.isVisible()
    assert journey.focus_name == "Question"
