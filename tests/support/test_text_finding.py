from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.support.text_finding import LONGEST_QUERY, find_in_lines, folded, may_hold


def found(lines: list[str], query: str, most: int = 100) -> list[list[str]]:
    """What is found, as the parts of the lines."""
    hits = find_in_lines(lines, folded(query), most)
    return [[lines[line][first:end] for line, first, end in pieces] for pieces in hits]


@pytest.mark.parametrize(
    ("text", "query", "part"),
    [
        ("The Pump is cooled", "pump", "Pump"),
        ("die GRÖSSE der Straße", "größe", "GRÖSSE"),
        ("die Größe der Strasse", "straße", "Strasse"),
        ("the ﬁrst eﬃcient pump", "efficient", "eﬃcient"),
        ("the ﬁrst", "first", "ﬁrst"),
        ("a café and a cafe\u0301", "CAFE", "café"),
        ("it's “new”", 'it’s "new"', "it's “new”"),
        ("1990–1995", "1990-1995", "1990–1995"),
        ("so\u00adlar", "solar", "so\u00adlar"),
        ("two   spaces", "two spaces", "two   spaces"),
        ("no\u00a0break", "no break", "no\u00a0break"),
        ("中国水泵", "水泵", "水泵"),
        ("见图 3。", "图3", "图 3"),
        ("见图3。", "图 3", "图3"),
        ("目 录", "目录", "目 录"),
        ("使用ＡＢＣ　泵", "abc 泵", "ＡＢＣ　泵"),
    ],
)
def test_words_are_found_as_they_are_read(text: str, query: str, part: str) -> None:
    assert found([text], query)[0] == [part]


def test_a_phrase_is_found_across_lines() -> None:
    lines = ["water of the cooling ", "  circuit is warm"]
    assert found(lines, "Cooling circuit") == [["cooling", "circuit"]]


@pytest.mark.parametrize("query", ["cooling circuit", "cool-ing circuit"])
def test_a_hyphenated_word_is_found_with_and_without_its_hyphen(query: str) -> None:
    lines = ["the cool-", "ing circuit and a well-", "known one"]
    assert found(lines, query)[0][0].startswith("cool")
    assert found(lines, "well-known") == [["well-", "known"]]
    assert found(lines, "wellknown") == [["well", "known"]]


def test_a_dash_at_the_end_of_a_line_is_no_hyphen_where_no_word_goes_on() -> None:
    assert found(["pages 10-", "20 of them"], "10- 20") == [["10-", "20"]]
    assert found(["pages 10-", "20 of them"], "1020") == []


def test_lines_of_ideographs_join_without_a_space() -> None:
    assert found(["冷却水", "回路"], "水回路") == [["水", "回路"]]
    assert found(["打开阀门，", "启动水泵"], "阀门，启动") == [["阀门，", "启动"]]
    assert found(["ปิดวาล์ว", "น้ำ"], "วาล์วน้ำ") == [["วาล์ว", "น้ำ"]]


def test_voiced_kana_are_other_letters() -> None:
    assert found(["かき"], "がき") == []


def test_hits_come_in_order_and_no_more_than_asked_for() -> None:
    assert found(["aa aa aa"], "aa", 2) == [["aa"], ["aa"]]
    assert [hit[0][1] for hit in find_in_lines(["x-y x-", "y"], "x", 9)] == [0, 4]


def test_nothing_is_found_for_nothing() -> None:
    assert found(["text"], "  ") == []
    assert found([], "text") == []
    assert len(folded("x" * 1_000)) == LONGEST_QUERY


words = st.lists(st.text("aäBßﬁ- \u00ad–é中", min_size=1, max_size=12), min_size=1, max_size=6)


@given(words, st.data())
def test_every_part_of_a_line_is_found_again(lines: list[str], data: st.DataObject) -> None:
    line = data.draw(st.sampled_from(lines))
    first = data.draw(st.integers(0, len(line)))
    query = folded(line[first : data.draw(st.integers(first, len(line)))])
    hits = find_in_lines(lines, query, 1_000)
    if query.strip("-"):
        assert hits or not any(folded(line).count(query) for line in lines)
    for pieces in hits:
        assert pieces
        assert all(0 <= first < end <= len(lines[number]) for number, first, end in pieces)
    if hits:
        assert may_hold("\n".join(lines), query), "the quick look must not miss what the exact one finds"
