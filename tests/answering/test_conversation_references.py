from __future__ import annotations

from dataclasses import replace

import pytest

from desktop_app.answering.conversation_references import FigureWish, named_labels, resolve
from desktop_app.domain.conversation import Answer, Conversation, PlacedFigure
from desktop_app.domain.documents import Document, DocumentStatus, Figure, FigureKind
from desktop_app.domain.geometry import Box

PUMPS = Document("d1", "pumps", "The pump manual", "/pumps.pdf", 9, DocumentStatus.READY)
WAVES = Document("d2", "waves", "Waves in water", "/waves.pdf", 9, DocumentStatus.READY)


def figure(name: str, document: Document, label: str | None, caption: str) -> Figure:
    return Figure(name, document.id, 3, Box(0, 0, 9, 9), label, caption, FigureKind.VECTOR, f"{name}.png", (9, 9))


WIRING = PlacedFigure(1, figure("f1", PUMPS, "4", "Wiring of the pump and its relay"), PUMPS, 0)
VALVE = PlacedFigure(2, figure("f2", PUMPS, "7.2", "Cross section of the safety valve"), PUMPS, 1)
SPEED = PlacedFigure(3, figure("f3", WAVES, "11", "Speed of a wave against its depth"), WAVES, 0)


def turn(question: str, *shown: PlacedFigure) -> Answer:
    return Answer(question, ("Text.",), shown, (), "excerpts")


THREE = (turn("How is the pump wired and how does the valve work?", WIRING, VALVE), turn("How fast is a wave?", SPEED))
TWO = THREE[:1]
ONE = (turn("How fast is a wave?", SPEED),)
NONE = (turn("What does the manual say about noise?"),)

