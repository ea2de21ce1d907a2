"""Words from documents and models on labels and tooltips: always plain, never read as HTML."""

from __future__ import annotations

import html
import re

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

_HARMFUL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
_MOST_NAME = 300


def without_controls(text: str) -> str:
    """The text without control characters and without characters that turn the writing direction around."""
    return _HARMFUL.sub("", text)


def one_line(text: str, most: int = _MOST_NAME) -> str:
    """The text on one line, without control characters, cut at `most` characters, at a word where one ends near."""
    line = " ".join(without_controls(text).split())
    if len(line) <= most:
        return line
    cut = line[: most - 1]
    words, _, rest = cut.rpartition(" ")
    return f"{words}\N{NO-BREAK SPACE}…" if words and len(rest) < most // 4 else f"{cut}…"


def plain_tooltip(text: str) -> str:
    """A tooltip that shows `text` as it is: Qt would read tags, and load pictures they name."""
    return f"<qt>{html.escape(without_controls(text)[:1200])}</qt>" if text else ""


def set_plain_tooltip(widget: QWidget, text: str) -> None:
    """Gives a widget a tooltip that shows `text` as it is, and the same without tags to screen readers."""
    widget.setToolTip(plain_tooltip(text))
    widget.setAccessibleDescription(without_controls(text)[:1200])


class ElidedLabel(QLabel):
    """One line of plain text, cut with an ellipsis where there is no room for all of it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draws what fits."""
        painter = QPainter(self)
        painter.setPen(self.palette().color(QPalette.ColorRole.WindowText))
        words = painter.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, self.width())
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, words)
        painter.end()


def plain_label(text: str = "", role: str = "", parent: QWidget | None = None, *, wraps: bool = False) -> QLabel:
    """A label that never reads its text as HTML; `role` is one of the style sheet's."""
    label = QLabel(parent)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setText(text)
    label.setWordWrap(wraps)
    if role:
        label.setProperty("role", role)
    return label
