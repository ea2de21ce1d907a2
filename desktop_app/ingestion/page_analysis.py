"""The page analysis that a reader's worker process applies to raw pages: pure, and picklable."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from desktop_app.domain.page_content import (
    BlockKind,
    DocumentProfile,
    PageAnalysis,
    PageContent,
    TextBlock,
)
from desktop_app.ingestion.document_profile import is_furniture, learn_profile
from desktop_app.ingestion.figure_assembly import FigureAssembler
from desktop_app.ingestion.figure_captioning import find_captions
from desktop_app.ingestion.reading_order import in_reading_order
from desktop_app.ingestion.text_blocks import paragraphs_of, to_block


@dataclass(frozen=True, slots=True)
class Analyser:
    """Reads pages: blocks in reading order, and figures with their captions (a `PageAnalyser`)."""

    def profile(self, sample: Sequence[PageContent]) -> DocumentProfile:
        """What the pages of a document have in common, learned from a sample of them."""
        return learn_profile(sample)

    def analyse(self, content: PageContent, profile: DocumentProfile) -> PageAnalysis:
        """The page's blocks in reading order, its figures, and the graphics that are none."""
        lines = tuple(line for line in content.lines if not is_furniture(line, content, profile))
        content = replace(content, lines=lines)
        paragraphs = paragraphs_of(lines, profile)
        captions = find_captions(paragraphs, profile)
        assembly = FigureAssembler(content, profile, paragraphs, captions).assemble()
        caption_places = {caption.index for caption in captions}
        blocks: list[TextBlock] = []
        for index, paragraph in enumerate(paragraphs):
            if index in assembly.used:
                continue
            block = to_block(paragraph, profile)
            if index in caption_places:
                block = TextBlock(paragraph.text, paragraph.box, BlockKind.CAPTION)
            if block.text:
                blocks.append(block)
        return PageAnalysis(
            blocks=tuple(in_reading_order(blocks, lambda block: block.box)),
            figures=tuple(assembly.figures),
            skipped=tuple(assembly.skipped),
        )
