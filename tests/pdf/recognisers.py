"""Recognisers for the tests: one that finds what it is told, and ones that go wrong in a worker."""

from __future__ import annotations

import os
import signal
import time
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

from desktop_app.domain.geometry import Box
from desktop_app.domain.page_content import RecognisedText, TextLine

FOUND = "Words that were recognised on the picture."


def line(text: str, box: Box, *, block: int = 0) -> TextLine:
    return TextLine(text, box, 10.0, block=block)


PARAGRAPH = (line(FOUND, Box(40, 90, 300, 102)), line("There is a second line of it.", Box(40, 104, 290, 116)))


@dataclass(frozen=True)
class ToldRecogniser:
    """Finds these lines on every page, and leaves a file named after the size and the turn of what it is shown."""

    lines: tuple[TextLine, ...] = PARAGRAPH
    folder: Path | None = None

    def recognise(self, picture: Any, scale: float, turn: int = 0) -> RecognisedText:
        if self.folder is not None:
            height, width, colours = picture.shape
            (self.folder / f"{width}x{height}x{colours} {turn}").touch()
        return RecognisedText(self.lines, tuple(line.box for line in self.lines))


@dataclass(frozen=True)
class CountingRecogniser(ToldRecogniser):
    """Leaves a file for each time that it is shown a picture of the same size."""

    def recognise(self, picture: Any, scale: float, turn: int = 0) -> RecognisedText:
        assert self.folder is not None
        height, width, _ = picture.shape
        times = len(list(self.folder.glob(f"{width}x{height} *")))
        (self.folder / f"{width}x{height} {times + 1}").touch()
        return RecognisedText(self.lines)


class Mishap(StrEnum):
    """How recognition goes wrong."""

    HANG = "hang"
    CRASH = "crash"
    RAISE = "raise"
    MEMORY = "memory"


@dataclass(frozen=True)
class FailingRecogniser:
    """Goes wrong; a file in `folder` says that it has begun."""

    mishap: Mishap
    folder: Path | None = None

    def recognise(self, picture: Any, scale: float, turn: int = 0) -> RecognisedText:
        if self.folder is not None:
            (self.folder / "begun").touch()
        if self.mishap is Mishap.CRASH:
            os.kill(os.getpid(), signal.SIGSEGV)
        if self.mishap is Mishap.MEMORY:
            raise RuntimeError("Non-zero status code returned: std::bad_alloc")
        if self.mishap is Mishap.RAISE:
            raise ValueError("the recogniser has a bug")
        time.sleep(600)
        return RecognisedText()
