"""Finds the visible text of the program: what its code gives to Qt's translation functions, and the settings' words.

Qt's own `lupdate` sees neither the helpers that fill in a context nor the titles of the settings, so the code is read
as Python here. A text counts where it is a literal (or a choice between two) in

- `self.tr("…")` in a class, whose name is the context; with a number (`n=`) it has forms,
- `QCoreApplication.translate("Context", "…")` and `mark_text("Context", "…")`,
- a helper of one argument that returns `QCoreApplication.translate("Context", text)`, also where it is imported.
"""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from sentences import sentences

ROOT = Path(__file__).resolve().parent.parent.parent
WINDOW = ROOT / "desktop_app" / "gui"
SETTINGS, MESSAGES = "Settings", "Messages"


@dataclass(frozen=True, slots=True, order=True)
class Text:
    """A text with its context; `numbered` says that it has forms for numbers."""

    context: str
    source: str
    numbered: bool = False


@dataclass
class Found:
    """What a module has: texts, and calls whose text is no literal, as `file:line`."""

    texts: set[Text] = field(default_factory=set)
    unread: list[str] = field(default_factory=list)


def visible_texts(folder: Path = WINDOW) -> Found:
    """All texts of the modules below `folder`, and the words of the settings."""
    found = Found()
    helpers = {path: dict(_helpers(_parsed(path))) for path in sorted(folder.rglob("*.py"))}
    by_name = {_module_name(path): names for path, names in helpers.items()}
    for path, own in helpers.items():
        tree = _parsed(path)
        known = own | dict(_imported(tree, by_name))
        _Reader(path, known, found).visit(tree)
    found.texts.update(Text(SETTINGS, words) for words in settings_words())
    found.texts.update(Text(MESSAGES, sentence) for sentence in sentences())
    return found


def settings_words() -> Iterator[str]:
    """Titles, sentences and named values of the settings, as the window shows them."""
    from desktop_app.gui.settings_dialog.setting_row import field_names
    from desktop_app.settings.schema import setting_fields

    for name in field_names():
        about = setting_fields()[name]
        yield about.title
        yield about.description
        if name != "language":  # each language is shown in its own words
            yield from (choice.capitalize() for choice in about.choices)
    yield "System"


def _parsed(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), str(path))


def _module_name(path: Path) -> str:
    return ".".join(path.relative_to(ROOT).with_suffix("").parts) if path.is_relative_to(ROOT) else path.stem


def _helpers(tree: ast.Module) -> Iterator[tuple[str, str]]:
    """Functions that only fill in a context, with it."""
    for node in tree.body:
        if not isinstance(node, ast.FunctionDef) or len(node.args.args) != 1:
            continue
        last = node.body[-1]
        if not isinstance(last, ast.Return) or not isinstance(last.value, ast.Call):
            continue
        if _called(last.value) == "translate" and len(last.value.args) > 1:  # with one, it is that of `str`
            context, text = last.value.args[:2]
            if isinstance(context, ast.Constant) and isinstance(text, ast.Name) and text.id == node.args.args[0].arg:
                yield node.name, str(context.value)


def _imported(tree: ast.Module, by_name: dict[str, dict[str, str]]) -> Iterator[tuple[str, str]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom):
            offered = by_name.get(node.module or "", {})
            for alias in node.names:
                if alias.name in offered:
                    yield alias.asname or alias.name, offered[alias.name]


def _called(call: ast.Call) -> str:
    return call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")


def _literals(node: ast.expr) -> list[str] | None:
    """The texts an expression can be, or None where it is no literal."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return [node.value]
    if isinstance(node, ast.IfExp):
        chosen, other = _literals(node.body), _literals(node.orelse)
        return None if chosen is None or other is None else [*chosen, *other]
    return None


class _Reader(ast.NodeVisitor):
    def __init__(self, path: Path, helpers: dict[str, str], found: Found) -> None:
        self._path = path
        self._helpers = helpers
        self._found = found
        self._classes: list[str] = []
        self._inside: list[str] = []

    def visit_ClassDef(self, node: ast.ClassDef) -> None:
        self._classes.append(node.name)
        self.generic_visit(node)
        self._classes.pop()

    def visit_FunctionDef(self, node: ast.FunctionDef) -> None:
        self._inside.append(node.name)
        self.generic_visit(node)
        self._inside.pop()

    def visit_Call(self, node: ast.Call) -> None:
        self.generic_visit(node)
        name = _called(node)
        if name == "tr" and isinstance(node.func, ast.Attribute) and self._classes:
            self._take(node, self._classes[-1], node.args[:1], numbered=self._has_number(node, 3))
        elif name in {"translate", "mark_text"} and len(node.args) >= 2:
            context = _literals(node.args[0])
            if context:
                self._take(node, context[0], node.args[1:2], numbered=self._has_number(node, 4))
        elif isinstance(node.func, ast.Name) and name in self._helpers:
            self._take(node, self._helpers[name], node.args[:1], numbered=False)

    @staticmethod
    def _has_number(node: ast.Call, count: int) -> bool:
        return len(node.args) >= count or any(keyword.arg == "n" for keyword in node.keywords)

    def _take(self, node: ast.Call, context: str, arguments: Iterable[ast.expr], *, numbered: bool) -> None:
        for argument in arguments:
            texts = _literals(argument)
            if texts is not None:
                self._found.texts.update(Text(context, text, numbered) for text in texts)
            elif not self._inside or self._inside[-1] not in self._helpers:
                self._found.unread.append(f"{self._path.name}:{node.lineno}")
