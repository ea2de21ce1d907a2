from __future__ import annotations

import pytest

from desktop_app.answering.figure_ranking import FigureEvidence, RankedFigure
from desktop_app.answering.figure_weights import CLOSE_BEHIND, SHOW_THRESHOLDS
from desktop_app.answering.options import AnswerOptions, FigureEagerness
from desktop_app.answering.unused_evidence import PASSAGES_KEPT, why_unshown
from desktop_app.domain.conversation import WhyUnshown
from desktop_app.domain.documents import Figure, FigureKind
from desktop_app.domain.geometry import Box
from tests.answering.test_answer import WIRING, asked, finished
from tests.answering.test_answer import library as library  # noqa: PLC0414 - a fixture
from tests.helpers.memory_library import MemoryLibrary

LIKELY = SHOW_THRESHOLDS["normal"] + 0.01
FAR = CLOSE_BEHIND["many"] + 0.1


def ranked(name: str, score: float, strength: float) -> RankedFigure:
    figure = Figure(name, "d", 1, Box(0, 0, 1, 1), None, "", FigureKind.VECTOR, f"{name}.png", (1, 1))
    return RankedFigure(figure, score, strength, FigureEvidence())


@pytest.mark.parametrize(
    ("eagerness", "candidates", "place", "why"),
    [
        ("none", [(0.9, 5.0)], 0, WhyUnshown.SWITCHED_OFF),
        ("normal", [(LIKELY, 5.0)], 0, WhyUnshown.NOT_PLACED),
        ("few", [(LIKELY, 5.0)], 0, WhyUnshown.FEWER_WANTED),
        ("normal", [(0.99, 5.0), (LIKELY, 5.0 - CLOSE_BEHIND["many"])], 1, WhyUnshown.FEWER_WANTED),
        ("normal", [(0.99, 5.0), (LIKELY, 5.0 - FAR)], 1, WhyUnshown.BEHIND),
        ("normal", [(0.1, 5.0), (0.05, 4.0)], 1, WhyUnshown.UNLIKELY),
        ("many", [(1.0, 5.0), (0.9, 5.0)], 1, WhyUnshown.OTHERS_NAMED),
    ],
)
def test_why_a_figure_is_not_shown(
    eagerness: str, candidates: list[tuple[float, float]], place: int, why: WhyUnshown
) -> None:
    found = [ranked(f"f{number}", *pair) for number, pair in enumerate(candidates)]
    assert why_unshown(found[place], found, FigureEagerness(eagerness)) is why


def test_an_answer_carries_what_was_found_but_not_used(library: MemoryLibrary) -> None:
    whole = finished(asked(library, WIRING, options=AnswerOptions(eagerness=FigureEagerness.NONE)))
    assert whole.figures == ()
    assert {each.why for each in whole.unshown} == {WhyUnshown.SWITCHED_OFF}
    assert all(each.document.id == each.figure.document_id for each in whole.unshown)
    cited = {region for citation in whole.citations for region in citation.regions}
    assert 0 < len(whole.uncited) <= PASSAGES_KEPT
    assert not any(region in cited for each in whole.uncited for region in each.regions)
    assert all(each.quote for each in whole.uncited)
