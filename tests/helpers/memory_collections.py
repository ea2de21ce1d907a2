"""Collections and followed folders in memory, as the catalogue keeps them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from desktop_app.domain.collections import DocumentCollection
from desktop_app.domain.errors import NameRefused, NotFound
from desktop_app.domain.watching import SeenFile


@dataclass
class MemoryCollections:
    """Fulfils `CollectionStore`."""

    held: dict[int, DocumentCollection] = field(default_factory=dict)
    made: int = 0

    def all(self) -> list[DocumentCollection]:
        return sorted(self.held.values(), key=lambda each: each.name.casefold())

    def find(self, name: str) -> DocumentCollection:
        for each in self.held.values():
            if each.name.casefold() == name.casefold():
                return each
        raise NotFound(f"There is no collection “{name}”.")

    def add(self, name: str, documents: Collection[str] = ()) -> DocumentCollection:
        if any(each.name.casefold() == name.casefold() for each in self.held.values()):
            raise NameRefused(f"There is a collection “{name}” already.", "Choose another name.")
        self.made += 1
        self.held[self.made] = DocumentCollection(self.made, name, frozenset(documents))
        return self.held[self.made]

    def rename(self, collection_id: int, name: str) -> None:
        self.held[collection_id] = replace(self._there(collection_id), name=name)

    def remove(self, collection_id: int) -> None:
        self._there(collection_id)
        del self.held[collection_id]

    def put(self, collection_id: int, documents: Collection[str]) -> None:
        found = self._there(collection_id)
        self.held[collection_id] = replace(found, documents=found.documents | set(documents))

    def take_out(self, collection_id: int, documents: Collection[str]) -> None:
        found = self._there(collection_id)
        self.held[collection_id] = replace(found, documents=found.documents - set(documents))

    def _there(self, collection_id: int) -> DocumentCollection:
        if collection_id not in self.held:
            raise NotFound("This collection is not there any more.")
        return self.held[collection_id]


@dataclass
class MemoryWatchedFolders:
    """Fulfils `WatchedFolderStore`."""

    followed: list[Path] = field(default_factory=list)
    known: dict[Path, SeenFile] = field(default_factory=dict)

    def folders(self) -> list[Path]:
        return list(self.followed)

    def follow(self, folder: Path) -> None:
        if folder not in self.followed:
            self.followed.append(folder)

    def unfollow(self, folder: Path) -> None:
        self.followed.remove(folder)
        self.known = {
            path: seen for path, seen in self.known.items() if any(path.is_relative_to(each) for each in self.followed)
        }

    def known_files(self) -> dict[Path, SeenFile]:
        return dict(self.known)

    def remember(self, files: Mapping[Path, SeenFile]) -> None:
        self.known |= files

    def forget(self, files: Iterable[Path]) -> None:
        for path in files:
            self.known.pop(path, None)
