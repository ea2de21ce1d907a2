from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.domain.geometry import Box
from desktop_app.domain.page_content import BlockKind, DocumentProfile
from desktop_app.ingestion.text_blocks import (
    Paragraph,
    clean_text,
    code_text,
    heading_level,
    join_lines,
    merged_rows,
    paragraphs_of,
    to_block,
)
from tests.ingestion.pages import SENTENCE, PageBuilder

PROFILE = DocumentProfile(body_size=10.0, heading_sizes=(18.0, 13.0))


def paragraphs(page: PageBuilder) -> list[Paragraph]:
    return paragraphs_of(page.lines)


def texts(page: PageBuilder) -> list[str]:
    return [paragraph.text for paragraph in paragraphs(page)]


def block(page: PageBuilder) -> tuple[BlockKind, int]:
    made = to_block(paragraphs(page)[0], PROFILE)
    return made.kind, made.level


@pytest.mark.parametrize(
    ("lines", "joined"),
    [
        (["a recor-", "ding of it"], "a recording of it"),
        (["soft\u00ad", "ware"], "software"),
        (["type-specialised-", "code"], "type-specialised-code"),
        (["the NASA-", "led project"], "the NASA-led project"),
        (["in Trace-", "Monkey"], "in Trace-Monkey"),
        (["x2-", "axis"], "x2-axis"),
        (["a dash -", "here"], "a dash - here"),
        (["图像处", "理系统"], "图像处理系统"),
        (["", "word", ""], "word"),
        (["na¨ıve caf´e", "\ufb01nd o\ufb00er"], "naïve café find offer"),
        (["a\u00a0b\x00\x07", "c\ue000"], "a b c"),
    ],
)
def test_lines_are_joined(lines: list[str], joined: str) -> None:
    assert join_lines(lines) == joined


@given(st.text())
def test_cleaning_twice_is_cleaning_once(text: str) -> None:
    once = clean_text(text)
    assert clean_text(once) == once


@given(st.lists(st.text(alphabet="abc -", max_size=8), max_size=5))
def test_joining_keeps_the_letters(lines: list[str]) -> None:
    def letters(text: str) -> str:
        return text.replace("-", "").replace(" ", "")

    assert letters(join_lines(lines)) == letters("".join(lines))


def test_pieces_of_a_row_are_one_line() -> None:
    page = (
        PageBuilder()
        .line(50, 100, "left")
        .line(75, 100, "right", same=True, bold=True)
        .line(300, 100, "far", same=True)
    )
    page.line(320, 100, "other block").line(320, 110, "below", same=True)
    assert [line.text for line in merged_rows(page.lines)] == ["left right", "far", "other block", "below"]
    turned = PageBuilder().line(50, 100, "one", upright=False).line(65, 100, "two", same=True, upright=False)
    assert len(merged_rows(turned.lines)) == 2


def test_a_block_that_touches_the_one_before_becomes_part_of_it() -> None:
    first = PageBuilder().line(50, 100, "left").lines[0]
    beside = replace(first, text="right", block=first.block + 1, box=first.box._replace(x0=first.box.x1, x1=120.0))
    below = replace(beside, text="below", box=Box(50.0, 112.0, 120.0, 122.0))
    rows = merged_rows([first, beside, below])
    assert [(row.text, row.block) for row in rows] == [("leftright", first.block), ("below", first.block)]


def test_an_indent_begins_a_paragraph() -> None:
    page = PageBuilder().prose(50, 100, 3).line(65, 136, SENTENCE, same=True, width=385)
    page.line(50, 148, SENTENCE, same=True, width=400)
    assert [len(paragraph.lines) for paragraph in paragraphs(page)] == [3, 2]


def test_a_gap_a_size_or_a_font_begins_a_paragraph() -> None:
    page = PageBuilder().prose(50, 100, 3).line(50, 160, SENTENCE, same=True, width=400)
    page.line(50, 172, "code()", same=True, mono=True).line(50, 184, "code()", same=True, mono=True)
    page.line(50, 196, SENTENCE, 12.0, same=True, width=400)
    page.line(50, 100, SENTENCE, 12.0, same=True, width=400)
    assert [len(paragraph.lines) for paragraph in paragraphs(page)] == [3, 1, 2, 1, 1]


def test_bold_after_a_short_line_and_bullets_begin_paragraphs() -> None:
    page = PageBuilder().text(50, 100, "Short title", bold=True).line(50, 112, SENTENCE, same=True, width=400)
    page.line(50, 124, "ends here.", same=True).line(50, 136, "• first", same=True).line(
        50, 148, "Figure 2: Own", same=True
    )
    assert texts(page) == ["Short title", f"{SENTENCE} ends here.", "• first", "Figure 2: Own"]


def test_a_bold_lead_stays_with_its_caption() -> None:
    page = PageBuilder().line(50, 100, "Figure 1. A program whose primes are", width=400, bold=True)
    page.line(50, 112, "initialised to false values", same=True, width=300)
    assert texts(page) == ["Figure 1. A program whose primes are initialised to false values"]


def test_blocks_are_never_joined() -> None:
    page = PageBuilder().prose(50, 100, 2).prose(50, 124, 2)
    assert [len(paragraph.lines) for paragraph in paragraphs(page)] == [2, 2]


def test_a_hanging_line_begins_a_paragraph() -> None:
    page = PageBuilder().line(70, 100, SENTENCE, width=380).line(70, 112, "ends", same=True)
    page.line(50, 124, SENTENCE, same=True, width=400)
    assert [len(paragraph.lines) for paragraph in paragraphs(page)] == [2, 1]


