"""One visual language: colours, sizes, distances from the tokens, icons from one set; the design page says so."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import desktop_app.gui
from desktop_app.gui.tokens import DARK, LIGHT, SPACES, TYPE, Tokens
from desktop_app.support.resource_files import resource_path

GUI = Path(desktop_app.gui.__file__).parent
PAGE = GUI.parent.parent / "docs" / "design.md"
ELSEWHERE = [path for path in sorted(GUI.rglob("*.py")) if path.name not in {"tokens.py", "style_sheet.py"}]
_HEX = re.compile(r"""["']#(?:[0-9a-fA-F]{3}|[0-9a-fA-F]{6})["']|\brgba?\(""")
_SIZES = re.compile(r"font-size|setPixelSize|setPointSize\(")
_DISTANCES = {"setContentsMargins", "setSpacing", "setHorizontalSpacing", "setVerticalSpacing"}


def calls(path: Path) -> Iterator[tuple[str, ast.Call]]:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            yield node.func.attr, node


def test_colours_stand_in_the_tokens_alone() -> None:
    own = {path.name: _HEX.findall(path.read_text("utf-8")) for path in ELSEWHERE}
    assert {name: found for name, found in own.items() if found} == {}


def test_named_colours_of_qt_are_not_used_but_for_nothing_at_all() -> None:
    used = {
        (path.name, found) for path in ELSEWHERE for found in re.findall(r"GlobalColor\.(\w+)", path.read_text("utf-8"))
    }
    assert {found for _, found in used} <= {"transparent"}, used


def test_sizes_of_words_come_from_the_type_scale() -> None:
    assert [path.name for path in ELSEWHERE if _SIZES.search(path.read_text("utf-8"))] == []


def test_distances_are_steps_of_one_scale() -> None:
    odd = {
        f"{path.name}:{call.lineno}"
        for path in ELSEWHERE
        for name, call in calls(path)
        if name in _DISTANCES
        for argument in call.args
        if isinstance(argument, ast.Constant) and argument.value not in SPACES
    }
    assert odd == set()


def test_icons_are_one_set() -> None:
    drawings = [each for each in sorted(resource_path("icons").glob("*.svg")) if each.stem != "application"]
    for drawing in drawings:
        text = drawing.read_text("utf-8")
        assert 'viewBox="0 0 24 24"' in text, drawing.name
        assert "currentColor" in text, drawing.name
        assert not _HEX.search(text), drawing.name
    used = set(
        re.findall(
            r"""(?:IconButton\(|icon\(|set_icon\()\s*"([a-z-]+)\"""", " ".join(p.read_text("utf-8") for p in ELSEWHERE)
        )
    )
    assert used <= {drawing.stem for drawing in drawings} | {"application"}, "the program's own icon is in colour"


@pytest.mark.parametrize(("name", "colours"), [("light", LIGHT), ("dark", DARK)])
def test_the_design_page_shows_the_colours_as_they_are(name: str, colours: Tokens) -> None:
    rows = {
        row[0].strip(" `"): {"light": row[1].strip(" `"), "dark": row[2].strip(" `")}
        for row in (line.strip("|").split("|") for line in PAGE.read_text("utf-8").splitlines() if "`#" in line)
    }
    assert {token: shown[name] for token, shown in rows.items()} == {
        token: getattr(colours, token) for token in Tokens.__slots__
    }


def test_the_design_page_shows_sizes_and_distances_as_they_are() -> None:
    page = PAGE.read_text("utf-8")
    for name, part in TYPE.items():
        assert f"| `{name}` | {part:g} |" in page
    assert ", ".join(str(space) for space in SPACES) in page
