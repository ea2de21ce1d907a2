"""Pages' blocks as passages: paragraphs under one heading, short enough to be embedded whole.

A passage ends with its section, with its page, or when it is full; a paragraph that goes on overleaf is kept in one
piece and ends its passage. So a page can be stored for good as soon as its last paragraph is known to be whole, and
a document taken up after an interruption gets exactly the passages it would have got in one go.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import islice

from desktop_app.domain.documents import Page
from desktop_app.domain.geometry import Region
from desktop_app.domain.page_content import BlockKind, FigurePicture, OutlineEntry, PageLayout, TextBlock
from desktop_app.domain.ports import FigureDraft, PageRecord, PassageDraft
from desktop_app.support.unspaced_scripts import stands_without_blank

MAX_TOKENS = 240
"""A passage is full at this estimate; the text model reads 256 tokens, and the headings need some."""
MAX_WHOLE_TOKENS = 400
"""Code and tables are kept whole up to here."""
MAX_PAGES_HELD = 48
"""Pages wait at most so long for the end of a paragraph."""
CHARACTERS_PER_TOKEN = 4.2
MAX_HEADING_CHARACTERS = 200
MIN_CAPTION_WORDS = 3
MIN_TELLING_CHARACTERS = 3

_DENSE = re.compile("[\u0e00-\u0eff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af]")
_SENTENCE_END = re.compile(
    r"(?:(?<=[.!?…؟۔।])|(?<=[.!?…][\"'”’)\]]))\s+(?=[\"'“‘(\[]?[^\W\d_a-z])|(?<=[。！？])", re.UNICODE
)
_ENDS_SENTENCE = re.compile(r"[.!?…:;。．！？：；؟۔।॥։።][\"'”’»)\]」』）】》]*$")
_CODE_WORD = re.compile(r"[A-Za-z]\d")
_BLANK_LINES = re.compile(r"\n\s*\n+")
_KEPT_WHOLE = {BlockKind.CODE, BlockKind.TABLE}
_ASIDE = {BlockKind.CAPTION, BlockKind.FOOTNOTE, BlockKind.TABLE, BlockKind.CODE}


def estimated_tokens(text: str) -> float:
    """About how many tokens of the text model the text takes."""
    dense = len(_DENSE.findall(text))
    return dense + (len(text) - dense) / CHARACTERS_PER_TOKEN


def split_text(text: str, limit: float) -> list[str]:
    """The text in pieces of at most about `limit` tokens, about equally long, cut between sentences where possible."""
    total = estimated_tokens(text)
    if total <= limit:
        return [text]
    goal = total / -(-total // limit)
    pieces: list[str] = []
    current = ""
    for sentence in _sentences(text, limit):
        joined = f"{current} {sentence}".strip() if _needs_blank(current, sentence) else current + sentence
        if current and estimated_tokens(joined) > limit:
            pieces.append(current)
            current = sentence
        elif estimated_tokens(joined) >= goal:
            pieces.append(joined)
            current = ""
        else:
            current = joined
    return [*pieces, current] if current else pieces


def _needs_blank(before: str, after: str) -> bool:
    return not (stands_without_blank(before[-1:]) or stands_without_blank(after[:1]))


def _sentences(text: str, limit: float) -> list[str]:
    found: list[str] = []
    for sentence in _SENTENCE_END.split(text):
        if sentence and sentence.strip():
            found += _forced(sentence.strip(), limit)
    return found


def _forced(sentence: str, limit: float) -> list[str]:
    """A sentence that is longer than a passage, cut between words, or anywhere where there are none."""
    if estimated_tokens(sentence) <= limit:
        return [sentence]
    pieces, current = [], ""
    longest = max(1, int(limit))
    words = [word[i : i + longest] for word in sentence.split() for i in range(0, len(word), longest)]
    for word in words:
        joined = f"{current} {word}" if current else word
        if current and estimated_tokens(joined) > limit:
            pieces.append(current)
            current = word
        else:
            current = joined
    return [*pieces, current]


def split_lines(text: str, limit: float) -> list[str]:
    """Code or a table in pieces of at most about `limit` tokens, cut between lines."""
    if estimated_tokens(text) <= limit:
        return [text]
    pieces: list[str] = []
    current = ""
    for line in text.split("\n"):
        joined = f"{current}\n{line}" if current else line
        if current and estimated_tokens(joined) > limit:
            pieces.append(current)
            current = line
        else:
            current = joined
    whole = [*pieces, current] if current else pieces
    return [part for piece in whole for part in split_text(piece, MAX_WHOLE_TOKENS)]


def _goes_on(text: str) -> bool:
    """Whether a sentence may go on with this: a small letter, or one of a script that has no capitals."""
    return bool(text) and (text[0].islower() or unicodedata.category(text[0]) == "Lo")


@dataclass(slots=True)
class _Paragraph:
    """A paragraph with its places: one, or more where it goes on in another column or overleaf."""

    text: str
    regions: list[Region]
    kind: BlockKind

    @property
    def is_open(self) -> bool:
        """Whether the sentence at its end goes on somewhere."""
        return self.kind is BlockKind.PARAGRAPH and not _ENDS_SENTENCE.search(self.text)

    @property
    def is_debris(self) -> bool:
        """Whether it is a scrap of a formula that was set in many pieces: a sign or two, no code such as "M6"."""
        if self.kind is not BlockKind.PARAGRAPH:
            return False
        telling = sum(1 for _ in islice(filter(str.isalnum, self.text), MIN_TELLING_CHARACTERS))
        return telling < MIN_TELLING_CHARACTERS and not _CODE_WORD.search(self.text)

    def takes(self, text: str) -> bool:
        """Whether the text can be what the paragraph goes on with."""
        return self.is_open and _goes_on(text)

    def goes_on(self, text: str, region: Region) -> None:
        """Adds the rest of the paragraph; a word divided at the break is joined."""
        if self.text.endswith("\u00ad") or re.search(r"[^\W\d_]-$", self.text):
            self.text = self.text[:-1] + text
        elif stands_without_blank(self.text[-1:]) and stands_without_blank(text[:1]):
            self.text += text
        else:
            self.text = f"{self.text} {text}"
        self.regions.append(region)


@dataclass(slots=True)
class _Section:
    """Paragraphs of one page under one heading path."""

    headings: tuple[str, ...]
    is_aside: bool = False
    paragraphs: list[_Paragraph] = field(default_factory=list)


@dataclass(slots=True)
class _HeldPage:
    """A page whose passages are not yet known to be whole."""

    layout: PageLayout
    sections: list[_Section]
    figure_headings: list[tuple[str, ...]]
    headings_after: tuple[str, ...]
    continues: bool


class HeadingPath:
    """The headings in force while a document is read; levels come from the outline where it knows the heading."""

    def __init__(self, start: Sequence[str], outline: Sequence[OutlineEntry]) -> None:
        self._stack = [(level, title) for level, title in enumerate(start, 1) if title]
        self._outline: dict[int, list[OutlineEntry]] = {}
        for entry in outline:
            self._outline.setdefault(entry.page, []).append(entry)
        self._known = {name for entry in outline for name in (_plain(entry.title), _unnumbered(entry.title)) if name}

    @property
    def titles(self) -> tuple[str, ...]:
        """From the outermost heading to the innermost."""
        return tuple(title for _, title in self._stack)

    @property
    def by_level(self) -> tuple[str, ...]:
        """The same with "" for each level that is left out, so that a later run goes on with the same levels."""
        titles = dict(self._stack)
        return tuple(titles.get(level, "") for level in range(1, max(titles, default=0) + 1))

    def begin_page(self, page: int, blocks: Sequence[TextBlock]) -> None:
        """Enters what the outline says of a page on which none of its entries stands as a heading."""
        entries = self._outline.get(page, [])
        headings = [_plain(block.text) for block in blocks if block.kind is BlockKind.HEADING]
        if any(_same_title(_plain(entry.title), heading) for entry in entries for heading in headings):
            return
        for entry in entries:
            self._enter(entry.level, entry.title)

    def enter(self, page: int, block: TextBlock) -> None:
        """A heading of the page comes into force."""
        title = " ".join(block.text.split())[:MAX_HEADING_CHARACTERS]
        for entry in self._outline.get(page, []):
            if _same_title(_plain(entry.title), _plain(title)):
                self._enter(entry.level, title)
                return
        self._enter(max(1, block.level) + self._outline_depth(), title)

    def _outline_depth(self) -> int:
        """How deep the outline's own headings in force go; others stand below them."""
        names = [(level, {_plain(title), _unnumbered(title)}) for level, title in self._stack]
        return max((level for level, known in names if known & self._known), default=0)

    def _enter(self, level: int, title: str) -> None:
        title = " ".join(title.split())[:MAX_HEADING_CHARACTERS]
        self._stack = [(at, above) for at, above in self._stack if at < level]
        if title:
            self._stack.append((level, title))


