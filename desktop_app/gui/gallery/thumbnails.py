"""Small pictures of figures: decoded off the event loop as they come into view, kept up to a number of bytes."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, QSize, Signal
from PySide6.QtGui import QImage
from shiboken6 import isValid

from desktop_app.domain.documents import Figure
from desktop_app.gui.figures.picture_loader import PictureLoader
from desktop_app.gui.figures.pictures import Picture

MOST_BYTES = 64 * 1024 * 1024
"""What the pictures kept may take."""
_MOST_WAITING = 240
_AT_ONCE = 2


class Thumbnails(QObject):
    """Pictures by the name of their file; those asked for last come first, those left behind are forgotten.

    Signals:
        arrived: the file's name whose picture has come.
    """

    arrived = Signal(str)

    def __init__(self, loader: PictureLoader, parent: QObject, *, most_bytes: int = MOST_BYTES) -> None:
        super().__init__(parent)
        self._loader = loader
        self._most_bytes = most_bytes
        self._path_of: Callable[[Figure], Path] | None = None
        self._size = QSize(220, 150)
        self._kept: OrderedDict[str, Picture] = OrderedDict()
        self._bytes = 0
        self._waiting: OrderedDict[str, Figure] = OrderedDict()
        self._loading: set[str] = set()

    @property
    def bytes_kept(self) -> int:
        """What the pictures take now."""
        return self._bytes

    @property
    def busy(self) -> bool:
        """Whether pictures are being decoded."""
        return bool(self._loading)

    def set_source(self, path_of: Callable[[Figure], Path] | None) -> None:
        """How a figure's file is found, which is asked in a lane; None loads no more."""
        self._path_of = path_of
        self._waiting.clear()

    def set_size(self, size: QSize) -> None:
        """How large pictures are at most, in device pixels; those kept at another size are decoded anew."""
        if size != self._size:
            self._size = size
            self.forget()

    def forget(self) -> None:
        """Gives all pictures back."""
        self._kept.clear()
        self._waiting.clear()
        self._bytes = 0

    def get(self, figure: Figure) -> Picture | None:
        """A figure's picture, or None while it is on its way."""
        name = figure.file
        known = self._kept.get(name)
        if known is not None:
            self._kept.move_to_end(name)
            return known
        if name not in self._loading:
            self._waiting[name] = figure
            self._waiting.move_to_end(name)
            while len(self._waiting) > _MOST_WAITING:
                self._waiting.popitem(last=False)
            self._go_on()
        return None

    def _go_on(self) -> None:
        path_of = self._path_of
        while path_of is not None and self._waiting and len(self._loading) < _AT_ONCE:
            name, figure = self._waiting.popitem(last=True)
            self._loading.add(name)
            self._load(name, figure, path_of)

    def _load(self, name: str, figure: Figure, path_of: Callable[[Figure], Path]) -> None:
        size = self._size

        def take(picture: Picture) -> None:
            self._loading.discard(name)
            if size == self._size and isValid(self):  # the window may have gone meanwhile
                self._keep(name, picture)
                self.arrived.emit(name)

        job = self._loader.load(lambda: path_of(figure), size, take)
        job.finished.connect(lambda: self._end(name))

    def _end(self, name: str) -> None:
        self._loading.discard(name)
        if isValid(self):
            self._go_on()

    def _keep(self, name: str, picture: Picture) -> None:
        self._kept[name] = Picture(_compact(picture.image), picture.problem)
        self._bytes += self._kept[name].image.sizeInBytes()
        while self._bytes > self._most_bytes and len(self._kept) > 1:
            _, oldest = self._kept.popitem(last=False)
            self._bytes -= oldest.image.sizeInBytes()


def _compact(image: QImage) -> QImage:
    """The picture in the format that is drawn fastest."""
    if image.isNull() or image.format() is QImage.Format.Format_ARGB32_Premultiplied:
        return image
    return image.convertToFormat(QImage.Format.Format_ARGB32_Premultiplied)
