"""The kinds of evidence that a search weighs."""

from __future__ import annotations

from enum import StrEnum


class Signal(StrEnum):
    """The kinds of evidence, each of which can be left out to see what it is worth."""

    PASSAGE_WORDS = "passage-words"
    PASSAGE_VECTORS = "passage-vectors"
    CAPTION_WORDS = "caption-words"
    INSIDE_WORDS = "inside-words"
    NEARBY_WORDS = "nearby-words"
    CAPTION_VECTORS = "caption-vectors"
    CONTEXT_VECTORS = "context-vectors"
    PICTURE_VECTORS = "picture-vectors"
    MENTION_TIE = "mention-tie"
    PAGE_TIE = "page-tie"
    SECTION_TIE = "section-tie"
    DOCUMENT_TIE = "document-tie"
    KIND = "kind"
    FORM = "form"
