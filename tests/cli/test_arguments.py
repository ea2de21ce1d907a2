from __future__ import annotations

from pathlib import Path

import pytest

from desktop_app.cli.arguments import build_parser
from desktop_app.cli.main import Program, parse, parse_for_window, run
from desktop_app.cli.output import Output
from tests.cli.conftest import CommandLine

COMMANDS = [
    "ingest",
    "documents",
    "figures",
    "search",
    "ask",
    "evaluate",
    "remove",
    "verify",
    "rebuild",
    "doctor",
    "demo",
]


@pytest.mark.parametrize(
    "argv",
    [
        ["--home", "h", "--json", "ask", "why?"],
        ["ask", "--home", "h", "--json", "why?"],
        ["--json", "ask", "why?", "--home", "h"],
    ],
)
def test_global_options_stand_before_or_after_the_command(argv: list[str]) -> None:
    arguments = parse(argv)
    assert (arguments.home, arguments.json, arguments.questions) == (Path("h"), True, ["why?"])
    assert (arguments.library, arguments.quiet) == (None, False)


def test_no_command_is_the_window() -> None:
    assert parse([]).command is None
    arguments = parse(["--quiet", "--home", "h", "--library", "open", "--json"])
    assert (arguments.command, arguments.home, arguments.library) == (None, Path("h"), Path("open"))
    assert (arguments.quiet, arguments.json) == (True, True)


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_explains_itself(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit, match="0"):
        parse([command, "--help"])
    text = capsys.readouterr().out
    assert f"usage: imageref {command}" in text
    assert "--library DIR" in text


def test_the_overview_names_every_command() -> None:
    text = build_parser().format_help()
    assert all(f"\n    {command} " in text for command in COMMANDS)


@pytest.mark.parametrize(
    "argv",
    [["ingest"], ["search", "a", "-k", "0"], ["search", "a", "-k", "x"], ["nothing"], ["--home"], ["--home", "--json"]],
)
def test_wrong_usage_is_code_2(argv: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit, match="2"):
        parse(argv)
    assert "usage:" in capsys.readouterr().err


def test_the_window_takes_files_as_desktops_hand_them_over(imageref: CommandLine) -> None:
    arguments = parse_for_window(["--home", "h", "a manual.pdf", "folder"])
    assert arguments.command is None
    assert arguments.home == Path("h")
    run(arguments, Program(imageref.make_workspace, imageref.open_window, imageref.settings), Output())
    assert imageref.windows == [[Path("a manual.pdf"), Path("folder")]]


@pytest.mark.parametrize(
    ("words", "command", "paths"),
    [
        (["manual.pdf"], "open", ["manual.pdf"]),
        (["--json", "--library", "ingest", "a.PDF", "b.txt"], "open", ["a.PDF", "b.txt"]),
        (["open"], "open", []),
        (["open", "a.pdf"], "open", ["a.pdf"]),
        (["ingest", "a.pdf"], "ingest", ["a.pdf"]),
        ([], None, None),
    ],
)
def test_files_open_the_window(words: list[str], command: str | None, paths: list[str] | None) -> None:
    arguments = parse(words)
    assert arguments.command == command
    assert paths is None or [str(path) for path in arguments.paths] == paths


def test_a_folder_opens_the_window(tmp_path: Path) -> None:
    assert parse([str(tmp_path)]).paths == [tmp_path]


def test_a_word_that_is_no_file_is_wrong_usage(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        parse(["nonsense"])
    assert ended.value.code == 2
    assert "nonsense" in capsys.readouterr().err
