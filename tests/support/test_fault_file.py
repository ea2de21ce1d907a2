from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import IO, Any

from desktop_app.support.fault_file import MOST_TEXT, fault_file


class Switch:
    """Stands for faulthandler, which pytest itself uses."""

    def __init__(self) -> None:
        self.stream: IO[Any] | None = None

    def enable(self, file: IO[Any]) -> None:
        self.stream = file

    def disable(self) -> None:
        assert self.stream is not None
        assert not self.stream.closed


def test_an_ordinary_run_leaves_nothing(tmp_path: Path) -> None:
    switch = Switch()
    with fault_file(tmp_path / "logs", switch) as last:
        assert last == ""
        assert switch.stream is not None
        assert [file.name for file in (tmp_path / "logs").iterdir()] == [f"fault-{os.getpid()}.txt"]
    assert list((tmp_path / "logs").iterdir()) == []


def test_the_newest_fault_is_told_once(tmp_path: Path) -> None:
    for number, text in ((1, "old fault"), (2, "new fault" + "x" * MOST_TEXT)):
        file = tmp_path / f"fault-{number}.txt"
        file.write_text(text)
        os.utime(file, (number * 1000, number * 1000))
    with fault_file(tmp_path, Switch()) as last:
        assert last.startswith("new fault")
        assert len(last) == MOST_TEXT
    with fault_file(tmp_path, Switch()) as last:
        assert last == ""


def test_the_file_of_another_running_program_stays_until_it_is_old(tmp_path: Path) -> None:
    other = tmp_path / "fault-1.txt"
    other.touch()
    with fault_file(tmp_path, Switch()):
        pass
    assert other.exists()
    os.utime(other, (0, 0))
    with fault_file(tmp_path, Switch()) as last:
        assert last == ""
    assert not other.exists()


def test_a_folder_that_can_not_be_made_stops_nothing(tmp_path: Path) -> None:
    (tmp_path / "logs").write_text("a file, not a folder")
    with fault_file(tmp_path / "logs", Switch()) as last:
        assert last == ""


def test_a_real_fault_is_found_by_the_next_start(tmp_path: Path) -> None:
    script = (
        "import faulthandler, sys\n"
        "from pathlib import Path\n"
        "from desktop_app.support.fault_file import fault_file\n"
        "with fault_file(Path(sys.argv[1])):\n"
        "    faulthandler._sigabrt()\n"
    )
    done = subprocess.run([sys.executable, "-c", script, str(tmp_path)], capture_output=True, check=False, timeout=60)
    assert done.returncode != 0
    with fault_file(tmp_path, Switch()) as last:
        assert last.startswith("Fatal Python error: Aborted")
        assert "line 5" in last
