"""How a command ends when something gets in its way."""

from __future__ import annotations

import signal
import sys
from pathlib import Path

import pytest

from desktop_app.cli.demo import Demo
from desktop_app.cli.session import ExitCode
from desktop_app.domain.errors import ModelStopped, NotFound
from desktop_app.local_model.scripted_model import ScriptedAnswer
from tests.cli.conftest import CommandLine
from tests.helpers.fake_reader import paragraphs, write_document

QUESTION = "How is the pump mounted on its bracket?"


def interrupt(page: int) -> None:
    if page == 2:
        signal.raise_signal(signal.SIGINT)


def test_an_interrupt_keeps_what_was_read(imageref: CommandLine, pump_manual: Path) -> None:
    before = signal.getsignal(signal.SIGINT)
    imageref.before_page = interrupt
    assert imageref("ingest", pump_manual) == ExitCode.INTERRUPTED
    assert "takes the rest up again" in imageref.err
    assert signal.getsignal(signal.SIGINT) is before
    imageref.before_page = None
    assert imageref("documents") == ExitCode.DONE
    assert f"to go on: imageref ingest {pump_manual}" in imageref.out
    assert imageref("ingest", pump_manual, "--json") == ExitCode.DONE
    assert imageref.records[0]["documents"][0]["status"] == "ready"


def test_a_second_interrupt_breaks_the_work_off(imageref: CommandLine, pump_manual: Path) -> None:
    def twice(page: int) -> None:
        signal.raise_signal(signal.SIGINT)
        signal.raise_signal(signal.SIGINT)

    imageref.before_page = twice
    assert imageref("ingest", pump_manual) == ExitCode.INTERRUPTED
    assert imageref.workspaces[-1].closed


def test_an_interrupted_answer_is_code_130(filled: CommandLine) -> None:
    filled.models["small"] = ("One. " * 50,)
    filled.interrupt_at = "pump"
    assert filled("ask", QUESTION, "and then?", "--json") == ExitCode.INTERRUPTED
    assert len(filled.records) == 1


def test_an_interrupted_demo_is_code_130(filled: CommandLine, pump_manual: Path) -> None:
    filled.demo = Demo(pump_manual, QUESTION)
    filled.interrupt_at = "pump"
    assert filled("demo") == ExitCode.INTERRUPTED
    assert filled.windows == []


def test_a_model_that_ends_in_the_middle_is_told(filled: CommandLine) -> None:
    ended = ModelStopped("The model's process ended.", "Ask again.")
    filled.models["small"] = (ScriptedAnswer("It stands on\n\na bracket", ended), "It stands on a bracket.")
    assert filled("ask", QUESTION, QUESTION) == ExitCode.DONE
    assert "The model's process ended." in filled.err
    assert "It stands on a bracket." in filled.out


@pytest.mark.parametrize(
    ("problem", "code"), [(NotFound("There is nothing."), ExitCode.SOME_FAILED), (KeyboardInterrupt(), 130)]
)
def test_other_problems(imageref: CommandLine, problem: BaseException, code: int) -> None:
    imageref.problem = problem
    assert imageref("documents") == code


def test_a_closed_pipe_is_quiet(imageref: CommandLine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdout", sys.stdout)
    imageref.problem = BrokenPipeError()
    assert imageref("documents") == ExitCode.SOME_FAILED
    sys.stdout.close()


def test_a_bug_is_not_hidden(imageref: CommandLine) -> None:
    imageref.problem = RuntimeError("a bug")
    with pytest.raises(RuntimeError, match="a bug"):
        imageref("documents")
    assert imageref.workspaces[-1].closed


def test_the_demo_that_ships_has_its_files() -> None:
    shipped = Demo.shipped()
    assert shipped.manual.read_bytes().startswith(b"%PDF-")
    assert shipped.question


def test_the_demo_without_a_window(imageref: CommandLine, pump_manual: Path) -> None:
    imageref.demo = Demo(pump_manual, QUESTION)
    assert imageref("demo", "--no-window") == ExitCode.DONE
    assert imageref.windows == []
    imageref.demo = Demo(write_document(pump_manual.with_name("b.pdf"), [paragraphs("b")], problem="damaged"), "b")
    assert imageref("demo", "--json") == ExitCode.SOME_FAILED


def test_files_are_given_to_the_window(imageref: CommandLine, tmp_path: Path) -> None:
    assert imageref("open", tmp_path / "a.pdf") == 0
    assert imageref(tmp_path / "b.pdf") == 0
    assert imageref.windows == [[tmp_path / "a.pdf"], [tmp_path / "b.pdf"]]
