"""Uses the frozen window as a person does, by the pointer and the keyboard of an X display, and looks at the screen."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

from installers.frozen_program import FrozenProgram, SmokeError

HELPER = Path(__file__).with_name("desktop_helper.py")
SCREEN = (1500, 900)
WINDOW = (1380, 880)
STEP_LIMIT_S = 240
LOOK_EVERY_S = 0.2
LEAST_LIKENESS = 0.7
LEAST_CHANGE = 0.02
LEAST_WIDTH, MOST_WIDTH, LEAST_HEIGHT = 240, 900, 60
"""Of a figure on the screen, in pixels."""
ROUGH_STEP = 12
TITLE = "ImageRef"


@contextmanager
def display() -> Iterator[str]:
    """An X display of its own; its name."""
    server = shutil.which("Xvfb")
    if server is None:
        raise SmokeError("The window is tested under Xvfb, which is not installed.")
    reading, writing = os.pipe()
    width, height = SCREEN
    options = ("-screen", "0", f"{width}x{height}x24", "-nolisten", "tcp", "-ac", "-noreset")
    process = subprocess.Popen(
        [server, "-displayfd", str(writing), *options],
        pass_fds=(writing,),
        stderr=subprocess.DEVNULL,
    )
    os.close(writing)
    try:
        with os.fdopen(reading) as numbers:
            yield f":{numbers.readline().strip()}"
    finally:
        process.terminate()
        process.wait()


class Desk:
    """Pointer, keyboard and pictures of a display."""

    def __init__(self, name: str) -> None:
        self._environment = {**os.environ, "DISPLAY": name, "QT_QPA_PLATFORM": "xcb"}

    def do(self, *words: object) -> str:
        """One command of xdotool; what it prints."""
        command = ["xdotool", *map(str, words)]
        finished = subprocess.run(command, env=self._environment, capture_output=True, text=True, check=False)
        return finished.stdout.strip()

    def screenshot(self, file: Path) -> Any:
        """The screen, also written to `file`; RGB, shape [height, width, 3]."""
        import cv2

        subprocess.run(
            [sys.executable, HELPER, "screenshot", file], env=self._environment, check=True, capture_output=True
        )
        return cv2.imread(str(file))

    def drop(self, file: Path, x: int, y: int) -> None:
        """Drags a file from a window beside the program's and drops it at a place."""
        at_x, at_y = SCREEN[0] - 100, 20
        command = [sys.executable, HELPER, "drag", str(at_x), str(at_y), str(file)]
        source = subprocess.Popen(command, env=self._environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            wait_for(lambda: self.do("search", "--onlyvisible", "--name", "files to drag"), "a place to drag from")
            self.do("mousemove", at_x + 40, at_y + 40, "mousedown", 1)
            for step in range(1, 11):
                share = step / 10
                self.do("mousemove", int(at_x + 40 + (x - at_x - 40) * share), int(at_y + 40 + (y - at_y - 40) * share))
                time.sleep(LOOK_EVERY_S)
            self.do("mouseup", 1)
            time.sleep(LOOK_EVERY_S)
        finally:
            source.terminate()
            source.wait()


def wait_for(condition: Callable[[], Any], what: str, limit_s: float = STEP_LIMIT_S) -> Any:
    """What the condition gives as soon as it is something.

    Raises:
        SmokeError: it stays nothing.
    """
    deadline = time.monotonic() + limit_s
    while not (seen := condition()):
        if time.monotonic() > deadline:
            raise SmokeError(f"The window was waited for in vain: {what}.")
        time.sleep(LOOK_EVERY_S)
    return seen


def use_window(program: FrozenProgram, manual: Path, question: str, screenshots: Path) -> None:
    """Drop, ask, look, click on the figure, close.

    Raises:
        SmokeError: a step has no effect.
    """
    screenshots.mkdir(parents=True, exist_ok=True)
    with display() as name:
        shown, desk = replace(program, display=name), Desk(name)
        process = shown.start("imageref-desktop")
        try:
            _journey(shown, desk, manual, question, screenshots)
            process.terminate()
            out, err = process.communicate(timeout=60)
        finally:
            process.kill()
    if process.returncode or "Traceback" in err:
        raise SmokeError(f"The window ended with {process.returncode}:\n{out}\n{err}")


def _journey(program: FrozenProgram, desk: Desk, manual: Path, question: str, screenshots: Path) -> None:
    window = wait_for(lambda: desk.do("search", "--onlyvisible", "--name", TITLE), "it shows").splitlines()[-1]
    desk.do("windowmove", window, 0, 0, "windowsize", window, *WINDOW)
    desk.do("windowfocus", window)
    catalogue = program.library / "catalogue.sqlite"
    wait_for(catalogue.exists, "the library is open")
    desk.drop(manual, WINDOW[0] // 2, WINDOW[1] // 2)
    ready = "SELECT 1 FROM documents WHERE status = 'ready'"
    wait_for(lambda: _rows(catalogue, ready), "the dropped file is read")
    desk.do("windowfocus", window)
    desk.do("type", "--delay", "20", question)
    desk.screenshot(screenshots / "asked.png")
    desk.do("key", "Return")
    wait_for(lambda: _rows(program.library / "history.sqlite", "SELECT 1 FROM turns"), "the answer is kept")
    place = wait_for(lambda: _place_of_figure(desk, program.library, screenshots / "answer.png"), "a figure is seen")
    before = desk.screenshot(screenshots / "answer.png")
    desk.do("mousemove", *place, "click", 1)
    wait_for(
        lambda: _changed(before, desk.screenshot(screenshots / "figure.png")) > LEAST_CHANGE,
        "a click on the figure shows it",
    )


def _rows(database: Path, query: str) -> list[Any]:
    """What a query finds, nothing where the database is not ready yet."""
    try:
        with closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True)) as connection:
            return connection.execute(query).fetchall()
    except sqlite3.Error:
        return []


