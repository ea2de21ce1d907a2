"""What was found for a question but does not stand in the answer, and why, so that a reader can look at it."""

from __future__ import annotations

from collections.abc import Sequence

from desktop_app.answering.answer_builder import AnswerBuilder
from desktop_app.answering.citations import source_in
from desktop_app.answering.evidence import Evidence
from desktop_app.answering.figure_ranking import RankedFigure
from desktop_app.answering.figure_weights import SHOW_THRESHOLDS
from desktop_app.answering.options import FigureEagerness
from desktop_app.answering.placement import CERTAIN, figures_to_show
from desktop_app.domain.conversation import Citation, UncitedPassage, UnshownFigure, WhyUnshown
from desktop_app.domain.documents import Passage

PASSAGES_KEPT = 8
"""How many passages without a citation are kept with an answer, at most."""


def unshown_figures(evidence: Evidence, eagerness: FigureEagerness, builder: AnswerBuilder) -> list[UnshownFigure]:
    """The candidates that the answer does not show, best first, each with the reason."""
    return [
        UnshownFigure(
            ranked.figure,
            builder.document(ranked.figure.document_id),
            ranked.score,
            why_unshown(ranked, evidence.figures, eagerness),
        )
        for ranked in evidence.figures
        if ranked.figure.id not in builder.shown
    ]


def why_unshown(ranked: RankedFigure, candidates: Sequence[RankedFigure], eagerness: FigureEagerness) -> WhyUnshown:
    """Why a candidate was not shown; `candidates` are all of them, best first."""
    if eagerness is FigureEagerness.NONE:
        return WhyUnshown.SWITCHED_OFF
    if ranked in figures_to_show(candidates, eagerness):
        return WhyUnshown.NOT_PLACED
    if any(each.score == CERTAIN for each in candidates):
        return WhyUnshown.OTHERS_NAMED
    if ranked in figures_to_show(candidates, FigureEagerness.MANY):
        return WhyUnshown.FEWER_WANTED
    return WhyUnshown.UNLIKELY if ranked.score < SHOW_THRESHOLDS[FigureEagerness.MANY] else WhyUnshown.BEHIND


def uncited_passages(evidence: Evidence, builder: AnswerBuilder) -> list[UncitedPassage]:
    """The passages that no citation of the answer points into, best first, each with its most telling sentence."""
    found: list[UncitedPassage] = []
    for ranked in evidence.passages:
        passage = ranked.passage
        if len(found) < PASSAGES_KEPT and not any(_points_into(each, passage) for each in builder.citations):
            source = source_in(passage, evidence.question.text)
            found.append(UncitedPassage(builder.document(passage.document_id), source.regions, source.quote))
    return found


def _points_into(citation: Citation, passage: Passage) -> bool:
    same = citation.document.id == passage.document_id
    return same and any(region in passage.regions for region in citation.regions)
