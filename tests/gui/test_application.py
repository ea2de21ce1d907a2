"""The program's window as a process: nothing heavy at start, clean to end."""

from __future__ import annotations

import subprocess
import sys

import pytest

HEAVY = ("torch", "chromadb", "llama_cpp", "pymupdf", "onnxruntime", "sqlite3", "open_clip", "tokenizers", "rapidocr")

_START = """
import sys
from pathlib import Path
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from desktop_app.domain.errors import LibraryLocked
import desktop_app.gui.application as application
import desktop_app.gui.main_window as main_window

def make_workspace():
    raise LibraryLocked("Another window has this library open.", "Close it first.")

def look(window):
    print("heavy", sorted(name for name in {heavy!r} if name in sys.modules))

make = application.make_window
def watched(*arguments):
    window = make(*arguments)
    window.painted.connect(lambda: look(window))
    QTimer.singleShot(400, lambda: print("says", "Another window" in window.welcome.words))
    {then}
    return window
application.make_window = watched
code = application.run_window(make_workspace, initial_paths=[Path("/nowhere.pdf")])
print("code", code)
"""


def run(then: str) -> subprocess.CompletedProcess[str]:
    script = _START.format(heavy=HEAVY, then=then)
    command = [sys.executable, "-W", "error", "-c", script]
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)


def test_the_window_is_there_before_anything_heavy_and_tells_a_locked_library() -> None:
    done = run("QTimer.singleShot(900, window.close)")
    assert done.returncode == 0, done.stderr
    assert done.stdout.split("\n")[:3] == ["heavy []", "says True", "code 0"]


@pytest.mark.skipif(sys.platform == "win32", reason="signals of this kind do not exist there")
@pytest.mark.parametrize("name", ["SIGTERM", "SIGINT", "SIGHUP"])
def test_a_signal_closes_the_window_as_a_user_would(name: str) -> None:
    kill = f"import os, signal; QTimer.singleShot(600, lambda: os.kill(os.getpid(), signal.{name}))"
    done = run(kill)
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip().endswith("code 0")


def test_an_exception_in_a_handler_is_told_and_the_window_stays() -> None:
    then = """
    def fail(): raise ValueError("a bug in a handler")
    QTimer.singleShot(300, fail)
    QTimer.singleShot(600, lambda: print("told", window.notices.shown.message))
    QTimer.singleShot(900, window.close)"""
    done = run(then)
    assert "told Something went wrong in the program (ValueError)." in done.stdout, done.stderr
    assert done.returncode == 0


def test_importing_the_window_s_parts_imports_no_adapter() -> None:
    script = "import sys, desktop_app.gui.application; print([m for m in sys.modules if m.startswith('desktop_app.')])"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True, timeout=60)
    rooms = {name.split(".")[1] for name in done.stdout.split("'") if name.startswith("desktop_app.")}
    assert rooms <= {"gui", "domain", "settings", "support"}, rooms
