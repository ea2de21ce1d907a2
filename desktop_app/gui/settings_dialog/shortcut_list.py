"""Which keys do what, as the settings list them."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication


def _tr(text: str) -> str:
    return QCoreApplication.translate("Shortcuts", text)


def shortcut_list() -> list[tuple[str, str]]:
    """Keys, and what they do, the most used first."""
    return [
        ("Enter", _tr("Send the question")),
        ("Shift+Enter", _tr("Begin a new line in the question")),
        (_tr("Up"), _tr("Bring the last question back, in an empty field")),
        ("Ctrl+L", _tr("Go to the question")),
        ("Ctrl+N", _tr("New conversation")),
        ("Ctrl+H", _tr("Search the kept conversations")),
        ("Ctrl+O", _tr("Add PDF files")),
        ("Ctrl+B", _tr("Show or hide the side list")),
        ("Ctrl+,", _tr("Settings")),
        (_tr("Delete"), _tr("Remove what is selected in a list")),
        ("F2", _tr("Rename a conversation")),
        (_tr("Escape"), _tr("Close the figure, stop the answer, dismiss a message, or close the pages")),
        ("Ctrl+Q", _tr("Quit")),
    ]
