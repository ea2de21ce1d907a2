"""A picture as a query: `imageref search --picture` and the first turn of `imageref ask --picture`."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from desktop_app.answering.picture_queries import PictureSearcher, answer_picture, find_picture
from desktop_app.cli.records import figure_record
from desktop_app.cli.session import ExitCode, Session
from desktop_app.domain.answer_events import AnswerEvent
from desktop_app.domain.collections import EVERYTHING, Scope
from desktop_app.domain.conversation import Conversation
from desktop_app.domain.picture_queries import PictureSearched, PicturesTakenIn


def run_search(session: Session, picture: Path, limit: int, *, scope: Scope = EVERYTHING) -> ExitCode:
    """Prints the figures that a picture shows, best first."""
    names = session.document_names()
    for event in find_picture(picture, _searcher(session, scope), limit=limit, cancel=session.cancel):
        if isinstance(event, PicturesTakenIn):
            _progress(session, event)
        elif event.complete:
            _print(session, event, names)
    return ExitCode.DONE


def picture_events(
    session: Session, question: str, picture: Path, conversation: Conversation, *, scope: Scope = EVERYTHING
) -> Iterator[AnswerEvent]:
    """The events of an answer about a picture, while figures that are read for the first time show as progress."""
    for event in answer_picture(question, picture, conversation, _searcher(session, scope), session.cancel):
        if isinstance(event, PicturesTakenIn):
            _progress(session, event)
        else:
            yield event


def _searcher(session: Session, scope: Scope) -> PictureSearcher:
    workspace = session.workspace
    return PictureSearcher(workspace.library, workspace.picture_matcher, workspace.image_embedder, scope.documents)


def _progress(session: Session, event: PicturesTakenIn) -> None:
    session.output.progress("figures read for comparison", event.done, event.total)


def _print(session: Session, event: PictureSearched, names: dict[str, str]) -> None:
    for rank, each in enumerate(event.found, start=1):
        figure = each.figure
        record = figure_record(figure, names, session.workspace.library.picture(figure))
        session.output.record({"rank": rank, "score": round(each.score, 4), "same": each.same} | record)
        likeness = "" if each.same else " (not certain)"
        session.output.text(f"{rank}. {names[figure.document_id]}, page {figure.page}: {figure.description}{likeness}")
    if not event.found:
        session.output.status("Nothing was found.")
