"""What can be done on the pages, each with its words and keys: for the menus, and for the keys alone."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QLabel, QWidget

from desktop_app.gui.shortcuts import key_bindings
from desktop_app.gui.text_tools import plain_label

_SHOWN_MS = 5_000
_SIDES = 40


class PageAction(QAction):
    """Something to do; `keys` are the default keys of an action of `shortcuts.ACTIONS`, or none.

    The keys hold while the focus is on the pages or beside them, or wherever it is in the window.
    """

    def __init__(
        self,
        words: str,
        owner: QWidget,
        handler: Callable[[], object],
        *,
        keys: str = "",
        everywhere: bool = False,
    ) -> None:
        super().__init__(words, owner)
        inside = Qt.ShortcutContext.WidgetWithChildrenShortcut
        self.setShortcutContext(Qt.ShortcutContext.WindowShortcut if everywhere else inside)
        self.triggered.connect(lambda _checked: handler())
        if keys:
            key_bindings().follow(keys, self.take_keys)
        owner.addAction(self)

    def take_keys(self, keys: str) -> None:
        """Holds these keys from now on."""
        self.setShortcut(QKeySequence.fromString(keys, QKeySequence.SequenceFormat.PortableText))


class PageHint(QObject):
    """A sentence over the lower end of the pages that goes by itself.

    Signals:
        said: a sentence is shown.
    """

    said = Signal(str)

    def __init__(self, over: QWidget) -> None:
        super().__init__(over)
        self._over = over
        self.label: QLabel = plain_label("", "", over, wraps=True)
        self.label.setObjectName("pageHint")
        self.label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.label.hide()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_SHOWN_MS)
        self._timer.timeout.connect(self.label.hide)
        over.installEventFilter(self)

    @property
    def words(self) -> str:
        """What is said now; nothing where nothing is."""
        return "" if self.label.isHidden() else self.label.text()

    def say(self, words: str) -> None:
        """Shows a sentence for some seconds."""
        self.label.setText(words)
        self._place()
        self.label.show()
        self.label.raise_()
        self._timer.start()
        self.said.emit(words)

    def take_back(self, words: str) -> None:
        """Hides a sentence that does not hold any more, where it is the one that is shown."""
        if self.words == words:
            self.label.hide()

    def _place(self) -> None:
        room = max(120, min(460, self._over.width() - 24))
        width = min(room, self.label.fontMetrics().horizontalAdvance(self.label.text()) + _SIDES)
        self.label.setFixedWidth(width)
        self.label.setFixedHeight(max(self.label.heightForWidth(width), self.label.sizeHint().height()))
        self.label.move((self._over.width() - width) // 2, self._over.height() - self.label.height() - 16)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Stays at the lower end."""
        if event.type() == QEvent.Type.Resize and not self.label.isHidden():
            self._place()
        return False
