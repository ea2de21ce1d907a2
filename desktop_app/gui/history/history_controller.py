"""Conversations in and out of the history: saved as they go, listed, opened, exported; always off the event loop."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from desktop_app.domain.conversation import Answer
from desktop_app.domain.errors import HistoryError, ImageRefError, NotFound
from desktop_app.domain.history import ConversationSummary
from desktop_app.domain.jobs import CancelToken
from desktop_app.domain.ports import Workspace
from desktop_app.gui.background.job import Job, call_once
from desktop_app.gui.background.lane import Lane
from desktop_app.gui.history.export_words import export_words, with_notes_in_words
from desktop_app.gui.history.history_model import HistoryModel


@dataclass(frozen=True, slots=True)
class _Change:
    """A turn that is to be saved, or, without an answer, to be dropped with those after it."""

    identity: str
    position: int
    answer: Answer | None

    @property
    def place(self) -> tuple[str, int]:
        """Which turn of which conversation."""
        return self.identity, self.position


class HistoryController(QObject):
    """Keeps the list in step with the history.

    Signals:
        loaded: a `SavedConversation` that was to be opened.
        deleted: the `ConversationSummary` that was taken out of the list.
        exported: the path of the file that was written.
        failed: an error to be told to the user.
        crashed: a bug.
        listed: the list is up to date.
    """

    loaded = Signal(object)
    deleted = Signal(object)
    exported = Signal(object)
    failed = Signal(object)
    crashed = Signal(object)
    listed = Signal()

    def __init__(self, model: HistoryModel, lane: Lane, parent: QObject, *, exports: Lane | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self._lane = lane
        self._exports = exports or lane
        self._workspace: Workspace | None = None
        self._query = ""
        self._lock = threading.Lock()
        self._unsaved: list[_Change] = []
        self._saving = False
        self._told = False
        self._last_saved: tuple[str, int] | None = None
        self._listed_for: tuple[str, int] | None = None

    def set_workspace(self, workspace: Workspace) -> None:
        """The library is open: shows the conversations about it."""
        self._workspace = workspace
        self._call(lambda opened: opened.history.set_aside, self._tell_set_aside)
        self.refresh()

    def _tell_set_aside(self, file: object) -> None:
        if isinstance(file, Path):
            words = self.tr("The file of your earlier conversations is damaged, so the list begins anew.")
            hint = self.tr("It was set aside as {path}; a copy of yours can take the place of the new one.")
            self.failed.emit(HistoryError(words, hint.format(path=file)))

    def close(self) -> None:
        """Saves what is not saved yet, in this thread, since the window is closing; says nothing any more."""
        workspace, self._workspace = self._workspace, None
        if workspace is None:
            return
        try:
            self._save_all(workspace)
        except ImageRefError:  # told before, or nobody is there any more who could be told
            self._unsaved.clear()

    @property
    def settled(self) -> bool:
        """Whether all is on the disk that was to be kept."""
        return not self._saving and not self._unsaved

    def search(self, query: str) -> None:
        """Lists the conversations that hold these words."""
        self._query = query
        self.refresh()

    def refresh(self) -> None:
        """Lists the conversations as they are now."""
        query = self._query
        self._call(lambda workspace: workspace.history.conversations(query), self._show)

    def keep(self, identity: str, position: int, answer: Answer) -> None:
        """Saves an answer soon; of several versions that wait, the last."""
        self._add(_Change(identity, position, answer))

    def drop_turns(self, identity: str, first: int) -> None:
        """Forgets turn `first` of a conversation and those after it."""
        self._add(_Change(identity, first, None))

    def open(self, summary: ConversationSummary) -> None:
        """Loads a conversation."""
        self._call(lambda workspace: workspace.history.load(summary.id), self._tell_loaded)

    def rename(self, summary: ConversationSummary, title: str) -> None:
        """Gives it another title."""
        self._call(lambda workspace: workspace.history.rename(summary.id, title), self._changed)

    def pin(self, summary: ConversationSummary, pinned: bool) -> None:
        """Keeps it at the top, or no longer."""
        self._call(lambda workspace: workspace.history.pin(summary.id, pinned), self._changed)

    def delete(self, summary: ConversationSummary) -> None:
        """Takes it out of the list."""

        def done(_result: object) -> None:
            self.deleted.emit(summary)
            self.refresh()

        self._call(lambda workspace: workspace.history.delete(summary.id), done)

    def restore(self, summary: ConversationSummary) -> None:
        """Brings a deleted one back."""
        self._call(lambda workspace: workspace.history.restore(summary.id), self._changed)

    def export(self, summary: ConversationSummary, out: Path) -> None:
        """Writes it to a file."""
        workspace = self._workspace
        if workspace is None:
            return

        def work(cancel: CancelToken) -> Iterator[Path]:
            saved = with_notes_in_words(workspace.history.load(summary.id))
            yield workspace.exporter.export(saved, out, export_words(), cancel=cancel)

        job = Job(work)
        job.yielded.connect(self.exported)
        job.failed.connect(self.failed)
        job.crashed.connect(self.crashed)
        self._exports.submit(job)  # it takes long, and what is said meanwhile is saved

    def _add(self, change: _Change) -> None:
        with self._lock:
            last = self._unsaved[-1] if self._unsaved else None
            if last is not None and last.answer is not None and last.place == change.place:
                self._unsaved.pop()
            self._unsaved.append(change)
        self._save_soon()

    def _save_soon(self) -> None:
        if not self._saving:
            self._saving = self._call(self._save_all, self._on_saved, self._on_not_saved)

    def _save_all(self, workspace: Workspace) -> None:
        """Saves what waits; what can't be saved waits on, with all that comes after it in its conversation.

        Raises:
            ImageRefError: something could not be saved; the first reason.
        """
        failed: list[_Change] = []
        reason: ImageRefError | None = None
        while change := self._next():
            if change.identity in {each.identity for each in failed}:
                failed.append(change)
                continue
            try:
                _save(workspace, change)
                self._last_saved = change.place if change.answer is not None else None
            except ImageRefError as error:
                failed.append(change)
                reason = reason or error
        if reason is not None:
            with self._lock:
                self._unsaved[:0] = failed
            raise reason

    def _next(self) -> _Change | None:
        with self._lock:
            return self._unsaved.pop(0) if self._unsaved else None

    def _on_saved(self, _result: object) -> None:
        self._saving = self._told = False
        if self._unsaved:  # what came in after the thread had looked for the last time
            self._save_soon()
        if self._query or self._last_saved is None or self._last_saved != self._listed_for:
            self._listed_for = self._last_saved  # an answer that grows changes nothing in the list of all
            self.refresh()

    def _on_not_saved(self, error: ImageRefError) -> None:
        """Says it once; the conversation goes on, and is saved when that works again."""
        self._saving = False
        if not self._told:
            self._told = True
            self.failed.emit(error)

    def _changed(self, _result: object) -> None:
        self.refresh()

    def _tell_loaded(self, saved: object) -> None:
        # A method, which Qt lets go of with the window; the signal's `emit` would still be called after it.
        self.loaded.emit(saved)

    def _show(self, summaries: object) -> None:
        if isinstance(summaries, list):
            self._model.set_conversations(summaries)
            self.listed.emit()

    def _call(
        self,
        function: Callable[[Workspace], object],
        then: Callable[[object], None],
        otherwise: Callable[[ImageRefError], None] | None = None,
    ) -> bool:
        workspace = self._workspace
        if workspace is None:
            return False
        job = Job(call_once(lambda: function(workspace)))
        job.yielded.connect(then)
        job.failed.connect(otherwise or self.failed)
        job.crashed.connect(self.crashed)
        self._lane.submit(job)
        return True


def _save(workspace: Workspace, change: _Change) -> None:
    if change.answer is not None:
        workspace.history.save_turn(*change.place, change.answer)
        return
    with suppress(NotFound):  # it was never kept
        workspace.history.drop_turns(*change.place)
