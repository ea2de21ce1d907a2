"""The one door to the files that ship with the program."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent.parent


def resource_path(*parts: str) -> Path:
    """The path of a shipped file or folder, by its parts below `resources/`.

    An installed package carries the files inside itself; a source tree has them beside the package.

    Raises:
        FileNotFoundError: nothing of that name ships with the program.
    """
    for root in (_PACKAGE / "_resources", _PACKAGE.parent / "resources"):
        path = root.joinpath(*parts)
        if path.exists():
            return path
    raise FileNotFoundError(f"no resource {'/'.join(parts)}")
