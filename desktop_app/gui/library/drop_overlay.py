"""What covers the window while files are dragged over it: what will happen when they are let go."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QMimeData, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from desktop_app.gui.icons import icon
from desktop_app.gui.theme import sized, tokens, type_scale

_EDGE = 22
_ICON = 56


def local_paths(data: QMimeData) -> list[Path]:
    """Local files and folders in what is dragged or pasted; addresses that do not say where from are left out."""
    paths = [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile() and url.toLocalFile()]
    return [path for path in paths if path.is_absolute()]


class DropOverlay(QWidget):
    """Covers its parent while something is dragged over it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAccessibleName(self.tr("Drop files"))
        self._words = ""
        self.hide()

    @property
    def words(self) -> str:
        """What it says."""
        return self._words

    def announce(self, paths: Sequence[Path]) -> None:
        """Covers the window and says what a drop will do."""
        if len(paths) == 1:
            self._words = self.tr("Add “{name}” to your library").format(name=paths[0].name)
        else:
            self._words = self.tr("Add {n} files or folders to your library").format(n=len(paths))
        self._cover()

    def announce_picture(self) -> None:
        """Covers the window and says that a picture will be what the question is about."""
        self._words = self.tr("Ask about this picture")
        self._cover()

    def _cover(self) -> None:
        parent = self.parentWidget()
        if parent is not None:
            self.setGeometry(parent.rect())
        self.raise_()
        self.show()
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draws a veil, a dashed frame, and the words."""
        colours = tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        veil = QColor(colours.window)
        veil.setAlpha(236)
        painter.fillRect(self.rect(), veil)
        painter.setPen(QPen(QColor(colours.accent), 2, Qt.PenStyle.DashLine))
        painter.setBrush(QColor(colours.accent_soft))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(_EDGE, _EDGE, -_EDGE, -_EDGE), 16, 16)
        centre = self.rect().center()
        place = self.rect().adjusted(_EDGE * 2, 0, -_EDGE * 2, 0)
        icon("drop", colours.accent).paint(painter, centre.x() - _ICON // 2, centre.y() - _ICON - 14, _ICON, _ICON)
        painter.setPen(QColor(colours.text))
        painter.setFont(sized(self.font(), type_scale().title, QFont.Weight.DemiBold))
        place.setTop(centre.y() + 6)
        place.setHeight(painter.fontMetrics().height() * 2)
        words = painter.fontMetrics().elidedText(self._words, Qt.TextElideMode.ElideMiddle, place.width())
        painter.drawText(place, Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop, words)
        painter.end()
