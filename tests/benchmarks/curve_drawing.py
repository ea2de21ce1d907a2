"""Visual Source F1 against false images as a small SVG drawing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape

WIDTH, HEIGHT, EDGE = 560, 400, 50
COLOURS = ("#1a5fb4", "#c64600", "#26a269")


def curve_svg(lines: Mapping[str, Sequence[tuple[float, float]]]) -> str:
    """A drawing of named lines of (false-image rate, Visual Source F1), both from 0 to 1."""
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{HEIGHT}" font-family="sans-serif" '
        'font-size="12"><rect width="100%" height="100%" fill="#fff"/>'
    ]
    for step in range(0, 11, 2):
        share = step / 10
        x, y = _point(share, share)
        parts.append(f'<path d="M{x} {_point(0, 0)[1]}V{EDGE}M{EDGE} {y}H{WIDTH - EDGE}" stroke="#ddd"/>')
        parts.append(f'<text x="{x}" y="{HEIGHT - EDGE + 18}" text-anchor="middle">{share}</text>')
        parts.append(f'<text x="{EDGE - 8}" y="{y + 4}" text-anchor="end">{share}</text>')
    parts.append(f'<text x="{WIDTH / 2}" y="{HEIGHT - 10}" text-anchor="middle">false-image rate</text>')
    parts.append(f'<text x="{EDGE}" y="{EDGE - 16}">Visual Source F1</text>')
    for number, (name, line) in enumerate(lines.items()):
        colour = COLOURS[number % len(COLOURS)]
        places = " ".join(f"{x},{y}" for x, y in (_point(*point) for point in line))
        parts.append(f'<polyline points="{places}" fill="none" stroke="{colour}" stroke-width="2"/>')
        parts.append(
            f'<text x="{WIDTH / 2}" y="{HEIGHT - EDGE - 40 + 16 * number}" fill="{colour}">{escape(name)}</text>'
        )
    return "\n".join(parts) + "\n</svg>\n"


def _point(rate: float, f1: float) -> tuple[float, float]:
    return round(EDGE + rate * (WIDTH - 2 * EDGE), 1), round(HEIGHT - EDGE - f1 * (HEIGHT - 2 * EDGE), 1)
