"""Local features of a picture, and whether two pictures show the same thing.

Features are SIFT (Lowe 2004, "Distinctive Image Features from Scale-Invariant Keypoints"), described as RootSIFT
(Arandjelović and Zisserman 2012, "Three things everyone should know to improve object retrieval"). Two pictures show
the same where their features agree on one homography (RANSAC, Fischler and Bolles 1981) and the one, laid over the
other by it, looks like it.
"""

from __future__ import annotations

import threading
import warnings
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from desktop_app.domain.errors import FileProblem, UnsupportedFile

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Grey = NDArray[np.uint8]
    Descriptors = NDArray[np.uint8]
    Points = NDArray[np.float32]

LENGTH = 128
"""Numbers in a descriptor."""
_SIDE = 640
"""Pictures are brought to this length of their longer side, up or down, so that crops and copies meet."""
_MOST_FEATURES = 800
_CONTRAST = 0.02
_UNIT = 512.0
_MAX_PIXELS = 64_000_000
_LONGEST_SHAPE = 20
_RATIO = 0.85
_FEWEST_MATCHES = 4
_PIXELS_OFF = 4.0
_LEAST_AREA, _MOST_AREA = 0.01, 100.0
_COMPARED_SIDE = 160
_FEWEST_PIXELS = 200


@dataclass(frozen=True, slots=True)
class Features:
    """What is telling in a picture.

    Attributes:
        points: places in the picture as it was read, shape [count, 2].
        descriptors: shape [count, LENGTH].
        grey: the picture itself, shape [height, width].
    """

    points: Points
    descriptors: Descriptors
    grey: Grey


@dataclass(frozen=True, slots=True)
class Agreement:
    """How well two pictures agree: features that fit one homography, and the likeness under it (-1 to 1)."""

    inliers: int = 0
    likeness: float = 0.0

    @property
    def score(self) -> float:
        """For ranking: many inliers, and the more so the more alike the two are."""
        return self.inliers * max(0.05, self.likeness)


def read_features(path: Path) -> Features:
    """The features of a picture file.

    Raises:
        FileProblem: the file is not there, or can't be read.
        UnsupportedFile: it is no picture, or far too large.
    """
    return features_of(_read(path))


def features_of(grey: Grey) -> Features:
    """The features of a picture of shape [height, width]."""
    import cv2

    height, width = grey.shape
    factor = _SIDE / max(height, width)
    size = (max(1, round(width * factor)), max(1, round(height * factor)))
    scaled = cv2.resize(grey, size, interpolation=cv2.INTER_AREA if factor < 1 else cv2.INTER_CUBIC)
    with _one_thread():
        found, described = _detector().detectAndCompute(scaled, None)
    if described is None:
        return Features(np.zeros((0, 2), np.float32), np.zeros((0, LENGTH), np.uint8), scaled)
    points = np.array([point.pt for point in found[:_MOST_FEATURES]], np.float32).reshape(-1, 2)
    sums = np.maximum(1e-9, described[:_MOST_FEATURES].sum(axis=1, keepdims=True))
    rooted = np.sqrt(described[:_MOST_FEATURES] / sums) * _UNIT
    return Features(points, np.clip(rooted, 0, 255).astype(np.uint8), scaled)


def agreement(query: Features, other: Features) -> Agreement:
    """How well a picture agrees with another that may show more than it."""
    import cv2

    pairs = _matches(query.descriptors, other.descriptors)
    if len(pairs) < _FEWEST_MATCHES:
        return Agreement()
    here, there = query.points[pairs[:, 0]], other.points[pairs[:, 1]]
    cv2.setRNGSeed(0)
    homography, fits = cv2.findHomography(there, here, cv2.RANSAC, _PIXELS_OFF)
    if homography is None or not _is_plausible(homography, other.grey.shape):
        return Agreement()
    return Agreement(int(fits.sum()), _likeness(query.grey, other.grey, homography))


def _read(path: Path) -> Grey:
    from PIL import Image

    try:
        with warnings.catch_warnings(), Image.open(path) as image:
            warnings.simplefilter("ignore")
            if image.width * image.height > _MAX_PIXELS:
                raise UnsupportedFile(f"{path.name} is too large a picture.", "Give a smaller copy of it.")
            flat = image.convert("RGBA")
            page = Image.new("RGBA", flat.size, (255, 255, 255, 255))
            page.alpha_composite(flat)
            return np.asarray(page.convert("L"), dtype=np.uint8)
    except FileNotFoundError as error:
        raise FileProblem(f"There is no file {path}.", "Check the name.") from error
    except Image.DecompressionBombError as error:
        raise UnsupportedFile(f"{path.name} is too large a picture.", "Give a smaller copy of it.") from error
    except (OSError, ValueError, SyntaxError) as error:
        raise UnsupportedFile(f"{path.name} can't be read as a picture.", "Give a PNG or JPEG file.") from error


