"""Files that were copied elsewhere come into the library by paste."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QMimeData, QObject, QUrl
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, QShortcut

from desktop_app.gui.background.job import Job, call_once
from desktop_app.gui.chat.attached_picture import holds_picture
from desktop_app.gui.library.drop_overlay import local_paths
from desktop_app.gui.notices.notice_bar import Notice

if TYPE_CHECKING:
    from desktop_app.gui.main_window import MainWindow

MOST_LINES = 500


def pasted_paths(data: QMimeData) -> list[Path]:
    """The files that were copied: as files, or as text with a path or an address of a file on each line.

    Whether there is anything at a path that came as text is not known yet. Text never names another computer: a
    program that looks there tells it who is looking.
    """
    paths = local_paths(data)
    if paths or not data.hasText():
        return paths
    lines = [line.strip().strip('"') for line in data.text()[: MOST_LINES * 4096].splitlines()[:MOST_LINES]]
    named = [QUrl(line).toLocalFile() if line.startswith("file:") else line for line in lines if line]
    return [Path(name) for name in named] if all(_is_here(name) for name in named) else []


def _is_here(name: str) -> bool:
    """Whether this is the path of a place on this computer."""
    return "\0" not in name and not name.startswith(("//", "\\\\")) and Path(name).is_absolute()


def are_there(paths: Sequence[Path]) -> bool:
    """Whether there is something at each of these paths; may take long where a disk does not answer."""
    try:
        return all(path.exists() for path in paths)
    except OSError:
        return False


class Pasting(QObject):
    """Ctrl+V adds copied files, also while the question has the focus; text and pictures go where they always went."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        QShortcut(QKeySequence.StandardKey.Paste, window).activated.connect(self.paste)
        window.composer.field.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Takes a paste of files before the field would make text of them."""
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress:
            return False
        if not event.matches(QKeySequence.StandardKey.Paste):
            return False
        data = QGuiApplication.clipboard().mimeData()
        if holds_picture(data) or not local_paths(data):
            return False
        self.paste()
        return True

    def paste(self) -> None:
        """Reads the files of the clipboard into the library."""
        data = QGuiApplication.clipboard().mimeData()
        paths = pasted_paths(data)
        if data.hasUrls() or not paths:
            self._take(paths)
            return
        job = Job(call_once(lambda: paths if are_there(paths) else []))
        job.yielded.connect(self._take)
        job.crashed.connect(self._window.tell_crash)
        self._window.lanes.opening.submit(job)

    def _take(self, paths: Sequence[Path]) -> None:
        if paths:
            self._window.add(paths)
            return
        words = self.tr("There is no file on the clipboard.")
        self._window.notices.tell(Notice(words, self.tr("Copy PDF files or folders, then paste them here.")))
