"""The password of an encrypted document: asked for in the window, waited for in the thread that reads."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QDialogButtonBox, QInputDialog, QLabel, QLineEdit, QWidget

from desktop_app.gui.text_tools import one_line

_TICK_S = 0.1
_MOST_GIVEN = 3
"""How many passwords are tried on a file before its own is asked for: the reader gives up after five."""


@dataclass(eq=False, slots=True)
class _Question:
    """A question on its way to the window and back."""

    path: Path
    again: bool = False
    answer: str | None = None
    done: threading.Event = field(default_factory=threading.Event)


class PasswordPrompt(QObject):
    """Called from a thread that reads; shows one dialog at a time in the window's thread.

    A password that was given is tried on every file before anybody is asked about that, and all files that wait can be
    skipped together.

    Attributes:
        dialog: the dialog on screen, if any.
        waiting: how many files wait to be read; more than one can be skipped together.
    """

    _asked = Signal(object)

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.dialog: QInputDialog | None = None
        self.waiting: Callable[[], int] = lambda: 0
        self._given: list[str] = []
        self._trying: tuple[Path | None, list[str]] = None, []
        self._skips = False
        self._window = window
        self._closed = threading.Event()
        self._turn = threading.Lock()
        self._answered: Path | None = None
        self._asked.connect(self._show, Qt.ConnectionType.QueuedConnection)

    def __call__(self, path: Path) -> str | None:
        """The password the user gives, or None; must not be called in the window's thread."""
        with self._turn:
            known = self._next_known(path)
            if known is not None or self._skips:
                return known
            question = _Question(path, again=path == self._answered)
            self._asked.emit(question)
            while not self._closed.is_set():
                if question.done.wait(_TICK_S):
                    self._answered = path if question.answer is not None else None
                    self._keep(question.answer)
                    return question.answer
        return None

    def _next_known(self, path: Path) -> str | None:
        """The next password that opened, or might have opened, another file, and was not tried on this one."""
        trying, left = self._trying
        if trying != path:
            left = list(self._given)
        self._trying = path, left
        return left.pop() if left else None

    def _keep(self, password: str | None) -> None:
        if password and password not in self._given:
            self._given = [*self._given, password][-_MOST_GIVEN:]

    def ask_again(self) -> None:
        """All files that waited have come to their end: those that come now are asked about again."""
        self._skips = False

    def close(self) -> None:
        """The window is closing: whoever waits gets no password."""
        self._closed.set()

    def _show(self, question: _Question) -> None:
        if self._closed.is_set():
            return
        dialog = self.dialog = QInputDialog(self._window)
        dialog.setWindowTitle(self.tr("Password needed"))
        name = one_line(question.path.name, 120)
        words = self.tr("“{name}” is protected. Its password is kept in memory only, until you quit.")
        if question.again:
            words = self.tr("That is not the password of “{name}”. Try again, or skip it.")
        together = self.waiting() > 1
        if together:
            words += "\n" + self.tr("It is tried on the other files that wait as well.")
        dialog.setLabelText(words.format(name=name))
        for label in dialog.findChildren(QLabel):  # Qt would read tags in the name of a file, and load what they name
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
        dialog.setTextEchoMode(QLineEdit.EchoMode.Password)
        dialog.setOkButtonText(self.tr("Open"))
        dialog.setCancelButtonText(self.tr("Skip this document"))
        if together:
            self._add_skip_all(dialog)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)

        def take(accepted: int) -> None:
            self.dialog = None
            question.answer = dialog.textValue() if accepted else None
            question.done.set()

        dialog.finished.connect(take)
        dialog.open()

    def _add_skip_all(self, dialog: QInputDialog) -> None:
        for box in dialog.findChildren(QDialogButtonBox):
            skip = box.addButton(self.tr("Skip all protected files"), QDialogButtonBox.ButtonRole.ActionRole)
            skip.clicked.connect(lambda: self._skip_all(dialog))

    def _skip_all(self, dialog: QInputDialog) -> None:
        self._skips = True
        dialog.reject()
