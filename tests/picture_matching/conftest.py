"""Drawn pictures, no two alike."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageDraw

from desktop_app.domain.jobs import CancelToken
from desktop_app.picture_matching.matcher import LocalFeatureMatcher


def drawing(seed: int) -> Image.Image:
    """A chart with its own curves, boxes and words, 320 by 240 pixels."""
    chance = np.random.default_rng(seed)
    picture = Image.new("RGB", (320, 240), "white")
    pen = ImageDraw.Draw(picture)
    for _ in range(8):
        left, top = (int(value) for value in chance.integers((10, 10), (240, 170)))
        size = [int(value) for value in chance.integers(20, 70, 2)]
        colour = tuple(int(value) for value in chance.integers(0, 200, 3))
        shape = pen.rectangle if chance.random() < 0.5 else pen.ellipse
        shape((left, top, left + size[0], top + size[1]), outline=colour, width=3)
    for _ in range(12):
        word = "".join(chance.choice(list("abcdefghkmnoprstuvwz"), 7))
        pen.text(tuple(int(value) for value in chance.integers((5, 5), (260, 220))), word, fill="black")
    points = [(x, 120 + 80 * float(np.sin(x / chance.integers(20, 60)))) for x in range(10, 310, 5)]
    pen.line(points, fill=(200, 30, 30), width=2)
    return picture


@pytest.fixture(scope="module")
def known(tmp_path_factory: pytest.TempPathFactory) -> tuple[LocalFeatureMatcher, list[Path]]:
    """A matcher that has taken in all pictures, and these."""
    folder = tmp_path_factory.mktemp("known")
    paths = _saved(folder)
    matcher = LocalFeatureMatcher(folder / "cache" / "known.npz")
    assert list(matcher.take_in(paths, CancelToken())) == list(range(1, len(paths) + 1))
    return matcher, paths


@pytest.fixture
def pictures(tmp_path: Path) -> list[Path]:
    return _saved(tmp_path)


def _saved(folder: Path) -> list[Path]:
    paths = [folder / f"{number:02}.png" for number in range(8)]
    for number, path in enumerate(paths):
        drawing(number).save(path)
    return paths
