from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[2]
WORKFLOW = PROJECT / ".github/workflows/release.yml"


def test_the_workflow_has_the_form_the_service_asks_for() -> None:
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", "vendor.github-workflows", str(WORKFLOW)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_what_it_runs_is_in_the_source_tree() -> None:
    named = set(re.findall(r"packaging[\w/.]*\.(?:py|iss|sh)", WORKFLOW.read_text("utf-8")))
    assert {"packaging/build.py", "packaging/smoke_test.py"} <= named
    assert [name for name in sorted(named) if not (PROJECT / name).is_file()] == []


def test_only_the_last_step_may_write_and_nothing_is_fetched_by_hand() -> None:
    text = WORKFLOW.read_text("utf-8")
    assert text.count("contents: write") == 1
    assert text.index("contents: write") > text.index("publish:")
    assert not re.search(r"\b(curl|wget|Invoke-WebRequest)\b", text)
