from __future__ import annotations

import pytest

from desktop_app.answering.answerability import is_answered, word_weights
from desktop_app.answering.retrieval import RankedPassage, Searcher
from tests.helpers.fake_embedder import FakeTextEmbedder
from tests.helpers.memory_library import LibraryMaker, MemoryLibrary

QUESTION = "How is the torque wrench calibrated?"


@pytest.fixture
def library() -> MemoryLibrary:
    maker = LibraryMaker()
    manual = maker.document("manual")
    for number in range(1, 9):
        maker.passage(manual, number, f"The wrench hangs on hook {number}.", headings=("Tools",))
    maker.passage(manual, 9, "Fault QX-77 means that the drive is too hot.")
    maker.library.index(FakeTextEmbedder())
    return maker.library


def weights(library: MemoryLibrary, question: str) -> dict[str, float]:
    return word_weights(question, Searcher(library, FakeTextEmbedder()))  # type: ignore[arg-type]


def passages(library: MemoryLibrary, similarity: float) -> list[RankedPassage]:
    return [RankedPassage(passage, 1.0, similarity) for passage in library.passages_held]


def test_rare_words_tell_more_and_unknown_ones_most(library: MemoryLibrary) -> None:
    found = weights(library, "wrench drive zebra")
    assert found["wrench"] < found["driv"] < found["zebra"]


def test_nearness_answers(library: MemoryLibrary) -> None:
    told = weights(library, QUESTION)
    assert is_answered(QUESTION, passages(library, 0.65), 0.65, told)
    assert not is_answered(QUESTION, passages(library, 0.25), 0.25, told)


def test_a_code_that_stands_in_a_passage_is_answered_however_far_its_vector(library: MemoryLibrary) -> None:
    question = "QX-77 fault"
    assert is_answered(question, passages(library, 0.1), 0.1, weights(library, question))


def test_a_heading_counts_as_said(library: MemoryLibrary) -> None:
    assert is_answered("tools wrench", passages(library, 0.1), 0.1, weights(library, "tools wrench"))


def test_nothing_found_answers_nothing() -> None:
    assert not is_answered(QUESTION, [], 0.0, {})
