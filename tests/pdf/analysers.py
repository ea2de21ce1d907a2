"""Analysers for the tests: plain ones, and ones that misbehave in a worker at a chosen page.

They stand where the program's page analysis stands; a worker process imports this module by its name.
"""

from __future__ import annotations

import gc
import os
import signal
import struct
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from multiprocessing.connection import Connection
from pathlib import Path

from desktop_app.domain.documents import FigureKind
from desktop_app.domain.geometry import Box
from desktop_app.domain.page_content import (
    BlockKind,
    DocumentInfo,
    DocumentProfile,
    FigureRegion,
    PageAnalysis,
    PageContent,
    TextBlock,
)
from desktop_app.pdf import wire


@dataclass(frozen=True)
class PlainAnalyser:
    """Every line is a paragraph; every image of some size is a figure, and so is every box of `figures`."""

    figures: tuple[Box, ...] = ()

    def profile(self, sample: Sequence[PageContent]) -> DocumentProfile:
        return DocumentProfile(body_size=float(len(sample)))

    def analyse(self, content: PageContent, profile: DocumentProfile) -> PageAnalysis:
        blocks = tuple(TextBlock(line.text, line.box, BlockKind.PARAGRAPH) for line in content.lines)
        images = [FigureRegion(image.box, FigureKind.RASTER) for image in content.images if image.box.area > 100]
        boxes = [FigureRegion(box, FigureKind.VECTOR, label="1", caption="A box.") for box in self.figures]
        return PageAnalysis(blocks, tuple(images + boxes))


class Fault(StrEnum):
    """How a worker goes wrong."""

    SEGFAULT = "segfault"
    ABORT = "abort"
    KILLED = "killed"
    EXIT_0 = "exit 0"
    HANG = "hang"
    MEMORY = "memory"
    RAISE = "raise"
    NOISE = "noise in the pipe"
    HUGE_MESSAGE = "a message that is too large"
    HALF_A_MESSAGE = "half a message, then nothing"
    UNASKED = "an answer to another question"
    SURROGATES = "surrogates"
    NOT_FINITE = "not finite"


def _raise() -> None:
    raise ValueError("the analyser has a bug")


def _hoard() -> None:
    hoard = []
    while True:
        hoard.append(bytearray(64 * 1024 * 1024))


def _hang() -> None:
    # The signals that a polite end would use are blocked, as if the parser never came back to Python.
    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGTERM, signal.SIGINT})
    time.sleep(600)


def _pipe() -> Connection:
    """The worker's end of its pipe: a parser that was taken over could find it, too."""
    [pipe] = [thing for thing in gc.get_objects() if isinstance(thing, Connection) and not thing.closed]
    return pipe


def _send_half() -> None:
    os.write(_pipe().fileno(), struct.pack("!i", 1_000_000) + b"x" * 1000)
    _hang()


_DEEDS: dict[Fault, Callable[[], None]] = {
    Fault.SEGFAULT: lambda: os.kill(os.getpid(), signal.SIGSEGV),
    Fault.ABORT: os.abort,
    Fault.KILLED: lambda: os.kill(os.getpid(), signal.SIGKILL),
    Fault.EXIT_0: lambda: os._exit(0),
    Fault.HANG: _hang,
    Fault.MEMORY: _hoard,
    Fault.RAISE: _raise,
    Fault.NOISE: lambda: _pipe().send_bytes(os.urandom(5000)),
    Fault.HUGE_MESSAGE: lambda: _pipe().send_bytes(bytes(3_000_000)),
    Fault.HALF_A_MESSAGE: _send_half,
    Fault.UNASKED: lambda: wire.send(_pipe(), wire.Opened(DocumentInfo(3))),
}
_RESULTS = {
    Fault.SURROGATES: ("bad \ud800 text\x00\u202e here", Box(0, 0, 9, 9)),
    Fault.NOT_FINITE: ("somewhere", Box(0, 0, float("nan"), 9)),
}


def misbehave(fault: Fault) -> PageAnalysis:
    """Does it; returns only for the faults that are a wrong result."""
    if fault in _DEEDS:
        _DEEDS[fault]()
    text, box = _RESULTS.get(fault, ("", Box(0, 0, 0, 0)))
    return PageAnalysis((TextBlock(text, box, BlockKind.PARAGRAPH),))


@dataclass(frozen=True)
class FaultyAnalyser(PlainAnalyser):
    """Misbehaves at some pages: page number to fault."""

    faults: dict[int, Fault] = field(default_factory=dict)
    in_profile: Fault | None = None

    def profile(self, sample: Sequence[PageContent]) -> DocumentProfile:
        if self.in_profile is not None:
            misbehave(self.in_profile)
        return super().profile(sample)

    def analyse(self, content: PageContent, profile: DocumentProfile) -> PageAnalysis:
        fault = self.faults.get(content.number)
        return super().analyse(content, profile) if fault is None else misbehave(fault)


@dataclass(frozen=True)
class ReportingAnalyser(PlainAnalyser):
    """Leaves a file named after the process and the page in `folder` whenever it is asked."""

    folder: Path = Path()

    def profile(self, sample: Sequence[PageContent]) -> DocumentProfile:
        numbers = "-".join(str(content.number) for content in sample)
        (self.folder / f"profile_{numbers}").touch()
        return super().profile(sample)

    def analyse(self, content: PageContent, profile: DocumentProfile) -> PageAnalysis:
        (self.folder / f"page_{content.number}_{os.getpid()}").touch()
        return super().analyse(content, profile)
