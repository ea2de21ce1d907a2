from __future__ import annotations

import pytest

from desktop_app.answering.answer import answer
from desktop_app.answering.figure_question import NOTHING_SAID
from desktop_app.answering.options import AnswerOptions, FigureEagerness
from desktop_app.domain.answer_events import AnswerFinished
from desktop_app.domain.conversation import Answer, Conversation
from desktop_app.domain.errors import NotFound
from desktop_app.domain.jobs import CancelToken
from tests.answering.test_answer import Scripted
from tests.helpers.fake_embedder import FakeTextEmbedder
from tests.helpers.memory_library import LibraryMaker, MemoryLibrary


@pytest.fixture
def library() -> MemoryLibrary:
    maker = LibraryMaker()
    pumps = maker.document("pumps", "The pump manual")
    waves = maker.document("waves", "Waves in water")
    maker.passage(pumps, 1, "The pump hums.", "Figure 1 shows the wiring diagram. Figure 1 has two cables.")
    maker.passage(pumps, 3, "The safety valve opens when the pressure rises.")
    maker.passage(waves, 2, "The wiring diagram of a wave has no cables at all.")
    maker.figure(pumps, 1, "1", "Wiring diagram")
    maker.figure(pumps, 3, "2", "Cross section of the safety valve")
    maker.figure(pumps, 9, None, "")
    maker.figure(waves, 2, "1", "Wiring diagram of a wave")
    maker.library.index(FakeTextEmbedder())
    return maker.library


def asked(
    library: MemoryLibrary,
    about: str,
    model: Scripted | None = None,
    eagerness: FigureEagerness = FigureEagerness.NORMAL,
    question: str = "What does this show?",
) -> Answer:
    *_, last = answer(
        question,
        Conversation(),
        library=library,  # type: ignore[arg-type]
        text_embedder=FakeTextEmbedder(),
        image_embedder=None,
        model=model,
        options=AnswerOptions(eagerness=eagerness, about=about),
        cancel=CancelToken(),
    )
    assert isinstance(last, AnswerFinished)
    return last.answer


def test_excerpts_say_what_the_figure_is_and_what_its_document_says_of_it(library: MemoryLibrary) -> None:
    told = asked(library, "f1")
    assert told.paragraphs[0] == "Figure 1 of **The pump manual**, page 1: Wiring diagram [1]"
    assert "Figure 1 shows the wiring diagram. Figure 1 has two cables." in told.paragraphs[1]
    assert [placed.figure.id for placed in told.figures] == ["f1"]
    assert told.citations[0].regions == (told.figures[0].figure.region,)
    assert {citation.document.name for citation in told.citations} == {"pumps"}
    assert all(each.document.name == "pumps" for each in told.unshown)


def test_without_a_mention_the_text_of_its_page_speaks(library: MemoryLibrary) -> None:
    told = asked(library, "f2", question="What does the safety valve do?")
    assert told.paragraphs[1] == "The safety valve opens when the pressure rises. [2]"


def test_a_figure_of_which_nothing_is_said(library: MemoryLibrary) -> None:
    told = asked(library, "f3", eagerness=FigureEagerness.NONE)
    assert told.paragraphs == ("This figure of **The pump manual**, page 9. [1]", NOTHING_SAID)
    assert told.figures == ()


def test_a_model_is_told_of_the_figure_and_it_is_shown_whatever_it_writes(library: MemoryLibrary) -> None:
    model = Scripted("Two cables.")
    told = asked(library, "f1", model, question="How many cables?")
    [prompt] = model.prompts
    words = str(prompt.messages)
    assert "How many cables? (Figure 1: Wiring diagram, page 1)" in words
    assert "wave" not in words
    assert [placed.figure.id for placed in told.figures] == ["f1"]
    assert told.question == "How many cables?"


def test_a_model_that_shows_another_figure_shows_this_one_too(library: MemoryLibrary) -> None:
    from tests.answering.test_answer import SEES

    model = Scripted("Like the valve.\n\n![the valve](IMAGE_2)", capabilities=SEES)
    told = asked(library, "f1", model)
    assert "f1" in {placed.figure.id for placed in told.figures}


def test_a_figure_that_is_gone_is_said_to_be(library: MemoryLibrary) -> None:
    with pytest.raises(NotFound):
        asked(library, "gone")
