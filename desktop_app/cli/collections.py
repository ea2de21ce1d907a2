"""`imageref collections`: named sets of documents, to which searches and questions can be limited."""

from __future__ import annotations

import argparse
from collections.abc import Sequence

from desktop_app.cli.records import collection_record
from desktop_app.cli.session import ExitCode, Session
from desktop_app.domain.collections import DocumentCollection
from desktop_app.domain.errors import NotFound
from desktop_app.support.counting import counted


def run(session: Session, arguments: argparse.Namespace) -> ExitCode:
    """Lists, makes, fills, renames, empties or removes collections; without an action it lists them."""
    if arguments.action == "add":
        return _add(session, arguments.name, arguments.documents)
    if arguments.action == "remove":
        return _remove(session, arguments.name, arguments.documents)
    if arguments.action == "rename":
        return _rename(session, arguments.name, arguments.new_name)
    found = session.workspace.library.collections.all()
    _print(session, found)
    if not found:
        session.output.status("There are no collections. Make one with: imageref collections add NAME DOCUMENT…")
    return ExitCode.DONE


def _add(session: Session, name: str, documents: Sequence[str]) -> ExitCode:
    """Puts documents into a collection, which is made where it is missing; all of them, or none."""
    library = session.workspace.library
    ids = [library.document(document).id for document in documents]
    try:
        library.collections.put(library.collections.find(name).id, ids)
    except NotFound:
        library.collections.add(name, ids)
    _print(session, [library.collections.find(name)])
    return ExitCode.DONE


def _remove(session: Session, name: str, documents: Sequence[str]) -> ExitCode:
    """Takes documents out of a collection, or removes it where none is named; documents stay in the library."""
    library = session.workspace.library
    found = library.collections.find(name)
    if documents:
        library.collections.take_out(found.id, [library.document(document).id for document in documents])
        found = library.collections.find(name)
        _print(session, [found])
        return ExitCode.DONE
    library.collections.remove(found.id)
    session.output.record(collection_record(found, session.document_names()) | {"removed": True})
    session.output.text(f"{found.name} removed. Its documents stay in the library.")
    return ExitCode.DONE


def _rename(session: Session, name: str, new_name: str) -> ExitCode:
    collections = session.workspace.library.collections
    collections.rename(collections.find(name).id, new_name)
    _print(session, [collections.find(new_name)])
    return ExitCode.DONE


def _print(session: Session, found: Sequence[DocumentCollection]) -> None:
    names = session.document_names()
    for collection in found:
        record = collection_record(collection, names)
        session.output.record(record)
        session.output.text(f"{collection.name}  {counted(len(collection.documents), 'document')}")
        for document in record["documents"]:
            session.output.text(f"    {document}")
