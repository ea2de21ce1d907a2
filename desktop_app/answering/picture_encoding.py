"""Letting a model look at the figures of a library before anybody asks: later questions need not wait for that."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from desktop_app.domain.answer_model import AnswerModel, PictureEncoder, PromptImage
from desktop_app.domain.documents import Figure
from desktop_app.domain.errors import ModelError, ModelStopped, ModelUnfit
from desktop_app.domain.jobs import CancelToken
from desktop_app.domain.ports import LibraryView


@dataclass(frozen=True, slots=True)
class PictureLookedAt:
    """A figure was looked at.

    Attributes:
        done: how many of `total` figures are.
        new: False where the model knew it already.
        problem: why it could not be looked at, or "".
    """

    figure: Figure
    done: int
    total: int
    new: bool = False
    problem: str = ""


def look_at_pictures(
    model: AnswerModel, library: LibraryView, figures: Sequence[Figure], cancel: CancelToken
) -> Iterator[PictureLookedAt]:
    """Encodes the pictures of figures, each once; interrupted work is taken up where it was.

    Raises:
        ModelUnfit: the model sees no pictures.
        ModelStopped: the model's process ended.
        Cancelled: within a second of `cancel` being set.
    """
    if not isinstance(model, PictureEncoder) or not model.capabilities.sees_images:
        raise ModelUnfit(f"{model.capabilities.name} sees no pictures.", "Choose a model with a projector.")
    pictures = list({figure.file: figure for figure in figures}.values())
    for done, figure in enumerate(pictures, start=1):
        cancel.raise_if_cancelled()
        picture = PromptImage(library.picture(figure), figure.file.removesuffix(".png"))
        try:
            new = model.encode_picture(picture, cancel)
        except ModelStopped:
            raise
        except ModelError as error:
            yield PictureLookedAt(figure, done, len(pictures), problem=error.message)
        else:
            yield PictureLookedAt(figure, done, len(pictures), new)
