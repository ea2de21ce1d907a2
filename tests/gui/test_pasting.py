"""Files that were copied come in by paste; text and pictures go where they always went."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtGui import QGuiApplication, QImage
from pytestqt.qtbot import QtBot

from desktop_app.gui.library.drop_overlay import local_paths
from desktop_app.gui.library.pasting import pasted_paths
from desktop_app.gui.main_window import MainWindow
from tests.gui.fakes import FakeUseCases

CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def copied(tmp_path: Path) -> list[Path]:
    paths = [tmp_path / name for name in ("a b.pdf", "c.pdf")]
    for path in paths:
        path.write_bytes(b"%PDF")
    return paths


def put_files(paths: list[Path]) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    data.setText("\n".join(str(path) for path in paths))
    QGuiApplication.clipboard().setMimeData(data)


@pytest.mark.parametrize("focus", ["field", "list"])
def test_copied_files_are_read(
    qtbot: QtBot, window: MainWindow, use_cases: FakeUseCases, copied: list[Path], focus: str
) -> None:
    put_files(copied)
    where = window.composer.field if focus == "field" else window.library_panel.add_button
    where.setFocus()
    qtbot.keyClick(where, Qt.Key.Key_V, CONTROL)
    qtbot.waitUntil(lambda: use_cases.read == copied)
    assert window.composer.field.toPlainText() == ""


def test_paths_as_text_are_read_outside_the_question(
    qtbot: QtBot, window: MainWindow, use_cases: FakeUseCases, copied: list[Path]
) -> None:
    QGuiApplication.clipboard().setText(f'"{copied[0]}"\n{QUrl.fromLocalFile(str(copied[1])).toString()}\n')
    window.library_panel.add_button.setFocus()
    qtbot.keyClick(window.library_panel.add_button, Qt.Key.Key_V, CONTROL)
    qtbot.waitUntil(lambda: use_cases.read == copied)


def test_text_goes_into_the_question(qtbot: QtBot, window: MainWindow, copied: list[Path]) -> None:
    QGuiApplication.clipboard().setText(str(copied[0]))
    window.composer.field.setFocus()
    qtbot.keyClick(window.composer.field, Qt.Key.Key_V, CONTROL)
    assert window.composer.field.toPlainText() == str(copied[0])


def test_a_picture_goes_into_the_question(qtbot: QtBot, window: MainWindow) -> None:
    image = QImage(40, 30, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    QGuiApplication.clipboard().setImage(image)
    window.composer.field.setFocus()
    qtbot.keyClick(window.composer.field, Qt.Key.Key_V, CONTROL)
    assert window.composer.picture.file is not None


def test_pasted_pictures_are_gone_when_the_window_has_closed(qtbot: QtBot, window: MainWindow) -> None:
    image = QImage(40, 30, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    window.composer.picture.attach_image(image, "Pasted")
    file = window.composer.picture.file
    assert file is not None
    assert file.is_file()
    window.close()
    assert not file.parent.exists()


@pytest.mark.parametrize("text", ["", "some words", "relative/path.pdf", "/no/such/file.pdf", "/etc\nand words", "\0"])
def test_what_is_no_file_is_told(qtbot: QtBot, window: MainWindow, use_cases: FakeUseCases, text: str) -> None:
    data = QMimeData()
    data.setText(text)
    QGuiApplication.clipboard().setMimeData(data)
    window.library_part.pasting.paste()
    qtbot.waitUntil(lambda: window.notices.shown is not None)
    assert window.notices.shown is not None
    assert "no file on the clipboard" in window.notices.shown.message
    assert use_cases.read == []


def test_a_folder_is_pasted(
    qtbot: QtBot, window: MainWindow, use_cases: FakeUseCases, copied: list[Path], tmp_path: Path
) -> None:
    put_files([tmp_path])
    window.library_part.pasting.paste()
    qtbot.waitUntil(lambda: use_cases.read == copied)


def test_addresses_of_the_network_are_no_files(open_window: Callable[[], MainWindow]) -> None:
    data = QMimeData()
    data.setUrls([QUrl("https://example.org/a.pdf")])
    assert pasted_paths(data) == []


@pytest.mark.parametrize(
    "text", ["//host/share/a.pdf", "\\\\host\\share\\a.pdf", "file://host/share/a.pdf", "\0", "/a\0"]
)
def test_text_never_makes_the_program_look_at_another_computer(text: str) -> None:
    data = QMimeData()
    data.setText(text)
    assert pasted_paths(data) == []


def test_addresses_of_files_that_do_not_say_where_from_are_left_out() -> None:
    data = QMimeData()
    data.setUrls([QUrl("file:a.pdf"), QUrl.fromLocalFile("/docs/b.pdf"), QUrl("file:"), QUrl("")])
    assert local_paths(data) == [Path("/docs/b.pdf")]


def test_the_field_says_what_is_asked_of_a_picture_without_words(qtbot: QtBot, window: MainWindow) -> None:
    field, before = window.composer.field, window.composer.field.placeholderText()
    image = QImage(40, 30, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    QGuiApplication.clipboard().setImage(image)
    field.setFocus()
    qtbot.keyClick(field, Qt.Key.Key_V, CONTROL)
    said = field.placeholderText()
    with qtbot.waitSignal(window.composer.asked) as asked:
        qtbot.keyClick(field, Qt.Key.Key_Return)
    assert asked.args is not None
    assert asked.args[0] == said
    assert said != before
    qtbot.waitUntil(lambda: not window.chat.busy)
    assert field.placeholderText() == before
