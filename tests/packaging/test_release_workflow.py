"""The release workflow, as far as it can be checked without the service that runs it."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "packaging"))

from installers.appimage_runtime import LIBRARIES
from installers.environment import Accelerator
from installers.linux_packages import DEPENDS

PROJECT = Path(__file__).resolve().parents[2]
WORKFLOW = PROJECT / ".github/workflows/release.yml"
PACKAGES_OF = {"z": "zlib1g-dev", "squashfuse_ll": "libsquashfuse-dev"}


@pytest.fixture(scope="module")
def jobs() -> dict[str, Any]:
    found: dict[str, Any] = YAML(typ="safe").load(WORKFLOW)["jobs"]
    return found


def steps(jobs: dict[str, Any]) -> list[dict[str, Any]]:
    return [step for job in jobs.values() for step in job["steps"]]


def test_the_workflow_has_the_form_the_service_asks_for() -> None:
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", "vendor.github-workflows", str(WORKFLOW)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_what_it_runs_is_in_the_source_tree() -> None:
    named = set(re.findall(r"packaging[\w/.]*\.(?:py|iss|sh|c)\b", WORKFLOW.read_text("utf-8")))
    assert {"packaging/build.py", "packaging/smoke_test.py", "packaging/installers/appimage_runtime.py"} <= named
    assert [name for name in sorted(named) if not (PROJECT / name).is_file()] == []


def test_only_the_last_step_may_write_and_nothing_is_fetched_by_hand(jobs: dict[str, Any]) -> None:
    text = WORKFLOW.read_text("utf-8")
    assert text.count("contents: write") == 1
    assert jobs["publish"]["permissions"]["contents"] == "write"
    assert not re.search(r"\b(curl|wget|Invoke-WebRequest)\b", text)


def test_the_machines_have_what_the_packages_need(jobs: dict[str, Any]) -> None:
    [words] = [step["run"] for step in jobs["installers"]["steps"] if step.get("name") == "System packages (Linux)"]
    needed = {each.split(" ")[0] for each in DEPENDS} - {"libc6"}
    assert needed <= set(words.split())
    [words] = [step["run"] for step in jobs["runtime"]["steps"] if step.get("id") == "build"]
    assert {PACKAGES_OF.get(name, f"lib{name}-dev") for name in LIBRARIES} <= set(words.split())


def test_every_result_is_published_and_the_runtime_is_used_as_it_was_built(jobs: dict[str, Any]) -> None:
    kept = [step["with"]["name"] for step in steps(jobs) if str(step.get("uses")).startswith("actions/upload-artifact")]
    assert kept == ["release-source", "runtime", "release-runtime-sources", "release-${{ matrix.name }}"]
    taken = [step["with"] for step in jobs["publish"]["steps"] if "download-artifact" in str(step.get("uses"))]
    assert taken == [{"pattern": "release-*", "path": "release", "merge-multiple": True}]
    assert "needs.runtime.outputs.sha256" in WORKFLOW.read_text("utf-8")
    assert set(jobs["runtime"]["outputs"]) == {"sha256"}


def test_accelerators_are_known(jobs: dict[str, Any]) -> None:
    machines = jobs["installers"]["strategy"]["matrix"]["include"]
    assert {machine["accelerator"] for machine in machines} <= set(Accelerator)
    assert {machine["name"] for machine in machines} == {"linux-x64", "windows-x64", "macos-arm64"}


@pytest.mark.skipif(shutil.which("shellcheck") is None, reason="needs shellcheck")
def test_a_shell_would_run_the_steps(jobs: dict[str, Any]) -> None:
    for step in steps(jobs):
        if "run" in step and step.get("shell") != "pwsh":
            script = "#!/bin/bash\n" + re.sub(r"\$\{\{.*?\}\}", "x", step["run"])
            command = ["shellcheck", "--shell=bash", "--severity=warning", "-"]
            checked = subprocess.run(command, input=script, capture_output=True, text=True, check=False)
            assert checked.returncode == 0, checked.stdout


def test_secrets_reach_steps_by_their_environment_only(jobs: dict[str, Any]) -> None:
    for step in steps(jobs):
        assert "secrets." not in step.get("run", "")
        assert "github.ref" not in step.get("run", "")
