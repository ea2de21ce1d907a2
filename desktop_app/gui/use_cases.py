"""The seam between the window and the use cases: what the window calls, so that a test can pass something else."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from desktop_app.domain.answer_events import AnswerEvent
from desktop_app.domain.collections import EVERYTHING, Scope
from desktop_app.domain.conversation import Conversation
from desktop_app.domain.documents import Document, Figure
from desktop_app.domain.ingest_events import IngestEvent
from desktop_app.domain.jobs import CancelToken
from desktop_app.domain.picture_queries import (
    FigureQuery,
    FoundFigure,
    PictureEvent,
    PictureSearched,
    PicturesTakenIn,
)
from desktop_app.domain.ports import EXCERPTS, Library, Workspace

if TYPE_CHECKING:
    from desktop_app.ingestion.figure_report import FigureReport


@dataclass(frozen=True, slots=True)
class Request:
    """A question and how it is to be answered.

    Attributes:
        model: a name, a GGUF file or `excerpts`.
        picture: a picture that is to be found in the documents; then no model is asked.
        scope: the documents that it is limited to.
        figure: a figure of the library that the question is about.
    """

    question: str
    model: str
    eagerness: str
    picture: Path | None = None
    scope: Scope = EVERYTHING
    figure: Figure | None = None


MOST_FOUND = 120
"""How many figures a search for them brings up at most."""


class UseCases(Protocol):
    """What the window has done for it, always in a background lane."""

    def ingest(
        self, workspace: Workspace, paths: Sequence[Path], cancel: CancelToken, *, again: bool = False
    ) -> Iterator[IngestEvent]:
        """Reads files or folders into the library; with `again` also what is there already."""
        ...

    def find_files(self, paths: Sequence[Path], cancel: CancelToken) -> list[Path]:
        """The files that are meant by files and folders; raises `Cancelled` soon after `cancel` is set."""
        ...

    def unfinished(self, library: Library) -> list[Path]:
        """Files whose reading was interrupted."""
        ...

    def report(self, library: Library, document: Document) -> FigureReport:
        """What was found in a document, and what was not."""
        ...

    def answer(
        self, workspace: Workspace, request: Request, conversation: Conversation, cancel: CancelToken
    ) -> Iterator[AnswerEvent | PicturesTakenIn]:
        """Answers a question as the next turn of a conversation."""
        ...

    def find_figures(self, workspace: Workspace, query: FigureQuery, cancel: CancelToken) -> Iterator[PictureEvent]:
        """Looks for figures by words or by a picture; the last event holds them, best first."""
        ...

    def take_in_pictures(self, workspace: Workspace, cancel: CancelToken) -> Iterator[PicturesTakenIn]:
        """Reads the figures of the library for comparison with pictures, those that were not read before."""
        ...


class RealUseCases:
    """The use cases of the program, imported when they are first called so that the window shows before."""

    def ingest(
        self, workspace: Workspace, paths: Sequence[Path], cancel: CancelToken, *, again: bool = False
    ) -> Iterator[IngestEvent]:
        """Reads files or folders into the library; with `again` also what is there already."""
        from desktop_app.ingestion.ingest import ingest

        yield from ingest(
            paths,
            reader=workspace.reader,
            library=workspace.library,
            text_embedder=workspace.text_embedder,
            image_embedder=workspace.image_embedder,
            cancel=cancel,
            again=again,
        )

    def find_files(self, paths: Sequence[Path], cancel: CancelToken) -> list[Path]:
        """The files that are meant by files and folders; raises `Cancelled` soon after `cancel` is set."""
        from desktop_app.ingestion.file_discovery import find_files

        return find_files([path.expanduser().absolute() for path in paths], cancel)

    def unfinished(self, library: Library) -> list[Path]:
        """Files whose reading was interrupted."""
        from desktop_app.ingestion.ingest import unfinished

        return unfinished(library)

    def report(self, library: Library, document: Document) -> FigureReport:
        """What was found in a document, and what was not."""
        from desktop_app.ingestion.figure_report import figure_report

        return figure_report(library, document)

    def answer(
        self, workspace: Workspace, request: Request, conversation: Conversation, cancel: CancelToken
    ) -> Iterator[AnswerEvent | PicturesTakenIn]:
        """Answers a question as the next turn of a conversation."""
        from desktop_app.answering.scope import naming_scope

        events = self._answer(workspace, request, conversation, cancel)
        yield from naming_scope(events, request.scope, picture=request.picture, figure=request.figure)

    def _answer(
        self, workspace: Workspace, request: Request, conversation: Conversation, cancel: CancelToken
    ) -> Iterator[AnswerEvent | PicturesTakenIn]:
        documents = request.scope.documents
        if request.picture is not None:
            from desktop_app.answering.picture_queries import PictureSearcher, answer_picture

            searcher = PictureSearcher(
                workspace.library, workspace.picture_matcher, workspace.image_embedder, documents
            )
            yield from answer_picture(request.question, request.picture, conversation, searcher, cancel)
            return
        from desktop_app.answering.answer import answer
        from desktop_app.answering.options import AnswerOptions, FigureEagerness

        known = {value.value for value in FigureEagerness}
        eagerness = FigureEagerness(request.eagerness) if request.eagerness in known else FigureEagerness.NORMAL
        model = None if request.model == EXCERPTS else workspace.models.open(request.model)
        yield from answer(
            request.question,
            conversation,
            library=workspace.library,
            text_embedder=workspace.text_embedder,
            image_embedder=workspace.image_embedder,
            model=model,
            options=AnswerOptions(documents, eagerness, about=request.figure.id if request.figure is not None else ""),
            cancel=cancel,
        )

    def find_figures(self, workspace: Workspace, query: FigureQuery, cancel: CancelToken) -> Iterator[PictureEvent]:
        """Looks for figures by words or by a picture; the last event holds them, best first."""
        if query.picture is not None:
            from desktop_app.answering.picture_queries import PictureSearcher, find_picture

            pictures = PictureSearcher(
                workspace.library, workspace.picture_matcher, workspace.image_embedder, query.documents
            )
            yield from find_picture(query.picture, pictures, limit=MOST_FOUND, cancel=cancel)
            return
        from desktop_app.answering.figure_search import find_figures, fits_words
        from desktop_app.answering.retrieval import Searcher

        searcher = Searcher(workspace.library, workspace.text_embedder, workspace.image_embedder, query.documents)
        found = find_figures(query.words, searcher, limit=MOST_FOUND, cancel=cancel)
        fitting = (each for each in found if fits_words(each))
        yield PictureSearched(tuple(FoundFigure(each.figure, each.score, same=True) for each in fitting))

    def take_in_pictures(self, workspace: Workspace, cancel: CancelToken) -> Iterator[PicturesTakenIn]:
        """Reads the figures of the library for comparison with pictures, those that were not read before."""
        from desktop_app.answering.picture_queries import take_in_pictures

        yield from take_in_pictures(workspace.library, workspace.picture_matcher, cancel)
