"""The engine is killed at twenty moments of answers: what was written is kept and marked, the next question works."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from random import Random

import pytest

from desktop_app.answering.answer import answer
from desktop_app.answering.options import AnswerOptions
from desktop_app.domain.answer_events import AnswerEvent, AnswerFinished, ParagraphText
from desktop_app.domain.answer_model import GenerationOptions
from desktop_app.domain.conversation import Conversation
from desktop_app.domain.jobs import CancelToken
from desktop_app.local_model.client import LocalModel
from tests.helpers.fake_embedder import FakeTextEmbedder
from tests.helpers.memory_library import LibraryMaker, MemoryLibrary
from tests.local_model.conftest import ONE_THREAD, ask
from tests.local_model.tiny_model import write_model

pytestmark = pytest.mark.heavy

MOMENTS = sorted(Random(8).sample(range(1, 90), 20))
"""After so many pieces of text."""
BABBLE = GenerationOptions(max_tokens=400, temperature=1.0, top_p=1.0, repeat_penalty=1.0)
QUESTION = "How is the pump wired to the relay?"


@pytest.fixture(scope="module")
def library() -> MemoryLibrary:
    maker = LibraryMaker()
    pumps = maker.document("pumps", "The pump manual")
    maker.passage(pumps, 1, "The pump is wired to the relay by two cables. Figure 1 shows the wiring of the pump.")
    maker.figure(pumps, 1, "1", "Wiring diagram of the pump and the relay")
    maker.library.index(FakeTextEmbedder())
    return maker.library


def asked(model: LocalModel, library: MemoryLibrary) -> Iterator[AnswerEvent]:
    return answer(
        QUESTION,
        Conversation(),
        library=library,  # type: ignore[arg-type]
        text_embedder=FakeTextEmbedder(),
        image_embedder=None,
        model=model,
        options=AnswerOptions(generation=BABBLE),
        cancel=CancelToken(),
    )


def answer_and_kill(model: LocalModel, library: MemoryLibrary, moment: int) -> tuple[str, AnswerEvent | None]:
    """What was shown of an answer whose process is killed after so many pieces of text, and its last event."""
    shown: list[str] = []
    last = None
    for last in asked(model, library):
        if isinstance(last, ParagraphText):
            shown.append(last.text)
            if len(shown) == moment:
                os.kill(model.process_id or 0, signal.SIGKILL)
    return "".join(shown), last


def test_what_was_written_is_kept_and_each_next_question_works(library: MemoryLibrary, tmp_path: Path) -> None:
    with closing(LocalModel(write_model(tmp_path / "babbler.gguf", context=8192), options=ONE_THREAD)) as model:
        for moment in MOMENTS:
            shown, last = answer_and_kill(model, library, moment)
            assert isinstance(last, AnswerFinished)
            assert last.answer.question == QUESTION
            assert "SIGKILL" in last.answer.notice
            assert "".join(last.answer.paragraphs).split() == shown.split()
        assert ask(model, "the next question")[1].prompt_tokens > 0
