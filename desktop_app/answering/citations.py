"""From words of an answer to the place in a document that says so."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from desktop_app.answering.sentences import split_sentences
from desktop_app.answering.text_terms import coverage, rarity, terms
from desktop_app.domain.documents import Passage
from desktop_app.domain.geometry import Region

ATTRIBUTED = 0.4
"""The share of a paragraph's telling words that a passage must hold to be its source."""
LONGEST_QUOTE = 300


@dataclass(frozen=True, slots=True)
class Source:
    """Where a statement comes from: boxes, best first, and the words that say it."""

    regions: tuple[Region, ...]
    quote: str


def paragraphs_of(passage: Passage) -> list[str]:
    """The paragraphs of a passage; paragraph i stands at `passage.regions[i]`."""
    return passage.text.split("\n\n")


def region_of(passage: Passage, paragraph: int) -> Region:
    """Where a paragraph of a passage stands."""
    return passage.regions[min(paragraph, len(passage.regions) - 1)]


def source_in(passage: Passage, statement: str) -> Source:
    """The paragraph of a passage that speaks most of a statement, and the sentence of it."""
    paragraphs = paragraphs_of(passage)
    wanted = terms(statement)
    best = max(range(len(paragraphs)), key=lambda each: (coverage(wanted, terms(paragraphs[each])), -each))
    sentences = split_sentences(paragraphs[best]) or [paragraphs[best]]
    quote = max(sentences, key=lambda sentence: coverage(wanted, terms(sentence)))
    return Source((region_of(passage, best),), shortened(quote))


def best_source(statement: str, passages: Sequence[Passage]) -> int | None:
    """Which passage (from 0) a paragraph without citations rests on; None where none holds enough of its words."""
    wanted = terms(statement)
    held = [terms(passage.text) for passage in passages]
    weights = rarity([*held, wanted])
    scores = [coverage(wanted, each, weights) for each in held]
    if not scores or max(scores) < ATTRIBUTED:
        return None
    return scores.index(max(scores))


def shortened(quote: str) -> str:
    """A quote, cut at a word where it is very long."""
    return quote if len(quote) <= LONGEST_QUOTE else quote[:LONGEST_QUOTE].rsplit(" ", 1)[0] + " …"