def _plain(title: str) -> str:
    return re.sub(r"[\W_]+", "", title).casefold()


def _unnumbered(title: str) -> str:
    return _plain(re.sub(r"^[\W\d]+", "", title))


def _same_title(entry: str, heading: str) -> bool:
    """Whether both name the same heading; one may carry the section's number."""
    shorter, longer = sorted((entry, heading), key=len)
    return bool(shorter) and (shorter == longer or (len(shorter) > 3 and longer.endswith(shorter)))


class Chunker:
    """Takes pages in order, gives page records back as soon as they are final."""

    def __init__(self, headings: Sequence[str] = (), outline: Sequence[OutlineEntry] = ()) -> None:
        self._headings = HeadingPath(headings, outline)
        self._held: list[_HeldPage] = []

    def add(self, layout: PageLayout) -> None:
        """The next page."""
        blocks = [block for block in layout.blocks if block.text.strip()]
        self._headings.begin_page(layout.number, blocks)
        open_paragraph = self._open_paragraph()
        before, continued = self._headings.titles, open_paragraph
        places_before = len(continued.regions) if continued else 0
        sections: list[_Section] = []
        headings_at: list[tuple[str, ...]] = []
        unused: TextBlock | None = None
        for block in blocks:
            if block.kind is BlockKind.HEADING:
                if unused is not None and block.level <= unused.level:
                    self._add_heading_text(sections, layout.number, unused)
                self._headings.enter(layout.number, block)
                unused, open_paragraph = block, None
            else:
                open_paragraph = self._add_block(sections, layout.number, block, open_paragraph)
                unused = None
            headings_at.append(self._headings.titles)
        if unused is not None and not sections:
            self._add_heading_text(sections, layout.number, unused)
        figure_headings = [_headings_of(figure, blocks, headings_at, before) for figure in layout.figures]
        continues = continued is not None and len(continued.regions) > places_before
        self._held.append(_HeldPage(layout, sections, figure_headings, self._headings.by_level, continues))

    def take(self) -> list[PageRecord]:
        """The records of the pages whose passages are whole by now."""
        count = len(self._held)
        if count <= MAX_PAGES_HELD:
            if self._open_paragraph() is not None:
                count -= 1
            while 0 < count < len(self._held) and self._held[count].continues:
                count -= 1
        return self._release(count)

    def finish(self) -> list[PageRecord]:
        """The records of all pages that are left."""
        return self._release(len(self._held))

    def _release(self, count: int) -> list[PageRecord]:
        done, self._held = self._held[:count], self._held[count:]
        return [_record(page) for page in done]

    def _open_paragraph(self) -> _Paragraph | None:
        if not self._held:
            return None
        last = _last_running(self._held[-1].sections)
        return last if last is not None and last.is_open else None

    def _add_block(
        self, sections: list[_Section], page: int, block: TextBlock, open_paragraph: _Paragraph | None
    ) -> _Paragraph | None:
        """Adds a block; returns the paragraph that later blocks may go on with."""
        text = _BLANK_LINES.sub("\n", block.text.strip("\n").rstrip())
        text = text if block.kind in _KEPT_WHOLE else text.strip()
        region = Region(page, block.box)
        if block.kind is BlockKind.CAPTION:
            if len(text.split()) >= MIN_CAPTION_WORDS or _DENSE.search(text):
                caption = _Paragraph(text, [region], block.kind)
                sections.append(_Section(self._headings.titles, True, [caption]))
            return open_paragraph
        elsewhere = open_paragraph is not None and _is_elsewhere(open_paragraph.regions[-1], region)
        if block.kind is BlockKind.PARAGRAPH and open_paragraph and elsewhere and open_paragraph.takes(text):
            open_paragraph.goes_on(text, region)
            return open_paragraph if open_paragraph.is_open else None
        paragraph = _Paragraph(text, [region], block.kind)
        self._running_section(sections).paragraphs.append(paragraph)
        if block.kind in _ASIDE or paragraph.is_debris:
            return open_paragraph
        return paragraph if paragraph.is_open else None

    def _running_section(self, sections: list[_Section]) -> _Section:
        """The section that running text goes to; captions between its paragraphs stand aside."""
        running = [section for section in sections if not section.is_aside]
        if running and running[-1].headings == self._headings.titles:
            return running[-1]
        sections.append(_Section(self._headings.titles))
        return sections[-1]

    def _add_heading_text(self, sections: list[_Section], page: int, block: TextBlock) -> None:
        """A heading with nothing under it is text as well, so that it can be found."""
        above = self._headings.titles[:-1]
        text = " ".join(block.text.split())
        sections.append(_Section(above, True, [_Paragraph(text, [Region(page, block.box)], BlockKind.HEADING)]))


