"""Keeps PySide6 6.12 from ending the process on Python 3.11.

PySide6 6.12.0 is built against headers in which `None` is immortal, as it is from Python 3.12 (PEP 683). Every call
of a Qt method that returns nothing hands out `None` without counting the reference. On Python 3.11 the count falls
by one with each call, and at zero the interpreter aborts with "none_dealloc: deallocating None": after about 4,700
calls, which is seconds of a window's life.
"""

from __future__ import annotations

import ctypes
import sys

_ENOUGH = 1 << 40
"""More calls than a window makes: at 10,000 a second, three years."""


def make_none_immortal() -> None:
    """Raises the reference count of `None` so far that it is never used up; does nothing from Python 3.12 on."""
    # WORKAROUND https://peps.python.org/pep-0683/: PySide6 6.12 relies on an immortal None, Python 3.11 has none.
    if sys.implementation.name == "cpython" and sys.version_info < (3, 12) and sys.getrefcount(None) < _ENOUGH:
        ctypes.c_ssize_t.from_address(id(None)).value += _ENOUGH
