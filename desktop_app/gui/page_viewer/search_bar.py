"""The bar in which words are looked for in the document that is shown."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from desktop_app.gui.icons import IconButton
from desktop_app.gui.numbers import number
from desktop_app.gui.page_viewer.document_finder import MOST_HITS, DocumentFinder
from desktop_app.gui.text_tools import plain_label, set_plain_tooltip
from desktop_app.support.text_finding import LONGEST_QUERY

_TYPING_MS = 250


class SearchField(QLineEdit):
    """A field in which Enter goes on, Shift+Enter goes back and Escape closes.

    Signals:
        next_wanted: Enter was pressed.
        previous_wanted: Shift+Enter was pressed.
    """

    next_wanted = Signal()
    previous_wanted = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter with and without Shift."""
        if event.key() not in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            super().keyPressEvent(event)
        elif event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self.previous_wanted.emit()
        else:
            self.next_wanted.emit()


class SearchBar(QWidget):
    """Shows how far a search has come, and goes from hit to hit.

    Signals:
        find_wanted: words are to be looked for.
        closed: the bar was closed while it had the focus.
        said: how a search ended, or which hit is looked at.
    """

    find_wanted = Signal(str)
    closed = Signal()
    said = Signal(str)

    def __init__(self, finder: DocumentFinder, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("pageBar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._finder = finder
        self.field = SearchField(self)
        self.field.setMaxLength(LONGEST_QUERY)
        self.field.setPlaceholderText(self.tr("Search in this document"))
        self.field.setAccessibleName(self.tr("Search in this document"))
        self.field.setMinimumWidth(90)
        self.count = plain_label("", "small", self)
        self.stop_button = IconButton("stop", self.tr("Stop searching"), self)
        self.previous_button = IconButton("up", self.tr("Previous hit"), self)
        self.next_button = IconButton("down", self.tr("Next hit"), self)
        self.close_button = IconButton("close", self.tr("End the search"), self)
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 4, 8, 4)
        row.setSpacing(4)
        row.addWidget(self.field, 1)
        for widget in (self.count, self.stop_button, self.previous_button, self.next_button, self.close_button):
            row.addWidget(widget)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_TYPING_MS)
        self._timer.timeout.connect(self._find)
        self.field.textChanged.connect(self._timer.start)
        self.field.next_wanted.connect(self.next)
        self.field.previous_wanted.connect(self.previous)
        self.next_button.clicked.connect(self.next)
        self.previous_button.clicked.connect(self.previous)
        self.stop_button.clicked.connect(finder.stop)
        self.close_button.clicked.connect(self.close_search)
        finder.changed.connect(self._show_state)
        finder.moved.connect(lambda _regions: self.said.emit(self._words()))
        finder.ended.connect(lambda: self.said.emit(self._words()))
        self._show_state()
        self.hide()

    def open_search(self, words: str = "") -> None:
        """Shows the bar, ready for words; `words` are looked for at once."""
        self.show()
        if words:
            self.field.setText(words)
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.field.selectAll()

    def close_search(self) -> None:
        """Hides the bar; nothing is marked any more."""
        self._timer.stop()
        self._finder.clear()
        focused = self.isAncestorOf(self.window().focusWidget() or self)
        self.hide()
        if focused:
            self.closed.emit()

    def next(self) -> None:
        """The next hit, or the first one of words that were just typed."""
        if not self._find_if_changed():
            self._finder.next()

    def previous(self) -> None:
        """The hit before."""
        if not self._find_if_changed():
            self._finder.previous()

    def _find_if_changed(self) -> bool:
        if self._timer.isActive() or self.field.text().strip() != self._finder.query:
            self._find()
            return True
        return False

    def _find(self) -> None:
        self._timer.stop()
        if self.isVisible() and self.field.text().strip() != self._finder.query:
            self.find_wanted.emit(self.field.text())

    def _show_state(self) -> None:
        finder = self._finder
        self.stop_button.setVisible(finder.running)
        for button in (self.previous_button, self.next_button):
            button.setEnabled(finder.total > 0)
        self.count.setText(self._words())
        unread = self.tr("Pages that could not be searched: {n}").format(n=finder.unread) if finder.unread else ""
        set_plain_tooltip(self.count, unread)

    def _words(self) -> str:
        finder = self._finder
        if not finder.query:
            return ""
        percent = self.tr("{percent} %").format(percent=int(100 * finder.progress))
        if finder.total == 0 and not finder.running:
            return self.tr("Not found") if finder.is_complete else self.tr("Not found so far")
        if finder.total == 0:
            return self.tr("Searching … {percent}").format(percent=percent)
        total = self.tr("more than {n}").format(n=number(MOST_HITS)) if finder.is_full else number(finder.total)
        words = self.tr("{position} of {total}").format(position=number(finder.position), total=total)
        if not finder.running and not finder.is_complete and not finder.is_full:
            return self.tr("{hits}, stopped").format(hits=words)
        return f"{words} · {percent}" if finder.running else words
