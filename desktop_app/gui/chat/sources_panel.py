"""What an answer rests on: its citations, and, folded away, what was found but is not in it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from desktop_app.domain.conversation import Answer, Citation, UncitedPassage, UnshownFigure, WhyUnshown
from desktop_app.domain.documents import Document
from desktop_app.domain.geometry import Region
from desktop_app.gui.chat.figure_block import LoadPicture
from desktop_app.gui.chat.figure_choice import FigureChoice
from desktop_app.gui.chat.flow_layout import FlowLayout
from desktop_app.gui.text_tools import one_line, plain_label, set_plain_tooltip

_ROOM = 12
"""Pixels between what was unfolded and the edge of the conversation."""


class SourcesPanel(QWidget):
    """Chips for the citations, and a button that unfolds what was found besides.

    Signals:
        citation_opened: a `Citation` was clicked.
        passage_opened: an `UncitedPassage` was clicked.
        figure_opened: an `UnshownFigure` was clicked.
        unfolding: what was found besides is about to be shown or hidden.
    """

    citation_opened = Signal(object)
    passage_opened = Signal(object)
    figure_opened = Signal(object)
    unfolding = Signal()

    def __init__(self, load: LoadPicture, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._load = load
        self._unused: tuple[tuple[UnshownFigure, ...], tuple[UncitedPassage, ...]] = ((), ())
        self._title = plain_label(self.tr("Sources"), "section", self)
        self._chips = FlowLayout()
        self.fold_button = QPushButton(self)
        self.fold_button.setProperty("role", "link")
        self.fold_button.setCheckable(True)
        self.fold_button.setCursor(Qt.CursorShape.PointingHandCursor)
        self.fold_button.toggled.connect(self._unfold)
        self._besides: QWidget | None = None
        folded = QHBoxLayout()
        folded.addWidget(self.fold_button)
        folded.addStretch(1)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 4, 0, 0)
        self._column.setSpacing(6)
        self._column.addWidget(self._title)
        self._column.addLayout(self._chips)
        self._column.addLayout(folded)
        self.hide()

    def show_citations(self, citations: Iterable[Citation]) -> None:
        """One chip for each cited place."""
        while (item := self._chips.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.deleteLater()
        for citation in citations:
            label = f"[{citation.number}]  {self.name_of(citation.document, citation.regions)}"
            chip = QPushButton(label.replace("&", "&&"), self)
            chip.setProperty("role", "chip")
            chip.setCursor(Qt.CursorShape.PointingHandCursor)
            set_plain_tooltip(chip, one_line(citation.quote, 500))
            chip.clicked.connect(lambda _checked=False, which=citation: self.citation_opened.emit(which))
            self._chips.addWidget(chip)
        self._title.setVisible(self._chips.count() > 0)
        self._show_state()

    def show_unused(self, answer: Answer) -> None:
        """What was found for the answer but is not in it; stays folded or unfolded as it is."""
        self._unused = (answer.unshown, answer.uncited)
        if self._besides is not None:
            self._besides.hide()
            self._besides.deleteLater()
            self._besides = None
            if self.fold_button.isChecked():
                self._build()
        self._show_state()

    @property
    def unfolded(self) -> bool:
        """Whether what was found besides is shown."""
        return self._besides is not None and not self._besides.isHidden()

    @property
    def choices(self) -> list[FigureChoice]:
        """The figures found besides, as far as they are on screen."""
        return self._besides.findChildren(FigureChoice) if self._besides is not None else []

    def _show_state(self) -> None:
        figures, passages = self._unused
        parts = [
            self.tr("1 figure") if len(figures) == 1 else self.tr("{n} figures").format(n=len(figures)),
            self.tr("1 passage") if len(passages) == 1 else self.tr("{n} passages").format(n=len(passages)),
        ]
        found = [words for words, each in zip(parts, (figures, passages), strict=True) if each]
        both = self.tr("{figures}, {passages}")
        what = both.format(figures=parts[0], passages=parts[1]) if len(found) == 2 else "".join(found)
        arrow = "▾" if self.fold_button.isChecked() else "▸"
        self.fold_button.setText(f"{arrow} " + self.tr("Found, but not in the answer: {what}").format(what=what))
        self.fold_button.setVisible(bool(found))
        self.setVisible(bool(found) or self._chips.count() > 0)

    def _unfold(self, unfolded: bool) -> None:
        self.unfolding.emit()
        if unfolded and self._besides is None:
            self._build()
        if self._besides is not None:
            self._besides.setVisible(unfolded)
        self._show_state()
        if unfolded:
            QTimer.singleShot(0, self, self._come_into_view)  # once it has been laid out

    def _come_into_view(self) -> None:
        """Scrolls until what was unfolded is seen, or as much of it as there is room for below its button."""
        if self._besides is None:
            return
        above = self.parentWidget()
        while above is not None and not isinstance(above, QScrollArea):
            above = above.parentWidget()
        if above is not None:
            for widget in (self._besides, self.fold_button):
                above.ensureWidgetVisible(widget, 0, _ROOM)

    def _build(self) -> None:
        figures, passages = self._unused
        holder = self._besides = QWidget(self)
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        if figures:
            grid = FlowLayout(gap=8, filled=True)
            for unshown in figures:
                choice = FigureChoice(unshown, self.reason(unshown), self._load, holder)
                choice.clicked.connect(lambda _checked=False, which=unshown: self.figure_opened.emit(which))
                grid.addWidget(choice)
            column.addLayout(grid)
        for passage in passages:
            column.addLayout(self._passage_row(passage, holder))
        self._column.addWidget(holder)
        holder.show()

    def _passage_row(self, passage: UncitedPassage, holder: QWidget) -> QVBoxLayout:
        name = self.name_of(passage.document, passage.regions)
        link = QPushButton(name.replace("&", "&&"), holder)
        link.setProperty("role", "link")
        link.setCursor(Qt.CursorShape.PointingHandCursor)
        link.setAccessibleName(self.tr("Show {place}: {words}").format(place=name, words=one_line(passage.quote, 200)))
        link.clicked.connect(lambda: self.passage_opened.emit(passage))
        row = QHBoxLayout()
        row.addWidget(link)
        row.addStretch(1)
        column = QVBoxLayout()
        column.setSpacing(0)
        column.addLayout(row)
        quote = plain_label(f"“{one_line(passage.quote, 320)}”", "small", holder, wraps=True)
        quote.setContentsMargins(4, 0, 0, 0)  # below the words of the link
        column.addWidget(quote)
        return column

    def name_of(self, document: Document, regions: Sequence[Region]) -> str:
        """A place in words: the document and its page."""
        name = one_line(document.title or document.name, 48)
        return self.tr("{document}, page {number}").format(document=name, number=regions[0].page if regions else 1)

    def reason(self, unshown: UnshownFigure) -> str:
        """Why a figure is not shown, in a sentence."""
        sentences: dict[WhyUnshown, Callable[[], str]] = {
            WhyUnshown.SWITCHED_OFF: lambda: self.tr("Figures are switched off."),
            WhyUnshown.FEWER_WANTED: lambda: self.tr("It would be shown if you wanted more figures."),
            WhyUnshown.UNLIKELY: lambda: self.tr("Not likely enough to help ({percent}\u00a0%).").format(
                percent=round(100 * unshown.score)
            ),
            WhyUnshown.BEHIND: lambda: self.tr("Another fits clearly better."),
            WhyUnshown.OTHERS_NAMED: lambda: self.tr("Your question names another."),
            WhyUnshown.NOT_PLACED: lambda: self.tr("The answer went without it."),
            WhyUnshown.ALIKE_ONLY: lambda: self.tr("It only looks like your picture."),
            WhyUnshown.REPLACED: lambda: self.tr("You put another in its place."),
        }
        return sentences[unshown.why]()
