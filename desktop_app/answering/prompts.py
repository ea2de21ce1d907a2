"""Every word that is said to a language model, as data.

What stays the same from question to question comes first, so that the model's cache of the beginning is used again.
"""

from __future__ import annotations

from collections.abc import Sequence

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
PASSAGES_HEADING = "Passages:"
FIGURES_HEADING = "Figures:"
QUESTION_HEADING = "Question: "
EARLIER_ANSWER_CHARACTERS = 600
CAPTION_CHARACTERS = 200


def system_message(*, places_figures: bool) -> Message:
    """What the model is told once, before everything else."""
    return _message(Role.SYSTEM, SYSTEM_PLACES_FIGURES if places_figures else SYSTEM_TEXT_ONLY)


def turn_messages(turn: Answer) -> tuple[Message, Message]:
    """An earlier question and its answer, shortened and without citations, whose numbers mean other passages now."""
    answer = " ".join(turn.paragraphs)
    for citation in turn.citations:
        answer = answer.replace(f" [{citation.number}]", "").replace(f"[{citation.number}]", "")
    return _message(Role.USER, turn.question), _message(Role.ASSISTANT, cut(answer, EARLIER_ANSWER_CHARACTERS))


def passage_text(number: int, passage: Passage, title: str) -> str:
    """A passage with its number, where it stands, and its words."""
    place = " > ".join((title, *passage.heading_path[-2:]))
    return f"[{number}] ({place})\n{passage.text}\n"


def figure_text(number: int, figure: Figure) -> str:
    """A candidate figure in words: its name in references, its label and caption, or what is known instead."""
    words = figure.caption or figure.inside or figure.nearby
    return f"{image_label(number)}: {figure.title}. {cut(words, CAPTION_CHARACTERS)}"


def question_message(
    question: str, passages: Sequence[str], figures: Sequence[str], images: Sequence[PromptImage]
) -> Message:
    """Passages, figures and the question; pictures stand right after the descriptions they belong to.

    Args:
        question: as asked.
        passages: texts by `passage_text`.
        figures: texts by `figure_text`.
        images: the pictures of the first figures.
    """
    parts: list[PromptText | PromptImage] = [PromptText("\n".join((PASSAGES_HEADING, *passages)))]
    if figures:
        parts.append(PromptText(f"\n{FIGURES_HEADING}\n"))
    for number, text in enumerate(figures):
        parts.append(PromptText(f"{text}\n"))
        if number < len(images):
            parts += [images[number], PromptText("\n")]
    parts.append(PromptText(f"\n{QUESTION_HEADING}{question}"))
    return Message(Role.USER, tuple(parts))


def cut(text: str, characters: int) -> str:
    """The text in one line, cut at a word where it is longer."""
    line = " ".join(text.split())
    return line if len(line) <= characters else line[:characters].rsplit(" ", 1)[0] + " …"


def _message(role: Role, text: str) -> Message:
    return Message(role, (PromptText(text),))
