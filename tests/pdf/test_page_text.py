"""The words, hits and links of pages, through the real worker."""

from __future__ import annotations

import math
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from desktop_app.domain.errors import Cancelled, UnsupportedFile
from desktop_app.domain.geometry import Box
from desktop_app.domain.jobs import CancelToken
from desktop_app.domain.page_text import PageHits, PageLink, PageText, TextHit, TextWord
from desktop_app.pdf import wire
from desktop_app.pdf.document_search import DocumentSearch
from desktop_app.pdf.limits import Limits
from desktop_app.pdf.reader import PdfReader
from tests.pdf import documents
from tests.pdf.analysers import PlainAnalyser

pytestmark = pytest.mark.heavy


@pytest.fixture(scope="module")
def reader(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PdfReader]:
    """A reader whose workers that show and search are up."""
    reader = PdfReader(PlainAnalyser(), limits=Limits(recycle_documents=1_000_000))
    path = documents.text_document(tmp_path_factory.mktemp("warm") / "a.pdf", 1)
    reader.page_text(path, 1)
    list(reader.find_text(path, [1], "page", CancelToken()))
    yield reader
    reader.close()


def hits(reader: PdfReader, path: Path, query: str, pages: int = 1) -> dict[int, tuple[TextHit, ...]]:
    found = reader.find_text(path, range(1, pages + 1), query, CancelToken())
    return {page.number: page.hits for page in found if page.hits}


def two_columns(page: Any) -> None:
    page.insert_text((40, 60), ["The cooling cir-", "cuit is closed."], fontsize=11)
    page.insert_text((220, 60), ["A second column", "with more words."], fontsize=11)


def test_words_come_with_their_lines_and_places(reader: PdfReader, tmp_path: Path) -> None:
    text = reader.page_text(documents.drawn(tmp_path / "a.pdf", two_columns), 1)
    assert [word.text for word in text.words[:5]] == ["The", "cooling", "cir-", "cuit", "is"]
    first, _, third, fourth, _ = text.words[:5]
    assert first.line == third.line
    assert (third.block, third.line) != (fourth.block, fourth.line)
    assert first.box.x0 == pytest.approx(40, abs=1)
    assert first.box.y0 < 60 < first.box.y1


@pytest.mark.parametrize("rotation", [0, 90, 180, 270])
def test_places_are_those_of_the_unrotated_page(reader: PdfReader, tmp_path: Path, rotation: int) -> None:
    def draw(page: Any) -> None:
        two_columns(page)
        page.set_rotation(rotation)

    path = documents.drawn(tmp_path / "a.pdf", draw)
    assert reader.page_text(path, 1).words[0].box.x0 == pytest.approx(40, abs=1)
    [hit] = hits(reader, path, "cooling circuit")[1]
    assert [round(box.y1 / 10) for box in hit.boxes] == [6, 8]


def test_a_hyphenated_phrase_is_marked_on_both_lines(reader: PdfReader, tmp_path: Path) -> None:
    path = documents.drawn(tmp_path / "a.pdf", two_columns)
    [hit] = hits(reader, path, "COOLING CIRCUIT")[1]
    upper, lower = hit.boxes
    assert upper.y1 < lower.y1
    assert upper.x0 > 55
    assert lower.x0 == pytest.approx(40, abs=1)
    assert lower.x1 < 70, "only the word, not the line"


def test_hits_on_many_pages_come_in_the_order_asked_for(reader: PdfReader, tmp_path: Path) -> None:
    path = documents.text_document(tmp_path / "a.pdf", 40)
    order = [*range(30, 41), *range(1, 30)]
    found = list(reader.find_text(path, order, "page number 3", CancelToken()))
    assert [page.number for page in found] == order
    assert [page.number for page in found if page.hits] == [*range(30, 40), 3]
    assert list(reader.find_text(path, order, "  ", CancelToken())) == []


def test_pages_are_drawn_while_others_are_searched(reader: PdfReader, tmp_path: Path) -> None:
    path = documents.text_document(tmp_path / "a.pdf", 100)
    search = reader.find_text(path, range(1, 101), "page", CancelToken())
    next(search)
    assert reader.render_page(path, 50, 0.3).width == 120
    assert sum(len(page.hits) for page in search) == 99


@pytest.fixture
def search() -> Iterator[DocumentSearch]:
    searches = DocumentSearch(Limits(page_s=30.0))
    yield searches
    searches.close()


