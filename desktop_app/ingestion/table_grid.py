"""The cells of a table, from where its lines stand; as Markdown to show it, and as plain rows to search it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from desktop_app.domain.page_content import TextLine
from desktop_app.ingestion.text_blocks import clean_text, join_lines

_GUTTER = 3.0
_SPANNING = 0.15
_LEADING = 1.45
Grid = list[list[str]]
"""Rows of cells from top to bottom; all rows have the same number of cells, some of which may be empty."""


def rows_of(lines: Iterable[TextLine]) -> list[list[TextLine]]:
    """Lines that stand side by side, from top to bottom, each row from left to right."""
    rows: list[list[TextLine]] = []
    bottom = 0.0
    for line in sorted(lines, key=lambda line: line.box.centre[1]):
        if rows and line.box.centre[1] <= bottom - 0.3 * line.box.height:
            rows[-1].append(line)
            bottom = max(bottom, line.box.y1)
        else:
            rows.append([line])
            bottom = line.box.y1
    return [sorted(row, key=lambda cell: cell.box.x0) for row in rows]


def grid_of(lines: Iterable[TextLine]) -> Grid:
    """The cells of a table.

    Columns are parted by upright gaps that hardly any line crosses. A row whose first cell is empty goes on with the
    row above it where it stands close below, as the lines of a long cell do.

    Args:
        lines: what the page's reader found inside the table, each piece of a row on its own.
    """
    rows = rows_of(lines)
    edges = _column_edges(rows)
    grid: Grid = []
    above: list[TextLine] = []
    for row in rows:
        cells = _cells(row, edges)
        if grid and _goes_on(cells, grid[-1], row, above):
            grid[-1] = [join_lines((old, new)) if new else old for old, new in zip(grid[-1], cells, strict=True)]
        else:
            grid.append(cells)
        above = row
    return [row for row in grid if any(row)]


def _column_edges(rows: Sequence[Sequence[TextLine]]) -> list[float]:
    """Where columns but the first begin, from left to right: after gaps that at most a few lines cross."""
    intervals = sorted((line.box.x0, line.box.x1) for row in rows for line in row)
    most = _SPANNING * len(rows)
    stops = sorted([(x0, 1) for x0, _ in intervals] + [(x1, -1) for _, x1 in intervals])
    edges: list[float] = []
    covering, free_from = 0, None
    for place, step in stops:
        covering += step
        if covering <= most and free_from is None:
            free_from = place
        elif covering > most and free_from is not None:
            if step > 0 and place - free_from >= _GUTTER and free_from > intervals[0][0]:
                edges.append(place)
            free_from = None
    return edges


def _cells(row: Sequence[TextLine], edges: Sequence[float]) -> list[str]:
    cells: list[list[str]] = [[] for _ in range(len(edges) + 1)]
    for line in row:
        column = sum(line.box.x0 >= edge - _GUTTER for edge in edges)
        cells[column].append(line.text)
    return [clean_text(" ".join(texts)) for texts in cells]


def _goes_on(cells: Sequence[str], before: Sequence[str], row: Sequence[TextLine], above: Sequence[TextLine]) -> bool:
    if cells[0] or not before[0] or sum(map(bool, cells)) >= sum(map(bool, before)):
        return False
    step = min(line.box.y0 for line in row) - min(line.box.y0 for line in above)
    return step < _LEADING * row[0].size


def has_columns(grid: Grid) -> bool:
    """Whether most rows have several cells."""
    return len(grid) > 1 and 2 * sum(sum(map(bool, row)) > 1 for row in grid) > len(grid)


def as_markdown(grid: Grid) -> str:
    """The table in Markdown, its first row as the head; text of one column as plain lines."""
    if not grid or len(grid[0]) == 1:
        return "\n".join(row[0] for row in grid)
    rows = ["| " + " | ".join(cell.replace("\\", "\\\\").replace("|", "\\|") for cell in row) + " |" for row in grid]
    return "\n".join([rows[0], "|" + " --- |" * len(grid[0]), *rows[1:]])


def as_rows(grid: Grid) -> str:
    """A line for each row, with " | " between the cells that are not empty."""
    return "\n".join(" | ".join(cell for cell in row if cell) for row in grid)
