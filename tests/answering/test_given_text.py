from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.answering.given_text import is_prose, place_in_text, split_blocks
from desktop_app.answering.options import AnswerOptions, FigureEagerness
from desktop_app.answering.retrieval import Searcher
from desktop_app.domain.answer_events import AnswerFinished
from desktop_app.domain.conversation import Answer
from desktop_app.domain.errors import Cancelled
from desktop_app.domain.jobs import CancelToken
from tests.helpers.fake_embedder import FakeTextEmbedder
from tests.helpers.memory_library import LibraryMaker, MemoryLibrary

TEXT = """\
# Looking after the pump

The diagram shows how the pump is wired to the relay, as Figure 1 of the manual says.

Bread is baked from flour and water early in the morning.

```
the wiring diagram of the pump and the relay
```

The cross section of the safety valve shows how it opens when the pressure rises, see Figure 2.
"""


@pytest.fixture
def library() -> MemoryLibrary:
    maker = LibraryMaker()
    pumps = maker.document("pumps", "The pump manual")
    maker.passage(pumps, 1, "The pump is wired to the relay. Figure 1 shows the wiring diagram of the pump and relay.")
    maker.passage(pumps, 3, "The safety valve opens when the pressure rises. Figure 2 shows its cross section.")
    maker.passage(pumps, 4, "Nobody may smoke near the pump. Store it in a dry place.")
    maker.figure(pumps, 1, "1", "Wiring diagram of the pump and the relay")
    maker.figure(pumps, 3, "2", "Cross section of the safety valve")
    maker.library.index(FakeTextEmbedder())
    return maker.library


def placed(library: MemoryLibrary, text: str, eagerness: FigureEagerness = FigureEagerness.NORMAL) -> Answer:
    searcher = Searcher(library, FakeTextEmbedder())  # type: ignore[arg-type]
    last = list(place_in_text(text, searcher, options=AnswerOptions(None, eagerness), cancel=CancelToken()))[-1]
    assert isinstance(last, AnswerFinished)
    return last.answer


def test_figures_stand_after_the_paragraphs_that_speak_of_them(library: MemoryLibrary) -> None:
    answer = placed(library, TEXT)
    assert [(p.figure.label, p.after_paragraph) for p in answer.figures] == [("1", 1), ("2", 4)]
    blocks = answer.markdown.split("\n\n")
    assert blocks[2].startswith("![Figure 1: Wiring diagram of the pump and the relay](figure:")
    assert [block for block in blocks if not block.startswith("![")] == TEXT.strip().split("\n\n")


def test_none_leaves_the_text_alone(library: MemoryLibrary) -> None:
    assert placed(library, TEXT, FigureEagerness.NONE).markdown == TEXT.strip()


def test_figures_that_stand_in_the_text_already_are_not_repeated(library: MemoryLibrary) -> None:
    assert placed(library, placed(library, TEXT).markdown).figures == ()


def test_a_figure_that_two_paragraphs_call_for_stands_once(library: MemoryLibrary) -> None:
    twice = "The wiring diagram of the pump and the relay is Figure 1.\n\n" * 2
    assert len([p for p in placed(library, twice).figures if p.figure.label == "1"]) == 1


def test_stopping(library: MemoryLibrary) -> None:
    cancel = CancelToken()
    cancel.cancel()
    searcher = Searcher(library, FakeTextEmbedder())  # type: ignore[arg-type]
    with pytest.raises(Cancelled):
        list(place_in_text(TEXT, searcher, options=AnswerOptions(), cancel=cancel))


@pytest.mark.parametrize(
    ("text", "blocks"),
    [
        ("", []),
        ("one\ntwo\n\n\nthree", ["one\ntwo", "three"]),
        ("a\n\n~~~\nx\n\ny\n~~~\nb", ["a", "~~~\nx\n\ny\n~~~\nb"]),
        ("---\ntitle: x\n\nmore: y\n---\n\ntext", ["---\ntitle: x\n\nmore: y\n---", "text"]),
        ("- one\n\n- two\n\n  more\n\nend", ["- one\n\n- two\n\n  more", "end"]),
    ],
)
def test_blocks(text: str, blocks: list[str]) -> None:
    assert split_blocks(text) == blocks


@given(st.lists(st.text(alphabet="ab \n`-#~", max_size=30)).map("\n".join))
def test_no_line_is_lost(text: str) -> None:
    kept = [line for block in split_blocks(text) for line in block.splitlines() if line.strip()]
    assert kept == [line for line in text.splitlines() if line.strip()]


@pytest.mark.parametrize(
    ("block", "prose"),
    [
        ("The pump is wired to the relay here.", True),
        ("- a list of more than just a few words", True),
        ("> a quotation of more than just a few words", True),
        ("# A heading of more than just a few words", False),
        ("| a | table | of | more | than | a | few | words |", False),
        ("<div>markup of more than just a few words</div>", False),
        ("    code of more than just a few words", False),
        ("![a picture of more than just a few words](x.png)", False),
        ("---\nfront: matter of more than just a few words\n---", False),
        ("Too short.", False),
    ],
)
def test_prose(block: str, prose: bool) -> None:
    assert is_prose(block) is prose
