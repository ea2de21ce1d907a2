"""Collections, read and changed in the library's lane."""

from __future__ import annotations

from collections.abc import Callable, Collection

from PySide6.QtCore import QObject, QTimer, Signal

from desktop_app.domain.collections import CollectionStore, DocumentCollection
from desktop_app.domain.ports import Workspace
from desktop_app.gui.background.job import Job, call_once
from desktop_app.gui.background.lane import Lane

_SOON_MS = 300


class CollectionsController(QObject):
    """Keeps the list of collections in step with the library.

    Attributes:
        all: the collections as they were read last, by name.

    Signals:
        listed: the collections were read anew.
        added: a `DocumentCollection` that the user made.
        removed: a `DocumentCollection` that is gone.
        failed: an error to be told to the user.
        crashed: a bug.
    """

    listed = Signal()
    added = Signal(object)
    removed = Signal(object)
    failed = Signal(object)
    crashed = Signal(object)

    def __init__(self, lane: Lane, parent: QObject) -> None:
        super().__init__(parent)
        self.all: tuple[DocumentCollection, ...] = ()
        self._lane = lane
        self._workspace: Workspace | None = None
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_SOON_MS)
        self._soon.timeout.connect(self.refresh)

    def set_workspace(self, workspace: Workspace) -> None:
        """The library is open."""
        self._workspace = workspace
        self.refresh()

    def find(self, collection_id: int) -> DocumentCollection | None:
        """The collection, or None when it is gone."""
        return next((each for each in self.all if each.id == collection_id), None)

    def refresh(self) -> None:
        """Reads the collections anew."""
        self._call(lambda store: store.all(), self._show)

    def refresh_soon(self) -> None:
        """Reads the collections anew in a moment, once for all that happens until then."""
        if not self._soon.isActive():
            self._soon.start()

    def close(self) -> None:
        """The window is closing."""
        self._workspace = None
        self._soon.stop()

    def add(self, name: str, documents: Collection[str] = ()) -> None:
        """Makes a collection of these documents."""
        self._change(lambda store: store.add(name, documents), self.added.emit)

    def rename(self, collection: DocumentCollection, name: str) -> None:
        """Gives a collection another name."""
        self._change(lambda store: store.rename(collection.id, name))

    def remove(self, collection: DocumentCollection) -> None:
        """Removes a collection; `restore` brings it back."""
        self._change(lambda store: store.remove(collection.id), lambda _done: self.removed.emit(collection))

    def restore(self, collection: DocumentCollection) -> None:
        """Makes a collection anew that was removed."""
        self._change(lambda store: store.add(collection.name, collection.documents))

    def put(self, collection: DocumentCollection, documents: Collection[str]) -> None:
        """Puts documents into a collection."""
        self._change(lambda store: store.put(collection.id, documents))

    def take_out(self, collection: DocumentCollection, documents: Collection[str]) -> None:
        """Takes documents out of a collection; they stay in the library."""
        self._change(lambda store: store.take_out(collection.id, documents))

    def _show(self, collections: object) -> None:
        if isinstance(collections, list):
            self.all = tuple(collections)
            self.listed.emit()

    def _change(
        self, function: Callable[[CollectionStore], object], then: Callable[[object], object] | None = None
    ) -> None:
        self._call(function, then)
        self.refresh()

    def _call(
        self, function: Callable[[CollectionStore], object], then: Callable[[object], object] | None = None
    ) -> None:
        workspace = self._workspace
        if workspace is None:
            return
        job = Job(call_once(lambda: function(workspace.library.collections)))
        if then is not None:
            job.yielded.connect(then)
        job.failed.connect(self.failed)
        job.crashed.connect(self.crashed)
        self._lane.submit(job)
