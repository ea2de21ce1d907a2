"""The window: the only wing of the program that knows Qt."""

from desktop_app.gui.none_references import make_none_immortal

make_none_immortal()
