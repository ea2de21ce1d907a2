"""Folders that are followed: what the library remembers of them and of their files."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol


@dataclass(frozen=True, slots=True)
class SeenFile:
    """What tells a file that was written to: its size in bytes and when it was changed, in nanoseconds."""

    size: int
    modified_ns: int


class WatchedFolderStore(Protocol):
    """The followed folders of a library; every call is one transaction, and durable when it returns."""

    def folders(self) -> list[Path]:
        """The folders, in the order in which they were added."""
        ...

    def follow(self, folder: Path) -> None:
        """Follows a folder from now on; one that is followed stays as it is."""
        ...

    def unfollow(self, folder: Path) -> None:
        """Follows it no more and forgets its files; its documents stay in the library."""
        ...

    def known_files(self) -> dict[Path, SeenFile]:
        """The files that were taken in, or refused, as they were then."""
        ...

    def remember(self, files: Mapping[Path, SeenFile]) -> None:
        """Notes that these files were taken in, or refused, as they are."""
        ...

    def forget(self, files: Iterable[Path]) -> None:
        """Knows these files no more."""
        ...
