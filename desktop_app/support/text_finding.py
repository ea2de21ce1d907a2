"""Finding words in lines of text as a reader sees them: whatever the case, the accents, and where lines break."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache

from desktop_app.support.unspaced_scripts import stands_without_blank

LONGEST_QUERY = 200
"""Characters of a query beyond this number are not looked at."""

Piece = tuple[int, int, int]
"""A part of one line: the line's index, the first character, and the one after the last."""

_HYPHENS = "-\u00ad\u2010\u2011"
_SOFT_HYPHEN = "\u00ad"
_PLAIN = {
    **dict.fromkeys("\u2018\u2019\u201a\u201b\u2032", "'"),
    **dict.fromkeys("\u201c\u201d\u201e\u201f\u2033\u00ab\u00bb", '"'),
    **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212", "-"),
}
_SQUEEZED = str.maketrans("", "", " -")


def folded(query: str) -> str:
    """A query as it is compared: one case, no accents, plain quotes and dashes, single spaces.

    Beside letters that are set without spaces none counts: "图 3" is "图3", and a title set wide is found by its word.
    """
    short = query[:LONGEST_QUERY]
    kept = (sign for place, sign in enumerate(short) if not (sign.isspace() and _is_beside_dense(short, place)))
    return " ".join("".join(map(_fold, kept)).split())


def may_hold(text: str, query: str) -> bool:
    """Whether a page's text may hold a query that is `folded`; quick, and never wrong where it says no."""
    wanted = query.translate(_SQUEEZED)
    return wanted in "".join(map(_fold, text)).translate(_SQUEEZED)


def find_in_lines(lines: Sequence[str], query: str, most: int) -> list[tuple[Piece, ...]]:
    """Where a query stands in a text, at most `most` times, each as the pieces of the lines that it covers.

    A word that is hyphenated at the end of a line is found whole, with the hyphen and without it.

    Args:
        lines: in reading order.
        query: as `folded` gives it.
        most: no more are looked for.
    """
    if not query:
        return []
    found: dict[tuple[Piece, ...], None] = {}
    for keeps_hyphens in (False, True):
        for pieces in _matches(list(_characters(lines, keeps_hyphens=keeps_hyphens)), query, most):
            found[pieces] = None
        if not any(line.rstrip().endswith(tuple(_HYPHENS)) for line in lines):
            break
    return sorted(found)[:most]


def _matches(characters: list[tuple[str, int, int]], query: str, most: int) -> Iterator[tuple[Piece, ...]]:
    text = "".join(character for character, _, _ in characters)
    at = text.find(query)
    while at >= 0 and most > 0:
        yield _pieces(characters[at : at + len(query)])
        most -= 1
        at = text.find(query, at + len(query))


def _pieces(characters: Sequence[tuple[str, int, int]]) -> tuple[Piece, ...]:
    """The parts of lines under folded characters; the space between two lines belongs to none."""
    reach: dict[int, tuple[int, int]] = {}
    for _, line, index in characters:
        if index >= 0:
            first, _ = reach.get(line, (index, index))
            reach[line] = (first, index + 1)
    return tuple((line, first, end) for line, (first, end) in reach.items())


def _characters(lines: Sequence[str], *, keeps_hyphens: bool) -> Iterator[tuple[str, int, int]]:
    """The folded characters of a text with the line and index each comes from; index -1 is a space of no line."""
    spaced = True
    for number, line in enumerate(lines):
        text = line.rstrip()
        following = lines[number + 1].lstrip()[:1] if number + 1 < len(lines) else ""
        hyphenated = len(text) > 1 and text[-1] in _HYPHENS and text[-2].isalpha() and following.isalpha()
        if hyphenated and not keeps_hyphens:
            text = text[:-1]
        for index, character in enumerate(text):
            if character.isspace() and _is_beside_dense(text, index):
                continue
            for one in _fold(character):
                if one == " " and spaced:
                    continue
                spaced = one == " "
                yield one, number, index
        if not hyphenated and not spaced and not (stands_without_blank(text[-1:]) or stands_without_blank(following)):
            spaced = True
            yield " ", number, -1


def _is_beside_dense(text: str, place: int) -> bool:
    """Whether the white space at a place has a letter beside it that is set without any."""
    before, after = text[:place].rstrip()[-1:], text[place:].lstrip()[:1]
    return stands_without_blank(before) or stands_without_blank(after)


@lru_cache(maxsize=8192)
def _fold(character: str) -> str:
    """What a character is compared as; several for a ligature, none for what is not seen."""
    if character.isspace():
        return " "
    if character == _SOFT_HYPHEN:
        return ""
    plain = _PLAIN.get(character)
    if plain is not None:
        return plain
    parts = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", character).casefold())
    return "".join(" " if part.isspace() else part for part in parts if not _is_accent(part))


def _is_accent(character: str) -> bool:
    """Whether this is a mark over or under a letter, or a vowel sign that is often left out.

    The voicing marks of kana are none: they make another letter.
    """
    kind = unicodedata.combining(character)
    return kind >= 200 or 27 <= kind <= 35
