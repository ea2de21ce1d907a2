"""Sentences that are made outside the window, in its language: errors, hints, reasons, notes of answers and models.

They come in English, with names and numbers put in. `resources/translations/sentences.json` lists their templates; the
words are in the translations, in the context `Messages`. What is in no template stays as it came.
"""

from __future__ import annotations

import json
import re
from functools import lru_cache

from PySide6.QtCore import QCoreApplication

from desktop_app.gui.translations import current_language
from desktop_app.support.resource_files import resource_path

_PUT_IN = re.compile(r"\\\{(\d+)\\\}")
_BETWEEN = re.compile(r"(?<=[.!?”]) (?=[A-Z“])")
_MOST = 4_000
_DEEPEST = 3


def in_words(text: str, depth: int = 0) -> str:
    """The text in the language of the window, as far as its sentences are known."""
    if current_language() == "en" or len(text) > _MOST or depth > _DEEPEST:
        return text
    known = _translated(text)
    if known != text:
        return known
    found = _by_template(text, depth)
    if found:
        return found
    sentences = _BETWEEN.split(text)
    return " ".join(in_words(each, depth + 1) for each in sentences) if len(sentences) > 1 else text


def _translated(text: str) -> str:
    return QCoreApplication.translate("Messages", text)


def _by_template(text: str, depth: int) -> str:
    for pattern, template in _templates():
        match = pattern.fullmatch(text)
        words = _translated(template) if match else template
        if match and words != template:
            return words.format(*(in_words(part, depth + 1) for part in match.groups()))
    return ""


@lru_cache(maxsize=1)
def _templates() -> list[tuple[re.Pattern[str], str]]:
    """Patterns with their templates; those that say the most themselves come first."""
    templates = json.loads(resource_path("translations", "sentences.json").read_text(encoding="utf-8"))
    templates.sort(key=lambda template: -len(re.sub(r"\{\d+\}", "", template)))
    return [(re.compile(_pattern(template), re.DOTALL), template) for template in templates if "{" in template]


def _pattern(template: str) -> str:
    return _PUT_IN.sub("(.+?)", re.escape(template.replace("{{", "{").replace("}}", "}")))
