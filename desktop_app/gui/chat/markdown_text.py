"""Answers are data: making text of a model or a document safe and bounded before Qt reads it as Markdown."""

from __future__ import annotations

import re
from dataclasses import dataclass

from desktop_app.gui.text_tools import without_controls

MOST_CHARACTERS = 200_000
"""An answer beyond this is cut, with a note."""

MOST_OF_BLOCK = 12_000
LONGEST_WORD = 200
WORD_BREAK = "\u200b"

_ANSI = re.compile(r"\x1b(?:\[[0-9;?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)?|.)?")
_LONG_WORD = re.compile(rf"\S{{{LONGEST_WORD},}}")
_DEFINITION = re.compile(r"^(\s{0,3}(?:[>*+-]\s*)*)\[(?=[^\]\n]{1,999}\]:)", re.MULTILINE)
_FENCE = re.compile(r"^\s{0,3}(```|~~~)", re.MULTILINE)
_DEEP_QUOTE = re.compile(r"^((?:\s{0,3}>){6})[\s>]*>", re.MULTILINE)
_DEEP_LIST = re.compile(r"^([ \t]{24})[ \t]+", re.MULTILINE)
_DEEP_MARKS = re.compile(r"^((?:\s*(?:[-+*]|\d{1,9}[.)])[ \t]+){6})(?:(?:[-+*]|\d{1,9}[.)])[ \t]+)+", re.MULTILINE)
_LIMITS = {"[": 300, "*": 1_500, "_": 1_500, "`": 600, "|": 1_200, "<": 600, "&": 2_000, "!": 600, "~": 600, "\n": 600}


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
    return _LONG_WORD.sub(_broken, text)


def safe_text(paragraph: str) -> SafeText:
    """One paragraph of an answer, ready for Qt's Markdown reader with HTML off.

    A block that is too long is cut; one with more marks than prose has (brackets, stars, table cells) is shown as
    plain words, because Markdown readers and text layout grow faster than linearly on them. Link definitions are
    shown as text, so that `[1]` is a citation whatever the answer defines.
    """
    text = cleaned(paragraph[: MOST_OF_BLOCK + 1])
    if len(paragraph) > MOST_OF_BLOCK:
        text = text[:MOST_OF_BLOCK] + " …"
    if any(text.count(mark) > most for mark, most in _LIMITS.items()):
        return SafeText(text, is_markdown=False)
    text = _DEEP_MARKS.sub(r"\1", _DEEP_LIST.sub(r"\1", _DEEP_QUOTE.sub(r"\1", text)))
    if not _FENCE.search(text):
        text = _DEFINITION.sub(r"\1\\[", text)
    return SafeText(text, is_markdown=True)


def pieces(paragraph: str) -> list[str]:
    """A paragraph in pieces of at most `MOST_OF_BLOCK` characters, cut at line ends or spaces where there are any."""
    found: list[str] = []
    rest = paragraph
    while len(rest) > MOST_OF_BLOCK:
        cut = max(rest.rfind("\n", 0, MOST_OF_BLOCK), rest.rfind(" ", MOST_OF_BLOCK // 2, MOST_OF_BLOCK))
        cut = cut if cut > 0 else MOST_OF_BLOCK
        found.append(rest[:cut])
        rest = rest[cut:]
    return [*found, rest]


def copied(text: str) -> str:
    """Text as it goes to the clipboard: without the breaks that were put into long words."""
    return text.replace(WORD_BREAK, "").replace("\u2029", "\n").replace("\u2028", "\n").replace("\ufffc", "")
