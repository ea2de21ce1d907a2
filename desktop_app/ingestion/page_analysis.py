"""The page analysis that a reader's worker process applies to raw pages: pure, and picklable."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from desktop_app.domain.geometry import Box
from desktop_app.domain.page_content import (
    BlockKind,
    DocumentProfile,
    PageAnalysis,
    PageContent,
    TextBlock,
)
from desktop_app.ingestion.document_profile import learn_profile, without_furniture
from desktop_app.ingestion.figure_assembly import Assembly, assemble_figures
from desktop_app.ingestion.figure_captioning import find_captions
from desktop_app.ingestion.footnotes import mark_footnotes
from desktop_app.ingestion.page_text import PageText
from desktop_app.ingestion.page_turning import reading_turn, turned, turned_back
from desktop_app.ingestion.reading_order import in_reading_order, reads_from_right
from desktop_app.ingestion.text_blocks import Paragraph, paragraphs_of, to_block

_BULLET = 3


@dataclass(frozen=True, slots=True)
class Analyser:
    """Reads pages: blocks in reading order, and figures with their captions (a `PageAnalyser`)."""

    def profile(self, sample: Sequence[PageContent]) -> DocumentProfile:
        """What the pages of a document have in common, learned from a sample of them."""
        return learn_profile([turned(content, reading_turn(content)) for content in sample])

    def analyse(self, content: PageContent, profile: DocumentProfile) -> PageAnalysis:
        """The page's blocks in reading order, its figures, and the graphics that are none."""
        turn = reading_turn(content)
        readable = turned(content, turn)
        return turned_back(self._analyse_readable(readable, profile), readable, turn)

    def _analyse_readable(self, content: PageContent, profile: DocumentProfile) -> PageAnalysis:
        lines = without_furniture(content, profile)
        content = replace(content, lines=lines)
        paragraphs = paragraphs_of(lines)
        captions = find_captions(paragraphs, profile)
        text = PageText(content, profile, paragraphs, captions)
        assembly = assemble_figures(content, text)
        return PageAnalysis(
            blocks=tuple(self._blocks(text, assembly, content)),
            figures=tuple(assembly.figures),
            skipped=tuple(assembly.skipped),
        )

    def _blocks(self, text: PageText, assembly: Assembly, content: PageContent) -> list[TextBlock]:
        """The blocks outside the figures, in reading order."""
        figures = [figure.box for figure in assembly.figures] + [table.box for table in assembly.tables]
        in_captions = {place for caption in text.captions for place in caption.places}
        sized: list[tuple[TextBlock, float]] = []
        for place, paragraph in enumerate(text.paragraphs):
            if place in in_captions:
                sized.append((TextBlock(paragraph.text, paragraph.box, BlockKind.CAPTION), paragraph.size))
                continue
            lines = [line for line in paragraph.lines if not any(line.box.share_inside(box) > 0.6 for box in figures)]
            if lines:
                rest = Paragraph(tuple(lines))
                sized.append((to_block(rest, text.profile), rest.size))
        blocks = mark_footnotes(sized, text.profile.body_size, content.height) + assembly.tables
        backwards = reads_from_right(line.text for line in content.lines)

        def place_of(block: TextBlock) -> Box:
            box = block.box
            return Box(content.width - box.x1, box.y0, content.width - box.x0, box.y1) if backwards else box

        return _with_bullets(in_reading_order([block for block in blocks if block.text], place_of))


def _with_bullets(blocks: Sequence[TextBlock]) -> list[TextBlock]:
    """The blocks, with bullets that stand alone put before the text beside them."""
    joined: list[TextBlock] = []
    for block in blocks:
        bullet = joined[-1] if joined else None
        if (
            bullet
            and bullet.kind is BlockKind.LIST_ITEM
            and len(bullet.text) <= _BULLET
            and block.kind is BlockKind.PARAGRAPH
        ):
            box = Box.around((bullet.box, block.box))
            joined[-1] = TextBlock(f"{bullet.text} {block.text}", box, BlockKind.LIST_ITEM)
        else:
            joined.append(block)
    return joined
