"""How much time, memory, pages and pixels a document may take."""

from __future__ import annotations

from dataclasses import dataclass

MEBIBYTE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds of reading; the defaults let every honest document pass on a slow machine.

    Attributes:
        start_s: a worker process must be up within this time.
        open_s: opening a file, and counting its pages, must end within this time.
        page_s: reading or drawing one page must end within this time.
        sample_s: the sample is cut short after this time.
        document_s: all pages of a document together may take this and `document_page_s` a page; the rest is given up.
        document_page_s: see `document_s`; less than `page_s`, since not every page may be at its limit.
        deaths: after this many dead workers the rest of a document is given up.
        pages: a document may have at most this many.
        outline_entries: bookmarks beyond this number are left out.
        sample_pages: how many pages are looked at to learn what a document's pages have in common.
        sample_recognised: on how many of these text recognition is done.
        memory_bytes: address space of a worker, where the system can bound it.
        file_bytes: size of a file that a worker may write (it has no reason to write any).
        message_bytes: the largest message that is taken from a worker that reads, and from one that draws.
        idle_s: a worker that has read a document, or draws pages, ends after waiting this long for more work.
        recycle_documents: a worker is replaced after this many documents.
        recycle_bytes: a worker whose resident memory is above this is replaced.
        lookahead_pages: how far reading may run ahead of whoever takes the pages.
        lookahead_bytes: the same as the size of the pictures that wait.
        recognition_s: recognising the text of one page must end within this time.
        recognition_dpi: resolution at which pages are drawn for it.
        recognition_side: the longer side of that drawing has at most this many pixels.
        crop_dpi: resolutions of a figure's picture: the least, that of a drawing, and the most.
        crop_pixels: the largest picture of a figure.
        page_crop_pixels: all pictures of one page together.
        page_pixels: the largest picture of a page.
        page_words: words of a page beyond this number can't be selected.
        page_links: links of a page beyond this number can't be followed.
        page_hits: hits on a page beyond this number are left out.
        search_pages: how many pages a worker is asked to search at once.
    """

    start_s: float = 60.0
    open_s: float = 60.0
    page_s: float = 20.0
    sample_s: float = 15.0
    document_s: float = 60.0
    document_page_s: float = 5.0
    deaths: int = 3
    pages: int = 25_000
    outline_entries: int = 5_000
    sample_pages: int = 48
    sample_recognised: int = 6
    memory_bytes: int = 1536 * MEBIBYTE
    file_bytes: int = 16 * MEBIBYTE
    message_bytes: tuple[int, int] = (128 * MEBIBYTE, 320 * MEBIBYTE)
    idle_s: float = 300.0
    recycle_documents: int = 50
    recycle_bytes: int = 700 * MEBIBYTE
    lookahead_pages: int = 64
    lookahead_bytes: int = 48 * MEBIBYTE
    recognition_s: float = 120.0
    recognition_dpi: float = 200.0
    recognition_side: float = 3600.0
    crop_dpi: tuple[float, float, float] = (150.0, 200.0, 300.0)
    crop_pixels: int = 4_000_000
    page_crop_pixels: int = 24_000_000
    page_pixels: int = 64_000_000
    page_words: int = 20_000
    page_links: int = 2_000
    page_hits: int = 500
    search_pages: int = 16


DEFAULT_LIMITS = Limits()
"""What the program runs with."""
