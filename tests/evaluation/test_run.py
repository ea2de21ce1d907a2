from __future__ import annotations

import pytest

from desktop_app.answering.options import AnswerOptions, FigureEagerness
from desktop_app.domain.answer_events import EvidenceFound
from desktop_app.domain.jobs import CancelToken
from desktop_app.evaluation.question_sets import GoldFigure, Question, QuestionKind
from desktop_app.evaluation.run import EvaluationFinished, EvaluationResult, QuestionScored, evaluate, score
from desktop_app.local_model.scripted_model import ScriptedModel
from tests.helpers.fake_embedder import FakeTextEmbedder
from tests.helpers.memory_library import LibraryMaker, MemoryLibrary


@pytest.fixture
def library() -> MemoryLibrary:
    maker = LibraryMaker()
    pumps = maker.document("pumps")
    maker.passage(pumps, 1, "The pump is wired to the relay. Figure 1 shows the wiring diagram of pump and relay.")
    maker.passage(pumps, 3, "The safety valve opens when the pressure rises.")
    maker.figure(pumps, 1, "1", "Wiring diagram of the pump and the relay")
    maker.figure(pumps, 3, "2", "Cross section of a bolt")
    maker.library.index(FakeTextEmbedder())
    return maker.library


def question(text: str, kind: QuestionKind, *labels: str, document: str = "pumps", page: int = 1) -> Question:
    gold = tuple(GoldFigure(label) for label in labels)
    return Question(text, document, text, kind, gold, answer_pages=(page,), answer="The pump is wired to the relay.")


WIRING = question("What does the wiring diagram of the pump and relay look like?", QuestionKind.FIGURE, "1")
VALVE = question("When does the safety valve open?", QuestionKind.TEXT_ONLY, page=3)


def run(
    library: MemoryLibrary,
    *questions: Question,
    cancel: CancelToken | None = None,
    model: ScriptedModel | None = None,
) -> EvaluationResult:
    events = list(
        evaluate(
            questions,
            library=library,  # type: ignore[arg-type]
            text_embedder=FakeTextEmbedder(),
            image_embedder=None,
            model=model,
            options=AnswerOptions(eagerness=FigureEagerness.MANY),
            cancel=cancel or CancelToken(),
        )
    )
    last = events[-1]
    assert isinstance(last, EvaluationFinished)
    scored = [event for event in events if isinstance(event, QuestionScored)]
    assert [event.done for event in scored] == list(range(1, len(scored) + 1))
    assert tuple(event.row for event in scored) == last.result.rows
    return last.result


def test_a_right_figure_scores_in_full(library: MemoryLibrary) -> None:
    result = run(library, WIRING)
    assert result.figure_questions == 1
    assert (result.figure_r1, result.figure_r5, result.figure_mrr) == (1.0, 1.0, 1.0)
    assert result.rows[0].expected == ("pumps 1",)
    assert result.rows[0].shown[0] == "pumps 1 (page 1)"
    assert result.visual_source_f1 == 1.0
    assert result.figures_close == 1.0
    assert result.answer_page_recall[1] == 1.0
    assert result.recall_best == 1.0
    assert result.false_image_rate is None


def test_a_question_for_text_counts_for_false_images_alone(library: MemoryLibrary) -> None:
    result = run(library, VALVE)
    assert result.text_only_questions == 1
    assert result.visual_source_f1 is None
    assert result.false_image_rate in (0.0, 1.0)
    assert result.rows[0].answer_page == (1.0, 1.0, 1.0)


def test_a_document_that_is_missing_finds_nothing(library: MemoryLibrary) -> None:
    result = run(library, question("How?", QuestionKind.FIGURE, "1", document="other"))
    assert result.rows[0].problem == "There is no document 'other'."
    assert (result.figure_r1, result.visual_source_f1) == (0.0, 0.0)


def test_gold_that_is_missing_is_named(library: MemoryLibrary) -> None:
    result = run(library, question(WIRING.question, QuestionKind.FIGURE, "99"))
    assert result.rows[0].problem == "A gold figure is not in the library."


def test_a_question_without_reference_answer_has_no_place(library: MemoryLibrary) -> None:
    bare = Question("q", "pumps", WIRING.question, QuestionKind.FIGURE, (GoldFigure("1"),))
    row = run(library, bare).rows[0]
    assert row.placement_error is None
    assert row.answer_page is None
    assert row.reference_scores is None


def test_stopping_scores_what_was_asked(library: MemoryLibrary) -> None:
    cancel = CancelToken()
    cancel.cancel()
    result = run(library, WIRING, VALVE, cancel=cancel)
    assert result.questions == 0
    assert result.figure_r1 is None


def test_references_to_what_was_not_offered_are_counted(library: MemoryLibrary) -> None:
    lines = ["By two cables. ![wiring](IMAGE_1)\n\nSo it is."]
    honest = run(library, WIRING, model=ScriptedModel(lines, image_tokens=64))
    assert (honest.unretrieved, honest.invented) == (0, 0)
    assert len(honest.rows[0].shown) == 1
    lies = "By cables. ![x](IMAGE_77) ![y](https://a.b/c.png) ![wiring](IMAGE_1) ![again](IMAGE_1)"
    result = run(library, WIRING, WIRING, model=ScriptedModel([lies, lies], image_tokens=64))
    assert (result.unretrieved, result.invented) == (0, 4), "two for each question"
    assert [row.invented for row in result.rows] == [2, 2]
    assert all(len(row.shown) == 1 for row in result.rows)
    blind = run(library, WIRING, model=ScriptedModel(lines))
    assert blind.invented == 1, "a model that sees nothing is offered nothing"


def test_without_a_model_there_are_no_references_to_count(library: MemoryLibrary) -> None:
    result = run(library, WIRING, VALVE)
    assert (result.unretrieved, result.invented) == (0, None)


def test_a_figure_shown_that_was_not_found_is_counted(library: MemoryLibrary) -> None:
    row = run(library, WIRING).rows[0]
    scored = score(WIRING, EvidenceFound((), (), 0.0), row.answer, library)  # type: ignore[arg-type]
    assert scored.unretrieved == len(row.shown) > 0
