"""A picture as a query: how often crops of a library's figures, scaled, cut and compressed, find their figure.

    python tests/benchmarks/picture_query.py LIBRARY [--crops 50] [--seed 1] [--sides]

Every second query is a screenshot, the others are photographs: slightly turned, unevenly lit, with noise. The picture
that a crop was made from is right, and so is a byte-identical one. The first run reads every figure.
"""

from __future__ import annotations

import argparse
import io
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import numpy as np
from PIL import Image

from desktop_app.domain.jobs import CancelToken
from desktop_app.picture_matching.matcher import LocalFeatureMatcher


def altered(picture: Image.Image, chance: np.random.Generator, *, photographed: bool, by_sides: bool) -> Image.Image:
    """A part of a picture (50 to 100 % of its area, or of each side), scaled by 0.3 to 2, as JPEG (20 to 90)."""
    wide, high = picture.size
    share = chance.uniform(0.5, 1)
    across = chance.uniform(0.5, 1) if by_sides else float(np.exp(chance.uniform(np.log(share), 0)))
    down = chance.uniform(0.5, 1) if by_sides else share / across
    size = max(8, int(wide * across)), max(8, int(high * down))
    left, top = (int(chance.integers(0, whole - part + 1)) for whole, part in zip(picture.size, size, strict=True))
    cut = picture.crop((left, top, left + size[0], top + size[1]))
    scale = float(np.exp(chance.uniform(np.log(0.3), np.log(2))))
    cut = cut.resize((max(8, int(size[0] * scale)), max(8, int(size[1] * scale))), Image.Resampling.LANCZOS)
    if photographed:
        cut = _photographed(cut, chance)
    packed = io.BytesIO()
    cut.save(packed, "JPEG", quality=int(chance.integers(20, 91)))
    return Image.open(packed)


def _photographed(picture: Image.Image, chance: np.random.Generator) -> Image.Image:
    wide, high = picture.size
    corners = np.array([[0, 0], [wide, 0], [wide, high], [0, high]], float)
    moved = corners + chance.uniform(-0.05, 0.05, (4, 2)) * [wide, high]
    rows = [
        row
        for (x, y), (u, v) in zip(corners, moved, strict=True)
        for row in ([x, y, 1, 0, 0, 0, -u * x, -u * y], [0, 0, 0, x, y, 1, -v * x, -v * y])
    ]
    coefficients = np.linalg.solve(np.array(rows), moved.reshape(-1))
    turned = picture.transform(
        picture.size,
        Image.Transform.PERSPECTIVE,
        coefficients.tolist(),
        Image.Resampling.BICUBIC,
        fillcolor=(205, 200, 195),
    )
    pixels = np.asarray(turned, float) * chance.uniform(0.7, 1.1) + chance.uniform(-20, 20)
    noisy = pixels + np.linspace(-15, 15, wide)[None, :, None] + chance.normal(0, 6, pixels.shape)
    return Image.fromarray(np.clip(noisy, 0, 255).astype(np.uint8))


def measure(library: Path, crops: int, seed: int, *, by_sides: bool) -> dict[str, Any]:
    figures = sorted((library / "figures").rglob("*.png"))
    chance = np.random.default_rng(seed)
    with tempfile.TemporaryDirectory() as folder:
        matcher = LocalFeatureMatcher(Path(folder) / "pictures.npz")
        began = time.process_time()
        for done in matcher.take_in(figures, CancelToken()):
            if done % 100 == 0:
                print(f"{done} of {len(figures)} figures read", file=sys.stderr)
        read_s = time.process_time() - began
        first = among_five = sure = sure_and_wrong = 0
        seconds = []
        for number in range(crops):
            wanted = figures[int(chance.integers(len(figures)))]
            query = Path(folder) / "query.png"
            picture = Image.open(wanted).convert("RGB")
            altered(picture, chance, photographed=bool(number % 2), by_sides=by_sides).save(query)
            began = time.process_time()
            found = matcher.match(query, figures, 5, CancelToken())
            seconds.append(time.process_time() - began)
            right = bool(found) and found[0].path == wanted
            first += right
            among_five += any(each.path == wanted for each in found)
            sure += bool(found) and found[0].same
            sure_and_wrong += bool(found) and found[0].same and not right
            if not right:
                got = [(each.path.name[:8], each.score, each.same) for each in found[:2]]
                print(f"missed {wanted.name[:8]} {picture.size} as {Image.open(query).size}: {got}", file=sys.stderr)
    return {
        "figures": len(figures),
        "crops": crops,
        "right_first": first / crops,
        "in_first_five": among_five / crops,
        "said_to_be_sure": sure / crops,
        "sure_but_wrong": sure_and_wrong / crops,
        "read_cpu_ms_per_figure": round(1000 * read_s / max(1, len(figures)), 1),
        "query_cpu_s_median": round(float(np.median(seconds)), 2),
        "query_cpu_s_p95": round(float(np.percentile(seconds, 95)), 2),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("library", type=Path, help="a library's folder")
    parser.add_argument("--crops", type=int, default=50)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument(
        "--sides", action="store_true", help="keep 50 to 100 %% of each side instead of the area (harder)"
    )
    arguments = parser.parse_args()
    print(measure(arguments.library, arguments.crops, arguments.seed, by_sides=arguments.sides))


if __name__ == "__main__":
    main()
