"""What is made outside the window is told in its language as a whole: no English word stays in a German sentence."""

from __future__ import annotations

import ast
import json
import re
import sys
from collections.abc import Iterator
from types import ModuleType

import pytest
from PySide6.QtWidgets import QApplication

from desktop_app.domain.documents import Page, PageState
from desktop_app.domain.model_store import MemoryNeed
from desktop_app.gui.messages import in_words
from desktop_app.gui.translations import install_language
from desktop_app.ingestion.document_status import final_status
from desktop_app.local_model.supervisor import describe_exit
from desktop_app.pdf.worker_process import Cause
from desktop_app.support.resource_files import resource_path

_ENGLISH = re.compile(
    r"\b(the|is|are|were|could|can't|its|it|has|have|had|of|and|with|this|that|not|be|been|for|from|there|read|pages?|"
    r"memory|files|takes?|needs|others?|what|which)\b"
)
"""Words that German lacks, and that no sentence does without."""


@pytest.fixture(scope="module")
def tool() -> Iterator[ModuleType]:
    folder = str(resource_path("translations"))
    sys.path.insert(0, folder)
    try:
        import sentences

        yield sentences
    finally:
        sys.path.remove(folder)


@pytest.fixture
def german(qapp: QApplication) -> Iterator[None]:
    install_language("de")
    yield
    install_language("en")


def english_in(text: str) -> list[str]:
    return _ENGLISH.findall(re.sub(r"`[^`]*`|“[^”]*”|„[^“]*“", "", text).lower())


def templates() -> list[str]:
    return json.loads(resource_path("translations", "sentences.json").read_text("utf-8"))


def test_no_sentence_keeps_english_words(german: None) -> None:
    filled = [re.sub(r"\{(\d+)\}", r"<\1>", each).replace("{{", "{").replace("}}", "}") for each in templates()]
    left = {text: english_in(in_words(text)) for text in filled}
    assert {text: words for text, words in left.items() if words} == {}


def pages(*states: str) -> list[Page]:
    """Pages by "state" or "state:reason"."""
    told = [state.partition(":")[::2] for state in states]
    return [Page(n, 595.0, 842.0, 0, PageState(state), reason) for n, (state, reason) in enumerate(told, 1)]


REASONS = [
    "",
    *(f"The page could not be read: {cause}." for cause in Cause),
    "The page was not read: the document takes too long.",
    "The page was not read: the reader had to be started again 6 times for this document.",
]


@pytest.mark.parametrize("reason", REASONS)
def test_the_status_of_a_document_is_told_as_a_whole(german: None, reason: str) -> None:
    failed = f"failed:{reason}"
    for states, passages in (
        (["text", failed], 1),
        ([failed, "text", failed], 1),
        (["text", *[failed] * 7], 1),
        (["text"], 1),
        (["empty"], 0),
        ([f"empty:{reason}"], 0),
        ([f"empty:{reason}", "empty"], 0),
        ([failed], 0),
        ([failed, "failed:"], 0),
        ([failed, "empty"], 0),
        ([failed, failed, failed, "empty"], 0),
    ):
        status, sentence = final_status(pages(*states), max(2, len(states)), passages=passages, figures=0)
        assert english_in(in_words(sentence)) == [], (status, sentence, in_words(sentence))


def test_what_a_model_needs_and_how_its_process_ended_are_told_as_a_whole(german: None) -> None:
    for needed, installed in ((0, 8), (4, 0), (4, 16), (7, 8), (16, 8)):
        sentence = MemoryNeed(needed * 10**9, installed * 10**9).words
        assert english_in(in_words(sentence)) == [], sentence
    for code in (None, 0, 3, -9, -6, -99):
        sentence = f"The model engine stopped while SmolLM2 was at work ({describe_exit(code)})."
        assert english_in(in_words(sentence)) == [], sentence


def test_a_name_that_reads_like_a_sentence_is_left_alone(german: None) -> None:
    assert in_words("Something is wrong. b.pdf is empty.") == "Something is wrong. b.pdf ist leer."
    assert in_words("A.pdf is empty. B.pdf is empty.") == "A.pdf ist leer. B.pdf ist leer."


def test_english_that_is_put_into_a_sentence_is_marked(tool: ModuleType) -> None:
    """A choice between words within a sentence can't be translated, unless the words are marked as a phrase."""
    found = []
    for path in sorted(tool.PACKAGE.rglob("*.py")):
        room = path.relative_to(tool.PACKAGE).parts[0]
        if room in tool.FRONT_ENDS or path.name in tool.NEVER_SHOWN:
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.JoinedStr) and tool.template(node) in set(templates()):
                values = [value.value for value in node.values if isinstance(value, ast.FormattedValue)]
                found += [f"{path.name}:{node.lineno}" for value in values if _chooses_words(value)]
    assert found == []


def _chooses_words(value: ast.expr) -> bool:
    return any(
        isinstance(part, ast.Constant) and isinstance(part.value, str) and re.search(r"[a-z]{2} |[a-z]{3}", part.value)
        for choice in ast.walk(value)
        if isinstance(choice, ast.IfExp)
        for part in (choice.body, choice.orelse)
    )
