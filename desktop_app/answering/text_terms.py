"""The words of a text as evidence: lower case, without the commonest words, endings folded.

Scripts without blanks have no words to be found by rule: a run of their letters is a word here, and its terms are its
pairs of letters.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

from desktop_app.answering.stop_words import ENGLISH, stop_words
from desktop_app.answering.unspaced_words import telling_pairs, telling_pieces
from desktop_app.support.unspaced_scripts import MARKS, UNSPACED_RUN, by_script, pairs

_LETTERS = rf"(?:[^\W_]|[{MARKS}])+"
_WORD = re.compile(rf"{_LETTERS}(?:\.{_LETTERS})*")

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
    """Every word in lower case, in order; a run of letters of a script without blanks is one."""
    found = [word.lower() for word in _WORD.findall(text)]
    if UNSPACED_RUN.search(text) is None:
        return found
    return [part.strip(".") for word in found for part, _ in by_script(word) if part != "."]


def is_unspaced(word: str) -> bool:
    """Whether one of `words` is a run of letters of a script without blanks."""
    return UNSPACED_RUN.match(word) is not None


def terms(text: str) -> list[str]:
    """The words of a text that carry meaning in English, folded, in order, repetitions kept; runs as their pairs."""
    return [term for word in words(text) if word not in ENGLISH for term in _terms_of(word)]


def _terms_of(word: str) -> list[str]:
    return (pairs(word) or [word]) if is_unspaced(word) else [fold(word)]


def asked_words(question: str) -> list[str]:
    """The words of a question in any language that carry meaning, in order, repetitions kept.

    Of a run of letters of a script without blanks, the pieces between its function words.
    """
    found = words(question)
    without = stop_words(found)
    return [
        part
        for word in found
        if word not in without
        for part in (telling_pieces(word) if is_unspaced(word) else [word])
    ]


def asked_terms(question: str) -> list[str]:
    """The words of a question in any language that carry meaning, folded; pieces of runs as the pairs that tell."""
    return [term for word in asked_words(question) for _, term in searched_terms(word)]


def searched_terms(word: str) -> list[tuple[str, str]]:
    """One of `asked_words` as it is searched for, in one part or more, each with the term that it is compared as."""
    return [(pair, pair) for pair in telling_pairs(word)] if is_unspaced(word) else [(word, fold(word))]


def rarity(texts: Iterable[Sequence[str]]) -> dict[str, float]:
    """How much each term tells within a set of texts: the BM25 inverse document frequency, above 0."""
    count = 0
    frequency: Counter[str] = Counter()
    for text in texts:
        count += 1
        frequency.update(set(text))
    return {term: math.log(1 + (count - n + 0.5) / (n + 0.5)) for term, n in frequency.items()}


def likeness(one: Iterable[str], other: Iterable[str]) -> float:
    """The cosine of two sets of terms, 0 to 1: what stands in for that of vectors where these say nothing."""
    first, second = set(one), set(other)
    return len(first & second) / math.sqrt(len(first) * len(second)) if first and second else 0.0


def coverage(wanted: Sequence[str], found: Iterable[str], weights: Mapping[str, float] | None = None) -> float:
    """The share of the wanted terms that were found, 0 to 1, weighted where weights are given."""
    present = set(found)
    if any(len(term) == 1 and is_unspaced(term) for term in wanted):
        present.update(sign for term in tuple(present) if is_unspaced(term) for sign in term)
    total = matched = 0.0
    for term in set(wanted):
        weight = 1.0 if weights is None else weights.get(term, max(weights.values(), default=1.0))
        total += weight
        matched += weight if term in present else 0.0
    return matched / total if total else 0.0
