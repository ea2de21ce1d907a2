"""How soon Stop is heard and the window answers, with the real reader, embedder and starter model.

    python -m tests.benchmarks.responsiveness

Prints what was measured, its seconds and its target; ends with 1 where a target was missed. Without the starter model
its rows are left out.
"""

from __future__ import annotations

import os
import signal
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from desktop_app.domain.answer_model import GenerationOptions, Message, Prompt, PromptText, Role
from desktop_app.domain.errors import Cancelled
from desktop_app.domain.jobs import CancelToken
from desktop_app.embedding.text import MiniLmEmbedder
from desktop_app.gui.chat.turn_view import TurnView
from desktop_app.ingestion.page_analysis import Analyser
from desktop_app.local_model.client import LocalModel
from desktop_app.local_model.gguf_header import read_header
from desktop_app.model_store.local_models import find_starter
from desktop_app.pdf.reader import PdfReader
from tests.benchmarks.measured import Measured, print_table, stopwatch, until_cancelled
from tests.benchmarks.window_desk import desk
from tests.gui.fakes import endless_answer
from tests.pdf.documents import text_document

PASSAGE = "The pump stands on a bracket of cast iron. Four bolts of 8 mm hold the bracket on the frame. "
OPTIONS = GenerationOptions(max_tokens=4_000, temperature=1.0)
STOP_S = 1.0


def _prompt(text: str) -> Prompt:
    return Prompt((Message(Role.USER, (PromptText(text),)),))


def _stop(model: LocalModel, prompt: Prompt, after: float) -> float:
    cancel = CancelToken()
    with until_cancelled(cancel, after) as taken:
        list(model.stream(prompt, OPTIONS, cancel))
    return taken[0]


def of_the_model(file: Path) -> Iterator[Measured]:
    """The header check, and Stop in every state of the model's process."""
    with stopwatch() as taken:
        read_header(file)
    yield Measured("the starter's header is read and checked", taken[0], 1.0)
    with closing(LocalModel(file, name="starter")) as model:
        model.count_tokens("loaded")
        long_answer = _prompt("Write a very long story about a pump, chapter by chapter, without an end.")
        yield Measured("Stop: the model writes", _stop(model, long_answer, 1.0), STOP_S)
        yield Measured("Stop: the model reads a long prompt", _stop(model, _prompt(PASSAGE * 250), 1.0), STOP_S)
        if hasattr(signal, "SIGSTOP") and model.process_id is not None:
            os.kill(model.process_id, signal.SIGSTOP)
            yield Measured("Stop: the model's process hangs", _stop(model, _prompt("x"), 0.3), STOP_S)


def of_the_embedder() -> Iterator[Measured]:
    """Stop while vectors are made, and texts without an end."""
    embedder = MiniLmEmbedder()
    embedder.embed_query("loaded")
    cancel = CancelToken()
    with until_cancelled(cancel, 0.5) as taken:
        embedder.embed_passages(["many words " * 120] * 1_000, cancel)
    yield Measured("Stop: vectors are made", taken[0], STOP_S)
    with stopwatch() as taken:
        embedder.embed_passages(["x" * 10_000_000, "word " * 2_000_000, " " * 10_000_000], CancelToken())
    yield Measured("vectors of three texts of 10 MB", taken[0], 3.0)


def of_the_reader(folder: Path) -> Iterator[Measured]:
    """Stop while a document is read, and pages that are shown meanwhile."""
    path = text_document(folder / "a.pdf", 600)
    with closing(PdfReader(Analyser())) as reader:
        cancel = CancelToken()
        with until_cancelled(cancel, 1.5) as taken:
            _read_on_and_on(reader, path, cancel)
        yield Measured("Stop: a document is read", taken[0], STOP_S)
        cancel = CancelToken()
        reading = threading.Thread(target=_read_quietly, args=(reader, path, cancel))
        reading.start()
        with stopwatch() as taken:
            reader.render_page(path, 1, 1.0)
        yield Measured("the first page is shown while a document is read", taken[0], 2.0)
        with stopwatch() as taken:
            reader.render_page(path, 2, 1.0)
        yield Measured("the next page is shown while a document is read", taken[0], 0.5)
        cancel.cancel()
        reading.join()


def _read_on_and_on(reader: PdfReader, path: Path, cancel: CancelToken) -> None:
    with reader.open(path, cancel) as document:
        while True:
            for _ in document.pages(1, document.info.pages, cancel):
                pass


def _read_quietly(reader: PdfReader, path: Path, cancel: CancelToken) -> None:
    with suppress(Cancelled):
        _read_on_and_on(reader, path, cancel)


def of_the_window() -> Iterator[Measured]:
    """Files that are added, an answer that is stopped, a window that is closed in the middle of both; with fakes."""
    with desk() as made:
        window, use_cases = made.window, made.use_cases
        use_cases.gate.clear()
        with stopwatch() as taken:
            window.add([Path(f"/docs/{number}.pdf") for number in range(200)])
            made.until(lambda: window.model.rowCount() == 200)
        yield Measured("200 files are listed", taken[0], 1.0)
        window.library.stop_all()
        use_cases.gate.set()
        made.until(lambda: not made.busy)
    with desk() as made:
        window, use_cases = made.window, made.use_cases
        use_cases.script = endless_answer()
        window.ask("Go on")
        [turn] = window.findChildren(TurnView)
        made.until(lambda: bool(turn.text_blocks))
        with stopwatch() as taken:
            window.chat.stop()
            made.until(lambda: not window.chat.busy)
        yield Measured("Stop: an answer in the window", taken[0], STOP_S)
        window.ask("Go on")
        made.until(lambda: len(use_cases.requests) == 2)
        use_cases.gate.clear()
        window.add([Path("/docs/a.pdf"), Path("/docs/b.pdf")])
        made.until(lambda: any(entry.progress for entry in window.model.entries))
        with stopwatch() as taken:
            window.close()
        yield Measured("closing while reading and answering", taken[0], 3.0)


def measurements() -> Iterator[Measured]:
    """All of them, one after another."""
    starter = find_starter()
    if starter is not None:
        yield from of_the_model(starter)
    yield from of_the_embedder()
    with tempfile.TemporaryDirectory() as folder:
        yield from of_the_reader(Path(folder))
    yield from of_the_window()


if __name__ == "__main__":
    sys.exit(0 if print_table(measurements()) else 1)
