"""A model that answers from a script: for demonstrations and tests without weights (`--model scripted:FILE`).

A script file is UTF-8 text that holds answers in Markdown, separated by lines of three dashes and nothing else:

    The bracket holds the pump, see ![the bracket](IMAGE_1).
    ---
    It is made of steel.

The first question gets the first answer, and so on; after the last answer the script begins again. What is written
is passed on as it stands, references that name no candidate included, so a script can play a careless model too.
"""

from __future__ import annotations

import re
import threading
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from desktop_app.domain.answer_model import (
    FinishReason,
    GenerationOptions,
    ModelCapabilities,
    ModelEvent,
    ModelFinished,
    ModelText,
    Prompt,
)
from desktop_app.domain.errors import ModelError, ModelMissing, ModelUnfit
from desktop_app.domain.jobs import CancelToken

SEPARATOR = "---"
MAX_SCRIPT_BYTES = 4 * 1024 * 1024
_TOKEN = re.compile(r"\s*\S+|\s+")


@dataclass(frozen=True, slots=True)
class ScriptedAnswer:
    """What to write, and how it ends: with `error` the text is written first, then the error is raised."""

    text: str
    error: ModelError | None = None


class ScriptedModel:
    """Fulfils `AnswerModel` from a list of answers; a token is a word with the white space before it.

    Attributes:
        history: the prompts it was given, oldest first.
        options: the options that came with them.
        closed: whether `close` was called.
    """

    def __init__(
        self,
        answers: Iterable[str | ScriptedAnswer] = (),
        *,
        name: str = "scripted",
        context_tokens: int = 4096,
        image_tokens: int = 0,
    ) -> None:
        self._answers = [_as_answer(answer) for answer in answers]
        self._next = 0
        self._capabilities = ModelCapabilities(name, context_tokens, image_tokens)
        self._lock = threading.Lock()
        self.history: list[Prompt] = []
        self.options: list[GenerationOptions] = []
        self.closed = False

    @classmethod
    def from_file(cls, path: Path) -> ScriptedModel:
        """A model that plays a script file.

        Raises:
            ModelMissing: there is no such file.
            ModelUnfit: it is no text, too large, or holds no answer.
        """
        try:
            if path.stat().st_size > MAX_SCRIPT_BYTES:
                raise ModelUnfit(f"{path} is too large for a script.", "A script holds at most 4 MiB of text.")
            content = path.read_text("utf-8")
        except OSError as error:
            raise ModelMissing(f"The script {path} can't be read.", "Give the path of a text file.") from error
        except UnicodeDecodeError as error:
            raise ModelUnfit(
                f"{path} is no UTF-8 text.", "A script holds answers separated by lines of ---."
            ) from error
        answers = parse_script(content)
        if not answers:
            raise ModelUnfit(f"{path} holds no answer.", "A script holds answers separated by lines of ---.")
        return cls(answers, name=f"scripted:{path.name}")

    @property
    def capabilities(self) -> ModelCapabilities:
        """As given to the constructor."""
        return self._capabilities

    def enqueue(self, answer: str | ScriptedAnswer) -> None:
        """Adds an answer at the end of the script."""
        self._answers.append(_as_answer(answer))

    def count_tokens(self, text: str) -> int:
        """The number of words."""
        return len(_tokens(text))

    def stream(self, prompt: Prompt, options: GenerationOptions, cancel: CancelToken) -> Iterator[ModelEvent]:
        """Writes the next answer of the script, word by word.

        Raises:
            Cancelled: `cancel` was set.
            ModelError: the script is empty, or the answer is scripted to fail.
        """
        with self._lock:
            prompt_tokens = _prompt_tokens(prompt)
            cached = _common_prefix(prompt_tokens, _prompt_tokens(self.history[-1]) if self.history else [])
            self.history.append(prompt)
            self.options.append(options)
            answer = self._take()
        words = _tokens(answer.text)
        for word in words[: options.max_tokens]:
            cancel.raise_if_cancelled()
            yield ModelText(word)
        cancel.raise_if_cancelled()
        if answer.error is not None:
            raise answer.error
        reason = FinishReason.LENGTH if len(words) > options.max_tokens else FinishReason.END
        yield ModelFinished(reason, len(prompt_tokens), cached, min(len(words), options.max_tokens))

    def close(self) -> None:
        """Notes that it was closed."""
        self.closed = True

    def _take(self) -> ScriptedAnswer:
        if not self._answers:
            raise ModelError("The script holds no answer.", "Write an answer into the script.")
        answer = self._answers[self._next % len(self._answers)]
        self._next += 1
        return answer


def parse_script(content: str) -> list[str]:
    """The answers of a script, without the blank lines around them; empty ones are left out."""
    answers: list[list[str]] = [[]]
    for line in content.splitlines():
        if line.strip() == SEPARATOR:
            answers.append([])
        else:
            answers[-1].append(line)
    return [text for lines in answers if (text := "\n".join(lines).strip("\n").rstrip())]


def _as_answer(answer: str | ScriptedAnswer) -> ScriptedAnswer:
    return ScriptedAnswer(answer) if isinstance(answer, str) else answer


def _tokens(text: str) -> list[str]:
    return _TOKEN.findall(text)


def _prompt_tokens(prompt: Prompt) -> list[str]:
    return [token for message in prompt.messages for token in [message.role.value, *_tokens(message.text)]]


def _common_prefix(first: list[str], second: list[str]) -> int:
    count = 0
    for one, other in zip(first, second, strict=False):
        if one != other:
            break
        count += 1
    return count
