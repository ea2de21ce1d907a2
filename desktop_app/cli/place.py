"""`imageref place`: figures of the library, put into a given Markdown text."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TextIO

from desktop_app.answering.given_text import place_in_text
from desktop_app.answering.options import AnswerOptions, FigureEagerness
from desktop_app.answering.retrieval import Searcher
from desktop_app.cli.records import placed_record
from desktop_app.cli.session import ExitCode, Session
from desktop_app.domain.answer_events import AnswerFinished
from desktop_app.domain.conversation import FIGURE_SCHEME, Answer
from desktop_app.domain.errors import FileProblem, UnsupportedFile

MOST_BYTES = 5_000_000


def run(
    session: Session, file: Path, figures: str | None, documents: Sequence[str], standard_input: TextIO | None = None
) -> ExitCode:
    """Prints the text with its figures: with `--json` as in an answer, else with the paths of the picture files.

    Raises:
        FileProblem: the file can't be read.
        NotFound: a document that the search is limited to is not there.
    """
    text = _read(file, standard_input or sys.stdin)
    workspace = session.workspace
    chosen = frozenset(workspace.library.document(name).id for name in documents) or None
    options = AnswerOptions(chosen, FigureEagerness(figures or session.settings.figures))
    searcher = Searcher(workspace.library, workspace.text_embedder, workspace.image_embedder, chosen)
    for event in place_in_text(text, searcher, options=options, cancel=session.cancel):
        if isinstance(event, AnswerFinished):
            _print(session, event.answer)
    return ExitCode.DONE


def _read(file: Path, standard_input: TextIO) -> str:
    if str(file) == "-":
        return standard_input.read()
    try:
        if file.stat().st_size > MOST_BYTES:
            raise FileProblem(f"{file.name} is too large a text.", "Give it in parts of up to 5 MB.")
        return file.read_text(encoding="utf-8")
    except OSError as error:
        raise FileProblem(f"{file} can't be read.", "Check the name.") from error
    except UnicodeDecodeError as error:
        raise UnsupportedFile(f"{file.name} is no text in UTF-8.", "Save it as UTF-8 and try again.") from error


def _print(session: Session, answer: Answer) -> None:
    library = session.workspace.library
    paths = {placed.figure.id: library.picture(placed.figure) for placed in answer.figures}
    images = [placed_record(placed) | {"file": str(paths[placed.figure.id])} for placed in answer.figures]
    session.output.record({"markdown": answer.markdown, "images": images})
    readable = answer.markdown
    for identity, path in paths.items():
        readable = readable.replace(f"]({FIGURE_SCHEME}{identity})", f"](<{path}>)")
    session.output.text(readable)
