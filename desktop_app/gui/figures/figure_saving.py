"""A figure's picture as a file of the user's: the library's PNG, or the image as it is in the document."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from desktop_app.domain.documents import Document, Figure
from desktop_app.domain.errors import FileProblem
from desktop_app.gui.background.job import Work, call_once

_UNSAFE = re.compile(r"[^\w\- .()]+")


def suggested_name(figure: Figure, document: Document, ending: str = "png") -> str:
    """A file name for a figure's picture: letters, digits and a few signs only."""
    stem = _UNSAFE.sub("_", f"{document.name[:60]} - {figure.title}").strip(" ._")
    return f"{stem or 'figure'}.{ending}"


def ask_for_target(parent: QWidget, name: str) -> Path | None:
    """Where the picture is to be saved."""
    ending = Path(name).suffix
    title, kinds = parent.tr("Save the picture"), parent.tr("Pictures (*{ending})").format(ending=ending)
    dialog = QFileDialog(parent, title, name, kinds)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setDefaultSuffix(ending.removeprefix("."))  # a name without an ending opens in no program
    dialog.selectFile(name)
    taken = dialog.exec() == QFileDialog.DialogCode.Accepted
    dialog.deleteLater()
    return Path(dialog.selectedFiles()[0]) if taken else None


def writing(data: bytes, target: Path) -> Work:
    """Work that writes an image where the user wants it.

    Raises:
        FileProblem: it can't be written there.
    """

    def write() -> Path:
        try:
            target.write_bytes(data)
        except OSError as error:
            raise _not_saved(error) from error
        return target

    return call_once(write)


def _not_saved(error: OSError) -> FileProblem:
    return FileProblem(
        f"The picture could not be saved: {error.strerror}.", "Choose another folder, or free some space."
    )


def copying(find: Callable[[], Path], target: Path) -> Work:
    """Work that copies the picture that `find` names (called in the lane) to where the user wants it.

    Raises:
        FileProblem: it can't be written there.
    """

    def copy() -> Path:
        source = find()
        try:
            return Path(shutil.copyfile(source, target))
        except OSError as error:
            raise _not_saved(error) from error

    return call_once(copy)
