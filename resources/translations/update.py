"""Brings the translations up to date with the code: `imageref_<language>.ts`, and from them the `.qm` files.

    python resources/translations/update.py                   new texts go in, gone ones out
    python resources/translations/update.py --missing         writes those as JSON: {"text": {"de": "", "zh": ""}}
    python resources/translations/update.py --take FILE.json  takes words from such a file

A text that is known in another context keeps its words when it moves. Words with a context of their own are given as
"Context|text". The `.ts` files can also be edited with Qt Linguist (`pyside6-linguist`); run this again afterwards.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import xml.etree.ElementTree as ET
from collections.abc import Iterable, Mapping
from itertools import groupby
from pathlib import Path
from typing import TypeAlias

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parent.parent)]

from visible_text import MESSAGES, Text, visible_texts  # noqa: E402 (the folder of this script comes first)

FORMS = {"en": 2, "de": 2, "zh": 1}
"""How many forms for numbers a language has; of English, the language of the code, only those are translated."""

SENTENCES = HERE / "sentences.json"
"""Those that are made outside the window, by which it knows them again."""

LOCALES = {"en": "en_US", "de": "de_DE", "zh": "zh_CN"}

Words: TypeAlias = tuple[str, ...]
Known: TypeAlias = dict[tuple[str, str], Words]
Taken: TypeAlias = Mapping[str, Mapping[str, str | list[str]]]


def ts_file(language: str) -> Path:
    """Where the words of a language are."""
    return HERE / f"imageref_{language}.ts"


def read(path: Path) -> Known:
    """The finished words of a file, by context and text; a text with forms has several."""
    known: Known = {}
    if not path.exists():
        return known
    for context in ET.parse(path).getroot().iter("context"):
        for message in context.iter("message"):
            translation = message.find("translation")
            if translation is None or translation.get("type"):
                continue
            forms = [form.text or "" for form in translation.iter("numerusform")] or [translation.text or ""]
            if all(forms):
                known[context.findtext("name", ""), message.findtext("source", "")] = tuple(forms)
    return known


def chosen(text: Text, known: Known, taken: Taken, language: str) -> Words:
    """The words for a text: newly given ones, those it has, or those of the same text elsewhere; else nothing."""
    for key in (f"{text.context}|{text.source}", text.source):
        given = taken.get(key, {}).get(language)
        if given:
            return (given,) if isinstance(given, str) else tuple(given)
    if (text.context, text.source) in known:
        return known[text.context, text.source]
    return next((words for (_, source), words in known.items() if source == text.source), ())


def write(path: Path, language: str, texts: Iterable[Text], words: Mapping[Text, Words]) -> None:
    """Writes a `.ts` file, sorted, so that the same texts give the same bytes."""
    root = ET.Element("TS", version="2.1", language=LOCALES[language], sourcelanguage="en")
    for name, group in groupby(sorted(texts), key=lambda text: text.context):
        context = ET.SubElement(root, "context")
        ET.SubElement(context, "name").text = name
        for text in group:
            message = ET.SubElement(context, "message", {"numerus": "yes"} if text.numbered else {})
            ET.SubElement(message, "source").text = text.source
            translation = ET.SubElement(message, "translation", {} if words.get(text) else {"type": "unfinished"})
            _fill(translation, text, words.get(text, ()), FORMS[language])
    ET.indent(root, "    ")
    body = ET.tostring(root, encoding="unicode")
    path.write_text(f'<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE TS>\n{body}\n', encoding="utf-8", newline="\n")


def _fill(translation: ET.Element, text: Text, words: Words, forms: int) -> None:
    if not text.numbered:
        translation.text = words[0] if words else None
        return
    for index in range(forms):
        ET.SubElement(translation, "numerusform").text = words[min(index, len(words) - 1)] if words else None


def update(taken: Taken) -> dict[str, list[Text]]:
    """Writes all files; which texts have no words yet, by language."""
    texts = visible_texts().texts
    known_sentences = sorted(text.source for text in texts if text.context == MESSAGES)
    SENTENCES.write_text(
        json.dumps(known_sentences, ensure_ascii=False, indent=1) + "\n", encoding="utf-8", newline="\n"
    )
    missing: dict[str, list[Text]] = {}
    for language in FORMS:
        wanted = [text for text in texts if text.numbered or language != "en"]
        known = read(ts_file(language))
        words = {text: chosen(text, known, taken, language) for text in wanted}
        missing[language] = sorted(text for text, found in words.items() if not found)
        write(ts_file(language), language, wanted, words)
        command = ["pyside6-lrelease", "-silent", str(ts_file(language)), "-qm", str(qm_file(language))]
        subprocess.run([str(Path(sys.executable).with_name(command[0])), *command[1:]], check=True)
    return missing


def qm_file(language: str) -> Path:
    """What Qt loads."""
    return ts_file(language).with_suffix(".qm")


def main() -> int:
    """Runs the command line; 1 where words are missing."""
    parser = argparse.ArgumentParser(description="Brings the translations up to date with the code.")
    parser.add_argument("--take", type=Path, help="a JSON file with words")
    parser.add_argument("--missing", action="store_true", help="write what has no words as JSON")
    arguments = parser.parse_args()
    taken = json.loads(arguments.take.read_text(encoding="utf-8")) if arguments.take else {}
    missing = update(taken)
    if arguments.missing:
        wanted: dict[str, dict[str, str]] = {}
        for language, texts in missing.items():
            for text in texts:
                wanted.setdefault(text.source, {})[language] = ""
        print(json.dumps(wanted, ensure_ascii=False, indent=1))
    for language, texts in missing.items():
        print(f"{language}: {len(texts)} without words", file=sys.stderr)
    return 1 if any(missing.values()) else 0


if __name__ == "__main__":
    sys.exit(main())
