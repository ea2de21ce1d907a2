from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.domain.geometry import Box
from desktop_app.domain.page_content import DocumentProfile
from desktop_app.ingestion.figure_captioning import Caption, find_captions, is_blocked, pairing_cost, pairings
from desktop_app.ingestion.text_blocks import paragraphs_of
from tests.ingestion.pages import SENTENCE, PageBuilder

CAPTION = Box(100, 400, 300, 412)
coordinate = st.integers(0, 600)
boxes = st.builds(Box.of, coordinate, coordinate, coordinate, coordinate)


def captions(page: PageBuilder) -> list[tuple[str, str]]:
    found = find_captions(paragraphs_of(page.lines), DocumentProfile(body_size=10.0))
    return [(caption.number, caption.text) for caption in found]


@pytest.mark.parametrize(
    ("text", "style", "is_caption"),
    [
        ("Figure 1: x86 code", {}, True),
        ("Figure 1 The window", {}, True),
        ("Figure 1 shows the window", {}, False),
        ("Figure 1", {}, True),
        ("Figure 1 small words", {"size": 8.0}, True),
        ("Figure 1: turned", {"upright": False}, False),
        ("The window", {}, False),
    ],
)
def test_which_paragraphs_are_captions(text: str, style: dict[str, object], is_caption: bool) -> None:
    assert bool(captions(PageBuilder().line(50, 100, text, **style))) == is_caption


def test_long_paragraphs_without_a_sign_are_no_captions() -> None:
    assert captions(PageBuilder().text(50, 100, "Figure 1 quick foxes", *["word " * 10] * 4)) == []
    assert captions(PageBuilder().text(50, 100, "Figure 1 Quick foxes", *["word " * 10] * 4)) == []
    assert len(captions(PageBuilder().text(50, 100, "Figure 1 Quick foxes", *["word " * 10] * 4, bold=True))) == 1


def test_a_list_of_figures_has_no_captions() -> None:
    dotted = (
        PageBuilder()
        .line(50, 100, "Figure 1: The window . . . . . . . . . 12")
        .line(50, 120, "Figure 2: The door ..... 14")
    )
    assert captions(dotted) == []
    plain = PageBuilder()
    for number in range(5):
        plain.line(50, 100 + 20 * number, f"Figure {number}: The window {number + 3}")
    assert captions(plain) == []


def test_a_label_that_stands_alone_takes_the_words_after_it() -> None:
    page = PageBuilder().line(50, 100, "Figure 7", bold=True).text(50, 114, SENTENCE)
    assert captions(page) == [("7", SENTENCE)]
    assert captions(PageBuilder().line(50, 100, "Figure 7:").line(50, 300, SENTENCE)) == [("7", "")]


def test_the_nearest_graphic_on_the_usual_side_costs_least() -> None:
    above, below, far = Box(100, 200, 300, 380), Box(100, 420, 300, 600), Box(400, 200, 420, 250)
    beside = Box(310, 380, 500, 440)
    assert pairing_cost(CAPTION, above, captions_above=False) == 20
    assert pairing_cost(CAPTION, below, captions_above=True) == 8
    assert (pairing_cost(CAPTION, below, captions_above=False) or 0) > 100
    assert pairing_cost(CAPTION, beside, captions_above=False) == 40
    assert (pairing_cost(CAPTION, far, captions_above=False) or 0) > 250


def test_pairs_need_free_sight() -> None:
    figure = Box(100, 100, 300, 300)
    caption = Caption((0,), "1", False, "", CAPTION)
    assert len(pairings([caption], [figure], [], captions_above=False)) == 1
    assert pairings([caption], [figure], [Box(90, 320, 310, 380)], captions_above=False) == []
    other = Caption((1,), "2", False, "", Box(100, 320, 300, 332))
    best = pairings([caption, other], [figure], [], captions_above=False)
    assert [pair.caption for pair in best] == [1]


def test_what_a_part_runs_over_already_blocks_nothing() -> None:
    one, other = Box(0, 0, 100, 100), Box(0, 120, 100, 200)
    assert not is_blocked((one, other), [Box(10, 50, 90, 60)])
    assert is_blocked((one, other), [Box(10, 105, 90, 115)])


@given(boxes, boxes)
def test_costs_are_never_negative(caption: Box, graphic: Box) -> None:
    assert pairing_cost(caption, graphic, captions_above=False) >= 0


@given(boxes, st.lists(boxes, max_size=4))
def test_one_box_is_never_blocked(box: Box, barriers: list[Box]) -> None:
    assert not is_blocked((box,), barriers)


def centred(*texts: str, size: float = 9.0) -> PageBuilder:
    """Lines set in the middle of the page, each in a block of its own, as readers find them."""
    page = PageBuilder()
    for number, text in enumerate(texts):
        page.line(300 - 0.25 * size * len(text), 100 + 1.2 * size * number, text, size)
    return page


def test_the_lines_of_a_centred_caption_belong_together() -> None:
    first, second = "The quick brown fox jumps over the dog", "and runs home again through the deep dark forest that"
    page = centred(f"Figure 2: {first}", second, "lies be-", "hind the hill.")
    assert captions(page) == [("2", f"{first} {second} lies behind the hill.")]


@pytest.mark.parametrize(
    "after",
    [
        lambda page: page.line(201, 130, "Further down", 9.0),
        lambda page: page.line(240, 111, "Not in the middle", 9.0),
        lambda page: page.line(276, 111, "Large words", 14.0),
        lambda page: page.line(250, 111, "Figure 3: Another one", 9.0),
        lambda page: page.line(264, 111, "turned words", 9.0, upright=False),
        lambda page: page.text(100, 111, *[SENTENCE] * 3, size=9.0, width=400),
    ],
)
def test_what_follows_a_caption_and_is_none_of_its_lines(after: Callable[[PageBuilder], PageBuilder]) -> None:
    page = centred("Figure 2: The quick brown fox jumps over")
    assert captions(after(page))[0] == ("2", "The quick brown fox jumps over")


def test_a_caption_has_its_limits() -> None:
    rows = [f"row {number} is in the middle" for number in range(20)]
    texts = ["Figure 2: The quick brown fox jumps over the lazy dog", *rows]
    ((_, text),) = captions(centred(*texts))
    assert text.endswith("row 10 is in the middle")
