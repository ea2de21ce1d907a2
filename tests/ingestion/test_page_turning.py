from __future__ import annotations

import pytest

from desktop_app.domain.geometry import as_displayed
from desktop_app.domain.page_content import PageContent
from desktop_app.ingestion.page_analysis import Analyser
from desktop_app.ingestion.page_turning import reading_turn, turned
from tests.ingestion.pages import SENTENCE, PageBuilder


def page() -> PageContent:
    builder = PageBuilder().prose(100, 100, 4).image(150, 200, 450, 400).line(150, 412, "Figure 1: A photo")
    return builder.line(20, 300, "sideways", upright=False, turn=90, width=8.0, tall=60.0).build()


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_sideways_pages_are_read_like_upright_ones(turn: int) -> None:
    content = page()
    sideways = turned(content, 360 - turn)
    assert reading_turn(sideways) == turn
    assert not any(line.upright for line in sideways.lines[:4])
    analyser = Analyser()
    upright = analyser.analyse(content, analyser.profile([content]))
    found = analyser.analyse(sideways, analyser.profile([sideways]))
    assert [(block.kind, block.text) for block in found.blocks] == [(b.kind, b.text) for b in upright.blocks]
    assert [figure.label for figure in found.figures] == ["1"]
    for mine, theirs in zip(found.figures, upright.figures, strict=True):
        assert mine.box == pytest.approx(as_displayed(theirs.box, 600, 800, 360 - turn))


def test_pages_are_upright_without_a_clear_majority() -> None:
    mixed = PageBuilder().line(50, 100, SENTENCE).line(50, 200, SENTENCE, upright=False, turn=90)
    assert reading_turn(mixed.build()) == 0
    assert reading_turn(PageBuilder().build()) == 0


def test_many_sideways_labels_do_not_turn_a_page() -> None:
    plot = PageBuilder().line(50, 500, "Figure 1: Names along an axis")
    for number in range(30):
        plot.line(50 + 10 * number, 200, f"label {number}", upright=False, turn=90, width=8.0, tall=50.0)
    assert reading_turn(plot.build()) == 0


def test_figures_without_caption_and_skipped_graphics_are_turned_back() -> None:
    builder = PageBuilder().image(150, 200, 450, 400).image(20, 20, 30, 30)
    content = builder.line(500, 100, SENTENCE, upright=False, turn=90, width=10.0, tall=400.0).build()
    analyser = Analyser()
    found = analyser.analyse(content, analyser.profile([content]))
    assert reading_turn(content) == 90
    assert [figure.box for figure in found.figures] == [(150, 200, 450, 400)]
    assert [graphic.box for graphic in found.skipped] == [(20, 20, 30, 30)]
