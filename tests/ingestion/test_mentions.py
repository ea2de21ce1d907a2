from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.domain.documents import Figure, FigureKind, Passage
from desktop_app.domain.geometry import Box, Region
from desktop_app.ingestion.mentions import find_mentions, label_key


def figure(
    label: str | None, *, page: int = 1, kind: FigureKind = FigureKind.VECTOR, y: float = 300, caption: str = "A pump"
) -> Figure:
    identity = f"{kind.value[0]}{label}@{page}/{y:.0f}"
    return Figure(identity, "d", page, Box(50, y, 500, y + 100), label, caption, kind, "x.png", (1, 1))


def passage(text: str, *, page: int = 1, y: float = 200) -> Passage:
    regions = tuple(Region(page, Box(50, y + 20 * n, 500, y + 20 * n + 15)) for n in range(text.count("\n\n") + 1))
    return Passage("p1", "d", text, regions)


def labels(text: str, figures: list[Figure]) -> list[str]:
    """The labels of the figures that the text refers to."""
    found = find_mentions([passage(text)], figures)
    return [figure.label or "" for figure in figures if figure.id in found]


MANY = [figure(label) for label in ("1", "2", "3", "4", "5", "2.1", "2.2", "2.3", "S1", "A.1", "IV", "3a")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("As Figure 3 shows, it turns.", ["3"]),
        ("It turns (fig. 4).", ["4"]),
        ("See FIGURES 2 and 4 for this.", ["2", "4"]),
        ("See Figs. 3, 4, and 5 for this.", ["3", "4", "5"]),
        ("See Figures 2–4 for this.", ["2", "3", "4"]),
        ("See Figures 2 to 4 for this.", ["2", "3", "4"]),
        ("See Figures 2.1-2.3 for this.", ["2.1", "2.2", "2.3"]),
        ("See Figures 2.1 through 2.3 for this.", ["2.1", "2.2", "2.3"]),
        ("See Figure 2-1 for this.", ["2.1"]),
        ("See Figure 2.2. Then go on.", ["2.2"]),
        ("See Figure 4(b) and Figure 5c here.", ["4", "5"]),
        ("See Figure 3a for this.", ["3a"]),
        ("See Figure S1 for this.", ["S1"]),
        ("See Fig. A.1 for this.", ["A.1"]),
        ("See Plate IV for this.", ["IV"]),
        ("Siehe Abbildung 2 und Abb. 3 dazu.", ["2", "3"]),
        ("Voir les figures 2 et 3 ici.", ["2", "3"]),
        ("См. рис. 2 здесь.", ["2"]),
        ("如图 3 所示，它会转动。", ["3"]),
        ("如图3和图4所示。", ["3", "4"]),
        ("図2、3を参照。", ["2", "3"]),
        ("如图2-图4所示。", ["2", "3", "4"]),
        ("図３、４を参照。", ["3", "4"]),
        ("如图２．１所示。", ["2.1"]),
        ("그림 3과 4를 참고하십시오.", ["3", "4"]),
        ("这代表3个阀门。", []),
        ("This is done first (see 2.1 and 2.2).", ["2.1", "2.2"]),
        ("Siehe auch 2.3 dazu.", ["2.3"]),
        ("See 3 for this, in version 2.1 of it.", []),
        ("See Figure 99 for this.", []),
        ("Configure 3 pumps and go on.", []),
        ("See Figure 2-50 for this.", []),
        ("There are 3 figures here.", []),
        ("See Table 1 for this.", []),
        ("A figure of speech in 3 parts.", []),
    ],
)
def test_references_are_found(text: str, expected: list[str]) -> None:
    assert sorted(labels(text, MANY)) == sorted(expected)


def test_tables_and_figures_are_kept_apart() -> None:
    both = [figure("1"), figure("1", kind=FigureKind.TABLE)]
    assert list(find_mentions([passage("See Table 1 for the sizes.")], both)) == [both[1].id]
    assert list(find_mentions([passage("See Figure 1 for the pump.")], both)) == [both[0].id]
    assert list(find_mentions([passage("见表1所列的尺寸。")], both)) == [both[1].id]


