"""Formulas in TeX as readable text: Unicode letters, signs, and small raised and lowered characters.

Enough of TeX to read what language models write in answers. What is not known here is no formula for this module:
whoever asked shows it as it was written, never half translated.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from enum import Enum

from desktop_app.support import formula_symbols as symbols

LONGEST_FORMULA = 1_500
_DEEPEST = 20
_TOKEN = re.compile(r"\\(?:[A-Za-z]+\*?|.)|\s+|.", re.DOTALL)
_SIMPLE = re.compile(r"[^\s+−=/·×<>≤≥,;]*", re.DOTALL)
_RELATION_SIGNS = frozenset("=<>≤≥≠≈≡∼:")
_OPERATOR_SIGNS = frozenset("+−")


class _Kind(Enum):
    """How a part of a formula is set off from what stands beside it."""

    ORDINARY = 0
    RELATION = 1
    OPERATOR = 2
    OPENING = 3
    CLOSING = 4
    COMMA = 5
    FUNCTION = 6
    SPACE = 7
    FRACTION = 8


class _UnknownError(Exception):
    """The formula holds something that is not known here."""


_SET_APART = {_Kind.FUNCTION, _Kind.ORDINARY, _Kind.CLOSING}
"""Between two of these stands a space where one is a function: "2 sin x"."""

_MULTIPLIES = {_Kind.ORDINARY, _Kind.OPENING, _Kind.FUNCTION, _Kind.FRACTION}
"""Before one of these a fraction on one line needs brackets: (a/b)c is not a/bc."""

Part = tuple[str, _Kind]


def readable_formula(tex: str, *, lines: bool = False) -> str | None:
    """A formula as text, or None where it holds what is not known here, or is too long or too deep.

    Args:
        tex: without the signs that part it from the text around.
        lines: whether its rows stand below one another; else they stand in one line, parted by semicolons.
    """
    if len(tex) > LONGEST_FORMULA:
        return None
    try:
        read = _Reader(tex, "\n" if lines else "; ").whole()
    except _UnknownError:
        return None
    return read or None


class _Reader:
    """Reads one formula from left to right."""

    def __init__(self, tex: str, row_end: str) -> None:
        self._tokens: list[str] = _TOKEN.findall(tex)
        self._place = 0
        self._depth = 0
        self._row_end = row_end

    def whole(self) -> str:
        """Everything, to the end."""
        return self._row(frozenset()).strip()

    # Tokens

    def _next(self) -> str:
        if self._place >= len(self._tokens):
            raise _UnknownError
        self._place += 1
        return self._tokens[self._place - 1]

    def _peek(self) -> str:
        return self._tokens[self._place] if self._place < len(self._tokens) else ""

    def _skip_spaces(self) -> None:
        while self._peek().isspace():
            self._place += 1

    # Rows and groups

    def _row(self, ends: frozenset[str]) -> str:
        """Everything up to one of `ends`, which is left where it is."""
        self._depth += 1
        if self._depth > _DEEPEST:
            raise _UnknownError
        parts: list[Part] = []
        while self._peek() and self._peek() not in ends:
            self._read_into(parts)
        self._depth -= 1
        return _joined(parts)

    def _read_into(self, parts: list[Part]) -> None:
        token = self._next()
        if token in "^_":
            base = parts.pop() if parts else ("", _Kind.ORDINARY)
            parts.append((base[0] + self._script(token), base[1]))
        elif token == "}":
            raise _UnknownError
        elif not token.isspace():
            parts.append(self._part(token))

    def _part(self, token: str) -> Part:
        if token == "{":
            return self._group(), _Kind.ORDINARY
        if token.startswith("\\") and len(token) > 1:
            return self._command(token[1:])
        return _sign(token)

    def _group(self) -> str:
        """The rest of a group that has been opened."""
        text = self._row(frozenset("}"))
        self._next()
        return text

    def _argument(self) -> str:
        """What a command is applied to: a group, or the next part."""
        self._skip_spaces()
        return self._part(self._next())[0]

    def _script(self, mark: str) -> str:
        text = self._argument()
        small = symbols.SUPERSCRIPTS if mark == "^" else symbols.SUBSCRIPTS
        packed = text.replace(" ", "")
        if mark == "^" and packed in {"∘", "°"}:
            return "°"
        if packed and all(character in small for character in packed):
            return "".join(small[character] for character in packed)
        return mark + (text if len(text) == 1 else f"({text})")

    # Commands

    def _command(self, name: str) -> Part:
        if name in symbols.LARGE:
            return symbols.LETTERS[name], _Kind.FUNCTION
        for table, kind in (
            (symbols.LETTERS, _Kind.ORDINARY),
            (symbols.RELATIONS, _Kind.RELATION),
            (symbols.OPERATORS, _Kind.OPERATOR),
            (symbols.OPENING, _Kind.OPENING),
            (symbols.CLOSING, _Kind.CLOSING),
            (symbols.SPACES, _Kind.SPACE),
        ):
            if name in table:
                return table[name], kind
        if name in symbols.FUNCTIONS:
            return name, _Kind.FUNCTION
        if name in symbols.IGNORED:
            return self._sized(name)
        return self._applied(name)

    def _sized(self, name: str) -> Part:
        """A bracket whose size is told; a dot stands for none."""
        self._skip_spaces()
        if name in {"left", "right"} and self._peek() == ".":
            self._place += 1
        return "", _Kind.SPACE

    def _applied(self, name: str) -> Part:
        readers: dict[str, Callable[[], str]] = {
            "sqrt": self._root,
            "binom": lambda: f"C({self._argument()}, {self._argument()})",
            "not": self._negated,
            "begin": self._environment,
            "mathbb": lambda: self._in_letters(symbols.DOUBLE_STRUCK),
            "pmod": lambda: f" (mod {self._argument()})",
            "tag": lambda: f"  ({self._argument()})",
            "label": self._nothing,
            "\\": lambda: self._row_end,
        }
        if name in readers:
            return readers[name](), _Kind.ORDINARY
        if name in symbols.FRACTIONS:
            return f"{_bracketed(self._argument())}/{_bracketed(self._argument())}", _Kind.FRACTION
        if name in symbols.ACCENTS:
            return self._accented(symbols.ACCENTS[name]), _Kind.ORDINARY
        if name in symbols.TEXTS:
            return self._text(), _Kind.ORDINARY
        if name.rstrip("*") in symbols.STYLES:
            kind = _Kind.FUNCTION if name.startswith("operatorname") else _Kind.ORDINARY
            return self._argument(), kind
        raise _UnknownError

    def _nothing(self) -> str:
        self._text()
        return ""

    def _root(self) -> str:
        self._skip_spaces()
        degree = ""
        if self._peek() == "[":
            self._place += 1
            degree = self._row(frozenset("]"))
            self._next()
        text = self._argument()
        small = "".join(symbols.SUPERSCRIPTS.get(character, character) for character in degree)
        return f"{small}√{text if len(text) == 1 else f'({text})'}"

    def _negated(self) -> str:
        text = self._argument()
        if text not in symbols.NEGATED:
            raise _UnknownError
        return f" {symbols.NEGATED[text]} "

    def _in_letters(self, letters: dict[str, str]) -> str:
        return "".join(letters.get(character, character) for character in self._argument())

    def _accented(self, accent: str) -> str:
        return "".join(character + accent for character in self._argument())

    def _text(self) -> str:
        """Words, with their spaces."""
        self._skip_spaces()
        if self._next() != "{":
            raise _UnknownError
        words = ""
        while (token := self._next()) != "}":
            if token in {"{", "$"} or (token.startswith("\\") and token[1:] not in symbols.LETTERS):
                raise _UnknownError
            words += symbols.LETTERS[token[1:]] if token.startswith("\\") else token
        return words

    def _environment(self) -> str:
        name = self._text()
        if name == "array":
            self._text()  # how its columns are set
        rows: list[list[str]] = [[]]
        ends = frozenset(("&", "\\\\", "\\end"))
        while True:
            rows[-1].append(self._row(ends).strip())
            end = self._next()
            if end == "\\end":
                break
            if end == "\\\\":
                rows.append([])
        if self._text() != name:
            raise _UnknownError
        return self._laid_out(name, [row for row in rows if any(row)])

    def _laid_out(self, name: str, rows: list[list[str]]) -> str:
        if name in symbols.LINED_UP:
            return self._row_end.join(" ".join(cell for cell in row if cell) for row in rows)
        if name not in symbols.MATRICES:
            raise _UnknownError
        opening, closing = symbols.MATRICES[name]
        between = ", " if name == "cases" else "  "
        return opening + "; ".join(between.join(row) for row in rows) + closing


def _sign(token: str) -> Part:
    """A single character."""
    if token in "$#%\\&":
        raise _UnknownError
    plain = {"-": "−", "'": "′", "~": " ", "*": "∗"}.get(token, token)
    if plain in _RELATION_SIGNS:
        return plain, _Kind.RELATION
    if plain in _OPERATOR_SIGNS:
        return plain, _Kind.OPERATOR
    if plain in "([{":
        return plain, _Kind.OPENING
    if plain in ")]}":
        return plain, _Kind.CLOSING
    return plain, _Kind.COMMA if plain in ",;" else _Kind.ORDINARY


def _bracketed(text: str) -> str:
    """Part of a fraction; in brackets where it is more than one thing."""
    return text if _SIMPLE.fullmatch(text) else f"({text})"


def _with_plain_fractions(parts: list[Part]) -> list[Part]:
    """The parts with fractions as ordinary ones, in brackets where what follows would be read as divided by, too."""
    plain: list[Part] = []
    after = _Kind.CLOSING
    for words, kind in reversed(parts):
        if kind is _Kind.FRACTION:
            plain.append((f"({words})" if after in _MULTIPLIES else words, _Kind.ORDINARY))
        else:
            plain.append((words, kind))
        after = after if kind is _Kind.SPACE else kind
    return plain[::-1]


def _joined(parts: list[Part]) -> str:
    """The parts with the spaces that belong between them."""
    text = ""
    before = _Kind.OPENING
    for words, kind in _with_plain_fractions(parts):
        if kind is _Kind.RELATION:
            text = f"{text.rstrip()} {words} " if text else f"{words} "
        elif kind is _Kind.OPERATOR and before in {_Kind.ORDINARY, _Kind.CLOSING}:
            text = f"{text.rstrip()} {words} "
        elif kind is _Kind.COMMA:
            text = f"{text.rstrip()}{words} "
        elif _Kind.FUNCTION in {before, kind} and {before, kind} <= _SET_APART:
            text += f" {words}"
        else:
            text += words
        before = kind if kind is not _Kind.SPACE else before
    return re.sub(r" {2,}", " ", text) if "\n" not in text else text
