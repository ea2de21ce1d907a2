"""The main job from the command line, on the manual that ships with the program and on files that go wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

from desktop_app.support.resource_files import resource_path
from tests.end_to_end.conftest import Program

pytestmark = [pytest.mark.heavy, pytest.mark.timeout(600)]

MANUAL = resource_path("demo", "imageref-manual.pdf")
QUESTION = "Which states can a document be in?"


def test_from_a_file_to_an_illustrated_answer(imageref: Program, home: Path) -> None:
    ingested = imageref("ingest", MANUAL, "--json")
    assert ingested.code == 0, ingested.err
    [report] = ingested.records[0]["documents"]
    assert report["status"] == "ready"
    assert report["figures"] >= 9

    figures = imageref("--json", "figures", "imageref-manual").records
    labels = {figure["label"] for figure in figures if figure["kind"] != "table"}
    assert labels >= {str(number) for number in range(1, 10)}
    assert all(Path(figure["file"]).read_bytes().startswith(b"\x89PNG") for figure in figures)

    asked = imageref("ask", QUESTION, "And which figure shows it?", "--model", "excerpts", "--json")
    assert asked.code == 0, asked.err
    first, second = asked.records
    assert first["images"], "a question that a figure answers shows one"
    assert first["citations"]
    assert first["model"] == "excerpts"
    assert second["question"] == "And which figure shows it?"

    found = imageref("search", "figure crop", "--kind", "figures", "-k", 3, "--json").records
    assert [hit["rank"] for hit in found] == [1, 2, 3]
    assert imageref("verify").code == 0
    assert imageref("ingest", MANUAL, "--json").records[0]["documents"][0]["status"] == "duplicate"
    assert imageref("remove", "imageref-manual").code == 0
    assert imageref("documents", "--json").records == []
    assert not list((home / "data" / "library" / "figures").glob("*.png"))


def test_the_starter_model_answers_with_the_figure(imageref: Program) -> None:
    imageref("ingest", MANUAL)
    asked = imageref("ask", QUESTION, "--model", "starter", "--json")
    assert asked.code == 0, asked.err
    [answer] = asked.records
    assert answer["model"] == "starter"
    assert answer["images"]
    assert answer["timings"]["completion_tokens"] > 0


def test_one_bad_file_does_not_stop_the_others(imageref: Program, tmp_path: Path) -> None:
    (tmp_path / "empty.pdf").write_bytes(b"")
    (tmp_path / "text.pdf").write_text("this is no PDF")
    run = imageref("ingest", tmp_path / "empty.pdf", tmp_path / "text.pdf", tmp_path / "gone.pdf", MANUAL, "--json")
    assert run.code == 1
    reports = run.records[0]["documents"]
    assert [report["status"] for report in reports] == ["failed", "failed", "failed", "ready"]
    assert all(report["error"].endswith(".") for report in reports[:3])


def test_a_missing_model_is_one_sentence(imageref: Program, tmp_path: Path) -> None:
    run = imageref("ask", QUESTION, "--model", tmp_path / "gone.gguf", "--json")
    assert run.code == 3
    assert run.out == ""
    assert len(run.err.splitlines()) == 1


def test_a_library_in_use_is_one_sentence(imageref: Program, home: Path) -> None:
    from desktop_app.library.opening import open_library

    library = open_library(home / "data" / "library")
    try:
        run = imageref("documents")
    finally:
        library.close()
    assert run.code == 3
    assert len(run.err.splitlines()) == 1


def test_the_doctor_finds_everything_in_place(imageref: Program) -> None:
    run = imageref("doctor", "--json")
    assert run.code == 0, run.out
    assert run.records[0]["usable"]


def test_the_demo_shows_a_figure(imageref: Program) -> None:
    run = imageref("demo", "--no-window")
    assert run.code == 0, run.err
    assert "[Figure " in run.out
