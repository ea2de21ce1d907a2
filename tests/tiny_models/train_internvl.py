"""Trains the tiny InternVL pair on drawn pages, and writes it as two GGUF files.

    python -m tests.tiny_models.train_internvl         trains, measures, and writes into `internvl/`

First the eye learns to say what it sees in the language model's own words: the mean of a picture's tokens points to
the vectors of the words that describe it. Then everything learns to answer questions about pages whose
pictures stand in place.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from random import Random
from typing import Any

import numpy as np
import torch
from PIL import Image
from torch import Tensor
from torch.nn import functional

from desktop_app.domain.answer_model import image_label
from tests.tiny_models.asked_pages import NOTHING, PageBatch, batches
from tests.tiny_models.drawings import SUBJECTS, TRAINING_SEED, draw
from tests.tiny_models.gguf_files import read_pair, write_pair
from tests.tiny_models.internvl import InternVl, Sizes, Step
from tests.tiny_models.vocabulary import Vocabulary, make_vocabulary

FOLDER = Path(__file__).parent / "internvl"
MEAN, DEVIATION = (0.485, 0.456, 0.406), (0.229, 0.224, 0.225)
ROUNDS = 60
"""How many pictures of each subject are drawn."""
EYE_STEPS, EYE_BATCH, EYE_RATE = 800, 100, 2e-3
STEPS, RATE = 800, 2e-3
LABEL_WEIGHT = 4.0
"""What the number of a reference counts beside other tokens."""
HINT_WEIGHT = 0.5
"""What it counts that pictures know their numbers, and the right picture is looked at; see `named`, `looked_at`."""
SHARPNESS = 12.0
SHIFT = 2
MOTIONLESS: dict[str, Any] = {"betas": (0.9, 0.98), "weight_decay": 0.01}


def as_tile(picture: Image.Image, sizes: Sizes) -> Tensor:
    """A picture as one tile of bytes, shape [3, image, image]: scaled as the program does it."""
    scaled = picture.resize((sizes.image, sizes.image), Image.Resampling.LANCZOS)
    return torch.from_numpy(np.array(scaled)).permute(2, 0, 1)


def normalised(tiles: Tensor) -> Tensor:
    """Bytes as the eye takes them."""
    mean, deviation = (torch.tensor(each)[:, None, None] for each in (MEAN, DEVIATION))
    return (tiles.float() / 255 - mean) / deviation


def drawn_tiles(sizes: Sizes, rounds: int, seed: int) -> Tensor:
    """Bytes, shape [rounds, len(SUBJECTS), 3, image, image]."""
    random = Random(seed)
    return torch.stack(
        [torch.stack([as_tile(draw(subject, random), sizes) for subject in SUBJECTS]) for _ in range(rounds)]
    )


def words_of_subjects(vocabulary: Vocabulary) -> Tensor:
    """For each subject a distribution over the tokens of its words, rare ones first; [len(SUBJECTS), vocabulary]."""
    told = torch.zeros(len(SUBJECTS), len(vocabulary.tokens))
    for row, subject in enumerate(SUBJECTS):
        told[row, vocabulary.tokenise(f" {subject.words}")] = 1.0
    told = told * told.sum(0).clamp(min=1).rsqrt()
    return told / told.sum(1, keepdim=True)


def word_loss(model: InternVl, seen: Tensor, told: Tensor) -> Tensor:
    """How badly pictures point to their words; `seen` is the mean of a picture's tokens, [n, width]."""
    logits = model.language.logits(functional.normalize(seen, dim=-1) * SHARPNESS)
    return functional.cross_entropy(logits, told)


def train_eye(
    model: InternVl, tiles: Tensor, vocabulary: Vocabulary, *, steps: int, rate: float, words_move: bool
) -> None:
    """Teaches the eye and the projector to point at the words for what they see.

    Args:
        model: the whole model.
        tiles: pictures of all subjects.
        vocabulary: its words.
        steps: how many.
        rate: of learning, at most.
        words_move: whether the words may come to meet the pictures; in a language model that can read they stay.
    """
    told = words_of_subjects(vocabulary)
    parameters = [*model.vision.parameters(), *model.projector.parameters()]
    if words_move:
        parameters.append(model.language.token_embd.weight)
    optimiser = torch.optim.AdamW(parameters, rate, **MOTIONLESS)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, rate, total_steps=steps, pct_start=0.1)
    clock = time.monotonic()
    for step in range(steps):
        rows = torch.randint(len(tiles), (len(SUBJECTS),))
        which = torch.randperm(len(SUBJECTS))[:EYE_BATCH]
        seen = model.projector(model.vision(normalised(_moved(tiles[rows[which], which])))).mean(1)
        loss = word_loss(model, seen, told[which])
        _step(loss, optimiser, schedule, parameters)
        if step % 100 == 0 or step == steps - 1:
            print(f"eye {step:5d}  loss {loss.item():.3f}  {time.monotonic() - clock:.0f} s", flush=True)


def eye_share(model: InternVl, tiles: Tensor) -> float:
    """How many unseen pictures are closest to the mean of the training pictures of their own subject."""
    with torch.inference_mode():
        seen = torch.stack([model.projector(model.vision(normalised(each))).mean(1) for each in tiles])
    half = len(tiles) // 2
    known = functional.normalize(seen[:half].mean(0), dim=-1)
    best = (functional.normalize(seen[half:], dim=-1) @ known.T).argmax(-1)
    return float((best == torch.arange(len(SUBJECTS))).float().mean())


def _moved(tiles: Tensor) -> Tensor:
    padded = functional.pad(tiles, (SHIFT,) * 4, mode="replicate")
    down, right = (int(each) for each in torch.randint(2 * SHIFT + 1, (2,)))
    side = tiles.shape[-1]
    return padded[..., down : down + side, right : right + side]


