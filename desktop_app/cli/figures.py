"""`imageref figures`: every figure that was found."""

from __future__ import annotations

from desktop_app.cli.records import figure_record
from desktop_app.cli.session import ExitCode, Session
from desktop_app.domain.errors import NotFound


def run(session: Session, document: str | None) -> ExitCode:
    """Lists the figures of the library, or of one document."""
    library = session.workspace.library
    try:
        chosen = library.document(document) if document is not None else None
    except NotFound as error:
        session.output.problem(str(error))
        return ExitCode.SOME_FAILED
    names = session.document_names()
    for figure in library.all_figures(chosen.id if chosen else None):
        session.output.record(figure_record(figure, names, library.picture(figure)))
        session.output.text(f"{names[figure.document_id]}, page {figure.page}: {figure.description}")
    return ExitCode.DONE
