"""Where everything stands: the side list, the middle with its head and foot, the pages; and how large they were."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QMargins, QSettings, Qt
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from desktop_app.gui.window.pane_splitter import PaneSplitter

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from PySide6.QtWidgets import QMainWindow

_COMPOSER = 780
_WIDTHS = (270, 700, 460)
_STRETCH = (0, 3, 2)


class Frame:
    """The layout of the window.

    Attributes:
        root: the whole of it; what covers the window is its child.
        head: the row above the middle; buttons of parts go before its last one.
        stack: what the middle shows, one at a time.
        splitter: side list, middle and pages.
    """

    def __init__(self, window: QMainWindow) -> None:
        self._window = window
        self.root = QWidget(window)
        self.head = QHBoxLayout()
        self.head.setContentsMargins(10, 8, 10, 0)
        self.stack = QStackedWidget(window)
        self.splitter = PaneSplitter(window)
        self._before: QWidget | None = None
        self._pages = QWidget(window)

    def lay_out(self, *, notices: QWidget, side: QWidget, middle: Sequence[QWidget], composer: QWidget) -> None:
        """Puts the parts in their places; `middle` are the first pages of the stack.

        What is told stands between the middle and its foot: there it takes room from below, and nothing moves that
        somebody reads, types into or is about to click.
        """
        for page in middle:
            self.stack.addWidget(page)
        centre = QWidget(self._window)
        centre.setObjectName("centre")
        centre.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        centre.setMinimumWidth(360)
        foot = _in_the_middle(composer, QMargins(18, 4, 18, 16))
        column = QVBoxLayout(centre)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self.head)
        column.addWidget(self.stack, 1)
        column.addLayout(_in_the_middle(notices, QMargins(18, 6, 18, 2)))
        column.addLayout(foot)
        self.splitter.setHandleWidth(4)
        for index, widget in enumerate((side, centre, self._pages)):
            self.splitter.addWidget(widget)
            self.splitter.setStretchFactor(index, _STRETCH[index])
        self._pages.hide()
        self.splitter.setChildrenCollapsible(False)
        self.splitter.setSizes(list(_WIDTHS))
        self.splitter.name_edges(_tr("Width of the side list"), _tr("Width of the pages"))
        whole = QVBoxLayout(self.root)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.splitter, 1)
        self._window.setCentralWidget(self.root)

    def put_pages(self, pages: QWidget) -> None:
        """Puts the pages where their room was kept, hidden."""
        pages.setMinimumWidth(300)
        pages.hide()
        self.splitter.replaceWidget(self.splitter.indexOf(self._pages), pages)
        pages.hide()
        self._pages.deleteLater()
        self._pages = pages

    def add_buttons(self, first: QWidget, *others: QWidget) -> None:
        """Puts buttons into the head: one at its left end, the others at its right."""
        self.head.addWidget(first)
        self.head.addStretch(1)
        for button in others:
            self.head.addWidget(button)

    def shows(self, page: QWidget) -> bool:
        """Whether this page is in front."""
        return self.stack.currentWidget() is page

    def bring(self, page: QWidget) -> None:
        """Shows a page that is left again; the one it came over is remembered."""
        if not self.shows(page):
            if self._before is None:
                self._before = self.stack.currentWidget()
            self.stack.setCurrentWidget(page)

    def leave(self, page: QWidget) -> None:
        """Goes back from a page that was brought to what was there before."""
        if self.shows(page) and self._before is not None:
            self.stack.setCurrentWidget(self._before)
            self._before = None

    def show(self, page: QWidget) -> None:
        """Shows the conversation or the welcome: nothing is behind them."""
        self._before = None
        self.stack.setCurrentWidget(page)

    # Sizes

    def restore(self, file: Path | None) -> None:
        """Gives the window the sizes it had."""
        if file is None:
            return
        settings = _settings(file)
        geometry, widths = settings.value("geometry"), settings.value("splitter")
        if geometry is not None:
            self._window.restoreGeometry(geometry)
        if widths is not None:
            self.splitter.restoreState(widths)
            self._pages.hide()

    def save(self, file: Path | None) -> None:
        """Remembers the sizes."""
        if file is not None:
            settings = _settings(file)
            settings.setValue("geometry", self._window.saveGeometry())
            settings.setValue("splitter", self.splitter.saveState())
            settings.sync()


def _in_the_middle(widget: QWidget, around: QMargins) -> QHBoxLayout:
    """A row with a widget that grows to the width of a column of text."""
    widget.setMaximumWidth(_COMPOSER)
    row = QHBoxLayout()
    row.setContentsMargins(around)
    row.addStretch(1)
    row.addWidget(widget, 1000)
    row.addStretch(1)
    return row


def _tr(text: str) -> str:
    return QCoreApplication.translate("Frame", text)


def _settings(file: Path) -> QSettings:
    return QSettings(str(file), QSettings.Format.IniFormat)
