"""The numbers of figure ranking, written by `tests/benchmarks/fit_figure_weights.py`; not edited by hand."""

from __future__ import annotations

EVIDENCE_WEIGHTS: dict[str, float] = {
    "caption_words": 1.2,
    "inside_words": 1.2,
    "caption_similarity": 2.4,
    "context_similarity": 1.8,
    "picture_similarity": 0.5,
    "mention_tie": 2.0,
    "page_tie": 2.8,
    "document_tie": 1.6,
}
SHOW_WEIGHTS: dict[str, float] = {"strength": 0.6, "lead": 0.8, "see": 0.7, "relation": 0.8, "fact": -1.2}
SHOW_INTERCEPT = -4.0
SHOW_THRESHOLDS: dict[str, float] = {"few": 0.65, "normal": 0.5, "many": 0.3}
