"""What a question is about: a picture that was pasted or dropped, or a figure of the library, shown small above it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QMimeData, QSize, Qt, QTemporaryDir, Signal
from PySide6.QtGui import QImage, QPixmap
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget
from shiboken6 import isValid

from desktop_app.domain.documents import Document, Figure
from desktop_app.gui.figure_names import figure_description, figure_title
from desktop_app.gui.figures.pictures import Picture, read_picture
from desktop_app.gui.icons import IconButton
from desktop_app.gui.text_tools import one_line, plain_label

ENDINGS = frozenset({".png", ".jpg", ".jpeg"})
LoadFigure = Callable[[Figure, QSize, Callable[[Picture], None]], None]
"""Asks for a figure's picture within a size in device pixels; the callback is called on the event loop."""

SHOWN = QSize(96, 64)
MOST_SIDE = 4_000


def picture_file(data: QMimeData) -> Path | None:
    """The picture file that was dropped or copied, if it is just one."""
    paths = [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
    return paths[0] if len(paths) == 1 and paths[0].suffix.lower() in ENDINGS else None


def holds_picture(data: QMimeData) -> bool:
    """Whether something copied or dropped is a picture, and not text as well.

    A browser gives the address with a picture, which Qt takes for text, too.
    """
    return picture_file(data) is not None or (data.hasImage() and not data.hasFormat("text/plain"))


class AttachedPicture(QWidget):
    """The row above the field; hidden while there is no picture and no figure.

    Attributes:
        file: the picture, or None.
        figure: the figure of the library, or None.

    Signals:
        changed: a picture or figure was attached or taken away.
        refused: why something is not taken as a picture, in a sentence.
    """

    changed = Signal()
    refused = Signal(str)

    def __init__(self, parent: QWidget | None = None, *, remove_words: str = "") -> None:
        super().__init__(parent)
        self.file: Path | None = None
        self.figure: Figure | None = None
        self._folder: QTemporaryDir | None = None
        self._count = 0
        self._picture = QLabel(self)
        self._picture.setFixedSize(SHOWN)
        self._picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._picture.setAccessibleDescription(self.tr("The picture that you gave."))
        self._name = plain_label("", "small", self)
        self.remove_button = IconButton("close", remove_words or self.tr("Ask without the picture"), self)
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
            self.attach_image(image, self.tr("Pasted picture"))
        elif file is not None:
            self._show(file, one_line(file.name, 60))

    def attach_file(self, file: Path, name: str) -> None:
        """Takes a picture file; `name` says what it shows."""
        self._show(file, one_line(name, 100))

    def attach_image(self, image: QImage, name: str) -> None:
        """Takes a picture, which is written to a temporary folder; `name` says where it is from."""
        self._count += 1
        self._folder = self._folder or QTemporaryDir()
        file = Path(self._folder.filePath(f"{self._count}.png"))
        if max(image.width(), image.height()) > MOST_SIDE:
            image = image.scaled(MOST_SIDE, MOST_SIDE, Qt.AspectRatioMode.KeepAspectRatio)
        image.save(str(file))
        self._show(file, one_line(name, 100))

    def refer_to(self, figure: Figure, document: Document | None, load: LoadFigure) -> None:
        """Makes a figure of the library what the question is about; `load` brings its picture later."""
        self.file, self.figure = None, figure
        place = one_line(figure_description(figure), 100)
        if document is not None:
            place = self.tr("{figure} of {document}, page {number}").format(
                figure=figure_title(figure) if figure.label else self.tr("A figure"),
                document=one_line(document.title or document.name, 60),
                number=figure.page,
            )
        self._picture.clear()
        self._picture.setAccessibleName(one_line(figure_description(figure)))
        self._name.setText(self.tr("About: {figure}").format(figure=place))
        self.show()
        self.changed.emit()

        def take(picture: Picture) -> None:
            if isValid(self) and self.figure is figure and not picture.image.isNull():
                self._draw(picture)

        load(figure, SHOWN * self.devicePixelRatioF(), take)

    def remove_pasted(self) -> None:
        """Removes the pictures that were written: the window is closing, and nothing of them stays behind."""
        if self._folder is not None:
            self._folder.remove()

    @property
    def attached(self) -> bool:
        """Whether the question is about something."""
        return self.file is not None or self.figure is not None

    def take(self) -> Path | None:
        """The picture, which is attached no more."""
        file = self.file
        self.clear()
        return file

    def take_all(self) -> tuple[Path | None, Figure | None]:
        """The picture or the figure, which are attached no more."""
        figure = self.figure
        return self.take(), figure

    def clear(self) -> None:
        """Takes the picture away."""
        self.file = self.figure = None
        self.hide()
        self.changed.emit()

    def _show(self, file: Path, name: str) -> None:
        ratio = self.devicePixelRatioF()
        picture = read_picture(file, SHOWN * ratio)
        if picture.problem:
            self.refused.emit(picture.problem)
            return
        self._draw(picture)
        self._picture.setAccessibleName(name)
        self._name.setText(name)
        self.file, self.figure = file, None
        self.show()
        self.changed.emit()

    def _draw(self, picture: Picture) -> None:
        pixmap = QPixmap.fromImage(picture.image)
        pixmap.setDevicePixelRatio(self.devicePixelRatioF())
        self._picture.setPixmap(pixmap)
