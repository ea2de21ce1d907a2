"""The numbers of figure ranking, written by `tests/benchmarks/fit_figure_weights.py`; not edited by hand."""

from __future__ import annotations

# Fitted on 116 questions about 12 documents; how well they carry over is printed by the script.
EVIDENCE_WEIGHTS: dict[str, float] = {
    "caption_words": 1.45,
    "inside_words": 1.44,
    "caption_similarity": 2.2,
    "context_similarity": 1.52,
    "mention_tie": 2.24,
    "page_tie": 4.59,
    "document_tie": 1.71,
    "picture_similarity": 0.5,
}
"""What one unit of each kind of evidence adds to a figure's strength."""

SHOW_WEIGHTS: dict[str, float] = {
    "strength": 0.58,
    "lead": 0.82,
    "see": 0.79,
    "relation": 0.11,
    "fact": -0.95,
}
SHOW_INTERCEPT = -5.21
"""Logistic model of "this figure helps with this question"."""

SHOW_THRESHOLDS: dict[str, float] = {
    "few": 0.805,
    "normal": 0.767,
    "many": 0.729,
}
"""The chance a figure needs, by how eagerly figures are to be shown."""
