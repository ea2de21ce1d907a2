from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest

from desktop_app.answering.answer import answer
from desktop_app.answering.excerpts import NOTHING_FOUND
from desktop_app.answering.model_answer import CUT_SHORT, NOTHING_WRITTEN, REPEATED, UNTRACED
from desktop_app.answering.options import AnswerOptions, FigureEagerness
from desktop_app.domain.answer_events import (
    AnswerEvent,
    AnswerFinished,
    AnswerNotice,
    CitationAdded,
    EvidenceFound,
    FigureShown,
    ParagraphText,
)
from desktop_app.domain.answer_model import (
    FinishReason,
    GenerationOptions,
    ModelCapabilities,
    ModelEvent,
    ModelFinished,
    ModelNotice,
    ModelText,
    Prompt,
)
from desktop_app.domain.conversation import Answer, Conversation
from desktop_app.domain.documents import FigureKind
from desktop_app.domain.errors import ModelStopped
from desktop_app.domain.jobs import CancelToken
from tests.helpers.fake_embedder import FakeTextEmbedder
from tests.helpers.memory_library import LibraryMaker, MemoryLibrary

WIRING = "How is the pump wired to the relay, as the diagram shows?"
SEES = ModelCapabilities("seeing", 4096, image_tokens=256)
BLIND = ModelCapabilities("blind", 4096)


@pytest.fixture
def library() -> MemoryLibrary:
    maker = LibraryMaker()
    pumps = maker.document("pumps", "The pump manual")
    waves = maker.document("waves", "Waves in water")
    maker.passage(
        pumps,
        1,
        "The pump is wired to the relay by two cables. Figure 1 shows the wiring diagram of the pump and relay.",
        "Never touch the cables of the pump while the motor runs. The motor is heavy.",
        headings=("Wiring",),
    )
    maker.passage(pumps, 3, "The safety valve opens when the pressure rises. It closes again by itself.")
    maker.passage(waves, 2, "The speed of a wave depends on its depth. Figure 1 shows the speed of a wave by depth.")
    maker.passage(waves, 4, "Storms raise the sea level at the coast. Wind drives the water before it.")
    maker.figure(pumps, 1, "1", "Wiring diagram of the pump and the relay")
    maker.figure(pumps, 3, "2", "Cross section of the safety valve")
    maker.figure(waves, 2, "1", "Speed of a wave by depth")
    maker.figure(waves, 4, None, "", nearby="Storms and the coast", kind=FigureKind.RASTER)
    maker.library.index(FakeTextEmbedder())
    return maker.library


class Scripted:
    """A model that says its lines and then does what it is told: ends, raises, or cancels."""

    def __init__(
        self,
        *pieces: str,
        capabilities: ModelCapabilities = BLIND,
        then: Callable[[], None] | None = None,
        reason: FinishReason = FinishReason.END,
    ) -> None:
        self.capabilities = capabilities
        self.reason = reason
        self.pieces = pieces
        self.then = then
        self.prompts: list[Prompt] = []

    def count_tokens(self, text: str) -> int:
        return len(text) // 4

    def stream(self, prompt: Prompt, options: GenerationOptions, cancel: CancelToken) -> Iterator[ModelEvent]:
        self.prompts.append(prompt)
        for piece in self.pieces:
            yield ModelText(piece)
        if self.then is not None:
            self.then()
        cancel.raise_if_cancelled()
        yield ModelFinished(self.reason, 100, 40, 20)

    def close(self) -> None: ...


def asked(
    library: MemoryLibrary,
    question: str,
    model: Scripted | None = None,
    *,
    turns: tuple[Answer, ...] = (),
    options: AnswerOptions | None = None,
    cancel: CancelToken | None = None,
) -> list[AnswerEvent]:
    return list(
        answer(
            question,
            Conversation(list(turns)),
            library=library,  # type: ignore[arg-type]
            text_embedder=FakeTextEmbedder(),
            image_embedder=None,
            model=model,
            options=options or AnswerOptions(eagerness=FigureEagerness.MANY),
            cancel=cancel or CancelToken(),
        )
    )


