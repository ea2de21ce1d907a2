from __future__ import annotations

import itertools
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop_app.answering.figure_ranking import FigureEvidence, RankedFigure
from desktop_app.answering.options import FigureEagerness
from desktop_app.answering.placement import (
    FigurePlacer,
    FinishedParagraph,
    ParagraphFits,
    best_assignment,
    figures_to_show,
)
from desktop_app.answering.retrieval import Searcher
from desktop_app.domain.jobs import CancelToken
from tests.helpers.fake_embedder import FakeTextEmbedder
from tests.helpers.memory_library import LibraryMaker, MemoryLibrary

MATRICES = st.integers(1, 4).flatmap(
    lambda columns: st.lists(
        st.lists(st.integers(-9, 9).map(float), min_size=columns, max_size=columns), min_size=1, max_size=4
    )
)


@settings(deadline=None)
@given(MATRICES)
def test_the_assignment_is_the_best_there_is(scores: list[list[float]]) -> None:
    pairs = best_assignment(scores)
    rows, columns = len(scores), len(scores[0])
    assert len({row for row, _ in pairs}) == len({column for _, column in pairs}) == len(pairs) == min(rows, columns)
    if rows <= columns:
        choices = [zip(range(rows), chosen, strict=True) for chosen in itertools.permutations(range(columns), rows)]
    else:
        choices = [zip(chosen, range(columns), strict=True) for chosen in itertools.permutations(range(rows), columns)]
    best = max(sum(scores[row][column] for row, column in choice) for choice in choices)
    assert sum(scores[row][column] for row, column in pairs) == pytest.approx(best)


def test_nothing_to_assign() -> None:
    assert best_assignment([]) == best_assignment([[]]) == []


@pytest.fixture
def library() -> MemoryLibrary:
    maker = LibraryMaker()
    paper = maker.document("pumps")
    maker.passage(paper, 1, "Figure 1 shows how the pump is wired to the relay.")
    maker.passage(paper, 2, "The valve opens when the pressure falls, as Figure 2 shows.")
    maker.passage(paper, 3, "Nothing is said here of any machine.")
    maker.figure(paper, 1, "1", "Wiring of the pump")
    maker.figure(paper, 2, "2", "The valve and its pressure")
    maker.library.index(FakeTextEmbedder())
    return maker.library


def ranked(library: MemoryLibrary, *scores: float) -> list[RankedFigure]:
    return [
        RankedFigure(figure, score, score, FigureEvidence())
        for figure, score in zip(library.all_figures(), scores, strict=False)
    ]


def placer(library: MemoryLibrary, figures: list[RankedFigure]) -> FigurePlacer:
    searcher = Searcher(library, FakeTextEmbedder())  # type: ignore[arg-type]
    return FigurePlacer(figures, ParagraphFits([each.figure for each in figures], searcher, CancelToken()))


def test_a_paragraph_that_names_a_figure_gets_it_at_once(library: MemoryLibrary) -> None:
    placing = placer(library, ranked(library, 0.9, 0.9))
    placed = placing.paragraph_finished(FinishedParagraph(0, "The valve of Figure 2 opens by its pressure."))
    assert [(each.ranked.figure.label, each.after_paragraph) for each in placed] == [("2", 0)]
    assert [each.ranked.figure.label for each in placing.finish()] == ["1"]
    assert placing.finish() == ()
    assert placing.paragraph_finished(FinishedParagraph(1, "Figure 1")) == ()


def test_what_is_left_goes_to_the_best_paragraphs(library: MemoryLibrary) -> None:
    placing = placer(library, ranked(library, 0.9, 0.9))
    passages = library.passages_held
    for index, passage in enumerate((passages[2], passages[1], passages[0])):
        placing.consider(FinishedParagraph(index, passage.text, (passage,)))
    places = {each.ranked.figure.label: each.after_paragraph for each in placing.finish()}
    assert places == {"1": 2, "2": 1}


def test_more_figures_than_paragraphs_share_one(library: MemoryLibrary) -> None:
    placing = placer(library, ranked(library, 0.9, 0.9))
    placing.paragraph_finished(FinishedParagraph(0, "Words of no machine at all."))
    assert [each.after_paragraph for each in placing.finish()] == [0, 0]


def test_a_figure_placed_by_other_means_is_forgotten(library: MemoryLibrary) -> None:
    placing = placer(library, ranked(library, 0.9))
    placing.consider(FinishedParagraph(0, "The pump."))
    placing.forget(library.all_figures()[0].id)
    assert placing.finish() == ()


def test_no_figures_and_no_paragraphs(library: MemoryLibrary) -> None:
    assert placer(library, []).paragraph_finished(FinishedParagraph(0, "x")) == ()
    assert placer(library, []).consider(FinishedParagraph(0, "x")) == []
    assert placer(library, ranked(library, 0.9)).finish() == ()


def test_eagerness_decides_how_many_are_shown(library: MemoryLibrary) -> None:
    sure = ranked(library, 0.99, 0.98)
    shown = {eagerness: len(figures_to_show(sure, eagerness)) for eagerness in FigureEagerness}
    assert shown[FigureEagerness.NONE] == 0
    assert shown[FigureEagerness.FEW] == 1
    assert shown[FigureEagerness.MANY] == 2
    assert figures_to_show(ranked(library, 0.01), FigureEagerness.MANY) == ()
    assert figures_to_show([], FigureEagerness.NORMAL) == ()


def test_what_the_question_names_is_shown_alone(library: MemoryLibrary) -> None:
    named = ranked(library, 1.0, 0.99)
    assert figures_to_show(named, FigureEagerness.MANY) == (named[0],)


def test_a_figure_far_behind_is_not_shown(library: MemoryLibrary) -> None:
    first, second = ranked(library, 0.99, 0.98)
    behind = replace(second, strength=first.strength - 5)
    assert figures_to_show([first, behind], FigureEagerness.MANY) == (first,)
