"""The table of signals against measures: what each kind of evidence is worth, and how a whole evaluation comes out.

    python -m tests.benchmarks.retrieval QUESTIONS.jsonl --home DIR --library DIR [--answers] [--rows]

Without `--answers`: figure and passage retrieval and what is shown, with all signals, with each left out, and with each
family of signals alone left in, and the time for one question. Passages are also fused by rank, for comparison.
With it: every question is answered by excerpts, and the measures of `imageref evaluate` are printed;
`--rows` adds a line for each question.
"""

from __future__ import annotations

import argparse
import time
from pathlib import Path

import numpy

from desktop_app.answering.conversation_references import ResolvedQuestion
from desktop_app.answering.evidence import find_evidence
from desktop_app.answering.figure_ranking import FigureEvidence, RankedFigure, rank_figures
from desktop_app.answering.options import AnswerOptions, FigureEagerness
from desktop_app.answering.placement import figures_to_show
from desktop_app.answering.question_form import QuestionForm, question_form
from desktop_app.answering.retrieval import SEARCH_DEPTH, Searcher, search_text
from desktop_app.answering.signals import Signal
from desktop_app.domain.jobs import CancelToken
from desktop_app.evaluation.metrics import found_within, reciprocal_rank, visual_source_f1
from desktop_app.evaluation.question_sets import Question, QuestionKind
from desktop_app.evaluation.run import EvaluationFinished, QuestionScored, evaluate
from desktop_app.startup import LocalWorkspace
from tests.benchmarks.corpus_evidence import QuestionEvidence, gather, load_questions, open_workspace

FAMILIES = {
    "no words": frozenset({Signal.PASSAGE_WORDS, Signal.CAPTION_WORDS, Signal.INSIDE_WORDS, Signal.NEARBY_WORDS}),
    "no vectors": frozenset({Signal.PASSAGE_VECTORS, Signal.CAPTION_VECTORS, Signal.CONTEXT_VECTORS}),
    "no ties": frozenset({Signal.MENTION_TIE, Signal.PAGE_TIE, Signal.SECTION_TIE, Signal.DOCUMENT_TIE}),
}


def figure_line(questions: list[QuestionEvidence], without: frozenset[Signal]) -> str:
    first, five, ranks, pages, f1, false = [], [], [], [], [], []
    for each in questions:
        pages.append(_answer_page(each))
        ranked = _ranked(each, without)
        shown = [figure.figure.id for figure in figures_to_show(ranked, FigureEagerness.NORMAL)]
        if not each.wants_figure:
            false.append(float(bool(shown)))
            continue
        ids = [figure.id for figure in each.figures]
        gold = {ids[place] for place in numpy.flatnonzero(each.right == 1.0)}
        fine = {ids[place] for place in numpy.flatnonzero((each.right > 0) & (each.right < 1.0))}
        order = [figure.figure.id for figure in ranked]
        first.append(found_within(order, gold | fine, 1))
        five.append(found_within(order, gold | fine, 5))
        ranks.append(reciprocal_rank(order, gold | fine))
        several = each.question.kind is QuestionKind.MULTI
        f1.append(visual_source_f1(shown, gold, fine, several=several) if gold else 0.0)
    page1, page5, page10 = numpy.mean(pages, axis=0)
    return (
        f"{numpy.mean(first):6.3f} {numpy.mean(five):6.3f} {numpy.mean(ranks):6.3f}   "
        f"{numpy.mean(f1):6.3f} {numpy.mean(false):6.3f}   {page1:6.3f} {page5:6.3f} {page10:6.3f}"
    )


def _ranked(each: QuestionEvidence, without: frozenset[Signal]) -> tuple[RankedFigure, ...]:
    text = each.question.question
    form = QuestionForm() if Signal.FORM in without else question_form(text, each.evidence.vector, each.embedder)
    found = [(figure, FigureEvidence(*row)) for figure, row in zip(each.figures, each.rows.tolist(), strict=True)]
    return rank_figures(found, question=text, form=form, passages=each.evidence.passages, limit=len(found))


