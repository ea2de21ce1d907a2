"""Made-up pages with drawn pictures, and questions about them in the words the program says to a language model.

What is said comes from `answering/prompts.py` and the chat template, so that training follows when they change.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random

from desktop_app.answering.prompts import PromptTurn, Sources, conversation_messages, system_message
from desktop_app.domain.answer_model import Message, PromptImage, image_label
from desktop_app.domain.documents import Figure, FigureKind, Mention, Passage
from desktop_app.domain.geometry import Box, Region
from tests.tiny_models.drawings import SUBJECTS, Subject

FEWEST, MOST = 2, 6
"""How many pictures a page may have."""
ALIKE_SHARE = 0.5
QUESTIONS = (
    "Which image shows {the}?", "which image shows {the}", "Show me {the}.", "Show me {a}", "Where is {the}?",
    "Which figure shows {the}?", "In which picture is there {a}?", "I want to see {the}.", "Find {the}.",
    "What does {the} look like?",
)  # fmt: skip
CAPTIONS = (
    "", "A drawing.", "A drawing for the test.", "One of the drawings on this page.", "An example.",
    "Made with a pen and a ruler.", "See the text.",
)  # fmt: skip
TITLES = ("drawings", "manual", "notes", "examples")
HEADINGS = ("Drawings", "Examples", "What to look at", "Appendix")
SENTENCES = (
    "The drawings on this page were made for a test.", "Each of them shows one thing.",
    "Look at all of them before you answer.", "They are numbered from left to right.",
    "Some of them are charts, others are shapes.", "The size of a drawing does not matter.",
    "Nothing else is written here.", "The pump must be switched off first.", "Keep this manual for later use.",
    "The results are given in the next section.", "We measured everything twice.", "The first one is the best known.",
)  # fmt: skip
DOCUMENT = "0" * 64
BOX = Box(100, 100, 200, 200)


@dataclass(frozen=True, slots=True)
class DrawnPage:
    """What a prompt is made of: passages, and figures with what each of them shows."""

    passages: tuple[Passage, ...]
    figures: tuple[Figure, ...]
    subjects: tuple[Subject, ...]
    title: str

    def messages(
        self, question: str, pictures: Mapping[str, Path], system: Message | None = None
    ) -> tuple[Message, ...]:
        """The prompt of a question.

        Args:
            question: in the user's words.
            pictures: the file of each figure's picture, by the figure's id.
            system: what stands first; the program's own words where it is None.
        """
        turn = PromptTurn(question, self.passages, self.figures, self.figures)
        sources = Sources(lambda _: self.title, lambda figure: PromptImage(pictures[figure.id], figure.id))
        return (system or system_message(places_figures=True), *conversation_messages([turn], sources))

    def label_of(self, subject: Subject) -> str:
        """The reference of the image that shows it: images are numbered in the order of the figures."""
        return image_label(self.subjects.index(subject) + 1)

    def answer(self, subject: Subject) -> str:
        """What a model should answer to a question about it."""
        return f"This is the {subject.words}.\n\n![{subject.words}]({self.label_of(subject)})"


def make_page(random: Random, *, pictures: int | None = None, alike: float = ALIKE_SHARE) -> DrawnPage:
    """A page with some pictures, in one of the layouts that prompts can have.

    Args:
        random: decides everything.
        pictures: how many; between `FEWEST` and `MOST` where it is None.
        alike: how likely it holds subjects of one kind or one colour on purpose.
    """
    subjects = _subjects(random, pictures or random.randint(FEWEST, MOST), alike)
    passages = tuple(_passage(number, random) for number in range(random.choice((0, 0, 1, 1, 2, 3))))
    figures = tuple(_figure(number, passages, random) for number in range(1, len(subjects) + 1))
    return DrawnPage(passages, figures, subjects, random.choice(TITLES))


def question_about(subject: Subject, random: Random) -> str:
    """A question that the subject answers."""
    bare = subject.words
    article = "an" if bare[0] in "aeiou" else "a"
    return random.choice(QUESTIONS).format(a=f"{article} {bare}", the=f"the {bare}")


def _subjects(random: Random, count: int, share: float) -> tuple[Subject, ...]:
    """Different subjects; a share of the pages hold some that are easily mistaken for one another."""
    first = random.choice(SUBJECTS)
    alike = [each for each in SUBJECTS if each != first and (each.kind == first.kind or each.colour == first.colour)]
    chosen = [first]
    if random.random() < share:
        chosen += random.sample(alike, min(len(alike), count - 1, 2))
    chosen += random.sample([each for each in SUBJECTS if each not in chosen], count - len(chosen))
    random.shuffle(chosen)
    return tuple(chosen)


def _passage(number: int, random: Random) -> Passage:
    text = " ".join(random.sample(SENTENCES, random.choice((1, 1, 2))))
    headings = (random.choice(HEADINGS),) if random.random() < 0.5 else ()
    return Passage(f"passage {number}", DOCUMENT, text, (Region(number + 1, BOX),), headings)


def _figure(number: int, passages: Sequence[Passage], random: Random) -> Figure:
    mentioning = random.choice(passages) if passages and random.random() < 0.5 else None
    return Figure(
        id=f"{random.getrandbits(64):016x}-{number}",
        document_id=DOCUMENT,
        page=random.randint(1, 5),
        box=BOX,
        label=str(random.randint(1, 30)) if random.random() < 0.5 else None,
        caption=random.choice(CAPTIONS),
        kind=FigureKind.RASTER,
        file=f"{number}.png",
        pixels=(200, 200),
        mentions=(Mention(mentioning.id, mentioning.text),) if mentioning else (),
    )
