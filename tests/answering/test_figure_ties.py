"""The ties of figures to passages are what their definition says, on random documents."""

from __future__ import annotations

import random

import pytest

from desktop_app.answering.figure_ranking import PAGE_SHARES, FigureEvidence, gather_evidence
from desktop_app.answering.retrieval import RankedPassage, Searcher
from desktop_app.domain.documents import Figure, Mention
from tests.helpers.fake_embedder import FakeTextEmbedder, hashed_words
from tests.helpers.memory_library import LibraryMaker

HEADINGS = [(), ("One",), ("One", "Two")]


def tied_by_definition(figure: Figure, found: list[RankedPassage]) -> tuple[float, ...]:
    own = [each for each in found if each.passage.document_id == figure.document_id]
    ids = {mention.passage_id for mention in figure.mentions}
    mention = max((each.score for each in found if each.passage.id in ids), default=0.0)
    page = max(
        (
            share * each.score
            for each in own
            for region in each.passage.regions
            for away, share in PAGE_SHARES.items()
            if region.page == figure.page + away
        ),
        default=0.0,
    )
    same = [each.score for each in own if figure.heading_path and each.passage.heading_path == figure.heading_path]
    squares = sum(each.score**2 for each in found)
    document = sum(each.score**2 for each in own) / squares if squares else 0.0
    return mention, page, max(mention, page), max(same, default=0.0), document


def ties(evidence: FigureEvidence) -> tuple[float, ...]:
    return (
        evidence.mention_tie,
        evidence.page_tie,
        evidence.best_tie,
        evidence.section_tie,
        evidence.document_tie,
    )


@pytest.mark.parametrize("seed", range(6))
def test_ties_are_those_of_their_definition(seed: int) -> None:
    chance = random.Random(seed)
    maker = LibraryMaker()
    documents = [maker.document("pumps"), maker.document("wells")]
    for _ in range(30):
        headings = chance.choice(HEADINGS)
        maker.passage(chance.choice(documents), chance.randint(1, 9), "A pump.", headings=headings)
    ids = [each.id for each in maker.library.passages_held]
    for _ in range(20):
        mentions = tuple(Mention(chance.choice(ids), "A pump.") for _ in range(chance.randint(0, 2)))
        headings = chance.choice(HEADINGS)
        page = chance.randint(1, 9)
        maker.figure(chance.choice(documents), page, None, "A pump", mentions=mentions, heading_path=headings)
    maker.library.index(FakeTextEmbedder())
    chosen = chance.sample(maker.library.passages_held, 12 if seed else 0)
    found = [RankedPassage(each, chance.random()) for each in chosen]
    searcher = Searcher(maker.library, FakeTextEmbedder())  # type: ignore[arg-type]
    rows = gather_evidence("pump", hashed_words("pump"), found, searcher)
    assert len(rows) == 20
    for figure, evidence in rows:
        assert ties(evidence) == pytest.approx(tied_by_definition(figure, found))
