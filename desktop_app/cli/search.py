"""`imageref search`: passages or figures for a query, best first."""

from __future__ import annotations

from desktop_app.answering.figure_search import find_figures
from desktop_app.answering.retrieval import Searcher, find_passages
from desktop_app.cli.records import figure_record, passage_record
from desktop_app.cli.session import ExitCode, Session
from desktop_app.domain.collections import EVERYTHING, Scope

SHOWN_CHARACTERS = 300
"""How much of a passage people see in the terminal."""


def run(session: Session, query: str, kind: str, limit: int, *, scope: Scope = EVERYTHING) -> ExitCode:
    """Prints the best hits; `kind` is "passages" or "figures"."""
    workspace = session.workspace
    searcher = Searcher(workspace.library, workspace.text_embedder, workspace.image_embedder, scope.documents)
    show = _show_figures if kind == "figures" else _show_passages
    if show(session, query, searcher, limit) == 0:
        session.output.status("Nothing was found.")
    return ExitCode.DONE


def _show_passages(session: Session, query: str, searcher: Searcher, limit: int) -> int:
    names = session.document_names()
    vector = searcher.text_embedder.embed_query(query)
    found = find_passages(query, vector, searcher, limit=limit)
    for rank, ranked in enumerate(found, start=1):
        passage = ranked.passage
        session.output.record({"rank": rank, "score": round(ranked.score, 4)} | passage_record(passage, names))
        text = passage.text if len(passage.text) <= SHOWN_CHARACTERS else passage.text[:SHOWN_CHARACTERS] + "…"
        session.output.text(f"{rank}. {names[passage.document_id]}, page {passage.page}\n   {' '.join(text.split())}")
    return len(found)


def _show_figures(session: Session, query: str, searcher: Searcher, limit: int) -> int:
    names = session.document_names()
    found = find_figures(query, searcher, limit=limit, cancel=session.cancel)
    for rank, ranked in enumerate(found, start=1):
        figure = ranked.figure
        record = figure_record(figure, names, searcher.library.picture(figure))
        session.output.record({"rank": rank, "score": round(ranked.score, 4)} | record)
        session.output.text(f"{rank}. {names[figure.document_id]}, page {figure.page}: {figure.description}")
    return len(found)
