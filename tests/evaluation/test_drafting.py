from __future__ import annotations

import json
from dataclasses import replace

import pytest

from desktop_app.answering.conversation_references import ResolvedQuestion
from desktop_app.answering.evidence import find_evidence
from desktop_app.answering.options import AnswerOptions
from desktop_app.answering.retrieval import Searcher
from desktop_app.domain.documents import FigureKind, Mention
from desktop_app.domain.geometry import Box
from desktop_app.domain.jobs import CancelToken
from desktop_app.domain.ports import FigureField, VectorField
from desktop_app.evaluation.drafting import draft_questions, question_line, without_mentions
from desktop_app.evaluation.left_out import library_without
from desktop_app.evaluation.question_sets import GoldFigure, QuestionKind, read_questions
from desktop_app.evaluation.run import EvaluationFinished, evaluate
from desktop_app.ingestion.embedding import context_text
from tests.helpers.fake_embedder import FakeTextEmbedder, hashed_words
from tests.helpers.memory_library import LibraryMaker, MemoryLibrary

TELLING = (
    "The quokka relay is wired to the pump by two long copper cables (see Figure 1), and both of them are grounded "
    "at the lower end of the frame."
)
OTHER = "Figure 2 shows the safety valve of the tank, which opens by itself once the pressure rises above six bar."
PLAIN = "The warranty covers every part of the pump for two years from the day on which it was bought by its owner."


@pytest.fixture
def library() -> MemoryLibrary:
    maker = LibraryMaker()
    pumps = maker.document("pumps")
    maker.passage(pumps, 1, TELLING)
    maker.passage(pumps, 2, OTHER)
    maker.passage(pumps, 3, PLAIN)
    maker.passage(pumps, 4, PLAIN.replace("warranty", "guarantee"))
    maker.figure(pumps, 1, "1", "Wiring")
    maker.figure(pumps, 2, "2", "Safety valve")
    unnumbered = Mention("p2", OTHER.replace("Figure 2", "The drawing below").replace("safety", "second"))
    maker.figure(pumps, 5, None, "Overview", mentions=(unnumbered, Mention("p2", "See below.")))
    maker.library.index(
        FakeTextEmbedder(),
        {
            VectorField.FIGURE_CONTEXT: FakeTextEmbedder().embed_passages(
                [context_text(figure) for figure in maker.library.figures_held], CancelToken()
            )
        },
    )
    return maker.library


@pytest.mark.parametrize(
    ("paragraph", "query"),
    [
        ("The pump (see Figure 3.2) runs.", "The pump runs."),
        ("Figure 3 shows the pump.", "shows the pump."),
        ("As shown in Figs. 3 and 4, it runs.", ", it runs."),
        ("Both, as in Abb. 2, run.", "Both, as, run."),
        ("It figures 3 things.", "It things."),
        ("No figure here.", "No figure here."),
    ],
)
def test_mentions_are_taken_out(paragraph: str, query: str) -> None:
    assert without_mentions(paragraph) == query


def test_drafts_name_the_figure_and_carry_their_paragraph(library: MemoryLibrary) -> None:
    first, second, third, text = draft_questions(library)  # type: ignore[arg-type]
    assert (first.figures, first.left_out, first.kind) == ((GoldFigure("1"),), TELLING, QuestionKind.FIGURE)
    assert "Figure" not in first.question
    assert second.figures == (GoldFigure("2"),)
    assert third.figures == (GoldFigure(None, 5, Box(60, 300, 400, 600)),)
    assert (text.kind, text.figures, text.left_out) == (QuestionKind.TEXT_ONLY, (), PLAIN)


def test_a_table_is_named_by_its_place_where_a_figure_has_its_number(library: MemoryLibrary) -> None:
    drawing = library.figures_held[0]
    table = replace(drawing, id="f9", page=6, kind=FigureKind.TABLE)
    library.figures_held = [replace(drawing, mentions=()), table]
    first, *_ = draft_questions(library)  # type: ignore[arg-type]
    assert first.figures == (GoldFigure(None, 6, table.box),)


def test_drafts_can_be_read_as_a_question_set(library: MemoryLibrary) -> None:
    drafts = list(draft_questions(library))  # type: ignore[arg-type]
    assert read_questions(map(question_line, drafts)) == (drafts, [])
    assert json.loads(question_line(drafts[0]))["left_out"] == TELLING


def test_the_paragraph_itself_is_no_evidence(library: MemoryLibrary) -> None:
    draft = next(iter(draft_questions(library)))  # type: ignore[arg-type]
    asked = ResolvedQuestion(draft.question, draft.question)
    embedder = FakeTextEmbedder()

    def found(held: object) -> tuple[set[str], dict[str, float], dict[str, float]]:
        evidence = find_evidence(asked, Searcher(held, embedder))  # type: ignore[arg-type]
        figures = {each.figure.id: each.evidence for each in evidence.figures}
        return (
            {each.passage.text for each in evidence.passages},
            {name: row.mention_tie for name, row in figures.items()},
            {name: row.context_similarity for name, row in figures.items()},
        )

    passages, ties, contexts = found(library)
    assert TELLING in passages
    assert ties["f1"] > 0
    blind = library_without(library, "id-pumps", TELLING, embedder)  # type: ignore[arg-type]
    blind_passages, blind_ties, blind_contexts = found(blind)
    assert TELLING not in blind_passages
    assert OTHER in passages | blind_passages
    assert blind_ties.get("f1", 0.0) == 0
    assert blind_contexts.get("f1", 0.0) < contexts["f1"]
    assert all(TELLING not in mention.text for figure in blind.all_figures() for mention in figure.mentions)
    assert library.figures_held[0].mentions, "the library itself stays as it is"


def test_nothing_else_is_left_out(library: MemoryLibrary) -> None:
    embedder = FakeTextEmbedder()
    blind = library_without(library, "id-pumps", TELLING, embedder)  # type: ignore[arg-type]
    vector = hashed_words(OTHER)
    assert blind.documents() == library.documents()
    assert [each.text for each in blind.page_passages("id-pumps", 2)] == [OTHER]
    assert blind.page_passages("id-pumps", 1) == []
    assert [each.id for each in blind.passages(["p1", "p2"])] == ["p2"]
    assert blind.figures(["f2"]) == library.figures(["f2"])
    for field in (VectorField.FIGURE_CAPTION, VectorField.FIGURE_CONTEXT):
        assert blind.figures_by_vector(vector, field, embedder.name, 1)[0].id == "f2"
    words = blind.figures_by_text("quokka relay wiring", [FigureField.MENTIONS], 9)
    assert "f1" not in {hit.id for hit in words}
    assert blind.figures_by_text("wiring", [FigureField.CAPTION], 9)[0].id == "f1"


def test_a_paragraph_that_is_mentioned_nowhere_changes_no_figure(library: MemoryLibrary) -> None:
    blind = library_without(library, "id-pumps", PLAIN, FakeTextEmbedder())  # type: ignore[arg-type]
    assert blind.all_figures() == library.all_figures()


def test_evaluating_a_draft_leaves_its_paragraph_out(library: MemoryLibrary) -> None:
    drafts = list(draft_questions(library))  # type: ignore[arg-type]
    *_, last = evaluate(
        drafts,
        library=library,  # type: ignore[arg-type]
        text_embedder=FakeTextEmbedder(),
        image_embedder=None,
        model=None,
        options=AnswerOptions(),
        cancel=CancelToken(),
    )
    assert isinstance(last, EvaluationFinished)
    assert all(row.question.left_out not in row.answer.markdown for row in last.result.rows)
