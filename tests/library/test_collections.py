"""Collections keep their documents through everything that happens to them."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from desktop_app.domain.collections import LONGEST_NAME
from desktop_app.domain.documents import DocumentStatus
from desktop_app.domain.errors import NameRefused, NotFound
from desktop_app.domain.page_content import DocumentInfo
from desktop_app.library.opening import CatalogueLibrary, open_library
from tests.helpers.library_filling import add_document, passage, record


def members(library: CatalogueLibrary, name: str) -> set[str]:
    return {
        document.name for document in library.documents() if document.id in library.collections.find(name).documents
    }


def test_a_collection_comes_back_as_it_was_made(library: CatalogueLibrary) -> None:
    pump, valve = (add_document(library, name, ["text"]) for name in ("pump", "valve"))
    made = library.collections.add("  Pump   manuals ", [pump.id, "unknown"])
    library.collections.add("acme", [pump.id, valve.id])
    assert (made.name, made.documents) == ("Pump manuals", {pump.id})
    assert [each.name for each in library.collections.all()] == ["acme", "Pump manuals"]
    assert library.collections.find("pump MANUALS") == made


def test_documents_go_in_and_out(library: CatalogueLibrary) -> None:
    pump, valve = (add_document(library, name, ["text"]) for name in ("pump", "valve"))
    made = library.collections.add("All", [pump.id])
    library.collections.put(made.id, [pump.id, valve.id, "unknown"])
    assert members(library, "All") == {"pump", "valve"}
    library.collections.take_out(made.id, [pump.id])
    assert members(library, "All") == {"valve"}


def test_names_are_refused_where_they_are_empty_or_taken(library: CatalogueLibrary) -> None:
    first = library.collections.add("Straße")
    second = library.collections.add("Other " + "x" * 300)
    assert len(second.name) == LONGEST_NAME
    for refused in ("", " \n ", "STRASSE"):
        with pytest.raises(NameRefused):
            library.collections.add(refused)
        with pytest.raises(NameRefused):
            library.collections.rename(second.id, refused)
    library.collections.rename(first.id, "STRASSE")
    assert library.collections.find("strasse").name == "STRASSE"


def test_what_is_not_there_is_said(library: CatalogueLibrary) -> None:
    gone = library.collections.add("Gone")
    library.collections.remove(gone.id)
    with pytest.raises(NotFound):
        library.collections.find("Gone")
    for call in (
        lambda: library.collections.rename(gone.id, "Back"),
        lambda: library.collections.remove(gone.id),
        lambda: library.collections.put(gone.id, []),
        lambda: library.collections.take_out(gone.id, []),
    ):
        with pytest.raises(NotFound):
            call()
    assert library.collections.add("Gone").id != gone.id


def test_a_document_that_is_read_again_or_changed_stays_in_its_collections(library: CatalogueLibrary) -> None:
    pump = add_document(library, "pump", ["text"])
    library.collections.add("Pumps", [pump.id])
    for identity, becomes in (("ab" * 32, pump.id), ("cd" * 32, "")):
        library.begin_document(identity, Path(pump.path), DocumentInfo(1), 1)
        library.add_pages(identity, [record(1, [passage("new text")])])
        library.finish_document(identity, DocumentStatus.READY, replaces=[pump.id, "cd" * 32], becomes=becomes)
        [document] = library.documents()
        assert library.collections.find("pumps").documents == {document.id}


def test_a_removed_document_leaves_its_collections(library: CatalogueLibrary) -> None:
    pump = add_document(library, "pump", ["text"])
    library.collections.add("Pumps", [pump.id])
    library.remove_document(pump.id)
    assert library.collections.find("Pumps").documents == frozenset()
    assert library.verify().problems == ()


def test_a_search_in_a_collection_finds_its_documents_alone(library: CatalogueLibrary) -> None:
    pump, valve = (add_document(library, name, [f"the {name} moves oil"]) for name in ("pump", "valve"))
    made = library.collections.add("Pumps", [pump.id])
    for wanted, found in ((made.documents, {pump.id}), (None, {pump.id, valve.id}), (frozenset(), set())):
        hits = library.passages_by_text("oil", 10, wanted)
        assert {p.document_id for p in library.passages([hit.id for hit in hits])} == found


def test_a_collection_that_changed_is_a_reason_for_a_backup(folder: Path) -> None:
    with open_library(folder) as library:
        pump = add_document(library, "pump", ["text"])
        made = library.collections.add("Pumps")
    [first] = (folder / "backups").iterdir()
    past = first.stat().st_mtime - 2 * 24 * 3600
    os.utime(first, (past, past))
    with open_library(folder) as library:
        library.collections.put(made.id, [pump.id])
    newest = max((folder / "backups").iterdir())
    with closing(sqlite3.connect(newest)) as connection:
        assert connection.execute("SELECT count(*) FROM collection_members").fetchone() == (1,)
