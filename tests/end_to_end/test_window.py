"""The program with its window, started as its user does, under the offscreen platform."""

from __future__ import annotations

import json
import shutil
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import psutil
import pymupdf
import pytest

from desktop_app.support.resource_files import resource_path
from tests.end_to_end.conftest import FROZEN, RUN_LIMIT_S, Program
from tests.helpers.processes import still_alive

pytestmark = [
    pytest.mark.heavy,
    pytest.mark.timeout(600),
    pytest.mark.skipif(bool(FROZEN), reason="packaging/smoke_test.py uses the frozen window from outside"),
]

MANUAL = resource_path("demo", "imageref-manual.pdf")
QUESTION = "Which states can a document be in, and how does it get from one to the next?"
CHILDREN_END_S = 30
DRIVER = Path(__file__).with_name("window_driver.py")


def drive(environment: dict[str, str], screenshot: Path, model: str, *more: str) -> dict[str, Any]:
    finished = subprocess.run(
        [sys.executable, DRIVER, MANUAL, QUESTION, model, screenshot, *more],
        env=environment,
        capture_output=True,
        text=True,
        timeout=RUN_LIMIT_S,
        check=False,
    )
    assert finished.returncode == 0, finished.stderr
    assert "Traceback" not in finished.stderr
    seen: dict[str, Any] = json.loads(finished.stdout.splitlines()[-1])
    assert "mistake" not in seen, seen["mistake"]
    assert "stuck_after" not in seen, seen
    return seen


def assert_log_holds_no_words_of(home: Path, *texts: str) -> None:
    """No five words on end of what was asked or answered, nor of the document, stand in the log."""
    with pymupdf.open(MANUAL) as document:
        read = "\n".join(page.get_text() for page in document)
    log = " ".join(" ".join(file.read_text(encoding="utf-8") for file in (home / "logs").glob("*.log*")).split())
    assert "closed in" in log
    for text in (*texts, read):
        words = text.split()
        runs = {" ".join(words[at : at + 5]) for at in range(len(words) - 4)}
        assert not [run for run in runs if run in log]


def test_drop_ask_and_see(environment: dict[str, str], tmp_path: Path) -> None:
    seen = drive(environment, tmp_path / "window.png", "excerpts")
    assert seen["drop_accepted"]
    assert len(seen["library"]) == 1
    [answer] = seen["answers"]
    assert "document" in answer["text"]
    assert "3" in answer["figures"]
    assert seen["marked_page"] >= 1
    assert (tmp_path / "window.png").stat().st_size > 10_000


@pytest.mark.skipif(sys.platform == "win32", reason="the model's process is found by its mapped files, as on Linux")
def test_a_killed_model_is_told_and_the_next_question_works(
    environment: dict[str, str], tmp_path: Path, home: Path
) -> None:
    seen = drive(environment, tmp_path / "window.png", "starter", "kill-model")
    assert seen["model"] == "starter"
    assert seen["killed"]
    first, second = seen["answers"]
    assert "stopped" in first["note"]
    assert "stopped" not in second["note"]
    assert len(second["text"]) > len(QUESTION)
    assert_log_holds_no_words_of(home, QUESTION, first["text"], second["text"])


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGTERM")
def test_a_program_that_is_told_to_end_while_a_model_is_loaded_keeps_the_question(
    environment: dict[str, str], tmp_path: Path, imageref: Program
) -> None:
    seen = drive(environment, tmp_path / "window.png", "starter", "end-program")
    assert seen["code"] == 0
    assert seen["was_busy"]
    assert not still_alive(
        [psutil.Process(each) for each in seen["children"] if psutil.pid_exists(each)], CHILDREN_END_S
    )
    [kept] = imageref("conversations", "--json").records
    assert (kept["turns"], kept["title"]) == (1, QUESTION)


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL")
def test_a_killed_program_loses_neither_what_was_read_nor_what_waits(
    environment: dict[str, str], tmp_path: Path, imageref: Program, home: Path
) -> None:
    for number in range(3):
        shutil.copy(MANUAL, tmp_path / f"waiting-{number}.pdf")
    command = [sys.executable, DRIVER, MANUAL, QUESTION, "starter", tmp_path / "window.png", "kill-program"]
    ended = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=RUN_LIMIT_S, check=False)
    assert ended.returncode == -signal.SIGKILL, ended.stderr
    seen = json.loads(ended.stdout.splitlines()[-1])
    children = [psutil.Process(number) for number in seen["children"] if psutil.pid_exists(number)]
    assert seen["children"]
    assert not still_alive(children, CHILDREN_END_S)
    assert [each["turns"] for each in imageref("conversations", "--json").records] == [1]
    assert imageref("export", "last", tmp_path / "last.md").code == 0
    kept = (tmp_path / "last.md").read_text(encoding="utf-8").split()
    read = seen["read"].split()[:-1]  # the last word may have been cut
    assert len([word for word in read if word in kept]) >= 0.9 * len(read)
    waiting = json.loads((home / "data" / "library" / "reading.json").read_text(encoding="utf-8"))["waiting"]
    assert waiting == seen["waiting"]
    assert imageref("verify").code == 0
