from __future__ import annotations

import pytest

from desktop_app.ocr.line_grouping import Line
from desktop_app.ocr.typewriter import typewritten

pytestmark = pytest.mark.heavy

CODE = ["for item in basket:", "    total += item.price * item.count", "    print(item.name)", "return total"]
PROSE = [
    "The quick brown fox jumps over the lazy",
    "dog while it is raining, and little else",
    "will ever happen there.",
]


def block(texts: list[str], *, mono: bool, font: str = "helv", size: float = 10.0) -> list[Line]:
    """Lines as wide as they are when they are set."""
    import pymupdf

    name = "cour" if mono else font
    widths = [pymupdf.get_text_length(text.strip(), fontname=name, fontsize=size) for text in texts]
    return [
        Line(text.strip(), 50, 50 + width, 100 + 12 * n, size)
        for n, (text, width) in enumerate(zip(texts, widths, strict=True))
    ]


@pytest.mark.parametrize("font", ["helv", "tiro"])
def test_code_is_told_from_prose(font: str) -> None:
    assert typewritten([block(CODE, mono=True), block(PROSE, mono=False, font=font)]) == [True, False]


def test_a_single_line_follows_the_others_of_its_page() -> None:
    line, heading = block(["import basket"], mono=True), block(["A heading of the page"], mono=False)
    assert typewritten([line]) == [False]
    assert typewritten([block(CODE, mono=True), line, heading]) == [True, True, False]


def test_capitals_are_wide_in_every_font() -> None:
    assert typewritten([block(["MAINTENANCE OF THE", "HYDRAULIC CIRCUIT IN", "COLD REGIONS"], mono=False)]) == [False]


def test_east_asian_text_is_not_meant() -> None:
    lines = [Line("图像检索系统的结构", 50, 140, 100 + 12 * n, 10) for n in range(3)]
    assert typewritten([lines]) == [False]


def test_nothing_is_nothing() -> None:
    assert typewritten([]) == []
