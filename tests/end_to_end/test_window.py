"""The program with its window, started as its user does, under the offscreen platform."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from desktop_app.support.resource_files import resource_path
from tests.end_to_end.conftest import FROZEN, RUN_LIMIT_S

pytestmark = [
    pytest.mark.heavy,
    pytest.mark.timeout(600),
    pytest.mark.skipif(bool(FROZEN), reason="packaging/smoke_test.py uses the frozen window from outside"),
]

MANUAL = resource_path("demo", "imageref-manual.pdf")
QUESTION = "Which states can a document be in, and how does it get from one to the next?"
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
def test_a_killed_model_is_told_and_the_next_question_works(environment: dict[str, str], tmp_path: Path) -> None:
    seen = drive(environment, tmp_path / "window.png", "starter", "kill-model")
    assert seen["model"] == "starter"
    assert seen["killed"]
    first, second = seen["answers"]
    assert "stopped" in first["note"]
    assert "stopped" not in second["note"]
    assert len(second["text"]) > len(QUESTION)
