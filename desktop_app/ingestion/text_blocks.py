"""Lines of a page put together to paragraphs: where they begin, what kind they are, how their text reads."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise

from desktop_app.domain.geometry import Box
from desktop_app.domain.page_content import BlockKind, DocumentProfile, TextBlock, TextLine
from desktop_app.ingestion.captions import parse_caption_start
from desktop_app.ingestion.footnotes import SMALL
from desktop_app.ingestion.reading_order import reads_from_right
from desktop_app.support.unspaced_scripts import UNSPACED_LETTER, stands_without_blank

_BULLET = re.compile(r"^(?:[•▪◦●○■□‣⁃∙·–—*\-\uf0b7\uf0a7➢✓►▶]|\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)])(?=\s|$)", re.ASCII)
_NUMBERED_HEADING = re.compile(
    r"^(?:(?:chapter|part|appendix|section|kapitel|chapitre)\s+)?(?:\d{1,3}|[A-Z](?=\.))(?:\.\d{1,3}){0,4}\.?\s+\S",
    re.IGNORECASE,
)
_SOFT_HYPHENS = "\u00ad\u2010-"
_LIGATURES = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st", "\u00a0": " "}
_LIGATURE_TABLE = str.maketrans(_LIGATURES)
_FOOTNOTE = re.compile(r"^(?:\d{1,2}(?![\d.)])|[*†‡§¶])\s?[^\W\d]")
_SHORTEST_STYLED = 3
_TOUCHING = 0.1
_LEAST_PROSE, _WIDEST_LEADING, _WIDEST_INDENT, _NEARBY = 12, 2.2, 2.6, 10
"""In font sizes: how wide a line of prose is at least, how far apart lines are and the first one's indent at most, and
from how far away lines tell where the column ends."""
_SENTENCE_ENDS = tuple("。！？.!?")
_HANGUL = re.compile("[\uac00-\ud7af]")
_LONGEST_TITLE = 12
_ACCENTS = {"¨": "\u0308", "´": "\u0301", "`": "\u0300", "ˆ": "\u0302", "˜": "\u0303", "ˇ": "\u030c", "˚": "\u030a"}
_LOOSE_ACCENT = re.compile(r"(?:(?<=\w)[´`]|[¨ˆ˜ˇ˚])(?=[A-Za-zı])")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ue000-\uf8ff\U000f0000-\U0010ffff]")
"""Control signs, halves of surrogate pairs, and private signs, which no font outside the document has."""
_SPACES = re.compile(r"[ \t\r\f\v\u2000-\u200a\u202f\u3000]+")


@dataclass(frozen=True)
class Paragraph:
    """Lines that belong together, from top to bottom."""

    lines: tuple[TextLine, ...]

    @cached_property
    def box(self) -> Box:
        """The box around the lines."""
        return Box.around(line.box for line in self.lines)

    @cached_property
    def size(self) -> float:
        """The font size of most of the text, in points."""
        return max(self.lines, key=lambda line: len(line.text)).size

    @cached_property
    def text(self) -> str:
        """The lines joined to running text."""
        return join_lines(line.text for line in self.lines)

    @cached_property
    def bold(self) -> bool:
        """Whether every line is bold."""
        return all(line.bold for line in self.lines)

    @cached_property
    def mono(self) -> bool:
        """Whether most of the lines are set in a typewriter font."""
        return 2 * sum(line.mono for line in self.lines) > len(self.lines)

    @property
    def upright(self) -> bool:
        """Whether the text runs horizontally."""
        return self.lines[0].upright


def clean_text(text: str) -> str:
    """The text with ligatures expanded, without control signs, and with single spaces."""
    if text.isascii() and text.isprintable() and "  " not in text and "`" not in text:
        return text.strip()
    plain = text.translate(_LIGATURE_TABLE)
    plain = _CONTROL.sub("", plain)
    plain = _accented(plain)
    return _SPACES.sub(" ", plain).strip()


def _accented(text: str) -> str:
    """The text with accents that stand before their letters, as TeX sets them, put on the letters."""
    place = 0
    while found := _LOOSE_ACCENT.search(text, place):
        place = found.start()
        letter = text[place + 1].replace("ı", "i")
        text = text[:place] + unicodedata.normalize("NFC", letter + _ACCENTS[text[place]]) + text[place + 2 :]
    return text


def join_lines(texts: Iterable[str]) -> str:
    """Lines joined to running text: words divided at a line's end are put together again."""
    joined = ""
    for text in texts:
        joined = _joined(joined, clean_text(text))
    return joined.replace("\u00ad", "")


def _joined(before: str, after: str) -> str:
    if not before or not after:
        return before + after
    last, first = before[-1], after[0]
    if last in _SOFT_HYPHENS and len(before) > 1 and before[-2].isalnum():
        if last == "\u00ad" or first.islower():
            return _without_hyphen(before, after)
        return before + after
    if stands_without_blank(last) and (stands_without_blank(first) or first.isdecimal()):
        return before + after
    if stands_without_blank(first) and last.isdecimal():
        return before + after
    return f"{before} {after}"


