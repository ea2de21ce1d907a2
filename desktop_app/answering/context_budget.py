"""What fits into a model's context: the oldest turns and the weakest passages leave first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from desktop_app.answering.prompts import figure_text, passage_text, system_message, turn_messages
from desktop_app.domain.answer_model import AnswerModel, GenerationOptions
from desktop_app.domain.conversation import Answer
from desktop_app.domain.documents import Figure, Passage

TEXT_ONLY_TOKENS = 1500
"""Prompts of text-only models stay this short: a processor reads about 300 tokens a second."""
MOST_PASSAGES = 8
MOST_TURNS = 4
MOST_FIGURES = 6
MOST_IMAGES = 3
FEWEST_PASSAGES = 2
MESSAGE_TOKENS = 8
"""What the chat template adds around a message, at most, for the models in use."""
MARGIN_TOKENS = 32
FEWEST_ANSWER_TOKENS = 64


@dataclass(frozen=True, slots=True)
class Fitted:
    """What goes into the prompt.

    Attributes:
        question: as asked, or its beginning where it alone is too long.
        turns: earlier turns, oldest first.
        passages: texts with their numbers, best first; there may be fewer than were found.
        figures: descriptions; the first `images` of them come with their picture.
        max_tokens: how long the answer may get.
        notice: a sentence about what was left out, or "".
    """

    question: str
    turns: tuple[Answer, ...]
    passages: tuple[str, ...]
    figures: tuple[str, ...]
    images: int
    max_tokens: int
    notice: str = ""


def fit(
    model: AnswerModel,
    question: str,
    *,
    turns: Sequence[Answer],
    passages: Sequence[tuple[Passage, str]],
    figures: Sequence[Figure],
    generation: GenerationOptions,
) -> Fitted:
    """Chooses what the prompt holds.

    Args:
        model: counts tokens and knows the size of its context.
        question: as asked.
        turns: all earlier turns, oldest first.
        passages: with the titles of their documents, best first.
        figures: candidates, best first; only used where the model sees pictures.
        generation: bounds the answer.
    """
    return _Budget(model, generation).fit(question, turns, passages, figures)


class _Budget:
    def __init__(self, model: AnswerModel, generation: GenerationOptions) -> None:
        self._model = model
        capabilities = model.capabilities
        self._sees = capabilities.sees_images
        self._image_tokens = capabilities.image_tokens
        self._context = capabilities.context_tokens
        self._answer = min(generation.max_tokens, max(FEWEST_ANSWER_TOKENS, self._context // 2))
        self._room = max(0, self._context - self._answer - MARGIN_TOKENS)

    def fit(
        self,
        question: str,
        turns: Sequence[Answer],
        passages: Sequence[tuple[Passage, str]],
        figures: Sequence[Figure],
    ) -> Fitted:
        fixed = self._tokens(system_message(places_figures=self._sees).text) + 3 * MESSAGE_TOKENS
        asked = self._cut_to(question, max(1, (self._room - fixed) // 2))
        room = self._room - fixed - self._tokens(asked)
        texts = [passage_text(n, passage, title) for n, (passage, title) in enumerate(passages[:MOST_PASSAGES], 1)]
        described = [figure_text(n, each) for n, each in enumerate(figures[:MOST_FIGURES], 1)] if self._sees else []
        plan = _Plan(
            turns=[(turn, self._turn_tokens(turn)) for turn in turns[-MOST_TURNS:]],
            passages=[(text, self._tokens(text)) for text in texts],
            figures=[(text, self._tokens(text)) for text in described],
            images=min(MOST_IMAGES, len(described)),
            image_tokens=self._image_tokens,
        )
        if not self._sees:
            plan.keep_short(TEXT_ONLY_TOKENS)
        plan.shrink(room)
        kept = [text for text, _ in plan.passages]
        if len(kept) == 1:
            kept = [self._cut_to(kept[0], max(1, room - plan.tokens_beside_passages))]
        return Fitted(
            question=asked,
            turns=tuple(turn for turn, _ in plan.turns),
            passages=tuple(kept),
            figures=tuple(text for text, _ in plan.figures),
            images=plan.images,
            max_tokens=self._answer,
            notice=self._notice(plan, cut_question=asked != question, turns_left=len(turns) - len(plan.turns)),
        )

    def _notice(self, plan: _Plan, *, cut_question: bool, turns_left: int) -> str:
        left_out = []
        if cut_question:
            left_out.append("the end of the question")
        if turns_left:
            left_out.append("an earlier turn" if turns_left == 1 else f"{turns_left} earlier turns")
        if plan.passages_left_out:
            count = plan.passages_left_out
            left_out.append("a passage" if count == 1 else f"{count} passages")
        if not left_out:
            return ""
        what = left_out[0] if len(left_out) == 1 else f"{', '.join(left_out[:-1])} and {left_out[-1]}"
        verb = "was" if len(left_out) == 1 and what.startswith(("a", "the")) else "were"
        return f"{what[0].upper()}{what[1:]} {verb} left out to fit into what the model can read at once."

    def _turn_tokens(self, turn: Answer) -> int:
        return sum(self._tokens(message.text) + MESSAGE_TOKENS for message in turn_messages(turn))

    def _tokens(self, text: str) -> int:
        return self._model.count_tokens(text)

    def _cut_to(self, text: str, tokens: int) -> str:
        """The longest beginning of a text that fits, found by halving; whole where it fits."""
        limit = 16 * tokens
        if len(text) <= limit and self._tokens(text) <= tokens:
            return text
        low, high = 0, min(len(text), limit)
        while low < high:
            middle = (low + high + 1) // 2
            if self._tokens(text[:middle]) <= tokens:
                low = middle
            else:
                high = middle - 1
        return text[:low]


@dataclass(slots=True)
class _Plan:
    """What is still meant to go in, each with its tokens."""

    turns: list[tuple[Answer, int]]
    passages: list[tuple[str, int]]
    figures: list[tuple[str, int]]
    images: int
    image_tokens: int
    passages_left_out: int = 0

    @property
    def tokens_beside_passages(self) -> int:
        texts = sum(tokens for _, tokens in (*self.turns, *self.figures))
        return texts + self.images * self.image_tokens

    @property
    def tokens(self) -> int:
        return self.tokens_beside_passages + sum(tokens for _, tokens in self.passages)

    def keep_short(self, room: int) -> None:
        """Drops the weakest passages a slow model should not be made to read; nobody misses them."""
        while self.tokens > room and len(self.passages) > FEWEST_PASSAGES:
            self.passages.pop()

    def shrink(self, room: int) -> None:
        """Drops, in this order, old turns, weak passages, the last turn, pictures, figures, passages but one."""
        while self.tokens > room and self._drop_one():
            pass

    def _drop_one(self) -> bool:
        if len(self.turns) > 1:
            self.turns.pop(0)
        elif len(self.passages) > FEWEST_PASSAGES:
            self.passages.pop()
            self.passages_left_out += 1
        elif self.turns:
            self.turns.pop(0)
        elif self.images:
            self.images -= 1
        elif self.figures:
            self.figures.pop()
        elif len(self.passages) > 1:
            self.passages.pop()
            self.passages_left_out += 1
        else:
            return False
        return True
