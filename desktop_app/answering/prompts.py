"""Every word that is said to a language model, as data.

A prompt is a list of turns. Before the first question stand the documents; what a later question needs beyond them
stands before that question, so that a prompt always begins with the whole prompt before it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from desktop_app.domain.answer_model import Message, PromptImage, PromptText, Role, image_label
from desktop_app.domain.conversation import Answer
from desktop_app.domain.documents import Figure, Passage

SYSTEM_TEXT_ONLY = (
    "You answer questions from passages of the user's documents. Use only what the passages say, in your own short "
    "sentences. Write the number of the passage after each statement, like this: [1]. If the passages do not answer "
    "the question, say so."
)
SYSTEM_PLACES_FIGURES = (
    "You answer questions from passages and figures of the user's documents. Use only what they say and show. Answer "
    "in Markdown, in short paragraphs with an empty line between them. Write the number of the passage after each "
    "statement, like this: [1]. Where a figure helps the reader, insert it on a line of its own after the paragraph "
    "it supports, like this: ![what it shows](IMAGE_1). Use each figure at most once, only figures that are listed, "
    "and none where none helps. If the documents do not answer the question, say so."
)
PASSAGES_HEADING = "Passages:\n"
MORE_PASSAGES_HEADING = "More passages:\n"
FIGURES_HEADING = "\nFigures:\n"
QUESTION_HEADING = "\nQuestion: "
EARLIER_ANSWER_CHARACTERS = 600
CAPTION_CHARACTERS = 200


@dataclass(frozen=True, slots=True)
class PromptTurn:
    """A question of a prompt, with what stands before it, and the answer it got.

    Attributes:
        passages: given here for the first time.
        figures: named here for the first time.
        pictured: those whose picture stands here.
        answer: None for the question that is to be answered.
        shortened: what stands in the place of the only passage, where that is too long.
    """

    question: str
    passages: tuple[Passage, ...] = ()
    figures: tuple[Figure, ...] = ()
    pictured: tuple[Figure, ...] = ()
    answer: str | None = None
    shortened: str | None = None


@dataclass(frozen=True, slots=True)
class Sources:
    """Where words and pictures come from: the title of a passage's document, the picture of a figure."""

    title: Callable[[Passage], str]
    picture: Callable[[Figure], PromptImage]


def system_message(*, places_figures: bool) -> Message:
    """What the model is told once, before everything else."""
    return _message(Role.SYSTEM, SYSTEM_PLACES_FIGURES if places_figures else SYSTEM_TEXT_ONLY)


def shortened_answer(turn: Answer) -> str:
    """An earlier answer in brief and without citations, whose numbers meant other passages."""
    answer = " ".join(turn.paragraphs)
    for citation in turn.citations:
        answer = answer.replace(f" [{citation.number}]", "").replace(f"[{citation.number}]", "")
    return cut(answer, EARLIER_ANSWER_CHARACTERS)


def passage_text(number: int, passage: Passage, title: str) -> str:
    """A passage with its number, where it stands, and its words."""
    place = " > ".join((title, *passage.heading_path[-2:]))
    return f"[{number}] ({place})\n{passage.text}\n"


def figure_text(number: int, figure: Figure) -> str:
    """A candidate figure in words: its name in references, its label and caption, or what is known instead."""
    words = figure.caption or figure.inside or figure.nearby
    return f"{image_label(number)}: {figure.title}. {cut(words, CAPTION_CHARACTERS)}"


def conversation_messages(turns: Sequence[PromptTurn], sources: Sources) -> list[Message]:
    """The turns as messages; passages and figures are numbered in the order in which they stand."""
    messages = []
    numbers: dict[str, int] = {}
    passages_before = 0
    for turn in turns:
        for figure in turn.figures:
            numbers.setdefault(figure.id, len(numbers) + 1)
        messages.append(Message(Role.USER, tuple(_question_parts(turn, passages_before, numbers, sources))))
        passages_before += len(turn.passages)
        if turn.answer is not None:
            messages.append(_message(Role.ASSISTANT, turn.answer))
    return messages


def _question_parts(
    turn: PromptTurn, passages_before: int, numbers: dict[str, int], sources: Sources
) -> list[PromptText | PromptImage]:
    """Passages, each with the figures that belong to it, other figures, and the question."""
    parts: list[PromptText | PromptImage] = []
    listed = list(dict.fromkeys((*turn.figures, *turn.pictured)))
    if turn.passages:
        parts.append(PromptText(MORE_PASSAGES_HEADING if passages_before else PASSAGES_HEADING))
    for number, passage in enumerate(turn.passages, start=passages_before + 1):
        words = turn.shortened or passage_text(number, passage, sources.title(passage))
        parts.append(PromptText(f"{words}\n"))
        for figure in [each for each in listed if anchor(each, turn.passages) is passage]:
            parts += _figure_parts(figure, turn, numbers, sources)
    others = [each for each in listed if anchor(each, turn.passages) is None]
    if others:
        parts.append(PromptText(FIGURES_HEADING))
    for figure in others:
        parts += _figure_parts(figure, turn, numbers, sources)
    parts.append(PromptText(f"{QUESTION_HEADING}{turn.question}"))
    return parts


def _figure_parts(
    figure: Figure, turn: PromptTurn, numbers: dict[str, int], sources: Sources
) -> list[PromptText | PromptImage]:
    text = PromptText(f"{figure_text(numbers[figure.id], figure)}\n")
    return [text, sources.picture(figure), PromptText("\n")] if figure in turn.pictured else [text]


def anchor(figure: Figure, passages: Sequence[Passage]) -> Passage | None:
    """The passage a figure belongs to: the first that mentions it, else the first on its page."""
    mentioning = {mention.passage_id for mention in figure.mentions}
    for passage in passages:
        if passage.id in mentioning:
            return passage
    for passage in passages:
        if passage.document_id == figure.document_id and any(r.page == figure.page for r in passage.regions):
            return passage
    return None


def cut(text: str, characters: int) -> str:
    """The text in one line, cut at a word where it is longer."""
    line = " ".join(text.split())
    return line if len(line) <= characters else line[:characters].rsplit(" ", 1)[0] + " …"


def _message(role: Role, text: str) -> Message:
    return Message(role, (PromptText(text),))
