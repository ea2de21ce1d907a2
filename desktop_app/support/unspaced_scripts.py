"""Scripts whose words are not parted by blanks, and the usual way of handling them without a dictionary: pairs.

Korean is among them: it has blanks, but its words carry endings and compounds are parted at will: pairs find more.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

UNSPACED = (
    "\u0e00-\u0eff"  # Thai, Lao
    "\u1000-\u109f\u1780-\u17ff"  # Burmese, Khmer
    "\u3041-\u30fa\u30fc-\u30ff\u31f0-\u31ff"  # kana, without the middle dot
    "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"  # Han
    "\uac00-\ud7af"  # Hangul
    "\U00020000-\U0003ffff"
)
"""The letters of these scripts, as the inside of a character class."""
MARKS = (
    "\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u05bf-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed"
    "\u0900-\u0963\u0966-\u0dff\u0e31-\u0e3a\u0e47-\u0e4e\u0eb1-\u0ebc\u0ec8-\u0ecd\u102b-\u103e\u17b4-\u17d3"
)
"""Vowel signs and accents that belong to the letter before them, with the letters of the scripts of India."""

NARROW = str.maketrans({code: chr(code - 0xFEE0) for code in (*range(0xFF10, 0xFF1A), 0xFF0D, 0xFF0E)})
"""Full-width digits, hyphen and full stop as the usual ones, sign for sign, for `str.translate`."""

UNSPACED_LETTER = re.compile(f"[{UNSPACED}]")
UNSPACED_RUN = re.compile(f"[{UNSPACED}]+")
_SEEN_WITHOUT_BLANK = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\u4dbf\u4e00-\ua4cf\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef"
    "\U00020000-\U0003ffff]"
)
_KANA = re.compile("[\u3041-\u30ff\u31f0-\u31ff]")
HAN = re.compile("[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
_SYLLABIC = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff]")


def pairs(run: str) -> list[str]:
    """The overlapping pairs of a run of such letters; none of a single one."""
    return [run[place : place + 2] for place in range(len(run) - 1)]


def by_script(text: str) -> Iterator[tuple[str, bool]]:
    """A text without blanks in its parts, each with whether it is a run of unspaced letters."""
    end = 0
    for run in UNSPACED_RUN.finditer(text):
        if run.start() > end:
            yield text[end : run.start()], False
        yield run[0], True
        end = run.end()
    if end < len(text):
        yield text[end:], False


def stands_without_blank(sign: str) -> bool:
    """Whether a sign is set without blanks around it: letters of these scripts but Hangul, and full-width marks."""
    return bool(sign) and _SEEN_WITHOUT_BLANK.match(sign) is not None


def join_texts(texts: Iterator[str] | list[str], blank: str = " ") -> str:
    """Texts one after the other, with blanks between them where their scripts have any."""
    joined = ""
    for text in texts:
        apart = joined and text and not (stands_without_blank(joined[-1]) and stands_without_blank(text[0]))
        joined += (blank if apart else "") + text
    return joined


def word_count(text: str) -> int:
    """About how many words a text has.

    Three Han signs count as two words, two kana as one, four signs of Thai and its like as one; so much text says about
    as much as so many English words.
    """
    dense = 2 * len(HAN.findall(text)) / 3 + len(_KANA.findall(text)) / 2 + len(_SYLLABIC.findall(text)) / 4
    if not dense:
        return len(text.split())
    rest = _SYLLABIC.sub(" ", _KANA.sub(" ", HAN.sub(" ", text)))
    return round(dense) + sum(any(sign.isalnum() for sign in word) for word in rest.split())
