"""What screen readers are told beyond what Qt's controls say of themselves.

That is the roles of the window's own widgets, and what happens without the focus moving there: an answer that comes in,
a message, a document that was read.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache

from PySide6.QtCore import QObject
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QAccessibleInterface
from PySide6.QtWidgets import QAccessibleWidget, QWidget

from desktop_app.domain.conversation import Answer, PlacedFigure
from desktop_app.domain.documents import DocumentStatus
from desktop_app.domain.ingest_events import FileReport
from desktop_app.gui.figure_names import figure_description
from desktop_app.gui.main_window import MainWindow
from desktop_app.gui.text_tools import one_line

Send = Callable[[QObject, str, bool], None]
"""Gives a screen reader words about an object; urgent ones interrupt what it is saying."""

_ROLES = {
    "PictureView": QAccessible.Role.Graphic,
    "FigureCanvas": QAccessible.Role.Graphic,
    "FigureViewer": QAccessible.Role.Dialog,
    "PageView": QAccessible.Role.Grouping,
    "ConversationView": QAccessible.Role.Grouping,
    "TurnView": QAccessible.Role.Grouping,
    "ModelCard": QAccessible.Role.Grouping,
    "NoticeBar": QAccessible.Role.AlertMessage,
    "KeysField": QAccessible.Role.HotkeyField,
    "QScrollArea": QAccessible.Role.Grouping,
    "QTabWidget": QAccessible.Role.Grouping,
}
"""By the name of the class, as Qt asks: most of these classes are imported later."""

_MOST_WORDS = 1_500
_MOST_READ = 8 * _MOST_WORDS
"""Characters of a paragraph, with its marks."""
_MARKS = re.compile(r"[*_`#>|]+|\[\d+\]|!?\[([^\]]*)\]\([^)]*\)")


def _interface(key: str, thing: QObject) -> QAccessibleInterface | None:
    """Qt asks with the name of each class of an object, its own first."""
    if not isinstance(thing, QWidget) or key != type(thing).__name__:
        return None
    role = _ROLES.get(key)
    if role is None:
        return None
    name = one_line(str(getattr(thing, "question", "")), 200) if key == "TurnView" else ""
    return QAccessibleWidget(thing, role, name)


@cache
def install_roles() -> None:
    """From now on the window's own widgets have proper roles; a second call does nothing."""
    QAccessible.installFactory(_interface)


def send_to_screen_reader(about: QObject, words: str, urgent: bool) -> None:
    """Tells words, where a screen reader listens."""
    if QAccessible.isActive():
        event = QAccessibleAnnouncementEvent(about, words)
        politeness = QAccessible.AnnouncementPoliteness
        event.setPoliteness(politeness.Assertive if urgent else politeness.Polite)
        QAccessible.updateAccessibility(event)


def spoken(markdown: str) -> str:
    """A paragraph as it is said: without marks, numbers of citations and addresses."""
    begin = markdown[:_MOST_READ]  # without it a million characters are looked through for the first of them
    return one_line(_MARKS.sub(lambda found: found.group(1) or "", begin), _MOST_WORDS)


class Announcer(QObject):
    """Reads an answer out paragraph by paragraph as it comes in, its figures at their places, and every message."""

    def __init__(self, window: MainWindow, send: Send = send_to_screen_reader) -> None:
        super().__init__(window)
        self._window = window
        self._send = send
        self._said = 0
        self._answer: Answer | None = None
        window.chat.busy_changed.connect(self._on_busy)
        window.chat.turn_changed.connect(self._on_answer)
        window.notices.told.connect(lambda words: send(window.notices, words, True))
        window.library.file_ended.connect(self._on_file)
        window.part_made.connect(self._join)

    def _join(self, part: str) -> None:
        if part == "pages":
            pages, send = self._window.pages, self._send
            pages.told.connect(lambda words: send(pages, words, False))
            pages.shown.connect(lambda: send(pages, pages.place_in_words, False))

    def _on_busy(self, busy: bool) -> None:
        if busy:
            self._said, self._answer = 0, None
        elif self._answer is not None:
            self._say(self._answer, len(self._answer.paragraphs))
            self._answer = None

    def _on_answer(self, _conversation: str, _position: int, answer: Answer) -> None:
        if self._window.chat.busy:
            self._answer = answer
            self._say(answer, len(answer.paragraphs) - 1)  # the last one may still grow

    def _say(self, answer: Answer, upto: int) -> None:
        parts: list[str] = []
        for index in range(self._said, upto):
            parts.append(spoken(answer.paragraphs[index]))
            parts += [self._figure(placed) for placed in answer.figures if placed.after_paragraph == index]
        self._said = max(self._said, upto)
        words = " ".join(part for part in parts if part)
        if words:
            self._send(self._window.conversation, words, False)

    def _figure(self, placed: PlacedFigure) -> str:
        return self.tr("Figure on page {number}: {words}").format(
            number=placed.figure.page, words=one_line(figure_description(placed.figure), 400)
        )

    def _on_file(self, report: FileReport) -> None:
        if report.status in {DocumentStatus.READY, DocumentStatus.PARTIAL}:
            name = one_line(report.path.name, 80)
            self._send(self._window.library_panel, self.tr("“{name}” can be asked now.").format(name=name), False)
