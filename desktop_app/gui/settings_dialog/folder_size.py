"""How much room a folder takes, in bytes and in words."""

from __future__ import annotations

import os
from pathlib import Path

from PySide6.QtCore import QLocale

MOST_FILES = 200_000


def folder_size(folder: Path) -> int:
    """The bytes of all files below `folder`; what can't be read counts as nothing."""
    total = seen = 0
    for place, _, names in os.walk(folder):
        for name in names:
            seen += 1
            if seen > MOST_FILES:
                return total
            try:
                total += (Path(place) / name).lstat().st_size
            except OSError:
                continue
    return total


def size_in_words(size: object) -> str:
    """Bytes as people say them: "1.5 MB", as models say it too."""
    return (
        QLocale().formattedDataSize(size, 1, QLocale.DataSizeFormat.DataSizeSIFormat) if isinstance(size, int) else ""
    )
