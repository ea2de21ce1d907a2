"""The right side of the window: one document's pages with a bar to move about in them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QSpinBox, QVBoxLayout, QWidget

from desktop_app.domain.documents import Document, Page
from desktop_app.domain.geometry import Region
from desktop_app.domain.jobs import CancelToken
from desktop_app.domain.ports import RenderedPage, Workspace
from desktop_app.gui.background.job import Job
from desktop_app.gui.background.lane import Lane
from desktop_app.gui.icons import IconButton
from desktop_app.gui.page_viewer.page_view import PageView
from desktop_app.gui.text_tools import ElidedLabel, one_line, plain_label, plain_tooltip


class PagePanel(QWidget):
    """Opens documents at a place.

    Signals:
        closed: the user closed the panel.
        failed: an error to be told to the user.
        crashed: a bug.
        shown: a document's pages are on screen and the place is marked.
    """

    closed = Signal()
    failed = Signal(object)
    crashed = Signal(object)
    shown = Signal()

    def __init__(self, calls: Lane, pages: Lane, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("pagePanel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._calls = calls
        self._workspace: Workspace | None = None
        self._document: Document | None = None
        self._wanted = 0
        self.view = PageView(pages, self)
        self.view.page_changed.connect(self._show_page)
        self.view.zoom_changed.connect(self._show_zoom)
        self.view.crashed.connect(self.crashed)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._make_bar())
        column.addWidget(self.view, 1)

    def _make_bar(self) -> QWidget:
        bar = QWidget(self)
        bar.setObjectName("pageBar")
        bar.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._title = ElidedLabel(bar)
        self.number = QSpinBox(bar)
        self.number.setAccessibleName(self.tr("Go to page"))
        self.number.setToolTip(self.tr("Go to page"))
        self.number.setMinimum(1)
        self.number.setKeyboardTracking(False)
        self.number.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.number.valueChanged.connect(self._go)
        self._total = plain_label("", "small", bar)
        self._zoom = plain_label("", "small", bar)
        smaller = IconButton("zoom-out", self.tr("Smaller"), bar)
        larger = IconButton("zoom-in", self.tr("Larger"), bar)
        fit = IconButton("fit", self.tr("Fit the width"), bar)
        self.close_button = IconButton("close", self.tr("Close the pages"), bar)
        smaller.clicked.connect(self.view.zoom_out)
        larger.clicked.connect(self.view.zoom_in)
        fit.clicked.connect(self.view.fit_width)
        self.close_button.clicked.connect(self.closed)
        row = QHBoxLayout(bar)
        row.setContentsMargins(14, 7, 8, 7)
        row.setSpacing(3)
        row.addWidget(self._title, 1)
        row.addWidget(self.number)
        row.addWidget(self._total)
        row.addSpacing(8)
        for button in (smaller, larger, fit):
            row.addWidget(button)
        row.addWidget(self._zoom)
        row.addWidget(self.close_button)
        self._zoom.hide()
        return bar

    def set_workspace(self, workspace: Workspace) -> None:
        """From now on pages can be shown."""
        self._workspace = workspace

    @property
    def document(self) -> Document | None:
        """The document that is shown."""
        return self._document

    def show_place(self, document: Document, regions: Sequence[Region]) -> None:
        """Shows a document, scrolled to the first region, with all of them marked."""
        workspace = self._workspace
        if workspace is None:
            return
        self._wanted += 1
        wanted = self._wanted
        if self._document is not None and self._document.id == document.id and self.view.pages:
            self.view.mark(regions)
            self.shown.emit()
            return

        def work(_cancel: CancelToken) -> Iterator[object]:
            yield tuple(workspace.library.pages(document.id))

        def take(pages: object) -> None:
            if isinstance(pages, tuple) and wanted == self._wanted:
                self._show(workspace, document, pages, regions)

        job = Job(work)
        job.yielded.connect(take)
        job.failed.connect(self.failed)
        job.crashed.connect(self.crashed)
        self._calls.submit(job)

    def _show(
        self, workspace: Workspace, document: Document, pages: tuple[Page, ...], regions: Sequence[Region]
    ) -> None:
        self._document = document
        name = one_line(document.title or document.name)
        self._title.setText(name)
        self._title.setToolTip(plain_tooltip(f"{name}\n{document.path}"))
        self._total.setText(self.tr("of {pages}").format(pages=len(pages)))
        self.number.blockSignals(True)
        self.number.setMaximum(max(1, len(pages)))
        self.number.blockSignals(False)
        path = Path(document.path)

        def render(number: int, scale: float) -> RenderedPage:
            return workspace.reader.render_page(path, number, scale)

        self.view.show_document(pages, render)
        self.view.mark(regions)
        self._show_page(self.view.current_page)
        self.shown.emit()

    def forget(self, document_ids: Sequence[str]) -> None:
        """Closes when the document that is shown was removed."""
        if self._document is not None and self._document.id in document_ids:
            self._document = None
            self.closed.emit()

    def _show_page(self, number: int) -> None:
        self.number.blockSignals(True)
        self.number.setValue(number)
        self.number.blockSignals(False)

    def _show_zoom(self, zoom: float) -> None:
        self.view.setAccessibleDescription(self.tr("Zoom {percent} %").format(percent=round(100 * zoom)))

    def _go(self, number: int) -> None:
        self.view.go_to_page(number)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape closes."""
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)
