"""The keys that belong to a control and can't be changed, as the settings list them; actions are in `shortcuts`."""

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
        (_tr("Delete"), _tr("Remove what is selected in a list")),
        ("F2", _tr("Rename a conversation")),
        ("Ctrl+C", _tr("Copy the selected words of a page")),
        ("Ctrl+A", _tr("Select the text of a page")),
        ("Shift+→", _tr("Select words of a page; with Up and Down, lines")),
        ("Ctrl+→", _tr("Go to the next word of a page, where a selection may begin")),
        ("+  −  0", _tr("Larger, smaller, and as wide as the view, on pages")),
        ("←  →", _tr("Change the width of a part of the window, at its edge, where Tab comes to")),
        (_tr("Escape"), _tr("Close the figure, stop the answer, dismiss a message, or close the pages")),
    ]