def test_stop_ends_a_search_in_the_middle_of_a_page(search: DocumentSearch, tmp_path: Path) -> None:
    path = documents.slow_page(tmp_path / "a.pdf", 5, 2)
    list(search.find(path, [1], "page", CancelToken()))
    token = CancelToken()
    found = search.find(path, range(1, 6), "page", token)
    token.cancel()
    with pytest.raises(Cancelled):
        list(found)
    assert next(search.find(path, [4], "number 4", CancelToken())).hits


def test_a_page_that_takes_too_long_is_passed_over(tmp_path: Path) -> None:
    path = documents.slow_page(tmp_path / "a.pdf", 5, 2, strokes=6_000_000)
    searches = DocumentSearch(Limits(page_s=0.5))
    try:
        found = list(searches.find(path, range(1, 6), "page", CancelToken()))
    finally:
        searches.close()
    assert [page.number for page in found] == [1, 2, 3, 4, 5]
    assert [page.failed for page in found][1]
    assert found[4].hits


def test_a_missing_page_and_a_damaged_file_are_said(reader: PdfReader, tmp_path: Path) -> None:
    path = documents.text_document(tmp_path / "a.pdf", 2)
    for asked in (lambda: reader.page_text(path, 3), lambda: list(reader.find_text(path, [3], "x", CancelToken()))):
        with pytest.raises(UnsupportedFile, match="no page 3"):
            asked()
    (tmp_path / "b.pdf").write_bytes(b"no document at all")
    with pytest.raises(UnsupportedFile, match="damaged"):
        reader.outline(tmp_path / "b.pdf")


def test_links_lead_to_pages_and_addresses_only(reader: PdfReader, tmp_path: Path) -> None:
    import pymupdf

    document = pymupdf.open(documents.text_document(tmp_path / "plain.pdf", 3))
    page = document[0]
    rectangle = pymupdf.Rect(10, 10, 50, 30)
    page.insert_link({"kind": pymupdf.LINK_GOTO, "from": rectangle, "page": 2})
    page.insert_link({"kind": pymupdf.LINK_URI, "from": rectangle, "uri": "https://example.org/a"})
    page.insert_link({"kind": pymupdf.LINK_LAUNCH, "from": rectangle, "file": "evil.exe"})
    page.insert_link({"kind": pymupdf.LINK_GOTOR, "from": rectangle, "file": "other.pdf", "page": 0})
    path = documents.save(document, tmp_path / "a.pdf")
    links = reader.page_text(path, 1).links
    assert {(link.page, link.address) for link in links} == {(3, ""), (0, "https://example.org/a")}
    assert links[0].box == pytest.approx((10, 10, 50, 30), abs=0.5)


def test_bookmarks_are_given(reader: PdfReader, tmp_path: Path) -> None:
    outline = [(1, "One", 1), (2, "Two", 2)]
    path = documents.text_document(tmp_path / "a.pdf", 3, outline=outline)
    assert [(entry.level, entry.title, entry.page) for entry in reader.outline(path)] == outline


def test_a_scan_has_no_words(reader: PdfReader, tmp_path: Path) -> None:
    picture = documents.picture(100, 100)
    path = documents.drawn(tmp_path / "a.pdf", lambda page: page.insert_image(page.rect, stream=picture))
    assert reader.page_text(path, 1) == PageText()
    assert hits(reader, path, "word") == {}


BAD = Box(0, 0, math.nan, 1)


def test_what_a_worker_says_is_checked() -> None:
    with pytest.raises(wire.WireError, match="place"):
        wire.checked_text(PageText((TextWord("a", BAD, 0, 0),)), 3)
    with pytest.raises(wire.WireError, match="leads nowhere"):
        wire.checked_text(PageText(links=(PageLink(Box(0, 0, 1, 1), 4),)), 3)
    with pytest.raises(wire.WireError, match="place"):
        wire.checked_hits(PageHits(1, (TextHit((BAD,)),)), 1)
    with pytest.raises(wire.WireError, match="in place of"):
        wire.checked_hits(PageHits(2), 1)


def test_a_search_of_nothing_ends_at_once(search: DocumentSearch, tmp_path: Path) -> None:
    assert list(search.find(tmp_path / "missing.pdf", [1], "", CancelToken())) == []
