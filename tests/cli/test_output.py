from __future__ import annotations

import io
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.cli.output import Output, printable


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.fixture
def out() -> io.StringIO:
    return io.StringIO()


@pytest.fixture
def err() -> Terminal:
    return Terminal()


def test_json_mode_prints_records_alone(out: io.StringIO, err: Terminal) -> None:
    output = Output(as_json=True, out=out, err=err)
    output.text("for people")
    output.record({"a": "ü\nb"})
    output.record({"b": 2})
    assert [json.loads(line) for line in out.getvalue().splitlines()] == [{"a": "ü\nb"}, {"b": 2}]


def test_people_see_no_records(out: io.StringIO, err: Terminal) -> None:
    output = Output(out=out, err=err)
    output.record({"a": 1})
    output.text("hello")
    assert out.getvalue() == "hello\n"


def test_a_bar_is_cleared_before_the_next_line(out: io.StringIO, err: Terminal) -> None:
    output = Output(out=out, err=err)
    output.progress("pages of a.pdf", 1, 2)
    output.progress("nothing yet", 0, 0)
    output.problem("a.pdf: broken")
    assert "1/2 pages of a.pdf" in err.getvalue()
    assert err.getvalue().endswith("\r\x1b[2Ka.pdf: broken\n")


def test_quiet_still_tells_problems(out: io.StringIO, err: Terminal) -> None:
    output = Output(quiet=True, out=out, err=err)
    output.progress("pages", 1, 2)
    output.status("on the way")
    output.problem("broken")
    assert err.getvalue() == "broken\n"


def test_no_bar_without_a_terminal(out: io.StringIO) -> None:
    err = io.StringIO()
    output = Output(out=out, err=err)
    output.progress("pages", 1, 2)
    output.status("done")
    assert err.getvalue() == "done\n"


@given(st.text())
def test_nothing_printed_steers_a_terminal(text: str) -> None:
    shown = printable(text)
    assert len(shown) == len(text)
    assert all(character.isprintable() or character in "\n\t" for character in shown)
