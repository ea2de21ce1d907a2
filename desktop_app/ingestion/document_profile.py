"""What the pages of a document have in common: the size of its text, its headings, its running heads and feet."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from desktop_app.domain.geometry import Box
from desktop_app.domain.page_content import DocumentProfile, PageContent, TextLine
from desktop_app.ingestion.captions import parse_caption_start

_DIGITS = re.compile(r"\d+|\b[ivxl]{1,6}\b|[\W_]+", re.IGNORECASE)
_LONGEST_NUMBER = 12
_APART = 0.6
_FAR_APART = 1.2
_SHORTEST_NUMBER = 4
_MIDDLE = 0.06
_LEAST_PICTURE = 0.02
_WIDE_BAND = 0.25
_REPEATED = 0.08
_BAND = 0.13
"""Running heads and feet stand within this part of the page's height."""


def digit_free(text: str) -> str:
    """The text without digits, roman numerals and signs, by which running heads of several pages are equal."""
    return " ".join(_DIGITS.sub(" ", text).lower().split())


def learn_profile(sample: Sequence[PageContent]) -> DocumentProfile:
    """What a sample of a document's pages has in common."""
    sizes = _sizes(sample)
    body = sizes.most_common(1)[0][0] if sizes else 10.0
    return DocumentProfile(
        body_size=body,
        heading_sizes=_heading_sizes(sample, body),
        repeated_text=_repeated_text(_with_body(sample)),
        furniture=tuple(_furniture(_with_body(sample))),
        repeated_images=_repeated_images(sample),
        captions_above=_captions_above(sample),
    )


def _sizes(sample: Sequence[PageContent]) -> Counter[float]:
    sizes: Counter[float] = Counter()
    for page in sample:
        for line in page.lines:
            if line.upright:
                sizes[round(line.size, 1)] += len(line.text)
    return sizes


def _heading_sizes(sample: Sequence[PageContent], body: float) -> tuple[float, ...]:
    sizes: Counter[float] = Counter()
    for page in sample:
        for line in page.lines:
            if line.upright and line.size > 1.08 * body and any(sign.isalpha() for sign in line.text):
                sizes[round(line.size, 1)] += 1
    return tuple(sorted((size for size, count in sizes.items() if count), reverse=True)[:6])


def _at_edge(line: TextLine, page: PageContent, band: float = _BAND) -> bool:
    return line.box.y1 < band * page.height or line.box.y0 > (1 - band) * page.height


def _with_body(sample: Sequence[PageContent]) -> list[PageContent]:
    """Pages that have more than their edges: on a page with a title alone, the title is no running head."""
    return [page for page in sample if any(not _at_edge(line, page) for line in page.lines)]


def _repeated_text(sample: Sequence[PageContent]) -> frozenset[str]:
    pages: Counter[str] = Counter()
    for page in sample:
        pages.update(
            {digit_free(line.text) for line in page.lines if _at_edge(line, page) and not _starts_caption(line)}
        )
    enough = max(2, round(0.15 * len(sample)))
    return frozenset(text for text, count in pages.items() if count >= enough and text)


def _furniture(sample: Sequence[PageContent]) -> Iterable[Box]:
    """Bands where isolated lines stand on most pages, even if their text differs."""
    if len(sample) < 3:
        return
    bands: defaultdict[tuple[bool, int], list[Box]] = defaultdict(list)
    for page in sample:
        for top in (True, False):
            box = _isolated(page, top=top)
            if box is not None:
                bands[top, round(box.centre[1] / 6)].append(Box(0.0, box.y0, page.width, box.y1))
    for boxes in bands.values():
        if len(boxes) >= max(3, 0.3 * len(sample)):
            yield Box.around(boxes).grown(1.0)


def _isolated(page: PageContent, *, top: bool) -> Box | None:
    """The box of the outermost row of text, where white space separates it from the next."""
    row = _outermost_row(page, page.lines, top=top)
    return Box.around(line.box for line in row) if row else None


def _outermost_row(
    page: PageContent, lines: Iterable[TextLine], *, top: bool, band: float = _BAND, apart: float = _APART
) -> list[TextLine]:
    """The row of text nearest to the top or the bottom of the page, if white space sets it apart."""
    ordered = sorted((line for line in lines if line.upright), key=lambda line: line.box.y0 if top else -line.box.y1)
    if not ordered or not _at_edge(ordered[0], page, band):
        return []
    first = ordered[0]
    row = [line for line in ordered if line is first or (line.box.y0 < first.box.y1 and line.box.y1 > first.box.y0)]
    box = Box.around(line.box for line in row)
    rest = [line.box for line in ordered if line not in row]
    if rest:
        gap = min(other.y0 for other in rest) - box.y1 if top else box.y0 - max(other.y1 for other in rest)
        if gap < apart * first.size:
            return []
    return row


def _repeated_images(sample: Sequence[PageContent]) -> frozenset[str]:
    pages: Counter[tuple[str, int, int]] = Counter()
    for page in sample:
        pages.update({(image.digest, round(image.box.x0 / 8), round(image.box.y0 / 8)) for image in page.images})
    enough = max(3, round(_REPEATED * len(sample)))
    return frozenset(digest for (digest, _, _), count in pages.items() if count >= enough)


def without_furniture(page: PageContent, profile: DocumentProfile) -> tuple[TextLine, ...]:
    """The page's lines without running heads, feet and page numbers."""
    kept = [line for line in page.lines if not _is_running(line, page, profile)]
    for top in (True, False):
        row = _outermost_row(page, kept, top=top) or _lonely_number(page, kept, top=top)
        if row and all(_is_page_number(line.text) for line in row):
            kept = [line for line in kept if line not in row]
    return tuple(kept)


def _lonely_number(page: PageContent, lines: Sequence[TextLine], *, top: bool) -> list[TextLine]:
    """The outermost line of a page with wide margins, if it stands alone in the middle, far from the text."""
    row = _outermost_row(page, lines, top=top, band=_WIDE_BAND, apart=_FAR_APART)
    if len(row) != 1 or len(row[0].text) > _SHORTEST_NUMBER or not lines:
        return []
    text = Box.around(line.box for line in lines)
    return row if abs(row[0].box.centre[0] - text.centre[0]) < _MIDDLE * page.width else []


def _is_running(line: TextLine, page: PageContent, profile: DocumentProfile) -> bool:
    if not _at_edge(line, page) or _starts_caption(line):
        return False
    plain = digit_free(line.text)
    if plain and plain in profile.repeated_text:
        return True
    return any(line.box.share_inside(band) > 0.7 for band in profile.furniture)


def _is_page_number(text: str) -> bool:
    return len(text) <= _LONGEST_NUMBER and not digit_free(text)


def _captions_above(sample: Sequence[PageContent]) -> bool:
    """Whether more large images stand right below a figure's caption than right above one."""
    above = below = 0
    for page in sample:
        starts = [line.box for line in page.lines if _starts_caption(line)]
        for image in page.images:
            if not _LEAST_PICTURE < image.box.area / max(1.0, page.box.area) < 1 - 2 * _BAND:
                continue
            over = [image.box.y0 - start.y1 for start in starts if image.box.y0 - start.y1 > -2]
            under = [start.y0 - image.box.y1 for start in starts if start.y0 - image.box.y1 > -2]
            if min(over, default=page.height) < min(under, default=page.height):
                above += 1
            elif under:
                below += 1
    return above > 2 * below


def _starts_caption(line: TextLine) -> bool:
    """Whether a figure's caption begins here: those of a series of figures may differ by their numbers alone."""
    start = parse_caption_start(line.text)
    return start is not None and start.separated and not start.table
