"""Figures of an answer: what was found besides, what readers say of them, and questions about one of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from desktop_app.domain.answer_events import AnswerEvent, AnswerFinished, EvidenceFound, FigureShown, ParagraphText
from desktop_app.domain.conversation import Answer, Conversation, UncitedPassage, UnshownFigure, WhyUnshown
from desktop_app.domain.documents import Document, FigureKind
from desktop_app.domain.figure_feedback import called_wrong
from desktop_app.domain.geometry import Box, Region
from desktop_app.domain.jobs import CancelToken
from desktop_app.gui.chat.figure_block import FigureBlock, FigureWish
from desktop_app.gui.chat.turn_view import TurnView
from desktop_app.gui.main_window import MainWindow
from desktop_app.gui.use_cases import Request
from tests.gui.fakes import FakeUseCases, FakeWorkspace, Script, make_citation, make_document, make_figure, make_placed
from tests.gui.window_steps import answered, ask

REASONS = list(WhyUnshown)


def with_sources(document: Document, paragraphs: int = 3) -> Script:
    """An answer with two figures, and with figures and passages that were found besides."""

    def script(request: Request, _conversation: Conversation, _cancel: CancelToken) -> Iterator[AnswerEvent]:
        figures = (make_placed(1, document, 0), make_placed(2, document, 1, page=5))
        unshown = tuple(
            UnshownFigure(make_figure(number, document, page=number), document, 0.4, why)
            for number, why in enumerate(REASONS, start=3)
        )
        uncited = (UncitedPassage(document, (Region(9, Box(60, 60, 400, 90)),), "The pump may <b>hum</b> a little."),)
        texts = tuple(f"Paragraph {number} tells of the pump. " * 6 for number in range(paragraphs))
        yield EvidenceFound((), (), 0.01)
        for index, text in enumerate(texts):
            yield ParagraphText(index, text)
            yield from (FigureShown(placed) for placed in figures if placed.after_paragraph == index)
        citations = (make_citation(1, document),)
        yield AnswerFinished(
            Answer(request.question, texts, figures, citations, request.model, unshown=unshown, uncited=uncited)
        )

    return script


@pytest.fixture
def document(workspace: FakeWorkspace) -> Document:
    return workspace.library.add(make_document())


@pytest.fixture
def turn(qtbot: QtBot, window: MainWindow, use_cases: FakeUseCases, document: Document) -> TurnView:
    use_cases.script = with_sources(document)
    return answered(qtbot, window)


def kept(workspace: FakeWorkspace) -> Answer:
    return workspace.history.load("last").turns[-1]


def test_a_figure_that_is_wanted_large_opens_when_its_answer_is_there(
    qtbot: QtBot, window: MainWindow, use_cases: FakeUseCases, document: Document
) -> None:
    def script(request: Request, _conversation: Conversation, _cancel: CancelToken) -> Iterator[AnswerEvent]:
        placed = make_placed(2, document, 0)
        yield ParagraphText(0, "The figure.")
        yield FigureShown(placed, enlarged=True)
        yield AnswerFinished(Answer(request.question, ("The figure.",), (placed,), (), request.model))

    use_cases.script = script
    answered(qtbot, window)
    assert window.viewer.isVisible()
    assert window.viewer.current is not None
    assert window.viewer.current[0] == make_placed(2, document, 0).figure
    window.viewer.leave()
    assert window.composer.field.hasFocus()


# What was found besides


def test_what_was_found_besides_is_folded_away_and_named(turn: TurnView) -> None:
    assert not turn.sources.unfolded
    assert turn.sources.choices == []
    assert "8 figures, 1 passage" in turn.sources.fold_button.text()


def test_unfolding_shows_every_figure_with_its_reason(qtbot: QtBot, window: MainWindow, turn: TurnView) -> None:
    qtbot.mouseClick(turn.sources.fold_button, Qt.MouseButton.LeftButton)
    assert turn.sources.unfolded
    reasons = [choice.accessibleName() for choice in turn.sources.choices]
    assert len(reasons) == len(REASONS)
    assert len({reason.rsplit(". ", 2)[-1] for reason in reasons}) == len(REASONS)
    assert "Not likely enough to help (40\u00a0%)." in reasons[REASONS.index(WhyUnshown.UNLIKELY)]
    qtbot.keyClick(turn.sources.choices[1], Qt.Key.Key_Space)
    assert window.viewer.isVisible()
    assert window.viewer.current is not None
    assert window.viewer.current[0].label == "4"
    window.viewer.leave()
    qtbot.mouseClick(turn.sources.fold_button, Qt.MouseButton.LeftButton)
    assert not turn.sources.unfolded
    window.grab()


def test_a_passage_found_besides_opens_its_page(qtbot: QtBot, window: MainWindow, turn: TurnView) -> None:
    turn.sources.fold_button.click()
    from PySide6.QtWidgets import QLabel, QPushButton

    links = [each for each in turn.sources.findChildren(QPushButton) if "hum" in each.accessibleName()]
    assert any("<b>hum</b>" in each.text() for each in turn.sources.findChildren(QLabel)), "tags are words"
    with qtbot.waitSignal(window.pages.shown):
        qtbot.mouseClick(links[0], Qt.MouseButton.LeftButton)
    assert [region.page for region in window.pages.view.marked] == [9]


def test_what_was_found_besides_comes_into_view_below_its_button(
    qtbot: QtBot, window: MainWindow, use_cases: FakeUseCases, document: Document
) -> None:
    use_cases.script = with_sources(document, paragraphs=12)
    turn = answered(qtbot, window)
    bar = window.conversation.verticalScrollBar()
    window.grab()  # everything is laid out
    window.conversation.go_to_end()
    qtbot.waitUntil(lambda: turn.copy_button.isVisible() and bar.value() == bar.maximum() > 200)
    button = turn.sources.fold_button
    view = window.conversation.viewport()

    def seen(widget: QWidget) -> bool:
        return view.rect().contains(widget.rect().translated(widget.mapTo(view, QPoint())))

    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: seen(button) and seen(turn.sources.choices[0]))
    turn.figure_blocks[1].wanted.emit(FigureWish.BETTER, turn.figure_blocks[1].placed)
    qtbot.waitUntil(lambda: turn.feedback.picker is not None and turn.feedback.picker.height() > 50)


def test_a_kept_answer_still_has_what_was_found_besides(
    qtbot: QtBot, window: MainWindow, turn: TurnView, workspace: FakeWorkspace
) -> None:
    window.start_anew()
    qtbot.waitUntil(lambda: len(window.history_panel.view.model().index(0, 0).data() or "") > 0)
    window.history.open(workspace.history.conversations()[0])
    qtbot.waitUntil(lambda: len(window.chat.turns) == 1 and window.chat.turns[0].answer is not None)
    qtbot.waitUntil(window.chat.turns[0].sources.isVisible)
    assert "8 figures" in window.chat.turns[0].sources.fold_button.text()


# What readers say


def card_of(turn: TurnView, number: int) -> FigureBlock:
    return next(card for card in turn.figure_blocks if card.placed.number == number)


def choose(card: FigureBlock, words: str) -> None:
    next(action for action in card.menu().actions() if action.text().startswith(words)).trigger()


def test_a_figure_is_called_wrong_kept_and_taken_back(
    qtbot: QtBot, window: MainWindow, turn: TurnView, workspace: FakeWorkspace
) -> None:
    card = card_of(turn, 1)
    choose(card, "Wrong figure here")
    assert card.said == "You marked this figure as wrong here."
    qtbot.waitUntil(lambda: [each.shown for each in kept(workspace).feedback] == [card.placed.figure.id])
    qtbot.mouseClick(card.back_button, Qt.MouseButton.LeftButton)
    assert card.said == ""
    qtbot.waitUntil(lambda: kept(workspace).feedback == ())
    assert window.chat.conversation.turns[0].feedback == ()


def test_another_figure_is_put_in_the_place(
    qtbot: QtBot, window: MainWindow, turn: TurnView, workspace: FakeWorkspace
) -> None:
    order = [turn._body.itemAt(index).widget() for index in range(turn._body.count())]
    place = order.index(card_of(turn, 2))
    choose(card_of(turn, 2), "Another one belongs here")
    picker = turn.feedback.picker
    assert picker is not None
    assert len(picker.choices) == len(REASONS) - 1, "what was replaced before is offered by taking back"
    qtbot.keyClick(picker.choices[0], Qt.Key.Key_Space)
    card = card_of(turn, 2)
    assert card.placed.figure.label == "3"
    assert turn._body.itemAt(place).widget() is card
    assert "in place of Figure 2" in card.said
    assert turn.feedback.picker is None
    assert "in place" in turn.plain_text() or "pump 3" in turn.plain_text()
    qtbot.waitUntil(lambda: [each.figure.label for each in kept(workspace).figures] == ["1", "3"])
    choose(card, "Take back")
    assert card_of(turn, 2).placed.figure.label == "2"
    qtbot.waitUntil(lambda: [each.figure.label for each in kept(workspace).figures] == ["1", "2"])


def test_choosing_may_be_left(qtbot: QtBot, turn: TurnView) -> None:
    choose(card_of(turn, 1), "Another one belongs here")
    assert turn.feedback.picker is not None
    first = turn.feedback.picker.choices[0]
    qtbot.waitUntil(lambda: first.visibleRegion().boundingRect().height() == first.height())
    turn.feedback.picker.left.emit()
    assert turn.feedback.picker is None
    assert turn.answer is not None
    assert turn.answer.feedback == ()


def test_the_focus_stays_at_the_figure_when_the_choices_go(window: MainWindow, turn: TurnView) -> None:
    card = card_of(turn, 1)
    choose(card, "Another one belongs here")
    assert turn.feedback.picker is not None
    assert turn.feedback.picker.has_focus
    choose(card, "Wrong figure here")
    assert turn.feedback.picker is None
    assert window.focusWidget() is card.menu_button


def test_nothing_is_said_of_an_answer_that_is_coming_in(
    qtbot: QtBot, window: MainWindow, use_cases: FakeUseCases, document: Document
) -> None:
    hold = with_sources(document)

    def script(request: Request, conversation: Conversation, cancel: CancelToken) -> Iterator[AnswerEvent]:
        for event in hold(request, conversation, cancel):
            if isinstance(event, AnswerFinished):
                while not cancel.wait(0.01):
                    yield ParagraphText(2, " and")
                cancel.raise_if_cancelled()
            yield event

    use_cases.script = script
    turn = ask(qtbot, window)
    qtbot.waitUntil(lambda: len(turn.figure_blocks) == 2)
    texts = {action.text(): action.isEnabled() for action in turn.figure_blocks[0].menu().actions()}
    assert not texts["Wrong figure here"]
    assert not texts["Another one belongs here …"]
    window.chat.stop()
    qtbot.waitUntil(lambda: not window.chat.busy)


def test_feedback_on_an_earlier_turn_finds_its_place(
    qtbot: QtBot, window: MainWindow, turn: TurnView, workspace: FakeWorkspace, use_cases: FakeUseCases
) -> None:
    answered(qtbot, window)
    choose(card_of(turn, 1), "Wrong figure here")
    figure_id = card_of(turn, 1).placed.figure.id
    qtbot.waitUntil(lambda: bool(workspace.history.load("last").turns[0].feedback))
    expected = called_wrong(workspace.history.load("last").turns[1], figure_id).feedback
    assert workspace.history.load("last").turns[0].feedback == expected
    assert workspace.history.load("last").turns[1].feedback == ()


# Questions about a figure


def test_a_figure_of_an_answer_is_asked_about_and_again(
    qtbot: QtBot, window: MainWindow, turn: TurnView, use_cases: FakeUseCases
) -> None:
    choose(card_of(turn, 2), "Ask about this figure")
    figure = card_of(turn, 2).placed.figure
    assert window.composer.picture.isVisible()
    second = ask(qtbot, window, "How hot?")
    qtbot.waitUntil(lambda: not window.chat.busy)
    assert use_cases.requests[-1].figure == figure
    assert second.about == figure
    with qtbot.waitSignal(window.chat.turn_added):
        second.again_wanted.emit()
    qtbot.waitUntil(lambda: not window.chat.busy)
    assert use_cases.requests[-1].figure == figure, "asked again about the same"
    answered(qtbot, window)
    assert use_cases.requests[-1].figure is None


def test_the_viewer_asks_about_its_figure(qtbot: QtBot, window: MainWindow, turn: TurnView) -> None:
    turn.figure_blocks[1].view.activated.emit()
    assert window.viewer.isVisible()
    qtbot.mouseClick(window.viewer.ask_button, Qt.MouseButton.LeftButton)
    assert not window.viewer.isVisible()
    assert window.composer.picture.figure == card_of(turn, 2).placed.figure
    qtbot.mouseClick(window.composer.picture.remove_button, Qt.MouseButton.LeftButton)
    assert window.composer.picture.figure is None


def test_a_figure_is_copied_and_saved_from_its_card(
    qtbot: QtBot, window: MainWindow, turn: TurnView, tmp_path: Path, document: Document
) -> None:
    choose(card_of(turn, 1), "Copy the picture")
    qtbot.waitUntil(lambda: QGuiApplication.clipboard().image().width() == 1200)
    names: list[str] = []
    target: Callable[[str], Path] = lambda name: names.append(name) or tmp_path / "card.png"  # type: ignore[func-returns-value]  # noqa: E731
    window.viewer.choose_target = target
    choose(card_of(turn, 1), "Save the picture")
    qtbot.waitUntil((tmp_path / "card.png").exists)
    assert names == ["manual-1 - Figure 1.png"]


def test_two_fingers_zoom_around_their_middle(qtbot: QtBot, window: MainWindow, turn: TurnView) -> None:
    turn.figure_blocks[0].view.activated.emit()
    canvas = window.viewer.canvas
    qtbot.waitUntil(lambda: not canvas.image.isNull())
    before, middle = canvas.zoom, QPointF(canvas.width() / 2, canvas.height() / 2)
    canvas.pinch(2.0, middle)
    assert canvas.zoom == pytest.approx(2 * before)
    assert not canvas.fits
    window.viewer.leave()


def test_an_answer_is_copied_with_its_figures(qtbot: QtBot, window: MainWindow, turn: TurnView) -> None:
    with qtbot.waitSignal(window.figures.copied):
        qtbot.mouseClick(turn.figures_button, Qt.MouseButton.LeftButton)
    data = QGuiApplication.clipboard().mimeData()
    assert data.text() == turn.plain_text()
    assert data.html().count("data:image/png;base64,") == 2
    assert data.html().count("How is the pump cooled?") == 2, "in the title of the page and once in its text"


def test_the_image_of_a_photograph_is_saved_as_it_is_in_its_document(
    qtbot: QtBot, window: MainWindow, workspace: FakeWorkspace, document: Document, tmp_path: Path
) -> None:
    photograph = replace(make_figure(1, document), kind=FigureKind.RASTER)
    drawing = make_figure(2, document)
    window.viewer.open([(photograph, document), (drawing, document)], 0, workspace.library.picture)
    names: list[str] = []
    window.viewer.choose_target = lambda name: names.append(name) or tmp_path / name  # type: ignore[func-returns-value]
    qtbot.mouseClick(window.viewer.original_button, Qt.MouseButton.LeftButton)
    saved = tmp_path / "manual-1 - Figure 1.jpg"
    qtbot.waitUntil(lambda: saved.exists() and saved.read_bytes().startswith(b"\xff\xd8"))
    workspace.reader.has_originals = False
    window.viewer.save_original()
    qtbot.waitUntil(lambda: window.notices.shown is not None)
    assert len(names) == 1
    window.viewer.step(1)
    assert not window.viewer.original_button.isVisible()
    window.viewer.leave()
