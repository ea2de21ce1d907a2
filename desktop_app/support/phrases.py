"""Marks words that are put into a sentence, so that the window knows them again and can translate them."""

from __future__ import annotations


def phrase(words: str) -> str:
    """The words as they are; `resources/translations/sentences.py` finds them by this call, literal or formatted."""
    return words
