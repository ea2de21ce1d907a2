"""Fails where a function has more than 60 lines or a module more than 600: then it should become two."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

FUNCTION_LINES = 60
MODULE_LINES = 600
ROOT = Path(__file__).resolve().parent.parent
FOLDERS = ("desktop_app", "tests", "resources", "packaging", ".ci")


def too_long(path: Path) -> Iterator[str]:
    """A line about each thing in the file that is too long."""
    source = path.read_text(encoding="utf-8")
    name = path.relative_to(ROOT)
    lines = source.count("\n")
    if lines > MODULE_LINES:
        yield f"{name}: {lines} lines, at most {MODULE_LINES} are allowed"
    for node in ast.walk(ast.parse(source, str(path))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            length = (node.end_lineno or node.lineno) - node.lineno + 1
            if length > FUNCTION_LINES:
                yield f"{name}:{node.lineno}: {node.name} has {length} lines, at most {FUNCTION_LINES} are allowed"


def main() -> int:
    """Checks every module below the known folders."""
    paths = sorted(path for folder in FOLDERS for path in (ROOT / folder).rglob("*.py"))
    problems = [problem for path in paths for problem in too_long(path)]
    print("\n".join(problems) or f"{len(paths)} modules, none too long")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
