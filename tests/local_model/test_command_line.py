"""Models by the real command line: one that sees, a conversation that is continued, and files that can't be used."""

from __future__ import annotations

import io
import json
import os
import struct
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

import pytest

import tests.tiny_models
from desktop_app.model_store.local_models import find_starter
from tests.local_model.tiny_model import CHATML, write_model
from tests.local_model.tiny_projector import STARTER_WIDTH, write_projector
from tests.tiny_models.drawings import SUBJECTS, draw

pytestmark = [pytest.mark.heavy, pytest.mark.timeout(300)]

STARTER = find_starter()
QUESTION = "What holds the pump bracket on the frame?"


@dataclass(frozen=True)
class Run:
    """How a run of the program ended."""

    code: int
    out: str
    err: str

    @property
    def records(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.out.splitlines()]


Ask = Callable[..., Run]


def _program(home: Path, *arguments: object) -> Run:
    environment = {**os.environ, "IMAGEREF_HOME": str(home), "QT_QPA_PLATFORM": "offscreen"}
    command = [sys.executable, "-m", "desktop_app", *map(str, arguments)]
    ended = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=250, check=False)
    return Run(ended.returncode, ended.stdout, ended.stderr)


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home that has read a page with a figure."""
    import pymupdf

    folder = tmp_path_factory.mktemp("asking")
    with pymupdf.open() as document:
        page = document.new_page()
        page.insert_text((72, 90), "The pump", fontsize=16)
        words = "The pump stands on a bracket of cast iron. Four bolts of 8 mm hold the pump bracket on the frame, as "
        page.insert_textbox((72, 110, 520, 180), words + "Figure 1 shows. Never loosen the bolts.", fontsize=11)
        for number in range(4):
            page.draw_circle((150 + 60 * number, 260), 18, fill=(0.8, 0.2, 0.2))
        page.draw_rect((110, 220, 400, 300), width=2)
        page.insert_text((72, 330), "Figure 1: The pump bracket and its four bolts.", fontsize=10)
        document.save(folder / "pump.pdf")
    ingested = _program(folder / "home", "ingest", folder / "pump.pdf", "--json")
    assert ingested.code == 0, ingested.err
    assert ingested.records[0]["documents"][0]["figures"] == 1
    return folder / "home"


@pytest.fixture(scope="module")
def ask(home: Path) -> Ask:
    """Asks there."""
    return lambda *arguments: _program(home, "ask", *arguments, "--json")


@pytest.mark.skipif(STARTER is None, reason="the extra `starter` is not installed")
def test_a_model_that_sees_answers_and_a_second_turn_costs_only_what_is_new(
    ask: Ask, home: Path, tmp_path: Path
) -> None:
    projector = write_projector(tmp_path / "mmproj.gguf", model_width=STARTER_WIDTH)
    run = ask(QUESTION, "And how many bolts of the pump bracket are there?", "--model", STARTER, "--mmproj", projector)
    assert run.code == 0, run.err
    first, second = (record["timings"] for record in run.records)
    assert first["completion_tokens"] > 0
    assert first["cached_tokens"] == 0
    assert second["cached_tokens"] >= first["prompt_tokens"]
    assert second["prompt_tokens"] - second["cached_tokens"] < 60 + first["completion_tokens"]
    prepared = _program(home, "prepare", "--model", STARTER, "--mmproj", projector, "--json")
    assert [(record["pictures"], record["new"]) for record in prepared.records] == [(1, 0)]


def test_a_pair_that_was_trained_to_see_shows_the_right_picture(tmp_path: Path) -> None:
    """Nothing but the pictures tells the two figures apart."""
    import pymupdf

    folder = Path(tests.tiny_models.__file__).parent / "internvl"
    subjects = {subject.words: subject for subject in SUBJECTS}
    with pymupdf.open() as document:
        page = document.new_page()
        words = "The drawings on this page were made for a test. Each of them shows one thing."
        page.insert_textbox((72, 60, 520, 120), words, fontsize=11)
        for number, shown in enumerate(("black triangle", "red circle")):
            picture = io.BytesIO()
            draw(subjects[shown], Random(number)).save(picture, "PNG")
            top = 140 + 220 * number
            page.insert_image((72, top, 232, top + 160), stream=picture.getvalue())
            page.insert_text((72, top + 180), f"Figure {number + 1}: A drawing for the test.", fontsize=10)
        document.save(tmp_path / "drawings.pdf")
    assert _program(tmp_path / "home", "ingest", tmp_path / "drawings.pdf").code == 0
    pair = ("--model", folder / "tiny-internvl.gguf", "--mmproj", folder / "mmproj-tiny-internvl.gguf")
    run = _program(tmp_path / "home", "ask", "Which image shows the red circle?", *pair, "--json")
    assert run.code == 0, run.err
    assert [image["label"] for image in run.records[0]["images"]] == ["2"]


LOOP = "{% for a in range(99999) %}{% for b in range(99999) %}{% endfor %}{% endfor %}"


def cut(path: Path) -> None:
    path.write_bytes(write_model(path).read_bytes()[:150_000])


BAD_MODELS: dict[str, tuple[Callable[[Path], object], str]] = {
    "truncated": (cut, "cut short"),
    "a renamed ZIP": (lambda path: path.write_bytes(b"PK\x03\x04" + bytes(500)), "ZIP archive"),
    "empty": (lambda path: path.write_bytes(b""), "empty"),
    "a loop": (lambda path: write_model(path, template=LOOP + CHATML), "does not come to an end"),
    "a huge text": (lambda path: write_model(path, template="{{ 'x' * 999999999 }}"), "without end"),
    "an attribute": (lambda path: write_model(path, template="{{ ''.__class__.__mro__ }}"), "more than the messages"),
}


def one_sentence(run: Run, says: str) -> None:
    assert run.code == 3
    assert run.out == ""
    [line] = run.err.splitlines()
    assert says in line
    assert line.endswith(".")


@pytest.mark.parametrize("kind", BAD_MODELS)
def test_a_model_that_can_not_be_used_is_one_sentence(ask: Ask, tmp_path: Path, kind: str) -> None:
    make, says = BAD_MODELS[kind]
    path = tmp_path / "model.gguf"
    make(path)
    one_sentence(ask(QUESTION, "--model", path), says)


def wrong_width(path: Path) -> None:
    write_projector(path, model_width=96)


def no_file(_path: Path) -> None:
    """Leaves it missing."""


def half_of_it(path: Path) -> None:
    path.write_bytes(write_projector(path, model_width=64).read_bytes()[:300_000])


@pytest.mark.parametrize(
    ("make", "says"),
    [(wrong_width, "does not fit"), (no_file, "can't be read"), (half_of_it, "cut short"), (write_model, "projector")],
)
def test_a_projector_that_can_not_be_used_is_one_sentence(
    ask: Ask, tiny_file: Path, tmp_path: Path, make: Callable[[Path], object], says: str
) -> None:
    projector = tmp_path / "mmproj.gguf"
    make(projector)
    one_sentence(ask(QUESTION, "--model", tiny_file, "--mmproj", projector), says)


def test_a_projector_whose_sizes_lie_is_one_sentence(ask: Ask, tiny_file: Path, tmp_path: Path) -> None:
    """Its header is sound, so that only llama.cpp finds out; the process that loads it says so, or ends."""
    projector = write_projector(tmp_path / "mmproj.gguf", model_width=64)
    content = projector.read_bytes()
    key = b"clip.vision.block_count"
    place = content.index(key) + len(key) + 4
    projector.write_bytes(content[:place] + struct.pack("<I", 7) + content[place + 4 :])
    run = ask(QUESTION, "--model", tiny_file, "--mmproj", projector)
    one_sentence(run, "mmproj.gguf")
