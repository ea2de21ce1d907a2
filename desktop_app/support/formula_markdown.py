"""Formulas within Markdown: found, and put as readable text or, where they can't be read, as code."""

from __future__ import annotations

import re

from desktop_app.support.formulas import LONGEST_FORMULA, readable_formula

_CODE = re.compile(
    r"^[ \t]{0,3}(?P<fence>```|~~~).*?(?:^[ \t]{0,3}(?P=fence)[^\n]*$|\Z)"
    r"|(?P<tick>`{1,3})(?!`)[^`]{1,600}(?P=tick)(?!`)",
    re.M | re.S,
)
_COMMAND = re.compile(r"(?<!\\)\\[A-Za-z]{2}")
_MOST = LONGEST_FORMULA
_DISPLAY = re.compile(
    rf"\$\$(?P<dollars>[^$]{{1,{_MOST}}}?)\$\$"
    rf"|\\\[(?P<brackets>.{{1,{_MOST}}}?)\\\]"
    rf"|(?P<environment>\\begin\{{(?P<name>(?:align|equation|gather|multline|eqnarray)\*?)\}}.{{1,{_MOST}}}?"
    r"\\end\{(?P=name)\})",
    re.S,
)
_INLINE = re.compile(
    r"\\\((?P<brackets>[^\n]{1,400}?)\\\)"
    r"|(?<![\\$\w])\$(?P<dollars>(?=[^\s$])[^$\n]{1,400}?(?<=[^\s\\$]))\$(?![\d$])"
)
_LOOKS_LIKE_TEX = re.compile(r"[\\^_{=<>+*/|−-]|^[A-Za-z]{1,3}'*$|^[\d.,]+$|^[A-Za-z]\([^()]*\)$")
_MARKS = re.compile(r"([\\`*_\[\]<>#|~&!])")
INDENT = "\u2003"
"""Stands before each line of a formula that has lines of its own."""


def with_formulas(markdown: str) -> str:
    r"""The text with its formulas as readable text; code is left alone, and so are dollars that are money.

    Formulas stand between `$…$` or `\(…\)`, in lines of their own between `$$…$$`, `\[…\]`, or in an environment such
    as `align`. What can't be read is shown as code.
    """
    if "$" not in markdown and "\\" not in markdown:
        return markdown
    pieces: list[str] = []
    end = 0
    for match in _CODE.finditer(markdown):
        pieces += [_replaced(markdown[end : match.start()]), match.group()]
        end = match.end()
    return "".join([*pieces, _replaced(markdown[end:])])


def _replaced(text: str) -> str:
    return _INLINE.sub(_inline, _DISPLAY.sub(_display, text))


def _display(match: re.Match[str]) -> str:
    brackets = match.group("brackets")
    tex = (match.group("dollars") or brackets or match.group("environment")).strip()
    text = match.string
    before = text[text.rfind("\n", 0, match.start()) + 1 : match.start()]
    after = text[match.end() :].split("\n", 1)[0]
    alone = not before.strip() and not after.strip()
    if brackets is not None and not alone and not _COMMAND.search(tex):
        return match.group()  # words in brackets, of which Markdown is told that they are no link
    readable = readable_formula(tex, lines=alone)
    if readable is None:
        return f"\n\n```\n{tex}\n```\n" if alone and not before and "```" not in tex else _as_code(tex)
    if not alone:
        return _escaped(readable)
    rows = [f"{before}{INDENT}{_escaped(row)}" for row in readable.split("\n")]
    return "\n\n" + "  \n".join(rows) + "\n\n"


def _inline(match: re.Match[str]) -> str:
    brackets = match.group("brackets")
    tex = brackets if brackets is not None else match.group("dollars")
    if brackets is None and not _LOOKS_LIKE_TEX.search(tex):
        return match.group()
    readable = readable_formula(tex.strip())
    return _escaped(readable) if readable is not None else _as_code(tex)


def _as_code(tex: str) -> str:
    """TeX as it was written, on one line."""
    line = " ".join(tex.split())
    return f"`{line}`" if "`" not in line else f"`` {line} ``"


def _escaped(text: str) -> str:
    return _MARKS.sub(r"\\\1", text)
