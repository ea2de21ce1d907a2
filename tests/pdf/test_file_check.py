from __future__ import annotations

import os
import socket
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from desktop_app.domain.errors import FileProblem
from desktop_app.pdf.file_check import check_file, shown_name

pytestmark = pytest.mark.heavy
unix = pytest.mark.skipif(sys.platform == "win32", reason="there are no such files on Windows")


def _folder(path: Path) -> None:
    path.mkdir()


def _empty(path: Path) -> None:
    path.touch()


def _missing(path: Path) -> None:
    assert not path.exists()


def _pipe(path: Path) -> None:
    os.mkfifo(path)


def _loop(path: Path) -> None:
    path.symlink_to(path)


def _dangling(path: Path) -> None:
    path.symlink_to(path.with_name("nowhere"))


def _device(path: Path) -> None:
    path.symlink_to("/dev/zero")


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (_folder, "is a folder"),
        (_empty, "is empty"),
        (_missing, "does not exist"),
        pytest.param(_pipe, "a pipe", marks=unix),
        pytest.param(_loop, "leads back to itself", marks=unix),
        pytest.param(_dangling, "does not exist", marks=unix),
        pytest.param(_device, "a device", marks=unix),
    ],
)
def test_what_is_no_file_is_named(tmp_path: Path, make: Callable[[Path], None], words: str) -> None:
    path = tmp_path / "thing.pdf"
    make(path)
    with pytest.raises(FileProblem, match=words) as caught:
        check_file(path)
    assert "thing.pdf" in caught.value.message
    assert caught.value.hint.endswith(".")


@unix
def test_a_socket_is_no_file(tmp_path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as listener:
        path = tmp_path / "s"
        listener.bind(str(path))
        with pytest.raises(FileProblem, match="no ordinary file"):
            check_file(path)


@pytest.mark.skipif(sys.platform == "win32" or not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root reads all")
def test_an_unreadable_file_is_named(tmp_path: Path) -> None:
    path = tmp_path / "closed.pdf"
    path.write_bytes(b"x")
    path.chmod(0)
    with pytest.raises(FileProblem, match="may not be read"):
        check_file(path)


@pytest.mark.parametrize("name", ["a" * 300, "nul\0nul"])
def test_impossible_names(tmp_path: Path, name: str) -> None:
    with pytest.raises(FileProblem, match="can't be a file's name"):
        check_file(tmp_path / name)


def test_a_file_under_a_file_does_not_exist(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"x")
    with pytest.raises(FileProblem, match="does not exist"):
        check_file(tmp_path / "file" / "inner.pdf")


def test_identity_tells_another_content(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(b"one")
    first = check_file(path)
    assert check_file(path) == first
    path.write_bytes(b"three")
    assert check_file(path) != first


def test_shown_name_is_harmless() -> None:
    assert shown_name(Path("a\n\u202eb\udce9.pdf")) == "“a b\ufffd.pdf”"
