"""The longest turn of the window's event loop in everything that is done with it, and how soon the window is there.

    python -m tests.benchmarks.window [--scene NAME]… [--stacks] [--home DIR]

Each row is a thing that is done, with the longest time in which the loop had no turn meanwhile: processor time of its
thread, which says what the window costs on a quiet machine, and the time by the clock, which counts other programs too.
Beside it stands where the program was then. Contents are made up and large; the window, its event loop and Qt are real.
A window on a display is measured with QT_QPA_PLATFORM=xcb.

The start is that of a real process over a real library of 10,000 documents (kept in --home for the next time), beside a
process that shows an empty window of PySide6.
"""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("QT_LOGGING_RULES", "qt.qpa.*=false")

from tests.benchmarks.window_desk import Turn
from tests.benchmarks.window_scenes import SCENES
from tests.benchmarks.window_start import print_start

START = "start"
MOST_MS = 50


def print_turn(turn: Turn, *, stacks: bool) -> None:
    """Prints a row."""
    processor, wall = 1000 * turn.stall.seconds, 1000 * turn.stall.wall
    mark = "!" if processor > MOST_MS else " "
    print(f"{turn.what:<58} {processor:6.0f}{mark} {wall:6.0f}  {turn.where}", flush=True)
    if stacks and processor > MOST_MS:
        print(turn.stall.where, flush=True)


def main() -> None:
    """Measures what the command line names, or everything."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--scene", action="append", choices=[START, *SCENES])
    parser.add_argument("--stacks", action="store_true", help="print the whole stack of what takes longer than 50 ms")
    parser.add_argument("--home", type=Path, help="a folder for the library of the start, or one that holds it")
    arguments = parser.parse_args()
    wanted = arguments.scene or [START, *SCENES]
    if START in wanted:
        print_start(arguments.home)
    for name in wanted:
        if name == START:
            continue
        print(f"\n{name:<58} {'cpu ms':>7} {'clock':>6}  where", flush=True)
        for turn in SCENES[name]():
            print_turn(turn, stacks=arguments.stacks)


if __name__ == "__main__":
    main()
    sys.exit(0)
