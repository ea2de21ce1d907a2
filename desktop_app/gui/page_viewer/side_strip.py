"""The strip beside the pages: small pictures of them, or the contents of the document."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from desktop_app.domain.errors import ImageRefError
from desktop_app.gui.background.job import Job, call_once
from desktop_app.gui.background.lane import Lane
from desktop_app.gui.messages import in_words
from desktop_app.gui.page_viewer.open_document import OpenDocument
from desktop_app.gui.page_viewer.outline_list import OutlineList
from desktop_app.gui.page_viewer.thumbnails import Thumbnails
from desktop_app.gui.text_tools import plain_label

_WIDTH, _CONTENTS_WIDTH, _LEAST_WIDTH = 168, 236, 132
_SHARE = 0.4


class SideStrip(QWidget):
    """Hidden until it is wanted; nothing of it is read or drawn before.

    Signals:
        page_chosen: the user went to a page, from 1.
        crashed: a bug.
    """

    page_chosen = Signal(int)
    crashed = Signal(object)

    def __init__(self, lane: Lane, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("pageStrip")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._room = 0
        self._lane = lane
        self._source: OpenDocument | None = None
        self._outlined: OpenDocument | None = None
        self.thumbnails = Thumbnails(lane, self)
        self.outline = OutlineList(self)
        self.note = plain_label("", "muted", self, wraps=True)
        self.note.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignHCenter)
        self.note.setContentsMargins(10, 14, 10, 10)
        self.stack = QStackedWidget(self)
        for page in (self.thumbnails, self.outline, self.note):
            self.stack.addWidget(page)
        self.pages_tab = self._tab(self.tr("Pages"))
        self.contents_tab = self._tab(self.tr("Contents"))
        group = QButtonGroup(self)
        tabs = QHBoxLayout()
        tabs.setContentsMargins(6, 6, 6, 2)
        tabs.setSpacing(2)
        for tab in (self.pages_tab, self.contents_tab):
            group.addButton(tab)
            tabs.addWidget(tab)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(tabs)
        column.addWidget(self.stack, 1)
        self.pages_tab.setChecked(True)
        group.buttonClicked.connect(lambda _tab: self._show_tab())
        self.thumbnails.page_chosen.connect(self.page_chosen)
        self.thumbnails.crashed.connect(self.crashed)
        self.outline.page_chosen.connect(self.page_chosen)
        self.hide()

    def _tab(self, words: str) -> QPushButton:
        tab = QPushButton(words, self)
        tab.setProperty("role", "tab")
        tab.setCheckable(True)
        return tab

    def show_document(self, source: OpenDocument) -> None:
        """Shows a document, at once or when the strip is opened."""
        self._source, self._outlined = source, None
        self.outline.entries.show(())
        self.thumbnails.show_document(source.geometry, source.render)
        self._show_tab()

    def fit_into(self, room: int) -> None:
        """Takes its share of so many pixels, so that enough is left for the pages."""
        self._room = room
        wanted = _WIDTH if self.pages_tab.isChecked() else _CONTENTS_WIDTH
        self.setFixedWidth(max(_LEAST_WIDTH, min(wanted, round(_SHARE * room))))

    def follow(self, number: int) -> None:
        """Marks the page that is looked at."""
        self.thumbnails.follow(number)

    def _show_tab(self) -> None:
        self.fit_into(self._room)
        if self.pages_tab.isChecked():
            self.stack.setCurrentWidget(self.thumbnails)
            return
        if self.isVisible():
            self._read_outline()
        self._show_outline()

    def _show_outline(self) -> None:
        if self.pages_tab.isChecked():
            return
        filled = self.outline.entries.rowCount() > 0
        self.stack.setCurrentWidget(self.outline if filled else self.note)

    def _read_outline(self) -> None:
        source = self._source
        if source is None or self._outlined is source:
            return
        self._outlined = source
        self.note.setText(self.tr("Reading the contents …"))
        job = Job(call_once(lambda: (source, source.outline())))
        job.yielded.connect(self._take_outline)
        job.failed.connect(self._fail)
        job.crashed.connect(self.crashed)
        self._lane.submit(job)

    def _take_outline(self, result: object) -> None:
        if not isinstance(result, tuple) or result[0] is not self._source:
            return
        self.outline.entries.show(result[1])
        self.note.setText(self.tr("This document has no bookmarks, and no headings were found in it."))
        self._show_outline()

    def _fail(self, error: ImageRefError) -> None:
        self.note.setText(in_words(str(error)))
        self._show_outline()

    def showEvent(self, event: QShowEvent) -> None:
        """Reads the contents where they are to be shown."""
        super().showEvent(event)
        self._show_tab()
