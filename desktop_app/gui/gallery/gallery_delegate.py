"""How a figure looks in the gallery: its picture on paper, its name, its caption, and where it stands."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QImage, QPainter, QPainterPath
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from desktop_app.gui.figures.pictures import Picture
from desktop_app.gui.gallery.gallery_model import ITEM_ROLE, GalleryItem
from desktop_app.gui.gallery.thumbnails import Thumbnails
from desktop_app.gui.icons import icon
from desktop_app.gui.theme import sized, tokens, type_scale

_PAD = 8
_INSIDE = 8
_PICTURE_SHARE = 0.68
_SIGN = 28


class GalleryDelegate(QStyledItemDelegate):
    """Paints a `GalleryItem`.

    Attributes:
        cell: how large an item is.
    """

    def __init__(self, thumbnails: Thumbnails, parent: QWidget) -> None:
        super().__init__(parent)
        self._thumbnails = thumbnails
        self.cell = QSize(200, 240)

    def fonts(self, font: QFont) -> tuple[QFont, QFont]:
        """Of the title, and of the caption and the place."""
        scale = type_scale()
        return sized(font, scale.body, QFont.Weight.Medium), sized(font, scale.small)

    def cell_height(self, width: int, font: QFont) -> int:
        """How high a cell of this width is: the picture, a line for the title and two for caption and place."""
        title, small = self.fonts(font)
        words = QFontMetrics(title).height() + 2 * QFontMetrics(small).height() + 10
        return round(width * _PICTURE_SHARE) + words + 2 * _PAD

    def picture_size(self, width: int) -> QSize:
        """How large a picture is at most in a cell of this width."""
        inner = width - 2 * _PAD
        return QSize(max(1, inner - 2 * _INSIDE), max(1, round(width * _PICTURE_SHARE) - 2 * _INSIDE))

    def sizeHint(self, _option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex) -> QSize:
        """The cell of the grid."""
        return self.cell

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Draws the cell."""
        item = index.data(ITEM_ROLE)
        if not isinstance(item, GalleryItem):
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        cell = option.rect.adjusted(_PAD // 2, _PAD // 2, -_PAD // 2, -_PAD // 2)
        self._draw_ground(painter, option, cell)
        inner = cell.adjusted(_PAD // 2, _PAD // 2, -_PAD // 2, -_PAD // 2)
        paper = QRect(inner.left(), inner.top(), inner.width(), round(option.rect.width() * _PICTURE_SHARE))
        self._draw_picture(painter, paper, self._thumbnails.get(item.figure))
        self._draw_words(painter, option, QRect(inner.left() + 2, paper.bottom() + 5, inner.width() - 4, 0), item)
        painter.restore()

    def _draw_ground(self, painter: QPainter, option: QStyleOptionViewItem, cell: QRect) -> None:
        colours = tokens()
        path = QPainterPath()
        path.addRoundedRect(QRectF(cell), 9, 9)
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        if selected or option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillPath(path, QColor(colours.accent_soft if selected else colours.raised))
        if option.state & QStyle.StateFlag.State_HasFocus:
            pen = painter.pen()
            pen.setColor(QColor(colours.accent))
            pen.setWidthF(2)
            painter.setPen(pen)
            painter.drawPath(path)

    def _draw_picture(self, painter: QPainter, paper: QRect, picture: Picture | None) -> None:
        colours = tokens()
        path = QPainterPath()
        path.addRoundedRect(QRectF(paper), 6, 6)
        painter.fillPath(path, QColor(colours.paper))
        painter.setPen(QColor(colours.border))
        painter.drawPath(path)
        if picture is None or picture.image.isNull():
            name = "figure" if picture is None else "warning"
            corner = paper.center() - QPoint(_SIGN // 2, _SIGN // 2)
            icon(name, colours.ink).paint(painter, QRect(corner, QSize(_SIGN, _SIGN)))
            return
        painter.drawImage(_placed(picture.image, paper), picture.image)

    def _draw_words(self, painter: QPainter, option: QStyleOptionViewItem, place: QRect, item: GalleryItem) -> None:
        colours = tokens()
        title, small = self.fonts(option.font)
        lines = ((item.title, title, colours.text), (item.caption, small, colours.text), (item.place, small, None))
        top = place.top()
        for words, font, colour in lines:
            metrics = QFontMetrics(font)
            line = QRect(place.left(), top, place.width(), metrics.height())
            painter.setFont(font)
            painter.setPen(QColor(colour or colours.muted))
            elided = metrics.elidedText(words, Qt.TextElideMode.ElideRight, place.width())
            painter.drawText(line, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, elided)
            top += metrics.height() + 1


def _placed(image: QImage, paper: QRect) -> QRectF:
    """Where the picture stands on its paper: in the middle, never enlarged beyond its device pixels."""
    room = QRectF(paper).adjusted(_INSIDE, _INSIDE, -_INSIDE, -_INSIDE)
    scale = min(1.0, room.width() / max(1, image.width()), room.height() / max(1, image.height()))
    size = QSize(max(1, round(image.width() * scale)), max(1, round(image.height() * scale)))
    corner = room.center() - QRectF(0, 0, size.width(), size.height()).center()
    return QRectF(corner, QRectF(0, 0, size.width(), size.height()).size())
