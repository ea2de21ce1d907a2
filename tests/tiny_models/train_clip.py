"""Trains the tiny CLIP on drawn pictures, with open_clip's own model, tokenizer, preprocessing and loss.

    python -m tests.tiny_models.train_clip            trains, measures, and writes the weights beside their description

Every batch holds each of the subjects once, so that no two of its descriptions fit the same picture.
"""

from __future__ import annotations

import argparse
import time
from pathlib import Path
from random import Random
from typing import Any

from tests.tiny_models.drawings import SUBJECTS, TRAINING_SEED, Subject, draw

FOLDER = Path(__file__).parent / "clip"
ARCHITECTURE = "tiny-drawings"
DESCRIPTION = FOLDER / ARCHITECTURE / f"{ARCHITECTURE}.json"
WEIGHTS = FOLDER / ARCHITECTURE / "open_clip_model.safetensors"
ROUNDS = 80
"""How many pictures of each subject are drawn."""
STEPS = 700
RATE = 2e-3
WEIGHT_DECAY = 0.02
LARGEST_SCALE = 4.6
"""The logarithm of 100, as in CLIP."""
SHIFT = 4
"""By so many pixels at most a picture is moved each time it is used."""
ASKED = (
    "{a}", "{a}", "{the}", "{bare}", "a picture of {a}", "the figure with {the}", "which image shows {the}?",
    "show me {a}", "where is {the}?", "Which figure shows {a}?", "find {a}",
)  # fmt: skip


def wordings(subject: Subject) -> list[str]:
    """The ways in which training asks for a subject."""
    bare = subject.words
    article = "an" if bare[0] in "aeiou" else "a"
    return [form.format(a=f"{article} {bare}", the=f"the {bare}", bare=bare) for form in ASKED]


def drawn_pictures(preprocess: Any, rounds: int, seed: int) -> Any:
    """Pictures as the network takes them, float16, shape [rounds, len(SUBJECTS), 3, side, side]."""
    import torch

    random = Random(seed)
    return torch.stack(
        [torch.stack([preprocess(draw(subject, random)).half() for subject in SUBJECTS]) for _ in range(rounds)]
    )


def train(*, rounds: int, steps: int, seed: int) -> tuple[Any, Any, Any]:
    """A trained model, its preprocessing and its tokenizer."""
    import open_clip
    import torch

    torch.manual_seed(seed)
    open_clip.add_model_config(DESCRIPTION)
    model, _, preprocess = open_clip.create_model_and_transforms(ARCHITECTURE, load_weights=False)
    tokenizer = open_clip.get_tokenizer(ARCHITECTURE)
    pictures = drawn_pictures(preprocess, rounds, seed)
    texts = torch.stack([tokenizer(wordings(subject)) for subject in SUBJECTS])
    loss_of = open_clip.ClipLoss()
    decayed = [weight for weight in model.parameters() if weight.ndim >= 2]
    others = [weight for weight in model.parameters() if weight.ndim < 2]
    groups = [{"params": decayed, "weight_decay": WEIGHT_DECAY}, {"params": others, "weight_decay": 0.0}]
    optimiser = torch.optim.AdamW(groups, lr=RATE, betas=(0.9, 0.98))
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, RATE, total_steps=steps, pct_start=0.1)
    began = time.monotonic()
    for step in range(steps):
        rows = torch.randint(rounds, (len(SUBJECTS),))
        forms = torch.randint(texts.shape[1], (len(SUBJECTS),))
        each = torch.arange(len(SUBJECTS))
        model.train()
        seen, read, scale = model(_moved(pictures[rows, each].float()), texts[each, forms])
        loss = loss_of(seen, read, scale)
        optimiser.zero_grad()
        loss.backward()
        optimiser.step()
        schedule.step()
        with torch.no_grad():
            model.logit_scale.clamp_(0, LARGEST_SCALE)
        if step % 25 == 0 or step == steps - 1:
            print(f"step {step:5d}  loss {loss.item():.3f}  {time.monotonic() - began:.0f} s", flush=True)
    return model.eval(), preprocess, tokenizer


def _moved(pictures: Any) -> Any:
    """The pictures, all moved by the same few pixels; what comes in from the border repeats it."""
    import torch

    padded = torch.nn.functional.pad(pictures, (SHIFT,) * 4, mode="replicate")
    down, right = (int(each) for each in torch.randint(2 * SHIFT + 1, (2,)))
    side = pictures.shape[-1]
    return padded[..., down : down + side, right : right + side]


def measure(model: Any, preprocess: Any, tokenizer: Any, *, seed: int, rounds: int = 4) -> float:
    """The share of subjects whose description is closest to their own picture, among one unseen picture of each."""
    import torch

    with torch.inference_mode():
        read = model.encode_text(tokenizer([wordings(subject)[0] for subject in SUBJECTS]), normalize=True)
        right = 0
        for batch in drawn_pictures(preprocess, rounds, seed):
            best = (read @ model.encode_image(batch.float(), normalize=True).T).argmax(dim=1)
            wrong = [(SUBJECTS[i].words, SUBJECTS[int(b)].words) for i, b in enumerate(best) if i != int(b)]
            print("  ".join(f"{asked} -> {found}" for asked, found in wrong) or "all right")
            right += len(SUBJECTS) - len(wrong)
    return right / (rounds * len(SUBJECTS))


def save(model: Any, tokenizer: Any, path: Path) -> None:
    """Writes the weights as float16; vectors of words that were never trained become zeros."""
    import torch
    from safetensors.torch import save_file

    state = {name: value.half() if value.is_floating_point() else value for name, value in model.state_dict().items()}
    used = torch.unique(torch.cat([tokenizer(wordings(subject)) for subject in SUBJECTS]))
    vectors = torch.zeros_like(state["token_embedding.weight"])
    vectors[used] = state["token_embedding.weight"][used]
    state["token_embedding.weight"] = vectors
    save_file({name: value.contiguous() for name, value in state.items()}, path)


def main() -> None:
    """Trains and writes."""
    import torch

    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    parser.add_argument("--steps", type=int, default=STEPS)
    parser.add_argument("--seed", type=int, default=TRAINING_SEED)
    parser.add_argument("--to", type=Path, default=WEIGHTS)
    arguments = parser.parse_args()
    torch.set_num_threads(1)
    model, preprocess, tokenizer = train(rounds=arguments.rounds, steps=arguments.steps, seed=arguments.seed)
    save(model, tokenizer, arguments.to)
    print(f"{sum(weight.numel() for weight in model.parameters()):,} weights, {arguments.to.stat().st_size:,} bytes")
    share = measure(model, preprocess, tokenizer, seed=arguments.seed + 1)
    print(f"right among one unseen picture of each subject: {share:.3f}")


if __name__ == "__main__":
    main()