def _is_elsewhere(before: Region, after: Region) -> bool:
    """Whether the second place is overleaf, or in a column further on."""
    return before.page != after.page or after.box.y0 < before.box.y0


def _last_running(sections: Sequence[_Section]) -> _Paragraph | None:
    """The paragraph at the end of the page's running text."""
    for section in reversed(sections):
        for paragraph in reversed(section.paragraphs):
            if paragraph.kind not in _ASIDE and not paragraph.is_debris:
                return paragraph
    return None


def _headings_of(
    figure: FigurePicture,
    blocks: Sequence[TextBlock],
    headings_at: Sequence[tuple[str, ...]],
    before: tuple[str, ...],
) -> tuple[str, ...]:
    """The headings a figure stands under: those of its caption, else of the text above it in its column."""
    region = figure.region
    found = before
    for block, headings in zip(blocks, headings_at, strict=True):
        if region.caption_box is not None and block.box.iou(region.caption_box) > 0.5:
            return headings
        beside = min(block.box.x1, region.box.x1) - max(block.box.x0, region.box.x0) > 0
        if beside and block.box.y0 < region.box.y0:
            found = headings
    return found


def _record(page: _HeldPage) -> PageRecord:
    layout = page.layout
    return PageRecord(
        page=Page(layout.number, layout.width, layout.height, layout.rotation, layout.state, layout.reason),
        passages=tuple(draft for section in page.sections for draft in _drafts(section)),
        figures=tuple(
            FigureDraft(figure, headings) for figure, headings in zip(layout.figures, page.figure_headings, strict=True)
        ),
        skipped=layout.skipped,
        heading_path=page.headings_after,
    )


