"""Where the question is written: the field, Send or Stop, the model, and how many figures."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QMimeData, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QImage, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from desktop_app.domain.ports import EXCERPTS, ModelChoice
from desktop_app.gui.chat.attached_picture import AttachedPicture, holds_picture
from desktop_app.gui.icons import IconButton, icon, icon_side
from desktop_app.gui.messages import in_words
from desktop_app.gui.quiet_combo_box import QuietComboBox
from desktop_app.gui.text_tools import one_line, plain_label, plain_tooltip
from desktop_app.gui.theme import tokens

_CHOOSE_FILE = "choose-file"
_MOST_LINES = 8
_MOST_QUESTION = 8_000


class QuestionField(QPlainTextEdit):
    """A field that grows with its text; Enter sends, Shift+Enter begins a line.

    Signals:
        sent: Enter was pressed.
        recall_wanted: Up was pressed in an empty field.
        focused: the focus came or went.
        picture_given: a picture was pasted or dropped, as `QMimeData`.
    """

    picture_given = Signal(object)
    sent = Signal()
    recall_wanted = Signal()
    focused = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTabChangesFocus(True)
        self.setPlaceholderText(self.tr("Ask about your documents"))
        self.setAccessibleName(self.tr("Question"))
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().setDocumentMargin(4)
        self.textChanged.connect(self._fit)

    def _fit(self) -> None:
        text = self.toPlainText()
        if len(text) > _MOST_QUESTION:
            self.setPlainText(text[:_MOST_QUESTION])
            return
        lines = int(self.document().size().height())
        shown = max(1, min(_MOST_LINES, lines))
        self.setFixedHeight(shown * self.fontMetrics().lineSpacing() + 12)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Grows and shrinks with the lines."""
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        """Fits the height to a new font."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter sends unless Shift is held; Up in an empty field brings the last question back."""
        plain = not event.modifiers() & (Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.AltModifier)
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and plain:
            self.sent.emit()
        elif event.key() == Qt.Key.Key_Up and not self.toPlainText():
            self.recall_wanted.emit()
        else:
            super().keyPressEvent(event)

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        """Pictures too."""
        return holds_picture(source) or super().canInsertFromMimeData(source)

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Text goes into the field, a picture beside it."""
        if holds_picture(source):
            self.picture_given.emit(source)
        else:
            super().insertFromMimeData(source)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Lets the box show the focus."""
        super().focusInEvent(event)
        self.focused.emit(True)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Lets the box hide the focus."""
        super().focusOutEvent(event)
        self.focused.emit(False)


class QuestionBox(QWidget):
    """The composer below the conversation.

    Signals:
        asked: a question that is not empty, and whether it replaces the last one.
        stop_wanted: Stop was pressed.
        model_file_wanted: the user wants to choose a GGUF file.
        model_chosen: a model's name or file.
        eagerness_chosen: how readily figures appear.
        editing_ended: the last question is not being changed any more: it was sent, or left as it was.
    """

    asked = Signal(str, bool)
    stop_wanted = Signal()
    model_file_wanted = Signal()
    model_chosen = Signal(str)
    eagerness_chosen = Signal(str)
    editing_ended = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("composer")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._busy = False
        self._ready = False
        self._why_not = ""
        self._last = ""
        self._model = EXCERPTS
        self.field = QuestionField(self)
        self.field.sent.connect(self.send)
        self.field.recall_wanted.connect(lambda: self.put(self._last))
        self.field.focused.connect(self._show_focus)
        self.field.textChanged.connect(self._show_state)
        self.picture = AttachedPicture(self)
        self.picture.changed.connect(self._show_state)
        self.picture.changed.connect(self._show_placeholder)
        self.field.picture_given.connect(self.picture.attach)
        self.models = QuietComboBox(self)
        self.models.setAccessibleName(self.tr("Model"))
        self.models.activated.connect(self._on_model)
        self.eagerness = self._eagerness_box()
        self.button = QPushButton(self)
        self.button.setProperty("role", "primary")
        self.button.clicked.connect(self._on_button)
        self._editing = self._editing_row()
        row = self._controls = QHBoxLayout()
        row.setSpacing(2)
        row.addWidget(self.models)
        row.addWidget(self.eagerness)
        row.addStretch(1)
        row.addWidget(self.button)
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 8, 8, 8)
        column.setSpacing(4)
        column.addWidget(self._editing)
        column.addWidget(self.picture)
        column.addWidget(self.field)
        column.addLayout(row)
        self.set_models((), EXCERPTS)
        self._show_state()

    def add_control(self, control: QWidget) -> None:
        """Puts a control of another part beside the model and the figures."""
        self._controls.insertWidget(self._controls.count() - 2, control)

    def _eagerness_box(self) -> QuietComboBox:
        box = QuietComboBox(self)
        box.setAccessibleName(self.tr("How many figures"))
        box.setToolTip(self.tr("How readily figures appear in answers"))
        for value, words in (
            ("none", self.tr("No figures")),
            ("few", self.tr("Few figures")),
            ("normal", self.tr("Figures where they fit")),
            ("many", self.tr("Many figures")),
        ):
            box.addItem(words, value)
        box.activated.connect(lambda _index: self.eagerness_chosen.emit(box.currentData()))
        return box

    def _editing_row(self) -> QWidget:
        holder = QWidget(self)
        row = QHBoxLayout(holder)
        row.setContentsMargins(4, 0, 0, 0)
        row.addWidget(plain_label(self.tr("This replaces your last question."), "small", holder), 1)
        keep = IconButton("close", self.tr("Ask a new question instead"), holder)
        keep.clicked.connect(self.end_editing)
        row.addWidget(keep)
        holder.hide()
        return holder

    def begin_editing(self, question: str) -> None:
        """Puts the last question into the field; what is sent next replaces it."""
        self._editing.show()
        self.put(question)

    def end_editing(self) -> None:
        """What is sent next is a new question."""
        was_editing = self.is_editing
        self._editing.hide()
        self.field.setFocus()
        if was_editing:
            self.editing_ended.emit()

    @property
    def is_editing(self) -> bool:
        """Whether what is sent next replaces the last question."""
        return not self._editing.isHidden()

    def set_models(self, choices: Sequence[ModelChoice], chosen: str) -> None:
        """Lists Excerpts, the models found, and the file chooser; selects `chosen`."""
        self.models.clear()
        self.models.addItem(self.tr("Excerpts"), EXCERPTS)
        self._tip(self.tr("Sentences of your documents, word for word. Works at once, without a model."))
        for choice in choices:
            self.models.addItem(one_line(choice.name, 40), choice.name)
            self._tip(in_words(choice.note) or str(choice.path))
        if chosen.lower().endswith(".gguf"):
            self.models.addItem(one_line(chosen.replace("\\", "/").rsplit("/", 1)[-1], 40), chosen)
            self._tip(chosen)
        self.models.insertSeparator(self.models.count())
        self.models.addItem(self.tr("Choose a GGUF file …"), _CHOOSE_FILE)
        self.select_model(chosen)

    def _tip(self, words: str) -> None:
        self.models.setItemData(self.models.count() - 1, plain_tooltip(words), Qt.ItemDataRole.ToolTipRole)

    def select_model(self, chosen: str) -> None:
        """Selects a model that is listed, else Excerpts."""
        index = self.models.findData(chosen)
        self.models.setCurrentIndex(max(0, index))
        self._model = str(self.models.currentData())
        tip = self.models.itemData(self.models.currentIndex(), Qt.ItemDataRole.ToolTipRole)
        self.models.setToolTip(str(tip or ""))

    def choose_model(self, name: str) -> None:
        """Selects a model that is there, also where the list has not been told of it yet: it is told a moment later."""
        if self.models.findData(name) < 0:
            self.models.insertItem(1, one_line(name, 40), name)
        self.select_model(name)

    @property
    def model(self) -> str:
        """The model in use: a name, a file, or `excerpts`."""
        return self._model

    def set_ready(self, ready: bool, why_not: str = "") -> None:
        """Whether questions can be answered yet."""
        self._ready = ready
        self._why_not = why_not
        self._show_placeholder()
        self._show_state()

    def _show_placeholder(self) -> None:
        """What is asked where nothing is written, or what can be asked."""
        words = self._asked_of_a_picture() or self.tr("Ask about your documents")
        self.field.setPlaceholderText(words if self._ready else self._why_not)
        self.field.viewport().update()  # Qt repaints when a placeholder comes or goes, not when its words change

    def _asked_of_a_picture(self) -> str:
        """The question that is sent with a picture where none is written; "" without a picture."""
        if not self.picture.attached:
            return ""
        named = self.picture.figure is not None
        return self.tr("What does this figure show?") if named else self.tr("Where is this in my documents?")

    def set_busy(self, busy: bool) -> None:
        """While an answer comes in the button stops it."""
        self._busy = busy
        self._show_state()

    def put(self, text: str) -> None:
        """Puts a question into the field, ready to be changed."""
        self.field.setPlainText(text)
        cursor = self.field.textCursor()
        cursor.movePosition(cursor.MoveOperation.End)
        self.field.setTextCursor(cursor)
        self.field.setFocus()

    def ask_about_picture(self, picture: QImage, name: str) -> None:
        """Attaches a picture, whose name says where it is from, and waits for the question."""
        self.picture.attach_image(picture, name)
        self.field.setFocus()

    def ask_about_words(self, quote: str) -> None:
        """Puts a quotation before what is written already, and waits for the question."""
        before = self.field.toPlainText().strip()
        self.put(f"{quote}\n{before}")

    def send(self) -> None:
        """Sends the question, unless it is empty or an answer is still coming in."""
        question = self.field.toPlainText().strip() or self._asked_of_a_picture()
        if not question or self._busy or not self._ready:
            return
        self._last = question
        self.field.clear()
        replaces = self.is_editing
        self._editing.hide()
        self.asked.emit(question, replaces)
        if replaces:
            self.editing_ended.emit()

    def _is_filled(self) -> bool:
        return bool(self.field.toPlainText().strip()) or self.picture.attached

    def _on_button(self) -> None:
        if self._busy:
            self.stop_wanted.emit()
        else:
            self.send()

    def _on_model(self, index: int) -> None:
        value = str(self.models.itemData(index))
        if value == _CHOOSE_FILE:
            self.select_model(self._model)
            self.model_file_wanted.emit()
            return
        self.select_model(value)
        self.model_chosen.emit(value)

    def _show_focus(self, focused: bool) -> None:
        self.setProperty("focused", focused)
        self.style().unpolish(self)
        self.style().polish(self)

    def _show_state(self) -> None:
        colours = tokens()
        name, words = ("stop", self.tr("Stop")) if self._busy else ("send", self.tr("Send"))
        enabled = self._busy or (self._ready and self._is_filled())
        side = icon_side() * 8 // 9
        self.button.setIconSize(QSize(side, side))
        self.button.setText(words)
        self.button.setIcon(icon(name, colours.on_accent if enabled else colours.faint))
        self.button.setEnabled(enabled)
        self.button.setToolTip(
            self.tr("Stop the answer (Escape)") if self._busy else self.tr("Send the question (Enter)")
        )

    def changeEvent(self, event: QEvent) -> None:
        """Takes up the theme's colours and the size of text."""
        super().changeEvent(event)
        if event.type() in {QEvent.Type.PaletteChange, QEvent.Type.StyleChange} and hasattr(self, "button"):
            self._show_state()
