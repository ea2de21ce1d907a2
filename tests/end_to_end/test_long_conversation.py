"""Twenty turns about pictures with a model that sees: stopped, killed, and changed for another in the middle.

    python -m tests.end_to_end.test_long_conversation

plays the same and prints the memory of both processes.
"""

from __future__ import annotations

import os
import shutil
import signal
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from random import Random

import psutil
import pytest

from desktop_app.answering.answer import answer
from desktop_app.answering.options import AnswerOptions
from desktop_app.domain.answer_events import AnswerFinished, ParagraphText
from desktop_app.domain.answer_model import GenerationOptions
from desktop_app.domain.conversation import Answer, Conversation
from desktop_app.domain.errors import ModelStopped
from desktop_app.domain.jobs import CancelToken
from desktop_app.ingestion.ingest import ingest
from desktop_app.local_model.client import LocalModel
from desktop_app.settings.schema import Settings
from desktop_app.startup import LocalWorkspace
from desktop_app.support.app_dirs import app_dirs
from tests.helpers.processes import still_alive
from tests.tiny_models.drawings import TEST_SEED, Subject
from tests.tiny_models.picture_pages import write_page_of_drawings

pytestmark = [pytest.mark.heavy, pytest.mark.timeout(300)]

DRAWN = (Subject("square", "blue"), Subject("circle", "red"), Subject("star", "green"))
ASKED = ("Which image shows {}?", "Show me {}.", "Where is {}?", "Find {}.")
PAIR = Path(__file__).parents[1] / "tiny_models" / "internvl"
TURNS = 20
WRITING = AnswerOptions(generation=GenerationOptions(max_tokens=80, temperature=0.3))
MIB = 1 << 20


@contextmanager
def filled(folder: Path) -> Iterator[LocalWorkspace]:
    """A workspace with a document of drawings, and the pair that sees under two names."""
    dirs = app_dirs(folder / "home")
    for name in ("one", "two"):
        place = dirs.models / name
        place.mkdir(parents=True)
        shutil.copy(PAIR / "tiny-internvl.gguf", place / f"{name}.gguf")
        shutil.copy(PAIR / "mmproj-tiny-internvl.gguf", place / f"mmproj-{name}.gguf")
    workspace = LocalWorkspace(dirs, dirs.library, Settings(pdf_workers=1, model_threads=1))
    try:
        list(
            ingest(
                [write_page_of_drawings(folder / "drawings.pdf", DRAWN, TEST_SEED)],
                reader=workspace.reader,
                library=workspace.library,
                text_embedder=workspace.text_embedder,
                image_embedder=None,
                cancel=CancelToken(),
            )
        )
        yield workspace
    finally:
        workspace.close()


def turn(
    workspace: LocalWorkspace, model: LocalModel, question: str, talk: Conversation, *, end: str, after: int
) -> Answer | None:
    """Plays a turn that is stopped or killed after some pieces of text, or runs to its end; None where nothing came."""
    cancel = CancelToken()
    last, pieces = None, 0
    events = answer(
        question,
        talk,
        library=workspace.library,
        text_embedder=workspace.text_embedder,
        image_embedder=None,
        model=model,
        options=WRITING,
        cancel=cancel,
    )
    try:
        for last in events:
            pieces += isinstance(last, ParagraphText)
            if pieces == after and end == "stop":
                cancel.cancel()
            if pieces == after and end == "kill" and model.process_id:
                os.kill(model.process_id, signal.SIGKILL)
    except ModelStopped:
        assert end == "kill"
        return None
    assert isinstance(last, AnswerFinished)
    return last.answer


def assert_well_formed(given: Answer, end: str) -> None:
    """Figures stand once each, after paragraphs there are; no reference is left in the text; the end is told."""
    shown = [placed.figure.id for placed in given.figures]
    assert len(shown) == len(set(shown)) <= len(DRAWN)
    assert all(0 <= placed.after_paragraph < max(1, len(given.paragraphs)) for placed in given.figures)
    assert not [paragraph for paragraph in given.paragraphs if "![" in paragraph]
    assert not given.stopped or end == "stop"
    assert "SIG" not in given.notice or end == "kill"


def resident(pid: int | None) -> int:
    """MiB of memory a process holds; 0 for one that is gone."""
    try:
        return int(psutil.Process(pid).memory_info().rss) // MIB if pid else 0
    except psutil.NoSuchProcess:
        return 0


def workers() -> list[psutil.Process]:
    """The processes that this one has started for models and documents, without Python's own helper of them."""
    children = psutil.Process().children(recursive=True)
    return [child for child in children if any("spawn_main" in word for word in child.cmdline())]


def converse(workspace: LocalWorkspace, note: Callable[[str], None]) -> dict[int, list[int]]:
    """Plays the conversation; the memory of each process after each of its turns, this one's under 0."""
    random, talk = Random(TEST_SEED), Conversation()
    held: dict[int, list[int]] = {0: []}
    for number in range(1, TURNS + 1):
        model = workspace.models.open("one" if number <= TURNS // 2 else "two")
        assert isinstance(model, LocalModel)
        question = random.choice(ASKED).format(f"the {random.choice(DRAWN).words}")
        end = "kill" if number % 5 == 0 else random.choice(("stop", "finish"))
        given = turn(workspace, model, question, talk, end=end, after=random.randint(1, 6))
        if given is not None:
            assert_well_formed(given, end)
            talk = Conversation([*talk.turns, given])
        held[0].append(resident(os.getpid()))
        child = resident(model.process_id)
        if child and model.process_id:
            held.setdefault(model.process_id, []).append(child)
        figures = [placed.figure.label for placed in given.figures] if given else []
        note(f"{number:2} {end:6} {question:32} figures {figures}  {held[0][-1]} MiB here, {child} MiB there")
    return held


def test_twenty_turns_with_a_model_that_sees(tmp_path: Path) -> None:
    with filled(tmp_path) as workspace:
        mine, *lives = converse(workspace, lambda _: None).values()
        children = workers()
    assert max(mine) - mine[1] < 60
    assert len(lives) >= 4
    assert all(max(life) - life[0] < 60 for life in lives)
    assert still_alive(children, 60) == []


if __name__ == "__main__":

    def tell(line: str) -> None:
        sys.stdout.write(f"{line}\n")

    with tempfile.TemporaryDirectory() as folder, filled(Path(folder)) as opened:
        memory = converse(opened, tell)
        before = workers()
    tell(f"from turn 2 to turn {TURNS} here {memory[0][1]} to {memory[0][-1]} MiB; left: {still_alive(before, 10)}")
