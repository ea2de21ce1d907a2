"""Small classes in the place of libraries that others import and hardly use; `contents.py` leaves these out."""

import math
import sys
import types
from collections.abc import Sequence


class OTLPSpanExporter:
    """Chroma's way to send measurements of itself, which it makes only where an address is set; here none ever is."""

    def __init__(self, *_: object, **__: object) -> None:
        raise RuntimeError("This program sends no measurements.")


class Polygon:
    """What RapidOCR asks of Shapely: how large a box of text is, and how long its edge.

    Args:
        corners: x and y of each, in order around the box; shape [n, 2].
    """

    def __init__(self, corners: Sequence[Sequence[float]]) -> None:
        points = [(float(x), float(y)) for x, y in corners]
        self._edges = list(zip(points, [*points[1:], points[0]], strict=True))

    @property
    def area(self) -> float:
        """By the shoelace formula."""
        return abs(sum(x * next_y - next_x * y for (x, y), (next_x, next_y) in self._edges)) / 2

    @property
    def length(self) -> float:
        """Of the edge, all around."""
        return sum(math.dist(one, other) for one, other in self._edges)


def _put(name: str, content: type) -> None:
    module = types.ModuleType(name)
    setattr(module, content.__name__, content)
    sys.modules[name] = module


_put("opentelemetry.exporter.otlp.proto.grpc.trace_exporter", OTLPSpanExporter)
_put("shapely.geometry", Polygon)
