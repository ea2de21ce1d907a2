"""Finds the sentences that are made outside the window and may be shown in it: errors, hints, notes, reasons.

They are English where they are made, because the command line and the library have them too; the window translates
what it shows of them (`desktop_app/gui/messages.py`). A sentence is a literal or a formatted one, whose parts become
`{0}`, `{1}`. English that is put into a sentence is marked where it is made, by `support.phrases.phrase`.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
PACKAGE = ROOT / "desktop_app"
FRONT_ENDS = {"cli", "gui", "evaluation", "settings", "doctor.py", "__main__.py"}
NEVER_SHOWN = {"audit.py", "prompts.py", "scripted_model.py", "offline.py", "checkpoints.py", "wire.py"}
"""Told by the command line alone, or by tests; or words for a model."""

REASONS = ("boxed text", "rules", "icon", "logo", "too small", "ornament", "equation", "repeated", "page background")
"""Why a graphic is no figure, as the report of a document says it."""

_SENTENCE = re.compile(r"[A-Z“{][^\n]* [^\n]*[.!?”]")
_CODE = re.compile(r"(SELECT|UPDATE|DELETE|INSERT|CREATE|ALTER|WITH)\b|\{\w+\} WHERE|.*\?.* [A-Z]{2,} ")
_NOT_TOLD = {"ValueError", "TypeError", "AssertionError", "RuntimeError", "KeyError", "NotImplementedError"}


def sentences() -> set[str]:
    """All of them, as templates."""
    found = set(REASONS)
    for path in sorted(PACKAGE.rglob("*.py")):
        if path.relative_to(PACKAGE).parts[0] not in FRONT_ENDS and path.name not in NEVER_SHOWN:
            found.update(_of(ast.parse(path.read_text(encoding="utf-8"))))
    return found


def _of(tree: ast.Module) -> Iterator[str]:
    skipped = {id(part) for node in ast.walk(tree) for part in _left_out(node)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "phrase":
            yield template(node.args[0])
        if id(node) not in skipped:
            text = template(node)
            if text and _SENTENCE.fullmatch(text) and not _CODE.match(text) and _words(text):
                yield text


def _words(text: str) -> bool:
    return sum(map(str.isalpha, re.sub(r"\{\d+\}", "", text))) > 5


def _left_out(node: ast.AST) -> Iterator[ast.AST]:
    """Docstrings, parts of formatted texts, what is logged, and what only a programmer sees."""
    if isinstance(node, ast.Expr):
        yield node.value
    elif isinstance(node, ast.JoinedStr):
        yield from node.values
    elif isinstance(node, ast.Call):
        called = node.func
        if isinstance(called, ast.Name) and called.id in _NOT_TOLD:
            yield from node.args
        if isinstance(called, ast.Attribute) and isinstance(called.value, ast.Name) and called.value.id == "log":
            yield from node.args


def template(node: ast.AST) -> str:
    """A text with `{0}`, `{1}` for what is put into it; nothing for other expressions."""
    if isinstance(node, ast.Constant):
        return node.value if isinstance(node.value, str) else ""
    if not isinstance(node, ast.JoinedStr):
        return ""
    parts, count = [], 0
    for value in node.values:
        if isinstance(value, ast.Constant):
            parts.append(str(value.value).replace("{", "{{").replace("}", "}}"))
        else:
            parts.append(f"{{{count}}}")
            count += 1
    return "".join(parts)
