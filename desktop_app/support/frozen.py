"""Whether this is an installed program, frozen with its Python, or Python code in an environment."""

from __future__ import annotations

import sys


def is_frozen(program: object = sys) -> bool:
    """Whether PyInstaller made this program: nothing can be added to it by pip then."""
    return bool(getattr(program, "frozen", False))
