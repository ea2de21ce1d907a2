"""The image of a figure as it stands in its file: the bytes of the photograph, not a drawing of the page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop_app.domain.geometry import Box
from desktop_app.domain.page_content import OriginalImage
from desktop_app.pdf.page_text import unrotated

if TYPE_CHECKING:
    import pymupdf

SAME_PLACE = 0.8
"""Intersection over union from which an image on the page is the whole of a figure."""
MOST_BYTES = 64 * 1024 * 1024
KNOWN = frozenset({"png", "jpeg", "jpg", "tiff", "jpx", "jb2", "gif", "bmp", "pnm", "pam"})
"""Endings of the codings that a file may hold."""


def original_image(page: pymupdf.Page, box: Box) -> OriginalImage | None:
    """The one image that fills a box of the page, as it was coded; None where there is none, or more than that.

    Args:
        page: an open page; its rotation is set to 0 while it is looked at, and put back.
        box: in points of the unrotated page.

    Raises:
        Exception: whatever MuPDF raises for a damaged page.
    """
    with unrotated(page) as bounds:
        placed = [
            info
            for info in page.get_image_info(xrefs=True)
            if Box.of(*info["bbox"]).clipped(bounds).iou(box) >= SAME_PLACE
        ]
    if len(placed) != 1 or not placed[0]["xref"]:
        return None
    found = page.parent.extract_image(placed[0]["xref"])
    if not found or found.get("smask") or found["ext"] not in KNOWN or len(found["image"]) > MOST_BYTES:
        return None  # a mask stands beside the image: alone it would not look as it does on the page
    ending = "jpg" if found["ext"] == "jpeg" else str(found["ext"])
    return OriginalImage(bytes(found["image"]), ending)
