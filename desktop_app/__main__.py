"""The commands `imageref` (also `python -m desktop_app`) and `imageref-desktop`."""

from __future__ import annotations

import multiprocessing
import sys


def main(*, files_for_window: bool = False) -> int:
    """Runs the command line, or opens the window; returns the exit code."""
    multiprocessing.freeze_support()
    from desktop_app.support.quiet_imports import without_collection

    with without_collection():
        from desktop_app.startup import run
    return run(sys.argv[1:], window=files_for_window)


def window() -> int:
    """Opens the window and reads the files that are named, as desktops want it; returns the exit code."""
    return main(files_for_window=True)


if __name__ == "__main__":
    sys.exit(main())
