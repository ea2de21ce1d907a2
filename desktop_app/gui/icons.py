"""Icons: the SVG drawings of `resources/icons`, in the colour of the theme, crisp at every scale."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QByteArray, QEvent, QObject, QSize, Qt
from PySide6.QtGui import (
    QAction,
    QFontMetrics,
    QGuiApplication,
    QIcon,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPixmap,
    QShortcut,
)
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QLineEdit, QToolButton, QWidget

from desktop_app.gui.shortcuts import key_bindings
from desktop_app.gui.theme import tokens
from desktop_app.support.resource_files import resource_path

_SIZES = (16, 18, 20, 24, 27, 32, 36, 40, 48, 64, 96)
"""Sides in pixels; those of `_SIDES` once, one and a half times and twice are among them, so that none is scaled."""
_SIDES = (18, 20, 24, 32)


@lru_cache(maxsize=64)
def _drawing(name: str) -> bytes:
    return resource_path("icons", f"{name}.svg").read_bytes()


@lru_cache(maxsize=256)
def icon(name: str, colour: str) -> QIcon:
    """The drawing `name` in a colour (`#rrggbb`)."""
    renderer = QSvgRenderer(QByteArray(_drawing(name).replace(b"currentColor", colour.encode())))
    made = QIcon()
    for size in _SIZES:
        pixmap = QPixmap(size, size)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        renderer.render(painter)
        painter.end()
        made.addPixmap(pixmap)
    return made


def icon_side() -> int:
    """The side of an icon in pixels; icons grow with the text beside them."""
    room = QFontMetrics(QGuiApplication.font()).height() + 2
    return max((side for side in _SIDES if side <= room), default=_SIDES[0])


def _icon_size() -> QSize:
    return QSize(icon_side(), icon_side())


class IconButton(QToolButton):
    """A button with an icon, a name for screen readers, and a tooltip that says the same and the shortcut.

    `shortcut` are the default keys of an action (`shortcuts.ACTIONS`); the button has the keys the user gave it.
    The keys of a button hold while it can be seen; `everywhere` they do so also where its part of the window is hidden.
    """

    def __init__(
        self, name: str, label: str, parent: QWidget | None = None, *, shortcut: str = "", everywhere: bool = False
    ) -> None:
        super().__init__(parent)
        self._keys = QShortcut(self.window()) if everywhere else None
        if self._keys is not None:
            self._keys.activated.connect(self.click)
        self._name = name
        self._label = label
        self.setAccessibleName(label)
        self.setToolTip(label)
        if shortcut:
            key_bindings().follow(shortcut, self.take_keys)
        self.setIconSize(_icon_size())
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._tint()

    def take_keys(self, keys: str) -> None:
        """Holds these keys from now on, and says them in its tooltip."""
        sequence = QKeySequence.fromString(keys, QKeySequence.SequenceFormat.PortableText)
        if self._keys is not None:
            self._keys.setKey(sequence)
        else:
            self.setShortcut(sequence)
        shown = sequence.toString(QKeySequence.SequenceFormat.NativeText)
        self.setToolTip(f"{self._label} ({shown})" if shown else self._label)

    def set_icon(self, name: str) -> None:
        """Shows another drawing."""
        self._name = name
        self._tint()

    def _tint(self) -> None:
        self.setIcon(icon(self._name, tokens().text))

    def changeEvent(self, event: QEvent) -> None:
        """Takes up the theme's colour and the size of text."""
        if event.type() == QEvent.Type.PaletteChange:
            self._tint()
        elif event.type() == QEvent.Type.StyleChange:
            self.setIconSize(_icon_size())
        super().changeEvent(event)


class _Clearing(QObject):
    """Draws the button that empties a line in the colour of the theme; Escape does the same where it may."""

    def __init__(self, line: QLineEdit, *, by_escape: bool) -> None:
        super().__init__(line)
        self._line = line
        self._by_escape = by_escape
        line.installEventFilter(self)
        self._tint()

    def _tint(self) -> None:
        for action in self._line.findChildren(QAction, options=Qt.FindChildOption.FindDirectChildrenOnly):
            action.setIcon(icon("close", tokens().muted))

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Takes up the theme's colour; claims Escape before the window does while there is something to clear."""
        if event.type() == QEvent.Type.PaletteChange:
            self._tint()
        elif self._by_escape and isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape:
            if not self._line.text():
                return False
            event.accept()
            if event.type() == QEvent.Type.KeyPress:
                self._line.clear()
            return event.type() != QEvent.Type.KeyRelease
        return False


def add_clear_button(line: QLineEdit, label: str, *, by_escape: bool = True) -> list[QToolButton]:
    """Gives a line the button that empties it, with a name; the line's buttons.

    Tab passes it by: it shows no focus, and Escape empties the line unless it means something else there.
    """
    line.setClearButtonEnabled(True)
    _Clearing(line, by_escape=by_escape)
    buttons = line.findChildren(QToolButton)
    for button in buttons:
        button.setAccessibleName(label)
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    return buttons
