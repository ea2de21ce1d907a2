"""How soon the window is painted, as a real process over a large library, beside an empty window of PySide6."""

from __future__ import annotations

import hashlib
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from contextlib import nullcontext
from dataclasses import dataclass
from pathlib import Path

from desktop_app.domain.documents import DocumentStatus, Page, PageState
from desktop_app.domain.geometry import Box, Region
from desktop_app.domain.page_content import DocumentInfo
from desktop_app.domain.ports import PageRecord, PassageDraft
from desktop_app.library.opening import open_library
from desktop_app.support.app_dirs import app_dirs

DOCUMENTS = 10_000
ROUNDS = 5

_BARE = """
import json, os, sys, time
from PySide6.QtCore import QEvent, QTimer
from PySide6.QtWidgets import QApplication, QMainWindow
class Window(QMainWindow):
    def event(self, event):
        result = super().event(event)
        if event.type() == QEvent.Type.Paint:
            print(json.dumps({"painted": [time.time(), time.process_time()]}), flush=True)
            QTimer.singleShot(0, self.close)
        return result
application = QApplication(["bare"])
window = Window()
window.resize(1280, 820)
window.show()
sys.exit(application.exec())
"""

_REAL = """
import json, sys, time
from desktop_app.support.quiet_imports import without_collection
with without_collection():  # as desktop_app.__main__ does
    from desktop_app.startup import run
    from desktop_app.gui import application
from PySide6.QtCore import QTimer
make, told = application.make_window, {}
def note(name):
    told[name] = [time.time(), time.process_time()]
def watching(*arguments):
    from tests.gui.journeys.stall_watch import StallWatch
    window = make(*arguments)
    window.painted.connect(lambda: note("painted"))
    watch = []
    window.painted.connect(lambda: watch.append(StallWatch()))
    window.opened.connect(lambda: note("opened"))
    def look():
        if "opened" not in told or any(lane.busy for lane in window.lanes.all()):
            return
        if "listed" not in told:
            note("listed")
        if not window.late_parts.left:
            timer.stop()
            note("complete")
            worst = watch[0].worst
            told["stall"] = [worst.seconds, worst.wall]
            told["where"] = worst.where
            watch[0].close()
            print(json.dumps(told), flush=True)
            window.close()
    timer = window._timer_of_benchmark = QTimer(window)
    timer.timeout.connect(look)
    timer.start(20)
    return window
application.make_window = watching
sys.exit(run(["--home", sys.argv[1]]))
"""


@dataclass(frozen=True, slots=True)
class Start:
    """One start: seconds from the beginning of the process, by the clock and of its processor time."""

    wall: float
    processor: float


def print_start(home: Path | None) -> None:
    """Prints how soon each was painted: the fastest and the middle of some rounds, one beside the other."""
    with (
        nullcontext(str(home)) if home is not None else tempfile.TemporaryDirectory() as folder,
        tempfile.TemporaryDirectory() as compiled,
    ):
        place = Path(folder)
        environment = _installed(compiled)
        if not (app_dirs(place).library / "catalogue.sqlite").exists():
            fill(place)
        bare: list[Start] = []
        painted: list[Start] = []
        listed: list[Start] = []
        complete: list[Start] = []
        stalls: list[tuple[float, str]] = []
        for number in range(ROUNDS + 1):
            one, _ = _start([_BARE], environment)
            other, told = _start([_REAL, str(place)], environment)
            if number:  # the first start of each compiles its modules, and warms the system's cache of files
                bare.append(one["painted"])
                painted.append(other["painted"])
                listed.append(other["listed"])
                complete.append(other["complete"])
                stalls.append((told["stall"][0], told["where"]))
    print(f"start with {DOCUMENTS:,} documents, {ROUNDS} rounds, s   clock: best  middle    cpu: best  middle")
    rows = {
        "an empty window of PySide6": bare,
        "the window is painted": painted,
        "its library is listed": listed,
        "parts that are not seen are there too": complete,
    }
    for what, starts in rows.items():
        walls, processors = [each.wall for each in starts], [each.processor for each in starts]
        by_clock = f"{min(walls):12.2f} {statistics.median(walls):7.2f}"
        print(f"{what:<46} {by_clock} {min(processors):12.2f} {statistics.median(processors):7.2f}")
    ratio = statistics.median(p.processor for p in painted) / statistics.median(b.processor for b in bare)
    seconds, where = min(stalls)
    print(f"processor time to the first paint: {ratio:.1f} times that of the empty window")
    print(f"longest turn until all is there: {1000 * seconds:.0f} ms of processor time\n{where}", flush=True)


def _installed(compiled: str) -> dict[str, str]:
    """The environment, in which modules are compiled once, as those of an installed program are."""
    others = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return others | {"PYTHONPYCACHEPREFIX": compiled}


def _start(words: list[str], environment: dict[str, str]) -> tuple[dict[str, Start], dict[str, object]]:
    """Starts a process; when it was where, and all it told."""
    began = time.time()
    done = subprocess.run(
        [sys.executable, "-c", *words], check=True, capture_output=True, text=True, timeout=120, env=environment
    )
    told = json.loads(done.stdout.splitlines()[-1])
    moments = {
        name: Start(told[name][0] - began, told[name][1])
        for name in ("painted", "opened", "listed", "complete")
        if name in told
    }
    return moments, told


def fill(home: Path) -> None:
    """Puts a library of many small documents into a home."""
    began = time.perf_counter()
    library = open_library(app_dirs(home).library)
    try:
        for number in range(DOCUMENTS):
            identity = hashlib.sha256(f"manual {number}".encode()).hexdigest()
            library.begin_document(
                identity, Path(f"/documents/manual-{number}.pdf"), DocumentInfo(1, f"Pump manual {number}"), 1_000
            )
            passage = PassageDraft(f"Pump {number} stands on a bracket.", (Region(1, Box(50, 100, 500, 120)),), ())
            library.add_pages(identity, [PageRecord(Page(1, 595, 842, 0, PageState.TEXT), (passage,), ())])
            library.finish_document(identity, DocumentStatus.READY)
    finally:
        library.close()
    print(f"(a library of {DOCUMENTS:,} documents was made in {time.perf_counter() - began:.0f} s)", flush=True)
