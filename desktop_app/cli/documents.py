"""`imageref documents` and `imageref remove`."""

from __future__ import annotations

from collections.abc import Sequence

from desktop_app.cli.records import document_record
from desktop_app.cli.session import ExitCode, Session
from desktop_app.domain.documents import DocumentStatus
from desktop_app.domain.errors import NotFound


def run_list(session: Session, collection: str | None = None) -> ExitCode:
    """Lists every document, or those of a collection, whatever their status.

    Raises:
        NotFound: there is no such collection.
    """
    library = session.workspace.library
    documents = library.documents()
    if collection is not None:
        wanted = library.collections.find(collection).documents
        documents = [document for document in documents if document.id in wanted]
    for document in documents:
        session.output.record(document_record(document))
        session.output.text(
            f"{document.name}  {document.status.value}, {document.pages} pages, {document.passages} passages, "
            f"{document.figures} figures"
        )
        if document.error:
            session.output.text(f"    {document.error}")
        if document.status is DocumentStatus.READING:
            session.output.text(
                f"    Interrupted after {document.counts.total} pages; to go on: imageref ingest {document.path}"
            )
    if not documents and collection is None:
        session.output.status("The library is empty. Add documents with: imageref ingest FILE.pdf")
    return ExitCode.DONE


def run_remove(session: Session, names: Sequence[str]) -> ExitCode:
    """Removes documents; one that is not there is listed, and the others go on."""
    library = session.workspace.library
    removed: list[str] = []
    missing: list[str] = []
    for name in names:
        try:
            document = library.document(name)
        except NotFound as error:
            session.output.problem(str(error))
            missing.append(name)
            continue
        library.remove_document(document.id)
        removed.append(document.name)
        session.output.text(f"{document.name} removed")
    session.output.record({"removed": removed, "not_found": missing})
    return ExitCode.SOME_FAILED if missing else ExitCode.DONE
