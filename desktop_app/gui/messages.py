"""Sentences that are made outside the window, in its language: errors, hints, reasons, notes of answers and models.

They come in English, with names and numbers put in. `resources/translations/sentences.json` lists their templates; the
words are in the translations, in the context `Messages`. What is in no template stays as it came.
"""

from __future__ import annotations

import json
import re
from functools import lru_cache

from PySide6.QtCore import QCoreApplication

from desktop_app.gui.figure_names import title_in_words
from desktop_app.gui.translations import current_language
from desktop_app.support.resource_files import resource_path

_PUT_IN = re.compile(r"\\\{(\d+)\\\}")
_BETWEEN = re.compile(r"(?<=[.!?”]) (?=[A-Z“\d])")
_LISTED = "; "
_MOST = 4_000
_DEEPEST = 4
_LONGEST_OF_ANSWERS = 300


def in_words(text: str, depth: int = 0) -> str:
    """The text in the language of the window, as far as its sentences are known."""
    if current_language() == "en" or len(text) > _MOST or depth > _DEEPEST:
        return text
    runs = _runs(_BETWEEN.split(text), depth)
    if None not in runs.values():
        return " ".join(words for words in runs.values() if words)
    return (
        _by_template(text, depth)
        or _listed(text, depth)
        or _without_its_stop(text, depth)
        or " ".join(words or run for run, words in runs.items())
    )


def answer_in_words(paragraph: str) -> str:
    """A paragraph of an answer; only what the program itself says is translated, never words of the documents."""
    if current_language() == "en":
        return paragraph
    if "**" in paragraph:
        return _about_a_figure(paragraph)
    return (_known(paragraph) or paragraph) if len(paragraph) <= _LONGEST_OF_ANSWERS else paragraph


def _about_a_figure(paragraph: str) -> str:
    """A sentence that names a figure, with its document in bold; title and caption stay as they are."""
    if len(paragraph) > _MOST:
        return paragraph
    for pattern, template in _figure_templates():
        match = pattern.match(paragraph)
        words = _translated(template) if match else template
        if match and words != template:
            *parts, rest = match.groups()
            return words.format(*map(title_in_words, parts)) + rest
    return paragraph


@lru_cache(maxsize=1)
def _figure_templates() -> list[tuple[re.Pattern[str], str]]:
    """Patterns of the sentences that name a figure, each with its template; a caption and citations follow them."""
    return [
        (re.compile(rf"{pattern.pattern}(?P<rest>\.?(?: \[\d+\])*$|: .*)", re.DOTALL), template)
        for pattern, template, _ in _templates()
        if "**" in template
    ]


def _runs(sentences: list[str], depth: int) -> dict[str, str | None]:
    """The sentences in runs as long as are known as a whole, with their words; None for one that is not known."""
    found: dict[str, str | None] = {}
    while sentences:
        for count in range(len(sentences), 0, -1):
            run = " ".join(sentences[:count])
            words = _known(run) or _by_template(run, depth, sentences=count)
            if words or count == 1:
                found[run] = words or None
                sentences = sentences[count:]
                break
    return found


def _known(text: str) -> str:
    words = _translated(text)
    return words if words != text else ""


def _translated(text: str) -> str:
    return QCoreApplication.translate("Messages", text)


def _by_template(text: str, depth: int, sentences: int = 0) -> str:
    """The words of the first template that fits; with `sentences`, of one that has as many itself."""
    for pattern, template, count in _templates():
        match = pattern.fullmatch(text) if sentences in {0, count} else None
        words = _translated(template) if match else template
        if match and words != template:
            return words.format(*(in_words(part, depth + 1) for part in match.groups()))
    return ""


def _listed(text: str, depth: int) -> str:
    """Reasons one after the other."""
    parts = text.split(_LISTED)
    return _LISTED.join(in_words(each, depth + 1) for each in parts) if len(parts) > 1 else ""


def _without_its_stop(text: str, depth: int) -> str:
    """A sentence that stands within another one, where it has no full stop."""
    if not text or text.endswith("."):
        return ""
    whole = _known(f"{text}.") or _by_template(f"{text}.", depth, sentences=1)
    return whole.rstrip(".。")


@lru_cache(maxsize=1)
def _templates() -> list[tuple[re.Pattern[str], str, int]]:
    """Patterns with their templates and how many sentences these have; those that say the most come first."""
    templates = json.loads(resource_path("translations", "sentences.json").read_text(encoding="utf-8"))
    templates.sort(key=lambda template: -len(re.sub(r"\{\d+\}", "", template)))
    return [
        (re.compile(_pattern(template), re.DOTALL), template, len(_BETWEEN.split(template)))
        for template in templates
        if "{" in template
    ]


def _pattern(template: str) -> str:
    return _PUT_IN.sub("(.+?)", re.escape(template.replace("{{", "{").replace("}}", "}")))
