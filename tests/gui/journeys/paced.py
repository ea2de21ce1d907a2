"""The real use cases, held up where something is to be looked at while it goes on."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence
from pathlib import Path

from desktop_app.domain.answer_events import AnswerEvent, ParagraphText
from desktop_app.domain.conversation import Conversation
from desktop_app.domain.ingest_events import IngestEvent, PagesRead
from desktop_app.domain.jobs import CancelToken
from desktop_app.domain.picture_queries import PicturesTakenIn
from desktop_app.domain.ports import Workspace
from desktop_app.gui.use_cases import RealUseCases, Request


class PacedUseCases(RealUseCases):
    """Waits, while `go_on` is not set, after each group of pages and each piece of an answer; Stop ends that, too."""

    def __init__(self) -> None:
        self.go_on = threading.Event()
        self.go_on.set()
        self._free = 0

    def pass_by(self, number: int) -> None:
        """From now on waits, but not at the next so many times."""
        self._free = number
        self.go_on.clear()

    def _wait(self, cancel: CancelToken) -> None:
        if self._free > 0:
            self._free -= 1
            return
        while not self.go_on.is_set() and not cancel.wait(0.02):
            pass

    def ingest(
        self, workspace: Workspace, paths: Sequence[Path], cancel: CancelToken, *, again: bool = False
    ) -> Iterator[IngestEvent]:
        for event in super().ingest(workspace, paths, cancel, again=again):
            yield event
            if isinstance(event, PagesRead):
                self._wait(cancel)

    def answer(
        self, workspace: Workspace, request: Request, conversation: Conversation, cancel: CancelToken
    ) -> Iterator[AnswerEvent | PicturesTakenIn]:
        for event in super().answer(workspace, request, conversation, cancel):
            yield event
            if isinstance(event, ParagraphText):
                self._wait(cancel)
