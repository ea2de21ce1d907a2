"""Questions about drawn pages as tensors: many questions about a page share a row, and pages share their beginning."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random

import torch
from torch import Tensor

from desktop_app.answering.prompts import system_message
from desktop_app.domain.answer_model import Message, PromptText, Role
from tests.tiny_models.drawings import SUBJECTS
from tests.tiny_models.internvl import InternVl, Sizes, Step, causal_mask
from tests.tiny_models.pages import DrawnPage, make_page, question_about
from tests.tiny_models.vocabulary import Cell, Vocabulary

NOTHING = -1
PAGES, ASKED = 8, 6
"""A batch reads so many pages, and asks at most so many questions about each."""
OTHER_SYSTEM_SHARE = 0.25
"""So often a part of the system's words is left out: a change of them must not make the model blind."""


@dataclass(frozen=True, slots=True)
class AskedPage:
    """A page, the part of the prompt that all questions share, and for each question the rest and its answer."""

    page: DrawnPage
    shared: list[Cell]
    asked: list[tuple[list[Cell], list[int]]]


def ask_page(page: DrawnPage, random: Random, vocabulary: Vocabulary, system: Message) -> AskedPage:
    """Questions about different pictures of a page."""
    nowhere = {figure.id: Path(figure.file) for figure in page.figures}
    end = vocabulary.id_of("<|im_end|>")
    prompts, answers = [], []
    for subject in random.sample(page.subjects, min(ASKED, len(page.subjects))):
        prompts.append(vocabulary.prompt(page.messages(question_about(subject, random), nowhere, system)))
        answers.append([*vocabulary.tokenise(page.answer(subject)), end])
    same = _common(prompts) if len(prompts) > 1 else 0
    rest = [prompt[same:] for prompt in prompts]
    return AskedPage(page, prompts[0][:same], list(zip(rest, answers, strict=True)))


def _common(lists: Sequence[Sequence[Cell]]) -> int:
    """How many cells all begin with."""
    shortest = min(len(each) for each in lists) - 1
    return next((at for at in range(shortest) if len({each[at] for each in lists}) > 1), shortest)


@dataclass(slots=True)
class _Row:
    """A page laid out in one row: tokens, tiles, positions, which question each belongs to (0: all), what follows."""

    tokens: list[int]
    tiles: list[tuple[int, str, int]]
    positions: list[int]
    parts: list[int]
    targets: list[int]


def _lay_out(asked: AskedPage, begin: int, image_tokens: int) -> _Row:
    row = _Row([], [], [], [], [])

    def put(cell: Cell, position: int, part: int) -> int:
        for offset in range(image_tokens if isinstance(cell, str) else 1):
            if isinstance(cell, str):
                row.tiles.append((len(row.tokens), cell, offset))
            row.tokens.append(cell if isinstance(cell, int) else 0)
            row.positions.append(position + offset)
            row.parts.append(part)
            row.targets.append(NOTHING)
        return position + (image_tokens if isinstance(cell, str) else 1)

    position = begin
    for cell in asked.shared[begin:]:
        position = put(cell, position, 0)
    for part, (rest, answer) in enumerate(asked.asked, start=1):
        at = position
        for cell in rest:
            at = put(cell, at, part)
        for token in answer:
            row.targets[-1] = token
            at = put(token, at, part)
    return row


class PageBatch:
    """Pages as tensors; what all of them begin with is told apart, so that it is computed once."""

    def __init__(self, pages: Sequence[AskedPage], image_tokens: int) -> None:
        begin = min(_common([each.shared for each in pages]), *(_first_picture(each.shared) for each in pages))
        self.beginning = torch.tensor([pages[0].shared[:begin]], dtype=torch.long)
        rows = [_lay_out(each, begin, image_tokens) for each in pages]
        length = max(len(row.tokens) for row in rows)
        self.tokens = _padded([row.tokens for row in rows], length, 0)
        self.positions = _padded([row.positions for row in rows], length, 0)
        self.targets = _padded([row.targets for row in rows], length, NOTHING)
        parts = _padded([row.parts for row in rows], length, NOTHING)
        same = (parts[:, None, :] == 0) | (parts[:, None, :] == parts[:, :, None])
        own = same & (parts[:, None, :] >= 0) & causal_mask(length)[0]
        own |= torch.eye(length, dtype=torch.bool)
        before = torch.ones(len(rows), length, begin, dtype=torch.bool)
        self.mask = torch.cat([before, own], dim=2)[:, None]
        self.rows = torch.tensor([number for number, row in enumerate(rows) for _ in row.tiles])
        self.columns = torch.tensor([column for row in rows for column, _, _ in row.tiles])
        self.offsets = torch.tensor([offset for row in rows for _, _, offset in row.tiles])
        pictures = [(page.page, figure) for page, row in zip(pages, rows, strict=True) for _, figure, _ in row.tiles]
        places = [(number, figure) for number, row in enumerate(rows) for _, figure, _ in row.tiles]
        drawings = {place: number for number, place in enumerate(dict.fromkeys(places))}
        self.which = torch.tensor([drawings[place] for place in places])
        shown = dict(zip(places, (page.subjects[_index(page, figure)] for page, figure in pictures), strict=True))
        self.subjects = torch.tensor([SUBJECTS.index(shown[place]) for place in drawings])
        self.numbers = torch.tensor([_index(page, figure) + 1 for page, figure in pictures])
        owners = torch.full((len(rows), length), NOTHING)
        owners[self.rows, self.columns] = self.numbers
        self.owners = torch.cat([torch.full((len(rows), begin), NOTHING), owners], dim=1)

    def hidden(self, model: InternVl, seen: Tensor) -> tuple[Tensor, list[Step]]:
        """Hidden states of the rows, and what each block made.

        Args:
            model: the whole model.
            seen: what the projector makes of a picture of each of `subjects`, shape [n, image_tokens, width].
        """
        language = model.language
        before: list[Step] | None = None
        count = self.beginning.shape[1]
        if count:
            x = language.token_embd(self.beginning)
            _, before = language(x, torch.arange(count)[None], causal_mask(count))
        x = language.token_embd(self.tokens)
        x = x.index_put((self.rows, self.columns), seen[self.which, self.offsets])
        found: tuple[Tensor, list[Step]] = language(x, self.positions, self.mask, before)
        return found


def _first_picture(cells: Sequence[Cell]) -> int:
    return next((at for at, cell in enumerate(cells) if isinstance(cell, str)), len(cells))


def _index(page: DrawnPage, figure_id: str) -> int:
    return next(at for at, figure in enumerate(page.figures) if figure.id == figure_id)


def _padded(lists: Sequence[Sequence[int]], length: int, filler: int) -> Tensor:
    return torch.tensor([[*each, *[filler] * (length - len(each))] for each in lists])


def batches(vocabulary: Vocabulary, sizes: Sizes, seed: int) -> Iterator[PageBatch]:
    """Pages without end."""
    random = Random(seed)
    while True:
        system = _some_system_message(random)
        pages = [make_page(random) for _ in range(PAGES)]
        yield PageBatch([ask_page(page, random, vocabulary, system) for page in pages], sizes.image_tokens)


def _some_system_message(random: Random) -> Message:
    """The program's own or, now and then, one that lacks some of its sentences."""
    own = system_message(places_figures=True)
    if random.random() >= OTHER_SYSTEM_SHARE:
        return own
    kept = [sentence for sentence in re.split(r"(?<=[.:]) ", own.text) if random.random() < 0.7]
    return Message(Role.SYSTEM, (PromptText(" ".join(kept) or own.text),))
