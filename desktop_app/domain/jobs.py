"""Cancelling long work: a token that is set in one thread and looked at in another."""

from __future__ import annotations

import threading

from desktop_app.domain.errors import Cancelled


class CancelToken:
    """Set once by whoever wants the work to stop; looked at by whoever does it."""

    def __init__(self) -> None:
        self._event = threading.Event()

    def cancel(self) -> None:
        """Asks the work to stop; may be called from any thread, and more than once."""
        self._event.set()

    @property
    def cancelled(self) -> bool:
        """Whether the work was asked to stop."""
        return self._event.is_set()

    def raise_if_cancelled(self) -> None:
        """Raises `Cancelled` when the work was asked to stop."""
        if self._event.is_set():
            raise Cancelled

    def wait(self, seconds: float) -> bool:
        """Waits until cancelled, at most `seconds`; returns whether it was."""
        return self._event.wait(seconds)
