"""Every kind of damage to every file of the vector index: the probe finds it, or the answers are right all the same."""

from __future__ import annotations

import json
import random
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import msgspec
import numpy
import pytest

from desktop_app.library.chroma_index import ChromaIndex
from desktop_app.library.index_probe import ExpectedCollection, ProbeRequest, Sample, check_index, size_problem
from desktop_app.library.vector_store import StoredVector
from tests.library.library_contents import ROOT

NAME, COUNT, DIMENSION = "passage-abcdef-48", 1100, 48
"""More vectors than Chroma keeps in its log alone, so that all its files are written."""
FILES = ["chroma.sqlite3", "data_level0.bin", "header.bin", "length.bin", "link_lists.bin", "index_metadata.pickle"]
EXACT = 1e-3


def flip(path: Path) -> None:
    content, chance = bytearray(path.read_bytes()), random.Random(path.name)
    for _ in range(min(20, len(content))):
        content[chance.randrange(len(content))] ^= 1 << chance.randrange(8)
    path.write_bytes(bytes(content))


DAMAGE: dict[str, Callable[[Path], object]] = {
    "gone": lambda path: path.unlink(),
    "empty": lambda path: path.write_bytes(b""),
    "cut": lambda path: path.write_bytes(path.read_bytes()[: path.stat().st_size // 2]),
    "zeroed": lambda path: path.write_bytes(bytes(path.stat().st_size)),
    "flipped": flip,
}
FOLDERS: dict[str, Callable[[Path], object]] = {
    "segment gone": lambda folder: shutil.rmtree(next(path for path in folder.iterdir() if path.is_dir())),
    "all gone": lambda folder: [
        shutil.rmtree(path) if path.is_dir() else path.unlink() for path in list(folder.iterdir())
    ],
}


@pytest.fixture(scope="module")
def vectors() -> Any:
    made = numpy.random.default_rng(5).normal(size=(COUNT, DIMENSION)).astype(numpy.float32)
    return made / numpy.linalg.norm(made, axis=1, keepdims=True)


@pytest.fixture(scope="module")
def healthy(tmp_path_factory: pytest.TempPathFactory, vectors: Any) -> Path:
    folder = tmp_path_factory.mktemp("index") / "healthy"
    index = ChromaIndex(folder)
    index.create(NAME)
    index.add(NAME, [StoredVector(n, f"p{n}", "d", vectors[n].tobytes()) for n in range(COUNT)])
    index.close()
    return folder


class Prober:
    """A child that opens one index after the other; a new one when it has ended over one."""

    def __init__(self) -> None:
        self._child: subprocess.Popen[str] | None = None

    def ask(self, request: ProbeRequest) -> tuple[str, list[list[float]]]:
        """The problem, and the answers where there is none."""
        if self._child is None:
            command = [sys.executable, "-m", "tests.library.probing_program"]
            self._child = subprocess.Popen(
                command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, cwd=ROOT
            )
        assert self._child.stdin is not None
        assert self._child.stdout is not None
        self._child.stdin.write(msgspec.json.encode(request).decode() + "\n")
        self._child.stdin.flush()
        line = self._child.stdout.readline()
        if not line:
            self.close()
            return "the process ended", []
        problem, answers = json.loads(line)
        return problem, answers

    def close(self) -> None:
        if self._child is not None:
            self._child.communicate()
            self._child = None


@contextmanager
def probing() -> Iterator[Prober]:
    made = Prober()
    yield made
    made.close()


def verdict(prober: Prober, folder: Path, vectors: Any) -> str:
    """What is wrong with the index; where nothing is, its answers are those of an exact search."""
    chosen = range(0, COUNT, COUNT // 20)
    samples = [Sample(number, vectors[number].tobytes()) for number in chosen]
    expected = [ExpectedCollection(NAME, COUNT, samples)]
    if problem := size_problem(folder, expected):
        return problem
    problem, answers = prober.ask(ProbeRequest(str(folder), expected))
    if not problem:
        for number, scores in zip(chosen, answers, strict=True):
            exact = numpy.sort(vectors @ vectors[number])[::-1][: len(scores)]
            assert len(scores) == 3
            assert numpy.abs(exact - scores).max() < EXACT
    return problem


def kinds() -> Iterator[tuple[str, Callable[[Path], object]]]:
    """Names of all damages, and what does them to an index's folder."""
    for name in FILES:
        for kind, damage in DAMAGE.items():
            yield f"{name} {kind}", lambda folder, name=name, damage=damage: damage(next(folder.rglob(name)))  # type: ignore[misc]
    yield from FOLDERS.items()


def test_every_kind_of_damage_is_found_or_harmless(healthy: Path, tmp_path: Path, vectors: Any) -> None:
    """All kinds in one test, since they share a child that takes long to start."""
    assert {path.name for path in healthy.rglob("*") if path.is_file()} == set(FILES)
    problems: dict[str, str] = {}
    with probing() as prober:
        assert verdict(prober, healthy, vectors) == ""
        for kind, damage in kinds():
            folder = shutil.copytree(healthy, tmp_path / kind)
            damage(folder)
            problems[kind] = verdict(prober, folder, vectors)
            shutil.rmtree(folder, ignore_errors=True)
    assert len(problems) == 32
    must_be_found = {f"{name} {kind}" for name in ("chroma.sqlite3", "data_level0.bin") for kind in DAMAGE} | set(
        FOLDERS
    )
    must_be_found -= {"chroma.sqlite3 flipped", "data_level0.bin flipped"}  # a bit here or there may be in a free page
    assert [kind for kind in must_be_found if not problems[kind]] == []


def test_a_write_that_is_tried_again_doubles_nothing(tmp_path: Path, vectors: Any) -> None:
    index = ChromaIndex(tmp_path / "index")
    index.create(NAME)
    rows = [StoredVector(n, f"p{n}", "d", vectors[n].tobytes()) for n in range(30)]
    for _ in range(2):
        index.add(NAME, rows)
    assert (index.count(NAME), index.numbers(NAME)) == (30, set(range(30)))
    index.close()


@pytest.mark.parametrize("seed", range(20))
def test_what_was_changed_behind_its_back_is_noticed(
    tmp_path_factory: pytest.TempPathFactory, vectors: Any, seed: int
) -> None:
    """By the count or by the samples; the ids are then made equal by the index's follower."""
    chance = random.Random(seed)
    folder = tmp_path_factory.mktemp("changed")
    index = ChromaIndex(folder)
    index.create(NAME)
    index.add(NAME, [StoredVector(n, f"p{n}", "d", vectors[n].tobytes()) for n in range(60)])
    for number in chance.sample(range(60), chance.randint(1, 5)):
        index.delete(NAME, [number])
    for number in range(chance.randint(6, 9)):
        index.add(NAME, [StoredVector(1000 + number, "ghost", "d", vectors[100 + number].tobytes())])
    index.close()
    assert "entries instead of 60" in check_index(folder, [ExpectedCollection(NAME, 60)])
