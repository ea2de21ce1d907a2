"""`imageref prepare`: lets a model look at the figures of the library ahead of the first question."""

from __future__ import annotations

from collections.abc import Sequence

from desktop_app.answering.picture_encoding import look_at_pictures
from desktop_app.cli.session import ExitCode, Session
from desktop_app.domain.errors import ModelUnfit


def run(session: Session, documents: Sequence[str], model: str | None, projector: str | None) -> ExitCode:
    """Looks at the figures of these documents, or of all."""
    asked = session.model(model, projector)
    if asked is None:
        raise ModelUnfit("Excerpts need no preparation.", "Name a model that sees pictures with --model.")
    library = session.workspace.library
    ids = [library.document(name).id for name in documents]
    chosen = [figure for each in ids for figure in library.all_figures(each)]
    figures = chosen if ids else library.all_figures()
    new = failed = total = 0
    for event in look_at_pictures(asked, library, figures, session.cancel):
        total = event.total
        new += event.new
        session.output.progress(event.figure.title, event.done, event.total)
        if event.problem:
            failed += 1
            session.output.problem(f"{event.figure.title}: {event.problem}")
    session.output.record({"pictures": total, "new": new, "failed": failed, "model": asked.capabilities.name})
    session.output.text(f"{asked.capabilities.name} knows {total - failed} pictures, {new} of them new.")
    return ExitCode.SOME_FAILED if failed else ExitCode.DONE
