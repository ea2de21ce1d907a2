"""Comparing references by their likelihood: the odds, the engine's branches, and the way through the wire."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from math import exp, log
from pathlib import Path
from random import Random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

import tests.tiny_models
from desktop_app.domain.answer_model import Message, Prompt, PromptImage, ReferenceScorer, image_label
from desktop_app.domain.errors import Cancelled, ModelError
from desktop_app.domain.jobs import CancelToken
from desktop_app.local_model.client import LocalModel
from desktop_app.local_model.llama_library import LoadedModel
from desktop_app.local_model.reference_odds import reference_odds
from tests.local_model.conftest import ONE_THREAD, ask, prompt, user
from tests.tiny_models.drawings import TEST_SEED, draw
from tests.tiny_models.pages import make_page, question_about

PAIR = [Path(tests.tiny_models.__file__).parent / "internvl" / name for name in
        ("tiny-internvl.gguf", "mmproj-tiny-internvl.gguf")]  # fmt: skip

pytestmark = pytest.mark.heavy

PARAGRAPHS = ("The pump stands.", "The relay, wired: ü.", "An end")
LABELS = tuple(f"IMAGE_{number}" for number in range(1, 13))
chances = st.floats(-40, -1e-9)


@given(st.lists(st.tuples(chances, chances, chances), min_size=1, max_size=8), chances)
def test_odds_sum_to_one(branches: list[tuple[float, ...]], begun: float) -> None:
    odds = reference_odds([(begun, *rest) for rest in branches])
    assert len(odds) == len(branches) + 1
    assert sum(exp(each) for each in odds) == pytest.approx(1, abs=1e-6)


def test_odds_of_a_sure_thing() -> None:
    odds = reference_odds([(log(0.5), 0.0), (log(0.5), log(0.25))])
    assert [exp(each) for each in odds] == pytest.approx([0.4, 0.1, 0.5])
    assert reference_odds([]) == (0.0,)
    assert reference_odds([(0.0,)])[0] == pytest.approx(0)


@pytest.fixture(scope="module")
def loaded(tiny_file: Path) -> Iterator[LoadedModel]:
    model = LoadedModel(tiny_file, context_tokens=512, threads=1, gpu_layers=0)
    yield model
    model.close()


def test_branches_in_one_batch_score_as_one_by_one(loaded: LoadedModel) -> None:
    tokenise = loaded.vocabulary.tokenise
    beginning = tokenise("The pump stands. ", special=False)
    branches = [tokenise(text, special=False) for text in ("![](IMAGE_1)", "![](IMAGE_12)", "![](IMAGE_2)", "x")]
    loaded.forget_all()
    loaded.evaluate(beginning, 0)
    together = loaded.branch_scores(branches, len(beginning))
    for branch, scores in zip(branches, together, strict=True):
        loaded.forget_all()
        loaded.evaluate(beginning, 0)
        for place, token in enumerate(branch):
            assert scores[place] == pytest.approx(float(loaded.log_probabilities()[token]), abs=2e-3)
            loaded.evaluate([token], len(beginning) + place)


def test_comparing_leaves_the_cache_as_it_was(loaded: LoadedModel) -> None:
    beginning = loaded.vocabulary.tokenise("Once more with feeling", special=False)
    loaded.forget_all()
    loaded.evaluate(beginning, 0)
    loaded.evaluate([5], len(beginning))
    plain = loaded.log_probabilities()
    loaded.forget_all()
    loaded.evaluate(beginning, 0)
    loaded.branch_scores([[1, 2, 3], [1, 2, 4]], len(beginning))
    loaded.evaluate([5], len(beginning))
    assert np.allclose(loaded.log_probabilities(), plain, atol=2e-3)


def asked() -> Prompt:
    return prompt("Passages about a pump.\n\nTell me of it.", labels=LABELS)


def test_each_paragraph_gets_odds_and_the_answer_goes_on_from_the_cache(tiny: LocalModel) -> None:
    assert isinstance(tiny, ReferenceScorer)
    _, first = ask(tiny, asked())
    rows = tiny.score_references(asked(), PARAGRAPHS, CancelToken())
    assert len(rows) == len(PARAGRAPHS)
    for row in rows:
        assert len(row.references) == len(LABELS)
        assert exp(row.nothing) + sum(exp(each) for each in row.references) == pytest.approx(1, abs=1e-6)
    assert len({row.references for row in rows}) == len(rows)
    assert tiny.score_references(asked(), PARAGRAPHS, CancelToken())[0].nothing == pytest.approx(rows[0].nothing, 1e-2)
    assert tiny.score_references(asked(), (), CancelToken()) == ()
    assert ask(tiny, asked())[1].cached_tokens >= first.prompt_tokens - 1


def test_what_does_not_fit_and_what_is_stopped(tiny: LocalModel) -> None:
    with pytest.raises(ModelError, match="2048"):
        tiny.score_references(asked(), ["word " * 1000], CancelToken())
    cancel = CancelToken()
    cancel.cancel()
    with pytest.raises(Cancelled):
        tiny.score_references(asked(), PARAGRAPHS, cancel)
    assert len(tiny.score_references(asked(), PARAGRAPHS, CancelToken())) == len(PARAGRAPHS)


def test_a_model_that_was_trained_to_see_prefers_the_right_picture(tmp_path: Path) -> None:
    """Twenty unseen pages of two to four drawings; the text names what one of them shows."""
    chance = Random(TEST_SEED + 7)
    right = 0
    with closing(LocalModel(*PAIR, options=ONE_THREAD)) as model:
        for number in range(20):
            page = make_page(chance, pictures=chance.randint(2, 4))
            paths = {figure.id: tmp_path / f"{number}-{figure.id}.png" for figure in page.figures}
            for figure, shown in zip(page.figures, page.subjects, strict=True):
                draw(shown, chance).save(paths[figure.id])
            subject = chance.choice(page.subjects)
            labels = tuple(image_label(place + 1) for place in range(len(page.figures)))
            question = Prompt(_numbered(page.messages(question_about(subject, chance), paths), number), labels)
            [row] = model.score_references(question, [f"This is the {subject.words}."], CancelToken())
            best = max(range(len(labels)), key=row.references.__getitem__)
            right += labels[best] == page.label_of(subject)
    assert right >= 13  # by chance it would be seven


def _numbered(messages: tuple[Message, ...], page: int) -> tuple[Message, ...]:
    """The messages with pictures that are told apart from those of other pages."""
    return tuple(
        Message(message.role, tuple(
            PromptImage(part.path, f"{page}-{part.digest}") if isinstance(part, PromptImage) else part
            for part in message.parts
        ))
        for message in messages
    )  # fmt: skip


@pytest.fixture
def seeing(tiny_file: Path, tiny_projector_file: Path) -> Iterator[LocalModel]:
    model = LocalModel(tiny_file, tiny_projector_file, options=ONE_THREAD)
    yield model
    model.close()


def test_a_picture_is_encoded_ahead_once(seeing: LocalModel, tiny: LocalModel, tmp_path: Path) -> None:
    path = tmp_path / "a.png"
    Image.effect_noise((60, 60), 50).save(path)
    picture = PromptImage(path, "a")
    assert seeing.encode_picture(picture, CancelToken())
    assert not seeing.encode_picture(picture, CancelToken())
    assert ask(seeing, Prompt((user(picture, "What is it?"),)))[1].prompt_tokens > 10
    with pytest.raises(ModelError, match="sees no pictures"):
        tiny.encode_picture(picture, CancelToken())
    (tmp_path / "broken.png").write_bytes(b"")
    with pytest.raises(ModelError, match=r"broken\.png"):
        seeing.encode_picture(PromptImage(tmp_path / "broken.png", "b"), CancelToken())