@cache
def _detector() -> Any:
    import cv2

    return cv2.SIFT.create(nfeatures=_MOST_FEATURES, contrastThreshold=_CONTRAST)


_LOCK = threading.Lock()


def _one_thread() -> threading.Lock:
    """The detector keeps state between its steps: one picture at a time."""
    return _LOCK


def _matches(query: Descriptors, other: Descriptors) -> NDArray[np.intp]:
    """Pairs of features that are far more alike than any second choice (Lowe's ratio), each of the other once."""
    if len(query) < 2 or len(other) < 2:
        return np.zeros((0, 2), np.intp)
    one, two = query.astype(np.float32), other.astype(np.float32)
    lengths = (two**2).sum(axis=1)
    distances = np.maximum(0, (one**2).sum(axis=1)[:, None] + lengths - 2 * one @ two.T)
    nearest = np.argpartition(distances, 1, axis=1)[:, :2]
    rows = np.arange(len(one))[:, None]
    both = np.sqrt(distances[rows, nearest])
    swap = both[:, 0] > both[:, 1]
    best = np.where(swap, nearest[:, 1], nearest[:, 0])
    first, second = both.min(axis=1), both.max(axis=1)
    order = np.argsort(first)
    good = order[(first < _RATIO * second)[order]]
    _, once = np.unique(best[good], return_index=True)
    chosen = good[once]
    return np.column_stack((chosen, best[chosen]))


def _is_plausible(homography: NDArray[np.float64], shape: tuple[int, ...]) -> bool:
    """Whether the picture, laid over the other, keeps its side and has a sensible size and shape."""
    height, width = shape[:2]
    corners = np.array([[0, 0, 1], [width, 0, 1], [width, height, 1], [0, height, 1]], np.float64)
    laid = corners @ homography.T
    if not np.isfinite(laid).all() or (laid[:, 2] * laid[0, 2] <= 0).any():
        return False
    outline = laid[:, :2] / laid[:, 2:]
    following = np.roll(outline, -1, axis=0)
    edges = following - outline
    turns = edges[:, 0] * np.roll(edges, -1, axis=0)[:, 1] - edges[:, 1] * np.roll(edges, -1, axis=0)[:, 0]
    area = 0.5 * float((outline[:, 0] * following[:, 1] - following[:, 0] * outline[:, 1]).sum())
    sides = np.hypot(edges[:, 0], edges[:, 1]) / np.array([width, height, width, height])
    if (turns <= 0).any() or sides.max() > _LONGEST_SHAPE * max(1e-9, sides.min()):
        return False
    return _LEAST_AREA <= area / (width * height) <= _MOST_AREA


def _likeness(query: Grey, other: Grey, homography: NDArray[np.float64]) -> float:
    """Correlation of the two where they overlap, after `homography` has laid the other over the query."""
    import cv2

    factor = _COMPARED_SIDE / max(query.shape)
    size = (max(1, round(query.shape[1] * factor)), max(1, round(query.shape[0] * factor)))
    down = np.diag([factor, factor, 1.0]) @ homography
    small = cv2.resize(query, size, interpolation=cv2.INTER_AREA)
    # The other is made as coarse as the query first: warping a fine picture to a small one would pick single pixels.
    blur = max(1.0, 1 / max(1e-3, np.sqrt(abs(np.linalg.det(down[:2, :2])))))
    laid = cv2.warpPerspective(cv2.GaussianBlur(other, (0, 0), 0.5 * min(blur, 20.0)), down, size)
    covered = cv2.warpPerspective(np.full_like(other, 255), down, size) > 250
    if covered.sum() < _FEWEST_PIXELS:
        return 0.0
    one = cv2.GaussianBlur(small, (0, 0), 1.0)[covered].astype(np.float64)
    two = cv2.GaussianBlur(laid, (0, 0), 1.0)[covered].astype(np.float64)
    spread = float(one.std() * two.std())
    return float(((one - one.mean()) * (two - two.mean())).mean()) / spread if spread > 0 else 0.0
