from __future__ import annotations

from desktop_app.domain.page_content import BlockKind
from tests.ingestion.pages import PageBuilder

NOTE = "which is told at length in the manual of the pump"


def kinds(page: PageBuilder) -> list[BlockKind]:
    return [block.kind for block in page.analysis().blocks]


def test_small_print_at_the_foot_of_a_column_is_a_footnote() -> None:
    page = PageBuilder().prose(50, 120, 40, width=230).prose(320, 120, 40, width=230)
    page.text(50, 620, "1 " + NOTE, NOTE, size=8, width=230).text(50, 645, NOTE, size=8, width=230)
    assert kinds(page) == [BlockKind.PARAGRAPH, BlockKind.FOOTNOTE, BlockKind.FOOTNOTE, BlockKind.PARAGRAPH]


def test_small_print_above_text_of_the_usual_size_is_none() -> None:
    page = PageBuilder().prose(50, 120, 30).text(50, 500, NOTE, NOTE, size=8).prose(50, 540, 6)
    assert BlockKind.FOOTNOTE not in kinds(page)


def test_a_column_of_small_print_is_no_footnote() -> None:
    page = PageBuilder().prose(50, 110, 60, width=230)
    page.text(320, 110, *[SMALL] * 70, size=7, width=230)
    assert BlockKind.FOOTNOTE not in kinds(page)


SMALL = "A. Author. The title of a book about pumps, and where it was printed."