def finished(events: list[AnswerEvent]) -> Answer:
    last = events[-1]
    assert isinstance(last, AnswerFinished)
    assert isinstance(events[0], EvidenceFound)
    assert_agrees(events, last.answer)
    return last.answer


def assert_agrees(events: list[AnswerEvent], whole: Answer) -> None:
    """The last event holds what the others said."""
    texts: dict[int, str] = {}
    for event in events:
        if isinstance(event, ParagraphText):
            texts[event.index] = texts.get(event.index, "") + event.text
    assert tuple(texts[index] for index in range(len(texts))) == whole.paragraphs
    shown = {event.placed.figure.id: event.placed for event in events if isinstance(event, FigureShown)}
    assert {placed.figure.id: placed for placed in whole.figures} == shown
    cited = {event.citation.number: event.citation for event in events if isinstance(event, CitationAdded)}
    assert cited == {citation.number: citation for citation in whole.citations}
    assert not {figure.id for figure in whole.considered} & set(shown)


def test_excerpts_are_verbatim_cited_and_illustrated(library: MemoryLibrary) -> None:
    whole = finished(asked(library, WIRING))
    assert "The pump is wired to the relay by two cables." in whole.paragraphs[0]
    assert "[1]" in whole.paragraphs[0]
    assert [placed.figure.caption for placed in whole.figures][:1] == ["Wiring diagram of the pump and the relay"]
    assert whole.citations[0].document.name == "pumps"
    assert whole.citations[0].regions[0].page == 1
    assert "wired to the relay" in whole.citations[0].quote
    assert whole.model == "excerpts"
    assert "![Figure 1: Wiring diagram" in whole.markdown


def test_sentences_of_one_paragraph_share_a_citation() -> None:
    maker = LibraryMaker()
    pumps = maker.document("pumps")
    maker.passage(
        pumps,
        1,
        "The pump is wired to the relay by two cables. Nobody remembers who painted this wonderful wall so green. "
        "The relay of the pump is wired by a third cable.",
    )
    maker.library.index(FakeTextEmbedder())
    whole = finished(asked(maker.library, "How is the pump wired to the relay, and by what cable?"))
    assert whole.paragraphs == (
        "The pump is wired to the relay by two cables. [1] … The relay of the pump is wired by a third cable. [1]",
    )
    assert len(whole.citations) == 1


def test_excerpts_of_several_documents_have_headings(library: MemoryLibrary) -> None:
    whole = finished(asked(library, "What does Figure 1 show: the wiring diagram or the speed of a wave?"))
    headings = {paragraph for paragraph in whole.paragraphs if paragraph.startswith("**")}
    assert headings == {"**The pump manual**", "**Waves in water**"}
    for placed in whole.figures:
        assert not whole.paragraphs[placed.after_paragraph].startswith("**")


def test_nothing_is_said_when_nothing_answers(library: MemoryLibrary) -> None:
    whole = finished(asked(library, "Zweikomponentenkleber Aushärtezeit Raumtemperatur?"))
    assert whole.paragraphs == (NOTHING_FOUND,)
    assert whole.figures == ()


def test_a_question_off_topic_is_not_answered_by_a_word_in_common(library: MemoryLibrary) -> None:
    question = "Best recipe for apple pie with cinnamon while it storms?"
    assert finished(asked(library, question)).paragraphs == (NOTHING_FOUND,)


def test_sentences_that_share_a_word_each_do_not_answer() -> None:
    maker = LibraryMaker()
    paper = maker.document("paper")
    filler = "Many other entirely different subjects come before {} within these long pages about nothing at all."
    for word in ("pumps", "relays", "valves", "motors"):
        maker.passage(paper, 1, filler.format(word))
    maker.library.index(FakeTextEmbedder())
    whole = finished(asked(maker.library, "Pumps relays valves motors?"))
    assert whole.paragraphs == (NOTHING_FOUND,)


