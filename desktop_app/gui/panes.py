"""Ways through the window for those who use keys alone: from part to part, and to the menu of what has the focus."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QObject, QPoint, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget
from shiboken6 import isValid

from desktop_app.gui.main_window import MainWindow
from desktop_app.gui.reading_order import stops_of
from desktop_app.gui.shortcuts import KeyShortcut


class Panes(QObject):
    """The parts of the window in the order in which they are read; each remembers where in it the focus was."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._last: dict[QWidget, QWidget] = {}
        KeyShortcut("F6", window, self.go_on)
        KeyShortcut("Shift+F6", window, self.go_back)
        KeyShortcut("Shift+F10", window, self.open_menu)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._remember)

    @property
    def shown(self) -> list[QWidget]:
        """The parts that are on screen."""
        window = self._window
        middle = window.frame.stack.currentWidget()
        parts = (window.notices, window.sidebar, middle, window.composer)
        shown = [part for part in parts if part is not None and part.isVisible()]
        return [*shown, window.pages] if window.pages_shown else shown

    def go_on(self) -> None:
        """Goes to the next part."""
        self._go(1)

    def go_back(self) -> None:
        """Goes to the part before."""
        self._go(-1)

    def _go(self, step: int) -> None:
        if self._window.viewer_shown:
            return  # nothing below it can be seen
        focused = self._window.focusWidget()
        parts = self.shown[::step]
        here = next((n for n, part in enumerate(parts) if _holds(part, focused)), -1)
        for part in parts[here + 1 :] + parts[: max(here, 0)]:
            entry = self._entry(part)
            if entry is not None:
                entry.setFocus(Qt.FocusReason.ShortcutFocusReason)
                return

    def _entry(self, part: QWidget) -> QWidget | None:
        """Where the focus goes in a part: where it was, or to what the part is for."""
        window = self._window
        last = self._last.get(part)
        firsts: dict[QWidget, QWidget] = {
            window.composer: window.composer.field,
            window.conversation: window.conversation,
        }
        if window.pages_shown:
            firsts[window.pages] = window.pages.view
        if last is not None and isValid(last) and _holds(part, last) and _takes_focus(last):
            return last
        found = [firsts[part]] if part in firsts else stops_of(part)
        return next((stop for stop in found if _takes_focus(stop)), None)

    def _remember(self, _before: QWidget | None, now: QWidget | None) -> None:
        if now is None or not isValid(self._window):
            return
        bring_into_view(now)
        if now.window() is not self._window:
            return
        part = next((part for part in self.shown if _holds(part, now)), None)
        if part is not None:
            self._last[part] = now

    def open_menu(self) -> None:
        """Opens the menu of what has the focus, as the menu key does; not every keyboard has one."""
        focused = QApplication.focusWidget()
        if focused is None:
            return
        place = focused.inputMethodQuery(Qt.InputMethodQuery.ImCursorRectangle).center()
        event = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, place, focused.mapToGlobal(place))
        QCoreApplication.sendEvent(focused, event)


def bring_into_view(widget: QWidget) -> None:
    """Scrolls to a widget that can't be seen; Qt does so for Tab within what scrolls, but not when it comes there."""
    above = widget.parentWidget()
    while above is not None and not above.isWindow():
        if isinstance(above, QScrollArea):
            view = above.viewport()
            if not view.rect().intersects(widget.rect().translated(widget.mapTo(view, QPoint()))):
                above.ensureWidgetVisible(widget)
        above = above.parentWidget()


def _takes_focus(widget: QWidget) -> bool:
    return widget.isVisible() and widget.isEnabled()


def _holds(part: QWidget, widget: QWidget | None) -> bool:
    return widget is not None and (part is widget or part.isAncestorOf(widget))
