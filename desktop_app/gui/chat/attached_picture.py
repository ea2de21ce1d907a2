"""A picture in the question: pasted or dropped, shown small above the field, asked for in the library."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QMimeData, QSize, Qt, QTemporaryDir, Signal
from PySide6.QtGui import QImage, QPixmap
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from desktop_app.gui.figures.pictures import read_picture
from desktop_app.gui.icons import IconButton
from desktop_app.gui.text_tools import one_line, plain_label

ENDINGS = frozenset({".png", ".jpg", ".jpeg"})
SHOWN = QSize(96, 64)
MOST_SIDE = 4_000


def picture_file(data: QMimeData) -> Path | None:
    """The picture file that was dropped or copied, if it is just one."""
    paths = [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
    return paths[0] if len(paths) == 1 and paths[0].suffix.lower() in ENDINGS else None


def holds_picture(data: QMimeData) -> bool:
    """Whether something copied or dropped is a picture, and not text as well."""
    return picture_file(data) is not None or (data.hasImage() and not data.hasText())


class AttachedPicture(QWidget):
    """The row above the field; hidden while there is no picture.

    Attributes:
        file: the picture, or None.

    Signals:
        changed: a picture was attached or taken away.
        refused: why something is not taken as a picture, in a sentence.
    """

    changed = Signal()
    refused = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.file: Path | None = None
        self._folder = QTemporaryDir()
        self._count = 0
        self._picture = QLabel(self)
        self._picture.setFixedSize(SHOWN)
        self._picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._name = plain_label("", "small", self)
        self.remove_button = IconButton("close", self.tr("Ask without the picture"), self)
        self.remove_button.clicked.connect(self.clear)
        row = QHBoxLayout(self)
        row.setContentsMargins(4, 2, 0, 2)
        row.addWidget(self._picture)
        row.addWidget(self._name, 1)
        row.addWidget(self.remove_button)
        self.hide()

    def attach(self, data: QMimeData) -> None:
        """Takes a picture file, or a copied picture, which is written to a temporary folder."""
        file, image = picture_file(data), data.imageData()
        if file is None and isinstance(image, QImage) and not image.isNull():
            self._count += 1
            file = Path(self._folder.filePath(f"{self._count}.png"))
            if max(image.width(), image.height()) > MOST_SIDE:
                image = image.scaled(MOST_SIDE, MOST_SIDE, Qt.AspectRatioMode.KeepAspectRatio)
            image.save(str(file))
            self._show(file, self.tr("Pasted picture"))
        elif file is not None:
            self._show(file, one_line(file.name, 60))

    def take(self) -> Path | None:
        """The picture, which is attached no more."""
        file = self.file
        self.clear()
        return file

    def clear(self) -> None:
        """Takes the picture away."""
        self.file = None
        self.hide()
        self.changed.emit()

    def _show(self, file: Path, name: str) -> None:
        ratio = self.devicePixelRatioF()
        picture = read_picture(file, SHOWN * ratio)
        if picture.problem:
            self.refused.emit(picture.problem)
            return
        pixmap = QPixmap.fromImage(picture.image)
        pixmap.setDevicePixelRatio(ratio)
        self._picture.setPixmap(pixmap)
        self._picture.setAccessibleName(name)
        self._name.setText(name)
        self.file = file
        self.show()
        self.changed.emit()
