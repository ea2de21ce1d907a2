from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from desktop_app.domain.documents import DocumentStatus
from desktop_app.library.opening import open_library
from tests.library.test_kill import ROOT, contents, take_in, write_files

PROGRAM = """
import pathlib, resource, signal, sys
from desktop_app.domain.errors import LibraryError
from desktop_app.library.opening import open_library
from tests.library.ingesting_program import take_in

signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
library = open_library(pathlib.Path(sys.argv[1]))
limit = int(sys.argv[3])
resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
try:
    take_in(library, pathlib.Path(sys.argv[2]))
except LibraryError as error:
    print("!", error, flush=True)
library.documents()
library.close()
"""


@pytest.mark.skipif(os.name == "nt", reason="Windows has no limit on the size of files")
def test_a_full_disk_is_told_and_loses_nothing(tmp_path: Path) -> None:
    files, folder = write_files(tmp_path / "files"), tmp_path / "library"
    with open_library(tmp_path / "reference") as reference:
        take_in(reference, files)
        expected = contents(reference)
    acknowledged: set[str] = set()
    for limit in (150_000, 300_000, 450_000):
        command = [sys.executable, "-c", PROGRAM, str(folder), str(files), str(limit)]
        done = subprocess.run(command, capture_output=True, text=True, cwd=ROOT, timeout=120, check=False)
        assert done.returncode == 0, done.stderr
        (message,) = [line for line in done.stdout.splitlines() if line.startswith("!")]
        assert str(folder) in message
        acknowledged |= {line[2:] for line in done.stdout.splitlines() if line.startswith("+ ")}
        with open_library(folder) as library:
            assert library.verify().problems == ()
            assert acknowledged <= {d.id for d in library.documents() if d.status is DocumentStatus.READY}
    with open_library(folder) as library:
        take_in(library, files)
        assert contents(library) == expected
