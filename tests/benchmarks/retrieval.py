"""The table of signals against measures: what each kind of evidence is worth, and how a whole evaluation comes out.

    python -m tests.benchmarks.retrieval QUESTIONS.jsonl --home DIR --library DIR [--answers] [--rows]

Without `--answers`: figure and passage retrieval with all signals, then with each left out, and the time for one
question. With it: every question is answered by excerpts, and the measures of `imageref evaluate` are printed;
`--rows` adds a line for each question.
"""

from __future__ import annotations

import argparse
import time
from pathlib import Path

import numpy

from desktop_app.answering.conversation_references import ResolvedQuestion
from desktop_app.answering.evidence import find_evidence
from desktop_app.answering.figure_ranking import EVIDENCE_NAMES
from desktop_app.answering.figure_weights import EVIDENCE_WEIGHTS
from desktop_app.answering.options import AnswerOptions, FigureEagerness
from desktop_app.answering.retrieval import Searcher, Signal
from desktop_app.domain.jobs import CancelToken
from desktop_app.evaluation.metrics import found_within, reciprocal_rank
from desktop_app.evaluation.question_sets import Question
from desktop_app.evaluation.run import EvaluationFinished, QuestionScored, evaluate
from desktop_app.startup import LocalWorkspace
from tests.benchmarks.corpus_evidence import QuestionEvidence, gather, load_questions, open_workspace

WEIGHTS = numpy.array([EVIDENCE_WEIGHTS.get(name, 0.0) for name in EVIDENCE_NAMES])


def figure_line(questions: list[QuestionEvidence]) -> str:
    first, five, ranks, pages = [], [], [], []
    for each in questions:
        pages.append(_answer_page(each))
        if not each.wants_figure:
            continue
        order = numpy.argsort(-(each.rows @ WEIGHTS), kind="stable").tolist()
        good = set(numpy.flatnonzero(each.right > 0).tolist())
        first.append(found_within(order, good, 1))
        five.append(found_within(order, good, 5))
        ranks.append(reciprocal_rank(order, good))
    page1, page5, page10 = numpy.mean(pages, axis=0)
    return (
        f"{numpy.mean(first):6.3f} {numpy.mean(five):6.3f} {numpy.mean(ranks):6.3f}   "
        f"{page1:6.3f} {page5:6.3f} {page10:6.3f}"
    )


def _answer_page(each: QuestionEvidence) -> list[float]:
    pages = set(each.question.answer_pages)
    document = each.document_id
    right = [
        found.passage.document_id == document and any(region.page in pages for region in found.passage.regions)
        for found in each.evidence.passages
    ]
    return [float(any(right[:rank])) for rank in (1, 5, 10)]


def signals(workspace: LocalWorkspace, questions: list[Question]) -> None:
    print(f"{'signals':28s} figure R@1    R@5    MRR   page R@1    R@5   R@10")
    print(f"{'all':28s}     {figure_line(gather(workspace, questions))}", flush=True)
    for signal in Signal:
        line = figure_line(gather(workspace, questions, frozenset({signal})))
        print(f"{'without ' + signal:28s}     {line}", flush=True)


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
