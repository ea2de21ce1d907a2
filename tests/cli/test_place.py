from __future__ import annotations

import io
from pathlib import Path

import pytest

from desktop_app.cli import place
from desktop_app.cli.output import Output
from desktop_app.cli.session import ExitCode, Session
from desktop_app.domain.jobs import CancelToken
from desktop_app.settings.schema import Settings
from tests.cli.conftest import CommandLine

TEXT = "# Mounting\n\nThe picture shows how the pump is mounted on its bracket, and where its bolts go.\n\nEnd.\n"


@pytest.fixture
def text(tmp_path: Path) -> Path:
    path = tmp_path / "text.md"
    path.write_text(TEXT, encoding="utf-8")
    return path


def test_place(filled: CommandLine, text: Path) -> None:
    assert filled("place", text, "--figures", "many", "--json") == 0
    [record] = filled.records
    [image] = record["images"]
    assert (image["document"], image["page"], image["label"], image["after_paragraph"]) == ("pump", 1, "1", 1)
    assert f"(figure:{image['figure_id']})\n\nEnd." in record["markdown"]
    assert filled("place", text, "--figures", "many") == 0
    assert f"![Figure 1: The pump on its bracket](<{image['file']}>)" in filled.out


def test_place_none_and_only_some_documents(filled: CommandLine, text: Path) -> None:
    assert filled("place", text, "--figures", "none", "--json") == 0
    assert filled.records == [{"markdown": TEXT.strip(), "images": []}]
    assert filled("place", text, "--document", "pump", "--json") == 0
    assert filled("place", text, "--document", "gone") == ExitCode.SOME_FAILED
    assert "gone" in filled.err


def test_place_from_standard_input(filled: CommandLine) -> None:
    workspace = filled.make_workspace()
    out = io.StringIO()
    session = Session(workspace, Settings(), Output(out=out, err=out), CancelToken())
    assert place.run(session, Path("-"), "none", (), io.StringIO("Some words.")) is ExitCode.DONE
    workspace.close()
    assert out.getvalue() == "Some words.\n"


def test_texts_that_can_not_be_read(filled: CommandLine, tmp_path: Path) -> None:
    assert filled("place", tmp_path / "gone.md") == ExitCode.SOME_FAILED
    assert "can't be read" in filled.err
    (tmp_path / "binary.md").write_bytes(b"\xff\xfe\xfa")
    assert filled("place", tmp_path / "binary.md") == ExitCode.SOME_FAILED
    assert "UTF-8" in filled.err
    (tmp_path / "large.md").write_bytes(b"x" * (place.MOST_BYTES + 1))
    assert filled("place", tmp_path / "large.md") == ExitCode.SOME_FAILED
    assert "too large" in filled.err
