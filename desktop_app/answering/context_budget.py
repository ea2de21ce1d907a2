"""What goes into a prompt: as much of the prompt before it as can stay, and no more than a model's context holds.

A prompt is first laid out anew: the documents that are needed now, the turns before, the question; where that is too
much, the oldest turns and the weakest passages leave first. Then, where the prompt of the turn before holds the whole
of it or can be continued so that it does, it is continued instead: what stands there keeps its place and its number,
what is new is appended, and the engine reads only that.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from desktop_app.answering.prompts import (
    PromptTurn,
    Sources,
    conversation_messages,
    figure_text,
    passage_text,
    shortened_answer,
    system_message,
)
from desktop_app.domain.answer_model import AnswerModel, GenerationOptions, Message, PromptImage
from desktop_app.domain.conversation import Answer, PromptBlock, PromptRecord
from desktop_app.domain.documents import Figure, Passage
from desktop_app.domain.ports import LibraryView

TEXT_ONLY_TOKENS = 1500
"""Prompts of text-only models begin no longer than this: a processor reads about 300 tokens a second."""
TEXT_ONLY_GROWTH = 2
"""How many times as long they may get by being continued, which costs only what is new."""
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
class Wanted:
    """What a question would have in its prompt.

    Attributes:
        turns: all earlier turns, oldest first.
        passages: best first.
        figures: candidates, best first; only used where the model sees pictures.
        places_figures: whether the model is to place them.
        documents: ids of the documents that may be read; None is all.
    """

    question: str
    turns: tuple[Answer, ...]
    passages: tuple[Passage, ...]
    figures: tuple[Figure, ...] = ()
    places_figures: bool = True
    documents: frozenset[str] | None = None


@dataclass(frozen=True, slots=True)
class Fitted:
    """What goes into the prompt.

    Attributes:
        turns: the questions of the prompt with what stands before them; the last one is asked now.
        messages: the prompt.
        max_tokens: how long the answer may get.
        record: how to continue this prompt, but for what will be written; None where it can't be continued.
        notice: a sentence about what was left out, or "".
    """

    turns: tuple[PromptTurn, ...]
    messages: tuple[Message, ...]
    max_tokens: int
    record: PromptRecord | None
    notice: str = ""

    @property
    def passages(self) -> list[Passage]:
        """The passages in the prompt; the first is [1]."""
        return [passage for turn in self.turns for passage in turn.passages]

    @property
    def figures(self) -> list[Figure]:
        """The figures in the prompt; the first is IMAGE_1."""
        return [figure for turn in self.turns for figure in turn.figures]

    @property
    def images(self) -> int:
        """How many pictures the prompt holds."""
        return sum(len(turn.pictured) for turn in self.turns)


def fit(model: AnswerModel, wanted: Wanted, library: LibraryView, generation: GenerationOptions) -> Fitted:
    """Chooses what the prompt holds.

    Args:
        model: counts tokens and knows the size of its context.
        wanted: what would be in it if there were room for everything.
        library: knows what stood in the prompt before, titles and pictures.
        generation: bounds the answer.
    """
    return _Budget(model, library, generation).fit(wanted)


class _Budget:
    def __init__(self, model: AnswerModel, library: LibraryView, generation: GenerationOptions) -> None:
        self._model = model
        self._library = library
        capabilities = model.capabilities
        self._name = capabilities.name
        self._sees = capabilities.sees_images
        self._image_tokens = capabilities.image_tokens
        self._context = capabilities.context_tokens
        self._answer = min(generation.max_tokens, max(FEWEST_ANSWER_TOKENS, self._context // 2))
        self._room = max(0, self._context - self._answer - MARGIN_TOKENS)
        self._titles: dict[str, str] = {}
        self._sources = Sources(self._title, self._picture)

    def fit(self, wanted: Wanted) -> Fitted:
        fresh = self._laid_out_anew(wanted)
        return self._continued(wanted, fresh) or fresh

    def _laid_out_anew(self, wanted: Wanted) -> Fitted:
        fixed = self._tokens(self._system(wanted).text) + 3 * MESSAGE_TOKENS
        asked = self._cut_to(wanted.question, max(1, (self._room - fixed) // 2))
        room = self._room - fixed - self._tokens(asked)
        figures = wanted.figures[:MOST_FIGURES] if self._sees and wanted.places_figures else ()
        plan = _Plan(
            turns=[(turn, self._turn_tokens(turn)) for turn in wanted.turns[-MOST_TURNS:]],
            passages=[(each, self._passage_tokens(n, each)) for n, each in enumerate(wanted.passages[:MOST_PASSAGES])],
            figures=[(each, self._tokens(figure_text(n, each))) for n, each in enumerate(figures, 1)],
            images=min(MOST_IMAGES, len(figures)),
            image_tokens=self._image_tokens,
        )
        if not self._sees:
            plan.keep_short(TEXT_ONLY_TOKENS)
        plan.shrink(room)
        shortened = self._shortened(plan, room)
        turns = _fresh_turns(plan, asked, shortened)
        start, earlier = len(wanted.turns), len(plan.turns)
        blocks = (_block(turns[0]),)
        whole = shortened is None and asked == wanted.question
        record = PromptRecord(self._name, start, earlier, blocks) if whole else None
        notice = _notice(plan, cut_question=asked != wanted.question, turns_left=start - earlier)
        return self._fitted(wanted, turns, record, notice)

    def _continued(self, wanted: Wanted, fresh: Fitted) -> Fitted | None:
        """The prompt of the turn before, with what is missing in it; None where that does not do."""
        before = _last_record(wanted.turns, self._name)
        if before is None or fresh.record is None:
            return None
        position, record = before
        known = self._turns_of(wanted, position, record)
        if known is None:
            return None
        listed = {figure.id for turn in known for figure in turn.figures}
        seen = {figure.id for turn in known for figure in turn.pictured}
        given = {passage.id for turn in known for passage in turn.passages}
        asked = PromptTurn(
            wanted.question,
            tuple(each for each in fresh.passages if each.id not in given),
            tuple(each for each in fresh.figures if each.id not in listed),
            tuple(each for turn in fresh.turns for each in turn.pictured if each.id not in seen),
        )
        turns = (*known, asked)
        between = len(wanted.turns) - position - 1
        blocks = (*record.blocks, *(PromptBlock(),) * between, _block(asked))
        fitted = self._fitted(wanted, turns, replace(record, blocks=blocks, written=""), "")
        limit = self._room if self._sees else min(self._room, TEXT_ONLY_GROWTH * TEXT_ONLY_TOKENS)
        return fitted if self._prompt_tokens(fitted) <= limit else None

    def _turns_of(self, wanted: Wanted, position: int, record: PromptRecord) -> list[PromptTurn] | None:
        """The turns of an earlier prompt and those since, as they stood there; None where something of it is gone."""
        if record.start + len(record.blocks) != position + 1 or record.earlier > record.start:
            return None
        begin = record.start - record.earlier
        blocks = [record.blocks[0], *[PromptBlock()] * record.earlier, *record.blocks[1:]]
        turns = []
        for index, answer in enumerate(wanted.turns[begin:]):
            block = blocks[index] if index < len(blocks) else PromptBlock()
            turn = self._resolved(block, answer.question, _said(answer, record, begin + index), wanted.documents)
            if turn is None or (turn.figures and not wanted.places_figures):
                return None
            turns.append(turn)
        return turns

    def _resolved(
        self, block: PromptBlock, question: str, answer: str, documents: frozenset[str] | None
    ) -> PromptTurn | None:
        passages = tuple(self._library.passages(block.passages))
        figures = tuple(self._library.figures(block.figures))
        pictured = tuple(self._library.figures(block.pictured))
        found = len(passages) + len(figures) + len(pictured)
        if found != len(block.passages) + len(block.figures) + len(block.pictured):
            return None
        read = {each.document_id for each in passages} | {each.document_id for each in figures}
        if documents is not None and not read <= documents:
            return None
        return PromptTurn(question, passages, figures, pictured, answer)

    def _fitted(self, wanted: Wanted, turns: Sequence[PromptTurn], record: PromptRecord | None, notice: str) -> Fitted:
        messages = (self._system(wanted), *conversation_messages(turns, self._sources))
        return Fitted(tuple(turns), messages, self._answer, record, notice)

    def _system(self, wanted: Wanted) -> Message:
        return system_message(places_figures=self._sees and wanted.places_figures)

    def _shortened(self, plan: _Plan, room: int) -> str | None:
        """The beginning of the only passage that is left, where not even that fits."""
        if len(plan.passages) != 1:
            return None
        [(passage, tokens)] = plan.passages
        left = max(1, room - plan.tokens_beside_passages)
        return self._cut_to(passage_text(1, passage, self._title(passage)), left) if tokens > left else None

    def _title(self, passage: Passage) -> str:
        if passage.document_id not in self._titles:
            self._titles[passage.document_id] = self._library.document(passage.document_id).title
        return self._titles[passage.document_id]

    def _picture(self, figure: Figure) -> PromptImage:
        return PromptImage(self._library.picture(figure), figure.file.removesuffix(".png"))

    def _passage_tokens(self, index: int, passage: Passage) -> int:
        return self._tokens(passage_text(index + 1, passage, self._title(passage)))

    def _turn_tokens(self, turn: Answer) -> int:
        return sum(self._tokens(text) + MESSAGE_TOKENS for text in (turn.question, shortened_answer(turn)))

    def _prompt_tokens(self, fitted: Fitted) -> int:
        texts = sum(self._tokens(message.text) + MESSAGE_TOKENS for message in fitted.messages)
        return texts + fitted.images * self._image_tokens

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
    passages: list[tuple[Passage, int]]
    figures: list[tuple[Figure, int]]
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


def _fresh_turns(plan: _Plan, question: str, shortened: str | None) -> list[PromptTurn]:
    """The turns that stay and the question; the documents stand before the first of them."""
    figures = tuple(figure for figure, _ in plan.figures)
    asked = [(turn.question, shortened_answer(turn)) for turn, _ in plan.turns]
    turns = [PromptTurn(text, answer=answer) for text, answer in asked] + [PromptTurn(question)]
    passages = tuple(passage for passage, _ in plan.passages)
    turns[0] = replace(
        turns[0], passages=passages, figures=figures, pictured=figures[: plan.images], shortened=shortened
    )
    return turns


def _block(turn: PromptTurn) -> PromptBlock:
    ids = [tuple(each.id for each in several) for several in (turn.passages, turn.figures, turn.pictured)]
    return PromptBlock(*ids)


def _last_record(turns: Sequence[Answer], model: str) -> tuple[int, PromptRecord] | None:
    """The last turn that this model answered, by its index, and how it was asked; None where another came after."""
    for position in range(len(turns) - 1, -1, -1):
        record = turns[position].prompt
        if record is not None:
            return (position, record) if record.model == model and record.blocks else None
    return None


def _said(answer: Answer, record: PromptRecord, position: int) -> str:
    """An earlier answer as it stands in a prompt: as the model wrote it, or in brief from before it was laid out."""
    own = answer.prompt
    if position < record.start or own is None or own.start != record.start:
        return shortened_answer(answer)
    return own.written


def _notice(plan: _Plan, *, cut_question: bool, turns_left: int) -> str:
    """A sentence for each thing that was left out."""
    passages = plan.passages_left_out
    said = ["The end of the question was left out to fit into what the model can read at once."] if cut_question else []
    if turns_left == 1:
        said.append("An earlier turn was left out to fit into what the model can read at once.")
    elif turns_left:
        said.append(f"{turns_left} earlier turns were left out to fit into what the model can read at once.")
    if passages == 1:
        said.append("A passage was left out to fit into what the model can read at once.")
    elif passages:
        said.append(f"{passages} passages were left out to fit into what the model can read at once.")
    return " ".join(said)
