"""What a model may write next, so that each image it shows is a candidate, whole, and shown once.

While text is written everything is free. From the moment `![` is opened, only `![caption](LABEL)` can follow, with a
label that was not used yet; where no label is left, `![` can't be opened. Inside code `![` means nothing and is free,
but only where every reader of Markdown agrees that it is code: a fenced block whose fence stands at the margin, or a
code span that ends on its line (and once `![` stands in it, it must end there). Where that is in doubt (a fence inside
a list or quotation, a backtick inside a link, a tag, a table or a formula) the rule holds in code too.

All of this is over bytes, since tokens end anywhere, and looks at nothing but the text: no model, no tokens.
"""

from __future__ import annotations

import copy
from collections.abc import Iterable
from enum import Enum, auto

LONGEST_CAPTION = 160
LONGEST_CODE_SPAN = 200
"""Both in bytes; what is longer is closed."""
_BACKTICK, _TILDE, _BANG, _OPEN, _CLOSE, _BACKSLASH, _LINE, _RETURN, _PIPE = b"`~![]\\\n\r|"
_DOUBTFUL = frozenset(b"<|$")
_NOT_IN_CAPTION = frozenset(b"\n\r[\\`<|")
_BLANK = frozenset(b" \t")
_PLAIN = frozenset(range(256)) - frozenset(b"`~![]\\\n\r<|$(:")


class _Mode(Enum):
    """Where the text is; the line before a fence's first line end is `FENCE_LINE`."""

    TEXT = auto()
    CAPTION = auto()
    TARGET = auto()
    SPAN = auto()
    FENCE_LINE = auto()
    FENCE = auto()


