"""What the pages of a document have in common: the size of its text, its headings, its running heads and feet."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from desktop_app.domain.geometry import Box
from desktop_app.domain.page_content import DocumentProfile, PageContent, TextLine

_DIGITS = re.compile(r"\d+|\b[ivxlc]+\b|[\W_]+", re.IGNORECASE)
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
        repeated_text=_repeated_text(sample),
        furniture=tuple(_furniture(sample)),
        repeated_images=_repeated_images(sample),
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


def _at_edge(line: TextLine, page: PageContent) -> bool:
    return line.box.y1 < _BAND * page.height or line.box.y0 > (1 - _BAND) * page.height


def _repeated_text(sample: Sequence[PageContent]) -> frozenset[str]:
    pages: Counter[str] = Counter()
    for page in sample:
        pages.update({digit_free(line.text) for line in page.lines if _at_edge(line, page)})
    enough = max(2, round(0.15 * len(sample)))
    return frozenset(text for text, count in pages.items() if count >= enough and text)


def _furniture(sample: Sequence[PageContent]) -> Iterable[Box]:
    """Bands where isolated lines stand on most pages, even if their text differs."""
    if len(sample) < 3:
        return
    bands: defaultdict[tuple[bool, int], list[Box]] = defaultdict(list)
    for page in sample:
        for top in (True, False):
            box = _isolated(page, top)
            if box is not None:
                bands[top, round(box.centre[1] / 6)].append(Box(0.0, box.y0, page.width, box.y1))
    for boxes in bands.values():
        if len(boxes) >= max(3, 0.3 * len(sample)):
            yield Box.around(boxes).grown(1.0)


def _isolated(page: PageContent, top: bool) -> Box | None:
    """The outermost row of text, where white space separates it from the next."""
    lines = sorted((line for line in page.lines if line.upright), key=lambda line: line.box.y0 if top else -line.box.y1)
    if not lines or not _at_edge(lines[0], page):
        return None
    first = lines[0]
    row = [line for line in lines if line.box.y0 < first.box.y1 and line.box.y1 > first.box.y0]
    box = Box.around(line.box for line in row)
    rest = [line for line in lines if line not in row]
    if rest:
        gap = min(line.box.y0 for line in rest) - box.y1 if top else box.y0 - max(line.box.y1 for line in rest)
        if gap < 0.6 * first.size:
            return None
    return box


def _repeated_images(sample: Sequence[PageContent]) -> frozenset[str]:
    pages: Counter[tuple[str, int, int]] = Counter()
    for page in sample:
        pages.update({(image.digest, round(image.box.x0 / 8), round(image.box.y0 / 8)) for image in page.images})
    enough = max(3, round(0.2 * len(sample)))
    return frozenset(digest for (digest, _, _), count in pages.items() if count >= enough)


def is_furniture(line: TextLine, page: PageContent, profile: DocumentProfile) -> bool:
    """Whether a line is a running head, a foot or a page number."""
    if not _at_edge(line, page):
        return False
    plain = digit_free(line.text)
    if plain in profile.repeated_text and plain:
        return True
    if any(line.box.share_inside(band) > 0.7 for band in profile.furniture):
        return True
    return not plain and len(line.text) <= 12 and line.box.height < 3 * line.size
