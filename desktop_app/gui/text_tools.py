"""Words from documents and models on labels and tooltips: always plain, never read as HTML."""

from __future__ import annotations

import html
import re

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

_HARMFUL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
_MOST_NAME = 300


def without_controls(text: str) -> str:
    """The text without control characters and without characters that turn the writing direction around."""
    return _HARMFUL.sub("", text)


def one_line(text: str, most: int = _MOST_NAME) -> str:
    """The text on one line, without control characters, cut at `most` characters."""
    line = " ".join(without_controls(text).split())
    return line if len(line) <= most else line[: most - 1] + "…"


def plain_tooltip(text: str) -> str:
    """A tooltip that shows `text` as it is: Qt would read tags, and load pictures they name."""
    return f"<qt>{html.escape(without_controls(text)[:1200])}</qt>" if text else ""


def plain_label(text: str = "", role: str = "", parent: QWidget | None = None, *, wraps: bool = False) -> QLabel:
    """A label that never reads its text as HTML; `role` is one of the style sheet's."""
    label = QLabel(parent)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setText(text)
    label.setWordWrap(wraps)
    if role:
        label.setProperty("role", role)
    return label
