"""One turn of the conversation: the question, the answer's blocks in order, its sources and its tools."""

from __future__ import annotations

import re
import time
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from desktop_app.domain.answer_events import (
    AnswerEvent,
    AnswerFinished,
    AnswerNotice,
    CitationAdded,
    EvidenceFound,
    FigureShown,
    ParagraphText,
)
from desktop_app.domain.collections import EVERYTHING, Scope
from desktop_app.domain.conversation import Answer, Citation, PlacedFigure, asked_about
from desktop_app.domain.documents import Figure
from desktop_app.domain.picture_queries import PicturesTakenIn
from desktop_app.domain.ports import EXCERPTS
from desktop_app.gui.chat.answer_feedback import AnswerFeedback
from desktop_app.gui.chat.figure_block import FigureBlock, FigureWish, LoadPicture
from desktop_app.gui.chat.markdown_text import MOST_CHARACTERS, pieces
from desktop_app.gui.chat.question_card import QuestionCard
from desktop_app.gui.chat.sources_panel import SourcesPanel
from desktop_app.gui.chat.text_block import TextBlock
from desktop_app.gui.figure_names import figure_description
from desktop_app.gui.icons import IconButton
from desktop_app.gui.messages import answer_in_words, in_words
from desktop_app.gui.numbers import number
from desktop_app.gui.text_tools import one_line, plain_label

_ESCAPED = re.compile(r"\\([\\`*\[\]<>|~_#+=.)-])")
"""Marks within words of documents, as `answering` escapes them."""


@dataclass(slots=True)
class _Paragraph:
    """One paragraph on screen: its text so far, the citations it supports without naming them, its widgets."""

    text: str = ""
    split: tuple[str, list[str]] = ("", [])
    supports: list[int] = field(default_factory=list)
    blocks: list[TextBlock] = field(default_factory=list)
    figures: list[FigureBlock] = field(default_factory=list)

    def parts(self) -> list[str]:
        """The Markdown in pieces, cut anew only when it has changed."""
        markdown = self.markdown()
        if markdown != self.split[0]:
            self.split = (markdown, pieces(markdown) if markdown.strip() else [])
        return self.split[1]

    def markdown(self) -> str:
        """The text with the marks of the citations that it does not carry itself."""
        text = answer_in_words(self.text)
        missing = [number for number in self.supports if f"[{number}]" not in self.text]
        if not missing:
            return text
        marks = " ".join(f"[{number}]" for number in missing)
        return f"{text.rstrip()} {marks}" if not text.rstrip().endswith("```") else f"{text}\n\n{marks}"


class _Quotes:
    """What citations quote, for texts that show it.

    It does not know the turn, which holds the texts: turns that are held in a circle stay until garbage is collected,
    and collecting hundreds of them holds up the window.
    """

    def __init__(self, citations: Mapping[int, Citation], sources: SourcesPanel) -> None:
        self._citations = citations
        self._sources = sources

    def __call__(self, number: int) -> str:
        """Where citation `number` stands, and what it quotes; "" for none."""
        citation = self._citations.get(number)
        if citation is None:
            return ""
        where = self._sources.name_of(citation.document, citation.regions)
        return f"{where} – “{one_line(citation.quote, 400)}”"


