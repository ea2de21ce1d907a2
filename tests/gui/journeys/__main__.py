"""All journeys in light and dark, in a small window and on a large sharp screen; their pictures and worst waits.

    python -m tests.gui.journeys FOLDER [pytest's options …]

FOLDER gets a folder for each of the four; the table of the longest times without a turn of the event loop, in
milliseconds of processor time, is printed. Ends with 1 where a journey failed.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

from tests.gui.journeys.conftest import SIZE, THEME
from tests.gui.journeys.journey import PICTURES

LOOKS = {
    "light-1000x640": {THEME: "light", SIZE: "1000x640"},
    "dark-1000x640": {THEME: "dark", SIZE: "1000x640"},
    "light-2560x1440-at-2": {THEME: "light", SIZE: "1280x720", "QT_SCALE_FACTOR": "2"},
    "dark-2560x1440-at-2": {THEME: "dark", SIZE: "1280x720", "QT_SCALE_FACTOR": "2"},
}


def go(folder: Path, options: list[str]) -> int:
    """Runs the journeys once for each look; the number of looks in which one failed."""
    failed = 0
    worst: dict[str, dict[str, float]] = {}
    for look, variables in LOOKS.items():
        kept = folder / look
        command = [sys.executable, "-m", "pytest", "-q", str(Path(__file__).parent), *options]
        done = subprocess.run(command, env={**os.environ, PICTURES: str(kept), **variables}, check=False)
        failed += done.returncode != 0
        for file in kept.glob("*-stall.json"):
            stall = json.loads(file.read_text(encoding="utf-8"))
            worst.setdefault(stall["journey"], {})[look] = stall["seconds"]
    print(f"{'longest wait, ms':20s} " + " ".join(f"{look:>22s}" for look in LOOKS))
    for journey, seconds in sorted(worst.items()):
        print(f"{journey:20s} " + " ".join(f"{1000 * seconds.get(look, float('nan')):22.0f}" for look in LOOKS))
    return failed


if __name__ == "__main__":
    sys.exit(1 if go(Path(sys.argv[1]).resolve(), sys.argv[2:]) else 0)
