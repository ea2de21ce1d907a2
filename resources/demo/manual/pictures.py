"""Raster pictures: a scene computed ray by ray, and pages of the manual with their figures marked."""

from __future__ import annotations

import io

import numpy as np
import pymupdf
from numpy.typing import NDArray
from PIL import Image, ImageDraw

Pixels = NDArray[np.float64]

_LIGHT = np.array([-0.55, 0.72, -0.43])
_SPHERES = (
    (np.array([-1.15, 0.0, 0.4]), 1.0, np.array([0.16, 0.36, 0.58])),
    (np.array([0.75, -0.38, -0.55]), 0.62, np.array([0.80, 0.38, 0.15])),
    (np.array([2.2, -0.5, 1.0]), 0.5, np.array([0.20, 0.52, 0.36])),
)
_FLOOR = -1.0


def scene(width: int, height: int) -> Image.Image:
    """Three spheres on a tiled floor with shadows, like a photograph: no two neighbouring pixels are quite equal.

    Rays and spheres as in Whitted, "An Improved Illumination Model for Shaded Display" (1980), without refraction.
    """
    ss = 2
    ys, xs = np.mgrid[0 : height * ss, 0 : width * ss]
    x = (xs + 0.5) / (width * ss) * 2 - 1
    y = (1 - (ys + 0.5) / (height * ss) * 2) * height / width
    rays = np.stack([x, y - 0.12, np.full_like(x, 1.9)], axis=-1)
    rays /= np.linalg.norm(rays, axis=-1, keepdims=True)
    origin = np.broadcast_to(np.array([0.0, 0.35, -4.6]), rays.shape)
    colours = _trace(origin, rays, bounces=2)
    colours = colours.reshape(height, ss, width, ss, 3).mean(axis=(1, 3))
    grain = np.random.default_rng(7).normal(0.0, 0.008, colours.shape[:2])[..., None]
    vignette = 1 - 0.22 * (
        np.linspace(-1, 1, width)[None, :, None] ** 2 + np.linspace(-1, 1, height)[:, None, None] ** 2
    )
    developed = np.clip(colours * vignette + grain, 0, 1) ** (1 / 1.9)
    return Image.fromarray((developed * 255).astype(np.uint8))


def _trace(origin: Pixels, rays: Pixels, bounces: int) -> Pixels:
    distance, which = _nearest(origin, rays)
    sky = 0.5 + 0.5 * rays[..., 1:2]
    colours = (1 - sky) * np.array([0.78, 0.80, 0.82]) + sky * np.array([0.28, 0.45, 0.66])
    points = origin + rays * distance[..., None]
    for index in range(len(_SPHERES) + 1):
        mask = which == index
        if not mask.any():
            continue
        hit = points[mask]
        normal, surface, gloss = _surface(hit, index)
        diffuse = np.clip(normal @ _LIGHT, 0, 1)[:, None] * _lit(hit + normal * 1e-3)[:, None]
        shade = surface * (0.22 + 0.85 * diffuse)
        if bounces > 1:
            mirrored = rays[mask] - 2 * (rays[mask] * normal).sum(-1, keepdims=True) * normal
            shade = (1 - gloss) * shade + gloss * _trace(hit + normal * 1e-3, mirrored, bounces - 1)
            shine = np.clip(mirrored @ _LIGHT, 0, 1)[:, None] ** 60
            shade += (0.0 if index == len(_SPHERES) else 0.7) * shine * _lit(hit + normal * 1e-3)[:, None]
        haze = np.clip((distance[mask][:, None] - 6) / 22, 0, 1)
        colours[mask] = (1 - haze) * shade + haze * colours[mask]
    return colours


