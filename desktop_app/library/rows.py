"""Rows of the catalogue as values of the domain, and back."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import msgspec

from desktop_app.domain.documents import (
    Document,
    DocumentStatus,
    Figure,
    FigureKind,
    Mention,
    Page,
    PageCounts,
    PageState,
    Passage,
)
from desktop_app.domain.geometry import Box, Region
from desktop_app.library.search_words import safe_text

HEADING_SEPARATOR = "\x1f"
SEARCHED = (DocumentStatus.READY.value, DocumentStatus.PARTIAL.value)
"""Documents of these statuses are found; all others only show in the list."""

DOCUMENT_COLUMNS = """d.id, d.stem, d.title, d.path, d.pages, d.status, d.error, d.added, d.size,
    (SELECT count(*) FROM documents s WHERE s.stem = d.stem) AS same_stem,
    (SELECT count(*) FROM passages p WHERE p.document = d.number) AS passages,
    (SELECT count(*) FROM figures f WHERE f.document = d.number) AS figures,
    (SELECT json_group_object(state, n) FROM
        (SELECT state, count(*) AS n FROM pages g WHERE g.document = d.number GROUP BY state)) AS counts"""
PASSAGE_COLUMNS = "p.id, d.id, p.text, p.regions, p.headings"
FIGURE_COLUMNS = """f.id, d.id, f.page, f.box, f.label, f.caption, f.kind, f.file, f.width, f.height, f.headings,
    f.inside, f.nearby, f.caption_box,
    (SELECT json_group_array(json_array(m.passage, m.text)) FROM
        (SELECT passage, text FROM mentions WHERE figure = f.number ORDER BY position) m)"""

_Row = Sequence[Any]
_regions_decoder = msgspec.json.Decoder(list[tuple[int, float, float, float, float]])
_box_decoder = msgspec.json.Decoder(tuple[float, float, float, float])
_mentions_decoder = msgspec.json.Decoder(list[tuple[str, str]])
_counts_decoder = msgspec.json.Decoder(dict[str, int])


def headings_column(path: Sequence[str]) -> str:
    """A heading path as one text."""
    return HEADING_SEPARATOR.join(safe_text(title).replace(HEADING_SEPARATOR, " ") for title in path)


def headings_of(column: str) -> tuple[str, ...]:
    """The heading path that was stored."""
    return tuple(column.split(HEADING_SEPARATOR)) if column else ()


def box_column(box: Box) -> str:
    """A box as JSON, to a thousandth of a point."""
    return msgspec.json.encode([round(float(value), 3) for value in box]).decode()


def box_of(column: str) -> Box:
    """The box that was stored."""
    return Box(*_box_decoder.decode(column))


def regions_column(regions: Sequence[Region]) -> str:
    """Regions as JSON."""
    return msgspec.json.encode([(r.page, *(round(float(value), 3) for value in r.box)) for r in regions]).decode()


def path_column(path: Path) -> bytes:
    """A path as the system's bytes, so that names that are no text survive."""
    return os.fsencode(path.absolute())


def document_of(row: _Row) -> Document:
    """A document from `DOCUMENT_COLUMNS`."""
    identity, stem, title, path, pages, status, error, added, size, same_stem, passages, figures, counts = row
    states = _counts_decoder.decode(counts)
    return Document(
        id=identity,
        name=stem if same_stem == 1 else identity,
        title=title,
        path=os.fsdecode(path),
        pages=pages,
        status=DocumentStatus(status),
        counts=PageCounts(**{state.value: states.get(state.value, 0) for state in PageState}),
        passages=passages,
        figures=figures,
        error=error,
        added=added,
        size=size,
    )


def page_of(row: _Row) -> Page:
    """A page from number, width, height, rotation, state, reason."""
    number, width, height, rotation, state, reason = row
    return Page(number, width, height, rotation, PageState(state), reason)


def passage_of(row: _Row) -> Passage:
    """A passage from `PASSAGE_COLUMNS`."""
    identity, document_id, text, regions, headings = row
    boxes = tuple(Region(page, Box(*box)) for page, *box in _regions_decoder.decode(regions))
    return Passage(identity, document_id, text, boxes, headings_of(headings))


def figure_of(row: _Row) -> Figure:
    """A figure from `FIGURE_COLUMNS`."""
    identity, document_id, page, box, label, caption, kind, file, width, height = row[:10]
    headings, inside, nearby, caption_box, mentions = row[10:]
    return Figure(
        id=identity,
        document_id=document_id,
        page=page,
        box=box_of(box),
        label=label,
        caption=caption,
        kind=FigureKind(kind),
        file=file,
        pixels=(width, height),
        heading_path=headings_of(headings),
        inside=inside,
        nearby=nearby,
        mentions=tuple(Mention(passage, text) for passage, text in _mentions_decoder.decode(mentions)),
        caption_box=box_of(caption_box) if caption_box else None,
    )
