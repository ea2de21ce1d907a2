from __future__ import annotations

import base64
from dataclasses import replace
from typing import Any

import numpy
import pytest

from desktop_app.answering.conversation_references import ResolvedQuestion
from desktop_app.answering.evidence import find_evidence, without_copies
from desktop_app.answering.excerpts import can_stand_alone, choose_excerpts, is_readable
from desktop_app.answering.figure_ranking import FigureEvidence, RankedFigure, gather_evidence, rank_figures
from desktop_app.answering.figure_weights import FORM_DIRECTIONS
from desktop_app.answering.markdown_text import escaped
from desktop_app.answering.question_form import QuestionForm, question_form
from desktop_app.answering.retrieval import (
    RankedPassage,
    Searcher,
    content_words,
    find_passages,
    search_text,
    spread_scores,
    without_near_duplicates,
)
from desktop_app.answering.signals import Signal
from desktop_app.domain.documents import FigureKind
from desktop_app.domain.jobs import CancelToken
from desktop_app.domain.ports import Hit, VectorField
from tests.helpers.fake_embedder import FakeTextEmbedder, hashed_words
from tests.helpers.memory_library import LibraryMaker, MemoryLibrary

QUERY = "How is the pump wired to the relay?"


@pytest.fixture
def maker() -> LibraryMaker:
    maker = LibraryMaker()
    pumps = maker.document("pumps")
    maker.passage(pumps, 1, "The pump is wired to the relay by cables, as Figure 1 shows.", headings=("Wiring",))
    maker.passage(pumps, 2, "The valve opens under pressure.")
    maker.passage(
        pumps, 3, "THE PUMP is wired to the relay by cables, as Figure 1 shows.", headings=("Appendix of more",)
    )
    maker.figure(pumps, 1, "1", "Wiring of pump and relay", heading_path=("Wiring",))
    maker.figure(pumps, 2, None, "", nearby="The pump and the relay", file="same.png")
    maker.figure(pumps, 7, "7", "Something else altogether")
    return maker


def searcher(library: MemoryLibrary, *left_out: Signal, **more: Any) -> Searcher:
    return Searcher(library, FakeTextEmbedder(), left_out=frozenset(left_out), **more)  # type: ignore[arg-type]


def indexed(maker: LibraryMaker) -> MemoryLibrary:
    maker.library.index(FakeTextEmbedder())
    return maker.library


def found(library: MemoryLibrary, *left_out: Signal) -> list[str]:
    return [each.passage.id for each in find_passages(QUERY, hashed_words(QUERY), searcher(library, *left_out))]


def test_near_duplicates_are_collapsed_and_the_best_scores_one(maker: LibraryMaker) -> None:
    ranked = find_passages(QUERY, hashed_words(QUERY), searcher(indexed(maker)))
    assert [each.passage.id for each in ranked] == ["p1", "p2"]
    assert ranked[0].score == 1.0
    assert ranked[0].similarity > ranked[1].similarity


def test_words_and_vectors_can_each_be_left_out(maker: LibraryMaker) -> None:
    library = indexed(maker)
    assert found(library, Signal.PASSAGE_WORDS)[0] in ("p1", "p3")
    assert found(library, Signal.PASSAGE_VECTORS) == ["p1"]
    assert found(library, Signal.PASSAGE_WORDS, Signal.PASSAGE_VECTORS) == []


def test_a_query_of_common_words_searches_them_all() -> None:
    assert content_words("What is it?") == ["what", "is", "it"]
    assert content_words("What is a pump?") == ["pump"]


def test_a_library_without_passages_has_no_excerpts() -> None:
    library = indexed(LibraryMaker())
    looking = searcher(library)
    result = find_evidence(ResolvedQuestion(QUERY, QUERY), looking)
    assert (result.passages, result.figures) == ((), ())
    assert choose_excerpts(result, looking, CancelToken()) == []


def test_equal_similarities_are_all_best() -> None:
    assert spread_scores([Hit("a", 0.5), Hit("b", 0.5)]) == {"a": 1.0, "b": 1.0}


