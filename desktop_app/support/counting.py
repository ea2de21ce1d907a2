"""Numbers of things in sentences."""

from __future__ import annotations


def counted(number: int, noun: str, plural: str = "") -> str:
    """The number with its noun: "1 figure", "1,200 figures"."""
    return f"{number:,} {noun if number == 1 else plural or noun + 's'}"
