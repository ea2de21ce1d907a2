"""The numbers of figure ranking, written by `tests/benchmarks/fit_figure_weights.py`; not edited by hand."""

from __future__ import annotations

# Fitted on 116 questions about 12 documents; how they carry over is printed by the script.
EVIDENCE_WEIGHTS: dict[str, float] = {
    "caption_words": 1.23,
    "inside_words": 1.41,
    "caption_similarity": 1.89,
    "context_similarity": 0.4,
    "mention_tie": 1.91,
    "page_tie": 2.0,
    "best_tie": 2.09,
    "section_tie": 1.62,
    "document_tie": 0.87,
    "table": -1.75,
    "picture_similarity": 0.5,
}
"""What one unit of each kind of evidence adds to a figure's strength."""

SHOW_WEIGHTS: dict[str, float] = {
    "strength": 0.156,
    "lead": 0.378,
    "see": 0.242,
    "relation": 0.172,
    "fact": -0.798,
    "visual": 1.605,
    "table": -1.56,
    "figure_share": 0.702,
    "text_share": -1.339,
}
SHOW_INTERCEPT = 0.287
"""Logistic model of "this figure helps with this question"."""

SHOW_THRESHOLDS: dict[str, float] = {
    "few": 0.806,
    "normal": 0.744,
    "many": 0.658,
}
"""The chance the best figure needs, by how eagerly figures are to be shown."""

CLOSE_BEHIND: dict[str, float] = {
    "none": 0.0,
    "few": 0.0,
    "normal": 0.1,
    "many": 0.6,
}
"""How far behind the best one's strength a further figure may be."""

FORM_DIRECTIONS: dict[str, tuple[float, tuple[str, ...]]] = {
    "all-MiniLM-L6-v2-8199be6f-384": (
        0.13161,
        (
            "OirXn+ir5SR0JCEf0SgpoX8tM6z+K72ma6jDq10tLKRisLSsGarPKDktna7NrNMoUJ72LMGqaB+iKYKsf6z7pEeosC2UsT+u",
            "VS+aMGExwat2J38pACiiLJOUoSvbqPoss60ssD6warOSrP8uuK0lNG6l6qZ/MXQt0SvKLAUq7i+erFqoaqgQnOClTrMgLMIt",
            "jawrs1EskLOPJMskP7EDodopsTGcrz4tSaxQrRMkVKr5sj+iL6Rqrb6znakHKzSpmyoPrOYu7KvQK4qoQSfxKc0sRC2fF/Uu",
            "YyuJL0Ygiq02p7QtzKqBrRuuYKbQohYn7qllLkuoSSSYKj0xv60AgHspa6zfrcgagySrKCCqSa0SKiow0a/AnBoXxjD/Jney",
            "069vLHex2C3JsaQxTydGoKIpBiPgrcglC7SxptaoByd/rI6Z1an+o3kwUqMGLHMqLq/Brg+obSwGsAsoF62hpGkvpaHxq3Go",
            "qS0dqW0tBjA+qzIxg6yiLgksViEGq7Osly2OL7mtsyq8LNstmqkZLaMvdDGvIw4wHa+yLdyh+Sz7qsOsay7Pr16wFSkTMHGy",
            "sSIQrmCuNS7FMVyhahQAgLWvxKYere+nJSYIK5UqiTPKrugxQbCOL+O0CSwqILSvdjSRMUAo5K37JP8v9LAtsWCfeiSPp+ul",
            "lp4OqDkpBKauKP0k4K6NL0SxEbJELu6waq1rq4UqgrN2LsYww6m4MVe08CpsI5UyjSJjKhaona0Co6SuWLEQJ4KYJKpqqYMo",
            "0C2mK4cqe7TEL/GsGSyfqgmx0rDnLJmuqiv3qjop5atqoFatajDvqqSzvCnNr1srOSotKwCswyzksO+xGi8AgOwtWipyJqcp",
            "c6xwK0coxS2NrK+sCrBYphypOqxfLH4z0LANMEwv6a+NIHuhYSzeLZquhi/Mqf8tBRxyLsEs4Kz9KdOoIy+coDawgqMcMIQq",
            "VCg8stUkyil4nfshlzJGMG8o+a/UK/gtnSyQrdKuqK0BogCpODDlLMEpECgzLKku",
        ),
    ),
}
"""By embedder: the middle, and the direction towards questions that a figure answers, float16 in base64."""