def evidence(library: MemoryLibrary, *left_out: Signal, **more: Any) -> dict[str, FigureEvidence]:
    looking = searcher(library, *left_out, **more)
    passages = find_passages(QUERY, hashed_words(QUERY), looking)
    return {figure.id: row for figure, row in gather_evidence(QUERY, hashed_words(QUERY), passages, looking)}


def test_evidence_of_each_kind(maker: LibraryMaker) -> None:
    rows = evidence(indexed(maker))
    assert rows["f1"].caption_words == 1.0
    assert rows["f1"].mention_tie == 1.0
    assert rows["f1"].page_tie == 1.0
    assert rows["f2"].caption_words == pytest.approx(0.6)  # nearby words stand in for the caption
    assert rows["f3"].caption_words == 0.0
    assert rows["f1"].document_tie == 1.0


@pytest.mark.parametrize(
    ("signal", "name"),
    [
        (Signal.CAPTION_WORDS, "caption_words"),
        (Signal.CAPTION_VECTORS, "caption_similarity"),
        (Signal.CONTEXT_VECTORS, "context_similarity"),
        (Signal.MENTION_TIE, "mention_tie"),
        (Signal.PAGE_TIE, "page_tie"),
        (Signal.DOCUMENT_TIE, "document_tie"),
        (Signal.SECTION_TIE, "section_tie"),
    ],
)
def test_a_signal_left_out_counts_nothing(maker: LibraryMaker, signal: Signal, name: str) -> None:
    library = indexed(maker)
    assert getattr(evidence(library)["f1"], name) > 0
    assert getattr(evidence(library, signal)["f1"], name) == 0


class PictureEmbedder:
    """Knows pictures by words, as a picture model with its own space would."""

    name = "pictures"
    dimension = 64

    def embed_query(self, text: str) -> Any:
        return hashed_words(text)


def test_pictures_count_where_there_is_an_image_embedder(maker: LibraryMaker) -> None:
    library = maker.library
    texts = ["a photo of a horse", "the pump wired to the relay", "a map"]
    library.index(
        FakeTextEmbedder(), {VectorField.FIGURE_IMAGE: FakeTextEmbedder().embed_passages(texts, CancelToken())}
    )
    rows = evidence(library, image_embedder=PictureEmbedder())
    assert rows["f2"].picture_similarity == 1.0
    assert evidence(library, Signal.PICTURE_VECTORS, image_embedder=PictureEmbedder())["f2"].picture_similarity == 0.0


def test_ranking_orders_by_strength_and_gives_chances(maker: LibraryMaker) -> None:
    library = indexed(maker)
    rows = [(figure, evidence(library)[figure.id]) for figure in library.all_figures()]
    ranked = rank_figures(rows, question=QUERY)
    assert ranked[0].figure.id == "f1"
    assert all(0 < each.score < 1 for each in ranked)
    assert ranked[0].score == max(each.score for each in ranked)
    assert len(rank_figures(rows[:1])) == 1
    assert rank_figures([]) == ()


def test_copies_of_a_picture_are_offered_once(maker: LibraryMaker) -> None:
    figure = indexed(maker).all_figures()[1]
    copies = [RankedFigure(figure, score, score, FigureEvidence()) for score in (0.9, 0.8)]
    assert [each.score for each in without_copies(copies)] == [0.9]


def test_the_passages_that_speak_of_a_named_figure_come_first(maker: LibraryMaker) -> None:
    question = ResolvedQuestion("What is in figure 7 of pumps?", "valve pressure", labels=("7",))
    result = find_evidence(question, searcher(indexed(maker)))
    assert result.figures[0].figure.label == "7"
    named = ResolvedQuestion("What is in figure 1?", "valve pressure", labels=("1", "44"))
    assert find_evidence(named, searcher(maker.library)).passages[0].passage.id == "p1"