DIALOGUES = [
    (THREE, "Vergrößere das zweite Bild", [VALVE], FigureWish.SHOW),
    (THREE, "Zeig die dritte Abbildung noch einmal", [SPEED], FigureWish.SHOW),
    (THREE, "Auf welcher Seite steht das erste Diagramm?", [WIRING], FigureWish.PAGE),
    (THREE, "第二个图放大", [VALVE], FigureWish.SHOW),
    (THREE, "请把第二张图放大一下", [VALVE], FigureWish.SHOW),
    (THREE, "第一個在第幾頁？", [WIRING], FigureWish.PAGE),
    (THREE, "第2张图在哪一页？", [VALVE], FigureWish.PAGE),
    (THREE, "放大最后一张图", [SPEED], FigureWish.SHOW),
    (THREE, "再看一下第一张", [WIRING], FigureWish.SHOW),
    (THREE, "它在哪一页？", [SPEED], FigureWish.PAGE),
    (THREE, "二つ目の図を拡大して", [VALVE], FigureWish.SHOW),
    (THREE, "1番目の図は何ページですか？", [WIRING], FigureWish.PAGE),
    (THREE, "最後の図をもう一度見せてください", [SPEED], FigureWish.SHOW),
    (THREE, "두 번째 그림을 크게 보여 주세요", [VALVE], FigureWish.SHOW),
    (THREE, "첫 번째 그림은 몇 페이지에 있나요?", [WIRING], FigureWish.PAGE),
    (THREE, "마지막 그림을 다시 보여 줘", [SPEED], FigureWish.SHOW),
    (THREE, "第二个步骤是什么？", [], FigureWish.NOTHING),
    (THREE, "第二章讲什么？", [], FigureWish.NOTHING),
    (THREE, "上一个步骤之后做什么？", [], FigureWish.NOTHING),
    (THREE, "两个阀门有什么区别？", [], FigureWish.NOTHING),
    (THREE, "上一张在哪一页？", [VALVE], FigureWish.PAGE),
    (THREE, "比较这两张图", [VALVE, SPEED], FigureWish.NOTHING),
    (THREE, "その図は何ページですか？", [SPEED], FigureWish.PAGE),
    (THREE, "二つ目の手順を教えてください", [], FigureWish.NOTHING),
    (THREE, "두 번째 단계는 무엇인가요?", [], FigureWish.NOTHING),
    (THREE, "Enlarge the second one.", [VALVE], FigureWish.SHOW),
    (THREE, "enlarge the first figure", [WIRING], FigureWish.SHOW),
    (THREE, "Zoom in on the third image please", [SPEED], FigureWish.SHOW),
    (THREE, "Show me the last one again", [SPEED], FigureWish.SHOW),
    (THREE, "make the 2nd picture bigger", [VALVE], FigureWish.SHOW),
    (THREE, "Show the first two again", [WIRING, VALVE], FigureWish.SHOW),
    (THREE, "Show the last two figures again.", [VALVE, SPEED], FigureWish.SHOW),
    (THREE, "Open image 2 again", [VALVE], FigureWish.SHOW),
    (THREE, "Could you enlarge picture #1?", [WIRING], FigureWish.SHOW),
    (THREE, "Which page is that chart from?", [SPEED], FigureWish.PAGE),
    (THREE, "Which page is the first one from?", [WIRING], FigureWish.PAGE),
    (THREE, "What page is the second figure on?", [VALVE], FigureWish.PAGE),
    (THREE, "On which page does the valve drawing stand?", [VALVE], FigureWish.PAGE),
    (THREE, "Which document is the wiring diagram from?", [WIRING], FigureWish.PAGE),
    (THREE, "Where is that figure from?", [SPEED], FigureWish.PAGE),
    (THREE, "Where does figure 7.2 come from?", [VALVE], FigureWish.PAGE),
    (THREE, "Where can I find it?", [SPEED], FigureWish.PAGE),
    (THREE, "Enlarge figure 4", [WIRING], FigureWish.SHOW),
    (THREE, "enlarge Fig. 11", [SPEED], FigureWish.SHOW),
    (THREE, "Enlarge figure 2", [VALVE], FigureWish.SHOW),
    (THREE, "Enlarge the picture of the valve", [VALVE], FigureWish.SHOW),
    (THREE, "zoom into the relay wiring", [WIRING], FigureWish.SHOW),
    (THREE, "Show the chart from the waves paper again", [SPEED], FigureWish.SHOW),
    (THREE, "Enlarge it", [SPEED], FigureWish.SHOW),
    (THREE, "Can you show it again?", [SPEED], FigureWish.SHOW),
    (THREE, "Compare it with figure 4", [SPEED, WIRING], FigureWish.NOTHING),
    (THREE, "How does it differ from the second one?", [SPEED, VALVE], FigureWish.NOTHING),
    (THREE, "Compare the first one with the third one", [WIRING, SPEED], FigureWish.NOTHING),
    (THREE, "Compare figures 4 and 7.2", [WIRING, VALVE], FigureWish.NOTHING),
    (THREE, "What does that chart say about depth?", [SPEED], FigureWish.NOTHING),
    (THREE, "What is the unit in this plot?", [SPEED], FigureWish.NOTHING),
    (THREE, "What is on the first picture?", [WIRING], FigureWish.NOTHING),
    (TWO, "Enlarge both", [WIRING, VALVE], FigureWish.SHOW),
    (TWO, "Show them again", [WIRING, VALVE], FigureWish.SHOW),
    (TWO, "Compare them", [WIRING, VALVE], FigureWish.NOTHING),
    (TWO, "Compare these two figures", [WIRING, VALVE], FigureWish.NOTHING),
    (TWO, "Which pages are these from?", [WIRING, VALVE], FigureWish.PAGE),
    (TWO, "Enlarge the last figure", [VALVE], FigureWish.SHOW),
    (ONE, "Enlarge this figure", [SPEED], FigureWish.SHOW),
    (ONE, "Which page is it from?", [SPEED], FigureWish.PAGE),
    ((*ONE, *NONE), "Enlarge it", [SPEED], FigureWish.SHOW),
    (ONE, "Show them again", [SPEED], FigureWish.SHOW),
    (ONE, "Enlarge the ninth one", [], FigureWish.SHOW),
    (ONE, "What is figure 99?", [], FigureWish.NOTHING),
    (NONE, "Enlarge it", [], FigureWish.SHOW),
    (NONE, "Which page is that chart from?", [], FigureWish.NOTHING),
    (THREE, "How is a bearing greased?", [], FigureWish.NOTHING),
    (THREE, "What happens first when the motor starts in the cold?", [], FigureWish.NOTHING),
    (THREE, "Why does it need oil?", [], FigureWish.NOTHING),
    ((), "Enlarge the second one", [], FigureWish.SHOW),
    (NONE, "Which page is the second figure from?", [], FigureWish.SHOW),
    (NONE, "Enlarge the picture of the valve", [], FigureWish.NOTHING),
    (NONE, "Enlarge figure 4", [], FigureWish.NOTHING),
    (NONE, "What is the second step?", [], FigureWish.NOTHING),
    (THREE, "Compare the first one with the wiring of ordinary houses", [WIRING], FigureWish.NOTHING),
    (TWO, "What do they say about rainfall, seeds and harvests?", [], FigureWish.NOTHING),
    (TWO, "Do both engines need oil?", [], FigureWish.NOTHING),
    (TWO, "Where is the safety valve?", [], FigureWish.NOTHING),
    (TWO, "Show me how the pump is wired", [], FigureWish.NOTHING),
    (TWO, "On which page is the greasing of bearings described?", [], FigureWish.NOTHING),
    (THREE, "What does the curve say about depth?", [SPEED], FigureWish.NOTHING),
    (THREE, "What happens in the first minute?", [], FigureWish.NOTHING),
    (ONE, "the previous one", [SPEED], FigureWish.NOTHING),
    (ONE, "Vergrößere das Bild", [SPEED], FigureWish.SHOW),
    (ONE, "Wo steht es?", [SPEED], FigureWish.PAGE),
]


