from __future__ import annotations

from collections.abc import Callable, Sequence
from math import log

import pytest

from desktop_app.answering.answer import answer
from desktop_app.answering.guided_placement import GUIDED_WEIGHT, guided_fits, preferences
from desktop_app.answering.options import AnswerOptions, FigureEagerness
from desktop_app.answering.placement import FigurePlacer
from desktop_app.domain.answer_events import AnswerFinished
from desktop_app.domain.answer_model import ModelCapabilities, Prompt, ReferenceScores
from desktop_app.domain.conversation import Answer, Conversation
from desktop_app.domain.errors import Cancelled, ModelError
from desktop_app.domain.jobs import CancelToken
from desktop_app.local_model.scripted_model import ScriptedModel
from tests.helpers.fake_embedder import FakeTextEmbedder
from tests.helpers.memory_library import LibraryMaker

PARAGRAPHS = ("One.", "Two.", "Three.")


class Opinionated(ScriptedModel):
    """A scripted model that would refer to figures where it is told to."""

    def __init__(self, text: str, score: Callable[[int, int], float], image_tokens: int = 8) -> None:
        super().__init__([text], image_tokens=image_tokens)
        self._score = score
        self.scored: list[Prompt] = []

    @property
    def capabilities(self) -> ModelCapabilities:
        return ModelCapabilities("opinionated", 4096, image_tokens=super().capabilities.image_tokens)

    def score_references(
        self, prompt: Prompt, paragraphs: Sequence[str], cancel: CancelToken
    ) -> tuple[ReferenceScores, ...]:
        cancel.raise_if_cancelled()
        self.scored.append(prompt)
        labels = range(len(prompt.image_labels))
        return tuple(
            ReferenceScores(tuple(self._score(paragraph, label) for label in labels), -0.1)
            for paragraph in range(len(paragraphs))
        )


def test_habits_are_taken_out() -> None:
    """The first name is always preferred, the second paragraph always invites; the second figure fits the third."""
    rows = [
        ReferenceScores((log(0.8) + place, log(0.2) + place), 0.0) for place in (-3.0, -1.0)
    ] + [ReferenceScores((log(0.5) - 9, log(0.5) - 9), 0.0)]  # fmt: skip
    shares = preferences(rows)
    assert shares[0] == pytest.approx(shares[1])
    assert shares[2][1] > shares[0][1]
    assert shares[2][0] < shares[0][0]
    assert [sum(row[column] for row in shares) for column in (0, 1)] == pytest.approx([1, 1])


def test_nothing_to_compare() -> None:
    assert preferences([]) == []
    assert preferences([ReferenceScores((), 0.0)]) == [[]]
    assert preferences([ReferenceScores((0.0, -2000.0), 0.0)]) == [[1.0, 0.0]]


def test_preferences_become_fits_of_figures() -> None:
    model = Opinionated("x", lambda paragraph, label: 0.0 if paragraph == label else -50.0)
    prompt = Prompt((), ("IMAGE_1", "IMAGE_4"))
    fits = guided_fits(model, prompt, {"IMAGE_1": "f", "IMAGE_4": "g"}, PARAGRAPHS, CancelToken())
    assert fits[0] == pytest.approx({"f": GUIDED_WEIGHT * 2 / 3, "g": 0}, abs=1e-6)
    assert fits[1]["g"] == pytest.approx(GUIDED_WEIGHT * 2 / 3)


def test_who_can_not_be_asked_is_not() -> None:
    prompt = Prompt((), ("IMAGE_1",))
    assert guided_fits(ScriptedModel(["x"]), prompt, {"IMAGE_1": "f"}, PARAGRAPHS, CancelToken()) == {}
    model = Opinionated("x", lambda *_: 0.0)
    assert guided_fits(model, prompt, {"IMAGE_1": "f"}, PARAGRAPHS[:1], CancelToken()) == {}
    assert guided_fits(model, prompt, {}, PARAGRAPHS, CancelToken()) == {}
    assert model.scored == []
    blind = Opinionated("x", lambda *_: 0.0, image_tokens=0)
    assert guided_fits(blind, prompt, {"IMAGE_1": "f"}, PARAGRAPHS, CancelToken()) == {}
    assert blind.scored == []


def test_a_failure_is_no_harm_and_stop_is_heard() -> None:
    def fail(_paragraph: int, _label: int) -> float:
        raise ModelError("It does not fit.")

    prompt = Prompt((), ("IMAGE_1",))
    assert guided_fits(Opinionated("x", fail), prompt, {"IMAGE_1": "f"}, PARAGRAPHS, CancelToken()) == {}
    cancel = CancelToken()
    cancel.cancel()
    with pytest.raises(Cancelled):
        guided_fits(Opinionated("x", fail), prompt, {"IMAGE_1": "f"}, PARAGRAPHS, cancel)


@pytest.mark.parametrize("preferred", [0, 1])
def test_a_figure_goes_where_the_model_would_show_it(preferred: int) -> None:
    maker = LibraryMaker()
    pumps = maker.document("pumps", "The pump manual")
    maker.passage(pumps, 1, "The pump is wired to the relay by two cables, as the wiring diagram of Figure 1 shows.")
    maker.figure(pumps, 1, "1", "Wiring diagram of the pump and the relay")
    maker.figure(pumps, 9, "2", "Snow in the mountains")
    maker.library.index(FakeTextEmbedder())
    text = "The pump is wired to the relay.\n\nThe pump is wired to the relay."
    model = Opinionated(text, lambda paragraph, label: 0.0 if (paragraph == preferred) == (label == 0) else -20.0)
    *_, last = answer(
        "How is the pump wired to the relay, as the diagram shows?",
        Conversation(),
        library=maker.library,  # type: ignore[arg-type]
        text_embedder=FakeTextEmbedder(),
        image_embedder=None,
        model=model,
        options=AnswerOptions(eagerness=FigureEagerness.FEW),
        cancel=CancelToken(),
    )
    assert isinstance(last, AnswerFinished)
    assert [placed.after_paragraph for placed in last.answer.figures] == [preferred]
    assert isinstance(last.answer, Answer)
    assert not FigurePlacer((), None).waiting  # type: ignore[arg-type]