class ReferenceGuard:
    """Follows an answer and says what may come next.

    Args:
        labels: the references that may be written, each once.
    """

    def __init__(self, labels: Iterable[str]) -> None:
        self._left = frozenset(label.encode("utf-8") for label in labels)
        self._hurried = False
        self._mode = _Mode.TEXT
        self._before = _LINE  # the last byte
        self._backslashes = 0  # how many stand right before
        self._bang_escaped = False
        self._run = 0  # length of the run of backticks or tildes that is being written
        self._margin = True  # whether the line so far is nothing but that run
        self._blank = True  # whether the line so far is blank
        self._marks = 0  # length of what opened the code span or the fence
        self._fence = 0  # the byte a fence is made of
        self._closing = True  # whether the line can still end the fence
        self._indent = 0
        self._holds_image = False  # `![` stands in the code span
        self._doubtful = False  # until the paragraph ends, code spans are not trusted
        self._no_code = False  # until the answer ends, neither spans nor fences are trusted
        self._written = b""  # the caption, the code span or the target so far

    @property
    def may_end(self) -> bool:
        """Whether the answer can end here."""
        if self._mode is _Mode.SPAN:
            return not self._holds_image or self._run == self._marks
        return self._mode not in (_Mode.CAPTION, _Mode.TARGET)

    def hurry(self) -> None:
        """From now on captions and code spans are closed at once."""
        self._hurried = True

    def forced(self) -> tuple[bytes, ...] | None:
        """The only texts one of which must follow, or None where much else can."""
        if self._mode is _Mode.TARGET:
            done = self._written
            return tuple(sorted(text[len(done) :] for text in self._targets() if text.startswith(done)))
        if self._mode is _Mode.CAPTION and self._caption_full():
            return tuple(sorted(b"]" + text for text in self._targets()))
        if self._mode is _Mode.SPAN and self._holds_image and self._span_full():
            missing = self._marks - self._run
            return (b"`" * missing,) if missing > 0 else (b" ",)
        return None

    def allows(self, piece: bytes) -> bool:
        """Whether this may come next."""
        return self._is_plain(piece) or copy.copy(self)._take(piece)

    def feed(self, piece: bytes) -> None:
        """Takes what came next.

        Raises:
            ValueError: it was not allowed; the guard is of no use any more.
        """
        if self._is_plain(piece):
            self._before = piece[-1]
            self._backslashes = 0
        elif not self._take(piece):
            raise ValueError(f"{piece!r} is not allowed here")

    def _is_plain(self, piece: bytes) -> bool:
        """Whether the piece changes nothing: the common case, in the middle of a line."""
        idle = self._mode is _Mode.TEXT and not (self._margin or self._blank or self._run)
        return idle and bool(piece) and _PLAIN.issuperset(piece)

    def _take(self, piece: bytes) -> bool:
        for byte in piece:
            if byte == _RETURN or not _STEPS[self._mode](self, byte):
                return False
            self._backslashes = self._backslashes + 1 if byte == _BACKSLASH else 0
            self._before = byte
        return True

    def _targets(self) -> Iterable[bytes]:
        return (b"(" + label + b")" for label in self._left)

    def _text(self, byte: int) -> bool:
        if byte in (_BACKTICK, _TILDE) and self._backslashes % 2 == 0 and (not self._run or byte == self._before):
            self._run += 1
            self._blank = False
            return True
        if self._run and not self._end_run(byte):
            return _STEPS[self._mode](self, byte)
        if byte == _LINE:
            return self._end_line()
        self._margin = False
        if byte not in _BLANK:
            self._blank = False
        if byte == _BANG:
            self._bang_escaped = self._backslashes % 2 == 1
        if byte == _OPEN and self._before == _BANG:
            return self._open_image()
        if byte in _DOUBTFUL or (byte in b"(:" and self._before == _CLOSE):
            self._doubtful = True
        return True

    def _end_run(self, following: int) -> bool:
        """Decides what a run of backticks or tildes was; False when the byte after it is in another mode."""
        run, mark, margin = self._run, self._before, self._margin
        self._run = 0
        self._margin = False
        if run >= 3:
            if not margin or self._no_code:
                self._no_code = True
                return True
            self._mode, self._marks, self._fence = _Mode.FENCE_LINE, run, mark
            return False
        if mark == _TILDE or self._doubtful or self._no_code:
            return True
        if following == _LINE:
            self._doubtful = True
            return True
        self._mode, self._marks, self._holds_image, self._written = _Mode.SPAN, run, False, b""
        return False

    def _end_line(self) -> bool:
        if self._blank:
            self._doubtful = False
        self._margin = self._blank = True
        return True

    def _open_image(self) -> bool:
        if not self._left or self._bang_escaped:
            return False
        self._mode, self._written = _Mode.CAPTION, b""
        return True

    def _caption(self, byte: int) -> bool:
        if byte == _CLOSE:
            self._mode, self._written = _Mode.TARGET, b""
            return True
        if byte in _NOT_IN_CAPTION or (self._caption_full() and not 0x80 <= byte < 0xC0):
            return False
        self._written += bytes([byte])
        return True

    def _caption_full(self) -> bool:
        full = self._hurried or len(self._written) >= LONGEST_CAPTION
        return full and not _is_cut(self._written)

    def _target(self, byte: int) -> bool:
        self._written += bytes([byte])
        fitting = [text for text in self._targets() if text.startswith(self._written)]
        if self._written in fitting:
            self._left -= {self._written[1:-1]}
            self._mode = _Mode.TEXT
        return bool(fitting)

    def _span(self, byte: int) -> bool:
        if byte == _BACKTICK:
            self._run += 1
            return True
        if self._run == self._marks:
            self._mode, self._run = _Mode.TEXT, 0
            return self._text(byte)
        self._run = 0
        if byte in (_LINE, _PIPE):
            self._mode, self._doubtful = _Mode.TEXT, True
            return not self._holds_image and self._text(byte)
        if self._holds_image and self._span_full() and byte != 0x20:
            return False
        self._holds_image |= byte == _OPEN and self._before == _BANG
        self._written += bytes([byte])
        return True

    def _span_full(self) -> bool:
        full = self._hurried or len(self._written) >= LONGEST_CODE_SPAN
        return full and not _is_cut(self._written)

    def _fence_line(self, byte: int) -> bool:
        """The rest of the line that opens a fence; a backtick in it makes it no fence of backticks."""
        if byte == _LINE:
            self._mode, self._run, self._indent, self._closing = _Mode.FENCE, 0, 0, True
            self._doubtful = False
            return True
        if byte == _OPEN and self._before == _BANG:
            return False
        if byte == _BACKTICK and self._fence == _BACKTICK:
            self._mode, self._no_code, self._blank = _Mode.TEXT, True, False
        return True

    def _in_fence(self, byte: int) -> bool:
        """A fence ends with a line of at least as many marks, indented by three spaces at most, and nothing else."""
        if byte == _LINE:
            if self._closing and self._run >= self._marks:
                self._mode = _Mode.TEXT
                self._margin = self._blank = True
            self._run, self._indent, self._closing = 0, 0, True
        elif byte == self._fence and (not self._run or self._before == byte) and self._indent <= 3:
            self._run += 1
        elif byte == 0x20 and not self._run:
            self._indent += 1
        elif byte not in _BLANK or not self._run:
            self._closing = False
        return True


def _is_cut(text: bytes) -> bool:
    """Whether the last character is not whole."""
    try:
        text[-4:].decode("utf-8")
    except UnicodeDecodeError as error:
        return error.reason == "unexpected end of data"
    return False


_STEPS = {
    _Mode.TEXT: ReferenceGuard._text,
    _Mode.CAPTION: ReferenceGuard._caption,
    _Mode.TARGET: ReferenceGuard._target,
    _Mode.SPAN: ReferenceGuard._span,
    _Mode.FENCE_LINE: ReferenceGuard._fence_line,
    _Mode.FENCE: ReferenceGuard._in_fence,
}
