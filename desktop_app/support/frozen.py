"""Whether this is an installed program, frozen with its Python, or Python code in an environment."""

from __future__ import annotations

import sys
from pathlib import Path


def is_frozen(program: object = sys) -> bool:
    """Whether PyInstaller made this program: nothing can be added to it by pip then."""
    return bool(getattr(program, "frozen", False))


def licence_folder(program: object = sys) -> Path | None:
    """Where an installed program has the licences of everything inside it; None in an environment."""
    if not is_frozen(program):
        return None
    folder = Path(getattr(program, "executable", "")).resolve().parent
    places = (folder / "licences", folder.parent / "Resources" / "licences")  # the second one in a bundle of macOS
    return next((place for place in places if place.is_dir()), None)
