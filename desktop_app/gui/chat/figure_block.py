"""A figure in an answer: its picture at the width of the column, its caption, and the way to its page."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum

from PySide6.QtCore import QEvent, QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QFocusEvent,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QSizePolicy, QVBoxLayout, QWidget
from shiboken6 import isValid

from desktop_app.domain.conversation import PlacedFigure
from desktop_app.domain.documents import Figure, FigureKind
from desktop_app.gui.figure_names import figure_description
from desktop_app.gui.figures.pictures import Picture
from desktop_app.gui.icons import IconButton
from desktop_app.gui.text_tools import one_line, plain_label
from desktop_app.gui.theme import tokens

LoadPicture = Callable[[Figure, QSize, Callable[[Picture], None]], None]
"""Asks for a figure's picture within a size in device pixels; the callback is called on the event loop."""

_POINTS_TO_PIXELS = 96 / 72
_MOST_ENLARGED = 1.6
_LEAST_WIDTH = 160
_MOST_HEIGHT = 560
_PAPER_MARGIN = 10


class PictureView(QWidget):
    """The picture on white paper; its size is known before the picture is, so nothing moves when it comes.

    Signals:
        activated: clicked, or Enter or Space was pressed.
    """

    activated = Signal()

    def __init__(self, placed: PlacedFigure, load: LoadPicture, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._placed = placed
        self._load = load
        self._picture: Picture | None = None
        self._asked = QSize()
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(one_line(figure_description(placed.figure)))
        self.setAccessibleDescription(self.tr("A figure of the answer. Press Enter to see it large."))
        self.setToolTip(self.tr("Show large"))

    @property
    def picture(self) -> Picture | None:
        """What has been loaded."""
        return self._picture

    def _picture_size(self, width: int) -> QSize:
        """The picture's size in a column of `width`, in device-independent pixels."""
        pixels = self._placed.figure.pixels
        wide, high = max(1, pixels[0]), max(1, pixels[1])
        natural = self._placed.figure.box.width * _POINTS_TO_PIXELS * _MOST_ENLARGED
        room = max(40, width - 2 * _PAPER_MARGIN)
        shown = min(room, max(natural, _LEAST_WIDTH))
        height = shown * high / wide
        if height > _MOST_HEIGHT:
            shown, height = _MOST_HEIGHT * wide / high, _MOST_HEIGHT
        return QSize(max(1, round(shown)), max(1, round(height)))

    def _target(self) -> QRectF:
        size = self._picture_size(self.width())
        return QRectF((self.width() - size.width()) / 2, _PAPER_MARGIN, size.width(), size.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keeps the height that belongs to the width."""
        super().resizeEvent(event)
        self.setFixedHeight(self._picture_size(self.width()).height() + 2 * _PAPER_MARGIN)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draws paper, picture or the reason why there is none, and the focus."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        paper = QPainterPath()
        paper.addRoundedRect(QRectF(self.rect()), 8, 8)
        painter.fillPath(paper, QColor(tokens().paper))
        target = self._target()
        self._ask_for(target.size().toSize() * self.devicePixelRatioF())
        if self._picture is not None and not self._picture.image.isNull():
            painter.drawImage(target, self._picture.image)
        else:
            words = self._picture.problem if self._picture else self.tr("Loading the picture …")
            painter.setPen(QColor(tokens().ink))
            painter.drawText(target, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap, words)
        if self.hasFocus():
            painter.setPen(QColor(tokens().mark))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1.5, 1.5, -1.5, -1.5), 7, 7)
        painter.end()

    def _ask_for(self, size: QSize) -> None:
        """Asks for the picture when it is first seen, and again when it is seen larger."""
        if size.width() <= self._asked.width() and not self._asked.isEmpty():
            return
        self._asked = size
        self._load(self._placed.figure, size, self._take)

    def _take(self, picture: Picture) -> None:
        self._picture = picture
        if isValid(self):  # the conversation may have been left while the picture was read
            self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click shows it large."""
        if event.button() is Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            self.activated.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter and Space show it large."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space}:
            self.activated.emit()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Shows the focus."""
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Hides the focus."""
        super().focusOutEvent(event)
        self.update()


class FigureWish(StrEnum):
    """What a reader wants of a figure of an answer."""

    ASK = "ask"
    COPY = "copy"
    SAVE = "save"
    ORIGINAL = "original"
    WRONG = "wrong"
    BETTER = "better"
    TAKE_BACK = "take-back"


class FigureBlock(QWidget):
    """A card with a figure of an answer.

    Attributes:
        takes_feedback: whether something may be said of the figure: not while the answer is coming in.
        has_choices: whether others were found that could stand in its place.

    Signals:
        opened: the picture was clicked.
        page_wanted: the page link was clicked.
        wanted: a `FigureWish` about the figure.
    """

    opened = Signal(object)
    page_wanted = Signal(object)
    wanted = Signal(object, object)

    def __init__(self, placed: PlacedFigure, load: LoadPicture, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.placed = placed
        self.takes_feedback = False
        self.has_choices = False
        self._said = ""
        self.setObjectName("figureCard")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.view = PictureView(placed, load, self)
        self.view.activated.connect(lambda: self.opened.emit(placed))
        caption = plain_label(one_line(figure_description(placed.figure), 400), wraps=True, parent=self)
        caption.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._feedback = self._feedback_row()
        words = QVBoxLayout()
        words.setContentsMargins(14, 8, 8, 8)
        words.setSpacing(2)
        words.addWidget(caption)
        words.addLayout(self._place_row())
        words.addWidget(self._feedback)
        self._words = words
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, 1)
        column.setSpacing(0)
        column.addWidget(self.view)
        column.addLayout(words)

    def _place_row(self) -> QHBoxLayout:
        placed = self.placed
        name = plain_label(one_line(placed.document.title or placed.document.name, 70), "small", self)
        name.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        name.setMinimumWidth(20)
        self.page_link = QPushButton(self.tr("page {number}").format(number=placed.figure.page), self)
        self.page_link.setProperty("role", "link")
        self.page_link.setCursor(Qt.CursorShape.PointingHandCursor)
        self.page_link.setAccessibleName(
            self.tr("Show page {number} of {document}").format(
                number=placed.figure.page, document=one_line(placed.document.name)
            )
        )
        self.page_link.clicked.connect(lambda: self.page_wanted.emit(placed))
        self.menu_button = IconButton("more", self.tr("What to do with this figure"), self)
        self.menu_button.clicked.connect(self._open_menu)
        place = QHBoxLayout()
        place.setContentsMargins(0, 0, 0, 0)
        place.setSpacing(4)
        place.addWidget(name)
        place.addWidget(self.page_link)
        place.addStretch(1)
        place.addWidget(self.menu_button)
        return place

    def _feedback_row(self) -> QWidget:
        holder = QWidget(self)
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 2, 6, 2)
        row.setSpacing(6)
        self._feedback_words = plain_label("", "warn", holder, wraps=True)
        self.back_button = QPushButton(self.tr("Take back"), holder)
        self.back_button.setProperty("role", "link")
        self.back_button.setCursor(Qt.CursorShape.PointingHandCursor)
        self.back_button.clicked.connect(lambda: self._want(FigureWish.TAKE_BACK))
        row.addWidget(self._feedback_words, 1)
        row.addWidget(self.back_button)
        holder.hide()
        return holder

    @property
    def image(self) -> QImage | None:
        """The picture as it is shown, once loaded."""
        return self.view.picture.image if self.view.picture else None

    def say(self, words: str) -> None:
        """Shows what the reader said of the figure; nothing where it is empty."""
        self._said = words
        if not words and self.back_button.hasFocus():
            self.menu_button.setFocus()  # the button goes; who used it stays at the figure
        self._feedback_words.setText(words)
        self._feedback.setVisible(bool(words))

    @property
    def said(self) -> str:
        """What the reader said of the figure, as it is shown."""
        return self._said

    def add_below(self, widget: QWidget) -> None:
        """Puts something under the caption, as what may be chosen in the figure's place."""
        self._words.addWidget(widget)
        widget.show()

    def _want(self, wish: FigureWish) -> None:
        self.wanted.emit(wish, self.placed)

    def menu(self) -> QMenu:
        """What can be done with the figure, and said of it."""
        menu = QMenu(self)
        menu.addAction(self.tr("Show large"), lambda: self.opened.emit(self.placed))
        menu.addAction(self.tr("Show on its page"), lambda: self.page_wanted.emit(self.placed))
        menu.addAction(self.tr("Ask about this figure"), lambda: self._want(FigureWish.ASK))
        menu.addSeparator()
        menu.addAction(self.tr("Copy the picture"), lambda: self._want(FigureWish.COPY))
        menu.addAction(self.tr("Save the picture …"), lambda: self._want(FigureWish.SAVE))
        if self.placed.figure.kind is FigureKind.RASTER:
            words = self.tr("Save the image as it is in the document …")
            menu.addAction(words, lambda: self._want(FigureWish.ORIGINAL))
        menu.addSeparator()
        wrong = menu.addAction(self.tr("Wrong figure here"), lambda: self._want(FigureWish.WRONG))
        wrong.setEnabled(self.takes_feedback and not self._said)
        better = menu.addAction(self.tr("Another one belongs here …"), lambda: self._want(FigureWish.BETTER))
        better.setEnabled(self.takes_feedback and self.has_choices)
        if self._said:
            menu.addAction(self.tr("Take back what you said"), lambda: self._want(FigureWish.TAKE_BACK))
        return menu

    def _open_menu(self) -> None:
        self._pop_up(self.menu_button.mapToGlobal(self.menu_button.rect().bottomLeft()))

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """The same menu."""
        self._pop_up(event.globalPos())
        event.accept()

    def _pop_up(self, place: QPoint) -> None:
        menu = self.menu()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(place)

    def changeEvent(self, event: QEvent) -> None:
        """Takes up the theme's colours."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self.view.update()
