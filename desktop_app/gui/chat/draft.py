"""A question that is being written, and what it is limited to: kept on disk, so that no end of the program loses it."""

from __future__ import annotations

import json
import logging
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QTextCursor

from desktop_app.domain.documents import Document
from desktop_app.gui.background.job import Job, call_once
from desktop_app.support.atomic_write import write_atomically

if TYPE_CHECKING:
    from desktop_app.gui.main_window import MainWindow

log = logging.getLogger(__name__)

FILE_NAME = "question.json"
KEEP_MS = 400
"""How long a change waits; a kill loses at most the last second."""

_MOST_BYTES = 4_000_000


class Draft(QObject):
    """Keeps the draft in the library's folder while it changes, and puts it back into the question box at the start.

    Nothing is kept where conversations are not. What the reader has written or chosen before the library is open stays.

    Attributes:
        timer: runs while a change waits to be kept.
        is_read: what an earlier run kept is known.
    """

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        folder = window.preferences.folders.get("library")
        self._file = folder / FILE_NAME if folder is not None else None
        self._written = b""
        self._found: dict[str, object] = {}
        self.is_read = False
        self.timer = QTimer(self, singleShot=True, interval=KEEP_MS)
        self.timer.timeout.connect(self._keep)
        if self._file is not None:
            window.opening.opened.connect(self._read)

    def close(self) -> None:
        """Keeps what has not been kept yet, in this thread, since the window is closing."""
        self.timer.stop()
        if self.is_read:
            self._write(self._content())

    def _read(self) -> None:
        file = self._file
        if file is None:
            return
        job = Job(call_once(lambda: _load(file)))
        job.yielded.connect(self._take)
        job.crashed.connect(self._window.tell_crash)
        self._window.lanes.opening.submit(job)

    def _take(self, found: dict[str, object]) -> None:
        window, field, text = self._window, self._window.composer.field, found.get("question")
        self.is_read = True
        self._written = json.dumps(found).encode()
        if window.preferences.keep_conversations:
            self._found = found
            if isinstance(text, str) and not field.toPlainText():
                field.setPlainText(text)
                field.moveCursor(QTextCursor.MoveOperation.End)
        window.model.modelReset.connect(self._limit)
        window.library_part.collections.listed.connect(self._limit)
        window.composer.field.textChanged.connect(self._note)
        window.library_part.chip.changed.connect(self._note)
        self._limit()
        self._note()

    def _limit(self) -> None:
        """Limits the next question as before, once what it was limited to is known; a choice made since counts more."""
        part, found = self._window.library_part, self._found
        if not found:
            return
        if part.scope.documents is not None:
            self._found = found = {}
        collection = found.get("collection")
        if isinstance(collection, int) and (known := part.collections.find(collection)) is not None:
            self._found = {}
            part.chip.limit_to_collection(known)
        wanted = found.get("documents")
        documents = self._documents(wanted) if isinstance(wanted, list) else []
        if documents:
            self._found = {}
            part.chip.limit_to_documents(documents)

    def _documents(self, wanted: list[object]) -> list[Document]:
        entries = self._window.model.entries
        known = {each.document.id: each.document for each in entries if each.document is not None}
        return [known[identity] for identity in wanted if isinstance(identity, str) and identity in known]

    def _note(self) -> None:
        if not self.timer.isActive():  # however long one writes on, it is kept again and again
            self.timer.start()

    def _content(self) -> bytes:
        """What to keep; what an earlier scope comes to is kept until it is known."""
        if not self._window.preferences.keep_conversations:
            return b"{}"
        scope = self._window.library_part.scope
        documents = sorted(scope.documents) if scope.documents is not None and scope.collection is None else None
        question = self._window.composer.field.toPlainText()
        scoped: dict[str, object] = {"collection": scope.collection, "documents": documents}
        if scope.documents is None:
            scoped = {name: value for name, value in self._found.items() if name in scoped}
        found = {"question": question, **scoped}
        return json.dumps({name: value for name, value in found.items() if value}).encode()

    def _keep(self) -> None:
        content = self._content()
        if content != self._written:
            job = Job(call_once(lambda: self._write(content)))
            job.crashed.connect(self._window.tell_crash)
            self._window.lanes.history.submit(job)

    def _write(self, content: bytes) -> None:
        """Replaces the file; where that can't be done nothing is said: a conversation that is not kept is told."""
        if self._file is None or content == self._written:
            return
        try:
            write_atomically(self._file, content)
        except OSError as error:
            log.info("the question could not be kept: %s", error.strerror)
            return
        self._written = content


def _load(file: Path) -> dict[str, object]:
    """What was kept; a file that is missing or damaged counts as empty."""
    try:
        with file.open("rb") as stream:
            found = json.loads(stream.read(_MOST_BYTES))
    except (OSError, ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}