def test_only_chosen_documents_are_searched(library: MemoryLibrary) -> None:
    options = AnswerOptions(documents=frozenset({"id-waves"}))
    whole = finished(asked(library, WIRING, options=options))
    assert all(citation.document.name == "waves" for citation in whole.citations)
    assert all(figure.document_id == "id-waves" for figure in whole.considered)


def test_no_figures_when_none_are_wanted(library: MemoryLibrary) -> None:
    options = AnswerOptions(eagerness=FigureEagerness.NONE)
    whole = finished(asked(library, WIRING, options=options))
    assert whole.figures == ()
    model = Scripted("Two cables. ![x](IMAGE_1)", capabilities=SEES)
    assert finished(asked(library, WIRING, model, options=options)).figures == ()
    assert "IMAGE_1" not in model.prompts[0].messages[-1].text


def test_a_stopped_excerpts_answer_keeps_what_there_is(library: MemoryLibrary) -> None:
    cancel = CancelToken()
    cancel.cancel()
    whole = finished(asked(library, WIRING, cancel=cancel))
    assert whole.stopped
    assert whole.paragraphs == ()


def test_a_wish_for_a_page_is_answered_from_the_conversation(library: MemoryLibrary) -> None:
    first = finished(asked(library, WIRING))
    whole = finished(asked(library, "Which page is the first one from?", Scripted("x"), turns=(first,)))
    assert whole.paragraphs == ("Figure 1 of **The pump manual** stands on page 1. [1]",)
    assert whole.figures[0].number == first.figures[0].number
    assert whole.citations[0].regions == (first.figures[0].figure.region,)


def test_a_wish_to_see_shows_the_figure_again(library: MemoryLibrary) -> None:
    first = finished(asked(library, WIRING))
    whole = finished(asked(library, "Enlarge the first one", turns=(first,)))
    assert whole.paragraphs[0].startswith("Figure 1 of **The pump manual**, page 1: Wiring diagram")
    assert whole.figures[0].figure == first.figures[0].figure


def test_a_figure_without_label_or_caption_can_be_shown_again(library: MemoryLibrary) -> None:
    first = finished(asked(library, WIRING))
    bare = replace(first.figures[0], figure=library.figures_held[3])
    whole = finished(asked(library, "Enlarge it", turns=(replace(first, figures=(bare,)),)))
    assert whole.paragraphs[0] == "This figure of **Waves in water**, page 4. [1]"


def test_a_question_about_a_number_finds_that_figure(library: MemoryLibrary) -> None:
    whole = finished(asked(library, "What does figure 2 of pumps show about the valve?"))
    assert whole.figures[0].figure.caption == "Cross section of the safety valve"
    unknown = finished(asked(library, "What does figure 9.9 show about the valve?"))
    assert all(placed.figure.label != "9.9" for placed in unknown.figures)


def test_a_question_about_a_figure_shown_before_shows_it_with_its_number(library: MemoryLibrary) -> None:
    first = finished(asked(library, WIRING))
    whole = finished(asked(library, "What does that diagram say about cables?", turns=(first,)))
    assert whole.figures[0].figure == first.figures[0].figure
    assert whole.figures[0].number == first.figures[0].number


def test_the_engine_places_figures_for_a_blind_model(library: MemoryLibrary) -> None:
    model = Scripted("The pump hangs on the relay [1]", ".\n\nTake care with the motor.")
    events = asked(library, WIRING, model)
    whole = finished(events)
    assert whole.figures[0].figure.caption.startswith("Wiring diagram")
    assert whole.model == "blind"
    assert whole.timings.prompt_tokens == 100
    assert model.prompts[0].image_labels == ()
    assert "[1] (The pump manual > Wiring)" in model.prompts[0].messages[-1].text
    cited = [event for event in events if isinstance(event, CitationAdded)]
    assert cited[0].after_paragraph is None


