from __future__ import annotations

import pytest

from desktop_app.domain.documents import NO_PAGES, Figure, FigureKind, PageCounts, Passage
from desktop_app.domain.geometry import Box, Region


def figure(label: str | None = "3.2", caption: str = "A pump.", kind: FigureKind = FigureKind.VECTOR) -> Figure:
    return Figure("f1", "d1", 7, Box(0, 0, 10, 10), label, caption, kind, "a.png", (100, 100))


def test_pages_are_counted_by_state() -> None:
    counts = PageCounts(text=3, ocr=2, empty=1, failed=4)
    assert (counts.total, counts.searchable) == (10, 5)
    assert NO_PAGES.total == 0


def test_a_passage_begins_where_its_first_region_is() -> None:
    passage = Passage("p1", "d1", "words", (Region(4, Box(0, 0, 1, 1)), Region(5, Box(0, 0, 1, 1))))
    assert passage.page == 4


def test_a_figure_knows_its_place() -> None:
    assert figure().region == Region(7, Box(0, 0, 10, 10))


@pytest.mark.parametrize(
    ("shown", "title"),
    [
        (figure(), "Figure 3.2"),
        (figure(label=None), "Figure on page 7"),
        (figure(label="1", kind=FigureKind.TABLE), "Table 1"),
        (figure(label=None, kind=FigureKind.TABLE), "Table on page 7"),
    ],
)
def test_a_figure_is_called_by_its_number_or_its_page(shown: Figure, title: str) -> None:
    assert shown.title == title


def test_a_description_leaves_out_an_empty_caption() -> None:
    assert figure().description == "Figure 3.2: A pump."
    assert figure(caption="").description == "Figure 3.2"
