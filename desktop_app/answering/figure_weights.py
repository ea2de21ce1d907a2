"""The numbers of figure ranking, fitted by `tests/benchmarks/fit_figure_weights.py`; do not edit by hand."""

from __future__ import annotations

EVIDENCE_WEIGHTS: dict[str, float] = {
    "caption_words": 0.6,
    "mention_words": 0.4,
    "inside_words": 0.1,
    "heading_words": 0.2,
    "nearby_words": 0.3,
    "caption_similarity": 2.0,
    "context_similarity": 1.2,
    "picture_similarity": 0.5,
    "mention_tie": 0.5,
    "page_tie": 0.5,
}
"""What one unit of each kind of evidence adds to a figure's strength."""

SHOW_WEIGHTS: dict[str, float] = {
    "strength": 2.0,
    "lead": 1.0,
    "intercept": -4.5,
}
"""Logistic model of "this figure helps this question"."""

SHOW_THRESHOLDS: dict[str, float] = {"few": 0.65, "normal": 0.5, "many": 0.3}
"""The chance a figure needs, by how eagerly figures are to be shown."""
