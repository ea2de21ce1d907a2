"""A new style sheet put on every control, some milliseconds of work at a time: what is on screen first, and at once."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

_BUDGET_S = 0.012


@contextmanager
def unstyled(application: QApplication) -> Iterator[None]:
    """Controls made in the block get the application's style sheet at its end, each once.

    With the sheet in place Qt works it out for a control, and for all that it holds, whenever it is put into another.
    """
    sheet = application.styleSheet()
    application.setStyleSheet("")
    try:
        yield
    finally:
        application.setStyleSheet(sheet)


class Restyling(QObject):
    """Changes the application's style sheet without holding the event loop for as long as all controls take.

    Qt lays a new sheet on all controls in one call, and on each as often as it has ancestors. It finds them by the
    rules that it has worked out for them, so where these are forgotten first, it takes up the sheet and touches none.
    The controls are then polished here. Windows are not painted before what is seen of them is done; a control that
    was not on screen may be shown with the words of the old sheet for a moment.

    Signals:
        done: every control has the sheet.
    """

    done = Signal()

    def __init__(self, application: QApplication) -> None:
        super().__init__(application)
        self._application = application
        self._seen: deque[QWidget] = deque()
        self._others: deque[QWidget] = deque()
        self._still: list[QWidget] = []
        self._sized = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._go_on)

    @property
    def busy(self) -> bool:
        """Whether some controls wait for the sheet."""
        return bool(self._seen or self._others)

    def restyle(self, sheet: str, change: Callable[[], object], *, sized: bool) -> None:
        """Takes up a sheet.

        Args:
            sheet: the new one.
            change: what changes with it, as palettes and fonts do.
            sized: whether the sizes of controls change.
        """
        self._sized = sized or (self._sized and self.busy)
        self._hold_still()
        self._application.style().unpolish(self._application)  # forgets all rules, and touches no control
        change()
        self._application.setStyleSheet(sheet)
        self._line_up()
        self._timer.start(0)

    def _hold_still(self) -> None:
        for window in self._application.topLevelWidgets():
            if window.isVisible() and window.updatesEnabled():
                window.setUpdatesEnabled(False)
                self._still.append(window)

    def _release(self) -> None:
        windows, self._still = self._still, []
        for window in windows:
            if isValid(window):
                window.setUpdatesEnabled(True)

    def _line_up(self) -> None:
        """Parents stand before their children, which inherit from them."""
        self._seen.clear()
        self._others.clear()
        for window in self._application.topLevelWidgets():
            if window.parentWidget() is None:
                for control in [window, *window.findChildren(QWidget)]:
                    seen = control.isVisible() and not control.visibleRegion().isEmpty()
                    (self._seen if seen else self._others).append(control)

    def _go_on(self) -> None:
        deadline = time.monotonic() + _BUDGET_S
        while self.busy and time.monotonic() < deadline:
            control = (self._seen or self._others).popleft()
            if isValid(control):
                self._polish(control)
            if not self._seen:
                self._release()
        if self.busy:
            self._timer.start(0)
        else:
            self.done.emit()

    def _polish(self, control: QWidget) -> None:
        self._application.style().polish(control)
        if self._sized:
            QCoreApplication.sendEvent(control, QEvent(QEvent.Type.StyleChange))
