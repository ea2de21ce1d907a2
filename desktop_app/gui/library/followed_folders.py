"""The list of folders that the library follows."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QListWidget, QListWidgetItem, QPushButton, QVBoxLayout, QWidget

from desktop_app.gui.library.entry_delegate import EntryDelegate
from desktop_app.gui.library.library_model import ENTRY_ROLE, Entry, EntryState
from desktop_app.gui.numbers import number
from desktop_app.gui.text_tools import one_line, plain_label, plain_tooltip

if TYPE_CHECKING:
    from desktop_app.ingestion.watching import FolderScan


class FollowedFoldersDialog(QDialog):
    """Folders, how many documents stand in each, and whether it can be reached.

    Signals:
        follow_wanted: the user wants to choose a folder.
        unfollow_wanted: a `Path` that is to be followed no more.
    """

    follow_wanted = Signal()
    unfollow_wanted = Signal(object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Followed folders"))
        self.resize(560, 380)
        self._folders: tuple[Path, ...] = ()
        self.list = QListWidget(self)
        self.list.setAccessibleName(self.tr("Followed folders"))
        self.list.setItemDelegate(EntryDelegate(self.list))
        self.list.setMouseTracking(True)
        self.list.setUniformItemSizes(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.currentRowChanged.connect(self._show_state)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        buttons.rejected.connect(self.close)
        self.follow_button = QPushButton(self.tr("Follow a folder …"), self)
        self.unfollow_button = QPushButton(self.tr("Stop following"), self)
        for button in (self.follow_button, self.unfollow_button):
            buttons.addButton(button, QDialogButtonBox.ButtonRole.ActionRole)
        self.follow_button.clicked.connect(self.follow_wanted)
        self.unfollow_button.clicked.connect(self._unfollow)
        words = self.tr(
            "New and changed documents in these folders, and in the folders below, are read by themselves while the "
            "program is open. A file that is taken away stays in the library, marked as missing."
        )
        column = QVBoxLayout(self)
        column.setSpacing(10)
        column.addWidget(plain_label(words, "muted", self, wraps=True))
        column.addWidget(self.list, 1)
        column.addWidget(buttons)
        self._show_state()

    def show_folders(self, folders: Sequence[Path], scan: FolderScan | None) -> None:
        """The folders as they are; `scan` is what was seen in them last."""
        row = self.list.currentRow()
        self._folders = tuple(folders)
        self.list.clear()
        for folder in folders:
            away = scan is not None and folder in scan.unreachable
            state = self._state(folder, scan)
            item = QListWidgetItem()
            item.setData(ENTRY_ROLE, _row(folder, "" if away else state, state if away else ""))
            item.setToolTip(plain_tooltip(str(folder)))
            item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{one_line(str(folder))} – {state}")
            self.list.addItem(item)
        self.list.setCurrentRow(min(max(row, 0), len(folders) - 1))
        self._show_state()

    def _state(self, folder: Path, scan: FolderScan | None) -> str:
        if scan is None:
            return "…"
        if folder in scan.unreachable:
            return self.tr("This folder can't be reached now.")
        count = sum(path.is_relative_to(folder) for path in scan.files)
        return self.tr("1 document") if count == 1 else self.tr("{n} documents").format(n=number(count))

    def _unfollow(self) -> None:
        row = self.list.currentRow()
        if 0 <= row < len(self._folders):
            self.unfollow_wanted.emit(self._folders[row])

    def _show_state(self) -> None:
        self.unfollow_button.setEnabled(0 <= self.list.currentRow() < len(self._folders))


def _row(folder: Path, detail: str, problem: str) -> Entry:
    return Entry(folder, one_line(str(folder)), EntryState.READY, detail, problem=problem, sign="folder")
