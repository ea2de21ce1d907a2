"""What the tests of this room share."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from desktop_app.domain.jobs import CancelToken
from desktop_app.domain.page_content import PageAnalyser
from desktop_app.pdf.limits import Limits
from desktop_app.pdf.reader import PdfReader
from tests.pdf import documents
from tests.pdf.analysers import PlainAnalyser

ReaderMaker = Callable[..., PdfReader]


@pytest.fixture
def make_reader() -> Iterator[ReaderMaker]:
    """Makes readers, and closes them after the test."""
    made: list[PdfReader] = []

    def make(analyser: PageAnalyser | None = None, *, workers: int = 2, limits: Limits | None = None) -> PdfReader:
        reader = PdfReader(analyser or PlainAnalyser(), workers=workers, limits=limits or Limits())
        made.append(reader)
        return reader

    yield make
    for reader in made:
        reader.close()


@pytest.fixture(scope="module")
def reader(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PdfReader]:
    """A reader with the plain analyser, for documents of a few pages: its workers are up and stay the same."""
    reader = PdfReader(PlainAnalyser(), limits=Limits(recycle_documents=1_000_000))
    path = documents.text_document(tmp_path_factory.mktemp("warm") / "a.pdf", 1)
    with reader.open(path, CancelToken()), reader.open(path, CancelToken()):
        reader.render_page(path, 1, 1.0)
    yield reader
    reader.close()


@pytest.fixture
def token() -> CancelToken:
    """A token that is not cancelled."""
    return CancelToken()
