from __future__ import annotations

from pathlib import Path

import pytest

from desktop_app.cli.session import ExitCode
from tests.cli.conftest import CommandLine


@pytest.fixture
def picture(filled: CommandLine, tmp_path: Path) -> Path:
    filled("figures", "--json")
    copy = tmp_path / "copy.png"
    copy.write_bytes(Path(filled.records[0]["file"]).read_bytes())
    return copy


def test_search_by_picture(filled: CommandLine, picture: Path) -> None:
    assert filled("search", "--picture", picture, "-k", 3, "--json") == 0
    [record] = filled.records
    assert (record["rank"], record["same"], record["document"], record["page"]) == (1, True, "pump", 1)
    assert record["score"] > 0.5
    assert len(record["bbox"]) == 4
    assert filled("search", "--picture", picture) == 0
    assert filled.out == "1. pump, page 1: Figure 1: The pump on its bracket\n"


def test_a_picture_that_is_nowhere(filled: CommandLine, picture: Path) -> None:
    picture.write_bytes(b"another")
    assert filled("search", "--picture", picture) == 0
    assert "Nothing was found." in filled.err


def test_a_picture_that_is_missing(filled: CommandLine, tmp_path: Path) -> None:
    assert filled("search", "--picture", tmp_path / "gone.png") == ExitCode.SOME_FAILED
    assert "no file" in filled.err


def test_words_or_a_picture_but_not_both(filled: CommandLine, picture: Path) -> None:
    for words in (("search",), ("search", "pump", "--picture", picture)):
        with pytest.raises(SystemExit) as left:
            filled(*words)
        assert left.value.code == ExitCode.USAGE


def test_ask_about_a_picture_and_then_go_on(filled: CommandLine, picture: Path) -> None:
    assert filled("ask", "--picture", picture, "Where is this?", "Which page is it on?", "--json") == 0
    first, second = filled.records
    assert first["answer_markdown"].startswith("This is Figure 1 of **Pump manual**, page 1")
    assert first["images"][0]["after_paragraph"] == 0
    assert (first["citations"][0]["document"], first["citations"][0]["page"]) == ("pump", 1)
    assert "stands on page 1" in second["answer_markdown"]
    assert second["images"][0]["figure_id"] == first["images"][0]["figure_id"]
