"""Followed folders: what is read, what waits, what is missing, whatever happens in them."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop_app.domain.errors import Cancelled
from desktop_app.domain.jobs import CancelToken
from desktop_app.domain.watching import SeenFile
from desktop_app.ingestion.watching import FolderScan, WatchDecision, decide, look, missing_files, scan_folders
from tests.helpers.memory_collections import MemoryWatchedFolders

FOLDER = Path("/followed")
paths = st.sampled_from([FOLDER / name for name in ("a.pdf", "b.pdf", "c.pdf", "sub/d.pdf", "sub/e.pdf")])
seen = st.builds(SeenFile, st.integers(0, 3), st.integers(1, 3))
files = st.dictionaries(paths, seen)
scans = st.builds(FolderScan, files, st.frozensets(st.sampled_from([FOLDER, FOLDER / "sub"])))


@given(scans, scans, files)
@settings(deadline=None)
def test_every_file_is_dealt_with_once(scan: FolderScan, before: FolderScan, known: dict[Path, SeenFile]) -> None:
    made = decide(scan, before, known)
    parts = [made.read, made.waiting, made.missing, made.moved]
    assert sum(len(part) for part in parts) == len(set().union(*parts))
    for path in made.read:
        assert scan.files[path] == before.files[path] != known.get(path)
        assert scan.files[path].size > 0
    for path in (*made.missing, *made.moved):
        assert path in known
        assert path not in scan.files
        assert FOLDER not in scan.unreachable
    for path, state in scan.files.items():
        left_alone = state == known.get(path) or (before.files.get(path) == state and not state.size)
        assert left_alone or path in made.read or path in made.waiting


@given(scans, files)
@settings(deadline=None)
def test_what_looks_the_same_twice_comes_to_rest(scan: FolderScan, known: dict[Path, SeenFile]) -> None:
    first = decide(scan, FolderScan(), known)
    assert first.read == ()
    second = decide(scan, scan, known)
    assert second.waiting == ()
    taken_in = known | {path: scan.files[path] for path in second.read}
    third = decide(scan, scan, taken_in)
    assert third.read == third.waiting == ()


@given(files, files)
@settings(deadline=None)
def test_an_unreachable_folder_loses_nothing(known: dict[Path, SeenFile], before: dict[Path, SeenFile]) -> None:
    away = FolderScan({}, frozenset({FOLDER}))
    assert decide(away, FolderScan(before), known) == WatchDecision()


def test_a_file_that_moved_is_not_missing() -> None:
    old, new, other = FOLDER / "old.pdf", FOLDER / "sub/new.pdf", FOLDER / "other.pdf"
    state = SeenFile(10, 5)
    scan = FolderScan({new: state})
    made = decide(scan, scan, {old: state, other: SeenFile(11, 5)})
    assert made == WatchDecision(read=(new,), missing=(other,), moved=(old,))


def test_a_file_that_grows_waits() -> None:
    path = FOLDER / "a.pdf"
    scans = [FolderScan({path: SeenFile(size, size)}) for size in (0, 10, 20, 20)]
    made = [decide(now, before, {}) for before, now in zip([FolderScan(), *scans], scans, strict=False)]
    assert [bool(each.read) for each in made] == [False, False, False, True]
    assert [bool(each.waiting) for each in made] == [True, True, True, False]


def write(path: Path, content: bytes = b"%PDF", when: int = 1_700_000_000) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    os.utime(path, (when, when))
    return path


def test_folders_are_scanned_with_all_below(tmp_path: Path) -> None:
    wanted = [write(tmp_path / name) for name in ("a.PDF", "sub/b.epub", "sub/deep/c.png")]
    for name in (".hidden.pdf", ".git/x.pdf", "notes.txt", "folder.pdf/inside.txt"):
        write(tmp_path / name)
    (tmp_path / "gone.pdf").symlink_to(tmp_path / "nowhere.pdf")
    (tmp_path / "loop").symlink_to(tmp_path)
    (tmp_path / "linked.pdf").symlink_to(wanted[0])
    away = tmp_path / "not-mounted"
    scan = scan_folders([tmp_path, away], CancelToken())
    assert set(scan.files) == {*wanted, tmp_path / "linked.pdf"}
    assert scan.files[wanted[1]] == SeenFile(4, 1_700_000_000_000_000_000)
    assert scan.unreachable == {away}


def test_a_file_that_can_t_be_looked_at_is_not_missing(tmp_path: Path) -> None:
    loop = tmp_path / "loop.pdf"
    loop.symlink_to(loop)
    scan = scan_folders([tmp_path], CancelToken())
    assert scan == FolderScan({}, frozenset({loop}))
    assert decide(scan, scan, {loop: SeenFile(1, 1)}) == WatchDecision()


def test_a_scan_can_be_stopped(tmp_path: Path) -> None:
    cancel = CancelToken()
    cancel.cancel()
    with pytest.raises(Cancelled):
        scan_folders([tmp_path], cancel)
    with pytest.raises(Cancelled):
        missing_files([("a", "/a.pdf")], cancel)


def test_a_look_knows_what_the_library_knows(tmp_path: Path) -> None:
    store = MemoryWatchedFolders()
    store.follow(tmp_path)
    path = write(tmp_path / "a.pdf")
    scan, first = look(store, FolderScan(), CancelToken())
    assert first.waiting == (path,)
    scan, second = look(store, scan, CancelToken())
    assert second.read == (path,)
    store.remember({path: scan.files[path]})
    assert look(store, scan, CancelToken())[1] == WatchDecision()
    path.unlink()
    assert look(store, scan, CancelToken())[1].missing == (path,)


def test_documents_whose_files_are_gone(tmp_path: Path) -> None:
    there = write(tmp_path / "there.pdf")
    documents = [("a", str(there)), ("b", str(tmp_path / "gone.pdf")), ("c", str(tmp_path / "away/x.pdf"))]
    assert missing_files(documents, CancelToken()) == {"b"}
