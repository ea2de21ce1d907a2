"""A small button with a figure on it: for figures that were found but are not shown, and for choosing one of them."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget
from shiboken6 import isValid

from desktop_app.domain.conversation import UnshownFigure
from desktop_app.gui.chat.figure_block import LoadPicture
from desktop_app.gui.figure_names import figure_description, figure_title
from desktop_app.gui.figures.pictures import Picture
from desktop_app.gui.text_tools import one_line, set_plain_tooltip
from desktop_app.gui.theme import sized, tokens, type_scale

_WIDTH, _PICTURE_HEIGHT = 172, 96
_PAD = 7
_LINES = 3


class FigureChoice(QAbstractButton):
    """The figure's picture, its title with the page, and a sentence."""

    def __init__(self, unshown: UnshownFigure, sentence: str, load: LoadPicture, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.unshown = unshown
        self._sentence = sentence
        self._load = load
        self._asked = False
        self._picture: Picture | None = None
        figure, document = unshown.figure, unshown.document
        self._title = self.tr("{figure}, page {number}").format(
            figure=one_line(figure_title(figure) if figure.label else self.tr("Figure"), 40), number=figure.page
        )
        name = self._name = one_line(document.title or document.name, 80)
        place = f"{name}, {self.tr('page {number}').format(number=figure.page)}"
        whole = f"{one_line(figure_description(figure), 500)} ({place})"
        self.setAccessibleName(f"{whole}. {sentence}".strip())
        set_plain_tooltip(self, whole)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    @property
    def drawn(self) -> bool:
        """Whether its picture is there, or why there is none."""
        return self._picture is not None

    def sizeHint(self) -> QSize:
        """The least it needs; the same for all, so that they stand in rows."""
        title, small = self._fonts()
        words = QFontMetrics(title).height() + _LINES * QFontMetrics(small).height() + 6
        return QSize(_WIDTH, _PICTURE_HEIGHT + words + 2 * _PAD)

    def minimumSizeHint(self) -> QSize:
        """As large as it wants to be."""
        return self.sizeHint()

    def _fonts(self) -> tuple:  # type: ignore[type-arg]
        scale = type_scale()
        return sized(self.font(), scale.small, self.font().weight().DemiBold), sized(self.font(), scale.small)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draws everything, and asks for the picture when it is first seen."""
        colours = tokens()
        if not self._asked:
            self._asked = True
            room = QSize(self.width() - 2 * _PAD - 8, _PICTURE_HEIGHT - 8)
            self._load(self.unshown.figure, room * self.devicePixelRatioF(), self._take)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        frame = QPainterPath()
        frame.addRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 8, 8)
        painter.fillPath(frame, QColor(colours.raised if self.underMouse() else colours.surface))
        pen = painter.pen()
        pen.setColor(QColor(colours.accent if self.hasFocus() else colours.border))
        pen.setWidthF(2 if self.hasFocus() else 1)
        painter.setPen(pen)
        painter.drawPath(frame)
        paper = QRect(_PAD, _PAD, self.width() - 2 * _PAD, _PICTURE_HEIGHT)
        self._draw_picture(painter, paper)
        self._draw_words(painter, QRect(_PAD + 1, paper.bottom() + 5, paper.width() - 2, 0))
        painter.end()

    def _draw_picture(self, painter: QPainter, paper: QRect) -> None:
        ground = QPainterPath()
        ground.addRoundedRect(QRectF(paper), 5, 5)
        painter.fillPath(ground, QColor(tokens().paper))
        if self._picture is None or self._picture.image.isNull():
            return
        image = self._picture.image
        room = paper.adjusted(4, 4, -4, -4)
        scale = min(1.0, room.width() / image.width(), room.height() / image.height())
        width, height = image.width() * scale, image.height() * scale
        centre = QRectF(room).center()
        painter.drawImage(QRectF(centre.x() - width / 2, centre.y() - height / 2, width, height), image)

    def _draw_words(self, painter: QPainter, place: QRect) -> None:
        colours = tokens()
        title, small = self._fonts()
        metrics = QFontMetrics(title)
        painter.setFont(title)
        painter.setPen(QColor(colours.text))
        line = QRect(place.left(), place.top(), place.width(), metrics.height())
        words = metrics.elidedText(self._title, Qt.TextElideMode.ElideRight, line.width())
        painter.drawText(line, Qt.AlignmentFlag.AlignLeft, words)
        painter.setFont(small)
        painter.setPen(QColor(colours.muted))
        height = QFontMetrics(small).height()
        below = QRect(place.left(), line.bottom() + 2, place.width(), height)
        name = QFontMetrics(small).elidedText(self._name, Qt.TextElideMode.ElideRight, below.width())
        painter.drawText(below, Qt.AlignmentFlag.AlignLeft, name)
        rest = QRect(place.left(), below.bottom() + 1, place.width(), (_LINES - 1) * height)
        painter.drawText(rest, Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextWordWrap, self._sentence)

    def _take(self, picture: Picture) -> None:
        self._picture = picture
        if isValid(self):  # the conversation may have been left while the picture was read
            self.update()

    def event(self, event: QEvent) -> bool:
        """Shows the pointer and the focus."""
        if event.type() in {QEvent.Type.Enter, QEvent.Type.Leave, QEvent.Type.FocusIn, QEvent.Type.FocusOut}:
            self.update()
        return super().event(event)
