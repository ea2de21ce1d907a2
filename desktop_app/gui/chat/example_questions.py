"""Questions to begin with: those that ship with the sample manual, where it is all that can be asked about."""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from desktop_app.domain.documents import Document
from desktop_app.support.resource_files import resource_path


@cache
def _shipped() -> tuple[Path, tuple[str, ...]] | None:
    """The sample manual and its questions; None where it did not come with the program."""
    try:
        content = json.loads(resource_path("demo", "demo.json").read_text(encoding="utf-8"))
        manual = resource_path("demo", content["document"])
    except OSError:
        return None
    return manual, tuple(each["question"] for each in content["questions"])


def example_questions(documents: Sequence[Document]) -> tuple[str, ...]:
    """Questions that the library answers for sure; none where it holds anything but the sample manual."""
    shipped = _shipped()
    if shipped is None or len(documents) != 1 or Path(documents[0].path) != shipped[0]:
        return ()
    return shipped[1]
