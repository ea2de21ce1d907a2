"""What PyMuPDF finds on a page, as plain facts: lines of text, images, and drawings.

Everything is read in points of the unrotated page, relative to its crop box. Nothing is judged here, but what
can't be seen is left out (text and drawings outside the page or clipped away, paths without paint), and heavy
pages are thinned: tens of thousands of small strokes become a few hundred boxes that cover the same ink.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from desktop_app.domain.geometry import Box
from desktop_app.domain.page_content import Drawing, ImagePlacement, PageContent, TextLine
from desktop_app.pdf.scan_ink import scan_ink

if TYPE_CHECKING:
    import pymupdf

MOST_DRAWINGS = 3000
"""A page keeps at most about this many drawings; beyond it, small ones are pooled."""

_POOL_CELL = 6.0
_BOLD, _MONO, _ITALIC = 16, 8, 2
_CHAR_BOLD = 8
_PALE = 0.955
_LEVEL = 0.3
_HAIR = 0.02
_SLANT = 0.1
_SCAN_SHARE = 0.85
_LARGEST_SCAN = 2000.0
_TALLEST = 2.2
_FONTS = 256
_MONO_NAMES = (
    "mono", "courier", "typewriter", "cmtt", "cmsltt", "cmitt", "sftt", "ectt", "consol", "menlo", "sourcecode",
    "inconsolata", "nimbusmon",
)  # fmt: skip


def read_page(page: pymupdf.Page, number: int) -> PageContent:
    """Reads the facts of a page.

    Args:
        page: an open page; its rotation is set to 0 while it is read, and put back.
        number: the page's number in its document, from 1.

    Returns:
        lines, images and drawings with their boxes in points of the unrotated page.

    Raises:
        Exception: whatever MuPDF raises for a damaged page; the caller's process border reports it.
    """
    rotation = page.rotation
    if rotation:
        page.set_rotation(0)
    try:
        bounds = Box(0.0, 0.0, float(page.rect.width), float(page.rect.height))
        lines = tuple(_lines(page, bounds))
        images = tuple(_images(page, bounds))
        return PageContent(
            number=number,
            width=bounds.width,
            height=bounds.height,
            rotation=rotation,
            lines=lines,
            images=images,
            drawings=tuple(_thinned(list(_drawings(page, bounds)))),
            ink=tuple(scan_ink(page, (line.box for line in lines))) if _is_scan(images, bounds) else (),
        )
    finally:
        if rotation:
            page.set_rotation(rotation)


def _is_scan(images: Sequence[ImagePlacement], bounds: Box) -> bool:
    """Whether images cover the whole page: one, or strips of one width below each other."""
    if bounds.area <= 0 or max(bounds.width, bounds.height) > _LARGEST_SCAN:
        return False
    strips = [image.box for image in images if image.box.width > 0.9 * bounds.width]
    return sum(strip.area for strip in strips) > _SCAN_SHARE * bounds.area


def _lines(page: pymupdf.Page, bounds: Box) -> Iterator[TextLine]:
    import pymupdf

    flags = pymupdf.TEXT_PRESERVE_WHITESPACE | pymupdf.TEXT_MEDIABOX_CLIP | pymupdf.TEXT_CID_FOR_UNKNOWN_UNICODE
    blocks = page.get_textpage(flags=flags).extractDICT()["blocks"]
    for number, block in enumerate(blocks):
        for line in block.get("lines", ()):
            read = _line(line, number, bounds)
            if read is not None:
                yield read


def _line(line: Mapping[str, Any], block: int, bounds: Box) -> TextLine | None:
    spans = [span for span in line["spans"] if span["text"].strip()]
    if not spans:
        return None
    cosine, sine = line["dir"]
    upright = cosine > 0.98 and abs(sine) < 0.2
    box = Box.around(_span_box(span, upright=upright) for span in spans).clipped(bounds)
    if box.area <= 0 or not _finite(box):
        return None
    lengths = [len(span["text"]) for span in spans]
    letters = sum(lengths)

    def mostly(test: Callable[[Mapping[str, Any]], bool], share: float = 0.5) -> bool:
        return sum(length for span, length in zip(spans, lengths, strict=True) if test(span)) > share * letters

    return TextLine(
        text="".join(span["text"] for span in line["spans"]).strip(),
        box=box,
        size=max(float(span["size"]) for span in spans),
        bold=mostly(_is_bold),
        italic=mostly(lambda span: bool(span["flags"] & _ITALIC)),
        mono=mostly(_is_mono, 0.8),
        block=block,
        upright=upright,
        turn=0 if line["wmode"] else _turn(cosine, sine),
    )


def _turn(cosine: float, sine: float) -> int:
    """The clockwise turn, a multiple of 90 degrees, that makes a direction run to the right; y points down."""
    if abs(cosine) >= abs(sine):
        return 0 if cosine >= 0 else 180
    return 90 if sine < 0 else 270


def _span_box(span: Mapping[str, Any], *, upright: bool) -> Box:
    """The box of a span; fonts that claim signs of the height of the page are cut down to their size."""
    box, size = Box.of(*span["bbox"]), float(span["size"])
    if upright and box.height > _TALLEST * size:
        baseline = float(span["origin"][1])
        return Box(box.x0, baseline - 0.8 * size, box.x1, baseline + 0.2 * size)
    return box


def _is_bold(span: Mapping[str, Any]) -> bool:
    if span["flags"] & _BOLD or span.get("char_flags", 0) & _CHAR_BOLD:
        return True
    return _names_bold(span["font"])


@lru_cache(_FONTS)
def _names_bold(font: str) -> bool:
    name = font.lower()
    return "bold" in name or "black" in name or name.startswith(("cmbx", "sfbx"))


def _is_mono(span: Mapping[str, Any]) -> bool:
    return bool(span["flags"] & _MONO) or _names_mono(span["font"])


@lru_cache(_FONTS)
def _names_mono(font: str) -> bool:
    name = font.lower().replace(" ", "").replace("-", "")
    return any(part in name for part in _MONO_NAMES)


def _images(page: pymupdf.Page, bounds: Box) -> Iterator[ImagePlacement]:
    for info in page.get_image_info():
        box = Box.of(*info["bbox"]).clipped(bounds)
        if box.area <= 0 or not _finite(box):
            continue
        width, height = int(info["width"]), int(info["height"])
        # Hashing pixels would decode every image; size and coding tell the images of one document apart.
        digest = f"{width}x{height}x{info['bpc']}:{info['cs-name']}:{info['size']}"
        yield ImagePlacement(box, width, height, digest)


def _drawings(page: pymupdf.Page, bounds: Box) -> Iterator[Drawing]:
    clips: dict[int, Box] = {}
    for path in page.get_cdrawings(extended=True):
        kind, level = path["type"], path.get("level", 0)
        if kind == "clip":
            clips[level] = Box.of(*path["scissor"])
        elif kind != "group":
            drawing = _drawing(path, clips.get(level - 1, bounds).clipped(bounds))
            if drawing is not None:
                yield drawing


def _drawing(path: Mapping[str, Any], clip: Box) -> Drawing | None:
    kind = path["type"]
    fill = path.get("fill") if "f" in kind and path.get("fill_opacity", 1.0) > 0.02 else None
    stroke = path.get("color") if "s" in kind and path.get("stroke_opacity", 1.0) > 0.02 else None
    if fill is None and stroke is None:
        return None
    box = Box.of(*path["rect"])
    if not _finite(box):
        return None
    reach = path.get("width", 0.0) / 2 if stroke is not None else 0.0
    box = box.grown(max(reach, 0.05))
    if not box.touches(clip):
        return None
    box = box.clipped(clip)
    if box.area <= 0:
        return None
    return Drawing(
        box=box,
        filled=fill is not None,
        stroked=stroke is not None,
        pale=_is_pale(fill) and _is_pale(stroke),
        segments=max(1, len(path.get("items", ()))),
        straight=_is_straight(path.get("items", ())),
    )


def _is_straight(items: Iterable[Sequence[Any]]) -> bool:
    """Whether a path consists of horizontal and vertical lines and of upright rectangles."""
    for item in items:
        if item[0] == "l":
            (x0, y0), (x1, y1) = item[1], item[2]
            if _is_slanted(abs(x1 - x0), abs(y1 - y0)):
                return False
        elif item[0] == "qu":
            corners = [tuple(corner) for corner in item[1]]
            xs, ys = {round(x, 1) for x, _ in corners}, {round(y, 1) for _, y in corners}
            if len(xs) > 2 or len(ys) > 2:
                return False
        elif item[0] != "re":
            return False
    return True


def _is_slanted(across: float, down: float) -> bool:
    """Whether a stroke is neither level nor upright; curves are often drawn as strokes shorter than a point."""
    less, more = sorted((across, down))
    return less > _LEVEL or (less > _HAIR and less > _SLANT * more)


def _is_pale(colour: Iterable[float] | None) -> bool:
    return colour is None or all(part >= _PALE for part in colour)


def _finite(box: Box) -> bool:
    return all(math.isfinite(edge) for edge in box)


def _thinned(drawings: list[Drawing]) -> list[Drawing]:
    """The drawings, or for heavy pages the large ones and one box for each cell of a grid of small ones."""
    if len(drawings) <= MOST_DRAWINGS:
        return drawings
    kept: list[Drawing] = []
    pools: dict[tuple[int, int, bool], list[Drawing]] = {}
    cell = _POOL_CELL * max(1.0, math.sqrt(len(drawings) / 40_000))
    for drawing in drawings:
        if max(drawing.box.width, drawing.box.height) > 2 * cell:
            kept.append(drawing)
        else:
            x, y = drawing.box.centre
            pools.setdefault((int(x // cell), int(y // cell), drawing.pale), []).append(drawing)
    if len(kept) > MOST_DRAWINGS:
        kept.sort(key=lambda d: d.box.area, reverse=True)
        del kept[MOST_DRAWINGS:]
    kept.extend(_pooled(pool) for pool in pools.values())
    return kept


def _pooled(pool: list[Drawing]) -> Drawing:
    return Drawing(
        box=Box.around(d.box for d in pool),
        filled=any(d.filled for d in pool),
        stroked=any(d.stroked for d in pool),
        pale=pool[0].pale,
        segments=sum(d.segments for d in pool),
        straight=all(d.straight for d in pool),
    )
