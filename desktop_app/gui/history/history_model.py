"""The list of kept conversations."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QAbstractListModel, QDateTime, QLocale, QModelIndex, QObject, QPersistentModelIndex, Qt

from desktop_app.domain.history import ConversationSummary
from desktop_app.gui.library.library_model import ENTRY_ROLE, Entry, EntryState
from desktop_app.gui.numbers import number
from desktop_app.gui.text_tools import one_line, plain_tooltip

_ROOT = QModelIndex()


class HistoryModel(QAbstractListModel):
    """Conversations in the order they were given."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._summaries: list[ConversationSummary] = []

    def set_conversations(self, summaries: Sequence[ConversationSummary]) -> None:
        """The conversations as they are now."""
        if [summary.id for summary in summaries] == [summary.id for summary in self._summaries]:
            self._summaries = list(summaries)
            if summaries:
                self.dataChanged.emit(self.index(0), self.index(len(summaries) - 1))
            return
        self.beginResetModel()
        self._summaries = list(summaries)
        self.endResetModel()

    def summary(self, index: QModelIndex | QPersistentModelIndex) -> ConversationSummary | None:
        """The conversation at `index`."""
        return self._summaries[index.row()] if index.isValid() and index.row() < len(self._summaries) else None

    def row_of(self, identity: str | None) -> int:
        """The row of a conversation, or -1."""
        return next((row for row, summary in enumerate(self._summaries) if summary.id == identity), -1)

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = _ROOT) -> int:
        """Number of rows."""
        return 0 if parent.isValid() else len(self._summaries)

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """A row's title, words for screen readers, tooltip, or what the delegate paints (`ENTRY_ROLE`)."""
        summary = self.summary(index)
        if summary is None:
            return None
        title = one_line(summary.title)
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole}:
            return title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            pinned = self.tr("pinned") if summary.pinned else ""
            return " – ".join(part for part in (title, self._detail(summary), pinned) if part)
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tooltip(title)
        if role == ENTRY_ROLE:
            sign = "pin" if summary.pinned else "chat"
            return Entry(Path(summary.id), title, EntryState.READY, self._detail(summary), sign=sign)
        return None

    def _detail(self, summary: ConversationSummary) -> str:
        turns = (
            self.tr("1 question") if summary.turns == 1 else self.tr("{n} questions").format(n=number(summary.turns))
        )
        moment = QDateTime.fromSecsSinceEpoch(int(summary.changed))
        today = moment.date() == QDateTime.currentDateTime().date()
        locale, short = QLocale(), QLocale.FormatType.ShortFormat
        when = locale.toString(moment.time(), short) if today else locale.toString(moment.date(), short)
        return f"{turns} · {when}"
