"""Icons: the SVG drawings of `resources/icons`, in the colour of the theme, crisp at every scale."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QByteArray, QEvent, QSize, Qt
from PySide6.QtGui import QFontMetrics, QGuiApplication, QIcon, QKeySequence, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QToolButton, QWidget

from desktop_app.gui.shortcuts import key_bindings
from desktop_app.gui.theme import tokens
from desktop_app.support.resource_files import resource_path

_SIZES = (16, 20, 24, 32, 40, 48, 64, 96)
_LEAST_SIZE = 18


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


def _icon_size() -> QSize:
    """Icons grow with the text beside them."""
    side = max(_LEAST_SIZE, QFontMetrics(QGuiApplication.font()).height())
    return QSize(side, side)


class IconButton(QToolButton):
    """A button with an icon, a name for screen readers, and a tooltip that says the same and the shortcut.

    `shortcut` are the default keys of an action (`shortcuts.ACTIONS`); the button has the keys the user gave it.
    """

    def __init__(self, name: str, label: str, parent: QWidget | None = None, *, shortcut: str = "") -> None:
        super().__init__(parent)
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