def _answer_page(each: QuestionEvidence) -> list[float]:
    pages = set(each.question.answer_pages)
    document = each.document_id
    right = [
        found.passage.document_id == document and any(region.page in pages for region in found.passage.regions)
        for found in each.evidence.passages
    ]
    return [float(any(right[:rank])) for rank in (1, 5, 10)]


def signals(workspace: LocalWorkspace, questions: list[Question]) -> None:
    print(f"{'':24s} figure R@1    R@5    MRR       F1  false   page R@1    R@5   R@10")
    choices = {"all": frozenset[Signal]()}
    choices |= {f"without {signal}": frozenset({signal}) for signal in Signal} | FAMILIES
    for name, without in choices.items():
        print(f"{name:24s}     {figure_line(gather(workspace, questions, without), without)}", flush=True)
    print(f"passages by reciprocal rank fusion: {_by_rank(workspace, questions)}")


def _by_rank(workspace: LocalWorkspace, questions: list[Question]) -> str:
    """Answer-page recall at 1, 5 and 10 where both lists are fused by ranks (Cormack, Clarke, Buettcher 2009)."""
    library, embedder = workspace.library, workspace.text_embedder
    ids = {document.name: document.id for document in library.documents()}
    right = []
    for question in questions:
        hits = library.passages_by_text(search_text(question.question), SEARCH_DEPTH)
        near = library.passages_by_vector(embedder.embed_query(question.question), embedder.name, SEARCH_DEPTH)
        scores: dict[str, float] = {}
        for found in (hits, near):
            for rank, hit in enumerate(found, start=1):
                scores[hit.id] = scores.get(hit.id, 0.0) + 1 / (60 + rank)
        best = sorted(scores, key=lambda each: -scores[each])[:10]
        pages = [
            passage.document_id == ids.get(question.document)
            and any(region.page in question.answer_pages for region in passage.regions)
            for passage in library.passages(best)
        ]
        right.append([float(any(pages[:rank])) for rank in (1, 5, 10)])
    return " ".join(f"{value:.3f}" for value in numpy.mean(right, axis=0))


def times(workspace: LocalWorkspace, questions: list[Question]) -> None:
    searcher = Searcher(workspace.library, workspace.text_embedder, workspace.image_embedder)
    seconds = []
    for question in questions[:5] + questions:
        began = time.perf_counter()
        find_evidence(ResolvedQuestion(question.question, question.question), searcher)
        seconds.append(time.perf_counter() - began)
    p50, p95 = numpy.percentile(numpy.array(seconds[5:]) * 1000, (50, 95))
    print(f"evidence for one question: p50 {p50:.0f} ms, p95 {p95:.0f} ms")


def answers(workspace: LocalWorkspace, questions: list[Question], eagerness: FigureEagerness, rows: bool) -> None:
    events = evaluate(
        questions,
        library=workspace.library,
        text_embedder=workspace.text_embedder,
        image_embedder=workspace.image_embedder,
        model=None,
        options=AnswerOptions(eagerness=eagerness),
        cancel=CancelToken(),
    )
    for event in events:
        if isinstance(event, QuestionScored) and rows:
            row = event.row
            print(row.question.id, row.expected, "shown", row.shown, "ranked", row.ranked[:3], row.problem, flush=True)
        elif isinstance(event, EvaluationFinished):
            print({name: getattr(event.result, name) for name in event.result.__slots__ if name != "rows"})


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("questions", type=Path)
    parser.add_argument("--home", type=Path, required=True)
    parser.add_argument("--library", type=Path, required=True)
    parser.add_argument("--answers", action="store_true")
    parser.add_argument("--rows", action="store_true")
    parser.add_argument("--eagerness", type=FigureEagerness, default=FigureEagerness.NORMAL)
    arguments = parser.parse_args()
    questions = load_questions(arguments.questions)
    with open_workspace(arguments.home, arguments.library) as workspace:
        if arguments.answers:
            answers(workspace, questions, arguments.eagerness, arguments.rows)
            return
        times(workspace, questions)
        signals(workspace, questions)


if __name__ == "__main__":
    main()