def _nearest(origin: Pixels, rays: Pixels) -> tuple[Pixels, NDArray[np.int64]]:
    """Distance to the nearest thing, and its index: a sphere, the floor, or -1 for the sky."""
    best = np.full(rays.shape[:-1], 1e6)
    which = np.full(rays.shape[:-1], -1)
    for index, (centre, radius, _) in enumerate(_SPHERES):
        offset = origin - centre
        half = (offset * rays).sum(-1)
        inside = half**2 - (offset * offset).sum(-1) + radius**2
        reach = -half - np.sqrt(np.maximum(inside, 0))
        nearer = (inside > 0) & (reach > 1e-3) & (reach < best)
        best, which = np.where(nearer, reach, best), np.where(nearer, index, which)
    down = np.where(np.abs(rays[..., 1]) > 1e-9, rays[..., 1], 1e-9)
    reach = (_FLOOR - origin[..., 1]) / down
    nearer = (reach > 1e-3) & (reach < np.minimum(best, 60))
    return np.where(nearer, reach, best), np.where(nearer, len(_SPHERES), which)


def _surface(points: Pixels, index: int) -> tuple[Pixels, Pixels, float]:
    """Normals, colours and how much a surface mirrors."""
    if index < len(_SPHERES):
        centre, radius, colour = _SPHERES[index]
        return (points - centre) / radius, np.broadcast_to(colour, points.shape), 0.24
    tiles = (np.floor(points[:, 0] * 1.1) + np.floor(points[:, 2] * 1.1)) % 2
    colours = np.where(tiles[:, None] > 0, np.array([0.80, 0.77, 0.70]), np.array([0.36, 0.38, 0.42]))
    return np.broadcast_to(np.array([0.0, 1.0, 0.0]), points.shape), colours, 0.10


def _lit(points: Pixels) -> Pixels:
    """1 where the light reaches a point, less where a sphere stands between."""
    directions = np.broadcast_to(_LIGHT, points.shape)
    _, which = _nearest(points, directions)
    return np.where((which >= 0) & (which < len(_SPHERES)), 0.12, 1.0)


def jpeg(picture: Image.Image) -> bytes:
    """The picture as JPEG."""
    buffer = io.BytesIO()
    picture.save(buffer, "JPEG", quality=88, optimize=True)
    return buffer.getvalue()


def png(picture: Image.Image, colours: int = 96) -> bytes:
    """The picture as PNG with a palette: small, and exact enough for pages of text."""
    buffer = io.BytesIO()
    picture.convert("P", palette=Image.Palette.ADAPTIVE, colors=colours).save(buffer, "PNG", optimize=True)
    return buffer.getvalue()


def at_resolution(picture: Image.Image, box: tuple[int, int, int, int], share: float) -> Image.Image:
    """A detail as it looks when the picture is stored with only `share` of its pixels in each direction."""
    detail = picture.crop(box)
    small = (max(1, round(detail.width * share)), max(1, round(detail.height * share)))
    return detail.resize(small, Image.Resampling.BOX).resize(detail.size, Image.Resampling.NEAREST)


Marks = list[tuple[pymupdf.Rect, str, int]]


def page_with_marks(page: pymupdf.Page, dpi: int, clip: pymupdf.Rect, marks: Marks) -> Image.Image:
    """A rendered part of a page with boxes drawn on it: (box in points, colour, line width in pixels)."""
    pixmap = page.get_pixmap(dpi=dpi, clip=clip, alpha=False)
    picture = Image.frombytes("RGB", (pixmap.width, pixmap.height), pixmap.samples)
    pen = ImageDraw.Draw(picture)
    scale = dpi / 72
    for box, colour, width in marks:
        corners = [
            (box.x0 - clip.x0) * scale,
            (box.y0 - clip.y0) * scale,
            (box.x1 - clip.x0) * scale,
            (box.y1 - clip.y0) * scale,
        ]
        pen.rectangle(corners, outline=colour, width=width)
    return picture


def grown(box: pymupdf.Rect, across: float, up: float) -> pymupdf.Rect:
    """A box with so many points more on each side."""
    return pymupdf.Rect(box.x0 - across, box.y0 - up, box.x1 + across, box.y1 + up)


def drawing_boxes(page: pymupdf.Page, around: pymupdf.Rect) -> list[pymupdf.Rect]:
    """The boxes of the vector paths that lie in an area of the page."""
    found = [pymupdf.Rect(drawing["rect"]) for drawing in page.get_drawings()]
    return [box for box in found if around.contains(box) and max(box.width, box.height) > 1]
