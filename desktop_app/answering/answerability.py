"""Whether the documents answer a question at all.

Three signs are weighed by a logistic model: how near the nearest passage is, how near the nearest sentence is, and how
much of what the question is about stands in the passages that were found, rare words counting most. It was fitted on
116 questions that 12 documents answer and 60 that they do not (`tests/benchmarks/data/off_topic.txt`).
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from desktop_app.answering.retrieval import RankedPassage, Searcher, content_words
from desktop_app.answering.text_terms import asked_terms, coverage, searched_terms, terms

PASSAGE_WEIGHT, SENTENCE_WEIGHT, WORDS_WEIGHT, INTERCEPT = 11.9, 9.0, 5.5, -13.0
BEST_ALONE_WEIGHT, WORDS_ALONE_WEIGHT, ALONE_INTERCEPT = 12.0, 2.0, -4.2
"""The same where vectors say nothing: what the best passage says, and what all say together."""
LEAST_CHANCE = 0.4
"""From here on a question counts as answered."""
ALL_SAID = 0.8
"""A passage that says so much of a question answers it, however its vector lies: names and codes have no good one."""
_DEPTH = 500
"""Words that stand in so many passages are common, and need not be counted further."""
_MOST_WORDS = 16


def word_weights(query: str, searcher: Searcher) -> dict[str, float]:
    """How much each term of a query tells, by the number of passages that hold it: its inverse document frequency.

    A word that stands nowhere weighs most, since a question is about its rarest words.
    """
    library = searcher.library
    total = sum(document.passages for document in library.documents()) or _DEPTH
    weights: dict[str, float] = {}
    found = [(word, term) for each in content_words(query) for word, term in searched_terms(each)]
    for word, term in dict.fromkeys(found[:_MOST_WORDS]):
        held = len(library.passages_by_text(word, _DEPTH, searcher.documents))
        weights[term] = max(weights.get(term, 0.0), math.log1p(total / (1 + held)))
    return weights


def is_answered(
    query: str,
    passages: Sequence[RankedPassage],
    sentence_similarity: float,
    weights: dict[str, float],
    *,
    trust: float = 1.0,
) -> bool:
    """Whether passages answer a question.

    Args:
        query: the question, with what it leaves unsaid.
        passages: those found for it.
        sentence_similarity: the cosine of the question and the sentence nearest to it.
        weights: of the query's terms, as `word_weights` gives them.
        trust: how much the cosines can be relied on, 0 to 1; as far as they can't, the words decide alone.
    """
    wanted = asked_terms(query)
    held = [set(terms(f"{' '.join(each.passage.heading_path)} {each.passage.text}")) for each in passages]
    best = max((coverage(wanted, each, weights) for each in held), default=0.0)
    if best >= ALL_SAID:
        return True
    nearest = max((each.similarity for each in passages), default=0.0)
    said = coverage(wanted, set[str]().union(*held), weights)
    with_vectors = PASSAGE_WEIGHT * nearest + SENTENCE_WEIGHT * sentence_similarity + WORDS_WEIGHT * said + INTERCEPT
    by_words = BEST_ALONE_WEIGHT * best + WORDS_ALONE_WEIGHT * said + ALONE_INTERCEPT
    strength = trust * with_vectors + (1.0 - trust) * by_words
    return 1 / (1 + math.exp(-strength)) >= LEAST_CHANCE
