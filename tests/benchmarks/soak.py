"""Hours of use in minutes: the real program with its window, while its helpers are killed at random.

    python -m tests.benchmarks.soak [--minutes 30] [--seed 1] [--documents 200] [--questions 500] [--kill-every 30]

The window is real and invisible (QT_QPA_PLATFORM=offscreen), its home is a new one with a tiny model that babbles about
what it sees. Someone drops files, asks, looks at figures and pages, keeps, opens and exports conversations; every half
minute a process that reads documents or runs the model is killed. After each round, when the window has come to rest, a
line says what the program itself holds. The first round has everything loaded, so growth is counted from there.

Demands: the program lives and comes to its end, its memory grows by 100 MB at most, open files and threads stay within
10 of what they were, no zombie is left. The exit code says whether they were met.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import chain, count, cycle, islice
from pathlib import Path
from queue import Empty, SimpleQueue
from typing import IO, Any

import psutil

from desktop_app.support.app_dirs import AppDirs, app_dirs
from desktop_app.support.resource_files import resource_path
from tests.benchmarks.changed_copies import write_copy
from tests.benchmarks.soak_user import Orders, save
from tests.helpers.drawn_manuals import MANUALS, draw_manual, manual_names

ROUND_S = 36.0
MOST_GROWTH = 100e6
MOST_DRIFT = 10
PATIENCE_S = 600.0
_BEGINS = re.compile(r"\d{4}-\d\d-\d\d ")
PAIR = Path(__file__).parents[1] / "tiny_models" / "internvl"
ANSWER_TOKENS = 160
_OWN = (
    "Which states can a document be in, and how does it get from one to the next?",
    "How do I add documents to the library?",
    "Enlarge the second one",
    "What does the window look like?",
    "Show me the figure about figures",
    "Which page is it on?",
)


@dataclass
class Watch:
    """What was seen of the program.

    Attributes:
        states: what it told after each round.
        killed: how often a process of each kind was killed.
        mistake: why it ended before its time; "" where it did not.
    """

    states: list[dict[str, Any]] = field(default_factory=list)
    killed: Counter[str] = field(default_factory=Counter)
    mistake: str = "it never came to its end"
    code: int | None = None
    left: int = 0

    def failures(self) -> Iterator[str]:
        """What was demanded and not met."""
        if self.mistake or self.code != 0:
            yield f"ended with code {self.code}: {self.mistake}"
        if self.left:
            yield f"{self.left} processes were left"
        if not self.states:
            return
        first, last = self.states[0], self.states[-1]
        growth = last["rss"] - first["rss"]
        if growth > MOST_GROWTH:
            yield f"memory grew by {growth / 1e6:.0f} MB"
        for what in ("files", "threads"):
            drift = max(abs(state[what] - first[what]) for state in self.states)
            if drift > MOST_DRIFT:
                yield f"{what} changed by {drift}"
        if last["zombies"]:
            yield f"{last['zombies']} zombies"


def prepare(home: AppDirs, folder: Path, documents: int) -> list[Path]:
    """A home with the tiny model that sees, and documents: some made from texts, and changed copies of them."""
    place = home.models / "tiny"
    place.mkdir(parents=True)
    shutil.copy(PAIR / "tiny-internvl.gguf", place / "tiny.gguf")
    shutil.copy(PAIR / "mmproj-tiny-internvl.gguf", place / "mmproj-tiny.gguf")
    home.config.mkdir(parents=True)
    settings = {"answer_tokens": ANSWER_TOKENS, "model": "tiny", "model_threads": 1, "theme": "light"}
    (home.config / "settings.json").write_text(json.dumps(settings), encoding="utf-8")
    folder.mkdir()
    originals = [*sorted(resource_path("demo").glob("*.pdf")), *(draw_manual(name, folder) for name in manual_names())]
    copies = (
        write_copy(original, folder / f"{original.stem}-{number}.pdf", number)
        for number in count(1)
        for original in originals
    )
    return list(islice(chain(originals, copies), documents))


def questions(count: int, chance: random.Random) -> list[str]:
    """Questions about these documents."""
    lines = (MANUALS / "questions.jsonl").read_text(encoding="utf-8").splitlines()
    known = [json.loads(line)["question"] for line in lines if line.strip()] + list(_OWN)
    chance.shuffle(known)
    return list(islice(cycle(known), count))


def soak(home: Path, orders: Orders, kill_every: float) -> Watch:
    """Runs the program, kills its helpers, and collects what it tells."""
    watch, told = Watch(), SimpleQueue[dict[str, Any]]()
    path = save(orders, home / "orders.json")
    command = [sys.executable, "-X", "faulthandler", "-m", "tests.benchmarks.soak_user", str(path)]
    environment = os.environ | {"QT_QPA_PLATFORM": os.environ.get("QT_QPA_PLATFORM", "offscreen")}
    with (home / "stderr.txt").open("w", encoding="utf-8") as errors:
        program = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=errors, text=True, env=environment)
        assert program.stdout is not None
        threading.Thread(target=_read, args=(program.stdout, told), name="told", daemon=True).start()
        try:
            _watch(program, watch, told, random.Random(orders.seed), kill_every)
        finally:
            ours = _helpers(program.pid)
            watch.code = _end(program)
    watch.left = len(psutil.wait_procs(ours, timeout=30)[1])
    return watch


def _read(stream: IO[str], told: SimpleQueue[dict[str, Any]]) -> None:
    for line in stream:
        if line.startswith("{"):
            told.put(json.loads(line))


def _watch(
    program: subprocess.Popen[str],
    watch: Watch,
    told: SimpleQueue[dict[str, Any]],
    chance: random.Random,
    kill_every: float,
) -> None:
    next_kill, heard = time.monotonic() + kill_every, time.monotonic()
    while program.poll() is None or not told.empty():
        try:
            said = told.get(timeout=0.5)
        except Empty:
            said = {}
        if said:
            heard = time.monotonic()
        if "round" in said:
            watch.states.append(said)
            print_state(said, watch.killed)
        if "more" in said:
            print(f"      more objects: {said['more']}", flush=True)
        if "ended" in said:
            watch.mistake = said["mistake"]
            return
        if time.monotonic() > next_kill:
            next_kill += kill_every
            victim = _kill_one(program.pid, chance)
            watch.killed[victim] += 1
        if time.monotonic() - heard > PATIENCE_S:
            watch.mistake = f"it said nothing for {PATIENCE_S:.0f} s"
            return


def _helpers(pid: int) -> list[psutil.Process]:
    """The processes that the program has started, without Python's own helper of them."""
    try:
        children = psutil.Process(pid).children(recursive=True)
    except psutil.NoSuchProcess:
        return []
    found = []
    for child in children:
        try:
            if any("spawn_main" in word for word in child.cmdline()):
                found.append(child)
        except psutil.NoSuchProcess:
            continue
    return found


