"""What a command prints: results on stdout, progress and problems on stderr."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from typing import Any, TextIO

BAR_WIDTH = 24


class Output:
    """Prints for people, or JSON lines for programs.

    Attributes:
        as_json: only JSON lines go to stdout.
        quiet: no progress; problems are still told.
    """

    def __init__(
        self, *, as_json: bool = False, quiet: bool = False, out: TextIO | None = None, err: TextIO | None = None
    ) -> None:
        self.as_json = as_json
        self.quiet = quiet
        self._out = out or sys.stdout
        self._err = err or sys.stderr
        self._bar_shown = False

    def record(self, record: Mapping[str, Any]) -> None:
        """One JSON object on a line of its own; nothing without `--json`."""
        if self.as_json:
            self._out.write(json.dumps(record, ensure_ascii=False) + "\n")
            self._out.flush()

    def text(self, text: str, end: str = "\n") -> None:
        """Text for people; nothing with `--json`."""
        if not self.as_json:
            self._out.write(printable(text) + end)
            self._out.flush()

    def progress(self, label: str, done: int, total: int) -> None:
        """A progress bar on stderr, drawn over the one before; only where stderr is a terminal."""
        if self.quiet or not self._err.isatty():
            return
        filled = BAR_WIDTH * done // total if total else 0
        bar = "█" * filled + "░" * (BAR_WIDTH - filled)
        self._err.write(f"\r\x1b[2K{bar} {done}/{total} {printable(label)}")
        self._err.flush()
        self._bar_shown = True

    def status(self, text: str) -> None:
        """A line about the way, on stderr; nothing with `--quiet`."""
        if not self.quiet:
            self._line(text)

    def problem(self, text: str) -> None:
        """A line about something that went wrong, on stderr, always."""
        self._line(text)

    def _line(self, text: str) -> None:
        if self._bar_shown:
            self._err.write("\r\x1b[2K")
            self._bar_shown = False
        self._err.write(printable(text) + "\n")
        self._err.flush()


def printable(text: str) -> str:
    """Text without control characters that would steer a terminal; line ends and tabs stay."""
    return "".join(c if c in "\n\t" or (c.isprintable() or c == " ") else "\N{REPLACEMENT CHARACTER}" for c in text)
