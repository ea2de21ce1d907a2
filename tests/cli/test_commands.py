from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from desktop_app.cli import demo
from desktop_app.cli.output import Output
from desktop_app.cli.session import ExitCode, Session
from desktop_app.domain.errors import LibraryLocked
from desktop_app.domain.jobs import CancelToken
from desktop_app.domain.ports import Finding, FindingState
from desktop_app.settings.schema import Settings
from tests.cli.conftest import CommandLine
from tests.helpers.fake_reader import FakePage, paragraphs, write_document

QUESTION = "How is the pump mounted on its bracket?"


def test_without_a_command_the_window_opens(imageref: CommandLine) -> None:
    assert imageref() == 0
    assert imageref.windows == [[]]
    assert imageref.workspaces == []


def test_ingest_says_how_each_file_ended(imageref: CommandLine, pump_manual: Path, tmp_path: Path) -> None:
    damaged = write_document(tmp_path / "damaged.pdf", [paragraphs("x")], problem="damaged")
    assert imageref("ingest", pump_manual, damaged, "--json") == ExitCode.SOME_FAILED
    [record] = imageref.records
    good, bad = record["documents"]
    assert (good["status"], good["pages"]["text"], good["figures"], good["error"]) == ("ready", 2, 1, None)
    assert bad["status"] == "failed"
    assert bad["error"]
    assert imageref.workspaces[-1].closed


def test_ingest_reads_again_when_asked(imageref: CommandLine, pump_manual: Path) -> None:
    first, known, again = (
        (imageref("ingest", pump_manual, "--json", *more), imageref.records[0]["documents"][0])[1]
        for more in ([], [], ["--again"])
    )
    assert [report["status"] for report in (first, known, again)] == ["ready", "duplicate", "ready"]
    assert first["document_id"] == again["document_id"]
    imageref("documents", "--json")
    assert len(imageref.records) == 1


def test_ingest_for_people(imageref: CommandLine, pump_manual: Path, tmp_path: Path) -> None:
    write_document(tmp_path / "torn.pdf", [paragraphs("Some words."), FakePage(state="failed", reason="It hangs.")])
    assert imageref("ingest", tmp_path) == 0
    assert "pump.pdf: ready, 2 pages" in imageref.out
    assert "torn.pdf: partial, 2 pages" in imageref.out
    assert "torn.pdf: " in imageref.err
    assert imageref("ingest", pump_manual) == 0
    assert imageref.out == "pump.pdf: in the library already\n"


