"""Splitting text into sentences: abbreviations, initials, decimals and "Fig. 3" do not end one.

Full-width marks end a sentence without a blank behind them, as in Chinese and Japanese; the marks of Arabic, Urdu,
Hindi, Armenian, Ethiopic and Greek end one like a full stop.
"""

from __future__ import annotations

import re
from itertools import pairwise

from desktop_app.support.unspaced_scripts import UNSPACED, join_texts

_ABBREVIATION_LIST = """
al approx app appx art assoc bzw ca cap cf ch chap col cols corp def dept diag dr ed eds eq eqn eqs equ esp
est etc ex exp fig figs inc incl jr lit ltd max med min misc mr mrs ms mt no nos nr op par para pp prof pt ref
refs rel resp sec sect secs sr st subsec suppl tab tabs tech temp thm thms univ viz vol vols vs
"""
_ABBREVIATIONS = frozenset(_ABBREVIATION_LIST.split())
_NOT_AT_THE_END = _ABBREVIATIONS - {"etc", "inc", "ltd", "corp", "al", "no", "max", "min", "ed", "ex", "par", "art"}
_CLOSING = "\"'”’»)\\]"
_WIDE_CLOSING = f"{_CLOSING}」』）】》〉］"
_OTHER_STOPS = "؟۔।॥։።፧"
_GREEK = "\u0370-\u03ff\u1f00-\u1fff"
_END = re.compile(
    rf"(?:[.!?…{_OTHER_STOPS}]+|(?<=[{_GREEK}])[;\u037e])[{_CLOSING}]*(?=\s)"
    rf"|(?:[。｡！？；]+|(?<!\d)．+|(?<=[{UNSPACED}])(?:…+|[!?]+))[{_WIDE_CLOSING}]*"
    r"|\n{2,}"
)
_LAST_WORD = re.compile(r"([^\W\d_](?:[\w.]*[^\W_])?)\.+[\"'”’)\]]*$")
_BULLET = re.compile(r"\s*(?:[-–•*▪◦]|\(?\d{1,2}[.)]|\(?[a-z][.)])$")
_WIDE_ENDS = tuple("。｡！？；．")
_PLAIN_ENDS = tuple(f"!?…;\u037e{_OTHER_STOPS}")
_WHOLE = re.compile(rf"(?:[.!?…:{_OTHER_STOPS}]|[。｡！？；：．])[{_WIDE_CLOSING}]*$")
_ASKS = re.compile(rf"(?:[?？؟՞፧]|(?<=[{_GREEK}])[;\u037e])[{_WIDE_CLOSING}]*\s*$")


def split_sentences(text: str) -> list[str]:
    """The sentences of a text in order, white space folded; nothing is left out but white space."""
    cuts = [0]
    for match in _END.finditer(text):
        if match.group().startswith("\n") or _ends_sentence(text[cuts[-1] : match.end()], text[match.end() :]):
            cuts.append(match.end())
    cuts.append(len(text))
    pieces = (" ".join(text[start:end].split()) for start, end in pairwise(cuts))
    return [piece for piece in pieces if piece]


def join_sentences(sentences: list[str]) -> str:
    """Sentences one after the other; those of scripts without blanks stand close."""
    return join_texts(sentences)


def is_whole(sentence: str) -> bool:
    """Whether a sentence ends as sentences do."""
    return _WHOLE.search(sentence) is not None


def asks(sentence: str) -> bool:
    """Whether a sentence is a question."""
    return _ASKS.search(sentence) is not None


def _ends_sentence(before: str, after: str) -> bool:
    following = after.lstrip()
    bare = before.rstrip("\"'”’»)]」』）】》〉］")
    if bare.endswith(_WIDE_ENDS):
        return True
    if following[:1].islower() or _BULLET.match(before):
        return False
    if bare.endswith(_PLAIN_ENDS):
        return True
    match = _LAST_WORD.search(before)
    if match is None:
        return True
    return _word_ends_sentence(match.group(1), following[:1].isupper())


def _word_ends_sentence(word: str, capital_follows: bool) -> bool:
    lower = word.lower()
    if len(word) == 1:
        return word.islower()  # an initial ("J. Smith") goes on; "as a function of x." ends
    if "." in word:
        return lower not in {"e.g", "i.e", "w.r.t", "a.k.a"} and capital_follows
    return lower not in _NOT_AT_THE_END and (lower not in _ABBREVIATIONS or capital_follows)
