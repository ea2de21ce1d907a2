"""The password of an encrypted document: asked for in the window, waited for in the thread that reads."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QInputDialog, QLabel, QLineEdit, QWidget

from desktop_app.gui.text_tools import one_line

_TICK_S = 0.1


@dataclass(eq=False, slots=True)
class _Question:
    """A question on its way to the window and back."""

    path: Path
    again: bool = False
    answer: str | None = None
    done: threading.Event = field(default_factory=threading.Event)


class PasswordPrompt(QObject):
    """Called from a thread that reads; shows one dialog at a time in the window's thread.

    Attributes:
        dialog: the dialog on screen, if any.
    """

    _asked = Signal(object)

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.dialog: QInputDialog | None = None
        self._window = window
        self._closed = threading.Event()
        self._turn = threading.Lock()
        self._answered: Path | None = None
        self._asked.connect(self._show, Qt.ConnectionType.QueuedConnection)

    def __call__(self, path: Path) -> str | None:
        """The password the user gives, or None; must not be called in the window's thread."""
        with self._turn:
            question = _Question(path, again=path == self._answered)
            self._asked.emit(question)
            while not self._closed.is_set():
                if question.done.wait(_TICK_S):
                    self._answered = path if question.answer is not None else None
                    return question.answer
        return None

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
        dialog.setLabelText(words.format(name=name))
        for label in dialog.findChildren(QLabel):  # Qt would read tags in the name of a file, and load what they name
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
        dialog.setTextEchoMode(QLineEdit.EchoMode.Password)
        dialog.setOkButtonText(self.tr("Open"))
        dialog.setCancelButtonText(self.tr("Skip this document"))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)

        def take(accepted: int) -> None:
            self.dialog = None
            question.answer = dialog.textValue() if accepted else None
            question.done.set()

        dialog.finished.connect(take)
        dialog.open()
