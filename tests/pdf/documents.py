"""Documents made for the tests, with PyMuPDF itself."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

RED, GREEN, BLUE, WHITE = (255, 0, 0), (0, 160, 0), (0, 0, 255), (255, 255, 255)


def sentence(number: int) -> str:
    """The text of page `number` of `text_document`."""
    return f"This is page number {number} of the document."


def save(document: Any, path: Path, **options: Any) -> Path:
    """Writes the document and closes it."""
    document.save(path, **options)
    document.close()
    return path


def text_document(path: Path, pages: int = 3, *, title: str = "", outline: Sequence[tuple[int, str, int]] = ()) -> Path:
    """Pages with one sentence each."""
    import pymupdf

    document = pymupdf.open()
    for number in range(1, pages + 1):
        document.new_page(width=400, height=500).insert_text((72, 100), sentence(number), fontsize=11)
    if title:
        document.set_metadata({"title": title})
    if outline:
        document.set_toc([list(entry) for entry in outline])
    return save(document, path)


def drawn(path: Path, draw: Callable[[Any], None], *, width: float = 400, height: float = 500) -> Path:
    """A document of one page, drawn by `draw`."""
    import pymupdf

    document = pymupdf.open()
    draw(document.new_page(width=width, height=height))
    return save(document, path)


def slow_page(path: Path, pages: int, slow: int, *, strokes: int = 400_000) -> Path:
    """Pages with one sentence each; page `slow` has so many strokes that reading it takes seconds."""
    import pymupdf

    document = pymupdf.open(text_document(path, pages))
    content = document.get_new_xref()
    document.update_object(content, "<<>>")
    document.update_stream(content, b"q 0 0 1 RG\n" + b"9 9 m 99 99 l S 50 9 m 9 70 l S\n" * (strokes // 2) + b"Q\n")
    document.xref_set_key(document[slow - 1].xref, "Contents", f"{content} 0 R")
    data = document.tobytes(deflate=True)
    document.close()
    path.write_bytes(data)
    return path


def encrypted(path: Path, *, user: str, owner: str = "owner") -> Path:
    """One page that needs the password `user` ("" for none)."""
    import pymupdf

    document = pymupdf.open()
    document.new_page().insert_text((72, 100), sentence(1))
    return save(document, path, encryption=pymupdf.PDF_ENCRYPT_AES_256, user_pw=user, owner_pw=owner)


def picture(width: int, height: int, colour: tuple[int, int, int] = RED) -> bytes:
    """A PNG of one colour."""
    import pymupdf

    pixmap = pymupdf.Pixmap(pymupdf.csRGB, (0, 0, width, height), False)
    pixmap.set_rect(pixmap.irect, colour)
    return bytes(pixmap.tobytes("png"))


def blank_png(width: int, height: int) -> bytes:
    """An RGB PNG of any size that ends after a hundred rows: readers see its size before that."""
    packer = zlib.compressobj(9)
    row = bytes(1 + 3 * width)
    data = b"".join(packer.compress(row) for _ in range(min(height, 100))) + packer.flush()

    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", data) + chunk(b"IEND", b"")


def quarters(width: int, height: int) -> bytes:
    """A PNG whose top left is red, top right green, bottom left blue, bottom right white."""
    import pymupdf

    pixmap = pymupdf.Pixmap(pymupdf.csRGB, (0, 0, width, height), False)
    middle_x, middle_y = width // 2, height // 2
    for (x0, y0, x1, y1), colour in (
        ((0, 0, middle_x, middle_y), RED),
        ((middle_x, 0, width, middle_y), GREEN),
        ((0, middle_y, middle_x, height), BLUE),
        ((middle_x, middle_y, width, height), WHITE),
    ):
        pixmap.set_rect((x0, y0, x1, y1), colour)
    return bytes(pixmap.tobytes("png"))


def colours_of_quarters(png: bytes) -> list[tuple[int, int, int]]:
    """The colours in the middle of the quarters of a picture: top left, top right, bottom left, bottom right."""
    import pymupdf

    pixmap = pymupdf.Pixmap(png)
    assert (pixmap.n, pixmap.alpha) == (3, 0), "pictures are RGB without transparency"
    x, y = pixmap.width, pixmap.height
    return [pixmap.pixel(x * right // 4, y * down // 4) for right, down in ((1, 1), (3, 1), (1, 3), (3, 3))]


def book(path: Path) -> Path:
    """A small EPUB with two chapters."""
    chapters = {
        "one.xhtml": "<h1>Chapter one</h1><p>" + "Reading begins here. " * 40 + "</p>",
        "two.xhtml": "<h1>Chapter two</h1><p>" + "It goes on here. " * 40 + "</p>",
    }
    package = (
        '<package xmlns="http://www.idpf.org/2007/opf" version="2.0"><metadata xmlns:dc="http://purl.org/dc/elements/1.1/">'
        "<dc:title>A small book</dc:title></metadata><manifest>"
        + "".join(f'<item id="c{i}" href="{n}" media-type="application/xhtml+xml"/>' for i, n in enumerate(chapters))
        + "</manifest><spine>"
        + "".join(f'<itemref idref="c{i}"/>' for i in range(len(chapters)))
        + "</spine></package>"
    )
    container = (
        '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container" version="1.0"><rootfiles>'
        '<rootfile full-path="book.opf" media-type="application/oebps-package+xml"/></rootfiles></container>'
    )
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", "application/epub+zip", zipfile.ZIP_STORED)
        archive.writestr("META-INF/container.xml", container)
        archive.writestr("book.opf", package)
        for name, body in chapters.items():
            archive.writestr(name, f'<html xmlns="http://www.w3.org/1999/xhtml"><body>{body}</body></html>')
    return path


def comic(path: Path, pages: int = 2) -> Path:
    """A CBZ: pictures in an archive."""
    with zipfile.ZipFile(path, "w") as archive:
        for number in range(pages):
            archive.writestr(f"{number}.png", picture(200, 300))
    return path


def raw_pdf(path: Path, objects: Sequence[str]) -> Path:
    """A PDF of these objects, numbered from 1; the first is the catalogue."""
    out = io.BytesIO()
    out.write(b"%PDF-1.7\n")
    offsets = []
    for number, body in enumerate(objects, 1):
        offsets.append(out.tell())
        out.write(f"{number} 0 obj\n{body}\nendobj\n".encode("latin-1"))
    start = out.tell()
    out.write(f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode())
    out.writelines(f"{offset:010d} 00000 n \n".encode() for offset in offsets)
    out.write(f"trailer\n<< /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n".encode())
    path.write_bytes(out.getvalue())
    return path


def lying_about_pages(path: Path, count: int) -> Path:
    """A PDF with one page that claims to have `count`."""
    return raw_pdf(
        path,
        [
            "<< /Type /Catalog /Pages 2 0 R >>",
            f"<< /Type /Pages /Kids [3 0 R] /Count {count} >>",
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 200] >>",
        ],
    )
