"""Keeps PySide6 6.12 from ending the process on Python 3.11.

PySide6 6.12.0 is built against headers in which `None`, `True` and their like are immortal, as they are from Python
3.12 (PEP 683), and hands them out without counting the reference. On Python 3.11 the count of `None` falls by one
with every call of a Qt method that returns nothing, that of `True` with every signal; at zero the interpreter aborts
with "none_dealloc: deallocating None", after about 4,700 calls or 580 signals: seconds of a window's life.
"""

from __future__ import annotations

import ctypes
import sys

_ENOUGH = 1 << 40
"""More calls than a window makes: at 10,000 a second, three years."""

SINGLETONS = (None, True, False, NotImplemented, Ellipsis)


def make_immortal() -> None:
    """Raises the singletons' reference counts so far that they are never used up; nothing to do from Python 3.12."""
    # WORKAROUND https://peps.python.org/pep-0683/: PySide6 6.12 relies on immortal singletons, Python 3.11 has none.
    if sys.implementation.name != "cpython" or sys.version_info >= (3, 12):
        return
    for singleton in SINGLETONS:
        if sys.getrefcount(singleton) < _ENOUGH // 2:  # less than _ENOUGH is left as soon as some calls were made
            ctypes.c_ssize_t.from_address(id(singleton)).value += _ENOUGH
