from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from desktop_app.domain.conversation import FIGURE_SCHEME, Answer, Conversation, PlacedFigure, figure_markdown
from desktop_app.domain.documents import Document, DocumentStatus, Figure, FigureKind
from desktop_app.domain.geometry import Box

DOCUMENT = Document("d1", "pumps", "Pumps", "/pumps.pdf", 9, DocumentStatus.READY)


def placed(number: int, after_paragraph: int, caption: str = "A pump.") -> PlacedFigure:
    figure = Figure(f"f{number}", "d1", 1, Box(0, 0, 1, 1), str(number), caption, FigureKind.RASTER, "a.png", (10, 10))
    return PlacedFigure(number, figure, DOCUMENT, after_paragraph)


def answer(paragraphs: tuple[str, ...], *figures: PlacedFigure) -> Answer:
    return Answer("How?", paragraphs, figures, (), "excerpts")


def test_figures_stand_after_their_paragraphs() -> None:
    shown = answer(("First [1].", "Second."), placed(1, 0), placed(2, 1), placed(3, 1))
    assert shown.markdown == (
        "First [1].\n\n![Figure 1: A pump.](figure:f1)\n\n"
        "Second.\n\n![Figure 2: A pump.](figure:f2)\n\n![Figure 3: A pump.](figure:f3)"
    )


def test_an_answer_of_nothing_is_empty() -> None:
    assert answer(()).markdown == ""


def test_figures_are_counted_over_the_whole_conversation() -> None:
    conversation = Conversation([answer(("One.",), placed(1, 0)), answer(("Two.",), placed(2, 0))])
    assert [shown.number for shown in conversation.figures_shown] == [1, 2]
    assert Conversation().figures_shown == ()


@given(st.text())
def test_no_caption_breaks_out_of_its_image(caption: str) -> None:
    markdown = figure_markdown(placed(1, 0, caption).figure)
    whole = re.fullmatch(r"!\[((?:\\[\\\[\]]|[^\\\[\]])*)\]\((.*)\)", markdown)
    assert whole is not None
    assert whole[2] == f"{FIGURE_SCHEME}f1"
    assert len(markdown.splitlines()) == 1
