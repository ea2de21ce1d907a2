from __future__ import annotations

from pathlib import Path

from desktop_app.cli.arguments import build_parser
from desktop_app.cli.passwords import password_source


def test_without_the_option_nobody_is_asked() -> None:
    assert password_source(build_parser().parse_args(["ingest", "a.pdf"]).password) is None


def test_the_password_that_was_given_is_for_every_file() -> None:
    ask = password_source(build_parser().parse_args(["ingest", "a.pdf", "--password", "secret"]).password)
    assert ask is not None
    assert [ask(Path("a.pdf")), ask(Path("b.pdf"))] == ["secret", "secret"]


def test_a_dash_asks_for_each_file_by_name() -> None:
    asked: list[str] = []
    answers = iter(["one", ""])

    def prompt(text: str) -> str:
        asked.append(text)
        return next(answers)

    ask = password_source("-", prompt)
    assert ask is not None
    assert [ask(Path("in/a\n.pdf")), ask(Path("b.pdf"))] == ["one", None]
    assert "'a\\n.pdf'" in asked[0]
    assert "'b.pdf'" in asked[1]


def test_the_end_of_the_input_leaves_the_file_out() -> None:
    def prompt(text: str) -> str:
        raise EOFError

    ask = password_source("-", prompt)
    assert ask is not None
    assert ask(Path("a.pdf")) is None
