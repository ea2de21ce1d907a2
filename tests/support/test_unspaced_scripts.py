from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.support.unspaced_scripts import by_script, join_texts, pairs, stands_without_blank, word_count


def test_pairs_overlap() -> None:
    assert pairs("离心泵") == ["离心", "心泵"]
    assert pairs("泵") == []


def test_a_word_of_several_scripts_comes_apart() -> None:
    assert list(by_script("CP80的流量Q1")) == [("CP80", False), ("的流量", True), ("Q1", False)]
    assert list(by_script("pump")) == [("pump", False)]
    assert list(by_script("水泵")) == [("水泵", True)]


@given(st.text(alphabet="aZ9 泵ポ펌ปั.。"))
def test_nothing_is_lost_between_scripts(text: str) -> None:
    assert "".join(part for part, _ in by_script(text)) == text


@pytest.mark.parametrize(
    ("sign", "without"), [("泵", True), ("，", True), ("ป", True), ("펌", False), ("a", False), ("", False)]
)
def test_some_signs_are_set_without_blanks(sign: str, without: bool) -> None:
    assert stands_without_blank(sign) is without


def test_texts_are_joined_as_their_scripts_are() -> None:
    assert join_texts(["打开", "阀门。", "pump", "泵"]) == "打开阀门。 pump 泵"
    assert join_texts([]) == ""


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Four bolts hold it – firmly.", 6),
        ("größer als 3 mm", 4),
        ("离心泵依靠叶轮输送液体", 7),
        ("CP80 的流量。", 3),
        ("ポンプを止める", 4),
        ("여과기는 매주 청소합니다.", 3),
        ("ปิดวาล์วน้ำ", 3),
        ("", 0),
    ],
)
def test_words_are_counted_in_any_script(text: str, words: int) -> None:
    assert word_count(text) == words
