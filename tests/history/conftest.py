"""Answers with everything an answer can hold."""

from __future__ import annotations

from desktop_app.domain.conversation import (
    Answer,
    Citation,
    PlacedFigure,
    UncitedPassage,
    UnshownFigure,
    WhyUnshown,
)
from desktop_app.domain.documents import Document, DocumentStatus, Figure, FigureKind, Mention
from desktop_app.domain.geometry import Box, Region

PUMPS = Document("a" * 64, "pumps", "Pumps & <valves>", "/documents/pumps.pdf", 12, DocumentStatus.READY)


def figure(label: str | None = "4", caption: str = "The *relay* of the pump [old]") -> Figure:
    return Figure(
        id=f"figure-{label}",
        document_id=PUMPS.id,
        page=7,
        box=Box(50, 60, 300, 400),
        label=label,
        caption=caption,
        kind=FigureKind.VECTOR,
        file=f"{label}.png",
        pixels=(4, 4),
        heading_path=("Wiring",),
        mentions=(Mention("passage", "Figure 4 shows the relay."),),
        caption_box=Box(50, 410, 300, 430),
    )


def answer(question: str = "How is the pump wired?", *paragraphs: str, figures: int = 1) -> Answer:
    places = (Region(7, Box(50, 100, 500, 120)), Region(8, Box(50, 100, 500, 120)))
    return Answer(
        question=question,
        paragraphs=paragraphs or ("Through a relay. [1]", "A fuse protects it."),
        figures=tuple(PlacedFigure(n + 1, figure(str(4 + n)), PUMPS, 0, 0.8) for n in range(figures)),
        citations=(Citation(1, PUMPS, places, "The relay switches <the pump>."),),
        model="excerpts",
        unshown=(UnshownFigure(figure("9"), PUMPS, 0.4, WhyUnshown.UNLIKELY),),
        uncited=(UncitedPassage(PUMPS, places[:1], "The pump hums."),),
    )
