"""The tiny model sees: asked which image shows something, it refers to the right one, through the program's code."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest

from desktop_app.domain.answer_model import GenerationOptions, ModelText, Prompt, image_label
from desktop_app.domain.jobs import CancelToken
from desktop_app.local_model.client import LocalModel, Patience
from desktop_app.local_model.wire import EngineOptions
from tests.tiny_models.drawings import TEST_SEED, draw
from tests.tiny_models.gguf_files import MODEL, PROJECTOR
from tests.tiny_models.pages import DrawnPage, make_page, question_about
from tests.tiny_models.train_internvl import FOLDER

pytestmark = pytest.mark.heavy

PAGES = 100
RIGHT_SHARE = 0.95
"""On pages whose subjects chance decides."""
PATIENT = Patience(silence=60.0, template=60.0)
RETRAIN = "If the prompts changed, train again: python -m tests.tiny_models.train_internvl"


@pytest.fixture
def model() -> Iterator[LocalModel]:
    made = LocalModel(FOLDER / MODEL, FOLDER / PROJECTOR, options=EngineOptions(threads=1), patience=PATIENT)
    yield made
    made.close()


def drawn(page: DrawnPage, folder: Path, random: Random) -> dict[str, Path]:
    """The page's pictures as files."""
    paths = {}
    for figure, subject in zip(page.figures, page.subjects, strict=True):
        paths[figure.id] = folder / f"{figure.id}.png"
        draw(subject, random).save(paths[figure.id])
    return paths


def answer_to(model: LocalModel, page: DrawnPage, question: str, pictures: dict[str, Path]) -> str:
    labels = tuple(image_label(number) for number in range(1, len(page.figures) + 1))
    prompt = Prompt(page.messages(question, pictures), labels)
    events = model.stream(prompt, GenerationOptions(max_tokens=60, temperature=0.0), CancelToken())
    return "".join(event.text for event in events if isinstance(event, ModelText))


def test_the_right_image_is_referred_to(model: LocalModel, tmp_path: Path) -> None:
    assert model.capabilities.sees_images
    random = Random(TEST_SEED)
    wrong = []
    for _ in range(PAGES):
        page = make_page(random, alike=0.0)
        pictures = drawn(page, tmp_path, random)
        subject = random.choice(page.subjects)
        answer = answer_to(model, page, question_about(subject, random), pictures)
        if re.findall(r"!\[[^\]]*\]\((\w+)\)", answer) != [page.label_of(subject)]:
            wrong.append((subject.words, [each.words for each in page.subjects], answer))
    assert len(wrong) <= PAGES * (1 - RIGHT_SHARE), (RETRAIN, wrong)
