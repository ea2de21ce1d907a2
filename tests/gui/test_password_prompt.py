from __future__ import annotations

import threading
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from desktop_app.gui.main_window import MainWindow


class Reader:
    """Asks for a password in a thread of its own, as a reader does."""

    def __init__(self, window: MainWindow, name: str = "secret.pdf") -> None:
        self.answers: list[str | None] = []
        self.thread = threading.Thread(target=lambda: self.answers.append(window.passwords(Path(name))))
        self.thread.start()


def test_the_password_is_asked_for_and_hidden(qtbot: QtBot, window: MainWindow) -> None:
    reader = Reader(window)
    qtbot.waitUntil(lambda: window.passwords.dialog is not None)
    dialog = window.passwords.dialog
    assert dialog is not None
    assert "secret.pdf" in dialog.labelText()
    assert dialog.textEchoMode() is QLineEdit.EchoMode.Password
    field = dialog.findChild(QLineEdit)
    assert field is not None
    qtbot.keyClicks(field, "sesame")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    reader.thread.join()
    assert reader.answers == ["sesame"]


def test_a_wrong_password_is_said(qtbot: QtBot, window: MainWindow) -> None:
    words = []
    for name, answers in (("a.pdf", True), ("a.pdf", False), ("a.pdf", True), ("b.pdf", True)):
        reader = Reader(window, name)
        qtbot.waitUntil(lambda: window.passwords.dialog is not None)
        dialog = window.passwords.dialog
        assert dialog is not None
        words.append(dialog.labelText())
        dialog.accept() if answers else dialog.reject()
        reader.thread.join()
    assert ["not the password" in each for each in words] == [False, True, False, False]
    assert "a.pdf" in words[1]


def test_a_name_is_never_read_as_html(qtbot: QtBot, window: MainWindow) -> None:
    name = "<img src='file:___etc_passwd'><b>x<_b>.pdf"
    reader = Reader(window, name)
    qtbot.waitUntil(lambda: window.passwords.dialog is not None)
    dialog = window.passwords.dialog
    assert dialog is not None
    labels = dialog.findChildren(QLabel)
    assert [label.textFormat() for label in labels] == [Qt.TextFormat.PlainText]
    assert name in labels[0].text()
    dialog.reject()
    reader.thread.join()


def test_skipping_gives_none_and_the_next_is_asked(qtbot: QtBot, window: MainWindow) -> None:
    readers = [Reader(window, "a.pdf"), Reader(window, "b.pdf")]
    for _ in readers:
        qtbot.waitUntil(lambda: window.passwords.dialog is not None)
        assert window.passwords.dialog is not None
        window.passwords.dialog.reject()
    for reader in readers:
        reader.thread.join()
        assert reader.answers == [None]


def test_a_password_that_was_given_is_tried_on_the_next_file_before_that_is_asked_about(
    qtbot: QtBot, window: MainWindow
) -> None:
    first = Reader(window, "a.pdf")
    qtbot.waitUntil(lambda: window.passwords.dialog is not None)
    assert window.passwords.dialog is not None
    window.passwords.dialog.setTextValue("sesame")
    window.passwords.dialog.accept()
    first.thread.join()
    second = Reader(window, "b.pdf")
    second.thread.join()
    assert first.answers == second.answers == ["sesame"]
    refused = Reader(window, "b.pdf")
    qtbot.waitUntil(lambda: window.passwords.dialog is not None)
    assert window.passwords.dialog is not None
    assert "not the password" not in window.passwords.dialog.labelText(), "nobody gave one for this file"
    window.passwords.dialog.setTextValue("open")
    window.passwords.dialog.accept()
    refused.thread.join()
    assert refused.answers == ["open"]


def test_all_protected_files_that_wait_can_be_skipped_together(qtbot: QtBot, window: MainWindow) -> None:
    window.passwords.waiting = lambda: 3
    first = Reader(window, "a.pdf")
    qtbot.waitUntil(lambda: window.passwords.dialog is not None)
    dialog = window.passwords.dialog
    assert dialog is not None
    assert "other files that wait" in dialog.labelText()
    (skip,) = [button for button in dialog.findChildren(QPushButton) if button.text() == "Skip all protected files"]
    qtbot.waitUntil(dialog.isVisible)
    skip.setFocus()
    qtbot.keyClick(skip, Qt.Key.Key_Return)
    first.thread.join()
    second = Reader(window, "b.pdf")
    second.thread.join()
    assert first.answers == second.answers == [None]
    window.library.idle.emit()
    later = Reader(window, "c.pdf")
    qtbot.waitUntil(lambda: window.passwords.dialog is not None)
    assert window.passwords.dialog is not None
    window.passwords.dialog.reject()
    later.thread.join()


def test_return_in_the_field_opens_also_where_more_files_wait(qtbot: QtBot, window: MainWindow) -> None:
    window.passwords.waiting = lambda: 3
    reader = Reader(window, "a.pdf")
    qtbot.waitUntil(lambda: window.passwords.dialog is not None and window.passwords.dialog.isVisible())
    assert window.passwords.dialog is not None
    field = window.passwords.dialog.findChild(QLineEdit)
    assert field is not None
    qtbot.keyClicks(field, "sesame")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    reader.thread.join()
    assert reader.answers == ["sesame"]


def test_closing_the_window_lets_the_reader_go(qtbot: QtBot, window: MainWindow) -> None:
    reader = Reader(window)
    qtbot.waitUntil(lambda: window.passwords.dialog is not None)
    window.close()
    reader.thread.join()
    assert reader.answers == [None]
    late = Reader(window)
    late.thread.join()
    assert late.answers == [None]
