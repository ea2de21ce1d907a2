"""The window: the only wing of the program that knows Qt."""

from desktop_app.gui.immortal_singletons import make_immortal

make_immortal()
