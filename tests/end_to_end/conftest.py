"""The installed program as a subprocess with a home of its own.

With the variable IMAGEREF_PROGRAM, the path of a frozen `imageref`, the same tests run that instead of the source tree.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

RUN_LIMIT_S = 280
FROZEN = os.environ.get("IMAGEREF_PROGRAM", "")
PROGRAM = [FROZEN] if FROZEN else [sys.executable, "-m", "desktop_app"]


@dataclass(frozen=True)
class Run:
    """How a run of the program ended."""

    code: int
    out: str
    err: str

    @property
    def records(self) -> list[dict[str, Any]]:
        """The JSON lines on stdout; every line must be one."""
        return [json.loads(line) for line in self.out.splitlines()]


Program = Callable[..., Run]


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "home with spaces and ü"


@pytest.fixture
def environment(home: Path) -> dict[str, str]:
    return {**os.environ, "IMAGEREF_HOME": str(home), "QT_QPA_PLATFORM": "offscreen", "PYTHONWARNINGS": "error"}


@pytest.fixture
def imageref(environment: dict[str, str]) -> Program:
    """Runs `imageref` with these arguments."""

    def run(*arguments: object) -> Run:
        finished = subprocess.run(
            [*PROGRAM, *map(str, arguments)],
            env=environment,
            capture_output=True,
            text=True,
            timeout=RUN_LIMIT_S,
            check=False,
        )
        return Run(finished.returncode, finished.stdout, finished.stderr)

    return run
