from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.ingestion.captions import normalise_number, parse_caption_start


@pytest.mark.parametrize(
    ("text", "number", "rest"),
    [
        ("Figure 3.2: The window", "3.2", "The window"),
        ("图１－２　系统结构", "1-2", "系统结构"),
        ("図１．全体の構成", "1", "全体の構成"),
        ("圖表 3：產量", "3", "產量"),
        ("图3中国地图", "3", "中国地图"),
        ("그림 2 온도와 열림", "2", "온도와 열림"),
        ("Fig. 4. Results", "4", "Results"),
        ("FIG. 5 – Results", "5", "Results"),
        ("Abbildung 2: Ablauf", "2", "Ablauf"),
        ("Abb. 2-3: Ablauf", "2-3", "Ablauf"),
        ("图 3 系统结构", "3", "系统结构"),
        ("图3：系统结构", "3", "系统结构"),
        ("Рис. 7. Схема", "7", "Схема"),
        ("Figure S1. More", "S1", "More"),
        ("Supplementary Figure 2: More", "2", "More"),
        ("Plate II. A bird", "II", "A bird"),
        ("Plate IV", "IV", ""),
        ("Figure A.1: Setup", "A.1", "Setup"),
        ("Figure B: Setup", "B", "Setup"),
        ("Figure 2a: Setup", "2a", "Setup"),
        ("Figure 2(b): Setup", "2b", "Setup"),
        ("Figure 10", "10", ""),
        ("Figure 1 | Overview", "1", "Overview"),
        ("Figure 3. 2D view", "3", "2D view"),
        ("Fig. 2.— A galaxy", "2", "A galaxy"),
        ("Figure 1 (continued): The rest", "1", "The rest"),
        ("图 3（续）：系统结构", "3", "系统结构"),
    ],
)
def test_captions_are_read(text: str, number: str, rest: str) -> None:
    start = parse_caption_start(text)
    assert start is not None
    assert (start.number, start.rest, start.table, start.like_a_sentence) == (number, rest, False, False)


@pytest.mark.parametrize(
    "text",
    [
        "Figure 3 shows the window",
        "图3所示为接线方式。",
        "图3中可以看到阀门。",
        "図7の手順に従って作業してください。",
        "그림 2는 온도와 열림의 관계를 나타낸다.",
        "그림 2에서 볼 수 있다.",
        "Figure 3, on the other hand",
        "Fig. 4 and the text",
        "Figure 3) is an example",
        "Figures 3 and 4 compare",
        "Abbildung 2 zeigt den Ablauf",
    ],
)
def test_sentences_that_mention_a_figure_are_told_from_captions(text: str) -> None:
    start = parse_caption_start(text)
    assert start is not None
    assert start.like_a_sentence
    assert not start.separated


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Figure",
        "The figure 3",
        "Figurehead 3",
        "Figure I draw here",
        "image a",
        "Plate glass",
        "Figure 3xyz",
        "Figured 3",
    ],
)
def test_other_texts_have_no_label(text: str) -> None:
    assert parse_caption_start(text) is None


@pytest.mark.parametrize("text", ["Table 2: Costs", "Tabelle 2: Kosten", "表 2 成本", "Tab. 2. Costs"])
def test_tables_are_told_from_figures(text: str) -> None:
    start = parse_caption_start(text)
    assert start is not None
    assert (start.number, start.table) == ("2", True)


def test_roman_numbers_are_upper_case() -> None:
    assert normalise_number("iv") == "IV"


@given(
    st.lists(st.integers(0, 99), min_size=1, max_size=4),
    st.sampled_from([":", ".", " –"]),
    st.sampled_from(["Figure", "Fig."]),
)
def test_every_number_is_found_as_it_stands(parts: list[int], sign: str, noun: str) -> None:
    number = ".".join(map(str, parts))
    start = parse_caption_start(f"{noun} {number}{sign} Words")
    assert start is not None
    assert (start.number, start.rest, start.separated) == (number, "Words", True)


@given(st.text(max_size=40))
def test_no_text_is_too_odd(text: str) -> None:
    parse_caption_start(text)


@given(st.text(alphabet="0123456789. -–·ivxABab()", max_size=12))
def test_normalising_twice_is_normalising_once(text: str) -> None:
    once = normalise_number(text)
    assert normalise_number(once) == once
