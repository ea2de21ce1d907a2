"""The vocabulary of the tiny model: byte pairs learnt from made-up pages, cut as Qwen2 cuts text."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

from desktop_app.domain.answer_model import Message, PromptImage
from desktop_app.local_model.chat_template import CHATML, MessageContent, Segment, render_chat
from tests.tiny_models.drawings import SUBJECTS, TRAINING_SEED
from tests.tiny_models.pages import make_page, question_about

CONTROLS = ("<|endoftext|>", "<|im_start|>", "<|im_end|>", "<img>", "</img>", "<IMG_CONTEXT>")
PRE_TOKENIZER = "qwen2"
"""What llama.cpp calls the way of cutting below."""
_CUTS = (
    r"(?:'[sS]|'[tT]|'[rR][eE]|'[vV][eE]|'[mM]|'[lL][lL]|'[dD])|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}"
    r"| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+"
)
_MOST_TOKENS = 1_000
_PAGES_READ = 300
_BETWEEN = re.compile("(" + "|".join(map(re.escape, CONTROLS)) + ")")

Cell = int | str
"""A token, or the id of a figure whose picture stands there."""


@dataclass(frozen=True)
class Vocabulary:
    """Text to tokens, exactly as llama.cpp does it with the same tokens and merges."""

    coder: Any
    tokens: tuple[str, ...]
    merges: tuple[str, ...]

    def id_of(self, token: str) -> int:
        """The number of a control token."""
        return self.tokens.index(token)

    def tokenise(self, text: str, *, special: bool = False) -> list[int]:
        """The tokens of a text; control tokens in it are read as such where `special`."""
        if not special:
            return list(self.coder.encode(text).ids)
        found = []
        for part in _BETWEEN.split(text):
            found += [self.id_of(part)] if part in CONTROLS else list(self.coder.encode(part).ids)
        return found

    def prompt(self, messages: Sequence[Message]) -> list[Cell]:
        """A chat as it stands in the model's context, every picture between the marks of an image."""
        cells: list[Cell] = []
        for segment in _segments(tuple(message.role.value for message in messages)):
            if not isinstance(segment, MessageContent):
                cells += self.tokenise(segment.text, special=True)
                continue
            for part in messages[segment.index].parts:
                if isinstance(part, PromptImage):
                    cells += [self.id_of("<img>"), part.digest, self.id_of("</img>")]
                else:
                    cells += self.tokenise(part.text)
        return cells


_KNOWN: dict[tuple[str, ...], list[Segment]] = {}


def _segments(roles: tuple[str, ...]) -> list[Segment]:
    if roles not in _KNOWN:
        _KNOWN[roles] = render_chat(CHATML, roles)
    return _KNOWN[roles]


def make_vocabulary() -> Vocabulary:
    """Learns the vocabulary; the same one each time."""
    from tokenizers import models, pre_tokenizers, trainers

    coder = _coder(models.BPE())
    trainer = trainers.BpeTrainer(
        vocab_size=_MOST_TOKENS - len(CONTROLS),
        initial_alphabet=sorted(pre_tokenizers.ByteLevel.alphabet()),
        show_progress=False,
    )
    coder.train_from_iterator(_texts(), trainer)
    learnt = json.loads(coder.to_str())["model"]
    tokens = sorted(learnt["vocab"], key=lambda token: int(learnt["vocab"][token]))
    return known_vocabulary((*tokens, *CONTROLS), [" ".join(pair) for pair in learnt["merges"]])


def known_vocabulary(tokens: Sequence[str], merges: Sequence[str]) -> Vocabulary:
    """A vocabulary that was learnt before, from the tokens by number and the merges by rank."""
    from tokenizers import models

    numbers = {token: number for number, token in enumerate(tokens) if token not in CONTROLS}
    pairs = [(first, second) for first, _, second in (merge.partition(" ") for merge in merges)]
    return Vocabulary(_coder(models.BPE(numbers, pairs)), tuple(tokens), tuple(merges))


def _coder(model: Any) -> Any:
    from tokenizers import Regex, Tokenizer, decoders, pre_tokenizers

    coder = Tokenizer(model)
    cuts = pre_tokenizers.Split(Regex(_CUTS), "isolated")
    coder.pre_tokenizer = pre_tokenizers.Sequence([cuts, pre_tokenizers.ByteLevel(False, use_regex=False)])
    coder.decoder = decoders.ByteLevel()
    return coder


def _texts() -> list[str]:
    random = Random(TRAINING_SEED)
    texts = []
    for _ in range(_PAGES_READ):
        page = make_page(random)
        subject = random.choice(page.subjects)
        nowhere = {figure.id: Path(figure.file) for figure in page.figures}
        texts += [message.text for message in page.messages(question_about(subject, random), nowhere)]
        texts.append(page.answer(subject))
    return texts + [f"the {subject.words}" for subject in SUBJECTS]
