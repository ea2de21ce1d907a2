from __future__ import annotations

import os
from pathlib import Path

import pytest

from desktop_app.local_model.vision_cache import VisionCache


@pytest.fixture
def projector(tmp_path: Path) -> Path:
    path = tmp_path / "mmproj.gguf"
    path.write_bytes(b"one projector")
    return path


def test_what_is_put_is_found_again_by_another_process(tmp_path: Path, projector: Path) -> None:
    VisionCache(tmp_path / "cache", projector, tiles=2).put("digest", 1, b"embedding")
    cache = VisionCache(tmp_path / "cache", projector, tiles=2)
    assert cache.get("digest", 1) == b"embedding"
    assert cache.get("digest", 2) is None
    assert cache.get("other", 1) is None


def test_another_projector_or_budget_finds_nothing(tmp_path: Path, projector: Path) -> None:
    VisionCache(tmp_path / "cache", projector, tiles=2).put("digest", 0, b"embedding")
    assert VisionCache(tmp_path / "cache", projector, tiles=4).get("digest", 0) is None
    projector.write_bytes(b"two projector")
    assert VisionCache(tmp_path / "cache", projector, tiles=2).get("digest", 0) is None


@pytest.mark.parametrize("keep", [0, 10, 40])
def test_a_damaged_file_is_as_good_as_none(tmp_path: Path, projector: Path, keep: int) -> None:
    cache = VisionCache(tmp_path / "cache", projector, tiles=2)
    cache.put("digest", 0, b"embedding" * 20)
    (file,) = (tmp_path / "cache").iterdir()
    file.write_bytes(file.read_bytes()[:keep])
    assert cache.get("digest", 0) is None


def test_the_oldest_go_when_there_is_no_room(tmp_path: Path, projector: Path) -> None:
    cache = VisionCache(tmp_path / "cache", projector, tiles=2, max_bytes=1000)
    for index in range(10):
        before = set((tmp_path / "cache").glob("*"))
        cache.put("digest", index, bytes(150))
        for path in set((tmp_path / "cache").glob("*")) - before:
            os.utime(path, (index, index))
    assert cache.get("digest", 9) == bytes(150)
    assert cache.get("digest", 0) is None
    assert sum(path.stat().st_size for path in (tmp_path / "cache").iterdir()) <= 1000


def test_a_folder_that_can_not_be_written_is_no_error(tmp_path: Path, projector: Path) -> None:
    (tmp_path / "cache").write_bytes(b"a file stands in the way")
    cache = VisionCache(tmp_path / "cache", projector, tiles=2)
    cache.put("digest", 0, b"embedding")
    assert cache.get("digest", 0) is None
