"""Footnotes: small text at the foot of a column, under text of the usual size."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from desktop_app.domain.geometry import Box
from desktop_app.domain.page_content import BlockKind, TextBlock

SMALL = 0.92
"""Footnotes are set smaller than this part of the body's size."""

_LOWER_PART = 0.5
_MOST_OF_PAGE = 0.3
_RUNNING = (BlockKind.PARAGRAPH, BlockKind.LIST_ITEM)


def mark_footnotes(blocks: Sequence[tuple[TextBlock, float]], body_size: float, height: float) -> list[TextBlock]:
    """The blocks, those at the foot of their column in small print as footnotes, so that no text goes on in them.

    A footnote's second paragraph, or one whose sign was lost, has no mark of its own: where it stands tells.

    Args:
        blocks: each with the size of its text in points.
        body_size: the size of most of the document's text.
        height: of the page.
    """
    small = [
        block.box.y0 > _LOWER_PART * height
        and size < SMALL * body_size
        and (block.kind in _RUNNING or block.kind is BlockKind.FOOTNOTE)
        for block, size in blocks
    ]
    marked = []
    for (block, _), is_small in zip(blocks, small, strict=True):
        column = [
            (other.box, note) for (other, _), note in zip(blocks, small, strict=True) if _share_column(block, other)
        ]
        if is_small and block.kind in _RUNNING and _is_foot(block.box, column, height):
            block = replace(block, kind=BlockKind.FOOTNOTE, level=0)  # noqa: PLW2901 (the same block, better known)
        marked.append(block)
    return marked


def _share_column(one: TextBlock, other: TextBlock) -> bool:
    return min(one.box.x1, other.box.x1) > max(one.box.x0, other.box.x0)


def _is_foot(box: Box, column: Sequence[tuple[Box, bool]], height: float) -> bool:
    if any(other.y0 >= box.y1 - 1 and not note for other, note in column):
        return False
    above = any(other.y1 <= box.y0 + 1 and not note for other, note in column)
    return above and sum(other.height for other, note in column if note) < _MOST_OF_PAGE * height
