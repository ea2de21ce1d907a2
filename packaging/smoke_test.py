"""Starts and uses what was built, as its user will; fails where anything does not work.

    python packaging/smoke_test.py FOLDER [--screenshots DIR] [--no-window]

FOLDER is the frozen program, or the application of macOS. It is tried from a folder with spaces and other letters that
an ordinary user can't write to, in an environment without Python, tools and network (as far as the system lets this
program take them away).
"""

from __future__ import annotations

import argparse
import json
import shutil
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

from installers.feature_test import use_features
from installers.frozen_program import FrozenProgram, SmokeError, installed_copy
from installers.window_test import use_window

DEMO = Path(__file__).resolve().parent.parent / "resources" / "demo"


def check_doctor(program: FrozenProgram) -> str:
    """Everything is in place; what the doctor says of the engine."""
    [report] = program.run("doctor")
    broken = [finding for finding in report["findings"] if finding["state"] == "broken"]
    if broken or not report["usable"]:
        raise SmokeError(f"The doctor finds: {broken or report}")
    engine = next(finding for finding in report["findings"] if finding["part"] == "Language model engine")
    return str(engine["detail"])


def check_demo(program: FrozenProgram, model: str) -> str:
    """From a document to an answer with a figure; the model that answered."""
    *_, answer = program.run("demo", "--no-window", "--model", model)
    if answer["model"] != model or not answer["images"] or not answer["answer_markdown"].strip():
        raise SmokeError(f"The demo with {model} gives: {answer}")
    return str(answer["model"])


def smoke_test(program: FrozenProgram, screenshots: Path, *, window: bool) -> None:
    """All steps; raises `SmokeError`."""
    print("doctor:", check_doctor(program), flush=True)
    print("demo:", check_demo(program, "excerpts"), flush=True)
    print("demo:", check_demo(program, "starter"), flush=True)
    program.run("remove", "imageref-manual")
    content = json.loads((DEMO / "demo.json").read_text(encoding="utf-8"))
    manual = program.home / content["document"]
    shutil.copyfile(DEMO / content["document"], manual)
    for feature in use_features(program, manual):
        print("feature:", feature, flush=True)
    if window:
        question = content["questions"][0]["question"]
        use_window(program, manual, question, screenshots)
        print("window: drop, ask, click on the figure; look at", screenshots, flush=True)
        if not program.run("conversations"):
            raise SmokeError("The conversation of the window was not kept.")


def main() -> int:
    """Tests one folder; the exit code."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--screenshots", type=Path, default=Path("build/packaging/screenshots"))
    parser.add_argument("--no-window", action="store_true", help="where there is no Xvfb and xdotool")
    arguments = parser.parse_args()
    try:
        with installed_copy(arguments.folder.resolve()) as program:
            smoke_test(program, arguments.screenshots.resolve(), window=not arguments.no_window)
    except SmokeError as error:
        print(f"FAILED: {error}", file=sys.stderr)
        return 1
    print("The smoke test passed.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