def test_a_named_figure_that_no_search_brings_up_is_found(maker: LibraryMaker) -> None:
    signals = [signal for signal in Signal if not signal.startswith("passage")]
    question = ResolvedQuestion("What is in figure 7?", "valve pressure", labels=("7",))
    result = find_evidence(question, searcher(indexed(maker), *signals))
    assert [each.figure.label for each in result.figures] == ["7"]


def test_excerpts_do_not_repeat_themselves_and_stay_short() -> None:
    maker = LibraryMaker()
    pumps = maker.document("pumps")
    same = "The pump is wired to the relay by two long cables."
    maker.passage(pumps, 1, same + " " + same, "The pump is wired to the relay by two long black cables.")
    maker.passage(pumps, 1, " ".join(f"The relay of the pump is wired to cable {'x' * n} there." for n in range(1, 30)))
    library = indexed(maker)
    looking = searcher(library)
    result = find_evidence(ResolvedQuestion(QUERY, QUERY), looking)
    excerpts = choose_excerpts(result, looking, CancelToken())
    assert len({each.text for each in excerpts}) == len(excerpts) <= 6
    assert sum(len(each.text.split()) for each in excerpts) <= 150
    assert [each.position for each in excerpts if each.passage.id == "p1"] == [0]


@pytest.mark.parametrize(
    ("sentence", "readable"),
    [
        ("The pump is wired to the relay.", True),
        ("Figure 3: The pump is wired to the relay.", False),
        ("Wiring of the pump and relay", False),
        ("and is wired to the relay there.", False),
        ("x <- c(1, 2, 3); y[4] = {5: 6, 7: 8}; z.", False),
        ("Too short.", False),
        ("What does the pump do when it is hot?", False),
        ("“Is the pump wired to the relay?”", False),
        ("An Introduction to the Theory of Sparse Matrices and Graphs.", False),
        ("“Computer solutions of the traveling-salesman problem.”", False),
        ("European journal of forest research, 123, 218–228.", False),
        ("The Traveling Salesman Problem is solved by the function of this package.", True),
    ],
)
def test_readable_sentences(sentence: str, readable: bool) -> None:
    assert is_readable(sentence) is readable


def test_captions_and_rows_of_tables_are_not_quoted() -> None:
    maker = LibraryMaker()
    pumps = maker.document("pumps")
    caption = "Figure 3: Wiring. The pump is wired to the relay by two long cables."
    row = "Pump | relay and cable | The pump is wired to the relay by cables."
    maker.passage(pumps, 1, caption, row, "The relay of the pump is wired to the long cable there.")
    looking = searcher(indexed(maker))
    found = choose_excerpts(find_evidence(ResolvedQuestion(QUERY, QUERY), looking), looking, CancelToken())
    assert [each.text for each in found] == ["The relay of the pump is wired to the long cable there."]


@pytest.mark.parametrize(
    ("sentence", "stands"),
    [
        ("The pump is wired to the relay.", True),
        ("“The pump is wired to the relay.”", True),
        ("(In that case the pump is wired to the relay.)", True),
        ("3-axis machines need no relay at all.", True),
        ("700 MHz are enough for this pump.", True),
        ("2. Wire the pump to the relay there.", True),
        ("水泵与继电器相连。", True),
        ("The pump is wired to the relay as follows:", False),
        ("水泵与继电器相连：", False),
        ("1. all pumps have to be wired to it.", False),
        ("(2) where P is the power of the pump.", False),
        ("264, studying the pump and its relay there.", False),
        ("1The pump is not wired to this relay.", False),
        ("> pump <- wire(relay, cables) and then stop.", False),
        ("### The pump is wired to the relay.", False),
    ],
)
def test_sentences_that_can_be_quoted(sentence: str, stands: bool) -> None:
    assert can_stand_alone(sentence) is stands


def test_an_excerpt_stands_without_the_mark_of_its_list_and_its_introduction() -> None:
    maker = LibraryMaker()
    pumps = maker.document("pumps")
    said = "The pump is wired to the relay by two long cables."
    maker.passage(pumps, 1, "The pump is wired to the relay as follows:", f"• {said} It hums there all day.")
    looking = searcher(indexed(maker))
    found = choose_excerpts(find_evidence(ResolvedQuestion(QUERY, QUERY), looking), looking, CancelToken())
    texts = [each.text for each in found]
    assert said in texts
    assert not any(text.endswith(":") for text in texts)