def _step(loss: Tensor, optimiser: Any, schedule: Any, parameters: Sequence[Tensor]) -> None:
    optimiser.zero_grad()
    loss.backward()
    torch.nn.utils.clip_grad_norm_(parameters, 1.0)
    optimiser.step()
    schedule.step()


def named(batch: PageBatch, made: Sequence[Step], model: InternVl, digits: Tensor) -> Tensor:
    """How badly the tokens of pictures know, before the last block, the number by which their picture is called."""
    hidden = model.language.output_norm(made[-2].output[batch.rows, batch.columns])
    return functional.cross_entropy(model.language.logits(hidden)[:, digits], batch.numbers)


def looked_at(batch: PageBatch, made: Sequence[Step], sizes: Sizes, digits: Tensor, mark: int) -> Tensor:
    """How badly the first heads of the last block look at the right picture where its number is to be written."""
    rows, columns = torch.nonzero(torch.isin(batch.targets, digits[1:]), as_tuple=True)
    numbers = torch.searchsorted(digits.sort().values, batch.targets[rows, columns])
    numbers = digits.sort().indices[numbers]
    written = batch.tokens[rows, columns] == mark
    rows, columns, numbers = rows[written], columns[written], numbers[written]
    heads = sizes.heads // sizes.kv_heads
    queries, keys = made[-1].queries[rows, :heads, columns], made[-1].keys[rows, 0]
    scores = torch.einsum("nhd,ntd->nht", queries, keys) / queries.shape[-1] ** 0.5
    shares = scores.masked_fill(~batch.mask[rows, 0, columns][:, None], float("-inf")).log_softmax(-1)
    right = batch.owners[rows] == numbers[:, None]
    return -shares.masked_fill(~right[:, None], float("-inf")).logsumexp(-1).mean()


def train_all(
    model: InternVl, tiles: Tensor, vocabulary: Vocabulary, *, steps: int, rate: float, seed: int
) -> Iterator[int]:
    """Teaches everything to answer questions about pages; yields the step now and then."""
    parameters = list(model.parameters())
    optimiser = torch.optim.AdamW(parameters, rate, **MOTIONLESS)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, rate, total_steps=steps, pct_start=0.05)
    digits = torch.tensor([vocabulary.tokenise(str(number))[0] for number in range(10)])
    mark = vocabulary.tokenise(image_label(1))[-2]
    told = words_of_subjects(vocabulary)
    clock = time.monotonic()
    source = batches(vocabulary, model.sizes, seed)
    for step in range(steps):
        batch = next(source)
        rounds = torch.randint(len(tiles), batch.subjects.shape)
        seen = model.projector(model.vision(normalised(_moved(tiles[rounds, batch.subjects]))))
        hidden, made = batch.hidden(model, seen)
        asked = batch.targets != NOTHING
        logits, targets = model.language.logits(hidden[asked]), batch.targets[asked]
        losses = functional.cross_entropy(logits, targets, reduction="none")
        numbers = torch.isin(targets, digits)
        loss = (losses * torch.where(numbers, LABEL_WEIGHT, 1.0)).mean()
        hints = named(batch, made, model, digits) + looked_at(batch, made, model.sizes, digits, mark)
        loss = loss + HINT_WEIGHT * (hints + word_loss(model, seen.mean(1), told[batch.subjects]))
        _step(loss, optimiser, schedule, parameters)
        if step % 25 == 0 or step == steps - 1:
            right = (logits.argmax(-1) == targets)[numbers].float().mean().item()
            print(
                f"all {step:5d}  loss {losses.mean().item():.3f} ({loss.item():.3f})  numbers {right:.3f}  "
                f"{time.monotonic() - clock:.0f} s",
                flush=True,
            )
            yield step


def main() -> None:
    """Trains and writes."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    parser.add_argument("--eye-steps", type=int, default=EYE_STEPS)
    parser.add_argument("--eye-rate", type=float, default=EYE_RATE)
    parser.add_argument("--steps", type=int, default=STEPS)
    parser.add_argument("--rate", type=float, default=RATE)
    parser.add_argument("--seed", type=int, default=TRAINING_SEED)
    parser.add_argument("--to", type=Path, default=FOLDER)
    parser.add_argument("--start", type=Path, help="the folder of an earlier pair, to go on from")
    arguments = parser.parse_args()
    torch.set_num_threads(1)
    torch.manual_seed(arguments.seed)
    if arguments.start:
        model, vocabulary = read_pair(arguments.start)
        model.train()
    else:
        vocabulary = make_vocabulary()
        model = InternVl(Sizes(len(vocabulary.tokens)))
    print(f"{sum(each.numel() for each in model.parameters()):,} weights, {len(vocabulary.tokens)} words")
    tiles = drawn_tiles(model.sizes, arguments.rounds, arguments.seed)
    if arguments.eye_steps:
        steps, rate = arguments.eye_steps, arguments.eye_rate
        train_eye(model, tiles, vocabulary, steps=steps, rate=rate, words_move=arguments.start is None)
        write_pair(model, vocabulary, arguments.to)
    share = eye_share(model, drawn_tiles(model.sizes, 8, arguments.seed + 1))
    print(f"closest to others of their subject, of unseen pictures: {share:.3f}")
    if arguments.steps:
        for _ in train_all(model, tiles, vocabulary, steps=arguments.steps, rate=arguments.rate, seed=arguments.seed):
            write_pair(model, vocabulary, arguments.to)  # an interrupted run leaves what it has
    for path in write_pair(model.eval(), vocabulary, arguments.to):
        print(f"{path.name}: {path.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
