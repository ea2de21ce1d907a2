"""Formats other than PDF come through the same door; pictures are pages whose text is recognised."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from desktop_app.domain.jobs import CancelToken
from desktop_app.domain.page_content import PageLayout
from desktop_app.pdf.reader import PdfReader
from tests.pdf import documents
from tests.pdf.analysers import PlainAnalyser
from tests.pdf.recognisers import FOUND, ToldRecogniser

pytestmark = pytest.mark.heavy

TEXT = "Reading begins here and goes on."


def fiction_book(path: Path) -> Path:
    path.write_text(
        '<?xml version="1.0" encoding="UTF-8"?><FictionBook xmlns="http://www.gribuser.ru/xml/fictionbook/2.0">'
        "<description><title-info><book-title>A small book</book-title></title-info></description>"
        f"<body><section><p>{TEXT}</p></section></body></FictionBook>",
        encoding="utf-8",
    )
    return path


def mobipocket(path: Path) -> Path:
    """A Palm database of two records: the headers, and text that is not compressed."""
    text = f"<html><body><p>{TEXT}</p></body></html>".encode()
    header = struct.pack(">HHIHHHH", 1, 0, len(text), 1, 4096, 0, 0) + b"MOBI" + struct.pack(">5I", 232, 2, 65001, 1, 6)
    records = [header.ljust(248, b"\0"), text]
    start = b"small".ljust(32, b"\0") + bytes(28) + b"BOOKMOBI" + struct.pack(">IIH", 0, 0, len(records))
    at = len(start) + 8 * len(records) + 2
    for number, record in enumerate(records):
        start += struct.pack(">II", at, number)
        at += len(record)
    path.write_bytes(start + b"\0\0" + b"".join(records))
    return path


def xps(path: Path) -> Path:
    import pymupdf

    space = "http://schemas.microsoft.com/xps/2005/06"
    parts = {
        "_rels/.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="r" Type="{space}/fixedrepresentation" Target="/s.fdseq"/></Relationships>',
        "s.fdseq": f'<FixedDocumentSequence xmlns="{space}"><DocumentReference Source="/d.fdoc"/>'
        "</FixedDocumentSequence>",
        "d.fdoc": f'<FixedDocument xmlns="{space}"><PageContent Source="/p.fpage"/></FixedDocument>',
        "p.fpage": f'<FixedPage xmlns="{space}" Width="400" Height="300"><Glyphs FontUri="/font" Fill="#ff000000" '
        f'FontRenderingEmSize="16" OriginX="40" OriginY="60" UnicodeString="{TEXT}"/></FixedPage>',
    }
    with zipfile.ZipFile(path, "w") as archive:
        for name, body in parts.items():
            archive.writestr(name, body)
        archive.writestr("font", pymupdf.Font("helv").buffer)
    return path


def image(path: Path) -> Path:
    from PIL import Image

    Image.new("RGB", (300, 400), "white").save(path)
    return path


def several_images(path: Path) -> Path:
    from PIL import Image

    first = Image.new("RGB", (300, 400), "white")
    first.save(path, save_all=True, append_images=[Image.new("L", (200, 100), "white")])
    return path


def read(path: Path) -> list[PageLayout]:
    token = CancelToken()
    reader = PdfReader(PlainAnalyser(), workers=1, recogniser=ToldRecogniser())
    try:
        with reader.open(path, token) as document:
            return list(document.pages(1, document.info.pages, token))
    finally:
        reader.close()


@pytest.mark.parametrize(
    ("name", "make", "text"),
    [
        ("a.epub", documents.book, "Reading begins here."),
        ("a.fb2", fiction_book, TEXT),
        ("a.mobi", mobipocket, TEXT),
        ("a.xps", xps, TEXT),
        ("a.oxps", xps, TEXT),
    ],
)
def test_books_have_text(tmp_path: Path, name: str, make: Callable[[Path], Path], text: str) -> None:
    pages = read(make(tmp_path / name))
    assert pages[0].state.value == "text"
    assert text in " ".join(block.text for page in pages for block in page.blocks)


@pytest.mark.parametrize(
    ("name", "make", "count"),
    [
        ("a.cbz", documents.comic, 2),
        ("a.png", image, 1),
        ("a.jpg", image, 1),
        ("a.jpeg", image, 1),
        ("a.tif", image, 1),
        ("a.tiff", several_images, 2),
        ("a.bmp", image, 1),
    ],
)
def test_pictures_are_pages_to_be_recognised(
    tmp_path: Path, name: str, make: Callable[[Path], Path], count: int
) -> None:
    pages = read(make(tmp_path / name))
    assert [page.state.value for page in pages] == ["ocr"] * count
    assert all(page.blocks[0].text == FOUND for page in pages)


def test_a_picture_that_is_cut_short_ends_with_a_reason(tmp_path: Path) -> None:
    path = tmp_path / "a.png"
    path.write_bytes(io.BytesIO(image(tmp_path / "b.png").read_bytes()).read(60))
    [page] = read(path)
    assert (page.state.value, page.reason) == ("failed", "The page is damaged and can't be read.")