def _drafts(section: _Section) -> list[PassageDraft]:
    """The section's paragraphs, packed in order into passages that are as full as may be."""
    drafts: list[PassageDraft] = []
    packed: list[_Paragraph] = []
    size = 0.0
    telling = [paragraph for paragraph in section.paragraphs if not paragraph.is_debris] or section.paragraphs
    for paragraph in (part for whole in telling for part in _parts(whole)):
        tokens = estimated_tokens(paragraph.text + "\n\n")
        if packed and size + tokens > MAX_TOKENS:
            drafts.append(_draft(section, packed))
            packed, size = [], 0.0
        packed.append(paragraph)
        size += tokens
    if packed:
        drafts.append(_draft(section, packed))
    return drafts


def _parts(paragraph: _Paragraph) -> list[_Paragraph]:
    if paragraph.kind in _KEPT_WHOLE:
        texts = split_lines(paragraph.text, MAX_WHOLE_TOKENS)
    else:
        texts = split_text(paragraph.text, MAX_TOKENS)
    return [_Paragraph(text, paragraph.regions, paragraph.kind) for text in texts]


def _draft(section: _Section, paragraphs: Sequence[_Paragraph]) -> PassageDraft:
    first = [paragraph.regions[0] for paragraph in paragraphs]
    rest = [region for paragraph in paragraphs for region in paragraph.regions[1:]]
    return PassageDraft(
        text="\n\n".join(paragraph.text for paragraph in paragraphs),
        regions=(*first, *dict.fromkeys(rest)),
        heading_path=section.headings,
    )
