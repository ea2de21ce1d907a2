"""What the tests of this room share."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from desktop_app.domain.jobs import CancelToken
from desktop_app.domain.page_content import PageAnalyser
from desktop_app.pdf.limits import Limits
from desktop_app.pdf.reader import PdfReader
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


@pytest.fixture
def reader(make_reader: ReaderMaker) -> PdfReader:
    """A reader with the plain analyser."""
    return make_reader()


@pytest.fixture
def token() -> CancelToken:
    """A token that is not cancelled."""
    return CancelToken()
