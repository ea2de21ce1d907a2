"""Finding the passages an answer rests on: words and vectors, fused.

BM25 and cosine similarity each give a ranked list; the lists are joined by a convex combination of their scores,
normalised per query (Bruch, Gai, Ingber 2023, "An Analysis of Fusion Functions for Hybrid Retrieval").
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import TYPE_CHECKING

from desktop_app.answering.signals import Signal
from desktop_app.answering.text_terms import asked_words, is_unspaced, words
from desktop_app.domain.documents import Passage
from desktop_app.domain.ports import Hit, ImageEmbedder, Library, TextEmbedder
from desktop_app.support.unspaced_scripts import UNSPACED_LETTER

if TYPE_CHECKING:
    import numpy
    from numpy.typing import NDArray

    Vectors = NDArray[numpy.float32]

SEARCH_DEPTH = 60
"""How many hits each way of searching contributes."""
PASSAGES_KEPT = 12
"""How many passages an answer is made from, at most."""
WORD_SHARE = 0.5
"""The weight of BM25 beside the vectors in a passage's score."""
NEAR_DUPLICATE = 0.9
"""Share of common word triples from which two passages count as the same."""
KNOWN_LEAST, KNOWN_WELL = 0.3, 0.6
"""The share of a text that an embedder knows below which its vector says nothing, and above which all it can."""
_SHINGLE = 3
_JOINED_LETTERS = 3


@dataclass(frozen=True, slots=True)
class Searcher:
    """Everything searching needs.

    Attributes:
        documents: ids to search; None is all.
        left_out: signals that are ignored.
    """

    library: Library
    text_embedder: TextEmbedder
    image_embedder: ImageEmbedder | None = None
    documents: frozenset[str] | None = None
    left_out: frozenset[Signal] = field(default_factory=frozenset)

    def uses(self, signal: Signal) -> bool:
        """Whether this kind of evidence counts."""
        return signal not in self.left_out


@dataclass(frozen=True, slots=True)
class RankedPassage:
    """A passage that was found.

    Attributes:
        score: fused, relative to the best passage, which has 1.
        similarity: cosine of question and passage, 0 where it is not known, less where the vector can't be relied on.
    """

    passage: Passage
    score: float
    similarity: float = 0.0


def vector_trust(text: str, embedder: TextEmbedder) -> float:
    """How much the vector of a text can be relied on, 0 to 1: nothing in a script that the embedder only spells."""
    return max(0.0, min(1.0, (embedder.known_share(text) - KNOWN_LEAST) / (KNOWN_WELL - KNOWN_LEAST)))


def passages_by_words(query: str, searcher: Searcher) -> Sequence[Hit]:
    """What the word index has for a query; needs no vector of it."""
    if not searcher.uses(Signal.PASSAGE_WORDS):
        return ()
    return searcher.library.passages_by_text(search_text(query), SEARCH_DEPTH, searcher.documents)


def find_passages(
    query: str,
    vector: Vectors,
    searcher: Searcher,
    *,
    limit: int = PASSAGES_KEPT,
    by_words: Callable[[], Sequence[Hit]] | None = None,
) -> tuple[RankedPassage, ...]:
    """The passages that speak of the query, best first, without near-duplicates among the best.

    Args:
        query: plain words.
        vector: of the query by `searcher.text_embedder`, shape [dimension].
        searcher: the library and what to use of it.
        limit: how many passages at most.
        by_words: gives `passages_by_words` of the query where that is being searched for already.
    """
    library = searcher.library
    by_vector: Sequence[Hit] = ()
    trust = vector_trust(query, searcher.text_embedder) if searcher.uses(Signal.PASSAGE_WORDS) else 1.0
    if searcher.uses(Signal.PASSAGE_VECTORS) and trust:
        by_vector = library.passages_by_vector(vector, searcher.text_embedder.name, SEARCH_DEPTH, searcher.documents)
    similarity = {hit.id: trust * hit.score for hit in by_vector}
    vector_share = trust * (1 - WORD_SHARE)
    hits = by_words() if by_words else passages_by_words(query, searcher)
    fused = fuse((relative_scores(hits), 1 - vector_share), (spread_scores(by_vector), vector_share))
    looked_at = 2 * PASSAGES_KEPT
    ranked = sorted(fused, key=lambda each: (-fused[each], each))[: limit + looked_at]
    passages = {passage.id: passage for passage in library.passages(ranked)}
    found = [
        RankedPassage(passages[each], fused[each], similarity.get(each, 0.0)) for each in ranked if each in passages
    ]
    kept = [*without_near_duplicates(found[:looked_at]), *found[looked_at:]]
    return _relative_to_best(kept[:limit])


def content_words(query: str) -> list[str]:
    """The words of a query that are worth searching for, unfolded; all of them where none is.

    The index folds words itself, so that only the commonest words are taken out here.
    """
    return asked_words(query) or words(query)


def search_text(query: str) -> str:
    """What the word index is asked for: the content words, and neighbours written as one ("time step": "timestep")."""
    kept = content_words(query)
    wanted = set(kept)
    found = words(query)
    joined = [
        first + second
        for first, second in pairwise(found)
        if first in wanted
        and second in wanted
        and min(len(first), len(second)) >= _JOINED_LETTERS
        and not is_unspaced(first + second)
    ]
    return " ".join((*kept, *joined))


def relative_scores(hits: Sequence[Hit]) -> dict[str, float]:
    """BM25 scores as a share of the best, 0 to 1."""
    best = max((hit.score for hit in hits), default=0.0)
    return {hit.id: max(0.0, hit.score) / best for hit in hits} if best > 0 else {}


def spread_scores(hits: Sequence[Hit]) -> dict[str, float]:
    """Similarities stretched so that the best is 1 and the worst of the list 0."""
    if not hits:
        return {}
    best, worst = max(hit.score for hit in hits), min(hit.score for hit in hits)
    if best <= worst:
        return {hit.id: 1.0 for hit in hits}
    return {hit.id: (hit.score - worst) / (best - worst) for hit in hits}


def fuse(*weighted: tuple[Mapping[str, float], float]) -> dict[str, float]:
    """The weighted sum of scores by id; an id that a list lacks has 0 there."""
    fused: dict[str, float] = {}
    for scores, weight in weighted:
        for each, score in scores.items():
            fused[each] = fused.get(each, 0.0) + weight * score
    return fused


def without_near_duplicates(found: Sequence[RankedPassage]) -> list[RankedPassage]:
    """The passages whose words do not nearly all stand in a better one."""
    kept: list[RankedPassage] = []
    seen: list[set[tuple[str, ...]]] = []
    for each in found:
        shingles = _shingles(each.passage.text)
        if any(_share(shingles, other) >= NEAR_DUPLICATE for other in seen):
            continue
        kept.append(each)
        seen.append(shingles)
    return kept


def _shingles(text: str) -> set[tuple[str, ...]]:
    found = UNSPACED_LETTER.sub(r" \g<0> ", text.lower()).split()
    if len(found) < _SHINGLE:
        return {tuple(found)}
    return set(zip(*(found[start:] for start in range(_SHINGLE)), strict=False))


def _share(one: set[tuple[str, ...]], other: set[tuple[str, ...]]) -> float:
    return len(one & other) / len(one)  # iterates over the smaller of the two


def _relative_to_best(found: list[RankedPassage]) -> tuple[RankedPassage, ...]:
    best = max((each.score for each in found), default=0.0)
    return tuple(replace(each, score=each.score / best if best > 0 else 0.0) for each in found)
