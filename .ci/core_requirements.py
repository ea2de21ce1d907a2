"""Prints what the pure rooms and their tests need, with the bounds of pyproject.toml: no heavy library is among it."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

PYPROJECT = Path(__file__).resolve().parent.parent / "pyproject.toml"
CORE = (
    "numpy", "msgspec", "platformdirs", "filelock", "psutil", "markdown-it-py",
    "pytest", "pytest-timeout", "pytest-cov", "hypothesis",
)  # fmt: skip


def requirements() -> list[str]:
    """The requirement lines, in the order of `CORE`.

    Raises:
        KeyError: pyproject.toml does not name one of them.
    """
    project = tomllib.loads(PYPROJECT.read_text(encoding="utf-8"))["project"]
    lines = [*project["dependencies"], *project["optional-dependencies"]["dev"]]
    by_name = {re.split(r"[\[<>=!~; ]", line, maxsplit=1)[0]: line for line in lines}
    return [by_name[name] for name in CORE]


if __name__ == "__main__":
    print("\n".join(requirements()))