def _changed(before: Any, after: Any) -> float:
    """The share of pixels that differ."""
    return float((before != after).any(axis=2).mean())


def _place_of_figure(desk: Desk, library: Path, file: Path) -> tuple[int, int] | None:
    """Where a picture of the library is on the screen, its middle; found by comparing at many sizes, then at more."""
    import cv2

    screen = cv2.cvtColor(desk.screenshot(file), cv2.COLOR_BGR2GRAY)
    pictures = [cv2.imread(str(path), cv2.IMREAD_GRAYSCALE) for path in sorted((library / "figures").glob("*.png"))]
    rough = [
        (*_likeness(screen, picture, width), number)
        for number, picture in enumerate(pictures)
        for width in range(LEAST_WIDTH, min(MOST_WIDTH, picture.shape[1]) + 1, ROUGH_STEP)
    ]
    if not rough:
        return None
    _, (_, _, width), number = max(rough)
    widths = range(max(LEAST_WIDTH, width - ROUGH_STEP), width + ROUGH_STEP + 1, 2)
    likeness, (x, y, _) = max(_likeness(screen, pictures[number], each) for each in widths)
    return (x, y) if likeness > LEAST_LIKENESS else None


def _likeness(screen: Any, picture: Any, width: int) -> tuple[float, tuple[int, int, int]]:
    """How much the screen is like the picture at a width where it is so most; the middle of that place, and the width.

    Both are compared at half their sizes, which forgives how edges are smoothed.
    """
    import cv2

    height = round(picture.shape[0] * width / picture.shape[1])
    if not LEAST_HEIGHT <= height < screen.shape[0] - 20:
        return 0.0, (0, 0, width)
    small = cv2.resize(picture, (width // 2, height // 2), interpolation=cv2.INTER_AREA)
    half = cv2.resize(screen, None, fx=0.5, fy=0.5, interpolation=cv2.INTER_AREA)
    _, likeness, _, (left, top) = cv2.minMaxLoc(cv2.matchTemplate(half, small, cv2.TM_CCOEFF_NORMED))
    return float(likeness), (2 * left + width // 2, 2 * top + height // 2, width)
