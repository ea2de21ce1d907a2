from __future__ import annotations

import os
import threading
from pathlib import Path

import pytest

from desktop_app.domain.documents import DocumentStatus, LeftOut, Mention, PageState
from desktop_app.domain.errors import LibraryError, NotFound
from desktop_app.domain.geometry import Box, Region
from desktop_app.domain.page_content import DocumentInfo, SkippedGraphic
from desktop_app.domain.ports import FigureField, PageRecord, PassageDraft, VectorField
from desktop_app.library.opening import CatalogueLibrary, open_library
from tests.helpers.fake_embedder import FakeTextEmbedder, hashed_words
from tests.helpers.library_filling import add_document, document_id, figure, passage, record

EMBEDDER = FakeTextEmbedder()


def test_a_document_comes_back_as_it_was_stored(library: CatalogueLibrary) -> None:
    document = add_document(library, "manual", ["first text", "second text"], [figure("A pump", label="1")])
    assert (document.name, document.title, document.pages) == ("manual", "manual", 2)
    assert (document.counts.text, document.passages, document.figures) == (2, 2, 1)
    assert document.status is DocumentStatus.READY
    assert library.documents() == [document] == [library.document("manual")]
    (found,) = library.all_figures()
    assert (found.label, found.caption, found.page, found.pixels) == ("1", "A pump", 1, (4, 4))
    assert library.picture(found).read_bytes().startswith(b"\x89PNG")


def test_passages_keep_their_places_and_headings(library: CatalogueLibrary) -> None:
    identity = document_id("x")
    regions = (Region(1, Box(1, 2, 3, 4.5)), Region(2, Box(5, 6, 7, 8)))
    draft = PassageDraft("One.\n\nTwo.", regions, ("Part", "Chapter\x1f 2"))
    library.begin_document(identity, Path("/x.pdf"), DocumentInfo(2), 1)
    ids = library.add_pages(identity, [PageRecord(record(1).page, (draft,), heading_path=("Part", "", "Deep"))])
    (stored,) = library.document_passages(identity)
    assert [stored.id] == ids
    assert (stored.regions, stored.heading_path) == (regions, ("Part", "Chapter  2"))
    resumed = library.begin_document(identity, Path("/x.pdf"), DocumentInfo(2), 1)
    assert (resumed.pages_done, resumed.heading_path) == (1, ("Part", "", "Deep"))


def test_only_finished_documents_are_seen_and_found(library: CatalogueLibrary) -> None:
    unfinished = add_document(library, "half", ["valve text"], [figure("A valve")], finish=False)
    vector = hashed_words("valve text")
    assert library.documents() == [unfinished]
    assert library.passages([p.id for p in library.document_passages(unfinished.id)]) == []
    assert (library.all_figures(), library.pages(unfinished.id)) == ([], [])
    assert library.page_passages(unfinished.id, 1) == []
    assert library.passages_by_text("valve", 5) == []
    assert library.figures_by_text("valve", list(FigureField), 5) == []
    assert library.passages_by_vector(vector, EMBEDDER.name, 5) == []
    library.finish_document(unfinished.id, DocumentStatus.PARTIAL, "Page 2 failed.")
    assert len(library.passages_by_text("valve", 5)) == 1
    assert len(library.figures_by_text("valve", list(FigureField), 5)) == 1
    assert len(library.passages_by_vector(vector, EMBEDDER.name, 5)) == 1
    assert [page.state for page in library.pages(unfinished.id)] == [PageState.TEXT]


def test_a_failed_document_is_listed_with_its_reason_and_begins_anew(library: CatalogueLibrary) -> None:
    add_document(library, "scan", ["x"], [figure("x")], finish=False)
    library.finish_document(document_id("scan"), DocumentStatus.FAILED, "It is a scan.")
    assert library.document("scan").error == "It is a scan."
    again = library.begin_document(document_id("scan"), Path("/documents/scan.pdf"), DocumentInfo(1), 1)
    assert again.pages_done == 0
    assert library.document_passages(document_id("scan")) == []
    assert library.document("scan").status is DocumentStatus.READING
    assert library.verify().problems == ()


def test_a_document_that_is_begun_again_is_not_found_meanwhile(library: CatalogueLibrary) -> None:
    add_document(library, "m", ["pump"])
    vector = hashed_words("pump")
    assert library.passages_by_vector(vector, EMBEDDER.name, 5)
    resumed = library.begin_document(document_id("m"), Path("/documents/m.pdf"), DocumentInfo(1), 1)
    assert resumed.pages_done == 1
    assert library.passages_by_vector(vector, EMBEDDER.name, 5) == []