def test_the_paragraph_is_kept_not_the_whole_passage() -> None:
    found = find_mentions([passage("First.\n\nFigure 1 shows the pump at work.\n\nLast.")], [figure("1")])
    ((mention,),) = found.values()
    assert (mention.passage_id, mention.text) == ("p1", "Figure 1 shows the pump at work.")


def test_a_paragraph_counts_once() -> None:
    found = find_mentions([passage("Figure 1 is big. Figure 1 is red. See Figure 1 again.")], [figure("1")])
    assert [len(mentions) for mentions in found.values()] == [1]


@pytest.mark.parametrize(
    ("text", "is_caption"),
    [
        ("Figure 1: A pump with two valves and a tank", True),
        ("Figure 1. A PUMP, with two valves and a tank", True),
        ("Figure 1", True),
        ("Figure 1 shows a pump with two valves.", False),
        ("A pump with two valves and a tank, as in Figure 1.", False),
    ],
)
def test_a_caption_is_no_mention(text: str, is_caption: bool) -> None:
    found = find_mentions([passage(text)], [figure("1", caption="A pump with two valves and a tank")])
    assert (found == {}) is is_caption


def test_of_equal_labels_the_nearest_is_meant() -> None:
    figures = [figure("1", page=2), figure("1", page=9), figure("1", page=20)]
    for page, expected in ((1, 2), (8, 9), (10, 9), (30, 20)):
        (identity,) = find_mentions([passage("See Figure 1 for this.", page=page)], figures)
        assert identity == next(f.id for f in figures if f.page == expected)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The figure below shows it.", "1/500"),
        ("The following figure shows it.", "1/500"),
        ("The figure above shows it.", "1/100"),
        ("The preceding diagram shows it.", "1/100"),
        ("The table above lists it.", None),
        ("See figure 7 below.", None),
    ],
)
def test_figures_are_pointed_at(text: str, expected: str | None) -> None:
    figures = [figure(None, y=100), figure(None, y=500), figure(None, page=2, y=50)]
    found = find_mentions([passage(text, y=300)], figures)
    assert [identity.partition("@")[2] for identity in found] == ([expected] if expected else [])


def test_the_figure_below_may_stand_overleaf_but_not_further() -> None:
    assert find_mentions([passage("The figure below shows it.", page=1)], [figure(None, page=2)])
    assert not find_mentions([passage("The figure below shows it.", page=1)], [figure(None, page=3)])
    assert find_mentions([passage("The table above shows it.", page=2)], [figure(None, kind=FigureKind.TABLE)])


def test_labels_are_compared_by_their_parts() -> None:
    assert label_key(" 3 – 1") == label_key("3.1") == label_key("3-1.")
    assert label_key("S1") == label_key("s1")


@given(st.text() | st.from_regex(r"(Figures?|Tab\.|图) ?[0-9A-Z.,\-– and]*"))
def test_any_text_can_be_read(text: str) -> None:
    find_mentions([passage(text)], MANY)


def test_the_number_of_a_section_is_no_figure() -> None:
    section = Passage("p2", "d", "It turns.", (Region(1, Box(0, 0, 9, 9)),), ("2.1 The pump",))
    assert find_mentions([passage("See 2.1 for this."), section], [figure("2.1")]) == {}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It is in the picture below.", "after"),
        ("It is in the preceding plot.", "before"),
        ("Es steht in der folgenden Abbildung.", "after"),
        ("Es steht in der Abbildung oben.", "before"),
        ("La figure ci-dessous le montre.", "after"),
        ("如下图所示。", "after"),
        ("如上图所示。", "before"),
        ("It is in the figure on the next page.", "overleaf"),
        ("It is in the figure on the previous page.", None),
        ("Use an image below 3 megabytes.", None),
        ("下图 7 是另一个。", None),
    ],
)
def test_words_that_point_at_a_figure(text: str, expected: str | None) -> None:
    places = {"before": figure(None, y=50), "after": figure(None, y=400), "overleaf": figure(None, page=2, y=60)}
    found = find_mentions([passage(text)], list(places.values()))
    assert [name for name, each in places.items() if each.id in found] == ([expected] if expected else [])