@pytest.mark.parametrize(
    ("text", "style", "kind", "level"),
    [
        ("Introduction", {"size": 18.0}, BlockKind.HEADING, 1),
        ("2.1 Methods", {"size": 13.0}, BlockKind.HEADING, 2),
        ("Methods", {"bold": True}, BlockKind.HEADING, 3),
        ("2.1.3 Methods", {}, BlockKind.HEADING, 3),
        ("2.1 is the number of the next one.", {}, BlockKind.PARAGRAPH, 0),
        ("Small print", {"bold": True, "size": 8.0}, BlockKind.PARAGRAPH, 0),
        ("A sentence.", {"bold": True}, BlockKind.PARAGRAPH, 0),
        ("123", {"bold": True}, BlockKind.PARAGRAPH, 0),
        ("x = 1", {"mono": True}, BlockKind.CODE, 0),
        ("• an item", {}, BlockKind.LIST_ITEM, 0),
        ("3) an item", {}, BlockKind.LIST_ITEM, 0),
        ("1 See the appendix", {"size": 8.0}, BlockKind.FOOTNOTE, 0),
        ("* See the appendix", {"size": 8.0}, BlockKind.FOOTNOTE, 0),
        ("Plain words", {}, BlockKind.PARAGRAPH, 0),
    ],
)
def test_kinds_of_blocks(text: str, style: dict[str, object], kind: BlockKind, level: int) -> None:
    assert block(PageBuilder().line(50, 100, text, **style)) == (kind, level)


def test_a_long_text_is_no_heading() -> None:
    assert heading_level(paragraphs(PageBuilder().text(50, 100, *["word " * 12] * 4, size=18.0))[0], PROFILE) == 0


def test_code_keeps_line_ends_and_indents() -> None:
    page = PageBuilder().text(50, 100, "if x:", mono=True).line(70, 112, "go()", same=True, mono=True)
    assert to_block(paragraphs(page)[0], PROFILE).text == "if x:\n    go()"
    assert code_text([]) == ""
    flat = PageBuilder().line(50, 100, "a", width=0.0)
    assert code_text(flat.lines) == "a"


def test_a_paragraph_knows_its_style() -> None:
    paragraph = paragraphs(PageBuilder().text(50, 100, "bold", "too", bold=True))[0]
    assert paragraph.bold
    assert paragraph.upright
    assert not paragraph.mono
    assert paragraph.size == 10.0
    assert paragraphs_of([]) == []


DENSE = "离心泵依靠叶轮高速旋转产生的离心力输送液体电动机带动"


def wide_lines(*lines: str, x: float = 50.0, step: float = 17.0, **style: object) -> PageBuilder:
    """Lines with half a line between them, each in a block of its own; signs as wide as they are high."""
    page = PageBuilder()
    for number, text in enumerate(lines):
        page.line(x, 100 + step * number, text, width=10.0 * len(text), **style)
    return page


def test_widely_set_lines_of_dense_scripts_are_one_paragraph() -> None:
    page = wide_lines(DENSE, DENSE[:-2], "泵轴一起转动。", DENSE)
    assert texts(page) == [f"{DENSE}{DENSE[:-2]}泵轴一起转动。", DENSE]


def test_the_first_line_may_be_indented() -> None:
    page = PageBuilder().line(70, 100, DENSE[2:], width=240).line(50, 117, "泵轴一起转动。", width=70)
    page.line(50, 140, DENSE, width=10.0 * len(DENSE))
    assert len(texts(page)) == 2


def test_a_korean_word_that_had_no_room_goes_on_below() -> None:
    page = PageBuilder().line(50, 100, "센서가 온도와 습도를 측정하면 제어기가", width=240)
    page.line(50, 117, "목표값과 비교합니다.", width=110).line(
        50, 160, "제어기의 전원은 교류 전원이며 정전에 대비합니다.", width=262
    )
    assert texts(page)[0] == "센서가 온도와 습도를 측정하면 제어기가 목표값과 비교합니다."


@pytest.mark.parametrize(
    "page",
    [
        wide_lines(DENSE, DENSE, step=26.0),
        wide_lines("叶轮", "泵轴"),
        wide_lines(SENTENCE, SENTENCE),
        wide_lines(DENSE, DENSE, upright=False),
        PageBuilder().line(50, 100, DENSE, width=260).line(50, 117, DENSE, bold=True, width=260),
        PageBuilder().line(50, 100, DENSE, width=260).line(50, 117, DENSE, 14.0, width=364),
        PageBuilder().line(50, 100, DENSE, width=260).line(90, 117, DENSE, width=260),
        PageBuilder()
        .line(50, 100, DENSE, width=260)
        .line(50, 117, "叶轮转动。", width=50)
        .line(50, 180, DENSE * 2, width=520),
    ],
)
def test_other_lines_in_blocks_of_their_own_stay_apart(page: PageBuilder) -> None:
    assert len(paragraphs(page)) == len(page.lines)


def test_numbers_in_dense_text_are_joined_without_a_blank() -> None:
    assert join_lines(["超过65", "度时停机，共", "3 次。"]) == "超过65度时停机，共3 次。"
    assert join_lines(["使用", "Python 编程"]) == "使用 Python 编程"
    assert join_lines(["ปิดวาล์ว", "น้ำทันที"]) == "ปิดวาล์วน้ำทันที"
