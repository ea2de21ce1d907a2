"""The evidence for every question of a set, from a library that holds its documents, for the scripts here."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy

from desktop_app.answering.conversation_references import ResolvedQuestion
from desktop_app.answering.evidence import Evidence
from desktop_app.answering.figure_ranking import EVIDENCE_NAMES, gather_evidence
from desktop_app.answering.retrieval import SEARCH_DEPTH, Searcher, find_passages
from desktop_app.answering.signals import Signal
from desktop_app.domain.documents import Figure
from desktop_app.evaluation.question_sets import Question, QuestionKind, named_figures, read_questions
from desktop_app.settings.schema import Settings
from desktop_app.startup import LocalWorkspace
from desktop_app.support.app_dirs import app_dirs


@dataclass
class QuestionEvidence:
    """A question, its candidate figures with one row of evidence each, and which of them are right.

    `rows` has the shape [figures, len(EVIDENCE_NAMES)]; `right` is 1 for gold, 0.3 for also fine, 0 for wrong.
    """

    question: Question
    document_id: str
    evidence: Evidence
    figures: list[Figure]
    rows: Any
    right: Any
    embedder: str

    @property
    def wants_figure(self) -> bool:
        return self.question.kind is not QuestionKind.TEXT_ONLY


@contextmanager
def open_workspace(home: Path, library: Path) -> Iterator[LocalWorkspace]:
    workspace = LocalWorkspace(app_dirs(home), library, Settings())
    try:
        yield workspace
    finally:
        workspace.close()


def load_questions(path: Path) -> list[Question]:
    questions, problems = read_questions(path.read_text(encoding="utf-8").splitlines())
    for problem in problems:
        print(problem)
    return questions


def gather(
    workspace: LocalWorkspace, questions: list[Question], left_out: frozenset[Signal] = frozenset()
) -> list[QuestionEvidence]:
    """The evidence of every question; questions whose document is not in the library are left out."""
    library = workspace.library
    searcher = Searcher(library, workspace.text_embedder, workspace.image_embedder, left_out=left_out)
    ids = {document.name: document.id for document in library.documents()}
    figures = {name: library.all_figures(document_id) for name, document_id in ids.items()}
    found = []
    for question in questions:
        if question.document not in ids or not figures[question.document]:
            continue
        vector = searcher.text_embedder.embed_query(question.question)
        passages = find_passages(question.question, vector, searcher, limit=SEARCH_DEPTH)
        candidates = gather_evidence(question.question, vector, passages, searcher)
        own = figures[question.document]
        gold, fine = named_figures(question.figures, own), named_figures(question.also_fine, own)
        rows = [[getattr(evidence, name) for name in EVIDENCE_NAMES] for _, evidence in candidates]
        right = [1.0 if f.id in gold else 0.3 if f.id in fine else 0.0 for f, _ in candidates]
        found.append(
            QuestionEvidence(
                question,
                ids[question.document],
                Evidence(ResolvedQuestion(question.question, question.question), vector, passages, (), 0.0),
                [figure for figure, _ in candidates],
                numpy.array(rows),
                numpy.array(right),
                searcher.text_embedder.name,
            )
        )
    return found
