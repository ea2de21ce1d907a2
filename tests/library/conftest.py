from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop_app.library.opening import CatalogueLibrary, open_library


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "library"


@pytest.fixture
def library(folder: Path) -> Iterator[CatalogueLibrary]:
    opened = open_library(folder)
    yield opened
    opened.close()
