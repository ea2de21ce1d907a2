"""Words of a document as Markdown that shows exactly these words."""

from __future__ import annotations

import re

_ALWAYS = re.compile(r"[\\`*\[\]<>|~]")
_EDGE_UNDERSCORE = re.compile(r"(?<![^\W_])_|_(?![^\W_])")
_BLOCK_START = re.compile(r"^(?:[#+=-]|(\d{1,9})(?=[.)]))")


def escaped(text: str) -> str:
    """The text with every character that Markdown would read as a mark escaped, line ends folded.

    Brackets are escaped too, so that a "[12]" of the document is never taken for a citation.
    """
    folded = " ".join(text.split())
    marked = _EDGE_UNDERSCORE.sub(r"\\_", _ALWAYS.sub(r"\\\g<0>", folded))
    match = _BLOCK_START.match(marked)
    if match is None:
        return marked
    return f"{match.group(1)}\\{marked[match.end() :]}" if match.group(1) else f"\\{marked}"
