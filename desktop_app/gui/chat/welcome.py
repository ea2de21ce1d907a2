"""What stands where the conversation will be: first steps, or why the library can't be opened."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeySequence, QPaintEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QStyle,
    QStyleOptionButton,
    QStylePainter,
    QVBoxLayout,
    QWidget,
)

from desktop_app.domain.errors import ImageRefError
from desktop_app.gui.chat.flow_layout import FlowLayout
from desktop_app.gui.messages import in_words
from desktop_app.gui.numbers import number
from desktop_app.gui.shortcuts import key_bindings
from desktop_app.gui.text_tools import one_line, plain_label

MODEL_KEYS = "Ctrl+M"
"""The default keys of the action that shows the models."""

_LETTERS = 80
"""How wide its words run, in letters of average width."""
_MACHINE_LINES = 3


class ExampleButton(QPushButton):
    """A question to begin with; in a narrow window it is cut with an ellipsis, and pushes nothing out."""

    def __init__(self, question: str, parent: QWidget | None = None) -> None:
        super().__init__(question, parent)
        self.setMinimumWidth(1)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """As other buttons, with as many of the words as there is room for."""
        option = QStyleOptionButton()
        self.initStyleOption(option)
        room = self.style().subElementRect(QStyle.SubElement.SE_PushButtonContents, option, self).width()
        option.text = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, room)
        painter = QStylePainter(self)
        painter.drawControl(QStyle.ControlElement.CE_PushButton, option)
        painter.end()


class Welcome(QScrollArea):
    """First steps, fitting what the library holds.

    Signals:
        add_wanted: choose files.
        sample_wanted: read the sample manual.
        retry_wanted: open the library again.
        question_wanted: an example question was chosen, to be asked.
    """

    add_wanted = Signal()
    sample_wanted = Signal()
    retry_wanted = Signal()
    question_wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None, *, has_sample: bool = False) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._has_sample = has_sample
        content = QWidget()
        content.setObjectName("conversationContent")
        column = self._column = QWidget(content)
        self._title = self._words("display")
        self._lead = self._words()
        self._machine = self._words("muted")
        self._more = self._words("muted")
        self.add_button = QPushButton(self.tr("Add PDF files …"), column)
        self.add_button.setProperty("role", "primary")
        self.add_button.clicked.connect(self.add_wanted)
        self.sample_button = QPushButton(self.tr("Try the sample manual"), column)
        self.sample_button.clicked.connect(self.sample_wanted)
        self.retry_button = QPushButton(self.tr("Try again"), column)
        self.retry_button.setProperty("role", "primary")
        self.retry_button.clicked.connect(self.retry_wanted)
        buttons = FlowLayout(gap=10)
        for button in (self.add_button, self.sample_button, self.retry_button):
            buttons.addWidget(button)
        inside = QVBoxLayout(column)
        inside.setSpacing(14)
        inside.addStretch(2)
        self._keep_room_for_machine()
        for widget in (self._title, self._lead):
            inside.addWidget(widget)
        inside.addSpacing(6)
        inside.addLayout(buttons)
        inside.addSpacing(6)
        inside.addWidget(self._more)
        self._examples = QVBoxLayout()
        self._examples.setSpacing(8)
        inside.addLayout(self._examples)
        inside.addWidget(self._machine)
        inside.addStretch(3)
        outer = QHBoxLayout(content)
        outer.setContentsMargins(28, 24, 28, 24)
        outer.addStretch(1)
        outer.addWidget(column, 100)
        outer.addStretch(1)
        self.setWidget(content)
        self._model_keys = ""
        self._is_first_start = False
        self.show_opening()
        key_bindings().follow(MODEL_KEYS, self.take_model_keys)

    def changeEvent(self, event: QEvent) -> None:
        """Lets the column grow with the size of text."""
        super().changeEvent(event)
        if event.type() in {QEvent.Type.FontChange, QEvent.Type.StyleChange}:
            self._column.setMaximumWidth(self.fontMetrics().averageCharWidth() * _LETTERS)

    def _keep_room_for_machine(self) -> None:
        """It is told a moment later, when somebody may be about to press a button: nothing must move."""
        policy = self._machine.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self._machine.setSizePolicy(policy)
        self._machine.setMinimumHeight(_MACHINE_LINES * self._machine.fontMetrics().lineSpacing())
        self._machine.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._machine.hide()

    @staticmethod
    def _words(role: str = "") -> QLabel:
        label = plain_label("", role, wraps=True)
        label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        return label

    @property
    def words(self) -> str:
        """Everything it says."""
        return "\n".join(label.text() for label in (self._title, self._lead, self._more, self._machine) if label.text())

    @property
    def has_focus(self) -> bool:
        """Whether one of its buttons holds the keyboard."""
        return any(button.hasFocus() for button in (self.add_button, self.sample_button, self.retry_button))

    def take_model_keys(self, keys: str) -> None:
        """These keys show the models from now on; empty where none do."""
        sequence = QKeySequence.fromString(keys, QKeySequence.SequenceFormat.PortableText)
        self._model_keys = sequence.toString(QKeySequence.SequenceFormat.NativeText)
        if self._is_first_start:
            self.show_first_start()

    @property
    def example_buttons(self) -> list[QPushButton]:
        """The questions to begin with, as they stand there."""
        items = [self._examples.itemAt(index) for index in range(self._examples.count())]
        return [button for item in items if item is not None and isinstance(button := item.widget(), QPushButton)]

    def _offer(self, questions: Sequence[str]) -> None:
        shown = self.example_buttons
        if [button.toolTip() for button in shown] == list(questions):
            return
        for button in shown:
            self._examples.removeWidget(button)
            button.hide()
            button.deleteLater()
        for question in questions:
            button = ExampleButton(question, self.widget())
            button.setProperty("role", "chip")
            button.setToolTip(question)
            button.clicked.connect(lambda _checked=False, asked=question: self.question_wanted.emit(asked))
            self._examples.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)

    def _say(self, title: str, lead: str, more: str, *, add: bool, sample: bool, retry: bool) -> None:
        self._title.setText(title)
        self._lead.setText(lead)
        self._more.setText(more)
        self._more.setVisible(bool(more))
        self._machine.setVisible(self._is_first_start and bool(self._machine.text()))
        self.add_button.setVisible(add)
        self.sample_button.setVisible(sample and self._has_sample)
        self.retry_button.setVisible(retry)

    @property
    def is_first_start(self) -> bool:
        """Whether the library is empty."""
        return self._is_first_start

    def show_machine(self, words: str) -> None:
        """What this computer can run, said at the first start."""
        self._machine.setText(words)
        self._machine.setVisible(self._is_first_start and bool(words))

    def show_opening(self) -> None:
        """The library is being opened."""
        self._is_first_start = False
        self._say(
            self.tr("Ask your documents"),
            self.tr("Opening your library …"),
            "",
            add=False,
            sample=False,
            retry=False,
        )

    def show_first_start(self) -> None:
        """The library is empty."""
        self._offer(())
        self._is_first_start = True
        self._say(
            self.tr("Ask your documents"),
            self.tr(
                "Drop PDF files or folders anywhere on this window. Then ask a question: the answer comes with the "
                "right figures from your own pages, each with the page it stands on."
            ),
            self.tr(
                "Excerpts work at once, without a model: sentences of your documents, word for word. A language model "
                "can be chosen below the question whenever you like, and downloaded with {keys}.\n\n"
                "Everything stays on this computer. The program connects to nothing, unless you ask it to download a "
                "model."
            ).format(keys=self._model_keys or self.tr("the button “Models”")),
            add=True,
            sample=True,
            retry=False,
        )

    def show_ready(self, documents: int, pages: int, figures: int, examples: Sequence[str] = ()) -> None:
        """There is something to ask about, and perhaps there are questions to begin with."""
        self._offer(examples)
        self._is_first_start = False
        what = self.tr("1 document") if documents == 1 else self.tr("{n} documents").format(n=number(documents))
        ready = (
            self.tr("{documents} with {pages} pages and {figures} figures is ready.")
            if documents == 1
            else self.tr("{documents} with {pages} pages and {figures} figures are ready.")
        )
        self._say(
            self.tr("What would you like to know?"),
            ready.format(documents=what, pages=number(pages), figures=number(figures)),
            self.tr(
                "Ask in your own words: “How does … work?”, “Which figure shows …?”. "
                "A figure opens large with a click; a citation opens its page with the place marked."
            ),
            add=False,
            sample=False,
            retry=False,
        )

    def show_problem(self, error: ImageRefError) -> None:
        """The library can't be opened."""
        self._is_first_start = False
        self._say(
            self.tr("Your library can't be opened"),
            one_line(in_words(error.message), 600),
            one_line(in_words(error.hint), 600),
            add=False,
            sample=False,
            retry=True,
        )
