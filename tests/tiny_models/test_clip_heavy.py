"""Pictures that nobody wrote a word about are found by what they show: the whole way, from the file to the ranking."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop_app.answering.conversation_references import ResolvedQuestion
from desktop_app.answering.evidence import find_evidence
from desktop_app.answering.retrieval import Searcher, Signal
from desktop_app.domain.documents import Figure
from desktop_app.domain.ingest_events import IngestFinished
from desktop_app.domain.jobs import CancelToken
from desktop_app.domain.recognition import RecognitionMode
from desktop_app.embedding.images import find_image_weights
from desktop_app.ingestion.ingest import ingest
from desktop_app.settings.schema import Settings
from desktop_app.startup import LocalWorkspace
from desktop_app.support.app_dirs import app_dirs
from tests.tiny_models.drawings import SUBJECTS, TEST_SEED, Subject
from tests.tiny_models.picture_pages import PictureBook, write_picture_book
from tests.tiny_models.train_clip import ARCHITECTURE, FOLDER

pytestmark = pytest.mark.heavy

LARGEST_FILE = 4_000_000
DRAWN = tuple(each for each in SUBJECTS if each.colour in ("", "red", "blue", "yellow"))
"""Fifty subjects: every shape and arrow in three colours, every digit and chart."""


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[LocalWorkspace]:
    """A home with the tiny weights where a user puts real ones.

    Text recognition is off: it would take the digits, and some of the shapes, for words.
    """
    dirs = app_dirs(tmp_path / "home")
    shutil.copytree(FOLDER, dirs.models / "clip")
    made = LocalWorkspace(dirs, dirs.library, Settings(pdf_workers=1, ocr=RecognitionMode.OFF))
    yield made
    made.close()


def figures_of(workspace: LocalWorkspace, book: PictureBook) -> list[Figure]:
    """Takes the book in."""
    *_, finished = ingest(
        [book.path],
        reader=workspace.reader,
        library=workspace.library,
        text_embedder=workspace.text_embedder,
        image_embedder=workspace.image_embedder,
        cancel=CancelToken(),
    )
    assert isinstance(finished, IngestFinished)
    (document,) = workspace.library.documents()
    return list(workspace.library.all_figures(document.id))


def mistakes(workspace: LocalWorkspace, book: PictureBook, left_out: frozenset[Signal]) -> dict[str, str]:
    """What was found first instead, by what was asked for."""
    searcher = Searcher(workspace.library, workspace.text_embedder, workspace.image_embedder, left_out=left_out)
    wrong = {}
    for subject in DRAWN:
        query = query_for(subject)
        best = next(iter(find_evidence(ResolvedQuestion(query, query), searcher).figures), None)
        found = book.subject_of(best.figure) if best else None
        if found != subject:
            wrong[subject.words] = found.words if found else "nothing"
    return wrong


def query_for(subject: Subject) -> str:
    return f"{'an' if subject.words[0] in 'aeiou' else 'a'} {subject.words}"


def test_the_weights_are_found_as_real_ones_are() -> None:
    found = find_image_weights(FOLDER.parent)
    assert found is not None
    assert found.architecture == ARCHITECTURE
    assert found.weights.stat().st_size <= LARGEST_FILE


def test_pictures_without_a_word_are_found_by_what_they_show(workspace: LocalWorkspace, tmp_path: Path) -> None:
    book = write_picture_book(tmp_path / "pictures.pdf", DRAWN, TEST_SEED)
    figures = figures_of(workspace, book)
    assert {book.subject_of(figure) for figure in figures} == set(DRAWN)
    assert not any(figure.caption or figure.inside or figure.nearby or figure.mentions for figure in figures)
    wrong = mistakes(workspace, book, frozenset())
    assert len(wrong) <= len(DRAWN) // 10, wrong
    blind = mistakes(workspace, book, frozenset({Signal.PICTURE_VECTORS}))
    assert len(blind) > len(DRAWN) * 0.9, "words alone found what only the pictures show"
