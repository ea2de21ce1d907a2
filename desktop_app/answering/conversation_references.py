"""What a question of a longer conversation speaks of: figures shown before, numbers of figures, earlier questions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from desktop_app.answering import reference_words as lexicon
from desktop_app.answering.figure_references import (
    Pointing,
    ShownBefore,
    by_label,
    described,
    description_share,
    each_once,
    named_labels,
)
from desktop_app.answering.follow_ups import FollowUp, follow_up
from desktop_app.answering.reference_words import AskedWords
from desktop_app.answering.unspaced_pointing import in_known_words
from desktop_app.domain.conversation import Answer, Conversation, PlacedFigure

__all__ = ["FigureWish", "ResolvedQuestion", "named_labels", "resolve"]

_TURNS_LOOKED_AT = 20
_DESCRIBED_WISH, _DESCRIBED_NOUN = 0.34, 0.6
"""How much of a description must fit a figure where one is wanted again, and where one is only spoken of."""
_FEW_SUBJECTS, _SOME_SUBJECTS = 2, 4


class FigureWish(StrEnum):
    """What the user wants of figures shown before."""

    NOTHING = "nothing"
    SHOW = "show"
    PAGE = "page"


@dataclass(frozen=True, slots=True)
class ResolvedQuestion:
    """A question with what it leans on made plain.

    Attributes:
        text: the question as it was asked.
        search: what to search for; holds the words of the question before, where this one leans on it.
        figures: figures shown before that the question speaks of, in the order it names them.
        labels: numbers of figures it names ("3.2") that were not shown before.
        wish: SHOW or PAGE where a figure shown before is wanted again, or its place.
        turned_from: ids of figures just shown that a follow-up turns away from: it asks for the other one.
        base: the latest question that stands for itself.
        enlarged: whether the figures are wanted large.
        not_shown: whether nothing but a figure is wanted, by a place at which none was shown.
    """

    text: str
    search: str
    figures: tuple[PlacedFigure, ...] = ()
    labels: tuple[str, ...] = ()
    wish: FigureWish = FigureWish.NOTHING
    turned_from: frozenset[str] = frozenset()
    base: str = ""
    enlarged: bool = False
    not_shown: bool = False


def resolve(question: str, conversation: Conversation) -> ResolvedQuestion:
    """What a question speaks of, given the turns before it."""
    turns = conversation.turns[-_TURNS_LOOKED_AT:]
    earlier = conversation.turns[: len(conversation.turns) - len(turns)]
    before: ResolvedQuestion | None = None
    for number, turn in enumerate(turns):
        before = _resolve(turn.question, [*earlier, *turns[:number]], before)
    return _resolve(question, conversation.turns, before)


def _resolve(question: str, turns: Sequence[Answer], before: ResolvedQuestion | None) -> ResolvedQuestion:
    asked = AskedWords(in_known_words(question))
    shown = ShownBefore.of(turns, before.figures if before is not None else ())
    resolver = _Resolver(asked, shown, before, bool(turns and turns[-1].figures))
    figures, labels, wish = resolver.resolved()
    not_shown = not figures and not labels and resolver.wants_what_was_not_shown
    if not_shown:
        wish = FigureWish.SHOW
    follows = follow_up(question, before.base if before else "", before.search if before else "")
    if figures:
        follows = _about_figures(question, figures, wish, before)
    turned_from = frozenset[str]()
    if follows.turns_away and not figures and turns:
        turned_from = frozenset(placed.figure.id for placed in shown.focus)
    return ResolvedQuestion(
        question,
        follows.search,
        figures,
        labels,
        wish,
        turned_from,
        follows.base,
        enlarged=wish is FigureWish.SHOW and resolver.enlarges,
        not_shown=not_shown,
    )


def _about_figures(
    question: str, figures: Sequence[PlacedFigure], wish: FigureWish, before: ResolvedQuestion | None
) -> FollowUp:
    """A question about figures searches their captions; a wish for them leaves the subject of the conversation."""
    base = before.base if before is not None else question
    if wish is not FigureWish.NOTHING and before is not None:
        return FollowUp(before.search, base)
    captions = " ".join(placed.figure.caption for placed in figures)
    return FollowUp(f"{question} {captions}".strip(), base)


class _Resolver:
    """One question against what was shown before."""

    def __init__(
        self, asked: AskedWords, shown: ShownBefore, before: ResolvedQuestion | None, just_shown: bool
    ) -> None:
        self._asked = asked
        self._shown = shown
        self._before = before
        self._just_shown = just_shown
        self._pointing = Pointing(asked, shown)
        text = asked.text
        self.enlarges = bool(lexicon.ENLARGE.search(text)) and not asked.asks
        self._again = bool(lexicon.AGAIN.search(text)) and not asked.asks
        self._shows = bool(lexicon.SHOW.search(text)) and not asked.asks
        self._page = bool(lexicon.PAGE.search(text))
        self._where = bool(lexicon.WHERE.search(text)) and not self._page
        self._compares = bool(lexicon.COMPARE.search(text))

    def resolved(self) -> tuple[tuple[PlacedFigure, ...], tuple[str, ...], FigureWish]:
        """The figures it speaks of, the labels that were not shown, and what is wanted of the figures."""
        wanted = self.enlarges or self._again or self._shows or self._page
        named, labels = by_label(self._asked.text, self._shown, or_number=wanted)
        if not self._shown.figures:
            return (), labels, FigureWish.NOTHING
        figures = each_once((*named, *self._pointing.by_place()))
        if self._compares and len(figures) + len(labels) == 1:
            figures = each_once((*self._compared_with(), *figures))
        if not figures and not labels and not self._pointing.missed:
            figures = self._pointing.other() or self._set() or self._described_or_meant()
        if not figures:
            return (), labels, FigureWish.NOTHING
        wish = self._wish()
        if wish is FigureWish.NOTHING and self._before is not None and self._only_points():
            wish = self._before.wish
        return figures, labels, wish

    @property
    def wants_what_was_not_shown(self) -> bool:
        """Whether a figure and nothing else is wanted, and there is none at its place: "enlarge the second one"."""
        named = self._is_wish and bool(self._pointing.noun) and self._pointing.names_a_place
        if self._asked.subject or not (self.enlarges or named):
            return False
        return self._pointing.missed if self._shown.figures else True

    def _compared_with(self) -> tuple[PlacedFigure, ...]:
        """What "it" or "this chart" means beside a figure that is named."""
        pointed = self._pointing.pointed_noun
        return self._latest_of_noun(pointed) if pointed or self._asked.has_pronoun else ()

    def _wish(self) -> FigureWish:
        if self._page or (self._where and not self._asked.subject):
            return FigureWish.PAGE
        shown_beside = self._shows and (not self._compares or "next" in self._asked.words)
        return FigureWish.SHOW if self.enlarges or self._again or shown_beside else FigureWish.NOTHING

    @property
    def _is_wish(self) -> bool:
        return self.enlarges or self._again or self._page or self._shows

    def _only_points(self) -> bool:
        """Whether the question says nothing but which figure: "and the first one?"."""
        if self._compares or self._asked.asks or lexicon.TELLS.search(self._asked.text):
            return False
        return not self._asked.subject or self._described_fully() is not None

    @property
    def _speaks_of_figures(self) -> bool:
        """Whether the turn before was about figures, so that "it" goes on meaning one."""
        return self._before is not None and bool(self._before.figures)

    def _set(self) -> tuple[PlacedFigure, ...]:
        """Several figures at once, where more than one was shown."""
        subjects = len(self._asked.subject)
        plural_page = self._page and not subjects and bool(self._asked.words & _PLURAL_PAGES)
        if not self._pointing.means_several and not plural_page:
            return ()
        about_them = not subjects or self._speaks_of_figures or self._compares
        return self._pointing.several() if self._is_wish or (about_them and subjects <= _FEW_SUBJECTS) else ()

    def _described_or_meant(self) -> tuple[PlacedFigure, ...]:
        noun = self._pointing.noun
        if self._asked.words & lexicon.OTHER:
            return ()
        found = self._by_description(noun) if self._asked.subject else None
        if found is not None:
            return (found,)
        if self._pointing.pointed_noun:
            return self._latest_of_noun(self._pointing.pointed_noun)
        return self._meant(noun)

    def _by_description(self, noun: str) -> PlacedFigure | None:
        """The figure whose subject the question names, where it wants one or names it as a figure."""
        if self._page and not (noun or self._again or self._asked.has_pronoun):
            return None
        if self._page or self._again or self.enlarges:
            return described(self._asked, self._shown, at_least=_DESCRIBED_WISH)
        if noun and not self._asked.asks:
            return described(self._asked, self._shown, at_least=_DESCRIBED_NOUN)
        if self._before is not None and self._before.wish is not FigureWish.NOTHING and not self._asked.asks:
            return self._described_fully()
        fitting = [p for p in self._shown.focus if noun in lexicon.KIND_NOUNS and description_share(self._asked, p) > 0]
        return fitting[-1] if fitting else None

    def _described_fully(self) -> PlacedFigure | None:
        """A figure whose caption says everything that the question is about."""
        shares = {p.number: description_share(self._asked, p, caption_only=True) for p in self._shown.figures.values()}
        return next((p for p in self._shown.figures.values() if shares[p.number] >= 1.0), None)

    def _latest_of_noun(self, noun: str) -> tuple[PlacedFigure, ...]:
        if noun in lexicon.KIND_NOUNS:
            found = described(AskedWords(noun), self._shown, at_least=_DESCRIBED_NOUN)
            if found is not None:
                return (found,)
        return self._shown.focus[-1:]

    def _meant(self, noun: str) -> tuple[PlacedFigure, ...]:
        """What a pronoun, a bare wish, or "the diagram" means: the figure last spoken of."""
        bare = not self._asked.subject
        pointed = bool(noun) or self._asked.has_pronoun
        tells = bool(lexicon.TELLS.search(self._asked.text))
        wanted = (self._again and (bare or pointed)) or (bare and pointed and (self._where or self._shows))
        spoken_of = bool(noun) and bare and (tells or self._compares)
        if self.enlarges or wanted or spoken_of or (self._page and bare):
            return self._latest_of_noun(noun)
        if not self._asked.has_pronoun or len(self._asked.subject) > _SOME_SUBJECTS:
            return ()
        on_it = bool(lexicon.ON_IT.search(self._asked.text) or self._asked.words & lexicon.INSIDE)
        about_it = self._speaks_of_figures or (self._just_shown and (on_it or (tells and bare)))
        return self._shown.focus[-1:] if about_it else ()


_PLURAL_PAGES = frozenset({"pages", "seiten", "documents", "dokumente", "dokumenten"})
