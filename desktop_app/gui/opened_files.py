"""Files that the system hands to the program while it runs: macOS sends them as events, not as arguments."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtGui import QFileOpenEvent
from PySide6.QtWidgets import QApplication


class OpenedFiles(QObject):
    """Listens for "Open with" and for drops on the program's icon.

    Signals:
        opened: with the path of a local file or folder.
    """

    opened = Signal(object)

    def __init__(self, application: QApplication) -> None:
        super().__init__(application)
        application.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Takes the events about files; addresses of other kinds are left alone."""
        if event.type() == QEvent.Type.FileOpen and isinstance(event, QFileOpenEvent):
            path = event.file()
            if path:
                self.opened.emit(Path(path))
                return True
        return super().eventFilter(watched, event)
