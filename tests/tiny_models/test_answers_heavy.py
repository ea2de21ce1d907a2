"""From a PDF of drawings to an answer with the right drawing in it: everything real, the model that sees included."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop_app.answering.answer import answer
from desktop_app.answering.options import AnswerOptions
from desktop_app.domain.answer_events import AnswerFinished
from desktop_app.domain.answer_model import GenerationOptions
from desktop_app.domain.conversation import Conversation
from desktop_app.domain.ingest_events import IngestFinished
from desktop_app.domain.jobs import CancelToken
from desktop_app.ingestion.ingest import ingest
from desktop_app.local_model.client import LocalModel, Patience
from desktop_app.local_model.wire import EngineOptions
from desktop_app.settings.schema import Settings
from desktop_app.startup import LocalWorkspace
from desktop_app.support.app_dirs import app_dirs
from tests.tiny_models.drawings import TEST_SEED, Subject
from tests.tiny_models.gguf_files import MODEL, PROJECTOR
from tests.tiny_models.picture_pages import write_page_of_drawings
from tests.tiny_models.train_internvl import FOLDER

pytestmark = pytest.mark.heavy

DRAWN = (Subject("square", "blue"), Subject("circle", "red"), Subject("bar chart", detail="left"))
PATIENT = Patience(silence=60.0, template=60.0)
ASKED = (("Which image shows the red circle?", "2"), ("Show me the blue square.", "1"))


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[LocalWorkspace]:
    dirs = app_dirs(tmp_path / "home")
    made = LocalWorkspace(dirs, dirs.library, Settings(pdf_workers=1))
    yield made
    made.close()


@pytest.fixture
def model() -> Iterator[LocalModel]:
    made = LocalModel(FOLDER / MODEL, FOLDER / PROJECTOR, options=EngineOptions(threads=1), patience=PATIENT)
    yield made
    made.close()


def test_the_drawing_that_was_asked_for_stands_in_the_answer(
    workspace: LocalWorkspace, model: LocalModel, tmp_path: Path
) -> None:
    *_, finished = ingest(
        [write_page_of_drawings(tmp_path / "drawings.pdf", DRAWN, TEST_SEED)],
        reader=workspace.reader,
        library=workspace.library,
        text_embedder=workspace.text_embedder,
        image_embedder=None,
        cancel=CancelToken(),
    )
    assert isinstance(finished, IngestFinished)
    shown = []
    for question, _ in ASKED:
        *_, last = answer(
            question,
            Conversation(),
            library=workspace.library,
            text_embedder=workspace.text_embedder,
            image_embedder=None,
            model=model,
            options=AnswerOptions(generation=GenerationOptions(max_tokens=60, temperature=0.0)),
            cancel=CancelToken(),
        )
        assert isinstance(last, AnswerFinished)
        assert last.answer.model == model.capabilities.name
        shown.append([placed.figure.label for placed in last.answer.figures])
    assert shown == [[label] for _, label in ASKED]
