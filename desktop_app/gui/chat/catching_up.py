"""What a new width or theme leaves to be done for the texts of a conversation: a few at a time, seen ones first."""

from __future__ import annotations

import time
from functools import cache
from typing import Protocol

from PySide6.QtCore import QCoreApplication, QObject, QTimer
from shiboken6 import isValid

_BUDGET_S = 0.012


class CatchesUp(Protocol):
    """Something that is shown, and may be behind."""

    def catch_up(self) -> None:
        """Brings it up to date; at once where nothing has changed."""
        ...


class _Queue(QObject):
    """The texts that are behind, in the order in which they are brought up to date."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._waiting: dict[CatchesUp, None] = {}
        self._seen: dict[CatchesUp, None] = {}
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._go_on)

    def put(self, text: CatchesUp, *, soon: bool) -> None:
        """Puts a text at the end of those that are seen, or of the others."""
        (self._seen if soon else self._waiting)[text] = None
        if not self._timer.isActive():
            self._timer.start(0)

    @property
    def busy(self) -> bool:
        """Whether any text is behind."""
        return bool(self._seen or self._waiting)

    def _go_on(self) -> None:
        deadline = time.monotonic() + _BUDGET_S
        while self.busy and time.monotonic() < deadline:
            queue = self._seen or self._waiting
            text = next(iter(queue))
            del queue[text]
            if isValid(text):
                text.catch_up()
        if self.busy:
            self._timer.start(0)


@cache
def _queue() -> _Queue:
    application = QCoreApplication.instance()
    assert application is not None
    return _Queue(application)


def later(text: CatchesUp, *, soon: bool = False) -> None:
    """Brings a text up to date in a coming turn of the event loop; before others where it is seen."""
    _queue().put(text, soon=soon)


def is_catching_up() -> bool:
    """Whether any text of the window is behind."""
    return _queue().busy
