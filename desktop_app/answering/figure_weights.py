"""The numbers of figure ranking, written by `tests/benchmarks/fit_figure_weights.py`; not edited by hand."""

from __future__ import annotations

# Fitted on 116 questions about 12 documents; how well they carry over is printed by the script.
EVIDENCE_WEIGHTS: dict[str, float] = {
    "caption_words": 1.48,
    "inside_words": 1.45,
    "caption_similarity": 2.58,
    "context_similarity": 1.54,
    "mention_tie": 2.17,
    "page_tie": 4.49,
    "document_tie": 1.68,
    "picture_similarity": 0.5,
}
"""What one unit of each kind of evidence adds to a figure's strength."""

SHOW_WEIGHTS: dict[str, float] = {
    "strength": 0.45,
    "lead": 0.93,
    "see": 0.58,
    "relation": -0.11,
    "fact": -0.84,
    "mentioned": 0.47,
    "text_ahead": -0.7,
}
SHOW_INTERCEPT = -3.82
"""Logistic model of "this figure helps with this question"."""

SHOW_THRESHOLDS: dict[str, float] = {
    "few": 0.781,
    "normal": 0.685,
    "many": 0.385,
}
"""The chance a figure needs, by how eagerly figures are to be shown."""
