"""The words of a text as evidence: lower case, without the commonest words, endings folded."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

from desktop_app.answering.stop_words import ENGLISH, stop_words

_WORD = re.compile(r"[^\W_]+(?:\.[^\W_]+)*")

_ENDINGS = (
    "ization",
    "isation",
    "ations",
    "ation",
    "ments",
    "ment",
    "ings",
    "ing",
    "edly",
    "ed",
    "ies",
    "es",
    "ly",
    "s",
)
_SHORTEST_STEM = 3


@lru_cache(maxsize=1 << 16)
def fold(word: str) -> str:
    """A word without its commonest English ending, so that "plots", "plotted" and "plotting" meet."""
    for ending in _ENDINGS:
        stem = word[: -len(ending)]
        if word.endswith(ending) and len(stem) >= _SHORTEST_STEM and not word.endswith("ss"):
            if ending == "ies":
                return stem + "y"
            if len(stem) > _SHORTEST_STEM and stem[-1] == stem[-2] and stem[-1] not in "ls":
                stem = stem[:-1]
            return stem.removesuffix("e")
    return word.removesuffix("e") if len(word) > _SHORTEST_STEM + 1 else word


def words(text: str) -> list[str]:
    """Every word in lower case, in order."""
    return [word.lower() for word in _WORD.findall(text)]


def terms(text: str) -> list[str]:
    """The words of an English text that carry meaning, folded, in order, repetitions kept."""
    return [fold(word) for word in words(text) if word not in ENGLISH]


def asked_words(question: str) -> list[str]:
    """The words of a question in any language that carry meaning, in order, repetitions kept."""
    found = words(question)
    without = stop_words(found)
    return [word for word in found if word not in without]


def asked_terms(question: str) -> list[str]:
    """The words of a question in any language that carry meaning, folded."""
    return [fold(word) for word in asked_words(question)]


def rarity(texts: Iterable[Sequence[str]]) -> dict[str, float]:
    """How much each term tells within a set of texts: the BM25 inverse document frequency, above 0."""
    count = 0
    frequency: Counter[str] = Counter()
    for text in texts:
        count += 1
        frequency.update(set(text))
    return {term: math.log(1 + (count - n + 0.5) / (n + 0.5)) for term, n in frequency.items()}


def coverage(wanted: Sequence[str], found: Iterable[str], weights: Mapping[str, float] | None = None) -> float:
    """The share of the wanted terms that were found, 0 to 1, weighted where weights are given."""
    present = set(found)
    total = matched = 0.0
    for term in set(wanted):
        weight = 1.0 if weights is None else weights.get(term, max(weights.values(), default=1.0))
        total += weight
        matched += weight if term in present else 0.0
    return matched / total if total else 0.0
