"""Questions in a script that the embedder only spells are left to their words."""

from __future__ import annotations

import pytest

from desktop_app.answering.conversation_references import ResolvedQuestion
from desktop_app.answering.evidence import Evidence, find_evidence
from desktop_app.answering.excerpts import choose_excerpts
from desktop_app.answering.figure_ranking import gather_evidence
from desktop_app.answering.placement import FinishedParagraph, ParagraphFits
from desktop_app.answering.retrieval import Searcher, find_passages, vector_trust
from desktop_app.answering.signals import Signal
from desktop_app.domain.jobs import CancelToken
from tests.helpers.fake_embedder import FakeTextEmbedder, hashed_words
from tests.helpers.memory_library import LibraryMaker, MemoryLibrary

QUERY = "启动离心泵的步骤是什么？"


@pytest.fixture
def library() -> MemoryLibrary:
    maker = LibraryMaker()
    pump = maker.document("pump")
    maker.passage(pump, 1, "启动离心泵的步骤如下。先关闭排出侧的闸阀，再接通电源。先关闭排出侧的闸阀，然后接通电源。")
    maker.passage(pump, 2, "轴承每运行两千小时补充一次润滑脂。轴承的温度不得过高。")
    maker.passage(pump, 3, "保修期自出厂之日起计算。铭牌上印有出厂编号。")
    maker.figure(pump, 1, None, "离心泵的启动步骤", nearby="闸阀")
    maker.figure(pump, 2, None, "轴承润滑", nearby="润滑脂")
    maker.figure(pump, 3, None, "", nearby="铭牌")
    maker.library.index(FakeTextEmbedder())
    return maker.library


def searching(library: MemoryLibrary, known: float, *left_out: Signal) -> Searcher:
    embedder = FakeTextEmbedder()
    embedder.known = known
    return Searcher(library, embedder, left_out=frozenset(left_out))  # type: ignore[arg-type]


def evidence(query: str, searcher: Searcher) -> Evidence:
    return find_evidence(ResolvedQuestion(query, query), searcher)


@pytest.mark.parametrize(("known", "trust"), [(0.0, 0.0), (0.3, 0.0), (0.45, 0.5), (0.6, 1.0), (1.0, 1.0)])
def test_trust_grows_with_what_the_embedder_knows(known: float, trust: float) -> None:
    embedder = FakeTextEmbedder()
    embedder.known = known
    assert vector_trust(QUERY, embedder) == pytest.approx(trust)


def test_passages_are_found_by_words_alone(library: MemoryLibrary) -> None:
    vector = hashed_words(QUERY)
    alone = find_passages(QUERY, vector, searching(library, 0.0))
    without = find_passages(QUERY, vector, searching(library, 1.0, Signal.PASSAGE_VECTORS))
    assert [each.passage.id for each in alone] == [each.passage.id for each in without] == ["p1"]
    assert alone[0].similarity == 0.0


def test_what_is_half_known_counts_half(library: MemoryLibrary) -> None:
    vector = hashed_words(QUERY)
    whole = {each.passage.id: each.similarity for each in find_passages(QUERY, vector, searching(library, 1.0))}
    half = {each.passage.id: each.similarity for each in find_passages(QUERY, vector, searching(library, 0.45))}
    assert half == {identity: pytest.approx(similarity / 2) for identity, similarity in whole.items()}


def test_shared_terms_stand_in_for_the_vector_of_a_caption(library: MemoryLibrary) -> None:
    def captions(known: float, *left_out: Signal) -> dict[str, float]:
        searcher = searching(library, known, *left_out)
        passages = find_passages(QUERY, hashed_words(QUERY), searcher)
        found = gather_evidence(QUERY, hashed_words(QUERY), passages, searcher)
        return {figure.id: row.caption_similarity for figure, row in found}

    assert captions(0.0)["f1"] > 0.5
    assert captions(0.0, Signal.CAPTION_VECTORS) == {"f1": 0.0}
    assert set(captions(1.0)) == {"f1", "f2", "f3"}


def test_the_sentences_that_share_words_are_quoted_once(library: MemoryLibrary) -> None:
    searcher = searching(library, 0.0)
    chosen = choose_excerpts(evidence("先关闭排出侧闸阀还是先接通电源？", searcher), searcher, CancelToken())
    assert [each.text for each in chosen] == ["先关闭排出侧的闸阀，再接通电源。"]


@pytest.mark.parametrize("question", ["怎样烤面包最好吃？", "柏林墙是哪一年倒塌的？", "如何申请房屋贷款？"])
def test_what_the_words_do_not_answer_is_not_answered(library: MemoryLibrary, question: str) -> None:
    searcher = searching(library, 0.0)
    assert choose_excerpts(evidence(question, searcher), searcher, CancelToken()) == []


def test_figures_go_where_their_words_are(library: MemoryLibrary) -> None:
    figures = library.figures_held[:2]
    fits = ParagraphFits(figures, searching(library, 0.0), CancelToken())  # type: ignore[arg-type]
    first, second = fits.fits(FinishedParagraph(0, "离心泵的启动步骤如下。"))
    assert first > second == 0.0
    known = ParagraphFits(figures, searching(library, 0.45), CancelToken())  # type: ignore[arg-type]
    assert known.fits(FinishedParagraph(0, "离心泵的启动步骤如下。"))[0] > 0.0
