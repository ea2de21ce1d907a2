"""What a reader says of the figures of an answer: one is wrong, or another of those found belongs in its place."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from desktop_app.domain.conversation import Answer, UnshownFigure, WhyUnshown
from desktop_app.domain.figure_feedback import called_wrong, feedback_on, replaced, taken_back
from desktop_app.gui.chat.figure_block import FigureBlock, FigureWish, LoadPicture
from desktop_app.gui.chat.figure_choice import FigureChoice
from desktop_app.gui.chat.flow_layout import FlowLayout
from desktop_app.gui.figure_names import figure_title
from desktop_app.gui.text_tools import one_line, plain_label


class FigurePicker(QWidget):
    """Shows the figures that were found but are not shown, so that one can be chosen.

    Signals:
        chosen: the `UnshownFigure` that belongs in the place.
        left: nothing was chosen.
    """

    chosen = Signal(object)
    left = Signal()

    def __init__(
        self,
        figures: tuple[UnshownFigure, ...],
        sentence_of: Callable[[UnshownFigure], str],
        load: LoadPicture,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self.choices: list[FigureChoice] = []
        cancel = QPushButton(self.tr("Cancel"), self)
        cancel.setProperty("role", "link")
        cancel.setCursor(Qt.CursorShape.PointingHandCursor)
        cancel.clicked.connect(self.left)
        head = QHBoxLayout()
        head.addWidget(plain_label(self.tr("Which of these belongs here?"), "section", self), 1)
        head.addWidget(cancel)
        grid = FlowLayout(gap=8, filled=True)
        for figure in figures:
            choice = FigureChoice(figure, sentence_of(figure), load, self)
            choice.clicked.connect(lambda _checked=False, which=figure: self.chosen.emit(which))
            self.choices.append(choice)
            grid.addWidget(choice)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 6, 6, 4)
        column.setSpacing(6)
        column.addLayout(head)
        column.addLayout(grid)

    @property
    def has_focus(self) -> bool:
        """Whether one of the choices, or Cancel, has the focus."""
        focused = self.window().focusWidget()
        return focused is not None and self.isAncestorOf(focused)

    def come_into_view(self) -> None:
        """Scrolls what it stands in until it is seen, and in any case its first choice."""
        above = self.parentWidget()
        while above is not None and not isinstance(above, QScrollArea):
            above = above.parentWidget()
        if above is not None:
            for widget in (self, *self.choices[:1]):
                above.ensureWidgetVisible(widget)


class AnswerFeedback(QObject):
    """Keeps the answer of a turn in step with what is said of its figures.

    Signals:
        changed: the `Answer` is another one now.
        unfolding: something is about to be shown or hidden within the answer.
    """

    changed = Signal(object)
    unfolding = Signal()

    def __init__(self, load: LoadPicture, sentence_of: Callable[[UnshownFigure], str], parent: QWidget) -> None:
        super().__init__(parent)
        self._load = load
        self._sentence_of = sentence_of
        self._picker: FigurePicker | None = None
        self._card: FigureBlock | None = None

    @property
    def picker(self) -> FigurePicker | None:
        """The figures to choose from, while one is being chosen."""
        return self._picker

    def take(self, wish: FigureWish, card: FigureBlock, answer: Answer) -> None:
        """Does what is wanted of a figure's feedback; other wishes are not for this."""
        figure_id = card.placed.figure.id
        self._close_picker()
        if wish is FigureWish.WRONG:
            self.changed.emit(called_wrong(answer, figure_id))
        elif wish is FigureWish.TAKE_BACK:
            self.changed.emit(taken_back(answer, figure_id))
        elif wish is FigureWish.BETTER:
            self._open_picker(card, answer)

    def _open_picker(self, card: FigureBlock, answer: Answer) -> None:
        self.unfolding.emit()
        others = tuple(each for each in answer.unshown if each.why is not WhyUnshown.REPLACED)
        picker = self._picker = FigurePicker(others, self._sentence_of, self._load, card)
        picker.chosen.connect(lambda better: self._choose(replaced(answer, card.placed.figure.id, better.figure.id)))
        picker.left.connect(lambda: self._leave(card))
        self._card = card
        card.add_below(picker)
        if picker.choices:
            picker.choices[0].setFocus()
        QTimer.singleShot(0, picker, picker.come_into_view)  # once it has been laid out

    def _choose(self, answer: Answer) -> None:
        self._close_picker()
        self.changed.emit(answer)

    def _leave(self, card: FigureBlock) -> None:
        self._close_picker()
        card.menu_button.setFocus()

    def _close_picker(self) -> None:
        picker, self._picker = self._picker, None
        if picker is not None:
            self.unfolding.emit()
            if self._card is not None and picker.has_focus:
                self._card.menu_button.setFocus()  # else the focus falls to the first control of the window
            picker.hide()
            picker.deleteLater()

    def mark(self, card: FigureBlock, answer: Answer) -> None:
        """Shows at a figure what was said of it."""
        said = feedback_on(answer, card.placed.figure.id)
        card.takes_feedback = True
        card.has_choices = any(each.why is not WhyUnshown.REPLACED for each in answer.unshown)
        if said is None:
            card.say("")
        elif not said.better:
            card.say(self.tr("You marked this figure as wrong here."))
        else:
            before = next((figure_title(each.figure) for each in answer.unshown if each.figure.id == said.shown), "")
            card.say(self.tr("You put this figure here in place of {figure}.").format(figure=one_line(before, 60)))
