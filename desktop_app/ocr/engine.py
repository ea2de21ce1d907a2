"""RapidOCR behind two calls: where text stands in a picture, and what a strip of text says.

Its models come inside its package, so nothing is ever downloaded. One thread computes: the reader's worker processes
share the cores already.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy
    from numpy.typing import NDArray

    Picture = NDArray[numpy.uint8]
    Quad = NDArray[numpy.float32]

_FINDING_SHARE = 0.55
_LEAST_SIDE = 640
_MOST_PIXELS = 1_300_000
"""Finding takes about 0.6 GB for a million pixels, and a worker has 1.5 GB."""

_SQUEEZED = 0.8
_LONG = 8.0
_WIDEST = 60.0
_TALL = 1.5


@dataclass(frozen=True, slots=True)
class Reading:
    """What a strip says, and how sure that is, from 0 to 1."""

    text: str
    score: float


class TextEngine:
    """The recognition models, loaded."""

    def __init__(self) -> None:
        import cv2
        from rapidocr import RapidOCR

        cv2.setNumThreads(1)
        threads = "EngineConfig.onnxruntime.{}_op_num_threads"
        self._engine: Any = RapidOCR(
            params={
                "Global.log_level": "critical",
                "Global.use_cls": False,
                "Global.use_preprocess_img": False,
                "Det.limit_type": "max",
                "Det.limit_side_len": _MOST_PIXELS,
                "Rec.rec_batch_num": 1,  # a batch pads short strips to the longest: slower than one by one
                threads.format("intra"): 1,
                threads.format("inter"): 1,
            }
        )

    def find(self, picture: Picture) -> Sequence[Quad]:
        """Where lines of text stand: corners in pixels, shape [4, 2], clockwise from the top left.

        Args:
            picture: RGB, shape [height, width, 3].
        """
        import cv2
        import numpy

        height, width = picture.shape[:2]
        share = min(1.0, max(_FINDING_SHARE, _LEAST_SIDE / max(height, width)))
        share = min(share, math.sqrt(_MOST_PIXELS / (height * width)))
        small = cv2.resize(picture, None, fx=share, fy=share, interpolation=cv2.INTER_AREA) if share < 1 else picture
        found = self._engine(numpy.ascontiguousarray(small[:, :, ::-1]), use_det=True, use_cls=False, use_rec=False)
        if found.boxes is None:
            return []
        return [numpy.asarray(quad, dtype=numpy.float32) / share for quad in found.boxes]

    def read(self, strips: Sequence[Picture]) -> list[Reading]:
        """What each strip of upright text says.

        Args:
            strips: RGB, shape [height, width, 3] each.
        """
        import numpy

        if not strips:
            return []
        found = self._engine.recognize_txt([numpy.ascontiguousarray(_fitted(strip)[:, :, ::-1]) for strip in strips])
        pairs = zip(found.txts, found.scores, strict=True)
        return [Reading(str(text).strip(), float(score)) for text, score in pairs]


def cut_strip(picture: Picture, quad: Quad) -> Picture:
    """The strip of text between four corners, straightened; a strip that is tall stays tall.

    Args:
        picture: RGB, shape [height, width, 3].
        quad: corners as `TextEngine.find` gives them.
    """
    import cv2
    import numpy

    width = int(max(_length(quad, 0, 1), _length(quad, 2, 3), 1.0))
    height = int(max(_length(quad, 0, 3), _length(quad, 1, 2), 1.0))
    target = numpy.asarray([[0, 0], [width, 0], [width, height], [0, height]], dtype=numpy.float32)
    matrix = cv2.getPerspectiveTransform(quad, target)
    strip = cv2.warpPerspective(
        picture, matrix, (width, height), flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE
    )
    return numpy.asarray(strip, dtype=numpy.uint8)


def is_tall(quad: Quad) -> bool:
    """Whether text between these corners runs up or down."""
    return max(_length(quad, 0, 3), _length(quad, 1, 2)) > _TALL * max(_length(quad, 0, 1), _length(quad, 2, 3))


def _length(quad: Quad, one: int, other: int) -> float:
    import numpy

    return float(numpy.linalg.norm(quad[one] - quad[other]))


def _fitted(strip: Picture) -> Picture:
    """The strip, long ones a little narrower: a fifth less work, and the same words."""
    import cv2
    import numpy

    height, width = strip.shape[:2]
    if width < _LONG * height:
        return strip
    wanted = min(_SQUEEZED * width, _WIDEST * height)
    return numpy.asarray(cv2.resize(strip, (int(wanted), height), interpolation=cv2.INTER_AREA), dtype=numpy.uint8)
