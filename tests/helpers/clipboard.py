"""The clipboard of a process without a display."""

from __future__ import annotations


def empty_clipboard() -> None:
    """Takes out of the clipboard what this process has copied, while Python is still there.

    Without a display the clipboard is a static object of Qt. It deletes what it holds after Python has been finalized,
    and the destructor of something that was made in Python then asks a Python that is gone: the process ends with
    SIGSEGV after its last line. With a display the clipboard is the system's and ends with the QApplication.
    """
    from PySide6.QtGui import QGuiApplication

    if QGuiApplication.instance() is not None:
        QGuiApplication.clipboard().clear()
