from __future__ import annotations

import pytest

from desktop_app.domain.documents import Figure, FigureKind
from desktop_app.domain.geometry import Box
from desktop_app.domain.history import IN_ENGLISH


@pytest.mark.parametrize("kind", [FigureKind.TABLE, FigureKind.VECTOR])
@pytest.mark.parametrize("label", [None, "3.2"])
@pytest.mark.parametrize("caption", ["", "The pump"])
def test_figures_are_called_in_english_as_they_call_themselves(
    kind: FigureKind, label: str | None, caption: str
) -> None:
    figure = Figure("f", "d", 7, Box(0, 0, 9, 9), label, caption, kind, "f.png", (9, 9))
    assert IN_ENGLISH.description(figure) == figure.description
