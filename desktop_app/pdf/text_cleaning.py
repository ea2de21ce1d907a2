"""Text of documents made harmless: valid UTF-8, no control characters, nothing that turns the reading direction."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable

REPLACEMENT = "\N{REPLACEMENT CHARACTER}"

_SURROGATES = re.compile("[\ud800-\udfff]")
_SPACES = re.compile("[\r\x0b\x0c\x85\u2028\u2029]")
# Controls but tab and line feed; bidirectional embeddings, overrides and isolates; byte order mark; non-characters.
_DROPPED = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff]")
_UNREADABLE = frozenset({"Cc", "Co", "Cn", "Cs"})


def clean_text(text: str) -> str:
    """The text without what could harm: lone surrogates are replaced, controls and direction overrides dropped."""
    if text.isascii() and text.isprintable():
        return text
    return _DROPPED.sub("", _SPACES.sub(" ", _SURROGATES.sub(REPLACEMENT, text)))


def clean_line(text: str, longest: int = 300) -> str:
    """The text as one line with single spaces, cut to `longest` characters: for titles and names."""
    line = " ".join(clean_text(text).split())
    return line if len(line) <= longest else line[: longest - 1].rstrip() + "…"


def unreadable_share(texts: Iterable[str]) -> tuple[float, int]:
    """How much of the texts are characters nobody can read, and how many characters were counted.

    Replacement characters, controls, private-use, unassigned and surrogate code points stand for glyphs whose font
    does not say what they show. White space is not counted.
    """
    counts: Counter[str] = Counter()
    for text in texts:
        counts.update(text)
    total = bad = 0
    for character, times in counts.items():
        if character.isspace():
            continue
        total += times
        if character == REPLACEMENT or unicodedata.category(character) in _UNREADABLE:
            bad += times
    return (bad / total if total else 0.0), total
