"""The words of a text as evidence: lower case, without the commonest words, endings folded."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

_WORD = re.compile(r"[^\W_]+(?:\.[^\W_]+)*")

_STOP_LIST = """
a about above across after again all almost also am an and any are as at be because been before being between
both but by can could did do does doing done down during each either else ever every few for from further get
gets got had has have having he her here hers him his how however i if in instead into is it its itself just
like made make makes many may me might more most much must my near no nor not of off on once one only onto or
other our out over own per please quite rather same shall she should since so some such tell than that the
their them then there these they this those though through to too under until up upon us use used using very
via was we were what when where whether which while who whom whose why will with within without would you your
yours s t
"""
STOP_WORDS = frozenset(_STOP_LIST.split())
"""Words that say nothing about the subject of a question."""

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
    """The words that carry meaning, folded, in order, repetitions kept."""
    return [fold(word) for word in words(text) if word not in STOP_WORDS]


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
