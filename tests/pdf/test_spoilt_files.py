"""Rows P6 and P9: files that are cut, overwritten or lie about themselves end in a sentence or in pages with states."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path

import pytest

from desktop_app.domain.documents import PageState
from desktop_app.domain.errors import DocumentError
from desktop_app.domain.jobs import CancelToken
from desktop_app.pdf.limits import Limits
from desktop_app.pdf.reader import PdfReader
from tests.pdf import documents
from tests.pdf.conftest import ReaderMaker

pytestmark = pytest.mark.heavy

SEEDS = range(6)
PATIENT = Limits(page_s=10.0, open_s=30.0)


def cut(data: bytearray, rng: random.Random) -> bytearray:
    return data[: int(len(data) * rng.choice((0.1, 0.5, 0.9)))]


def sprinkled(data: bytearray, rng: random.Random) -> bytearray:
    for _ in range(max(1, len(data) // rng.choice((100, 1000)))):
        data[rng.randrange(len(data))] = rng.randrange(256)
    return data


def zeroed(data: bytearray, rng: random.Random) -> bytearray:
    start = rng.randrange(len(data))
    data[start : start + 1024] = bytes(len(data[start : start + 1024]))
    return data


def doubled(data: bytearray, rng: random.Random) -> bytearray:
    start = rng.randrange(len(data))
    return data[: start + 1024] + data[start:]


def renumbered(data: bytearray, rng: random.Random) -> bytearray:
    digits = [place for place, byte in enumerate(data) if 48 <= byte <= 57]
    for place in rng.sample(digits, min(40, len(digits))):
        data[place] = rng.choice(b"0123456789-")
    return data


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """A document with text, drawings, a picture, an outline and compressed streams."""
    import pymupdf

    path = documents.text_document(
        tmp_path_factory.mktemp("sound") / "a.pdf", 4, title="Sound", outline=[(1, "One", 1)]
    )
    document = pymupdf.open(path)
    for page in document:
        page.draw_circle((200, 300), 60, fill=(0.2, 0.4, 0.8))
        page.insert_image((100, 380, 220, 470), stream=documents.quarters(60, 40))
        page.insert_text((72, 200), "Grüße aus 图像 und mehr", fontname="china-s")
    return bytes(document.tobytes(deflate=True, use_objstms=1))


def ends_well(reader: PdfReader, path: Path) -> bool:
    """Reads a file to its end; whether it could be opened. Failures are sentences, pages come once each."""
    token = CancelToken()
    problem: DocumentError | None
    try:
        with reader.open(path, token) as document:
            last = min(document.info.pages, 30)
            pages = list(document.pages(1, last, token))
    except DocumentError as failure:
        problem = failure
    else:
        problem = None
    if problem is not None:
        assert problem.message.endswith(".")
        assert problem.hint.endswith(".")
        return False
    assert [page.number for page in pages] == list(range(1, last + 1))
    assert all(page.reason.endswith(".") for page in pages if page.state is PageState.FAILED)
    return True


@pytest.mark.parametrize("spoil", [cut, sprinkled, zeroed, doubled, renumbered])
def test_spoilt_files_end_and_the_next_one_is_read(
    make_reader: ReaderMaker, sound: bytes, tmp_path: Path, spoil: Callable[[bytearray, random.Random], bytearray]
) -> None:
    reader = make_reader(workers=1, limits=PATIENT)
    for seed in SEEDS:
        path = tmp_path / f"{seed}.pdf"
        path.write_bytes(spoil(bytearray(sound), random.Random(seed)))
        ends_well(reader, path)
    path = tmp_path / "sound.pdf"
    path.write_bytes(sound)
    assert ends_well(reader, path)


DEPTH = 3000
CATALOG = "<< /Type /Catalog /Pages 2 0 R >>"
LIARS = {
    "a tree that is its own child": [CATALOG, "<< /Type /Pages /Kids [2 0 R] /Count 1 >>"],
    "two nodes that are each other's child": [
        CATALOG,
        "<< /Type /Pages /Kids [3 0 R] /Count 2 >>",
        "<< /Type /Pages /Kids [2 0 R] /Count 2 /Parent 2 0 R >>",
    ],
    "a page that is missing": [CATALOG, "<< /Type /Pages /Kids [7 0 R] /Count 1 >>"],
    "pages below zero": [CATALOG, "<< /Type /Pages /Kids [] /Count -3 >>"],
    "a page that is its own content": [
        CATALOG,
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 200] /Contents 3 0 R >>",
    ],
    "a page without extent": [
        CATALOG,
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 0 0] /Rotate 17 /UserUnit -4 >>",
    ],
    "a page of impossible extent": [
        CATALOG,
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [-1e30 -1e30 1e30 1e30] >>",
    ],
    "no tree at all": ["<< /Type /Catalog >>"],
    "a tree that is very deep": [
        CATALOG,
        *(f"<< /Type /Pages /Kids [{n + 1} 0 R] /Count 1 >>" for n in range(2, DEPTH)),
        "<< /Type /Page /MediaBox [0 0 200 200] >>",
    ],
}


def test_files_that_lie_about_their_pages_end(make_reader: ReaderMaker, tmp_path: Path) -> None:
    reader = make_reader(workers=1, limits=PATIENT)
    for number, objects in enumerate(LIARS.values()):
        ends_well(reader, documents.raw_pdf(tmp_path / f"{number}.pdf", objects))
    assert ends_well(reader, documents.text_document(tmp_path / "sound.pdf", 1))


@pytest.mark.parametrize("place", ["97 0 R", "1 0 R", "[97 0 R 98 0 R]"])
def test_a_page_whose_content_is_missing_is_no_empty_page(make_reader: ReaderMaker, tmp_path: Path, place: str) -> None:
    """As in a file that was cut short: the parser repairs its pages, and what stood on them is gone."""
    import pymupdf

    path = documents.text_document(tmp_path / "sound.pdf", 3)
    with pymupdf.open(path) as document:
        document.xref_set_key(document[1].xref, "Contents", place)
        document.new_page()
        document.save(tmp_path / "lost.pdf")
    token = CancelToken()
    with make_reader(workers=1, limits=PATIENT).open(tmp_path / "lost.pdf", token) as lost:
        pages = list(lost.pages(1, 4, token))
    states = [page.state for page in pages]
    assert states == [PageState.TEXT, PageState.FAILED, PageState.TEXT, PageState.EMPTY]
    assert "damaged" in pages[1].reason
