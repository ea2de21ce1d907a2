"""The figures that the gallery shows, and which of them: by document, by kind, or as a search found them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QAbstractListModel, QCoreApplication, QModelIndex, QObject, QPersistentModelIndex, Qt

from desktop_app.domain.documents import Document, Figure, FigureKind
from desktop_app.gui.figure_names import figure_description, figure_title
from desktop_app.gui.text_tools import one_line, plain_tooltip

ITEM_ROLE = Qt.ItemDataRole.UserRole + 1
_ROOT = QModelIndex()
_MOST_CAPTION = 240


class KindFilter(StrEnum):
    """Which figures are shown by what they are made of."""

    ALL = "all"
    VECTOR = "vector"
    RASTER = "raster"
    MIXED = "mixed"
    TABLE = "table"
    EQUATION = "equation-image"
    WITHOUT_CAPTION = "without-caption"

    def lets(self, figure: Figure) -> bool:
        """Whether a figure is shown."""
        if self is KindFilter.ALL:
            return True
        if self is KindFilter.WITHOUT_CAPTION:
            return not figure.caption
        return figure.kind is FigureKind(self.value)


@dataclass(frozen=True, slots=True)
class GalleryItem:
    """A figure with the words that stand below its picture."""

    figure: Figure
    document: Document
    title: str
    caption: str
    place: str


def gallery_item(figure: Figure, document: Document) -> GalleryItem:
    """Makes an item; for any thread."""
    place = QCoreApplication.translate("Gallery", "Page {number} · {document}")
    name = one_line(document.title or document.name, 80)
    return GalleryItem(
        figure,
        document,
        one_line(figure_title(figure), 60),
        one_line(figure.caption, _MOST_CAPTION),
        place.format(document=name, number=figure.page),
    )


class GalleryModel(QAbstractListModel):
    """The items that are shown, in the order in which they are."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._all: tuple[GalleryItem, ...] = ()
        self._by_id: dict[str, GalleryItem] = {}
        self._shown: list[GalleryItem] = []
        self._found: tuple[str, ...] | None = None
        self._kind = KindFilter.ALL
        self._document = ""

    # What it is told

    def set_items(self, items: Iterable[GalleryItem]) -> None:
        """The figures of the library as they are now, in its order."""
        self._all = tuple(items)
        self._by_id = {item.figure.id: item for item in self._all}
        self._show()

    def filter_by(self, kind: KindFilter, document_id: str) -> None:
        """Shows figures of a kind, and of one document unless its id is empty."""
        if (kind, document_id) != (self._kind, self._document):
            self._kind, self._document = kind, document_id
            self._show()

    def show_found(self, ids: Sequence[str] | None) -> None:
        """Shows what a search has found, best first; None shows everything."""
        found = tuple(ids) if ids is not None else None
        if found != self._found:
            self._found = found
            self._show()

    def _show(self) -> None:
        if self._found is None:
            candidates: Iterable[GalleryItem] = self._all
        else:
            candidates = (self._by_id[each] for each in self._found if each in self._by_id)
        shown = [
            item
            for item in candidates
            if self._kind.lets(item.figure) and self._document in ("", item.figure.document_id)
        ]
        if shown and [item.figure.id for item in shown] == [item.figure.id for item in self._shown]:
            self._shown = shown  # the same ones, at most named otherwise: who has chosen one of them stays there
            self.dataChanged.emit(self.index(0), self.index(len(shown) - 1))
            return
        self.beginResetModel()
        self._shown = shown
        self.endResetModel()

    # What it tells

    @property
    def items(self) -> Sequence[GalleryItem]:
        """The items shown."""
        return self._shown

    @property
    def total(self) -> int:
        """How many figures the library has."""
        return len(self._all)

    @property
    def documents(self) -> list[Document]:
        """The documents that have figures, in the library's order."""
        return list({item.document.id: item.document for item in self._all}.values())

    def item(self, index: QModelIndex | QPersistentModelIndex) -> GalleryItem | None:
        """The item of an index."""
        return self._shown[index.row()] if index.isValid() and index.row() < len(self._shown) else None

    def row_of(self, figure_id: str) -> int:
        """Where a figure stands, or -1."""
        return next((row for row, item in enumerate(self._shown) if item.figure.id == figure_id), -1)

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = _ROOT) -> int:
        """How many are shown."""
        return 0 if parent.isValid() else len(self._shown)

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """An item, or its words."""
        item = self.item(index)
        if item is None:
            return None
        if role == ITEM_ROLE:
            return item
        if role == Qt.ItemDataRole.DisplayRole:
            return item.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{one_line(figure_description(item.figure), 700)}. {item.place}"
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tooltip(f"{one_line(figure_description(item.figure), 700)} ({item.place})")
        return None
