"""A conversation with five figures, each of a colour of its own, so that it can be seen where it is shown."""

from __future__ import annotations

from pathlib import Path

from desktop_app.domain.conversation import Answer, AskedAbout, Citation, PlacedFigure
from desktop_app.domain.documents import Document, DocumentStatus, Figure, FigureKind
from desktop_app.domain.geometry import Box, Region
from desktop_app.domain.history import ConversationSummary, SavedConversation
from tests.helpers.fake_reader import plain_png

COLOURS = (0xC01020, 0x10A040, 0x2040D0, 0xE0A000, 0x8020A0)
QUESTION_COLOUR = 0x20B0B0
_MANUAL = Document("d" * 64, "pumps", "Pumps – Насосы – 水泵", "/documents/pumps.pdf", 40, DocumentStatus.READY)
_PARAGRAPHS = (
    "The **coolant** flows at $v = \\sqrt{2gh}$, with $\\alpha \\approx 0.5$. [1] 泵由水冷却。 Η αντλία ψύχεται.",
    "| Part | Torque |\n|---|---:|\n| Bolt M6 | 9 Nm |",
    "1. Close the valve.\n2. Drain the circuit. [2]",
    "```\nG0 X0 Y0\n```",
    "That is all. " * 60 + "[1]",
)


def draw_pictures(folder: Path) -> None:
    """The pictures of the figures, and that of the first question."""
    folder.mkdir(parents=True, exist_ok=True)
    for number, colour in enumerate(COLOURS, 1):
        (folder / f"{number}.png").write_bytes(plain_png(colour, 300))
    (folder / "question.png").write_bytes(plain_png(QUESTION_COLOUR, 120))


def illustrated_conversation(pictures: Path) -> SavedConversation:
    """Two turns; the pictures are those of `draw_pictures`."""
    placed = [
        PlacedFigure(number, _figure(number), _MANUAL, after)
        for number, after in zip(range(1, 6), (0, 2, 4, 0, 2), strict=True)
    ]
    cited = tuple(Citation(n, _MANUAL, (Region(n, Box(50, 60, 300, 80)),), f"Words of page {n}.") for n in (1, 2))
    first = Answer("How is it cooled?", _PARAGRAPHS, tuple(placed[:3]), cited, "excerpts", scope="Pumps")
    second = Answer(
        "Where is this?",
        _PARAGRAPHS[:3],
        tuple(placed[3:]),
        cited,
        "starter",
        notice="One turn was left out.",
        asked=AskedAbout(str(pictures / "question.png")),
    )
    return SavedConversation(ConversationSummary("c", "Cooling – 冷却 – ψύξη", 1.0, 2.0, 2), (first, second))


def _figure(number: int) -> Figure:
    return Figure(
        id=f"f{number}",
        document_id=_MANUAL.id,
        page=number,
        box=Box(60, 80, 360, 380),
        label=str(number),
        caption=f"Circuit number {number}",
        kind=FigureKind.VECTOR,
        file=f"{number}.png",
        pixels=(300, 300),
    )