def _without_hyphen(before: str, after: str) -> str:
    """Drops the hyphen of a divided word; keeps that of a compound such as "type-specialised-code"."""
    word = before.rsplit(None, 1)[-1]
    if word[-1] != "\u00ad" and ("-" in word[:-1] or word[:-1].isupper() or any(sign.isdigit() for sign in word)):
        return before + after
    return before[:-1] + after


def merged_rows(lines: Sequence[TextLine]) -> list[TextLine]:
    """Pieces of one line, set apart by wide spaces or font changes, put together.

    Only neighbours of one block on one baseline are joined, and only over gaps that are no column gap. Pieces without
    a gap are joined even if the reader put them into two blocks, as it does where an index stands below the line; the
    blocks are one from there on.
    """
    rows: list[TextLine] = []
    joined: dict[int, int] = {}
    for line in lines:
        if line.block in joined:
            line = replace(line, block=joined[line.block])  # noqa: PLW2901 (the same line, in the block it belongs to)
        if rows and _continues_row(rows[-1], line):
            if line.block != rows[-1].block:
                joined[line.block] = rows[-1].block
            rows[-1] = _one_row(rows[-1], line)
        else:
            rows.append(line)
    return rows


def _continues_row(left: TextLine, right: TextLine) -> bool:
    if not (left.upright and right.upright):
        return False
    shared = min(left.box.y1, right.box.y1) - max(left.box.y0, right.box.y0)
    if shared < 0.5 * min(left.box.height, right.box.height):
        return False
    gap = right.box.x0 - left.box.x1
    widest = 2.5 * max(left.size, right.size) if left.block == right.block else _TOUCHING * left.size
    return -0.5 * left.size <= gap <= widest


def _one_row(left: TextLine, right: TextLine) -> TextLine:
    long = left if len(left.text) >= len(right.text) else right
    glue = " " if right.box.x0 - left.box.x1 > 0.1 * left.size else ""
    return replace(
        left,
        text=left.text + glue + right.text,
        box=Box.around((left.box, right.box)),
        size=max(left.size, right.size),
        bold=long.bold,
        italic=long.italic,
        mono=long.mono,
    )


def paragraphs_of(lines: Sequence[TextLine]) -> list[Paragraph]:
    """The lines of a page, in the order of the file, as paragraphs."""
    paragraphs: list[Paragraph] = []
    block: list[TextLine] = []
    rows = merged_rows(lines)
    for row in rows:
        if block and row.block != block[-1].block and not flows_on(block[-1], row, rows):
            paragraphs.extend(_split(block))
            block = []
        block.append(row)
    if block:
        paragraphs.extend(_split(block))
    return paragraphs


def flows_on(before: TextLine, line: TextLine, rows: Sequence[TextLine]) -> bool:
    """Whether a line goes on with the paragraph of the line above, which the reader put into another block.

    Chinese, Japanese and Korean are set with half a line between the lines as a rule, which the reader takes for a gap
    between paragraphs. Their lines are full, so that one that has no room for the beginning of the next goes on there.
    """
    size, step = before.size, line.box.y0 - before.box.y0
    if not (before.upright and line.upright) or _changes_size(before, line) or before.bold != line.bold:
        return False
    if before.box.width < _LEAST_PROSE * size or not 0.5 * size < step < _WIDEST_LEADING * size:
        return False
    if not -_WIDEST_INDENT * size < line.box.x0 - before.box.x0 < 0.5 * size or not (
        _is_dense(before) and _is_dense(line)
    ):
        return False
    near = [row.box for row in rows if abs(row.box.y0 - before.box.y0) < _NEARBY * size]
    column = [box.x1 for box in near if abs(box.x0 - before.box.x0) < _WIDEST_INDENT * size]
    return before.box.x1 + _room_wanted(before.text, line.text) * size > max(column)


def _is_dense(line: TextLine) -> bool:
    """Whether most of the letters are of a script such as Chinese or Korean."""
    return 2 * len(UNSPACED_LETTER.findall(line.text)) > sum(map(str.isalpha, line.text))


def _room_wanted(before: str, text: str) -> float:
    """About how much room, in font sizes, a line may leave that could not take the beginning of the next one.

    A whole word in Korean, else two signs, and another where the sentence goes on.
    """
    first = text.split(maxsplit=1)[0] if text.split() else ""
    hangul = len(first) > 1 and _HANGUL.search(first) is not None
    return 0.5 + (len(first) if hangul else 2) + (0 if before.endswith(_SENTENCE_ENDS) else 1)


def _split(block: list[TextLine]) -> list[Paragraph]:
    seen = _mirrored(block) if reads_from_right(line.text for line in block) else block
    left = min(line.box.x0 for line in seen)
    right = max(line.box.x1 for line in seen)
    leading = _leading(block)
    starts = [0]
    for place in range(1, len(seen)):
        if _begins_paragraph(seen[starts[-1] : place], seen[place], (left, right, leading)):
            starts.append(place)
    return [Paragraph(tuple(block[start:stop])) for start, stop in pairwise([*starts, len(block)])]


