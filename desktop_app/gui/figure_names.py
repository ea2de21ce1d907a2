"""What figures are called in the language of the window: "Figure 2.3", "Tabelle 1", "图 2.3"."""

from __future__ import annotations

import re

from PySide6.QtCore import QCoreApplication

from desktop_app.domain.documents import Figure, FigureKind

_TITLE = re.compile(r"(?P<noun>Figure|Table) (?P<label>\S+)")


def figure_title(figure: Figure) -> str:
    """What to call a figure: by its number, or by its page where it has none."""
    is_table = figure.kind is FigureKind.TABLE
    if figure.label:
        return _numbered(figure.label, is_table=is_table)
    words = _tr("Table on page {number}") if is_table else _tr("Figure on page {number}")
    return words.format(number=figure.page)


def figure_description(figure: Figure) -> str:
    """One line for people and screen readers: the title and the caption."""
    title = figure_title(figure)
    return f"{title}: {figure.caption}" if figure.caption else title


def title_in_words(title: str) -> str:
    """A title that another room wrote, "Figure 2.3" or "a figure"; other words stay as they are."""
    match = _TITLE.fullmatch(title)
    if match:
        return _numbered(match["label"], is_table=match["noun"] == "Table")
    return _tr("a figure") if title == "a figure" else title


def _numbered(label: str, *, is_table: bool) -> str:
    return (_tr("Table {label}") if is_table else _tr("Figure {label}")).format(label=label)


def _tr(text: str) -> str:
    return QCoreApplication.translate("FigureNames", text)
