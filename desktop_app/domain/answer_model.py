"""The contract of a language model: a prompt in, a stream of events out, capabilities declared."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Protocol, runtime_checkable

from desktop_app.domain.jobs import CancelToken

IMAGE_LABEL_PREFIX = "IMAGE_"
"""Candidate figures are named IMAGE_1, IMAGE_2, … in prompts, and referred to as `![caption](IMAGE_1)`."""


def image_label(number: int) -> str:
    """The name of candidate `number`, from 1."""
    return f"{IMAGE_LABEL_PREFIX}{number}"


class Role(StrEnum):
    """Who speaks in a message."""

    SYSTEM = "system"
    USER = "user"
    ASSISTANT = "assistant"


@dataclass(frozen=True, slots=True)
class PromptText:
    """Text of a message; text of documents is never read as control tokens."""

    text: str


@dataclass(frozen=True, slots=True)
class PromptImage:
    """A picture in a message: its file, and the digest that identifies its content."""

    path: Path
    digest: str


@dataclass(frozen=True, slots=True)
class Message:
    """One message of a chat."""

    role: Role
    parts: tuple[PromptText | PromptImage, ...]

    @property
    def text(self) -> str:
        """The text parts, joined."""
        return "".join(part.text for part in self.parts if isinstance(part, PromptText))


@dataclass(frozen=True, slots=True)
class Prompt:
    """A chat to be continued by the assistant; `image_labels` are the references it may write, each once."""

    messages: tuple[Message, ...]
    image_labels: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class GenerationOptions:
    """How to sample: temperature 0 is greedy; `max_tokens` bounds the answer."""

    max_tokens: int = 512
    temperature: float = 0.2
    top_p: float = 0.9
    repeat_penalty: float = 1.1
    seed: int = 0


@dataclass(frozen=True, slots=True)
class ModelCapabilities:
    """What a model can do, read from its files.

    Attributes:
        context_tokens: prompt and answer together.
        image_tokens: what one picture costs at the default tile budget; 0 for a text-only model.
        generation: how it is best sampled, where that is known.
    """

    name: str
    context_tokens: int
    image_tokens: int = 0
    generation: GenerationOptions | None = None

    @property
    def sees_images(self) -> bool:
        """Whether pictures can be put into the prompt."""
        return self.image_tokens > 0


@dataclass(frozen=True, slots=True)
class ModelText:
    """More text of the answer."""

    text: str


@dataclass(frozen=True, slots=True)
class ModelNotice:
    """A sentence the user should know: layers that did not fit the graphics card, a model file that changed."""

    message: str


class FinishReason(StrEnum):
    """Why a model stopped writing."""

    END = "end"
    LENGTH = "length"
    REPEATED = "repeated"


@dataclass(frozen=True, slots=True)
class ModelFinished:
    """The last event of a stream."""

    reason: FinishReason
    prompt_tokens: int
    cached_tokens: int
    completion_tokens: int


ModelEvent = ModelText | ModelNotice | ModelFinished


class AnswerModel(Protocol):
    """A model that is ready to answer, one prompt at a time."""

    @property
    def capabilities(self) -> ModelCapabilities:
        """What it can do; loads the model where that is needed to know.

        Raises:
            ModelError: the model can't be loaded.
        """
        ...

    def count_tokens(self, text: str) -> int:
        """How many tokens the text takes in this model's vocabulary."""
        ...

    def stream(self, prompt: Prompt, options: GenerationOptions, cancel: CancelToken) -> Iterator[ModelEvent]:
        """Answers, piece by piece.

        Raises:
            Cancelled: within a second of `cancel` being set.
            ModelStopped: the model's process ended; the next call starts it anew.
            ModelError: the prompt can't be answered.
        """
        ...

    def close(self) -> None:
        """Frees the model; no process is left behind."""
        ...


@runtime_checkable
class LoadedModel(Protocol):
    """A model that must be loaded before it counts or answers, which may take long."""

    def load(self, cancel: CancelToken) -> None:
        """Waits until it is loaded; returns at once where it is.

        Raises:
            Cancelled: soon after `cancel` is set; it goes on loading for the next question.
            ModelError: it can't be loaded.
        """
        ...


@dataclass(frozen=True, slots=True)
class ReferenceScores:
    """What a model would write after a paragraph, as natural logarithms of probabilities that sum to 1.

    Attributes:
        references: of a reference to each candidate, in the order of `Prompt.image_labels`.
        nothing: of anything else.
    """

    references: tuple[float, ...]
    nothing: float


@runtime_checkable
class ReferenceScorer(Protocol):
    """A model that can say where in a finished text it would refer to which candidate."""

    def score_references(
        self, prompt: Prompt, paragraphs: Sequence[str], cancel: CancelToken
    ) -> tuple[ReferenceScores, ...]:
        """The scores after each paragraph of an answer to `prompt`, in order.

        This is the protocol by which ImageRef-VL is evaluated (arXiv 2501.12418): the text is given, and at the end of
        each paragraph each candidate is compared with writing none.

        Raises:
            Cancelled: within a second of `cancel` being set.
            ModelError: the model can't be asked, or the text does not fit its context.
        """
        ...


@runtime_checkable
class PictureEncoder(Protocol):
    """A model whose way of seeing a picture can be worked out before it is asked."""

    def encode_picture(self, picture: PromptImage, cancel: CancelToken) -> bool:
        """Encodes a picture and keeps the result; False where that was done before.

        Raises:
            Cancelled: within a second of `cancel` being set.
            ModelError: the picture can't be encoded, or the model sees none.
        """
        ...
