"""Compares how long the frozen window and that of the source tree take to be on screen, taking turns in one run.

    python packaging/start_time.py FOLDER [ROUNDS]

Prints, for each, the median and the shortest time until the window is visible, and the ratio of the medians. Run it by
the Python of an environment in which the source tree runs.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

from installers.window_test import TITLE, Desk, display

LIMIT_S = 180
LOOK_EVERY_S = 0.02


def seconds_until_shown(command: list[str], screen: str, home: Path) -> float:
    """From the start of a program until its window is visible; the program is ended.

    Raises:
        TimeoutError: no window comes, or the program ends.
    """
    environment = {**os.environ, "DISPLAY": screen, "QT_QPA_PLATFORM": "xcb", "IMAGEREF_HOME": str(home)}
    desk = Desk(screen)
    begun = time.monotonic()
    process = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        while not desk.do("search", "--onlyvisible", "--name", TITLE):
            if process.poll() is not None or time.monotonic() - begun > LIMIT_S:
                raise TimeoutError(f"{command} shows no window (ended with {process.poll()})")
            time.sleep(LOOK_EVERY_S)
        return time.monotonic() - begun
    finally:
        process.terminate()
        process.wait()


def main() -> int:
    """Measures and prints."""
    folder = Path(sys.argv[1]).resolve()
    rounds = int(sys.argv[2]) if len(sys.argv) > 2 else 5
    window = "import sys; from desktop_app.__main__ import window; sys.exit(window())"
    commands = {"source": [sys.executable, "-c", window], "frozen": [str(folder / "imageref-desktop")]}
    times: dict[str, list[float]] = {name: [] for name in commands}
    with display() as screen, tempfile.TemporaryDirectory() as home:
        for turn in range(rounds + 1):
            for name, command in commands.items():
                taken = seconds_until_shown(command, screen, Path(home) / name)
                if turn:  # the first of each only warms the cache of files
                    times[name].append(taken)
    for name, taken in times.items():
        print(f"{name}: median {statistics.median(taken):.2f} s, shortest {min(taken):.2f} s of {len(taken)}")
    print(f"frozen / source: {statistics.median(times['frozen']) / statistics.median(times['source']):.2f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
