"""The answer without a language model: the sentences of the documents that answer, verbatim and cited."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy

from desktop_app.answering.answerability import is_answered, word_weights
from desktop_app.answering.citations import paragraphs_of
from desktop_app.answering.evidence import Evidence
from desktop_app.answering.retrieval import RankedPassage, Searcher, vector_trust
from desktop_app.answering.sentences import asks, is_whole, split_sentences
from desktop_app.answering.text_terms import asked_terms, coverage, likeness, rarity, terms
from desktop_app.domain.documents import Passage
from desktop_app.domain.jobs import CancelToken
from desktop_app.support.unspaced_scripts import UNSPACED_LETTER, word_count

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Vectors = NDArray[numpy.float32]

NOTHING_FOUND = "Nothing in your documents answers this."
MOST_WORDS = 150
MOST_SENTENCES = 6
PASSAGES_READ = 8
SENTENCES_READ = 40
"""How many sentences are compared with the question by their vectors; the best by words."""
WORTH = 0.62
"""A further sentence needs this share of the best one's score."""
ALIKE = 0.85
"""Cosine from which two sentences say the same."""
_SIMILARITY_SHARE, _WORDS_SHARE, _PASSAGE_SHARE = 0.6, 0.1, 0.3
_CAPTION = re.compile(
    r"^(?:fig(?:ure|\.)?|tab(?:le|\.)?|listing|algorithm|[图圖図表]|그림|표)\s*[\dA-Z][\w.\-]*\s*[:.：．–-]",
    re.IGNORECASE,
)
_FEWEST_WORDS, _MOST_WORDS_OF_ONE = 5, 60
_LETTERS = 0.72
_SHORT_WORD, _TITLE_SHARE = 3, 0.7
_REFERENCE_ENTRY = re.compile(
    r"^[\"“][^\"”]*[\"”]$|\b\d+\s?[–-]\s?\d+\.$|\b(?:volume|vol\.|pp\.)\s?\d+|\bdoi:|\bISBN\b", re.IGNORECASE
)
_LIST_MARK = re.compile(r"^(?:[•▪◦*‣·–—-]\s+)+")
_ITEM_NUMBER = re.compile(r"^\(?(?:\d{1,2}|[a-z])[.)]\s+")
_BEGINS = re.compile(r"[\"'“”„«»‘’(（「『《〈【¿¡]*(?:[^\W\d_]|\d+(?![\d,;)]|[^\W\d_]{3}))")
"""A letter, or a number that is no mark of a footnote and no end of what stood before."""
_BETWEEN_CELLS = " | "
_LEADS_ON = (":", "：")


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A sentence of a passage.

    Attributes:
        paragraph: of the passage, from 0.
        position: of the sentence in the passage, from 0.
    """

    text: str
    passage: Passage
    paragraph: int
    position: int
    score: float = 0.0


def choose_excerpts(evidence: Evidence, searcher: Searcher, cancel: CancelToken) -> list[Excerpt]:
    """The sentences that answer, in reading order, documents with the best sentence first; often fewer than allowed.

    Raises:
        Cancelled: the user stopped it.
    """
    candidates = _by_words(evidence)
    if not candidates:
        return []
    cancel.raise_if_cancelled()
    query = evidence.question.search
    trust = vector_trust(query, searcher.text_embedder)
    vectors = searcher.text_embedder.embed_passages([each.text for each in candidates], cancel)
    similarities = trust * (vectors @ evidence.vector)
    if not is_answered(
        query,
        evidence.passages[:PASSAGES_READ],
        float(similarities.max()),
        word_weights(query, searcher),
        trust=trust,
    ):
        return []
    quotable = [n for n, each in enumerate(candidates) if _is_quotable(each)] or list(range(len(candidates)))
    candidates, vectors, similarities = [candidates[n] for n in quotable], vectors[quotable], similarities[quotable]
    wanted = asked_terms(query)
    held = [terms(each.text) for each in candidates]
    weights = rarity([*held, wanted])
    shares = [coverage(wanted, each, weights) for each in held]
    relevance = {each.passage.id: each.score for each in evidence.passages}
    words_share = _WORDS_SHARE + (1.0 - trust) * _SIMILARITY_SHARE
    scores = [
        _SIMILARITY_SHARE * float(similarity)
        + words_share * share
        + _PASSAGE_SHARE * relevance.get(each.passage.id, 0.0)
        for each, similarity, share in zip(candidates, similarities, shares, strict=True)
    ]
    alike = trust * (vectors @ vectors.T)
    if trust < 1.0:
        alike += (1.0 - trust) * numpy.array([[likeness(one, other) for other in held] for one in held])
    return _in_reading_order(_chosen(candidates, scores, alike), searcher)


def _by_words(evidence: Evidence) -> list[Excerpt]:
    """The readable sentences of the best passages, as many as are worth embedding."""
    wanted = asked_terms(evidence.question.search)
    found: list[tuple[float, int, Excerpt]] = []
    for ranked in evidence.passages[:PASSAGES_READ]:
        for excerpt in _sentences(ranked):
            share = coverage(wanted, terms(excerpt.text))
            found.append((-(share + ranked.score), len(found), excerpt))
    found.sort(key=lambda each: each[:2])
    unique = {" ".join(terms(each[2].text)): each[2] for each in reversed(found)}
    return list(reversed(unique.values()))[:SENTENCES_READ]


def _sentences(ranked: RankedPassage) -> list[Excerpt]:
    found = []
    position = 0
    for number, paragraph in enumerate(paragraphs_of(ranked.passage)):
        for whole in split_sentences(paragraph):
            sentence = _LIST_MARK.sub("", whole)
            if is_readable(sentence):
                found.append(Excerpt(sentence, ranked.passage, number, position))
            position += 1
    return found


def is_readable(sentence: str) -> bool:
    """Whether this is a whole sentence of prose: no question, caption, heading, or fragment."""
    count = word_count(sentence)
    if not _FEWEST_WORDS <= count <= _MOST_WORDS_OF_ONE or _CAPTION.match(sentence):
        return False
    if not is_whole(sentence) or asks(sentence) or sentence[0].islower():
        return False
    if _REFERENCE_ENTRY.search(sentence) or _title_case(sentence):
        return False
    letters = sum(character.isspace() or unicodedata.category(character)[0] in "LM" for character in sentence)
    dense = len(UNSPACED_LETTER.findall(sentence))  # one of these says as much as two of ours
    return letters + dense >= _LETTERS * (len(sentence) + dense)


def _is_quotable(excerpt: Excerpt) -> bool:
    """Whether it can stand in an answer; captions and rows of tables are shown with their figures and tables."""
    if _BETWEEN_CELLS in excerpt.text:
        return False
    in_caption = _CAPTION.match(paragraphs_of(excerpt.passage)[excerpt.paragraph]) is not None
    return not in_caption and can_stand_alone(excerpt.text)


def can_stand_alone(sentence: str) -> bool:
    """Whether a readable sentence begins as sentences do, and not only leads on to what stands behind it.

    Code, the rest of a line, and "The model is solved with:" are near to a question, but nothing to quote.
    """
    match = _BEGINS.match(_ITEM_NUMBER.sub("", sentence))
    return match is not None and not match.group()[-1].islower() and not sentence.endswith(_LEADS_ON)


def _title_case(sentence: str) -> bool:
    """Whether nearly every longer word is capitalised, as in titles and reference lists."""
    longer = [word for word in sentence.split()[1:] if len(word) > _SHORT_WORD and word[0].isalpha()]
    return len(longer) > 1 and sum(word[0].isupper() for word in longer) >= _TITLE_SHARE * len(longer)


def _chosen(candidates: Sequence[Excerpt], scores: Sequence[float], alike: Vectors) -> list[Excerpt]:
    """Takes sentences by score while they are worth it, leaving out those that repeat one taken.

    Args:
        candidates: the sentences.
        scores: of each.
        alike: how much two of them say the same, shape [len(candidates), len(candidates)].
    """
    best = max(scores)
    taken: list[int] = []
    count = 0
    for each in sorted(range(len(candidates)), key=lambda number: (-scores[number], number)):
        length = word_count(candidates[each].text)
        if scores[each] < WORTH * best or len(taken) == MOST_SENTENCES:
            break
        if taken and (count + length > MOST_WORDS or float(alike[taken, each].max()) >= ALIKE):
            continue
        taken.append(each)
        count += length
    return [
        Excerpt(c.text, c.passage, c.paragraph, c.position, scores[each]) for each in taken for c in (candidates[each],)
    ]


def _in_reading_order(chosen: Sequence[Excerpt], searcher: Searcher) -> list[Excerpt]:
    best: dict[str, float] = {}
    for each in chosen:
        document = each.passage.document_id
        best[document] = max(best.get(document, 0.0), each.score)
    order = _PageOrder(searcher)
    return sorted(
        chosen,
        key=lambda each: (-best[each.passage.document_id], each.passage.page, order.place(each.passage), each.position),
    )


class _PageOrder:
    """The places of passages on their pages, each page asked for once."""

    def __init__(self, searcher: Searcher) -> None:
        self._library = searcher.library
        self._places: dict[tuple[str, int], dict[str, int]] = {}

    def place(self, passage: Passage) -> int:
        key = (passage.document_id, passage.page)
        if key not in self._places:
            on_page = self._library.page_passages(*key)
            self._places[key] = {each.id: number for number, each in enumerate(on_page)}
        return self._places[key].get(passage.id, 0)
