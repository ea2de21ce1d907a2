"""Opening a document inside a worker: what may be opened, and what is known of it as a whole."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, Any

from desktop_app.domain.page_content import DocumentInfo, OutlineEntry
from desktop_app.pdf.limits import Limits
from desktop_app.pdf.parser_errors import is_memory_error
from desktop_app.pdf.text_cleaning import clean_line
from desktop_app.pdf.wire import Refusal

if TYPE_CHECKING:
    import pymupdf

# MuPDF lays these out as if they were books; under the name of a document they are damage.
_NO_DOCUMENTS = ("Text", "HTML", "XHTML", "Markdown")


class Unopenable(Exception):
    """The file can't be opened; `refusal` says why."""

    def __init__(self, refusal: Refusal, pages: int = 0) -> None:
        super().__init__(refusal, pages)
        self.refusal = refusal
        self.pages = pages


def open_document(path: bytes, limits: Limits, password: str = "") -> tuple[pymupdf.Document, DocumentInfo]:
    """Opens a file and counts its pages; the outline is left to `read_outline`.

    Args:
        path: as the file system names it.
        limits: bounds of pages.
        password: of an encrypted file.

    Raises:
        Unopenable: encrypted, damaged, no document, without pages, or with too many.
    """
    try:
        document = _open(path)
        if document.needs_pass and not (document.authenticate("") or (password and document.authenticate(password))):
            raise Unopenable(Refusal.PASSWORD)
        pages = int(document.page_count)
    except Unopenable:
        raise
    except Exception as error:
        raise Unopenable(_refusal(error, path)) from error
    metadata = document.metadata or {}
    if str(metadata.get("format", "")).startswith(_NO_DOCUMENTS):
        raise Unopenable(Refusal.NO_DOCUMENT)
    if pages < 1:
        raise Unopenable(Refusal.NO_PAGES)
    if pages > limits.pages:
        raise Unopenable(Refusal.TOO_MANY_PAGES, pages)
    title = clean_line(str(metadata.get("title") or ""))
    return document, DocumentInfo(pages, title)


def _refusal(error: Exception, path: bytes) -> Refusal:
    if is_memory_error(error):
        return Refusal.MEMORY
    return Refusal.NO_DOCUMENT if os.path.exists(path) else Refusal.GONE  # noqa: PTH110 (no Path: bytes)


def read_outline(document: pymupdf.Document, pages: int, most: int) -> tuple[OutlineEntry, ...]:
    """The first `most` bookmarks that lead to a page; none where they are damaged: a document can be read without."""
    try:
        rows: list[Any] = document.get_toc(simple=True)
    except Exception:  # noqa: BLE001 (the library raises whatever it likes for a damaged outline)
        return ()
    entries = []
    for level, title, page, *_ in rows:
        text = clean_line(str(title))
        if text and 1 <= page <= pages:
            entries.append(OutlineEntry(max(1, int(level)), text, int(page)))
        if len(entries) == most:
            break
    return tuple(entries)


def _open(path: bytes) -> pymupdf.Document:
    import pymupdf

    name = os.fsdecode(path)
    try:
        name.encode("utf-8")
    except UnicodeEncodeError:
        if sys.platform == "win32":
            raise
        # MuPDF takes UTF-8 names only; a name in any other coding is reached by its descriptor. It stays open as
        # long as the process, which is replaced after some documents.
        suffix = os.path.splitext(name)[1].strip(".") or "pdf"  # noqa: PTH122 (no Path: the name is no text)
        return pymupdf.open(f"/dev/fd/{os.open(path, os.O_RDONLY)}", filetype=suffix)
    return pymupdf.open(name)