def _kill_one(pid: int, chance: random.Random) -> str:
    """Kills one of them; which kind it was."""
    helpers = _helpers(pid)
    if not helpers:
        return "nobody there"
    victim = chance.choice(helpers)
    try:
        runs_model = any(mapped.path.endswith(".gguf") for mapped in victim.memory_maps())
        victim.kill()
    except psutil.NoSuchProcess:
        return "gone before"
    return "model" if runs_model else "reader"


def _end(program: subprocess.Popen[str]) -> int:
    """Waits for its end; asks for it, and forces it, where that does not come."""
    for ask in (None, signal.SIGTERM, signal.SIGKILL):
        if ask is not None:
            program.send_signal(ask)
        try:
            return program.wait(timeout=30)
        except subprocess.TimeoutExpired:
            continue
    return program.wait()


def print_state(state: dict[str, Any], killed: Counter[str]) -> None:
    """Prints a row of the table."""
    print(
        f"{state['round']:>5} {state['seconds'] / 60:>7.1f} {state['asked']:>6} {state['read']:>5}"
        f" {state['rss'] / 1e6:>8.1f} {state['files']:>6} {state['threads']:>8} {state['children']:>9}"
        f" {state['zombies']:>8} {state['widgets']:>8} {state['objects']:>8}  {dict(killed)}",
        flush=True,
    )


def faults(home: AppDirs) -> list[str]:
    """What the log says of bugs, with their stacks, and what was written where a fault ended the program."""
    found: list[str] = []
    for file in home.logs.glob("*.log*"):
        is_fault = False
        for line in file.read_text(encoding="utf-8").splitlines():
            if _BEGINS.match(line):
                is_fault = " ERROR " in line or " CRITICAL " in line
            if is_fault:
                found.append(line)
    return found + [file.read_text(encoding="utf-8") for file in home.logs.glob("fault-*.txt")]


def main() -> int:
    """Runs the soak that the command line describes; 0 where all demands were met."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--minutes", type=float, default=30.0)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--documents", type=int, default=200)
    parser.add_argument("--questions", type=int, default=500)
    parser.add_argument("--kill-every", type=float, default=30.0, help="seconds")
    parser.add_argument("--census", action="store_true", help="say of which types there came to be more objects")
    arguments = parser.parse_args()
    rounds = max(1, round(arguments.minutes * 60 / ROUND_S))
    with tempfile.TemporaryDirectory(prefix="soak-") as folder:
        home = Path(folder) / "home"
        files = prepare(app_dirs(home), Path(folder) / "files", arguments.documents)
        asked = questions(arguments.questions, random.Random(arguments.seed))
        paths, seed = [str(file) for file in files], arguments.seed
        orders = Orders(str(home), paths, asked, rounds, ROUND_S, seed, census=arguments.census)
        print("round minutes  asked  read   RSS MB  files  threads  children  zombies  widgets  objects  killed")
        watch = soak(home, orders, arguments.kill_every)
        failures = [*watch.failures(), *faults(app_dirs(home))]
        errors = (home / "stderr.txt").read_text(encoding="utf-8").strip()
        print(f"killed: {dict(watch.killed)}")
        print("\n".join(failures) or "all demands are met")
        if errors:
            print(f"the program wrote:\n{errors[-4000:]}")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
