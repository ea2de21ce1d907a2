from __future__ import annotations

import hashlib
import os
from pathlib import Path

import pytest

from desktop_app.domain.errors import Cancelled, FileProblem
from desktop_app.domain.jobs import CancelToken
from desktop_app.ingestion.file_discovery import check_unchanged, find_files, identify, shown


def make(folder: Path, *names: str) -> None:
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(name.encode())


def test_folders_are_walked_by_name_and_only_documents_are_taken(tmp_path: Path) -> None:
    make(
        tmp_path,
        "b.pdf",
        "a/z.PDF",
        "a/y.epub",
        "e.Tiff",
        "c.txt",
        ".hidden.pdf",
        ".git/x.pdf",
        "d.pdf.part",
        "noending",
    )
    found = [path.relative_to(tmp_path).as_posix() for path in find_files([tmp_path])]
    assert found == ["a/y.epub", "a/z.PDF", "b.pdf", "e.Tiff"]


def test_a_file_that_is_named_is_always_tried(tmp_path: Path) -> None:
    make(tmp_path, "c.txt", ".hidden.pdf")
    named = [tmp_path / "c.txt", tmp_path / ".hidden.pdf", tmp_path / "missing.pdf"]
    assert find_files(named) == named


def test_a_name_that_is_none_is_tried_as_well() -> None:
    assert find_files([Path("nul\0.pdf"), Path("nul\0.pdf")]) == [Path("nul\0.pdf")]


def test_a_name_that_is_no_text_is_shown_as_text() -> None:
    assert shown(Path(os.fsdecode(b"caf\xe9.pdf"))) == "caf?.pdf"


def test_a_file_that_is_reached_twice_comes_once(tmp_path: Path) -> None:
    make(tmp_path, "b.pdf", "a.pdf")
    assert find_files([tmp_path / "b.pdf", tmp_path, tmp_path / "a.pdf"]) == [tmp_path / "b.pdf", tmp_path / "a.pdf"]


@pytest.mark.skipif(os.name == "nt", reason="links need rights on Windows")
def test_loops_of_links_end(tmp_path: Path) -> None:
    make(tmp_path, "a/x.pdf")
    (tmp_path / "a" / "loop").symlink_to(tmp_path)
    (tmp_path / "a" / "gone.pdf").symlink_to(tmp_path / "nothing")
    assert find_files([tmp_path]) == [tmp_path / "a" / "x.pdf"]


def test_a_folder_that_can_not_be_listed_is_passed_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    make(tmp_path, "a/x.pdf", "b/y.pdf")

    def refuse(folder: Path) -> list[str]:
        if folder.name == "a":
            raise PermissionError
        return ["a", "b"] if folder == tmp_path else ["y.pdf"]

    monkeypatch.setattr(os, "listdir", refuse)
    assert find_files([tmp_path]) == [tmp_path / "b" / "y.pdf"]


def test_a_file_is_identified_by_its_content(tmp_path: Path) -> None:
    make(tmp_path, "a.pdf")
    identity = identify(tmp_path / "a.pdf", CancelToken())
    assert identity.sha256 == hashlib.sha256(b"a.pdf").hexdigest()
    assert identity.state.size == 5
    check_unchanged(tmp_path / "a.pdf", identity)


def test_a_file_that_changed_or_went_is_noticed(tmp_path: Path) -> None:
    make(tmp_path, "a.pdf")
    identity = identify(tmp_path / "a.pdf", CancelToken())
    (tmp_path / "a.pdf").write_bytes(b"longer than before")
    with pytest.raises(FileProblem, match="changed"):
        check_unchanged(tmp_path / "a.pdf", identity)
    (tmp_path / "a.pdf").unlink()
    with pytest.raises(FileProblem, match="not there"):
        check_unchanged(tmp_path / "a.pdf", identity)


@pytest.mark.parametrize(
    ("name", "words"),
    [("empty.pdf", "is empty"), ("gone.pdf", "is not there"), ("folder.pdf", "is a folder"), ("nul\0.pdf", "read")],
)
def test_what_is_no_file_is_refused(tmp_path: Path, name: str, words: str) -> None:
    (tmp_path / "empty.pdf").touch()
    (tmp_path / "folder.pdf").mkdir()
    with pytest.raises(FileProblem, match=words) as caught:
        identify(tmp_path / name, CancelToken())
    assert caught.value.hint


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such files")
def test_a_pipe_never_blocks(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.pdf")
    with pytest.raises(FileProblem, match="no regular file"):
        identify(tmp_path / "pipe.pdf", CancelToken())


class Unreadable(type(Path())):  # type: ignore[misc]
    """A path whose file can't be opened."""

    def open(self, *_: object, **__: object) -> object:
        raise PermissionError(13, "Permission denied")


def test_a_file_that_can_not_be_opened_is_refused(tmp_path: Path) -> None:
    make(tmp_path, "a.pdf")
    with pytest.raises(FileProblem, match="Permission denied"):
        identify(Unreadable(tmp_path / "a.pdf"), CancelToken())


def test_identifying_can_be_stopped(tmp_path: Path) -> None:
    make(tmp_path, "a.pdf")
    cancel = CancelToken()
    cancel.cancel()
    with pytest.raises(Cancelled):
        identify(tmp_path / "a.pdf", cancel)


def test_a_folder_without_documents_can_be_left(tmp_path: Path) -> None:
    for number in range(5):
        (tmp_path / f"{number}.txt").write_text("no document")
    cancel = CancelToken()
    cancel.cancel()
    with pytest.raises(Cancelled):
        find_files([tmp_path], cancel)