def test_a_document_that_was_never_opened_can_fail(library: CatalogueLibrary) -> None:
    library.fail_document("ab" * 32, Path("/a/b.pdf"), 7, "It needs a password.")
    (document,) = library.documents()
    assert (document.status, document.error, document.size) == (DocumentStatus.FAILED, "It needs a password.", 7)


def test_documents_are_named_by_stem_or_id(library: CatalogueLibrary) -> None:
    first = add_document(library, "one", ["a"], path=Path("/a/guide.pdf"))
    assert library.document("guide") == first
    second = add_document(library, "two", ["b"], path=Path("/b/guide.pdf"))
    assert [document.name for document in library.documents()] == [first.id, second.id]
    assert library.document(second.id).path == "/b/guide.pdf"
    assert library.document(second.id[:10]).id == second.id
    for unknown in ("guide", "guide.pdf", second.id[:7], "nothing", "\0\ud800"):
        with pytest.raises(NotFound):
            library.document(unknown)


def test_a_document_is_found_by_its_file_name(library: CatalogueLibrary) -> None:
    document = add_document(library, "manual", ["a"])
    assert library.document("manual.pdf") == document


def test_names_that_are_no_text_survive(library: CatalogueLibrary) -> None:
    path = Path(os.fsdecode(b"/documents/caf\xe9.pdf"))
    document = add_document(library, "latin", ["a"], path=path)
    assert Path(document.path) == path
    document.name.encode("utf-8")


def test_text_that_is_no_utf8_is_made_safe(library: CatalogueLibrary) -> None:
    document = add_document(library, "odd", ["nul \0 and surrogate \ud800 here"], [figure("a \udfff b\0")])
    (stored,) = library.document_passages(document.id)
    assert stored.text == "nul  and surrogate ? here"
    assert library.all_figures()[0].caption == "a ? b"


def test_passages_and_figures_come_in_the_order_asked_for(library: CatalogueLibrary) -> None:
    document = add_document(library, "m", ["a", "b", "c"], [figure("x"), figure("y")])
    ids = [p.id for p in library.document_passages(document.id)]
    assert [p.id for p in library.passages([ids[2], "unknown", ids[0]])] == [ids[2], ids[0]]
    figures = [f.id for f in library.document_figures(document.id)]
    assert [f.id for f in library.figures([figures[1], figures[0]])] == [figures[1], figures[0]]


def test_a_passage_stands_on_every_page_it_touches(library: CatalogueLibrary) -> None:
    identity = document_id("long")
    draft = PassageDraft("over the page", (Region(1, Box(0, 0, 1, 1)), Region(2, Box(0, 0, 1, 1))))
    library.begin_document(identity, Path("/l.pdf"), DocumentInfo(3), 1)
    library.add_pages(identity, [record(1), PageRecord(record(2).page, (passage("own", 2),)), record(3)])
    library.add_pages(identity, [])
    library.finish_document(identity, DocumentStatus.READY)
    assert [p.text for p in library.page_passages(identity, 2)] == ["own"]
    other = document_id("other")
    library.begin_document(other, Path("/o.pdf"), DocumentInfo(1), 1)
    library.add_pages(other, [PageRecord(record(1).page, (draft,))])
    library.finish_document(other, DocumentStatus.READY)
    assert [len(library.page_passages(other, page)) for page in (1, 2, 3)] == [1, 1, 0]

    document = add_document(library, "m", ["text"], [figure("A pump")])
    (found,) = library.all_figures()
    for text in ("the impeller of Figure 1", "the gasket of Figure 1"):
        library.set_mentions(document.id, {found.id: [Mention("p", text)]})
    assert library.all_figures()[0].mentions == (Mention("p", "the gasket of Figure 1"),)
    assert library.figures_by_text("gasket", [FigureField.MENTIONS], 5)
    assert not library.figures_by_text("impeller", list(FigureField), 5)
    assert not library.figures_by_text("gasket", [FigureField.CAPTION], 5)


