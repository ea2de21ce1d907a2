"""PySide6 6.12 on Python 3.11 uses up references to None and True; the window must outlive that."""

from __future__ import annotations

import subprocess
import sys

from desktop_app.gui.immortal_singletons import SINGLETONS, make_immortal

_MANY_CALLS = """
import desktop_app.gui
from PySide6.QtCore import QObject, Signal
class Thing(QObject):
    told = Signal()
thing = Thing()
for _ in range(60_000):
    thing.setObjectName("x")
    thing.told.emit()
    thing.signalsBlocked()
print("alive")
"""


def test_sixty_thousand_calls_and_signals_do_not_end_the_process() -> None:
    done = subprocess.run([sys.executable, "-c", _MANY_CALLS], capture_output=True, text=True, check=False, timeout=60)
    assert (done.returncode, done.stdout.strip()) == (0, "alive"), done.stderr


def test_doing_it_twice_changes_nothing() -> None:
    before = [sys.getrefcount(singleton) for singleton in SINGLETONS]
    make_immortal()
    after = [sys.getrefcount(singleton) for singleton in SINGLETONS]
    assert all(abs(new - old) < 1000 for new, old in zip(after, before, strict=True))
