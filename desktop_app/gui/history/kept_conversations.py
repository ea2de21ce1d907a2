"""What people do with kept conversations: open, rename, pin, export, delete and take that back."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from desktop_app.domain.conversation import Answer
from desktop_app.domain.history import ConversationSummary, SavedConversation
from desktop_app.gui import dialogs
from desktop_app.gui.chat.chat_controller import ChatController
from desktop_app.gui.history.history_controller import HistoryController
from desktop_app.gui.history.history_panel import HistoryPanel
from desktop_app.gui.notices.notice_bar import Notice, NoticeBar
from desktop_app.gui.text_tools import one_line

if TYPE_CHECKING:
    from desktop_app.gui.main_window import MainWindow


class KeptConversations(QObject):
    """Joins the list, the history, and the conversation on screen.

    Signals:
        shown: a kept conversation is put on screen.
        left: the conversation on screen was deleted.
    """

    shown = Signal()
    left = Signal()

    def __init__(
        self,
        panel: HistoryPanel,
        history: HistoryController,
        chat: ChatController,
        notices: NoticeBar,
        window: MainWindow,
    ) -> None:
        super().__init__(window)
        self._window = window
        self._panel = panel
        self._history = history
        self._chat = chat
        self._notices = notices
        panel.opened.connect(self._open)
        panel.rename_wanted.connect(self._rename)
        panel.pin_wanted.connect(history.pin)
        panel.export_wanted.connect(self._export)
        panel.delete_wanted.connect(history.delete)
        panel.searched.connect(history.search)
        chat.turn_changed.connect(self._keep)
        chat.turn_dropped.connect(history.drop_turns)
        history.loaded.connect(self._show)
        history.deleted.connect(self._tell_deleted)
        history.exported.connect(self._tell_exported)
        history.failed.connect(notices.tell_error)
        history.listed.connect(lambda: panel.keep_place(chat.conversation_id))

    def _keep(self, identity: str, position: int, answer: Answer) -> None:
        if self._window.preferences.keep_conversations:
            self._history.keep(identity, position, answer)

    def _open(self, summary: ConversationSummary) -> None:
        if summary.id != self._chat.conversation_id:
            self._history.open(summary)

    def _show(self, saved: SavedConversation) -> None:
        if self._chat.busy:
            self._panel.mark(self._chat.conversation_id)
            self._notices.tell(
                Notice(self.tr("An answer is coming in."), self.tr("Stop it, then open the conversation."))
            )
            return
        self.shown.emit()
        self._chat.show(saved)
        self._panel.mark(saved.summary.id)

    def _rename(self, summary: ConversationSummary) -> None:
        title = self._window.choose_text(self.tr("Rename the conversation"), summary.title)
        if title:
            self._history.rename(summary, title)

    def _export(self, summary: ConversationSummary) -> None:
        out = self._window.choose_export(summary.title)
        if out is not None:
            self._history.export(summary, out)

    def _tell_deleted(self, summary: ConversationSummary) -> None:
        if summary.id == self._chat.conversation_id:
            self.left.emit()
        title = one_line(summary.title, 60)
        words, undo = self.tr("“{title}” was deleted.").format(title=title), self.tr("Undo")
        self._notices.tell(Notice(words, action=undo, on_action=lambda: self._history.restore(summary)))

    def _tell_exported(self, path: Path) -> None:
        words = self.tr("The conversation was written to {path}.").format(path=path)
        self._notices.tell(Notice(words, action=self.tr("Open"), on_action=lambda: dialogs.open_file(path)))
