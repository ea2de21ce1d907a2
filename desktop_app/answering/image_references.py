"""Reading what a model writes: paragraphs, references of the form `![caption](IMAGE_2)`, and citations `[3]`.

The text arrives in pieces that end anywhere. A reference is withheld until it is whole, then becomes an event of its
own; one that is invented, repeated or broken vanishes, and so does a citation of a passage that was not given. A link
to a label, which is a reference that lacks its `!`, keeps its words only. Inside code (fenced or inline) everything is
text.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from desktop_app.domain.answer_model import IMAGE_LABEL_PREFIX

LONGEST_CAPTION = 500
LONGEST_TARGET = 120
LONGEST_CODE_SPAN = 2000
LONGEST_FENCE_LINE = 200
LONGEST_CITATION = 40
_CITATION_CHARACTERS = frozenset("0123456789,; ")
_RUN = re.compile(r"[^!`\\\[\]\s]+")
_LINK_HEAD = f"]({IMAGE_LABEL_PREFIX}"
_LINK_TARGET = re.compile(rf"\]\(({IMAGE_LABEL_PREFIX}\d{{0,9}})\)")
_SPACE = re.compile(r"[^\S\n]+")
_FENCE_OPENS = re.compile(r"(`{3,})[^`\n]*$|(~{3,})[^\n]*$")


@dataclass(frozen=True, slots=True)
class TextPiece:
    """Text of paragraph `paragraph`, from 0; all pieces of a paragraph joined are its Markdown."""

    paragraph: int
    text: str


@dataclass(frozen=True, slots=True)
class ReferenceFound:
    """A reference to a candidate, in or right after paragraph `paragraph` (-1 before the first)."""

    paragraph: int
    label: str
    caption: str


@dataclass(frozen=True, slots=True)
class CitationFound:
    """The text is about to say `[number]`, which is within the passages that were given."""

    paragraph: int
    number: int


@dataclass(frozen=True, slots=True)
class ParagraphEnded:
    """Paragraph `paragraph` is complete."""

    paragraph: int


ReferenceEvent = TextPiece | ReferenceFound | CitationFound | ParagraphEnded


@dataclass(frozen=True, slots=True)
class _Scan:
    """What a text that begins with `![` turned out to be.

    `length` is what to take away: the whole reference, or the marks that are no use; 0 while it is undecided.
    """

    length: int
    caption: str = ""
    target: str | None = None


class ReferenceParser:
    """Turns pieces of text into events; what they say does not depend on where the pieces end.

    `targets` are those of all whole references so far, whether they were candidates or not.
    """

    def __init__(self, labels: Collection[str], citations: int = 0) -> None:
        """Knows the labels that may be used, each once, and how many passages can be cited."""
        self.targets: list[str] = []
        self._left = set(labels)
        self._citations = citations
        self._pending = ""
        self._at = 0
        self._final = False
        self._paragraph = -1
        self._open = False
        self._line_start = True
        self._fence = ""
        self._gap = ""
        self._gap_collapses = False
        self._events: list[ReferenceEvent] = []

    def feed(self, text: str) -> Iterator[ReferenceEvent]:
        """Takes more text and gives what is decided by it."""
        self._pending = self._pending[self._at :] + text
        self._at = 0
        while self._at < len(self._pending):
            taken = self._take_line_start() if self._line_start else self._take_from_line()
            if not taken:
                break
            self._at += taken
        yield from self._decided()

    def finish(self) -> Iterator[ReferenceEvent]:
        """Ends the text; whatever is withheld is decided."""
        self._final = True
        yield from self.feed("")
        self._end_paragraph()
        yield from self._decided()

    def _decided(self) -> Iterator[ReferenceEvent]:
        """The events so far, neighbouring pieces of text joined."""
        events, self._events = self._events, []
        piece: TextPiece | None = None
        for event in events:
            if isinstance(event, TextPiece) and piece is not None and piece.paragraph == event.paragraph:
                piece = TextPiece(piece.paragraph, piece.text + event.text)
                continue
            if piece is not None:
                yield piece
            piece = event if isinstance(event, TextPiece) else None
            if not isinstance(event, TextPiece):
                yield event
        if piece is not None:
            yield piece

    def _take_line_start(self) -> int:
        """Decides whether a line is blank or a fence; gives the number of characters taken, 0 to wait."""
        space = _SPACE.match(self._pending, self._at)
        begin = space.end() if space else self._at
        if begin == len(self._pending):
            return begin - self._at if self._final else 0
        first = self._pending[begin]
        if first == "\n":
            return self._take_blank_line(begin)
        if first in "`~":
            return self._take_fence_line(begin)
        self._gap += self._pending[self._at : begin]
        self._line_start = False
        return begin - self._at or self._take_from_line()

    def _take_blank_line(self, begin: int) -> int:
        if self._fence:
            self._gap += self._pending[self._at : begin + 1]
        else:
            self._end_paragraph()
        return begin + 1 - self._at

    def _take_fence_line(self, begin: int) -> int:
        end = self._pending.find("\n", begin, begin + LONGEST_FENCE_LINE)
        if end < 0 and not self._final and len(self._pending) - begin < LONGEST_FENCE_LINE:
            return 0
        line = self._pending[begin:end] if end >= 0 else self._pending[begin : begin + LONGEST_FENCE_LINE]
        whole = end >= 0 or len(line) < LONGEST_FENCE_LINE
        marks = _fence_marks(line) if whole else ""
        self._line_start = False
        if self._fence:
            if line.rstrip() == marks and marks.startswith(self._fence):
                self._fence = ""
            else:
                marks = line
        elif marks:
            self._fence = marks
        self._gap += self._pending[self._at : begin]
        if not marks:
            return begin - self._at or self._take_from_line()
        self._emit(line)
        return begin + len(line) - self._at

    def _take_from_line(self) -> int:
        """Takes the next run of text, code span, reference or line end; 0 to wait."""
        pending, at = self._pending, self._at
        first = pending[at]
        if first.isspace():
            self._gap += first
            self._line_start = first == "\n"
            return 1
        if self._fence:
            return self._take_text(at, _end_of_words(pending, at))
        if first == "`":
            return self._take_code()
        if first in "[]":
            return self._take_citation() if first == "[" else self._take_link_target()
        if first in "!\\":
            return self._take_mark(first)
        run = _RUN.match(pending, at)
        return self._take_text(at, run.end() if run else at + 1)

    def _take_text(self, start: int, end: int) -> int:
        self._emit(self._pending[start:end])
        return end - start

    def _take_mark(self, first: str) -> int:
        if self._at + 1 == len(self._pending):
            return self._take_text(self._at, self._at + 1) if self._final else 0
        following = self._pending[self._at + 1]
        if first == "\\" and following in "!`\\[":
            return self._take_text(self._at, self._at + 2)
        if first == "\\" or following != "[":
            return self._take_text(self._at, self._at + 1)
        return self._take_reference()

    def _take_code(self) -> int:
        pending, at = self._pending, self._at
        end = at
        while end < len(pending) and pending[end] == "`":
            end += 1
        if end == len(pending) and not self._final:
            return 0
        marks = pending[at:end]
        limit = end + LONGEST_CODE_SPAN
        stop = pending.find("\n", end, limit)
        inside = pending[end : stop if stop >= 0 else limit]
        close = re.search(rf"(?<!`){marks}(?!`)", inside)
        undecided = stop < 0 and len(inside) < LONGEST_CODE_SPAN and not self._final
        if close is None or (undecided and close.end() == len(inside)):
            return 0 if undecided else self._take_text(at, end)
        return self._take_text(at, end + close.end())

    def _take_reference(self) -> int:
        scan = _scan_reference(self._pending, self._at, final=self._final)
        if scan.length == 0:
            return 0
        self._gap_collapses = True
        if scan.target is not None:
            self.targets.append(scan.target)
            if scan.target in self._left:
                self._left.discard(scan.target)
                self._events.append(ReferenceFound(self._paragraph, scan.target, scan.caption))
        return scan.length

    def _take_citation(self) -> int:
        end = self._at + 1
        while end < len(self._pending) and self._pending[end] in _CITATION_CHARACTERS:
            end += 1
        if end - self._at > LONGEST_CITATION:
            return self._take_text(self._at, self._at + 1)
        if end == len(self._pending):
            return self._take_text(self._at, self._at + 1) if self._final else 0
        numbers = [int(number) for number in re.findall(r"\d+", self._pending[self._at : end])]
        if self._pending[end] != "]" or not numbers:
            return self._take_text(self._at, self._at + 1)
        valid = [number for number in dict.fromkeys(numbers) if 1 <= number <= self._citations]
        for number in valid:
            self._events.append(CitationFound(max(0, self._paragraph + (not self._open)), number))
        if valid:
            self._emit("".join(f"[{number}]" for number in valid))
        else:
            self._gap_collapses = True
        return end + 1 - self._at

    def _take_link_target(self) -> int:
        """A reference written as a link, without its `!`: what it names is no address, so the words stay alone."""
        pending, at = self._pending, self._at
        found = _LINK_TARGET.match(pending, at)
        if found is not None:
            self._emit("]")
            return found.end() - at
        rest = pending[at:]
        whole = rest if len(rest) <= len(_LINK_HEAD) else rest.rstrip("0123456789")
        if not self._final and len(rest) < LONGEST_TARGET and _LINK_HEAD.startswith(whole):
            return 0
        return self._take_text(at, at + 1)

    def _emit(self, text: str) -> None:
        if not self._open:
            self._paragraph += 1
            self._open = True
            self._gap = self._gap.rpartition("\n")[2]
            if self._gap_collapses:
                self._gap = ""
        elif self._gap_collapses:
            self._gap = "" if text[0] in ".,;:!?)" else _collapsed(self._gap)
        self._events.append(TextPiece(self._paragraph, self._gap + text))
        self._gap = ""
        self._gap_collapses = False

    def _end_paragraph(self) -> None:
        self._gap = ""
        self._gap_collapses = False
        if self._open:
            self._open = False
            self._events.append(ParagraphEnded(self._paragraph))


def reference_targets(text: str) -> list[str]:
    """What the references of a whole text point to, in order; code holds none."""
    parser = ReferenceParser(())
    for _ in (*parser.feed(text), *parser.finish()):
        pass
    return parser.targets


def _fence_marks(line: str) -> str:
    match = _FENCE_OPENS.match(line)
    return (match.group(1) or match.group(2)) if match else ""


def _end_of_words(text: str, at: int) -> int:
    """Where the run of characters without white space ends that begins at `at`."""
    match = re.compile(r"\S+").match(text, at)
    return match.end() if match else at + 1


def _collapsed(gap: str) -> str:
    """The white space around a reference that was taken out, as if it had never stood there."""
    before, line_end, indent = gap.rpartition("\n")
    return f"\n{indent}" if line_end else " " if before or indent else ""


def _scan_reference(text: str, start: int, *, final: bool) -> _Scan:
    """Reads `![caption](target)` at `start`; a line end or too long a part breaks it."""
    caption_end = _caption_end(text, start + 2)
    if caption_end is None and not final:
        return _Scan(0)
    if caption_end is None or caption_end < 0:
        return _Scan(2)
    after = caption_end + 1
    if after == len(text) and not final:
        return _Scan(0)
    if text[after : after + 1] != "(":
        return _Scan(after - start)
    return _scan_target(text, start, caption_end, final=final)


def _scan_target(text: str, start: int, caption_end: int, *, final: bool) -> _Scan:
    """Reads on from the parenthesis that follows a caption."""
    begin = caption_end + 2
    end = begin
    while end < len(text) and text[end] not in ")\n" and end - begin < LONGEST_TARGET:
        end += 1
    if end == len(text) and not final:
        return _Scan(0)
    if text[end : end + 1] != ")":
        return _Scan(end - start)
    return _Scan(end + 1 - start, text[start + 2 : caption_end].strip(), text[begin:end].strip())


def _caption_end(text: str, start: int) -> int | None:
    """Where the bracket that ends a caption stands; -1 where none can, None where more text is needed."""
    depth = 0
    at = start
    while at < len(text):
        character = text[at]
        if character == "\n" or at - start > LONGEST_CAPTION:
            return -1
        if character == "\\":
            at += 1
        elif character == "[":
            depth += 1
        elif character == "]":
            if depth == 0:
                return at
            depth -= 1
        at += 1
    return None