def test_a_seeing_model_places_figures_itself(library: MemoryLibrary) -> None:
    model = Scripted("Look: ![the wiring](IMA", "GE_1) here.\n\nEnd. ![x](IMAGE_77)", capabilities=SEES)
    events = asked(library, WIRING, model)
    whole = finished(events)
    assert [placed.after_paragraph for placed in whole.figures] == [0]
    assert whole.paragraphs == ("Look: here.", "End.")
    order = [type(event) for event in events]
    shown = order.index(FigureShown)
    assert isinstance(events[shown - 1], ParagraphText | CitationAdded)
    assert "IMAGE_1" in model.prompts[0].image_labels


def test_a_reference_of_its_own_is_shown_at_once(library: MemoryLibrary) -> None:
    model = Scripted("Look.\n\n![a](IMAGE_1)\n\nEnd.", capabilities=SEES)
    events = asked(library, WIRING, model)
    kinds = [type(event) for event in events]
    assert kinds.index(FigureShown) < len(kinds) - 1 - kinds[::-1].index(ParagraphText)
    assert [placed.after_paragraph for placed in finished(events).figures] == [0]


def test_a_reference_before_the_text_waits_for_the_first_paragraph(library: MemoryLibrary) -> None:
    whole = finished(asked(library, WIRING, Scripted("![a](IMAGE_1)\n\nText.", capabilities=SEES)))
    assert [placed.after_paragraph for placed in whole.figures] == [0]


def test_the_engine_fills_in_when_a_seeing_model_places_nothing(library: MemoryLibrary) -> None:
    whole = finished(asked(library, WIRING, Scripted("The pump is wired to the relay.", capabilities=SEES)))
    assert whole.figures[0].figure.caption.startswith("Wiring diagram")


def test_a_paragraph_without_citation_gets_one(library: MemoryLibrary) -> None:
    events = asked(library, WIRING, Scripted("The safety valve opens when the pressure rises.\n\nXyzzy plugh."))
    attributed = [event for event in events if isinstance(event, CitationAdded)]
    assert [event.after_paragraph for event in attributed] == [0]
    assert attributed[0].citation.regions[0].page == 3


def test_a_citation_is_explained_once(library: MemoryLibrary) -> None:
    events = asked(library, WIRING, Scripted("[1] Two cables [1].\n\nThe relay [1] and [9]."))
    assert len([event for event in events if isinstance(event, CitationAdded)]) == 1
    assert finished(events).paragraphs == ("[1] Two cables [1].", "The relay [1] and.")


def test_an_answer_that_can_not_be_traced_names_what_the_model_was_given(library: MemoryLibrary) -> None:
    events = asked(library, WIRING, Scripted("Xyzzy plugh."))
    whole = finished(events)
    assert whole.notice == UNTRACED
    assert AnswerNotice(UNTRACED) in events
    assert [citation.number for citation in whole.citations] == [1, 2, 3]


def test_an_answer_that_was_cut_says_so(library: MemoryLibrary) -> None:
    model = Scripted("The safety valve opens when the pressure rises.", reason=FinishReason.LENGTH)
    assert finished(asked(library, WIRING, model)).notice == CUT_SHORT


class Frank(Scripted):
    """Says first what its user should know, and how it is best sampled."""

    asked_with: GenerationOptions | None = None

    def stream(self, prompt: Prompt, options: GenerationOptions, cancel: CancelToken) -> Iterator[ModelEvent]:
        self.asked_with = options
        yield ModelNotice("The model file has changed.")
        yield from super().stream(prompt, options, cancel)


def test_what_a_model_has_to_say_of_itself_is_passed_on(library: MemoryLibrary) -> None:
    model = Frank("The safety valve opens when the pressure rises.", reason=FinishReason.REPEATED)
    events = asked(library, WIRING, model)
    assert AnswerNotice("The model file has changed.") in events
    assert finished(events).notice == f"The model file has changed. {REPEATED}"


