"""Where questions for passwords meet whoever can answer them, made at different times in different threads."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path


class PasswordDesk:
    """Passes each question on to who answers; without anybody there, no password is known."""

    def __init__(self) -> None:
        self._answer: Callable[[Path], str | None] | None = None

    def __call__(self, path: Path) -> str | None:
        """The password of a file, or None; waits for the answer, in the thread that asks."""
        answer = self._answer
        return answer(path) if answer is not None else None

    def answered_by(self, answer: Callable[[Path], str | None] | None) -> None:
        """From now on `answer` is asked, in whichever thread asks; None for nobody."""
        self._answer = answer