def test_a_folder_without_documents_is_told(imageref: CommandLine, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    assert imageref("ingest", tmp_path / "empty") == ExitCode.SOME_FAILED
    assert "No documents were found" in imageref.err


def test_a_failed_file_is_told_and_listed(imageref: CommandLine, tmp_path: Path) -> None:
    write_document(tmp_path / "damaged.pdf", [paragraphs("x")], problem="damaged")
    assert imageref("ingest", tmp_path / "damaged.pdf") == ExitCode.SOME_FAILED
    assert imageref.err.startswith("damaged.pdf: ")
    assert imageref("documents") == 0
    assert "damaged  failed" in imageref.out


def test_documents(filled: CommandLine) -> None:
    assert filled("documents", "--json") == 0
    [record] = filled.records
    assert (record["document"], record["title"], record["pages"], record["status"]) == (
        "pump",
        "Pump manual",
        2,
        "ready",
    )
    assert filled("documents") == 0
    assert filled.out.startswith("pump  ready, 2 pages")


def test_an_empty_library_says_what_to_do(imageref: CommandLine) -> None:
    assert imageref("documents") == 0
    assert "imageref ingest" in imageref.err


def test_figures(filled: CommandLine) -> None:
    assert filled("figures", "pump", "--json") == 0
    [record] = filled.records
    assert (record["document"], record["page"], record["label"]) == ("pump", 1, "1")
    assert record["caption"] == "The pump on its bracket"
    assert len(record["bbox"]) == 4
    assert Path(record["file"]).exists()
    assert filled("figures") == 0
    assert filled.out == "pump, page 1: Figure 1: The pump on its bracket\n"


def test_figures_report(imageref: CommandLine, tmp_path: Path) -> None:
    pages = [FakePage([("paragraph", "Some words.", 0)], [("1", "A pump"), (None, "")], left_out=["logo"])]
    pages += [FakePage([("paragraph", "More words.", 0)], left_out=["rules", "logo"]) for _ in range(14)]
    write_document(tmp_path / "manual.pdf", [*pages, FakePage(state="failed", reason="It hangs.")])
    write_document(tmp_path / "letter.pdf", [paragraphs("Dear reader,")])
    assert imageref("ingest", tmp_path) == 0
    assert imageref("figures", "--report", "manual", "--json") == 0
    [record] = imageref.records
    assert (record["document"], record["found"]) == ("manual", {"vector": 2})
    assert record["left_out"][0] == {"page": 1, "bbox": [0, 0, 20, 20], "reason": "logo"}
    assert record["left_out_by_reason"] == {"logo": 15, "rules": 14}
    assert record["failed"] == [{"page": 16, "reason": "It hangs."}]
    assert imageref("figures", "--report") == 0
    assert "manual\n  found: 2 (2 vector)\n  left out: 15, logo (page 1, 2, 3" in imageref.out
    assert "12 and 3 more)\n  left out: 14, rules (page 2," in imageref.out
    assert "  failed: page 16: It hangs.\n" in imageref.out
    assert "letter\n  found: none\n" in imageref.out


def test_figures_of_a_document_that_is_not_there(filled: CommandLine) -> None:
    assert filled("figures", "gone") == ExitCode.SOME_FAILED
    assert "gone" in filled.err


def test_search_passages(filled: CommandLine) -> None:
    assert filled("search", "relief valve pressure", "-k", 1, "--json") == 0
    [record] = filled.records
    assert (record["rank"], record["document"], record["page"]) == (1, "pump", 2)
    assert "six bar" in record["text"]
    assert filled("search", "relief valve pressure") == 0
    assert filled.out.startswith("1. pump, page 2\n   The relief valve")


def test_a_long_passage_is_cut_for_people(imageref: CommandLine, tmp_path: Path) -> None:
    write_document(tmp_path / "long.pdf", [paragraphs("gasket " * 100)])
    imageref("ingest", tmp_path / "long.pdf")
    assert imageref("search", "gasket") == 0
    assert imageref.out.rstrip().endswith("…")


def test_search_figures(filled: CommandLine) -> None:
    assert filled("search", QUESTION, "--kind", "figures", "--json") == 0
    assert [(r["rank"], r["label"]) for r in filled.records] == [(1, "1")]
    assert filled("search", QUESTION, "--kind", "figures") == 0
    assert filled.out == "1. pump, page 1: Figure 1: The pump on its bracket\n"


def test_search_that_finds_nothing(imageref: CommandLine) -> None:
    assert imageref("search", "anything") == 0
    assert imageref.err == "Nothing was found.\n"


def test_ask_with_excerpts(filled: CommandLine) -> None:
    assert filled("ask", QUESTION, "--model", "excerpts", "--json") == 0
    [record] = filled.records
    assert record["question"] == QUESTION
    assert record["model"] == "excerpts"
    assert [image["label"] for image in record["images"]] == ["1"]
    assert record["citations"][0]["document"] == "pump"
    assert set(record["timings"]) >= {"retrieve_s", "first_token_s", "total_s", "prompt_tokens", "cached_tokens"}


def test_ask_for_people(filled: CommandLine) -> None:
    assert filled("ask", QUESTION, "--model", "excerpts") == 0
    assert QUESTION in filled.out
    assert "[Figure 1: The pump on its bracket (pump, page 1)]" in filled.out
    assert "[1] pump, page 1" in filled.out


def test_several_questions_are_turns_of_one_conversation(filled: CommandLine) -> None:
    filled.models["small"] = ("It stands on a bracket.\n\nThe motor drives it.", "Above six bar.")
    assert filled("ask", QUESTION, "And the valve?", "--json") == 0
    assert [record["model"] for record in filled.records] == ["small", "small"]
    second = filled.workspaces[-1].models.models["small"].history[1]  # type: ignore[attr-defined]
    assert any("It stands on a bracket." in message.text for message in second.messages)
    assert filled("ask", QUESTION) == 0
    assert "bracket.\n" in filled.out.replace(" [1]", "")


def test_the_setting_chooses_the_model(filled: CommandLine) -> None:
    filled.models = {"first": ("One.",), "second": ("Two.",)}
    filled.settings = Settings(model="second", projector="eyes.gguf")
    assert filled("ask", QUESTION, "--json") == 0
    assert filled.workspaces[-1].models.opened == [("second", Path("eyes.gguf"))]
    assert filled("ask", QUESTION, "--model", "first", "--json") == 0
    assert filled.workspaces[-1].models.opened == [("first", None)]


def test_a_model_for_a_trial_answers_only_where_it_is_named(filled: CommandLine) -> None:
    filled.models = {"starter": ("One.",)}
    assert filled("ask", QUESTION, "--json") == 0
    assert filled.records[0]["model"] == "excerpts"
    assert filled("ask", QUESTION, "--model", "starter", "--json") == 0
    assert filled.records[0]["model"] == "starter"


def test_a_missing_model_is_an_environment_error(filled: CommandLine) -> None:
    assert filled("ask", QUESTION, "--model", "gone", "--json") == ExitCode.ENVIRONMENT
    assert (filled.out, filled.err) == ("", "There is no model gone. Choose another.\n")


def test_a_locked_library_is_an_environment_error(imageref: CommandLine) -> None:
    imageref.problem = LibraryLocked("The library is open elsewhere.", "Close the other window.")
    assert imageref("documents") == ExitCode.ENVIRONMENT
    assert imageref.err == "The library is open elsewhere. Close the other window.\n"


def test_remove(filled: CommandLine) -> None:
    assert filled("remove", "pump", "gone", "--json") == ExitCode.SOME_FAILED
    assert filled.records == [{"removed": ["pump"], "not_found": ["gone"]}]
    assert filled("documents", "--json") == 0
    assert filled.records == []


def test_verify_and_rebuild(filled: CommandLine) -> None:
    assert filled("verify", "--json") == 0
    assert filled.records[0]["sound"]
    assert filled("rebuild") == 0
    assert "sound" in filled.out


def test_verify_lists_problems(filled: CommandLine) -> None:
    for picture in (filled.folder / "figures").glob("*.png"):
        picture.unlink()
    assert filled("verify") == ExitCode.SOME_FAILED
    assert "problem" in filled.out
    assert filled.err


def test_doctor(imageref: CommandLine) -> None:
    session_findings = [
        Finding("Window", FindingState.OK, "Qt 6"),
        Finding("Models", FindingState.BROKEN, "None.", "Get one."),
    ]
    make = imageref.make_workspace

    def with_findings() -> object:
        workspace = make()
        workspace.findings = session_findings
        return workspace

    imageref.make_workspace = with_findings  # type: ignore[method-assign,assignment]
    assert imageref("doctor") == ExitCode.ENVIRONMENT
    assert imageref.out == "✓ Window: Qt 6\n✗ Models: None.\n    Get one.\n"
    session_findings.pop()
    assert imageref("doctor", "--json") == 0
    assert imageref.records[0]["usable"]


class TestDemo:
    def run(self, imageref: CommandLine, manual: Path, question: str, **session: object) -> ExitCode:
        workspace = imageref.make_workspace()
        try:
            made = Session(workspace, Settings(), Output(as_json=False), CancelToken())
            return demo.run(replace(made, **session), None, None, demo.Demo(manual, question))  # type: ignore[arg-type]
        finally:
            workspace.close()

    def test_it_answers_with_a_figure(
        self, imageref: CommandLine, pump_manual: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        assert self.run(imageref, pump_manual, QUESTION) is ExitCode.DONE
        assert "[Figure 1:" in capsys.readouterr().out

    def test_an_answer_without_a_figure_is_a_failure(
        self, imageref: CommandLine, pump_manual: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        assert self.run(imageref, pump_manual, "Who won the chess game in Reykjavik?") is ExitCode.SOME_FAILED
        assert "[Figure" not in capsys.readouterr().out

    def test_a_manual_that_can_not_be_read(self, imageref: CommandLine, tmp_path: Path) -> None:
        damaged = write_document(tmp_path / "damaged.pdf", [paragraphs("x")], problem="damaged")
        assert self.run(imageref, damaged, QUESTION) is ExitCode.SOME_FAILED

    @pytest.mark.parametrize(
        ("code", "wanted", "display", "opened"),
        [
            (ExitCode.DONE, True, True, True),
            (ExitCode.DONE, False, True, False),
            (ExitCode.DONE, True, False, False),
            (ExitCode.SOME_FAILED, True, True, False),
        ],
    )
    def test_the_window_opens_after_a_demo_that_worked(
        self, imageref: CommandLine, code: ExitCode, wanted: bool, display: bool, opened: bool
    ) -> None:
        assert demo.then_window(code, wanted, display, imageref.open_window) == code
        assert bool(imageref.windows) is opened
