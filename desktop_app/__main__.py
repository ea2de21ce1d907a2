"""The console command `imageref`, also `python -m desktop_app`."""

from __future__ import annotations

import multiprocessing
import sys


def main() -> int:
    """Runs the command line, or opens the window; returns the exit code."""
    multiprocessing.freeze_support()
    from desktop_app.startup import run

    return run(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