def test_equal_pictures_are_stored_once_and_go_with_their_last_document(
    library: CatalogueLibrary, folder: Path
) -> None:
    one = add_document(library, "one", ["a"], [figure("x", colour=7), figure("y", colour=7), figure("z", colour=8)])
    two = add_document(library, "two", ["b"], [figure("x", colour=7)])
    assert len(list((folder / "figures").iterdir())) == 2
    library.remove_document(one.id)
    (kept,) = library.all_figures()
    assert [path.name for path in (folder / "figures").iterdir()] == [kept.file]
    library.remove_document(two.id)
    assert list((folder / "figures").iterdir()) == []


def test_a_removed_document_leaves_nothing_behind(library: CatalogueLibrary, folder: Path) -> None:
    kept = add_document(library, "kept", ["something harmless"])
    document = add_document(library, "secret", ["the zanzibar protocol"], [figure("A quixotic drawing")])
    library.set_mentions(document.id, {library.all_figures(document.id)[0].id: [Mention("p", "zanzibar xylophone")]})
    library.remove_document(document.id)
    check = library.verify()
    assert (check.documents, check.passages, check.figures, check.vectors, check.problems) == (1, 1, 0, 1, ())
    library.close()
    content = b"".join(path.read_bytes() for path in folder.rglob("*") if path.is_file()).lower()
    for planted in (b"zanzibar", b"quixotic", b"xylophone", b"secret"):
        assert planted not in content
    with open_library(folder) as reopened:
        assert [d.id for d in reopened.documents()] == [kept.id]


def test_what_does_not_exist_can_not_be_changed(library: CatalogueLibrary) -> None:
    for change in (
        lambda: library.remove_document("nothing"),
        lambda: library.relocate_document("nothing", Path("/x")),
        lambda: library.add_pages("nothing", [record(1)]),
        lambda: library.store_vectors("nothing", VectorField.PASSAGE, "m", ["p"], hashed_words("x")[None]),
    ):
        with pytest.raises(NotFound):
            change()


def test_a_moved_file_keeps_its_document(library: CatalogueLibrary) -> None:
    document = add_document(library, "m", ["a"])
    library.relocate_document(document.id, Path("/elsewhere/renamed.pdf"))
    assert library.document("renamed").path == "/elsewhere/renamed.pdf"


def test_skipped_graphics_are_kept(library: CatalogueLibrary) -> None:
    identity = document_id("m")
    library.begin_document(identity, Path("/m.pdf"), DocumentInfo(1), 1)
    skipped = (SkippedGraphic(Box(0, 0, 5, 5), "logo"),)
    library.add_pages(identity, [PageRecord(record(1).page, skipped=skipped)])
    assert library.left_out(identity) == []
    library.finish_document(identity, DocumentStatus.READY)
    assert library.left_out(identity) == [LeftOut(Region(1, Box(0, 0, 5, 5)), "logo")]
    library.remove_document(identity)
    assert library.left_out(identity) == []
    assert library.verify().problems == ()


def test_a_page_comes_once_and_a_failed_call_changes_nothing(library: CatalogueLibrary) -> None:
    add_document(library, "m", ["a"], finish=False)
    with pytest.raises(LibraryError):
        library.add_pages(document_id("m"), [record(2, [passage("new")]), record(1)])
    assert [p.text for p in library.document_passages(document_id("m"))] == ["a"]
    assert [p.number for p in library.document_pages(document_id("m"))] == [1]


def test_many_threads_read_while_one_writes(library: CatalogueLibrary) -> None:
    add_document(library, "first", ["pump text"])
    done, failures = threading.Event(), []

    def read() -> None:
        try:
            while not done.is_set():
                hits = library.passages_by_text("pump", 50)
                texts = [p.text for p in library.passages([hit.id for hit in hits])]
                assert len(texts) == len(hits) > 0
                library.passages_by_vector(hashed_words("pump"), EMBEDDER.name, 5)
                assert len(library.documents()) >= 1
        except BaseException as error:  # noqa: BLE001 - a thread border; the test fails below
            failures.append(error)

    threads = [threading.Thread(target=read) for _ in range(6)]
    for thread in threads:
        thread.start()
    for number in range(20):
        add_document(library, f"more {number}", ["pump again"], [figure("x", colour=number)])
    done.set()
    for thread in threads:
        thread.join()
    assert failures == []


def test_a_closed_library_says_so(folder: Path) -> None:
    opened = open_library(folder)
    opened.close()
    opened.close()
    with pytest.raises(LibraryError, match="closed"):
        opened.documents()
    with pytest.raises(LibraryError, match="closed"):
        opened.remove_document("x")
