"""The order in which Tab and screen readers go through the window: as it is read, not as it was made."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QLayout, QScrollArea, QSplitter, QStackedWidget, QTabWidget, QWidget

if TYPE_CHECKING:
    from desktop_app.gui.chat.turn_view import TurnView
    from desktop_app.gui.main_window import MainWindow


def parts_of(widget: QWidget) -> list[QWidget]:
    """What stands directly inside a widget, in the order in which it is read."""
    return [part for part in _parts(widget) if part is not None]


def _parts(widget: QWidget) -> Iterator[QWidget | None]:
    if isinstance(widget, QTabWidget):
        yield widget.tabBar()
    if isinstance(widget, QSplitter):
        for index in range(widget.count()):
            yield from ([widget.handle(index)] if index else []) + [widget.widget(index)]
    elif isinstance(widget, QStackedWidget | QTabWidget):
        yield from (widget.widget(index) for index in range(widget.count()))
    elif isinstance(widget, QScrollArea):
        yield widget.widget()
    else:
        yield from _laid_out(widget.layout())


def _laid_out(layout: QLayout | None) -> Iterator[QWidget | None]:
    for index in range(layout.count() if layout is not None else 0):
        item = layout.itemAt(index) if layout is not None else None
        if item is not None:
            yield item.widget()
            yield from _laid_out(item.layout())


def stops_of(widget: QWidget) -> list[QWidget]:
    """What Tab stops at, in and below a widget, in the order in which it is read."""
    tab = Qt.FocusPolicy.TabFocus
    own = [widget] if (widget.focusPolicy() & tab) == tab and widget.focusProxy() is None else []
    return own + [stop for part in parts_of(widget) for stop in stops_of(part)]


def link(stops: list[QWidget]) -> None:
    """Makes Tab go from each stop to the next."""
    for one, other in pairwise(stops):
        QWidget.setTabOrder(one, other)


def arrange(widget: QWidget) -> None:
    """Gives screen readers what stands in and below a widget as it is read: they go by the order of children.

    What is in no layout stays on top, as it was: it covers the others.
    """
    parts = parts_of(widget)
    for part in reversed(parts):
        if part.parentWidget() is widget:
            part.lower()
    for part in parts:
        arrange(part)


class ReadingOrder(QObject):
    """Puts the window in order, and each turn of a conversation once it is complete."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        window.painted.connect(self._arrange_window, Qt.ConnectionType.QueuedConnection)
        window.part_made.connect(self._arrange_window)
        window.chat.busy_changed.connect(self._on_busy)
        window.chat.turn_added.connect(self._on_added)

    def _arrange_window(self) -> None:
        """Once it is on screen, which comes first; and for each part that is made late and stood behind all others."""
        root = self._window.frame.root
        arrange(root)
        link(stops_of(root))

    def _on_busy(self, busy: bool) -> None:
        turns = self._window.chat.turns
        if not busy and turns:
            self._arrange(turns[-1], turns[-2] if len(turns) > 1 else None)

    def _on_added(self, turn: TurnView) -> None:
        """A kept turn is complete when it comes; they come last one first."""
        if not self._window.chat.busy and turn.answer is not None:
            self._arrange(turn, None)

    def _arrange(self, turn: TurnView, before: TurnView | None) -> None:
        for part in parts_of(turn):
            part.raise_()  # the order of children is the one screen readers have
        earlier = stops_of(before)[-1:] if before is not None else []
        link([*(earlier or [self._window.conversation]), *stops_of(turn)])
