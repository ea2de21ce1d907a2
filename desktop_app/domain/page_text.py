"""The text of a page as it can be selected, searched and followed: words with their places, hits, and links."""

from __future__ import annotations

from dataclasses import dataclass

from desktop_app.domain.geometry import Box


@dataclass(frozen=True, slots=True)
class TextWord:
    """A word of a page in reading order, its box in points of the unrotated page.

    Attributes:
        text: without white space; of a recognised page a whole paragraph, where no finer places are known.
        line: words of equal numbers that follow each other stand on one line.
        block: lines of equal numbers that follow each other belong together.
    """

    text: str
    box: Box
    line: int
    block: int


@dataclass(frozen=True, slots=True)
class PageLink:
    """A place that leads to a page of the same document (from 1), or to an address where `page` is 0."""

    box: Box
    page: int = 0
    address: str = ""


@dataclass(frozen=True, slots=True)
class PageText:
    """The words and links of a page; without words where there is no text that can be read."""

    words: tuple[TextWord, ...] = ()
    links: tuple[PageLink, ...] = ()


@dataclass(frozen=True, slots=True)
class TextHit:
    """A place where a query stands: a box for each line that it covers."""

    boxes: tuple[Box, ...]


@dataclass(frozen=True, slots=True)
class PageHits:
    """What was found on a page; `failed` says that the page can't be read."""

    number: int
    hits: tuple[TextHit, ...] = ()
    failed: bool = False
