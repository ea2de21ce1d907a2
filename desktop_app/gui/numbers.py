"""Numbers as the language of the window writes them."""

from __future__ import annotations

from PySide6.QtCore import QLocale


def number(value: float, decimals: int = 0) -> str:
    """The number with the marks of the language between its thousands and before its decimals: 1,234.5 or 1.234,5."""
    return QLocale().toString(float(value), "f", decimals)
