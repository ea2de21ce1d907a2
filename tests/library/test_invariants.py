"""Whatever is added, interrupted, failed and removed in whatever order: the library stays sound."""

from __future__ import annotations

import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from desktop_app.domain.documents import DocumentStatus
from desktop_app.domain.errors import NotFound
from desktop_app.domain.page_content import DocumentInfo
from desktop_app.library.opening import CatalogueLibrary, open_library
from tests.helpers.fake_embedder import hashed_words
from tests.helpers.library_filling import add_document, document_id, figure, passage, record

NAMES = st.sampled_from(["a", "b", "c"])
STEPS = st.lists(
    st.tuples(st.sampled_from(["add", "begin", "fail", "finish failed", "remove", "reopen"]), NAMES, st.integers(0, 3)),
    max_size=12,
)


def do(library: CatalogueLibrary, step: str, name: str, colour: int) -> None:
    """One step of a library's life; some make no sense and are refused."""
    identity = document_id(name)
    if step == "add":
        if library.find_document(identity) is None:
            add_document(library, name, [f"word{name} text"], [figure("A drawing", colour=colour)])
    elif step == "begin":
        resume = library.begin_document(identity, Path(f"/{name}.pdf"), DocumentInfo(5), 1)
        if resume.pages_done < 5:
            number = resume.pages_done + 1
            page = record(number, [passage(f"word{name}", number)], [figure("More", colour=colour)])
            library.add_pages(identity, [page])
    elif step == "fail":
        library.fail_document(identity, Path(f"/{name}.pdf"), 1, "It failed.")
    elif step == "finish failed":
        library.finish_document(identity, DocumentStatus.FAILED, "It failed.")
    else:
        library.remove_document(identity)


@given(STEPS)
@settings(max_examples=40, deadline=None)
def test_the_library_stays_sound(steps: list[tuple[str, str, int]]) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "library"
        library = open_library(folder)
        for step, document, colour in steps:
            library._index.close(0)
            if step == "reopen":
                library.close()
                library = open_library(folder)
                continue
            try:
                do(library, step, document, colour)
            except NotFound:
                assert library.find_document(document_id(document)) is None
        library._index.close(0)
        assert library.verify().problems == ()
        ready = {d.id for d in library.documents() if d.status is DocumentStatus.READY}
        hits = library.passages_by_text("worda wordb wordc", 100)
        assert {p.document_id for p in library.passages([hit.id for hit in hits])} == ready
        vectors = library.passages_by_vector(hashed_words("text"), "fake-words-64", 100)
        assert {p.document_id for p in library.passages([hit.id for hit in vectors])} == ready
        library.close()
