from __future__ import annotations

import pytest

from desktop_app.answering.figure_ranking import FigureEvidence, RankedFigure
from desktop_app.answering.figure_search import LEAST_SIMILARITY, find_figures, fits_words
from desktop_app.answering.retrieval import Searcher
from desktop_app.domain.documents import Figure, FigureKind
from desktop_app.domain.errors import Cancelled
from desktop_app.domain.geometry import Box
from desktop_app.domain.jobs import CancelToken
from tests.answering.test_answer import library as library  # noqa: PLC0414 - a fixture
from tests.helpers.fake_embedder import FakeTextEmbedder
from tests.helpers.memory_library import MemoryLibrary


def test_figures_are_found_by_their_words(library: MemoryLibrary) -> None:
    searcher = Searcher(library, FakeTextEmbedder())  # type: ignore[arg-type]
    found = find_figures("safety valve", searcher, limit=3, cancel=CancelToken())
    assert found[0].figure.caption == "Cross section of the safety valve"
    assert fits_words(found[0])
    assert len(found) <= 3


def test_a_search_is_ended_by_the_next(library: MemoryLibrary) -> None:
    cancel = CancelToken()
    cancel.cancel()
    with pytest.raises(Cancelled):
        find_figures("valve", Searcher(library, FakeTextEmbedder()), limit=3, cancel=cancel)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("evidence", "fits"),
    [
        (FigureEvidence(caption_words=0.2), True),
        (FigureEvidence(inside_words=0.2), True),
        (FigureEvidence(nearby_words=0.2), True),
        (FigureEvidence(context_similarity=LEAST_SIMILARITY), True),
        (FigureEvidence(caption_similarity=LEAST_SIMILARITY - 0.01, page_tie=1.0, best_tie=1.0), False),
    ],
)
def test_what_only_stands_near_does_not_fit(evidence: FigureEvidence, fits: bool) -> None:
    figure = Figure("f", "d", 1, Box(0, 0, 1, 1), None, "", FigureKind.VECTOR, "f.png", (1, 1))
    assert fits_words(RankedFigure(figure, 0.5, 1.0, evidence)) is fits
