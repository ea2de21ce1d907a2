"""The whole program connects to nothing, in none of its processes and libraries; downloads reach the hub alone.

Every process is recorded from its first line on, twice: an audit hook sees what Python code tries, also where the
program refuses it, and a preloaded library sees what anything else asks the C library for (it found the telemetry of
ONNX Runtime).
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from desktop_app.model_store.local_models import find_starter
from desktop_app.support.resource_files import resource_path
from tests.end_to_end.conftest import FROZEN, PROGRAM, RUN_LIMIT_S
from tests.helpers.hub_server import HubServer

pytestmark = [
    pytest.mark.heavy,
    pytest.mark.timeout(600),
    pytest.mark.skipif(sys.platform != "linux", reason="the recorder is preloaded by Linux's loader"),
]

MANUAL = resource_path("demo", "imageref-manual.pdf")
QUESTION = "Which states can a document be in?"
RECORDER = Path(__file__).with_name("recorder")
DRIVER = Path(__file__).with_name("window_driver.py")
NATIVE_CALL = """
import ctypes, socket, struct
address = struct.pack("=HH4s8x", socket.AF_INET, socket.htons(9), socket.inet_aton("192.0.2.1"))
handle = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
ctypes.CDLL(None).connect(handle.fileno(), address, len(address))
"""
PYTHON_CALL = """
import socket
from desktop_app.support.offline import ConnectionRefusedOffline, go_offline
go_offline()
try:
    socket.socket(socket.AF_INET, socket.SOCK_DGRAM).connect(("192.0.2.2", 9))
except ConnectionRefusedOffline:
    pass
"""

COMMANDS = """
import json, sys
from desktop_app.startup import run
if __name__ == "__main__":
    for command in json.loads(sys.argv[1]):
        code = run(command)
        if code:
            sys.exit(f"{command} ended with {code}")
"""

Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture(scope="module")
def native_recorder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The library that is preloaded; llama.cpp needs a compiler anyway."""
    compiler = shutil.which("cc") or shutil.which("gcc")
    assert compiler, "a C compiler is among the packages that the README names"
    library = tmp_path_factory.mktemp("recorder") / "connections.so"
    command = [compiler, "-shared", "-fPIC", "-O1", "-o", library, RECORDER / "connections.c", "-ldl"]
    subprocess.run(command, check=True, timeout=60)
    return library


@pytest.fixture
def log(tmp_path: Path) -> Path:
    return tmp_path / "connections.log"


@pytest.fixture
def run(environment: dict[str, str], native_recorder: Path, log: Path) -> Run:
    """Runs Python with these arguments, recorded."""
    proxies = ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "NO_PROXY")
    for name in ("HF_HUB_OFFLINE", "IMAGEREF_OFFLINE", "HF_ENDPOINT", "CI", *proxies):
        environment.pop(name, None)
        environment.pop(name.lower(), None)
    environment |= {"PYTHONPATH": str(RECORDER), "LD_PRELOAD": str(native_recorder), "CONNECTION_LOG": str(log)}

    def recorded(*arguments: object, program: str = sys.executable, **changes: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [program, *map(str, arguments)],
            env={**environment, **changes},
            capture_output=True,
            text=True,
            timeout=RUN_LIMIT_S,
            check=False,
        )

    return recorded


def seen(log: Path) -> set[str]:
    return set(log.read_text().splitlines()) if log.exists() else set()


def run_commands(run: Run, folder: Path, commands: list[list[str]], **changes: str) -> subprocess.CompletedProcess[str]:
    """All commands one after the other, as far as the first that fails; in one process unless that is frozen."""
    if FROZEN:
        runs = []
        for command in commands:
            runs.append(run(*command, program=FROZEN, **changes))
            if runs[-1].returncode:
                break
        runs[-1].stdout = "".join(each.stdout for each in runs)
        return runs[-1]
    script = folder / "commands.py"
    script.write_text(COMMANDS)
    return run(script, json.dumps(commands), **changes)


def test_the_recorder_sees_what_python_and_what_others_try(run: Run, log: Path) -> None:
    for script in (NATIVE_CALL, PYTHON_CALL):
        finished = run("-c", script)
        assert finished.returncode == 0, finished.stderr
    assert {"native connect 192.0.2.1", "python connect 192.0.2.2"} <= seen(log)
    assert "native connect 192.0.2.2" not in seen(log), "what was refused must not reach the system"


def test_no_command_connects(run: Run, log: Path, tmp_path: Path) -> None:
    questions = tmp_path / "questions.jsonl"
    questions.write_text(json.dumps({"doc": "imageref-manual", "question": QUESTION, "answer_pages": [1]}) + "\n")
    commands = [
        ["doctor"],
        ["ingest", str(MANUAL)],
        ["ask", QUESTION, "--model", "excerpts"],
        ["evaluate", str(questions)],
        ["models", "list"],
    ]
    if find_starter() is not None:
        commands.append(["ask", QUESTION, "--model", "starter"])
    finished = run_commands(run, tmp_path, commands)
    assert finished.returncode == 0, finished.stderr
    assert seen(log) == set()


@pytest.mark.skipif(bool(FROZEN), reason="the frozen window is used from outside, where there is no network")
def test_the_window_does_not_connect(run: Run, log: Path, tmp_path: Path) -> None:
    finished = run(DRIVER, MANUAL, QUESTION, "excerpts", tmp_path / "window.png")
    assert finished.returncode == 0, finished.stderr
    assert json.loads(finished.stdout.splitlines()[-1])["answers"]
    assert seen(log) == set()


def test_a_download_reaches_the_hub_and_nothing_else(run: Run, log: Path, tmp_path: Path) -> None:
    starter = find_starter()
    if starter is None:
        pytest.skip("the extra `starter` is not installed")
    with HubServer() as hub:
        hub.add("owner/Small-GGUF", {"Small-Q4_1.gguf": starter.read_bytes()})
        commands = [
            ["models", "download", "owner/Small-GGUF", "--json"],
            ["ask", QUESTION, "--model", "owner/Small-GGUF", "--json"],
        ]
        finished = run_commands(run, tmp_path, commands, HF_ENDPOINT=hub.endpoint)
        assert finished.returncode == 0, finished.stderr
    downloaded, answer = map(json.loads, finished.stdout.splitlines())
    assert downloaded["name"] == answer["model"] == "Small-Q4_1"
    assert {line.split()[-1] for line in seen(log)} == {"127.0.0.1"}
    for name in ("HF_HUB_OFFLINE", "IMAGEREF_OFFLINE"):
        log.unlink(missing_ok=True)
        program, *words = [*PROGRAM, "models", "download", "owner/Other-GGUF"]
        refused = run(*words, program=program, **{name: "1"})
        assert refused.returncode == 3
        assert "switched off" in refused.stderr
        assert seen(log) == set()
