"""The sample manual: what ships is what its script builds, and its figures can be asked for."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from desktop_app.support.resource_files import resource_path

pytestmark = pytest.mark.heavy

FIGURES = [str(number) for number in range(1, 12)]
TABLES = ["1", "2", "3"]


def open_document(path: Path) -> Any:
    import pymupdf

    return pymupdf.open(path)


def texts(path: Path) -> list[str]:
    with open_document(path) as document:
        return [page.get_text() for page in document]


@pytest.fixture
def manual() -> Path:
    return resource_path("demo", "imageref-manual.pdf")


@pytest.fixture
def document(manual: Path) -> Iterator[Any]:
    with open_document(manual) as document:
        yield document


def test_it_is_short_and_small(manual: Path, document: Any) -> None:
    assert 6 <= len(document) <= 10
    assert manual.stat().st_size < 2_000_000
    assert document.metadata["title"] == "ImageRef Desktop: the illustrated manual"
    assert len(document.get_toc()) > 10


def test_every_figure_has_a_caption_and_is_mentioned(manual: Path) -> None:
    text = "\n".join(texts(manual))
    assert re.findall(r"^Figure (\d+): ", text, re.MULTILINE) == FIGURES
    assert re.findall(r"^Table (\d+): ", text, re.MULTILINE) == TABLES
    for noun, labels in (("Figure", FIGURES), ("Table", TABLES)):
        for label in labels:
            assert re.search(rf"\b{noun}\s{label}\b(?!:)", text), f"{noun} {label} is not mentioned"


def test_it_has_vector_and_raster_figures(document: Any) -> None:
    pages = list(document)
    assert sum(bool(page.get_images()) for page in pages) >= 2
    assert sum(len(page.get_drawings()) > 15 for page in pages) >= 4


def test_no_word_is_outside_the_margins(document: Any) -> None:
    for page in document:
        for x0, y0, x1, y1, word, *_ in page.get_text("words"):
            assert x0 >= 50, word
            assert x1 <= 545, word
            assert y0 >= 40, word
            assert y1 <= 820, word


def test_the_questions_ask_for_figures_that_are_there() -> None:
    demo = json.loads(resource_path("demo", "demo.json").read_text(encoding="utf-8"))
    assert resource_path("demo", demo["document"]).is_file()
    assert demo["questions"]
    for entry in demo["questions"]:
        assert entry["question"].endswith("?")
        assert entry["figures"]
        assert set(entry["figures"]) <= set(FIGURES)


def test_the_script_builds_what_ships(manual: Path, tmp_path: Path) -> None:
    built = tmp_path / "manual.pdf"
    script = resource_path("demo", "build_manual.py")
    subprocess.run([sys.executable, str(script), str(built)], check=True, capture_output=True, timeout=120)
    assert texts(built) == texts(manual)
