from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.answering.question_form import QuestionForm, question_form
from desktop_app.answering.text_terms import asked_terms, asked_words, coverage, likeness, terms, words
from desktop_app.answering.unspaced_words import is_function_word, split_run, telling_pairs


@pytest.mark.parametrize(
    ("question", "telling"),
    [
        ("离心泵的工作原理是什么？", ["离心泵", "工作原理是"]),
        ("请问CP80的额定流量是多少", ["cp80", "额定流量是"]),
        ("標的物在哪裡", ["標的物在"]),
        ("使用目的是什么", ["使用目的是"]),
        ("圧力はどのように変化しますか？", ["圧力は", "変化"]),
        ("ねじを締める", ["ねじ", "締める"]),
        ("여과기는 얼마나 자주 청소해야 하나요?", ["여과기는", "자주", "청소해야"]),
        ("온실에서 온도가 올라가나요", ["온실", "온도가", "올라가"]),
        ("ปั๊มทำงานอย่างไร", ["ปั๊มทำงาน"]),
        ("पंप कैसे चलता है", ["पंप", "कैसे", "चलता", "है"]),
    ],
)
def test_function_words_are_cut_out_of_a_question(question: str, telling: list[str]) -> None:
    assert asked_words(question) == telling


@pytest.mark.parametrize(
    ("piece", "kept"),
    [
        ("工作原理", ["工作", "作原", "原理"]),
        ("水泵和阀门", ["水泵", "阀门"]),
        ("饱和度", ["饱和", "和度"]),
        ("온도가", ["온도"]),
        ("泵", ["泵"]),
        ("ねじ", ["ねじ"]),
        ("はがして", ["はが", "がし", "して"]),
    ],
)
def test_pairs_with_a_joining_sign_count_where_nothing_else_stands_for_the_other(piece: str, kept: list[str]) -> None:
    assert telling_pairs(piece) == kept


def test_text_and_question_meet_in_pairs() -> None:
    assert terms("叶轮由电机带动") == ["叶轮", "轮由", "由电", "电机", "机带", "带动"]
    assert coverage(asked_terms("叶轮是怎么带动的？"), terms("叶轮由电机带动。")) == 1.0


def test_a_single_sign_is_found_in_any_pair() -> None:
    assert asked_terms("泵的油") == ["泵", "油"]
    assert coverage(["泵", "油"], terms("离心泵和 pump")) == 0.5


def test_words_of_two_scripts_are_apart() -> None:
    assert words("CP80的 v1.2.泵 the") == ["cp80", "的", "v1.2", "泵", "the"]


def test_likeness_is_the_cosine_of_sets() -> None:
    assert likeness(["a", "b"], ["b", "c"]) == 0.5
    assert likeness([], ["a"]) == 0.0


def test_function_words_are_known() -> None:
    assert is_function_word("什么")
    assert is_function_word("어떻게")
    assert is_function_word("は")
    assert not is_function_word("水泵")


@given(st.text(alphabet="离心泵的是什么ポンプはのを펌프는어떻게", min_size=1))
def test_cutting_a_run_loses_nothing_but_korean_endings(run: str) -> None:
    assert run.startswith("".join(split_run(run)))


@pytest.mark.parametrize(
    ("question", "form"),
    [
        ("风速计长什么样子？", QuestionForm(see=1.0)),
        ("流量和扬程有什么关系？", QuestionForm(relation=1.0)),
        ("轴承多久加一次油？", QuestionForm(fact=1.0)),
        ("給水口の様子を見せて", QuestionForm(see=1.0)),
        ("圧力はどう変化しますか？", QuestionForm(relation=1.0)),
        ("なぜ止まるのですか？", QuestionForm(fact=1.0)),
        ("배선도를 보여 주세요", QuestionForm(see=1.0)),
        ("온도에 따라 무엇이 달라지나요?", QuestionForm(relation=1.0)),
        ("언제 교체합니까?", QuestionForm(fact=1.0)),
    ],
)
def test_the_form_of_a_question(question: str, form: QuestionForm) -> None:
    assert question_form(question) == form
