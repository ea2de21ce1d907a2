"""Questions, answers, and what an answer shows and cites."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from desktop_app.domain.collections import EVERYTHING, Scope
from desktop_app.domain.documents import Document, Figure
from desktop_app.domain.geometry import Region

FIGURE_SCHEME = "figure:"
"""In an answer's Markdown a figure stands as `![caption](figure:FIGURE_ID)`, a paragraph of its own."""


@dataclass(frozen=True, slots=True)
class Citation:
    """A place that supports the answer; in the text it stands as `[number]`, from 1.

    Attributes:
        regions: one or more boxes, the first of which is where the page view opens.
        quote: the words of the document that are cited.
    """

    number: int
    document: Document
    regions: tuple[Region, ...]
    quote: str


@dataclass(frozen=True, slots=True)
class PlacedFigure:
    """A figure in an answer.

    Attributes:
        number: counts the figures shown in the whole conversation, from 1 ("the second one").
        after_paragraph: index of the paragraph it stands after, from 0; figures are no paragraphs.
        score: the evidence that placed it, 0 to 1.
    """

    number: int
    figure: Figure
    document: Document
    after_paragraph: int
    score: float = 0.0


class WhyUnshown(StrEnum):
    """Why a figure that was found does not stand in the answer."""

    SWITCHED_OFF = "switched-off"
    """No figures are wanted."""
    FEWER_WANTED = "fewer-wanted"
    """It would be shown if figures were wanted more eagerly."""
    UNLIKELY = "unlikely"
    """The chance that it helps is too small."""
    BEHIND = "behind"
    """Others fit clearly better."""
    OTHERS_NAMED = "others-named"
    """The question names others."""
    NOT_PLACED = "not-placed"
    """It was offered, but the answer was ended, or went on, without it."""
    ALIKE_ONLY = "alike-only"
    """It only looks like the picture that was asked for."""
    REPLACED = "replaced"
    """The reader chose another in its place."""


@dataclass(frozen=True, slots=True)
class UnshownFigure:
    """A figure that was found for the question but does not stand in the answer.

    Attributes:
        score: the chance that it helps, 0 to 1.
    """

    figure: Figure
    document: Document
    score: float
    why: WhyUnshown


@dataclass(frozen=True, slots=True)
class UncitedPassage:
    """A passage that was found for the question but is not cited: where it stands, and its most telling sentence."""

    document: Document
    regions: tuple[Region, ...]
    quote: str


@dataclass(frozen=True, slots=True)
class FigureFeedback:
    """What the reader thinks of a figure that the answer showed.

    Attributes:
        shown: the id of the figure that the answer showed.
        better: the id of the found figure that the reader chose in its place; empty where it is only called wrong.
        why: why the better one had not been shown.
    """

    shown: str
    better: str = ""
    why: WhyUnshown = WhyUnshown.NOT_PLACED


@dataclass(frozen=True, slots=True)
class AnswerTimings:
    """Seconds and tokens; `first_token_s` is 0 where nothing was written, tokens are 0 without a model."""

    retrieve_s: float = 0.0
    first_token_s: float = 0.0
    total_s: float = 0.0
    prompt_tokens: int = 0
    cached_tokens: int = 0
    completion_tokens: int = 0


NO_TIMINGS = AnswerTimings()
"""Nothing was measured."""


@dataclass(frozen=True, slots=True)
class PromptBlock:
    """What stood before one question of a prompt: ids of passages and figures, in the order in which they stood there.

    Attributes:
        figures: those named here for the first time.
        pictured: those whose picture stood here, too.
    """

    passages: tuple[str, ...] = ()
    figures: tuple[str, ...] = ()
    pictured: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PromptRecord:
    """How a model was asked, so that the next prompt can begin with the very same and is read only from there on.

    Attributes:
        start: index of the turn whose prompt was laid out anew.
        earlier: how many turns before that one stand in the prompt.
        blocks: one for each turn from `start` to this one; the first stands before everything else.
        written: what the model wrote, letter by letter.
    """

    model: str
    start: int
    earlier: int
    blocks: tuple[PromptBlock, ...]
    written: str = ""


@dataclass(frozen=True, slots=True)
class AskedAbout:
    """What a question was about besides its words, so that it can be seen, and asked again as it was.

    Attributes:
        picture: the path of the picture that came with it; "" without one.
        figure: the figure of the library that it pointed at.
        documents: ids of the documents it was limited to; None without a limit.
        collection: the id of the collection they were; None where they were chosen one by one.
    """

    picture: str = ""
    figure: Figure | None = None
    documents: tuple[str, ...] | None = None
    collection: int | None = None


NOTHING_BESIDES = AskedAbout()
"""Words alone, asked of the whole library."""


@dataclass(frozen=True, slots=True)
class Answer:
    """A finished (or stopped) answer.

    Attributes:
        paragraphs: Markdown blocks with `[n]` where citation n is meant, without the figures.
        model: the model's name, or "excerpts".
        unshown: figures that were found but not shown, best first.
        uncited: passages that were found but not cited, best first.
        stopped: True when the user stopped it before its end.
        notice: a sentence for the user about this answer (the model ended, turns were left out, …), or "".
        prompt: how a model was asked, or None; need not be kept beyond the session.
        feedback: what the reader thinks of its figures; `figures` holds those chosen in place of others.
        scope: what the question was limited to, as people call it, or "".
        asked: what the question was about besides its words.
    """

    question: str
    paragraphs: tuple[str, ...]
    figures: tuple[PlacedFigure, ...]
    citations: tuple[Citation, ...]
    model: str
    timings: AnswerTimings = NO_TIMINGS
    unshown: tuple[UnshownFigure, ...] = ()
    uncited: tuple[UncitedPassage, ...] = ()
    stopped: bool = False
    notice: str = ""
    prompt: PromptRecord | None = None
    feedback: tuple[FigureFeedback, ...] = ()
    scope: str = ""
    asked: AskedAbout = NOTHING_BESIDES

    @property
    def considered(self) -> tuple[Figure, ...]:
        """The figures that were found but not shown, best first."""
        return tuple(each.figure for each in self.unshown)

    @property
    def markdown(self) -> str:
        """The whole answer with its figures in place, one blank line between blocks."""
        blocks: list[str] = []
        for index, paragraph in enumerate(self.paragraphs):
            blocks.append(paragraph)
            blocks += [figure_markdown(p.figure) for p in self.figures if p.after_paragraph == index]
        return "\n\n".join(blocks)


def asked_about(scope: Scope = EVERYTHING, picture: str = "", figure: Figure | None = None) -> AskedAbout:
    """What is noted of a question besides its words and the name of its scope."""
    documents = None if scope.documents is None else tuple(sorted(scope.documents))
    return AskedAbout(picture, figure, documents, scope.collection)


def figure_markdown(figure: Figure) -> str:
    """The Markdown that stands for a figure in an answer; brackets and line ends of the caption are escaped."""
    text = " ".join(figure.description.split())
    for character in "\\[]":
        text = text.replace(character, "\\" + character)
    return f"![{text}]({FIGURE_SCHEME}{figure.id})"


@dataclass(slots=True)
class Conversation:
    """The turns so far, oldest first."""

    turns: list[Answer] = field(default_factory=list)

    @property
    def figures_shown(self) -> tuple[PlacedFigure, ...]:
        """Every figure shown in the conversation, by number."""
        return tuple(placed for turn in self.turns for placed in turn.figures)
