"""Markdown of languages that are written from right to left, as Qt has to get it to show it in the right order.

Qt finds the direction of each paragraph by itself. It does not do so for the columns of a table, and numbers with Latin
units and marks of citations fall apart by the rules for plain text (Unicode Standard Annex #9), as in any editor.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

RIGHT_TO_LEFT_MARK = "\u200f"
ISOLATE, ISOLATED = "\u2066", "\u2069"
"""Around what is written from left to right in itself."""

_ANY = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]")
_FENCE = re.compile(r"\s{0,3}(```|~~~)")
_RULE = re.compile(r"[\s>]*\|?\s*:?-+:?\s*(\|\s*:?-+:?\s*)+\|?\s*")
_START = re.compile(r"[\s>]*")
_BAR = re.compile(r"(?<!\\)\|")
_KEPT = r"`[^`]*`|\]\([^)]*\)|https?://\S+|<[^>]*>"
_MEASURE = r"\d[\d.,]*[ \u00a0\u202f]?(?:[°µ]?[A-Za-zµΩ]{1,5}(?:/[A-Za-z]{1,5})?(?![A-Za-z])|[°%‰])"
_PIECES = re.compile(rf"({_KEPT})|(?<![\w.,])({_MEASURE})|(?P<mark>\[\d{{1,3}}\](?!\())")


def is_right_to_left(text: str) -> bool:
    """Whether the first letter that has a direction is written from right to left."""
    for letter in text:
        direction = unicodedata.bidirectional(letter)
        if direction in {"L", "R", "AL"}:
            return direction != "L"
    return False


def arranged(markdown: str) -> str:
    """The Markdown with columns of tables in the order in which Qt shows them, and with measures and marks kept whole.

    What holds no letter of these languages is given back as it is, as are code and addresses.
    """
    return "\n".join(_arranged(markdown.split("\n"))) if _ANY.search(markdown) else markdown


def _arranged(lines: list[str]) -> Iterator[str]:
    in_code, columns = False, 0
    for number, line in enumerate(lines):
        if _FENCE.match(line):
            in_code = not in_code
        following = lines[number + 1] if number + 1 < len(lines) else ""
        if not in_code and "|" in line and _RULE.fullmatch(following) and is_right_to_left(_START.sub("", line, 1)):
            columns = len(_cells(line))
        elif "|" not in line:
            columns = 0
        if in_code or not (columns or is_right_to_left(line)):
            yield line
        else:
            yield _kept_whole(_turned(line, columns) if columns else line)


def _cells(line: str) -> list[str]:
    inside = line.strip().removeprefix("|")
    return _BAR.split(inside[:-1] if inside.endswith("|") and not inside.endswith("\\|") else inside)


def _turned(line: str, columns: int) -> str:
    """A row of a table, its last cell first."""
    start = _START.match(line)
    before = start.group() if start else ""
    cells = _cells(line[len(before) :])
    cells += [" "] * (columns - len(cells))
    return f"{before}|{'|'.join(reversed(cells[:columns]))}|"


def _kept_whole(line: str) -> str:
    def replaced(found: re.Match[str]) -> str:
        if found.group("mark"):
            return RIGHT_TO_LEFT_MARK + found.group()
        return found.group() if found.group(1) else f"{ISOLATE}{found.group()}{ISOLATED}"

    return _PIECES.sub(replaced, line)