def test_a_model_is_sampled_as_it_says_unless_the_user_says_otherwise(library: MemoryLibrary) -> None:
    own = GenerationOptions(max_tokens=77, temperature=0.6)
    model = Frank("So.", capabilities=replace(BLIND, generation=own))
    asked(library, WIRING, model)
    assert model.asked_with == own
    asked(library, WIRING, model, options=AnswerOptions(generation=GenerationOptions(max_tokens=9)))
    assert model.asked_with == GenerationOptions(max_tokens=9)


def test_a_model_is_not_asked_when_there_is_nothing_to_read() -> None:
    empty = LibraryMaker().library
    empty.index(FakeTextEmbedder())
    model = Scripted("I remember something.")
    whole = finished(asked(empty, WIRING, model))
    assert whole.paragraphs == (NOTHING_FOUND,)
    assert model.prompts == []


def test_stopping_keeps_the_part(library: MemoryLibrary) -> None:
    cancel = CancelToken()
    model = Scripted("The pump is wired to ![rel", then=cancel.cancel)
    whole = finished(asked(library, WIRING, model, cancel=cancel))
    assert whole.stopped
    assert whole.paragraphs == ("The pump is wired to rel",)
    assert whole.figures == ()


def _die() -> None:
    raise ModelStopped("The model ended unexpectedly.", "Ask again.")


def test_a_model_is_loaded_before_its_words_are_counted_and_stop_ends_the_wait(library: MemoryLibrary) -> None:
    class Loading(Scripted):
        """Counts and answers only when it is loaded; what comes first while it loads is Stop, where it comes at all."""

        stopped = False
        loaded = False

        def load(self, cancel: CancelToken) -> None:
            if self.stopped:
                cancel.cancel()
            cancel.raise_if_cancelled()
            self.loaded = True

        def count_tokens(self, text: str) -> int:
            assert self.loaded
            return super().count_tokens(text)

    model = Loading("Tides are moved by the moon. [1]")
    assert finished(asked(library, "What makes tides?", model)).paragraphs == ("Tides are moved by the moon. [1]",)
    model.loaded, model.stopped = False, True
    assert finished(asked(library, "What makes tides?", model)).stopped
    assert len(model.prompts) == 1


def test_a_model_that_ends_in_the_middle_leaves_its_part_and_a_notice(library: MemoryLibrary) -> None:
    events = asked(library, WIRING, Scripted("The pump is wired to the relay.", then=_die))
    whole = finished(events)
    assert whole.notice == "The model ended unexpectedly. Ask again."
    assert not whole.stopped
    assert whole.paragraphs == ("The pump is wired to the relay.",)
    assert AnswerNotice(whole.notice) in events


def test_a_model_that_fails_before_it_writes_raises(library: MemoryLibrary) -> None:
    with pytest.raises(ModelStopped):
        asked(library, WIRING, Scripted(then=_die))


def test_a_model_that_writes_nothing_is_noted(library: MemoryLibrary) -> None:
    whole = finished(asked(library, WIRING, Scripted()))
    assert whole.paragraphs == ()
    assert whole.notice == NOTHING_WRITTEN


def test_earlier_turns_go_into_the_prompt_without_their_citations(library: MemoryLibrary) -> None:
    first = finished(asked(library, WIRING))
    model = Scripted("So.")
    asked(library, "How does the safety valve open when the pressure rises too much?", model, turns=(first,))
    messages = model.prompts[0].messages
    assert [message.role.value for message in messages] == ["system", "user", "assistant", "user"]
    assert "[1]" not in messages[2].text
    assert messages[1].text.startswith("Passages:\n[1] ")
    assert messages[1].text.endswith(f"Question: {WIRING}")


def test_turns_that_do_not_fit_are_noted(library: MemoryLibrary) -> None:
    first = finished(asked(library, WIRING))
    small = ModelCapabilities("small", 500)
    whole = finished(
        asked(library, "What opens the safety valve?", Scripted("So.", capabilities=small), turns=(first,) * 3)
    )
    assert "earlier turns" in whole.notice
