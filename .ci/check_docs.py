"""Fails where a document names something that is not there: a link to a file, or a module in backticks."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")
INLINE_CODE = re.compile(r"`[^`\n]*`")
MODULE = re.compile(r"`((?:[\w.-]+/)*[\w-]+\.py|(?:desktop_app|tests|resources|docs)/[\w./-]*)`")


def documents() -> list[Path]:
    """The Markdown files that are meant for people; the manual's source has a notation of its own."""
    return [*sorted(ROOT.glob("*.md")), *sorted((ROOT / "docs").rglob("*.md"))]


def problems(path: Path) -> Iterator[str]:
    """A line about each name in the document that leads nowhere."""
    text = path.read_text(encoding="utf-8")
    name = path.relative_to(ROOT)
    for target in LINK.findall(INLINE_CODE.sub("", text)):
        file = target.partition("#")[0]
        if file and "://" not in file and not (path.parent / file).exists():
            yield f"{name}: the link to {target} leads nowhere"
    for module in set(MODULE.findall(text)):
        if not (ROOT / module).exists() and not any((ROOT / "desktop_app").rglob(module)):
            yield f"{name}: there is no {module}"


def main() -> int:
    """Checks every document."""
    found = [problem for path in documents() for problem in problems(path)]
    print("\n".join(found) or f"{len(documents())} documents, nothing in them leads nowhere")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
