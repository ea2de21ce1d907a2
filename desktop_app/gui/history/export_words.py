"""What exported and copied conversations say besides questions and answers, in the language of the window."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QCoreApplication

from desktop_app.domain.history import ExportWords, SavedConversation
from desktop_app.gui.messages import answer_in_words, in_words
from desktop_app.gui.translations import current_language


def _tr(text: str) -> str:
    return QCoreApplication.translate("Export", text)


def export_words() -> ExportWords:
    """The words as they are now."""
    return ExportWords(
        language=current_language(),
        sources=_tr("Sources"),
        figure_at=_tr("{figure} ({document}, page {page})"),
        source=_tr("{document}, page {page}"),
        source_pages=_tr("{document}, pages {pages}"),
        limited=_tr("In: {name}"),
        about=_tr("About: {figure}"),
        question_picture=_tr("The picture you asked about"),
        picture_gone=_tr("This picture is not in the library any more."),
        figure=_tr("Figure {label}"),
        table=_tr("Table {label}"),
        figure_on=_tr("Figure on page {number}"),
        table_on=_tr("Table on page {number}"),
    )


def with_notes_in_words(saved: SavedConversation) -> SavedConversation:
    """The conversation with what the program says of its answers in the language of the window."""
    turns = (
        replace(turn, notice=in_words(turn.notice), paragraphs=tuple(map(answer_in_words, turn.paragraphs)))
        for turn in saved.turns
    )
    return replace(saved, turns=tuple(turns))
