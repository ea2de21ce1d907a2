"""PDFs of drawn pictures, without words about them or with captions that do not tell them apart."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random

from desktop_app.domain.documents import Figure
from tests.tiny_models.drawings import Subject, draw
from tests.tiny_models.pages import SENTENCES

TEXT = "This booklet was put together for a test. Its pages hold nothing but pictures, in no order at all."
PAGES_WITHOUT_PICTURES = 4
"""Pictures stand far from the only page with words, so that no figure is nearer to words than another."""
_WIDTH, _HEIGHT, _SIDE = 595, 842, 100
_SLOTS = ((60, 60), (400, 60), (230, 380), (60, 700), (400, 700))


@dataclass(frozen=True, slots=True)
class PictureBook:
    """The file, and what stands where: page (from 1), left and top."""

    path: Path
    places: dict[tuple[int, int, int], Subject]

    def subject_of(self, figure: Figure) -> Subject | None:
        """What the picture that a figure was cut from shows; None where the figure holds no picture, or several."""
        x, y = figure.box.centre
        inside = [
            subject
            for (page, left, top), subject in self.places.items()
            if page == figure.page and left <= x <= left + _SIDE and top <= y <= top + _SIDE
        ]
        alone = figure.box.width < 1.2 * _SIDE and figure.box.height < 1.2 * _SIDE
        return inside[0] if len(inside) == 1 and alone else None


def write_picture_book(path: Path, subjects: Sequence[Subject], seed: int) -> PictureBook:
    """Writes the pictures of the subjects, four on a page, shuffled."""
    import pymupdf

    random = Random(seed)
    document = pymupdf.open()
    document.new_page(width=_WIDTH, height=_HEIGHT).insert_text((60, 100), TEXT, fontsize=11)
    for _ in range(PAGES_WITHOUT_PICTURES):
        document.new_page(width=_WIDTH, height=_HEIGHT)
    places: dict[tuple[int, int, int], Subject] = {}
    for number, subject in enumerate(random.sample(subjects, len(subjects))):
        left, top = _SLOTS[number % len(_SLOTS)]
        if number % len(_SLOTS) == 0:
            page = document.new_page(width=_WIDTH, height=_HEIGHT)
        data = io.BytesIO()
        draw(subject, random).save(data, "PNG")
        page.insert_image((left, top, left + _SIDE, top + _SIDE), stream=data.getvalue())
        places[page.number + 1, left, top] = subject
    document.save(path)
    document.close()
    return PictureBook(path, places)


def write_page_of_drawings(path: Path, subjects: Sequence[Subject], seed: int) -> Path:
    """Writes a page with a few sentences, and up to three drawings whose captions do not tell them apart."""
    import pymupdf

    random = Random(seed)
    document = pymupdf.open()
    page = document.new_page(width=_WIDTH, height=_HEIGHT)
    page.insert_textbox((60, 100, 535, 160), " ".join(SENTENCES[:3]), fontsize=11)
    for number, subject in enumerate(subjects, start=1):
        data = io.BytesIO()
        draw(subject, random).save(data, "PNG")
        top = 200 * number - 20
        page.insert_image((200, top, 360, top + 150), stream=data.getvalue())
        page.insert_text((200, top + 165), f"Figure {number}. A drawing.", fontsize=10)
    document.save(path)
    document.close()
    return path