@pytest.mark.parametrize(
    ("text", "markdown"),
    [
        ("plain  text\nof two lines", "plain text of two lines"),
        ("see [12] and *this*", r"see \[12\] and \*this\*"),
        ("a_b_c and _d_", r"a_b_c and \_d\_"),
        ("# no heading", r"\# no heading"),
        ("1. no list", r"1\. no list"),
        ("- no list", r"\- no list"),
        ("a < b", r"a \< b"),
        ("2009 was a year", "2009 was a year"),
    ],
)
def test_words_of_documents_are_no_markdown(text: str, markdown: str) -> None:
    assert escaped(text) == markdown


def test_neighbouring_words_are_searched_as_one_too() -> None:
    assert search_text("How does the time step vary?") == "time step vary timestep stepvary"
    assert search_text("What is it?") == "what is it"


def test_tables_count_as_such(maker: LibraryMaker) -> None:
    paper = maker.document("tables")
    figure = maker.figure(paper, 1, "9", "Wiring of pump and relay in a table", kind=FigureKind.TABLE)
    library = indexed(maker)
    assert evidence(library)[figure].table == 1.0
    assert evidence(library, Signal.KIND)[figure].table == 0.0
    assert evidence(library)["f1"].table == 0.0


def test_the_vector_of_a_question_tells_its_form() -> None:
    [(embedder, _)] = FORM_DIRECTIONS.items()
    pointing = numpy.frombuffer(base64.b64decode("".join(FORM_DIRECTIONS[embedder][1])), "<f2").astype(numpy.float32)
    towards, away = question_form("x", pointing, embedder), question_form("x", -pointing, embedder)
    assert towards.visual > 0 > away.visual
    assert question_form("x", pointing, "another").visual == 0.0
    assert question_form("x", pointing[:8], embedder).visual == 0.0
    assert question_form("x").visual == 0.0


def test_the_form_can_be_left_out_and_is_that_of_the_words_asked(maker: LibraryMaker) -> None:
    library = indexed(maker)
    plain = find_evidence(ResolvedQuestion(QUERY, QUERY), searcher(library, Signal.FORM))
    seen = find_evidence(ResolvedQuestion(f"What does it look like: {QUERY}", QUERY), searcher(library))
    assert seen.figures[0].score > plain.figures[0].score


def test_forms_of_questions() -> None:
    assert question_form("What does the curve look like?") == QuestionForm(see=1.0)
    assert question_form("How much does it vary?") == QuestionForm(relation=1.0)
    assert question_form("Which command builds it?") == QuestionForm(fact=1.0)


@pytest.mark.parametrize(
    ("question", "form"),
    [
        ("Wie sieht die Kurve aus?", QuestionForm(see=1.0)),
        ("Wie verhält sich der Druck bei Hitze?", QuestionForm(relation=1.0)),
        ("Warum wird die Pumpe heiß?", QuestionForm(fact=1.0)),
        ("Wie viele Ventile hat sie?", QuestionForm(fact=1.0)),
        ("Welcher Befehl baut das Programm?", QuestionForm(fact=1.0)),
        ("Wie deinstalliere ich das Programm?", QuestionForm(fact=1.0)),
        ("Wie ist die Pumpe angeschlossen?", QuestionForm()),
    ],
)
def test_forms_of_german_questions(question: str, form: QuestionForm) -> None:
    assert question_form(question) == form


def test_passages_of_a_word_or_two_are_compared_as_a_whole(maker: LibraryMaker) -> None:
    passage = indexed(maker).passages_held[0]
    texts = ["Pump wiring", "pump  WIRING", "Wiring pump", "Pump"]
    found = [RankedPassage(replace(passage, id=str(place), text=text), 1.0) for place, text in enumerate(texts)]
    assert [each.passage.id for each in without_near_duplicates(found)] == ["0", "2", "3"]
