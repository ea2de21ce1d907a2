"""Answers are data: making text of a model or a document safe and bounded before Qt reads it as Markdown."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import islice

from desktop_app.gui.chat.right_to_left import ISOLATE, ISOLATED, RIGHT_TO_LEFT_MARK, arranged
from desktop_app.gui.text_tools import without_controls
from desktop_app.support.formula_markdown import with_formulas

MOST_CHARACTERS = 200_000
"""An answer beyond this is cut, with a note."""

MOST_OF_BLOCK = 6_000
MOST_LINES = 150
MOST_CELLS = 250
LONGEST_WORD = 200
WORD_BREAK = "\u200b"

_ANSI = re.compile(r"\x1b(?:\[[0-9;?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)?|.)?")
_LONG_WORD = re.compile(rf"\S{{{LONGEST_WORD},}}")
_DEFINITION = re.compile(r"^(\s{0,3}(?:[>*+-]\s*)*)\[(?=[^\]\n]{1,999}\]:)", re.MULTILINE)
_BEFORE_MARK = re.compile(r" (?=\[\d{1,3}\](?!\())")
_FENCE = re.compile(r"^\s{0,3}(```|~~~)", re.MULTILINE)
_DEEP_QUOTE = re.compile(r"^((?:\s{0,3}>){6})[\s>]*>", re.MULTILINE)
_DEEP_LIST = re.compile(r"^([ \t]{24})[ \t]+", re.MULTILINE)
_DEEP_MARKS = re.compile(r"^((?:\s*(?:[-+*]|\d{1,9}[.)])[ \t]+){6})(?:(?:[-+*]|\d{1,9}[.)])[ \t]+)+", re.MULTILINE)
_FENCES = ("```", "~~~")
_CELL = re.compile(r"\|")
_LINE_END = re.compile(r"\n")
_RARE = re.compile("[\u200d\ufe0f\U00010000-\U0010ffff]")
_MANY_RARE = 200
_LONGEST_HEAD = 1_000
_BLANK_LINES = re.compile(r"\n{4,}")
_COPIED = str.maketrans({WORD_BREAK: None, "\ufffc": None, "\u00a0": " ", "\u2028": "\n", "\u2029": "\n"})
_ARRANGED = dict.fromkeys(map(ord, (RIGHT_TO_LEFT_MARK, ISOLATE, ISOLATED)))
_LIMITS = {"[": 300, "*": 1_500, "_": 1_500, "`": 600, "|": 1_200, "<": 600, "&": 2_000, "!": 600, "~": 600}


@dataclass(frozen=True, slots=True)
class SafeText:
    """Text that Qt may lay out: as Markdown, or as plain words where reading it as Markdown could take too long."""

    text: str
    is_markdown: bool


def _broken(match: re.Match[str]) -> str:
    word = match.group()
    return WORD_BREAK.join(word[start : start + LONGEST_WORD] for start in range(0, len(word), LONGEST_WORD))


def cleaned(text: str) -> str:
    """The text without terminal codes, control and direction characters, and with breaks in endless words."""
    text = without_controls(_ANSI.sub("", text.replace("\r\n", "\n").replace("\r", "\n")))
    return _LONG_WORD.sub(_broken, _BLANK_LINES.sub("\n\n\n", text))


def safe_text(paragraph: str) -> SafeText:
    """One paragraph of an answer, ready for Qt's Markdown reader with HTML off.

    A block that is too long is cut; one with more marks than prose has (brackets, stars, table cells) is shown as
    plain words, because Markdown readers and text layout grow faster than linearly on them. Link definitions are
    shown as text, so that `[1]` is a citation whatever the answer defines. Formulas become readable text.
    """
    text = cleaned(paragraph[: MOST_OF_BLOCK + 1])
    if len(paragraph) > MOST_OF_BLOCK:
        text = text[:MOST_OF_BLOCK] + " …"
    if any(text.count(mark) > most for mark, most in _LIMITS.items()):
        return SafeText(text, is_markdown=False)
    text = arranged(with_formulas(text))
    text = _BEFORE_MARK.sub("\u00a0", text)
    text = _DEEP_MARKS.sub(r"\1", _DEEP_LIST.sub(r"\1", _DEEP_QUOTE.sub(r"\1", text)))
    if not _FENCE.search(text):
        text = _DEFINITION.sub(r"\1\\[", text)
    return SafeText(text, is_markdown=True)


def pieces(paragraph: str) -> list[str]:
    """A paragraph in pieces that Qt lays out in a moment each, cut at line ends or spaces where there are any.

    A code block or a table that is cut goes on as code, or as a table with the same head, in the next piece.
    """
    found: list[str] = []
    rest = paragraph
    while (cut := _cut(rest)) < len(rest):
        piece, rest = rest[:cut], rest[cut:]
        opening = _opening(piece, rest)
        if opening.startswith(_FENCES):
            piece += "\n" + opening.strip()[:3]
        found.append(piece)
        rest = opening + rest
    return [*found, rest]


def _cut(text: str) -> int:
    """Where the first piece of `text` ends."""
    rare = islice(_RARE.finditer(text, 0, MOST_OF_BLOCK), _MANY_RARE)
    most = MOST_OF_BLOCK if sum(1 for _ in rare) < _MANY_RARE else MOST_OF_BLOCK // 4
    bars = [match.end() for match in islice(_CELL.finditer(text, 0, most), MOST_CELLS)]
    within = bars[-1] if len(bars) == MOST_CELLS else most
    lines = [match.end() for match in islice(_LINE_END.finditer(text, 0, within), MOST_LINES)]
    if lines and (len(lines) == MOST_LINES or within < most):
        return lines[-1]
    if len(text) <= most:
        return len(text)
    if lines and lines[-1] > most // 2:
        return lines[-1]
    space = text.rfind(" ", most // 2, most)
    return space + 1 if space > 0 else most


def _opening(piece: str, rest: str) -> str:
    """What must stand before `rest` so that it is read as it would have been without the cut, or an empty text."""
    fences = _FENCE.findall(piece)
    if len(fences) % 2:
        return f"{fences[-1]}\n"
    lines = piece.rstrip("\n").split("\n")
    if not (rest.startswith("|") and lines[-1].startswith("|")):
        return ""
    first = len(lines)
    while first and lines[first - 1].startswith("|"):
        first -= 1
    head = "\n".join(lines[first : first + 2]) + "\n"
    return head if len(head) < _LONGEST_HEAD and len(lines) - first > 2 else ""


def copied(text: str) -> str:
    """Text as it goes to the clipboard: without the breaks that were put into long words."""
    return (
        text.replace(WORD_BREAK, "")
        .replace("\u00a0", " ")
        .replace("\u2029", "\n")
        .replace("\u2028", "\n")
        .replace("\ufffc", "")
        .translate(_ARRANGED)
    )