def _mirrored(block: Sequence[TextLine]) -> list[TextLine]:
    """Lines that run from right to left, as if they ran from left to right: indents are then on the left."""
    return [replace(line, box=Box(-line.box.x1, line.box.y0, -line.box.x0, line.box.y1)) for line in block]


def _leading(block: Sequence[TextLine]) -> float:
    steps = sorted(
        after.box.y0 - before.box.y0
        for before, after in pairwise(block)
        if after.box.y0 - before.box.y0 > 0.5 * before.size
    )
    return steps[len(steps) // 2] if steps else 1.2 * block[0].size


def _begins_paragraph(run: Sequence[TextLine], line: TextLine, frame: tuple[float, float, float]) -> bool:
    """Whether `line`, which follows the lines of a paragraph in its block, begins a new one."""
    left, right, leading = frame
    before = run[-1]
    step = line.box.y0 - before.box.y0
    if before.upright != line.upright or before.mono != line.mono or _changes_size(before, line):
        return True
    if step < -0.5 * line.size or step > 1.35 * max(leading, 1.1 * line.size):
        return True
    if line.mono:
        return False
    short = before.box.x1 < right - 0.12 * (right - left)
    apart = short or step > 1.15 * leading
    if apart and (_changes_weight(before, line) or _begins_caption(line)):
        return True
    if _BULLET.match(line.text) and (short or line.box.x0 > left + 1):
        return True
    indented = line.box.x0 - before.box.x0 > 0.7 * line.size
    outdented = before.box.x0 - line.box.x0 > 0.7 * line.size and len(run) > 1
    return (indented and (len(run) > 1 or short) and line.box.x0 - left < 4 * line.size) or (outdented and short)


def _changes_weight(before: TextLine, line: TextLine) -> bool:
    return before.bold != line.bold and min(len(before.text), len(line.text)) > _SHORTEST_STYLED


def _begins_caption(line: TextLine) -> bool:
    start = parse_caption_start(line.text)
    return start is not None and start.separated


def _changes_size(before: TextLine, line: TextLine) -> bool:
    return abs(before.size - line.size) > 0.14 * max(before.size, line.size)


def to_block(paragraph: Paragraph, profile: DocumentProfile) -> TextBlock:
    """The paragraph as a block of its kind; code keeps its line ends."""
    level = heading_level(paragraph, profile)
    if level:
        return TextBlock(paragraph.text, paragraph.box, BlockKind.HEADING, level)
    if paragraph.mono and not _BULLET.match(paragraph.lines[0].text):
        return TextBlock(code_text(paragraph.lines), paragraph.box, BlockKind.CODE)
    if _is_footnote(paragraph, profile):
        return TextBlock(paragraph.text, paragraph.box, BlockKind.FOOTNOTE)
    kind = BlockKind.LIST_ITEM if _BULLET.match(paragraph.lines[0].text) else BlockKind.PARAGRAPH
    return TextBlock(paragraph.text, paragraph.box, kind)


def _is_footnote(paragraph: Paragraph, profile: DocumentProfile) -> bool:
    """Whether small text begins with a footnote's sign."""
    return paragraph.size < SMALL * profile.body_size and _FOOTNOTE.match(paragraph.text) is not None


def code_text(lines: Sequence[TextLine]) -> str:
    """Lines of code with their line ends, and indents by the place of their first sign."""
    if not lines:
        return ""
    left = min(line.box.x0 for line in lines)
    texts = []
    for line in lines:
        plain = clean_text(line.text)
        width = line.box.width / max(1, len(plain))
        indent = round((line.box.x0 - left) / width) if width > 0 else 0
        texts.append(" " * min(indent, 40) + plain)
    return "\n".join(texts)


def heading_level(paragraph: Paragraph, profile: DocumentProfile) -> int:
    """The depth of a heading from 1, or 0 for what is no heading."""
    text = paragraph.text
    if not text or len(text) > 160 or len(paragraph.lines) > 3 or not any(sign.isalpha() for sign in text):
        return 0
    if paragraph.mono or (text[-1] in ".,;:" and not _NUMBERED_HEADING.match(text)):
        return 0
    numbered = _NUMBERED_HEADING.match(text)
    depth = text.split()[0].strip(".").count(".") + 1 if numbered else 0
    for level, size in enumerate(profile.heading_sizes, 1):
        if abs(paragraph.size - size) < 0.3:
            return depth or level
    if paragraph.size < 0.95 * profile.body_size:
        return 0
    if paragraph.bold:
        return depth or len(profile.heading_sizes) + 1
    return depth if depth > 1 and _reads_as_title(paragraph) else 0


def _reads_as_title(paragraph: Paragraph) -> bool:
    words = paragraph.text.split()[1:]
    return (
        len(paragraph.lines) == 1
        and 0 < len(words) <= _LONGEST_TITLE
        and words[0][0].isupper()
        and words[-1][-1] not in ".;,"
    )