class TurnView(QWidget):
    """Shows one question and its answer while it comes in.

    `take` collects events; `flush` brings the widgets up to date, so that many small pieces cost one layout.

    Attributes:
        picture: what the question came with.
        about: the figure that it points at.
        scope: what it is limited to; None where that is not known.

    Signals:
        figure_opened: a placed figure was clicked.
        figure_page_wanted: the page link of a placed figure.
        citation_opened: a citation was clicked.
        link_opened: an address in the text.
        again_wanted: the question is to be answered anew.
        edit_wanted: the question is to be changed and asked again.
        passage_opened: an `UncitedPassage` was clicked.
        unshown_opened: an `UnshownFigure` was clicked.
        figure_wanted: a `FigureWish` about a placed figure.
        answer_changed: the `Answer` after something was said of its figures.
        copy_wanted: the answer is to be copied with its figures.
        unfolding: something is about to be shown or hidden at the reader's wish.
    """

    figure_opened = Signal(object)
    figure_page_wanted = Signal(object)
    citation_opened = Signal(object)
    link_opened = Signal(str)
    again_wanted = Signal()
    edit_wanted = Signal()
    passage_opened = Signal(object)
    unshown_opened = Signal(object)
    figure_wanted = Signal(object, object)
    answer_changed = Signal(object)
    copy_wanted = Signal()
    unfolding = Signal()

    def __init__(
        self,
        question: str,
        load_picture: LoadPicture,
        parent: QWidget | None = None,
        *,
        picture: Path | None = None,
        about: Figure | None = None,
        scope: Scope | None = EVERYTHING,
    ) -> None:
        super().__init__(parent)
        self.question = question
        self.picture = picture
        self.about = about
        self.scope = scope
        self.answer: Answer | None = None
        self._load_picture = load_picture
        self._paragraphs: dict[int, _Paragraph] = {}
        self._citations: dict[int, Citation] = {}
        self._characters = 0
        self._status = ""
        self._enlarged: PlacedFigure | None = None
        self._dirty: set[int] = set()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(16)
        self.card = QuestionCard(question, picture, about, load_picture, self)
        self.card.show_scope(scope.name if scope is not None else "")
        self._column.addWidget(self.card)
        self._body = QVBoxLayout()
        self._body.setSpacing(14)
        self._column.addLayout(self._body)
        self._state = plain_label(self.tr("Searching your documents …"), "muted", self, wraps=True)
        self._column.addWidget(self._state)
        self._note = self._note_label()
        self.sources = self._sources_panel()
        self._quotes = _Quotes(self._citations, self.sources)
        self.feedback = self._feedback_part()
        self._tools = self._tool_row()

    # The parts that stand still

    def _note_label(self) -> QLabel:
        note = plain_label("", parent=self, wraps=True)
        note.setObjectName("answerNote")
        note.hide()
        self._column.addWidget(note)
        return note

    def _sources_panel(self) -> SourcesPanel:
        panel = SourcesPanel(self._load_picture, self)
        panel.citation_opened.connect(self.citation_opened)
        panel.passage_opened.connect(self.passage_opened)
        panel.figure_opened.connect(self.unshown_opened)
        panel.unfolding.connect(self.unfolding)
        self._column.addWidget(panel)
        return panel

    def _feedback_part(self) -> AnswerFeedback:
        feedback = AnswerFeedback(self._load_picture, self.sources.reason, self)
        feedback.changed.connect(self._change_answer)
        feedback.unfolding.connect(self.unfolding)
        return feedback

    def _tool_row(self) -> QWidget:
        holder = QWidget(self)
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        self.copy_button = IconButton("copy", self.tr("Copy the answer"), holder)
        self.copy_button.clicked.connect(self.copy_answer)
        self.figures_button = IconButton("copy-figures", self.tr("Copy the answer with its figures"), holder)
        self.figures_button.clicked.connect(self.copy_wanted)
        self.again_button = IconButton("retry", self.tr("Answer again"), holder)
        self.again_button.clicked.connect(self.again_wanted)
        self.edit_button = IconButton("edit", self.tr("Change the question and ask again"), holder)
        self.edit_button.clicked.connect(self.edit_wanted)
        self._timing = plain_label("", "small", holder)
        for button in (self.copy_button, self.figures_button, self.again_button, self.edit_button):
            row.addWidget(button)
        self.again_button.hide()
        self.edit_button.hide()
        row.addWidget(self._timing)
        row.addStretch(1)
        holder.hide()
        self._column.addWidget(holder)
        return holder

    # What comes in

    def take(self, event: AnswerEvent | PicturesTakenIn) -> None:
        """Collects one event of the answer; nothing is drawn before `flush`."""
        if isinstance(event, ParagraphText):
            self._take_text(event)
        elif isinstance(event, FigureShown):
            self._take_figure(event.placed)
            self._enlarged = event.placed if event.enlarged else self._enlarged
        elif isinstance(event, CitationAdded):
            self._take_citation(event)
        elif isinstance(event, EvidenceFound):
            self._status = self.tr("Reading {count} passages …").format(count=len(event.passages))
        elif isinstance(event, PicturesTakenIn):
            self._status = self.tr("Looking at figure {done} of {total} …").format(done=event.done, total=event.total)
        elif isinstance(event, AnswerNotice):
            self.add_note(event.message)
        elif isinstance(event, AnswerFinished):
            self._take_answer(event.answer)

    def _take_text(self, event: ParagraphText) -> None:
        room = MOST_CHARACTERS - self._characters
        if room <= 0:
            return
        self._characters += len(event.text)
        paragraph = self._paragraphs.setdefault(event.index, _Paragraph())
        paragraph.text += event.text[:room]
        self._dirty.add(event.index)
        self._status = ""
        if self._characters >= MOST_CHARACTERS:
            self.add_note(self.tr("The answer is longer than this window shows; the rest was left out."))

    def _take_citation(self, event: CitationAdded) -> None:
        number = event.citation.number
        self._citations[number] = event.citation
        if event.after_paragraph is not None:
            paragraph = self._paragraphs.setdefault(event.after_paragraph, _Paragraph())
            if number not in paragraph.supports:
                paragraph.supports.append(number)
            self._dirty.add(event.after_paragraph)
        self._dirty.update(index for index, known in self._paragraphs.items() if f"[{number}]" in known.text)

    def _take_figure(self, placed: PlacedFigure) -> None:
        paragraph = self._paragraphs.setdefault(placed.after_paragraph, _Paragraph())
        if any(block.placed.figure.id == placed.figure.id for block in paragraph.figures):
            return
        paragraph.figures.append(self._figure_block(placed))
        self._dirty.add(placed.after_paragraph)

    def _figure_block(self, placed: PlacedFigure) -> FigureBlock:
        block = FigureBlock(placed, self._load_picture, self)
        block.opened.connect(self.figure_opened)
        block.page_wanted.connect(self.figure_page_wanted)
        block.wanted.connect(lambda wish, _placed: self._take_wish(wish, block))
        return block

    def _take_wish(self, wish: FigureWish, card: FigureBlock) -> None:
        if self.answer is not None:
            self.feedback.take(wish, card, self.answer)
        self.figure_wanted.emit(wish, card.placed)

    def _change_answer(self, answer: Answer) -> None:
        """Shows the answer as it is after something was said of its figures: others may stand in their places."""
        self.unfolding.emit()
        self.answer = answer
        placed = {each.number: each for each in answer.figures}
        for paragraph in self._paragraphs.values():
            for index, card in enumerate(paragraph.figures):
                wanted = placed.get(card.placed.number)
                if wanted is not None and wanted.figure.id != card.placed.figure.id:
                    paragraph.figures[index] = self._exchange(card, wanted)
        self._show_sources()
        self.answer_changed.emit(answer)

    def _exchange(self, card: FigureBlock, placed: PlacedFigure) -> FigureBlock:
        fresh = self._figure_block(placed)
        self._body.replaceWidget(card, fresh)
        card.hide()
        card.deleteLater()
        fresh.show()
        fresh.menu_button.setFocus()
        return fresh

    def _take_answer(self, answer: Answer) -> None:
        """Takes the final text where it differs from what streamed in, and what did not stream at all."""
        self.answer = self._as_asked(answer)
        self.card.show_scope(answer.scope)
        for citation in answer.citations:
            self._citations.setdefault(citation.number, citation)
        for index, text in enumerate(answer.paragraphs):
            paragraph = self._paragraphs.setdefault(index, _Paragraph())
            if paragraph.text != text:
                self._characters += len(text) - len(paragraph.text)
                paragraph.text = text[:MOST_CHARACTERS]
            self._dirty.add(index)
        for placed in answer.figures:
            self._take_figure(placed)
        if answer.notice:
            self.add_note(answer.notice)
        if self._enlarged is not None:
            self.figure_opened.emit(self._enlarged)

    def add_note(self, sentence: str) -> None:
        """Shows a sentence about this answer, once."""
        line = one_line(in_words(sentence), 600)
        shown = self._note.text()
        if line and line not in shown.replace("\n", " "):  # the whole notice comes after its sentences
            self._note.setText(f"{shown}\n{line}" if shown else line)
            self._note.show()

    # What is drawn

    def flush(self, budget_s: float = 0.012) -> bool:
        """Brings the widgets up to date, for about `budget_s` seconds; returns whether something is left to do."""
        deadline = time.monotonic() + budget_s
        for index in sorted(self._dirty):
            if not self._show_paragraph(index, deadline):
                break
            self._dirty.discard(index)
        self._state.setText(self._status)
        self._state.setVisible(bool(self._status) and self.answer is None)
        return bool(self._dirty)

    def finish(self) -> None:
        """The answer has ended and is shown: shows its sources and tools."""
        self._status = ""
        self._state.hide()
        self._show_sources()
        self.copy_button.setVisible(bool(self._paragraphs))
        self.figures_button.setVisible(bool(self.figure_blocks))
        self._timing.setText(self._timing_text())
        self._tools.show()

    def set_last(self, last: bool) -> None:
        """Only the last question can be asked again."""
        self.again_button.setVisible(last)
        self.edit_button.setVisible(last)

    def unfinished_answer(self) -> Answer:
        """The answer as far as it has come, as if it had been stopped here."""
        last = max(self._paragraphs, default=-1)
        texts = tuple(self._paragraphs[n].text if n in self._paragraphs else "" for n in range(last + 1))
        figures = tuple(card.placed for card in self.figure_blocks)
        citations = tuple(self._citations[number] for number in sorted(self._citations))
        return self._as_asked(Answer(self.question, texts, figures, citations, "", stopped=True, notice=self.note))

    def _as_asked(self, answer: Answer) -> Answer:
        """The answer with what its question was about."""
        scope = self.scope
        if scope is None:
            return answer
        picture = str(self.picture) if self.picture is not None else ""
        return replace(answer, scope=scope.name, asked=asked_about(scope, picture, self.about))

    def _show_paragraph(self, index: int, deadline: float) -> bool:
        """Brings a paragraph's widgets up to date; returns False when the time was up before it was done."""
        paragraph = self._paragraphs[index]
        markdown = paragraph.markdown()
        numbers = frozenset(number for number in self._citations if f"[{number}]" in markdown)
        parts = paragraph.parts()
        for position, part in enumerate(parts):
            if position == len(paragraph.blocks):
                block = self._new_text_block()
                self._body.insertWidget(self._place_after(index, position), block)
                paragraph.blocks.append(block)
            block = paragraph.blocks[position]
            if block.shown_markdown != part or block.numbers != numbers:
                if time.monotonic() > deadline:
                    return False
                block.set_markdown(part, numbers, self._quotes)
        while len(paragraph.blocks) > len(parts):
            paragraph.blocks.pop().deleteLater()
        for position, card in enumerate(paragraph.figures):
            if self._body.indexOf(card) < 0:
                self._body.insertWidget(self._place_after(index, len(paragraph.blocks) + position), card)
                card.show()
        return True

    def _place_after(self, index: int, within: int) -> int:
        """Where in the body the widget `within` of paragraph `index` stands."""
        before = 0
        for other, paragraph in self._paragraphs.items():
            if other < index:
                before += len(paragraph.blocks) + sum(self._body.indexOf(card) >= 0 for card in paragraph.figures)
        return before + within

    def _new_text_block(self) -> TextBlock:
        block = TextBlock(self)
        block.resize(self.width(), block.height())  # which it is going to have: the text is laid out for it
        block.citation_clicked.connect(self._open_citation)
        block.link_clicked.connect(self.link_opened)
        block.show()
        return block

    def _source_name(self, citation: Citation) -> str:
        return self.sources.name_of(citation.document, citation.regions)

    def _open_citation(self, number: int) -> None:
        citation = self._citations.get(number)
        if citation is not None:
            self.citation_opened.emit(citation)

    def _show_sources(self) -> None:
        self.sources.show_citations(self._citations[number] for number in sorted(self._citations))
        if self.answer is not None:
            self.sources.show_unused(self.answer)
            for card in self.figure_blocks:
                self.feedback.mark(card, self.answer)

    def _timing_text(self) -> str:
        if self.answer is None or not self.answer.model:
            return ""
        name = self.tr("Excerpts") if self.answer.model == EXCERPTS else one_line(self.answer.model, 60)
        seconds = number(max(0.1, self.answer.timings.total_s), 1)
        return self.tr("{model} · {seconds} s").format(model=name, seconds=seconds)

    @property
    def text_blocks(self) -> list[TextBlock]:
        """The answer's text blocks in order."""
        return [block for index in sorted(self._paragraphs) for block in self._paragraphs[index].blocks]

    @property
    def figure_blocks(self) -> list[FigureBlock]:
        """The answer's figures in order."""
        return [card for index in sorted(self._paragraphs) for card in self._paragraphs[index].figures]

    @property
    def note(self) -> str:
        """The sentences about this answer."""
        return self._note.text()

    def copy_answer(self) -> None:
        """Puts the answer's text with its captions and sources on the clipboard."""
        QGuiApplication.clipboard().setText(self.plain_text())

    def plain_text(self) -> str:
        """The answer as text: paragraphs, captions with their pages, sources.

        What a model wrote is Markdown and stays so; words of documents are copied as they stand there.
        """
        lines: list[str] = []
        written = self.answer is None or self.answer.model != EXCERPTS
        for index in sorted(self._paragraphs):
            paragraph = self._paragraphs[index]
            if paragraph.text:
                lines.append(paragraph.markdown() if written else _ESCAPED.sub(r"\1", paragraph.markdown()))
            for card in paragraph.figures:
                figure = card.placed.figure
                place = self.tr("{document}, page {number}").format(
                    document=card.placed.document.name, number=figure.page
                )
                lines.append(f"{one_line(figure_description(figure))} ({place})")
        lines += [f"[{number}] {self._source_name(self._citations[number])}" for number in sorted(self._citations)]
        return "\n\n".join(lines)
