"""A PDF of drawn pictures without a word about them."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random

from desktop_app.domain.documents import Figure
from tests.tiny_models.drawings import Subject, draw

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
