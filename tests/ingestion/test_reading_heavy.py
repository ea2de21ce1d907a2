"""Pages of real PDFs, from the file to blocks in reading order."""

from __future__ import annotations

import pytest

from desktop_app.domain.page_content import TextBlock
from desktop_app.ingestion.page_analysis import Analyser
from desktop_app.pdf.page_reading import read_page

pytestmark = pytest.mark.heavy

WORDS = "the water runs down the hill and turns the wheel of the old mill which grinds the corn"


def blocks_of(*boxes: tuple[tuple[float, float, float, float], str]) -> list[TextBlock]:
    import pymupdf

    with pymupdf.open() as document:
        page = document.new_page(width=600, height=800)
        for place, html in boxes:
            page.insert_htmlbox(pymupdf.Rect(*place), html)
        with pymupdf.open("pdf", document.tobytes()) as read:
            content = read_page(read[0], 1)
    analyser = Analyser()
    return list(analyser.analyse(content, analyser.profile([content])).blocks)


def sentence(first: str) -> str:
    return f"<p style='font-size:11px'>{first} {WORDS} {WORDS} {WORDS}.</p>"


def test_three_columns_under_a_title() -> None:
    columns = [((40 + 180 * n, 120, 200 + 180 * n, 700), sentence(name)) for n, name in enumerate("ABC")]
    found = blocks_of(*reversed(columns), ((40, 40, 560, 90), "<h1>The mill</h1>"))
    assert "".join(block.text[0] for block in found) == "TABC"


def test_a_side_note_does_not_cut_the_text() -> None:
    main = [((200, 100 + 150 * n, 560, 240 + 150 * n), sentence(name)) for n, name in enumerate("ABC")]
    found = blocks_of(((40, 255, 180, 330), "<p style='font-size:9px'>Note: a wheel</p>"), *main)
    texts = "".join(block.text[0] for block in found)
    assert texts.replace("N", "") == "ABC"


def test_chinese_is_joined_without_spaces() -> None:
    text = "水从山上流下来推动老磨坊的轮子磨坊磨玉米然后面粉被送到城里的面包店去做成面包卖给人们吃" * 2
    (block,) = blocks_of(((40, 100, 300, 700), f"<p style='font-size:11px'>{text}</p>"))
    assert block.text == text


def test_hebrew_comes_in_the_order_of_speech() -> None:
    text = "המים יורדים מן ההר ומסובבים את גלגל הטחנה הישנה שטוחנת את התירס"
    found = blocks_of(((310, 60, 550, 400), f"<p dir='rtl' style='direction:rtl'>{text}</p>"))
    assert " ".join(block.text for block in found) == text
