"""Text as the word index takes it, and plain questions as queries that can't be misread as query syntax.

Full-text search knows words by the blanks around them, and scripts such as Chinese or Thai have none. Runs of
these scripts are indexed as overlapping pairs of characters (bigrams), the usual way of searching them without a
dictionary; a run in a question becomes a phrase of such pairs.
"""

from __future__ import annotations

import re
import unicodedata

from desktop_app.support.unspaced_scripts import HAN, UNSPACED, UNSPACED_RUN, pairs

_PIECE = re.compile(f"[{UNSPACED}]+|(?:[^\\W_])+")
_SOFT_HYPHEN = "\u00ad"

MAX_QUERY_WORDS = 64
MIN_PART_LETTERS = 3

_STOP_WORDS = (
    "a about all also am an and any are as at be been but by can could did do does for from get had has have how i if "
    "in into is it its just me my no not of on one or our so some such than that the their them then there these they "
    "this those to up us was we were what when where which while who whom whose why will with would you your"
)
STOP_WORDS = frozenset(_STOP_WORDS.split())
"""English words that say nothing about what is asked; left out of a query unless it holds nothing else."""


def safe_text(text: str) -> str:
    """The text without what neither SQLite nor UTF-8 can hold: NUL characters and lone surrogates."""
    return text.replace("\0", "").encode("utf-8", "replace").decode("utf-8")


def indexed_text(text: str) -> str:
    """The text as it goes into the word index: compatibility forms unified, unspaced scripts cut into bigrams."""
    plain = unicodedata.normalize("NFKC", safe_text(text)).replace(_SOFT_HYPHEN, "")
    return UNSPACED_RUN.sub(lambda run: f" {' '.join(pairs(run[0]))} {run[0][-1]} ", plain)


def match_terms(question: str) -> list[str]:
    """The terms of a full-text query for any of the question's words; none where it holds none.

    Every word is quoted: whatever the question holds is searched for, never executed. A word of several parts
    ("G5.2", "--no-mmap", "file_name") is searched as a phrase, and its longer parts on their own as well.
    """
    plain = unicodedata.normalize("NFKC", safe_text(question)).replace(_SOFT_HYPHEN, "")
    words = [(word, pieces) for word in plain.split() if (pieces := _PIECE.findall(word))]
    telling = [entry for entry in words if any(piece.casefold() not in STOP_WORDS for piece in entry[1])]
    terms: dict[str, None] = {}
    for word, pieces in (telling or words)[:MAX_QUERY_WORDS]:
        terms.update(dict.fromkeys(_terms(word, pieces)))
    return list(terms)


def match_expression(question: str) -> str:
    """A full-text query that finds any of the question's words, or "" where it holds none; see `match_terms`."""
    return " OR ".join(match_terms(question))


def _terms(word: str, pieces: list[str]) -> list[str]:
    terms: list[str] = []
    for run in UNSPACED_RUN.findall(word):
        terms.append(_run_term(run))
        terms += [_quoted(pair) for pair in pairs(run)]
        terms += [_run_term(sign) for sign in HAN.findall(run) if len(run) > 1]
    spaced = [piece for piece in pieces if not UNSPACED_RUN.fullmatch(piece)]
    if spaced:
        terms.append(_quoted(UNSPACED_RUN.sub(" ", word)))
    if len(spaced) > 1:
        terms += [_quoted(piece) for piece in spaced if _stands_alone(piece)]
    return terms


def _stands_alone(piece: str) -> bool:
    return len(piece) >= MIN_PART_LETTERS and piece.isalpha() and piece.casefold() not in STOP_WORDS


def _run_term(run: str) -> str:
    return _quoted(" ".join(pairs(run))) if len(run) > 1 else f"{_quoted(run)} *"


def _quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'
