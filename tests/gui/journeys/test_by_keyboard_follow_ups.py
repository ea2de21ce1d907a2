"""By keys alone: a model is chosen, figures are spoken of again, and a page that was not read is read again."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from desktop_app.domain.answer_events import AnswerEvent, AnswerFinished, FigureShown, ParagraphText
from desktop_app.domain.conversation import Answer, Conversation
from desktop_app.domain.documents import Document
from desktop_app.domain.jobs import CancelToken
from desktop_app.domain.ports import ModelChoice
from desktop_app.gui.library.document_report import DocumentReport
from desktop_app.gui.use_cases import Request
from tests.gui.fakes import FakeUseCases, FakeWorkspace, Script, illustrated_answer, make_document, make_placed
from tests.gui.journeys.by_keyboard import KeyboardJourney
from tests.gui.journeys.test_by_keyboard_conversation import ask

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)  # said of every menu

Keyboard = Callable[[], KeyboardJourney]


@pytest.fixture
def document(workspace: FakeWorkspace) -> Document:
    document = make_document()
    workspace.library.add_figures(document, 3)
    return document


def enlarged(document: Document) -> Script:
    """What is answered where a figure is wanted large."""

    def script(request: Request, _conversation: Conversation, _cancel: CancelToken) -> Iterator[AnswerEvent]:
        placed = make_placed(1, document, 0)
        yield ParagraphText(0, "The figure, again.")
        yield FigureShown(placed, enlarged=True)
        yield AnswerFinished(Answer(request.question, ("The figure, again.",), (placed,), (), request.model))

    return script


def test_a_figure_is_enlarged_and_compared_by_follow_ups(
    keyboard: Keyboard, use_cases: FakeUseCases, document: Document
) -> None:
    journey = keyboard()
    window = journey.window
    both = [make_placed(1, document, 0), make_placed(2, document, 0, page=5)]
    use_cases.script = illustrated_answer(["The pump is cooled by water."], both[:1], [])
    ask(journey, "How is the pump cooled?")
    use_cases.script = enlarged(document)
    ask(journey, "Enlarge the first figure")
    journey.until(window.viewer.isVisible)
    journey.picture("the figure large")
    journey.press("Ctrl++", "Escape")
    assert not window.viewer.isVisible()
    assert journey.focus_name == "Question"
    use_cases.script = illustrated_answer(["Both show the pump."], both, [])
    turn = ask(journey, "Compare it with the second one")
    assert [card.placed.number for card in turn.figure_blocks] == [1, 2]
    assert len(use_cases.requests) == 3


def test_a_model_is_chosen_below_the_question(
    keyboard: Keyboard, use_cases: FakeUseCases, workspace: FakeWorkspace, document: Document
) -> None:
    workspace.models.choices = (ModelChoice("Tiny-1B", Path("/models/Tiny-1B.gguf")),)
    journey = keyboard()
    window = journey.window
    journey.until(lambda: window.composer.models.findData("Tiny-1B") >= 0)
    use_cases.script = illustrated_answer(["The pump is cooled by water."], [make_placed(1, document, 0)], [])
    journey.go_to("Model")
    journey.press("Down")
    ask(journey, "How is the pump cooled?")
    assert use_cases.requests[-1].model == "Tiny-1B"
    journey.go_to("Model")
    journey.press("Home")
    ask(journey, "And without it?")
    assert use_cases.requests[-1].model == "excerpts"


def test_why_a_page_was_not_read_is_said_with_what_to_do(
    keyboard: Keyboard, use_cases: FakeUseCases, document: Document
) -> None:
    journey = keyboard()
    window = journey.window
    journey.go_to("Documents", back=True)
    journey.choose("What was found …")
    journey.until(lambda: isinstance(QApplication.activeWindow(), DocumentReport))
    report = QApplication.activeWindow()
    assert isinstance(report, DocumentReport)
    assert any("damaged" in words for words in report.words)
    journey.picture("a page that was not read")
    journey.go_to("Read again")
    journey.press("Space")
    journey.until(lambda: use_cases.read_again == [Path(document.path)] and not window.library.busy)
