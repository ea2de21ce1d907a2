from __future__ import annotations

import os
from pathlib import Path

from desktop_app.domain.watching import SeenFile
from desktop_app.library.opening import CatalogueLibrary, open_library

ONE, TWO = SeenFile(10, 1_700_000_000_123_456_789), SeenFile(2**40, 2)


def test_followed_folders_and_their_files_outlive_the_program(folder: Path) -> None:
    odd = Path(os.fsdecode(b"/documents/na\xffme.pdf"))
    with open_library(folder) as library:
        library.watched.follow(Path("/documents"))
        library.watched.follow(Path("/papers"))
        library.watched.follow(Path("/documents"))
        library.watched.remember({odd: ONE, Path("/papers/a.pdf"): ONE})
        library.watched.remember({Path("/papers/a.pdf"): TWO})
    with open_library(folder) as library:
        assert library.watched.folders() == [Path("/documents"), Path("/papers")]
        assert library.watched.known_files() == {odd: ONE, Path("/papers/a.pdf"): TWO}


def test_a_folder_that_is_not_followed_any_more_is_forgotten_with_its_files(library: CatalogueLibrary) -> None:
    for name in ("/papers", "/papers/mine", "/other"):
        library.watched.follow(Path(name))
    files = [Path("/papers/a.pdf"), Path("/papers/mine/b.pdf"), Path("/other/c.pdf")]
    library.watched.remember(dict.fromkeys(files, ONE))
    library.watched.unfollow(Path("/papers"))
    assert list(library.watched.known_files()) == [files[2], files[1]]
    library.watched.forget([files[2]])
    assert list(library.watched.known_files()) == [files[1]]
