"""The least address space with which the sample manual is read and a question about it answered, on one core.

    python -m tests.benchmarks.small_machine [--mebibytes 4096 3072 2048 1536 1024 768]

Each try is a new home; the program runs at the lowest priority on one processor core, and no process of it may have
more address space than said. Printed is how each command ended, how long it took, and what it said where it failed: a
sentence, never a crash.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from desktop_app.support.resource_files import resource_path

QUESTION = "Which states can a document be in, and how does it get from one to the next?"
LIMIT_S = 600
MEBIBYTE = 1 << 20
TRIED = (8192, 4096, 3072, 2048, 1536, 1024, 768, 512)


def _make_small(mebibytes: int) -> None:
    """Runs in the child, before the program begins."""
    resource.setrlimit(resource.RLIMIT_AS, (mebibytes * MEBIBYTE,) * 2)
    os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    os.nice(19)


def run(home: Path, mebibytes: int, *words: str) -> tuple[int, float, str, str]:
    """Runs a command: its exit code, seconds, and the last line of what it printed and of what it said."""
    began = time.perf_counter()
    command = [sys.executable, "-m", "desktop_app", "--home", str(home), "--json", *words]
    try:
        ended = subprocess.run(
            command,
            check=False,
            capture_output=True,
            text=True,
            timeout=LIMIT_S,
            preexec_fn=lambda: _make_small(mebibytes),
        )
    except subprocess.TimeoutExpired:
        return 124, LIMIT_S, "", "it took too long"
    out, said = (text.strip().splitlines() or [""] for text in (ended.stdout, ended.stderr))
    return ended.returncode, time.perf_counter() - began, out[-1], said[-1]


def main() -> None:
    """Tries each size."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--mebibytes", type=int, nargs="+", default=TRIED)
    manual = str(next(iter(sorted(resource_path("demo").glob("*.pdf")))))
    for mebibytes in parser.parse_args().mebibytes:
        with tempfile.TemporaryDirectory() as folder:
            code, seconds, out, said = run(Path(folder), mebibytes, "ingest", manual)
            pages = json.loads(out)["documents"][0]["pages"] if out.startswith("{") else {}
            print(f"{mebibytes:>5} MiB  ingest {code} in {seconds:5.1f} s  {pages}  {said}", flush=True)
            words = ("ask", QUESTION, "--model", "excerpts")
            code, seconds, out, said = run(Path(folder), mebibytes, *words)
            figures = [each["label"] for each in json.loads(out)["images"]] if out.startswith("{") else []
            print(f"{mebibytes:>5} MiB  ask    {code} in {seconds:5.1f} s  figures {figures}  {said}", flush=True)


if __name__ == "__main__":
    main()
