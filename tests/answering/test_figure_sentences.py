from __future__ import annotations

from dataclasses import replace

from desktop_app.answering.figure_sentences import names, recognises, stands_on
from desktop_app.domain.documents import Document, DocumentStatus, Figure, FigureKind
from desktop_app.domain.geometry import Box

MANUAL = Document("d", "pump", "Pumps [2]", "/pump.pdf", 9, DocumentStatus.READY)
WIRING = Figure("f", "d", 7, Box(0, 0, 9, 9), "2.3", "Wiring *of* it", FigureKind.TABLE, "f.png", (9, 9))
NAMELESS = replace(WIRING, label=None, caption="")


def test_a_figure_with_a_number_is_called_by_it() -> None:
    assert stands_on(WIRING, MANUAL) == r"Table 2.3 of **Pumps \[2\]** stands on page 7."
    assert names(WIRING, MANUAL) == r"Table 2.3 of **Pumps \[2\]**, page 7: Wiring \*of\* it"
    assert recognises(WIRING, MANUAL) == r"This is Table 2.3 of **Pumps \[2\]**, page 7: Wiring \*of\* it"


def test_one_without_a_number_is_this_figure() -> None:
    assert stands_on(NAMELESS, MANUAL) == r"This figure of **Pumps \[2\]** stands on page 7."
    assert names(NAMELESS, MANUAL) == r"This figure of **Pumps \[2\]**, page 7."
    assert recognises(NAMELESS, MANUAL, also=True) == r"It is also a figure of **Pumps \[2\]**, page 7."
