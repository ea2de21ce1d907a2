from __future__ import annotations

import shutil
from contextlib import closing
from pathlib import Path

from desktop_app.cli.session import ExitCode
from desktop_app.domain.figure_feedback import called_wrong
from desktop_app.settings.schema import Settings
from tests.cli.conftest import CommandLine

MOUNTED = "How is the pump mounted on its bracket?"
VALVE = "When does the relief valve open?"


def ask(imageref: CommandLine, *words: object) -> str:
    assert imageref("ask", *words, "--model", "excerpts", "--json") == 0
    return str(imageref.records[-1]["conversation"])


def test_conversations_are_kept_and_listed(imageref: CommandLine, pump_manual: Path) -> None:
    imageref("ingest", pump_manual)
    first = ask(imageref, MOUNTED, VALVE)
    second = ask(imageref, VALVE)
    assert imageref("conversations", "--json") == 0
    assert [(record["conversation"], record["turns"]) for record in imageref.records] == [(second, 1), (first, 2)]
    assert imageref.records[1]["title"] == MOUNTED
    assert imageref("conversations", "bracket") == 0
    assert imageref.out.startswith(first[:8])
    assert "2 turns" in imageref.out
    assert second[:8] not in imageref.out


def test_no_conversation_is_said(imageref: CommandLine) -> None:
    imageref("conversations")
    assert imageref.out == "No conversation is kept yet.\n"
    imageref("conversations", "submarine")
    assert imageref.out == "No conversation holds these words.\n"


def test_a_conversation_goes_on(imageref: CommandLine, pump_manual: Path) -> None:
    imageref("ingest", pump_manual)
    first = ask(imageref, MOUNTED)
    assert ask(imageref, VALVE, "--conversation", "last") == first
    assert ask(imageref, "Enlarge the first one", "--conversation", first[:8]) == first
    assert imageref.records[-1]["images"][0]["label"] == "1"
    imageref("conversations", "--json")
    assert [record["turns"] for record in imageref.records] == [3]
    assert imageref("ask", VALVE, "--conversation", "nothing") == ExitCode.SOME_FAILED
    assert "There is no conversation nothing" in imageref.err


def test_nothing_is_kept_where_that_is_set(imageref: CommandLine, pump_manual: Path) -> None:
    imageref("ingest", pump_manual)
    imageref.settings = Settings(keep_conversations=False)
    assert ask(imageref, MOUNTED) == "None"
    imageref("conversations", "--json")
    assert imageref.records == []


def test_an_answer_that_can_not_be_kept_is_given_all_the_same(imageref: CommandLine, pump_manual: Path) -> None:
    imageref("ingest", pump_manual)
    (imageref.folder / "history.sqlite").mkdir()
    assert imageref("ask", MOUNTED, VALVE, "--model", "excerpts", "--json") == 0
    assert [record["conversation"] for record in imageref.records] == [None, None]
    assert imageref.err.count("can't be read or written") == 1


def test_export_writes_the_file(imageref: CommandLine, pump_manual: Path, tmp_path: Path) -> None:
    imageref("ingest", pump_manual)
    identity = ask(imageref, MOUNTED)
    for ending in ("md", "html", "pdf"):
        out = tmp_path / f"out.{ending}"
        assert imageref("export", "last", out, "--json") == 0
        assert imageref.records == [{"conversation": identity, "path": str(out)}]
        assert MOUNTED in out.read_text()
    assert [path.name for path in (tmp_path / "out_files").iterdir()] == ["figure-1.png"]
    assert imageref("export", identity[:8], tmp_path / "again.md") == 0
    assert imageref.out == f"Written: {tmp_path / 'again.md'}\n"


def test_export_after_the_document_was_removed(imageref: CommandLine, pump_manual: Path, tmp_path: Path) -> None:
    imageref("ingest", pump_manual)
    ask(imageref, MOUNTED)
    imageref("remove", "pump")
    assert imageref("export", "last", tmp_path / "out.md") == 0
    assert "not in the library any more" in (tmp_path / "out.md").read_text()


def test_export_says_what_went_wrong(imageref: CommandLine, pump_manual: Path, tmp_path: Path) -> None:
    imageref("ingest", pump_manual)
    ask(imageref, MOUNTED)
    assert imageref("export", "last", tmp_path / "out.docx") == ExitCode.SOME_FAILED
    assert "does not end in" in imageref.err
    shutil.rmtree(tmp_path / "out_files", ignore_errors=True)
    assert imageref("export", "unknown", tmp_path / "out.md") == ExitCode.SOME_FAILED
    assert "There is no conversation unknown" in imageref.err


def test_feedback_on_figures_becomes_a_question_set(imageref: CommandLine, pump_manual: Path, tmp_path: Path) -> None:
    imageref("ingest", pump_manual)
    identity = ask(imageref, MOUNTED)
    out = tmp_path / "said.jsonl"
    assert imageref("conversations", "--feedback", out) == 0
    assert imageref.out.startswith("0 questions written")
    with closing(imageref.make_workspace()) as workspace:
        [turn] = workspace.history.load(identity).turns
        workspace.history.save_turn(identity, 0, called_wrong(turn, turn.figures[0].figure.id))
    assert imageref("conversations", "bracket", "--feedback", out, "--json") == 0
    assert imageref.records == [{"path": str(out), "questions": 1}]
    assert imageref("evaluate", out, "--json") == 0
    assert imageref.records[-1]["questions"] == 1
    assert imageref("conversations", "--feedback", out / "x.jsonl") == 1
    assert "could not be written" in imageref.err
