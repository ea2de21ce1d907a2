"""A picture as a query: the port that finds what it shows, and what happens while it is looked for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from desktop_app.domain.documents import Figure
from desktop_app.domain.jobs import CancelToken


@dataclass(frozen=True, slots=True)
class PictureMatch:
    """A picture file that may show what was asked for.

    Attributes:
        score: 0 to 1, higher is better.
        same: whether it is certain that both show the same thing.
    """

    path: Path
    score: float
    same: bool


class PictureMatcher(Protocol):
    """Finds pictures by a screenshot, a part, a copy or a photograph of them."""

    def take_in(self, pictures: Sequence[Path], cancel: CancelToken) -> Iterator[int]:
        """Reads the pictures that are not known yet, and yields how many of all are.

        Raises:
            Cancelled: within a second of `cancel` being set; what was read by then is kept.
        """
        ...

    def match(self, picture: Path, among: Sequence[Path], limit: int, cancel: CancelToken) -> list[PictureMatch]:
        """The known pictures that show what `picture` shows, best first.

        Raises:
            DocumentError: `picture` can't be read.
            Cancelled: within a second of `cancel` being set.
        """
        ...


@dataclass(frozen=True, slots=True)
class FigureQuery:
    """Figures that are looked for, by words or by a picture of them.

    Attributes:
        documents: ids of the documents to search; None is all of them.
    """

    words: str = ""
    picture: Path | None = None
    documents: frozenset[str] | None = None


@dataclass(frozen=True, slots=True)
class FoundFigure:
    """A figure for a picture or for words; `same` is False where it only looks alike."""

    figure: Figure
    score: float
    same: bool


@dataclass(frozen=True, slots=True)
class PicturesTakenIn:
    """How many of the library's figures have been read for comparison; the first search reads them all."""

    done: int
    total: int


@dataclass(frozen=True, slots=True)
class PictureSearched:
    """The figures found, best first; the last event holds those of all that were searched.

    Attributes:
        complete: False for what was found so far, while figures are still being read.
    """

    found: tuple[FoundFigure, ...]
    complete: bool = True


PictureEvent = PicturesTakenIn | PictureSearched
