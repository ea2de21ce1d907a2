from __future__ import annotations

from pathlib import Path

import pytest

from tests.helpers.memory_store import MemoryStore


@pytest.fixture
def store(tmp_path: Path) -> MemoryStore:
    (tmp_path / "pictures").mkdir()
    return MemoryStore(tmp_path / "pictures")


@pytest.fixture
def files(tmp_path: Path) -> Path:
    (tmp_path / "files").mkdir()
    return tmp_path / "files"
