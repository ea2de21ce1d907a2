"""Where a scanned page is dark: the boxes of its connected ink."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from desktop_app.domain.geometry import Box

if TYPE_CHECKING:
    import numpy
    import pymupdf
    from numpy.typing import NDArray

    Grid = NDArray[numpy.bool_]

_CELL = 2
_DARKER = 48
_MOST_RUNS = 60_000
_SPECK = 6.0


def scan_ink(page: pymupdf.Page, known: Iterable[Box]) -> Iterator[Box]:
    """The boxes of connected dark areas of an unrotated page, in points; specks are left out.

    Args:
        page: a page that is one image.
        known: boxes whose ink is explained already, such as those of recognised text.
    """
    import numpy
    import pymupdf

    picture = page.get_pixmap(colorspace=pymupdf.csGRAY, alpha=False)
    pixels = numpy.frombuffer(picture.samples, dtype=numpy.uint8).reshape(picture.height, picture.stride)
    pixels = pixels[:, : picture.width]
    paper = int(numpy.percentile(pixels, 75))
    rows, columns = picture.height // _CELL, picture.width // _CELL
    if rows == 0 or columns == 0:
        return
    cells = pixels[: rows * _CELL, : columns * _CELL].reshape(rows, _CELL, columns, _CELL)
    dark = cells.min(axis=(1, 3)) < paper - _DARKER
    for box in known:
        grown = box.grown(1.0)
        dark[
            max(0, int(grown.y0 // _CELL)) : max(0, int(grown.y1 // _CELL) + 1),
            max(0, int(grown.x0 // _CELL)) : max(0, int(grown.x1 // _CELL) + 1),
        ] = False
    for left, top, right, bottom in connected_areas(dark):
        area = Box(left * _CELL, top * _CELL, right * _CELL, bottom * _CELL)
        if max(area.width, area.height) > _SPECK:
            yield Box(*(float(edge) for edge in area))


def connected_areas(dark: Grid) -> list[tuple[int, int, int, int]]:
    """The bounds (left, top, right, bottom; the last two outside) of areas connected by sides or corners.

    Runs of dark cells are joined from row to row (two-pass labelling, Rosenfeld and Pfaltz 1966).
    """
    parents: list[int] = []
    bounds: list[tuple[int, int, int, int]] = []
    above: list[tuple[int, int, int]] = []
    for y in range(dark.shape[0]):
        row: list[tuple[int, int, int]] = []
        for start, stop in _runs(dark[y]):
            name = len(parents)
            if name >= _MOST_RUNS:
                break
            parents.append(name)
            bounds.append((start, y, stop, y + 1))
            for other_start, other_stop, other in above:
                if other_start <= stop and start <= other_stop:
                    _unite(parents, name, other)
            row.append((start, stop, name))
        above = row
    areas: dict[int, tuple[int, int, int, int]] = {}
    for name, (left, top, right, bottom) in enumerate(bounds):
        root = _root(parents, name)
        old = areas.get(root, (left, top, right, bottom))
        areas[root] = (min(old[0], left), min(old[1], top), max(old[2], right), max(old[3], bottom))
    return list(areas.values())


def _runs(row: Grid) -> Sequence[tuple[int, int]]:
    import numpy

    edges = numpy.flatnonzero(numpy.diff(numpy.concatenate(([False], row, [False])).astype(numpy.int8)))
    return [(int(start), int(stop)) for start, stop in zip(edges[::2], edges[1::2], strict=True)]


def _root(parents: list[int], name: int) -> int:
    while parents[name] != name:
        parents[name] = parents[parents[name]]
        name = parents[name]
    return name


def _unite(parents: list[int], one: int, other: int) -> None:
    first, second = _root(parents, one), _root(parents, other)
    parents[max(first, second)] = min(first, second)
