from __future__ import annotations

import pytest

from desktop_app.answering.conversation_references import named_labels
from desktop_app.answering.follow_ups import follow_up, leans
from desktop_app.answering.reference_words import AskedWords


@pytest.mark.parametrize(
    "question",
    [
        "离心泵的结构是什么？",
        "轴承多久加一次润滑脂？",
        "電池的電壓如何變化？",
        "ミルクはどうやって泡立てますか？",
        "除石の手順を教えてください",
        "온실은 어떻게 구성되어 있나요?",
        "其他的阀门有哪些型号？",
        "この装置の最大圧力は？",
    ],
)
def test_a_whole_question_stands_for_itself(question: str) -> None:
    assert not leans(question)
    assert follow_up(question, "怎样启动离心泵？", "怎样启动离心泵？").search == question


@pytest.mark.parametrize(
    ("question", "turns_away"),
    [
        ("那电机呢？", True),
        ("为什么？", False),
        ("它的功率是多少？", False),
        ("圧力は？", True),
        ("なぜ？", False),
        ("그럼 난방은요?", True),
        ("왜?", False),
    ],
)
def test_a_follow_up_leans_on_the_question_before(question: str, turns_away: bool) -> None:
    base = "怎样启动离心泵？"
    found = follow_up(question, base, base)
    assert found.search == f"{base} {question}"
    assert found.turns_away is turns_away


def test_a_question_in_words_and_what_it_is_about() -> None:
    assert AskedWords("它的功率是多少？").tokens == ("它", "的", "功率是", "多少")
    assert AskedWords("它的功率是多少？").subject == ("功率",)
    assert AskedWords("它的功率？").has_pronoun


@pytest.mark.parametrize(
    ("question", "labels"),
    [
        ("图3和图 4 有什么区别？", ("3", "4")),
        ("请看图１－２。", ("1-2",)),
        ("図2を見せて", ("2",)),
        ("그림 3과 4를 보여 주세요", ("3", "4")),
        ("圖1-1、1-2", ("1-1", "1-2")),
        ("表 2 里的数值", ("2",)),
        ("这代表3个阀门", ()),
        ("Что показано на рис. 3?", ("3",)),
        ("Que montre la figure 2 ?", ("2",)),
    ],
)
def test_figures_are_named_by_number(question: str, labels: tuple[str, ...]) -> None:
    assert named_labels(question) == labels


@pytest.mark.parametrize(
    ("base", "question", "search"),
    [
        ("水泵的温度是多少？", "那电机呢？", "的温度是多少？ 那电机呢？"),
        ("怎样测量水泵的温度？", "电机呢？", "怎样的温度？ 电机呢？"),
        ("ポンプの温度はどのくらいですか？", "モーターは？", "の温度はどのくらいですか？ モーターは？"),
        ("펌프의 온도는 얼마인가요?", "모터는요?", "의 온도는 얼마인가요? 모터는요?"),
        ("怎样启动离心泵？", "那电机呢？", "怎样启动离心泵？ 那电机呢？"),
    ],
)
def test_what_takes_the_place_of_another_is_not_searched_beside_it(base: str, question: str, search: str) -> None:
    assert follow_up(question, base, base).search == search
