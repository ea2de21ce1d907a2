"""A figure shown large, over the whole window."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QEvent, QLocale, QObject, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QGuiApplication,
    QImage,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QApplication, QHBoxLayout, QMenu, QSizePolicy, QVBoxLayout, QWidget
from shiboken6 import isValid

from desktop_app.domain.documents import Document, Figure, FigureKind
from desktop_app.gui.background.job import Job
from desktop_app.gui.background.lane import Lane
from desktop_app.gui.figure_names import figure_description
from desktop_app.gui.figures.figure_canvas import FigureCanvas
from desktop_app.gui.figures.figure_saving import ask_for_target, copying, suggested_name
from desktop_app.gui.figures.picture_loader import PictureLoader
from desktop_app.gui.figures.pictures import Picture
from desktop_app.gui.icons import IconButton
from desktop_app.gui.text_tools import one_line, plain_label, without_controls
from desktop_app.gui.theme import tokens

Shown = tuple[Figure, Document]
_CAPTION_WIDTH = 900


class FigureViewer(QWidget):
    """Covers its parent with one figure of a list.

    Signals:
        page_wanted: (figure, document), to be shown on its page.
        original_wanted: (figure, document), whose image is to be saved as it is in the document.
        finer_wanted: (figure, document, so many times as fine as it is kept), which is looked at from near.
        ask_wanted: (figure, document), which a question is to be about.
        failed: an error to be told to the user.
        turned_to: another figure of the list is shown.
        closed: the viewer has gone.
    """

    page_wanted = Signal(object, object)
    original_wanted = Signal(object, object)
    finer_wanted = Signal(object, object, float)
    ask_wanted = Signal(object, object)
    failed = Signal(object)
    turned_to = Signal(object)
    closed = Signal()

    def __init__(self, parent: QWidget, pictures: PictureLoader, lane: Lane) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Figure viewer"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._pictures = pictures
        self._lane = lane
        self._path_of: Callable[[Figure], Path] | None = None
        self._figures: tuple[Shown, ...] = ()
        self._index, self._finest = 0, 1.0
        self._before: QWidget | None = None
        self.choose_target: Callable[[str], Path | None] = partial(ask_for_target, self)
        self.canvas = FigureCanvas(self)
        self.canvas.finer_wanted.connect(self._want_finer)
        self.canvas.zoom_changed.connect(self._show_zoom)
        self._caption = plain_label("", parent=self, wraps=True)
        self._caption.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._caption.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 10, 14, 16)
        column.setSpacing(8)
        column.addLayout(self._make_bar())
        column.addWidget(self.canvas, 1)
        self._caption.setMaximumWidth(_CAPTION_WIDTH)
        below = QHBoxLayout()
        below.addStretch(1)
        below.addWidget(self._caption, 1000)
        below.addStretch(1)
        column.addLayout(below)
        parent.installEventFilter(self)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._on_focus)
        self.hide()

    def _make_bar(self) -> QHBoxLayout:
        self._place = plain_label("", "muted", self)
        self._place.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._zoom = plain_label("", "muted", self)
        self._zoom.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._zoom.setMinimumWidth(self._zoom.fontMetrics().horizontalAdvance("8,888 %"))
        self.previous_button = IconButton("previous", self.tr("Previous figure"), self)
        self.next_button = IconButton("next", self.tr("Next figure"), self)
        smaller = IconButton("zoom-out", self.tr("Smaller"), self)
        larger = IconButton("zoom-in", self.tr("Larger"), self)
        fit = IconButton("fit", self.tr("Fit into the window"), self)
        page = IconButton("page", self.tr("Show on its page"), self)
        self.ask_button = IconButton("ask", self.tr("Ask about this figure"), self)
        self.copy_button = IconButton("copy", self.tr("Copy the picture"), self)
        self.save_button = IconButton("save", self.tr("Save the picture …"), self)
        self.original_button = IconButton("figure", self.tr("Save the image as it is in the document …"), self)
        self.close_button = IconButton("close", self.tr("Close"), self)
        pairs: tuple[tuple[IconButton, Callable[[], object]], ...] = (
            (self.previous_button, lambda: self.step(-1)),
            (self.next_button, lambda: self.step(1)),
            (smaller, self.canvas.zoom_out),
            (larger, self.canvas.zoom_in),
            (fit, self.canvas.fit),
            (page, self._show_page),
            (self.ask_button, self._ask),
            (self.copy_button, self.copy_picture),
            (self.save_button, self.save_picture),
            (self.original_button, self.save_original),
            (self.close_button, self.leave),
        )
        row = QHBoxLayout()
        row.setSpacing(4)
        row.addWidget(self._place, 1)
        for button, action in pairs:
            button.clicked.connect(action)
            row.addWidget(button)
        row.insertWidget(row.indexOf(larger), self._zoom)
        return row

    def _show_zoom(self, zoom: float) -> None:
        words = self.tr("{percent} %").format(percent=QLocale().toString(round(100 * zoom)))
        self._zoom.setText("" if self.canvas.image.isNull() else words)

    def open(self, figures: Sequence[Shown], index: int, path_of: Callable[[Figure], Path]) -> None:
        """Shows figure `index` of a list; `path_of` names a figure's file and is called in a lane."""
        self._figures, self._path_of = tuple(figures), path_of
        focused = QGuiApplication.focusObject()
        self._before = focused if isinstance(focused, QWidget) else None
        parent = self.parentWidget()
        if parent is not None:
            self.setGeometry(parent.rect())
        self.raise_()
        self.show()
        self.setFocus()
        self._show_index(index)

    @property
    def current(self) -> Shown | None:
        """The figure on screen and its document."""
        return self._figures[self._index] if self._figures else None

    def step(self, by: int) -> None:
        """Goes to the next or previous figure, where there is one."""
        if by and 0 <= self._index + by < len(self._figures):
            self._show_index(self._index + by)
            self.turned_to.emit(self._figures[self._index][0])

    def _show_index(self, index: int) -> None:
        self._index, self._finest = index, 1.0
        figure, document = self._figures[index]
        self._caption.setText(one_line(figure_description(figure), 700))
        self.canvas.setAccessibleName(one_line(figure_description(figure), 700))
        place = self.tr("{document}, page {number}").format(
            document=one_line(document.title or document.name, 80), number=figure.page
        )
        count = self.tr("{index} of {count}").format(index=index + 1, count=len(self._figures))
        self._place.setText(f"{place}   ·   {count}" if len(self._figures) > 1 else place)
        self.previous_button.setEnabled(index > 0)
        self.next_button.setEnabled(index + 1 < len(self._figures))
        self.original_button.setVisible(figure.kind is FigureKind.RASTER)
        path_of = self._path_of
        if path_of is None:
            return

        def take(picture: Picture) -> None:
            if isValid(self) and self._index == index and self._figures and self._figures[index][0] is figure:
                self.canvas.show_picture(picture)

        self._pictures.load(lambda: path_of(figure), None, take, at_any_size=True)

    def _want_finer(self, factor: float) -> None:
        """What is drawn can be drawn larger; of a photograph there are no more pixels than are kept."""
        drawn = self.current is not None and self.current[0].kind is not FigureKind.RASTER
        if self.current is not None and drawn and factor > self._finest:
            self._finest = 2.0 ** math.ceil(math.log2(factor))  # in few steps: each is a new drawing
            self.finer_wanted.emit(*self.current, self._finest)

    def show_finer(self, figure: Figure, image: QImage) -> None:
        """Shows a figure with more pixels, while it is the one on screen."""
        if isValid(self) and self.current is not None and self.current[0] is figure:
            self.canvas.show_finer(image)

    def copy_picture(self) -> None:
        """Puts the picture on the clipboard."""
        if not self.canvas.image.isNull():
            QGuiApplication.clipboard().setImage(self.canvas.image)

    def copy_caption(self) -> None:
        """Puts what is said of the figure on the clipboard."""
        if self.current is not None:
            QGuiApplication.clipboard().setText(without_controls(figure_description(self.current[0])))

    def save_picture(self) -> None:
        """Asks where, and copies the picture's file there."""
        if self.current is not None and self._path_of is not None:
            self.save(*self.current, self._path_of)

    def save(self, figure: Figure, document: Document, path_of: Callable[[Figure], Path]) -> None:
        """Asks where, and copies a figure's file there; it need not be on screen."""
        target = self.choose_target(suggested_name(figure, document))
        if target is not None:
            job = Job(copying(lambda: path_of(figure), target))
            job.failed.connect(self.failed)
            self._lane.submit(job)

    def save_original(self) -> None:
        """Wants the image of the document itself, without what the page does to it."""
        if self.current is not None:
            self.original_wanted.emit(*self.current)

    def _ask(self) -> None:
        current = self.current
        self.leave()
        if current is not None:
            self.ask_wanted.emit(*current)

    def _show_page(self) -> None:
        current = self.current
        self.leave()
        if current is not None:
            self.page_wanted.emit(*current)

    def leave(self) -> None:
        """Goes away and gives the focus back."""
        self.hide()
        self._figures = ()
        self.canvas.show_picture(Picture(QImage()))
        if self._before is not None:
            self._before.setFocus()
        self._before = None
        self.closed.emit()

    def context_menu(self) -> QMenu:
        """What can be done with the figure."""
        menu = QMenu(self)
        for words, action in (
            (self.tr("Fit into the window"), self.canvas.fit),
            (self.tr("Actual size"), self.canvas.zoom_to_pixels),
        ):
            menu.addAction(words, action)
        menu.addSeparator()
        menu.addAction(self.tr("Show on its page"), self._show_page)
        menu.addAction(self.tr("Ask about this figure"), self._ask)
        menu.addSeparator()
        menu.addAction(self.tr("Copy the picture"), self.copy_picture)
        menu.addAction(self.tr("Copy the caption"), self.copy_caption)
        menu.addAction(self.tr("Save the picture …"), self.save_picture)
        if not self.original_button.isHidden():
            menu.addAction(self.tr("Save the image as it is in the document …"), self.save_original)
        return menu

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Opens the menu, for the mouse and for the keys."""
        if self.current is None:
            return
        menu = self.context_menu()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        by_keys = event.reason() is QContextMenuEvent.Reason.Keyboard
        menu.popup(self.canvas.mapToGlobal(self.canvas.rect().center()) if by_keys else event.globalPos())

    def _on_focus(self, _before: QWidget | None, now: QWidget | None) -> None:
        """Goes away when a shortcut has brought the focus to something that it covers."""
        self.update()
        covered = now is not None and now.window() is self.window() and now is not self and not self.isAncestorOf(now)
        if covered and self.isVisible():
            self._before = None
            self.leave()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Covers everything below."""
        painter = QPainter(self)
        ground = QColor(tokens().desk)
        painter.fillRect(self.rect(), ground)
        if self.hasFocus():
            pen = QPen(QColor(tokens().accent), 2)
            pen.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
            painter.setPen(pen)
            painter.drawRect(self.canvas.geometry().adjusted(-2, -2, 2, 2))
        painter.end()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stays as large as the window."""
        parent = self.parentWidget()
        if event.type() == QEvent.Type.Resize and parent is not None and watched is parent:
            self.setGeometry(parent.rect())
        return super().eventFilter(watched, event)

    def focusNextPrevChild(self, next_: bool) -> bool:
        """Keeps the focus inside while the viewer covers the window."""
        buttons = [child for child in self.findChildren(IconButton) if child.isEnabled() and child.isVisible()]
        order: list[QWidget] = [self, *buttons]
        focused = self.focusWidget()
        place = order.index(focused) if focused in order and focused is not None else 0
        order[(place + (1 if next_ else -1)) % len(order)].setFocus(Qt.FocusReason.TabFocusReason)
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape leaves; arrows move or go on; + and - zoom; 0 fits, 1 shows pixel for pixel; Home and End."""
        key, moved = event.key(), 60.0
        free = not self.canvas.fits
        actions: dict[int, Callable[[], object]] = {
            Qt.Key.Key_Escape: self.leave,
            Qt.Key.Key_Left: lambda: self.canvas.move_by(-moved, 0) if free else self.step(-1),
            Qt.Key.Key_Right: lambda: self.canvas.move_by(moved, 0) if free else self.step(1),
            Qt.Key.Key_Up: lambda: self.canvas.move_by(0, -moved),
            Qt.Key.Key_Down: lambda: self.canvas.move_by(0, moved),
            Qt.Key.Key_PageUp: lambda: self.step(-1),
            Qt.Key.Key_PageDown: lambda: self.step(1),
            Qt.Key.Key_Plus: self.canvas.zoom_in,
            Qt.Key.Key_Equal: self.canvas.zoom_in,
            Qt.Key.Key_Minus: self.canvas.zoom_out,
            Qt.Key.Key_0: self.canvas.fit,
            Qt.Key.Key_1: self.canvas.zoom_to_pixels,
            Qt.Key.Key_Home: lambda: self.step(-self._index),
            Qt.Key.Key_End: lambda: self.step(len(self._figures) - 1 - self._index),
        }
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy_picture()
        elif event.matches(QKeySequence.StandardKey.Save):
            self.save_picture()
        elif key in actions:
            actions[key]()
        else:
            super().keyPressEvent(event)