@pytest.mark.parametrize(("turns", "question", "figures", "wish"), DIALOGUES)
def test_dialogues(turns: tuple[Answer, ...], question: str, figures: list[PlacedFigure], wish: FigureWish) -> None:
    resolved = resolve(question, Conversation(list(turns)))
    assert [placed.number for placed in resolved.figures] == [placed.number for placed in figures]
    assert resolved.wish is wish


def test_the_other_one_is_the_one_not_spoken_of() -> None:
    conversation = Conversation([*TWO, turn("Which page is the first one from?", WIRING)])
    resolved = resolve("And the other one?", conversation)
    assert resolved.figures == (VALVE,)
    assert resolved.wish is FigureWish.PAGE


def test_naming_another_figure_repeats_the_wish() -> None:
    conversation = Conversation([*THREE, turn("Enlarge the second one", VALVE)])
    resolved = resolve("and the first one?", conversation)
    assert (resolved.figures, resolved.wish) == ((WIRING,), FigureWish.SHOW)


def test_the_other_one_in_a_full_question_is_no_wish() -> None:
    conversation = Conversation([*TWO, turn("Which page is the first one from?", WIRING)])
    resolved = resolve(
        "What materials and tools would a mechanic need for repairing the pump of the other figure", conversation
    )
    assert (resolved.figures, resolved.wish) == ((VALVE,), FigureWish.NOTHING)


def test_a_figure_shown_twice_counts_once() -> None:
    conversation = Conversation([*TWO, turn("Enlarge the first one", replace(WIRING, after_paragraph=0))])
    assert resolve("Enlarge the first one and figure 4", conversation).figures == (WIRING,)


def test_numbers_not_shown_before_are_labels_to_look_for() -> None:
    resolved = resolve("What does figure 3.2 show?", Conversation())
    assert resolved.labels == ("3.2",)
    assert resolved.figures == ()


@pytest.mark.parametrize(
    ("question", "labels"),
    [
        ("Figures 2 and 3.1 differ", ("2", "3.1")),
        ("see fig. S1, please", ("S1",)),
        ("Table 4 and Fig. 4", ("4",)),
        ("Compare figure 1 with figure 2", ("1", "2")),
        ("a figure of 3 people", ()),
    ],
)
def test_named_labels(question: str, labels: tuple[str, ...]) -> None:
    assert named_labels(question) == labels


def test_a_follow_up_searches_with_the_question_before() -> None:
    resolved = resolve("And for the diesel engine?", Conversation(list(ONE)))
    assert resolved.search == "How fast is a wave? And for the diesel engine?"
    assert resolved.text == "And for the diesel engine?"


def test_a_follow_up_of_a_follow_up_keeps_the_subject() -> None:
    conversation = Conversation([turn("How does the aphid infestation spread?"), turn("and over time?")])
    assert "aphid" in resolve("why?", conversation).search


def test_a_question_of_its_own_is_searched_alone() -> None:
    question = "How is the bearing of the large motor greased in winter?"
    assert resolve(question, Conversation(list(THREE))).search == question


def test_a_question_about_a_figure_searches_its_caption() -> None:
    assert "Speed of a wave" in resolve("What does that chart say?", Conversation(list(ONE))).search
