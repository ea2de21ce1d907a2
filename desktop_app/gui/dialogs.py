"""Questions that the window asks in dialogs of their own; tests answer them through the window's attributes."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QDir, QProcess, Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QGridLayout, QInputDialog, QMessageBox, QWidget

from desktop_app.gui.text_tools import one_line

EXPORT_ENDINGS = (".html", ".pdf", ".md")
_LINE_WIDTH = 420
"""Pixels for a dialog with a line of text: as wide as names of conversations and collections are long."""


def _tr(text: str) -> str:
    return QCoreApplication.translate("Dialogs", text)


def ask_user(parent: QWidget, title: str, text: str, yes: str) -> bool:
    """A question that is refused unless the user agrees."""
    box = QMessageBox(parent)
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setText(one_line(title))
    box.setInformativeText(one_line(text, 2000))
    _close_gap(box)
    accept = box.addButton(yes, QMessageBox.ButtonRole.AcceptRole)
    refuse = box.addButton(QMessageBox.StandardButton.Cancel)
    box.setDefaultButton(refuse)
    box.exec()
    return box.clickedButton() is accept


def _close_gap(box: QMessageBox) -> None:
    """Lets the words begin at the margin: Qt keeps the distance from an icon also where there is none."""
    grid = box.layout()
    if isinstance(grid, QGridLayout):
        grid.setHorizontalSpacing(0)
        for item in map(grid.itemAt, range(grid.count())):
            if item is not None and (spacer := item.spacerItem()) is not None:
                spacer.changeSize(0, 0)


def ask_for_text(parent: QWidget, title: str, text: str) -> str:
    """A line of text; empty when the user gave none."""
    dialog = QInputDialog(parent)
    dialog.setWindowTitle(title)
    dialog.setLabelText(title)
    dialog.setTextValue(text)
    dialog.resize(_LINE_WIDTH, dialog.sizeHint().height())
    given = dialog.exec()
    words = dialog.textValue().strip()
    dialog.deleteLater()
    return words if given else ""


def ask_for_files(parent: QWidget) -> list[Path]:
    """Documents to be added."""
    names, _ = QFileDialog.getOpenFileNames(parent, _tr("Add PDF files"), "", _tr("PDF files (*.pdf)"))
    return [Path(name) for name in names]


def ask_for_model_file(parent: QWidget) -> Path | None:
    """A language model."""
    name, _ = QFileDialog.getOpenFileName(parent, _tr("Choose a model"), "", _tr("GGUF models (*.gguf)"))
    return Path(name) if name else None


def open_file(path: Path) -> bool:
    """Opens a file that the program has written in the program that the desktop has for it; False where it has none."""
    return QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))


def show_folder(folder: Path, otherwise: Callable[[], object], *, opening: Callable[[Path], bool] = open_file) -> None:
    """Opens a folder in the program that the desktop has for folders; `otherwise` is called where it has none.

    On Linux, what opens files says only to itself that there was no such program, so it is asked before.
    """
    query = shutil.which("xdg-mime") if sys.platform == "linux" else None
    if query is None:
        if not opening(folder):
            otherwise()
        return
    asked = QProcess(QCoreApplication.instance())

    def take(_code: int) -> None:
        known = bool(asked.readAllStandardOutput().trimmed().size())
        asked.deleteLater()
        if not known or not opening(folder):
            otherwise()

    asked.finished.connect(take)
    asked.start(query, ["query", "default", "inode/directory"])


def ask_for_export(parent: QWidget, title: str) -> Path | None:
    """Where a conversation is to be written; the ending is that of the kind chosen where the name has none."""
    kinds = [_tr("HTML, one file (*.html)"), _tr("PDF (*.pdf)"), _tr("Markdown with a folder of pictures (*.md)")]
    harmless = "".join(c if c.isalnum() or c in " -_" else "_" for c in title)[:80].strip() or "conversation"
    suggestion = str(Path(QDir.homePath()) / harmless)
    name, kind = QFileDialog.getSaveFileName(parent, _tr("Export the conversation"), suggestion, ";;".join(kinds))
    if not name:
        return None
    path = Path(name)
    if path.suffix.lower() in EXPORT_ENDINGS:
        return path
    return path.with_name(path.name + EXPORT_ENDINGS[kinds.index(kind) if kind in kinds else 0])
