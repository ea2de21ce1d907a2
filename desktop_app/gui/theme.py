"""How the window looks: colours as tokens, the type scale, spacing, and the style sheet made from them.

Every colour on screen comes from here. Text and its background keep a contrast of 4.5:1 or more in both themes
(checked by a test), marks and borders that carry meaning 3:1.
"""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

from desktop_app.gui.restyling import Restyling
from desktop_app.gui.style_sheet import style_sheet
from desktop_app.gui.tokens import DARK, LIGHT, TYPE, Tokens

_current = LIGHT
_BORDER_SHADE = 140
"""How much darker, in percent, Qt's Fusion style draws a border than what it stands on."""


def tokens() -> Tokens:
    """The colours of the theme in use."""
    return _current


@dataclass(frozen=True, slots=True)
class TypeScale:
    """Font sizes in points, from the system's own size."""

    small: float
    body: float
    reading: float
    title: float
    display: float


def body_size(font: QFont) -> float:
    """The size of controls' text in points, where this is the application's font."""
    return max(7.0, font.pointSizeF())


def type_scale() -> TypeScale:
    """The sizes in use; `reading` is for answers, `body` for controls."""
    body = body_size(QGuiApplication.font())
    return TypeScale(**{name: body * part for name, part in TYPE.items()})


def sized(font: QFont, points: float, weight: QFont.Weight | None = None) -> QFont:
    """A copy of `font` with this size and weight."""
    copy = QFont(font)
    copy.setPointSizeF(points)
    if weight is not None:
        copy.setWeight(weight)
    return copy


def _palette(colours: Tokens) -> QPalette:
    role = QPalette.ColorRole
    palette = QPalette()
    pairs = {
        role.Window: colours.window,
        role.Base: colours.surface,
        role.AlternateBase: colours.sidebar,
        role.Button: colours.surface,
        role.WindowText: colours.text,
        role.Text: colours.text,
        role.ButtonText: colours.text,
        role.ToolTipBase: colours.raised,
        role.ToolTipText: colours.text,
        role.PlaceholderText: colours.muted,
        role.Highlight: colours.accent,
        role.HighlightedText: colours.on_accent,
        role.Accent: colours.accent,
        role.Link: colours.accent,
        role.LinkVisited: colours.accent,
        role.Mid: colours.border,
        role.Dark: colours.border,
        role.Light: colours.raised,
    }
    for which, colour in pairs.items():
        palette.setColor(which, QColor(colour))
    for which in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, which, QColor(colours.faint))
    return palette


def _box_palette(colours: Tokens) -> QPalette:
    """The palette of boxes to be ticked: their border is a darker shade of what the style takes for the window."""
    palette = _palette(colours)
    palette.setColor(QPalette.ColorRole.Window, QColor(colours.outline).lighter(_BORDER_SHADE))
    return palette


class Theme(QObject):
    """Keeps the application's palette and style sheet in step with the system's colour scheme, or with a choice.

    Signals:
        changed: the tokens are others now; controls take them up in the next turns of the event loop.
    """

    changed = Signal()

    def __init__(self, application: QApplication, choice: str = "system", text_size: int = 100) -> None:
        super().__init__(application)
        self._application = application
        self._restyling = Restyling(application)
        self._choice = ""
        self._applied: Tokens | None = None
        self._system_size = application.font().pointSizeF()
        self._text_size = 100
        self.choose_text_size(text_size)
        application.setStyle("Fusion")
        application.styleHints().colorSchemeChanged.connect(self._apply)
        self.choose(choice)

    @property
    def choice(self) -> str:
        """`system`, `light` or `dark`."""
        return self._choice

    @property
    def is_dark(self) -> bool:
        """Whether the dark colours are in use."""
        return _current is DARK

    @property
    def restyling(self) -> Restyling:
        """What brings controls up to a change."""
        return self._restyling

    def choose(self, choice: str) -> None:
        """Follows the system, or stays light or dark; anything else means the system."""
        self._choice = choice if choice in {"light", "dark"} else "system"
        self._apply()

    def choose_text_size(self, percent: int) -> None:
        """Makes all text larger or smaller than the system has it; 100 is the system's size."""
        if percent == self._text_size:
            return
        self._text_size = percent
        font = QFont(self._application.font())
        font.setPointSizeF(self._system_size * percent / 100)
        if self._applied is None:
            self._application.setFont(font)
        else:
            sheet = style_sheet(self._applied, body_size(font))
            self._restyling.restyle(sheet, lambda: self._application.setFont(font), sized=True)

    def _apply(self) -> None:
        global _current  # noqa: PLW0603 - one application, one theme; painting code asks for it everywhere
        scheme = self._application.styleHints().colorScheme()
        dark = self._choice == "dark" or (self._choice == "system" and scheme is Qt.ColorScheme.Dark)
        wanted = DARK if dark else LIGHT
        if wanted is self._applied:
            return
        _current = self._applied = wanted
        self._restyling.restyle(style_sheet(wanted, type_scale().body), self._take_palette, sized=False)
        self.changed.emit()

    def _take_palette(self) -> None:
        colours = tokens()
        self._application.setPalette(_palette(colours))
        self._application.setPalette(_box_palette(colours), "QCheckBox")  # type: ignore[arg-type] # a str is what works
