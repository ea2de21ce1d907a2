"""llama.cpp computes what PyTorch computes: tokens, the eye, the projector and the language model.

The weights of both sides come from the same files, so what is left to differ is the code: how a picture is scaled,
normalised and cut into patches, the order of the pixel shuffle, where tokens stand, and every layer of both networks.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from random import Random

import numpy as np
import pytest
import torch
from PIL import Image

from desktop_app.domain.answer_model import Message, PromptImage
from desktop_app.local_model.engine import Engine
from desktop_app.local_model.model_files import check_model
from desktop_app.local_model.wire import ChatMessage, EngineOptions, ImagePart, TextPart
from tests.tiny_models.drawings import TEST_SEED, draw
from tests.tiny_models.gguf_files import MODEL, PROJECTOR, read_pair
from tests.tiny_models.internvl import InternVl, causal_mask
from tests.tiny_models.pages import DrawnPage, make_page, question_about
from tests.tiny_models.train_internvl import FOLDER, as_tile, normalised
from tests.tiny_models.vocabulary import Cell, Vocabulary

pytestmark = pytest.mark.heavy

LARGEST_PAIR = 8_000_000
LOGIT_TOLERANCE = 0.15
"""Logits are up to about 20 here; llama.cpp keeps keys and values in half precision."""
EMBEDDING_TOLERANCE = 0.01


@pytest.fixture
def engine() -> Iterator[Engine]:
    made = Engine(check_model(FOLDER / MODEL, FOLDER / PROJECTOR), EngineOptions(), 1)
    yield made
    made.close()


@pytest.fixture(scope="module")
def pair() -> tuple[InternVl, Vocabulary]:
    threads = torch.get_num_threads()
    torch.set_num_threads(1)
    made = read_pair(FOLDER)
    torch.set_num_threads(threads)
    return made


def drawn(page: DrawnPage, folder: Path, random: Random) -> dict[str, Path]:
    """The page's pictures as files."""
    paths = {}
    for figure, subject in zip(page.figures, page.subjects, strict=True):
        paths[figure.id] = folder / f"{figure.id}.png"
        draw(subject, random).save(paths[figure.id])
    return paths


def as_sent(messages: Sequence[Message]) -> tuple[ChatMessage, ...]:
    """Messages as they reach the engine."""
    return tuple(
        ChatMessage(
            message.role.value,
            tuple(
                ImagePart(str(part.path), part.digest) if isinstance(part, PromptImage) else TextPart(part.text)
                for part in message.parts
            ),
        )
        for message in messages
    )


def engine_logits(engine: Engine, messages: Sequence[Message], answer: Sequence[int]) -> tuple[list[Cell], np.ndarray]:
    """What stands in llama.cpp's context, and its logits of what comes after the beginning of the answer."""
    cells = [*engine._cells(engine._render(as_sent(messages))), *answer]
    engine._evaluate(cells)
    size = engine._model.vocabulary.size
    logits = np.ctypeslib.as_array(engine._model.logits(), (size,)).copy()
    return [cell if isinstance(cell, int) else cell.digest for cell in cells], logits


def tile_embeddings(model: InternVl, path: Path) -> torch.Tensor:
    with torch.inference_mode():
        tile = as_tile(Image.open(path).convert("RGB"), model.sizes)
        seen: torch.Tensor = model.projector(model.vision(normalised(tile[None])))[0]
    return seen


def torch_logits(model: InternVl, cells: Sequence[Cell], pictures: dict[str, Path]) -> np.ndarray:
    with torch.inference_mode():
        rows = [
            tile_embeddings(model, pictures[cell])
            if isinstance(cell, str)
            else model.language.token_embd(torch.tensor([cell]))
            for cell in cells
        ]
        x = torch.cat(rows)[None]
        count = x.shape[1]
        hidden, _ = model.language(x, torch.arange(count)[None], causal_mask(count))
        logits: np.ndarray = model.language.logits(hidden[0, -1]).numpy()
    return logits


def test_the_pair_is_small() -> None:
    assert sum((FOLDER / name).stat().st_size for name in (MODEL, PROJECTOR)) <= LARGEST_PAIR


@pytest.mark.parametrize(
    "text",
    [
        "Which image shows the red circle?",
        "IMAGE_12 isn't\n\n  here: 3.75 %\r\n\tüß 漢字 🙂",
        "![a](IMAGE_1)\n",
        "   ",
        "",
    ],
)
def test_text_becomes_the_same_tokens(engine: Engine, pair: tuple[InternVl, Vocabulary], text: str) -> None:
    assert engine._model.vocabulary.tokenise(text, special=False) == pair[1].tokenise(text)


def test_a_text_prompt_has_the_same_logits(engine: Engine, pair: tuple[InternVl, Vocabulary]) -> None:
    model, vocabulary = pair
    random = Random(TEST_SEED)
    page = make_page(random)
    messages = DrawnPage(page.passages, (), (), page.title).messages(question_about(page.subjects[0], random), {})
    cells, logits = engine_logits(engine, messages, ())
    assert cells == vocabulary.prompt(messages)
    assert np.abs(logits - torch_logits(model, cells, {})).max() < LOGIT_TOLERANCE


@pytest.mark.parametrize("count", [2, 6])
def test_a_prompt_with_pictures_has_the_same_logits(
    engine: Engine, pair: tuple[InternVl, Vocabulary], tmp_path: Path, count: int
) -> None:
    model, vocabulary = pair
    random = Random(TEST_SEED + count)
    page = make_page(random, pictures=count)
    pictures = drawn(page, tmp_path, random)
    messages = page.messages(question_about(page.subjects[0], random), pictures)
    answer = vocabulary.tokenise(page.answer(page.subjects[0]).rpartition("_")[0] + "_")
    cells, logits = engine_logits(engine, messages, answer)
    assert cells == [*vocabulary.prompt(messages), *answer]
    expected = torch_logits(model, cells, pictures)
    assert np.abs(logits - expected).max() < LOGIT_TOLERANCE
    assert engine._projector is not None
    for (digest, _), values in engine._projector._embeddings.items():
        if digest in pictures:
            theirs = np.frombuffer(values, dtype=np.float32).reshape(model.sizes.image_tokens, -1)
            assert np.abs(theirs - tile_embeddings(model, pictures[digest]).numpy()).max() < EMBEDDING_TOLERANCE
    blank = dict.fromkeys(pictures, tmp_path / "blank.png")
    Image.new("RGB", (200, 200), "white").save(tmp_path / "blank.png")
    assert np.abs(torch_logits(model, cells, blank) - expected).max() > 2 * LOGIT_TOLERANCE, "pictures must matter"
